/* flip.c: changes single bytes of an index; --verify must find each, a search must survive and show nothing damaged.
 * usage: flip [COUNT [SEED]]    Prints TAP. */
#include "faults.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const texts[] = {
    "The railway of Central Asia stays where it is. Transport diplomacy decides the routes to the seaports.",
    "Темир йўл қурилиши давом этмоқда. Ўзбекистон янги транспорт йўлакларини кенгайтирмоқда.",
    "Страны региона развивают сотрудничество. Железные дороги соединяют столицы с морскими портами.",
    "Irrigation of cotton fields took the rivers before they reached the sea, and the sea lost most of its water.",
};
enum { TEXTS = sizeof texts / sizeof *texts };

struct file {
    char name[128];
    off_t size;
};

static daftar_status write_index(void)
{
    daftar_indexer *indexer;
    char name[32];
    daftar_status status = daftar_indexer_new(&indexer, path, NULL);
    for (int turn = 0; !status && turn < 2; turn++) { /* the second kills passages of the first */
        for (int i = turn * 20; !status && i < 40; i++) {
            snprintf(name, sizeof name, "article/%d", i);
            status = add(indexer, name, texts[i % TEXTS]);
        }
        if (!status)
            status = daftar_indexer_commit(indexer);
    }
    daftar_indexer_free(indexer);
    return status;
}

static size_t list_files(struct file *files, size_t room)
{
    DIR *directory = opendir(path);
    size_t count = 0;
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        struct stat facts;
        if (entry->d_name[0] == '.' || !strcmp(entry->d_name, "lock") || count == room ||
            fstatat(dirfd(directory), entry->d_name, &facts, 0))
            continue;
        snprintf(files[count].name, sizeof files->name, "%.60s/%.60s", path, entry->d_name);
        files[count++].size = facts.st_size;
    }
    closedir(directory);
    return count;
}

static int change(const struct file *file, off_t at, unsigned char mask)
{
    unsigned char byte;
    int fd = open(file->name, O_RDWR);
    int failed = fd < 0 || pread(fd, &byte, 1, at) != 1;
    byte ^= mask;
    failed = failed || pwrite(fd, &byte, 1, at) != 1;
    close(fd);
    return failed;
}

static int is_known(const char *text)
{
    for (int i = 0; i < TEXTS; i++)
        if (!strcmp(text, texts[i]))
            return 1;
    return 0;
}

/* 0: hits, 1: none, 2: an error, 9: a passage that nobody wrote. */
static int search(const char *query)
{
    const char *paths[] = {path};
    daftar_index *index;
    daftar_results *results;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.count = 100;
    if (daftar_index_open(&index, paths, 1, NULL))
        return 2;
    if (daftar_search(&results, index, query, &options)) {
        daftar_index_free(index);
        return 2;
    }
    int code = daftar_results_count(results) ? 0 : 1;
    for (size_t i = 0; i < daftar_results_count(results); i++)
        if (!is_known(daftar_results_hit(results, i)->text))
            code = 9;
    daftar_results_free(results);
    daftar_index_free(index);
    return code;
}

static int verify(const char *unused)
{
    (void)unused;
    return daftar_index_verify(path, NULL, NULL) != DAFTAR_OK;
}

static int apart(int (*run)(const char *), const char *argument)
{
    int code = 0;
    pid_t child = fork();
    if (!child) {
        alarm(30);
        _exit(run(argument));
    }
    waitpid(child, &code, 0);
    return WIFEXITED(code) ? WEXITSTATUS(code) : 128 + WTERMSIG(code);
}

struct tally {
    unsigned long tried, missed, crashed, shown, answered;
};

static void try_one(struct tally *tally, const struct file *file, off_t at, unsigned char mask)
{
    static const char *const queries[] = {"railway diplomacy", "\"stays where it is\"", "темир йўл", "path:article"};
    if (change(file, at, mask))
        return;
    int verified = apart(verify, NULL), code = apart(search, queries[tally->tried % 4]);
    tally->tried++;
    tally->missed += verified == 0;
    tally->crashed += verified > 127 || code > 127;
    tally->shown += code == 9;
    tally->answered += code < 2;
    if (verified == 0 || verified > 127 || code > 2)
        printf("# %s at %ld by %02x: verify %d, search %d\n", strrchr(file->name, '/') + 1, (long)at, mask, verified,
               code);
    if (change(file, at, mask))
        abort();
}

int main(int argc, char **argv)
{
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
    struct file files[64];
    struct tally tally = {0};
    srandom(argc > 2 ? (unsigned)atoi(argv[2]) : 1);
    if (make_place() || write_index() || apart(verify, NULL) || apart(search, "railway diplomacy")) {
        printf("Bail out! %s\n", daftar_last_error());
        return 1;
    }
    size_t found = list_files(files, sizeof files / sizeof *files);
    for (unsigned long i = 0; i < count; i++) {
        /* Every file as often as every other: the small ones would hardly be met. */
        const struct file *file = &files[(size_t)random() % found];
        try_one(&tally, file, random() % file->size, (unsigned char)(1 + random() % 255));
    }
    int sound = !apart(verify, NULL);
    printf("# %lu bytes changed: %lu not found by --verify, %lu crashes, %lu damaged passages shown, %lu answered\n",
           tally.tried, tally.missed, tally.crashed, tally.shown, tally.answered);
    int wrong = !tally.tried || tally.missed || tally.crashed || tally.shown || !sound;
    printf("1..1\n%s 1 - every changed byte is found and none does harm\n", wrong ? "not ok" : "ok");
    return wrong | remove_place();
}

/* memory.c: lets the n-th allocation fail while a tiny index is written, read and cared for; nothing may crash.
 * usage: LD_PRELOAD=shim.so memory [STEP [FIRST]]    Every STEP-th n of each kind of work. Prints TAP. */
#include "faults.h"

#include <dlfcn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static daftar_status write_index(void)
{
    daftar_indexer *indexer;
    daftar_status status = daftar_indexer_new(&indexer, path, NULL);
    if (!status)
        status = add(indexer, "keep", "The railway of Central Asia stays where it is, and diplomacy decides its way.");
    if (!status)
        status = add(indexer, "changes", "Темир йўл қурилиши давом этмоқда. Транспортная дипломатия стала делом инженеров.");
    if (!status)
        status = daftar_indexer_commit(indexer);
    daftar_indexer_free(indexer);
    return status;
}

static daftar_status search_index(void)
{
    static const char *const queries[] = {"railway diplomacy", "\"stays where\"", "темир OR author:kamilov", "rail*"};
    const char *paths[] = {path};
    daftar_index *index;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    const char *const facets[] = {"lang", "author"};
    options.facets = facets;
    options.facet_count = 2;
    options.explain = 1;
    daftar_status status = daftar_index_open(&index, paths, 1, NULL);
    for (size_t i = 0; !status && i < sizeof queries / sizeof *queries; i++) {
        daftar_results *results;
        status = daftar_search(&results, index, queries[i], &options);
        daftar_results_free(results);
    }
    daftar_index_free(index);
    return status;
}

static daftar_status similar_index(void)
{
    const char *paths[] = {path};
    daftar_results *results;
    daftar_index *index;
    daftar_status status = daftar_index_open(&index, paths, 1, NULL);
    if (!status) {
        status = daftar_similar(&results, index, "keep", 1, NULL);
        daftar_results_free(results);
    }
    daftar_index_free(index);
    return status;
}

static daftar_status compact_index(void)
{
    return daftar_index_compact(path, 0, NULL);
}

static daftar_status verify_index(void)
{
    return daftar_index_verify(path, NULL, NULL);
}

static daftar_status add_tree(void)
{
    daftar_indexer *indexer;
    char tree[96];
    struct daftar_indexer_options options = DAFTAR_INDEXER_OPTIONS_INIT;
    options.jobs = 1;
    snprintf(tree, sizeof tree, "%s/texts", place);
    daftar_status status = daftar_indexer_new(&indexer, path, &options);
    if (!status)
        status = daftar_indexer_add_tree(indexer, tree, NULL);
    daftar_indexer_free(indexer);
    return status;
}

static void restore(void)
{
    char command[256];
    snprintf(command, sizeof command, "cd '%s' && rm -rf index && cp -r base index", place);
    if (system(command))
        _exit(3);
}

/* Whether what was committed is there, seen by a process in which nothing fails. */
static int is_whole(void)
{
    pid_t child = fork();
    int code = 1;
    if (!child) {
        const char *paths[] = {path};
        daftar_index *index;
        daftar_results *results;
        _exit(daftar_index_verify(path, NULL, NULL) || daftar_index_open(&index, paths, 1, NULL) ||
              daftar_search(&results, index, "\"railway of Central Asia stays\"", NULL) ||
              daftar_results_count(results) != 1);
    }
    waitpid(child, &code, 0);
    return code == 0;
}

static const struct work {
    const char *name;
    daftar_status (*run)(void);
    int writes;
} works[] = {{"writing documents", write_index, 1}, {"indexing a directory", add_tree, 1},
             {"compacting", compact_index, 1},      {"verifying", verify_index, 0},
             {"searching", search_index, 0},        {"finding similar ones", similar_index, 0}};

static void (*fault_memory)(long, int);
static long (*fault_seen)(void);

#define STUCK 3 /* exit code: what failed cannot be done afterwards either */

/* Runs the work in a process whose n-th allocation fails, and again in the same process when there is memory. Exit code
 * 0: done, 1: refused, 2: n was never reached. */
static int run_one(const struct work *work, long n, int all_after)
{
    int code;
    if (work->writes)
        restore();
    pid_t child = fork();
    if (!child) {
        alarm(60);
        fault_memory(n, all_after);
        daftar_status status = work->run();
        long seen = fault_seen();
        fault_memory(0, 0);
        if (seen >= n && status && work->run())
            _exit(STUCK);
        _exit(seen < n ? 2 : status ? 1 : 0);
    }
    waitpid(child, &code, 0);
    return code;
}

static int run_row(const struct work *work, int all_after, long first, long step, unsigned number)
{
    unsigned long tried = 0, crashed = 0, lost = 0, last = 0;
    for (long n = first; n < 1000000; n += step) {
        int code = run_one(work, n, all_after);
        if (WIFEXITED(code) && WEXITSTATUS(code) == 2) {
            if (tried || n == 1)
                break;
            n = n / 2 - step; /* the work is shorter than the sample's first step: begin earlier */
            continue;
        }
        tried++;
        last = (unsigned long)n;
        if (!WIFEXITED(code) || WEXITSTATUS(code) > 2) {
            crashed++;
            printf("# %s: allocation %ld%s: signal %d, exit code %d\n", work->name, n, all_after ? " and on" : "",
                   WIFSIGNALED(code) ? WTERMSIG(code) : 0, WIFEXITED(code) ? WEXITSTATUS(code) : 0);
        }
        if (work->writes && !is_whole()) {
            lost++;
            printf("# %s: allocation %ld: the index is not whole\n", work->name, n);
        }
        fflush(stdout);
    }
    printf("%s %u - no memory from %s%s: %lu of %lu allocations, %lu crashes, %lu indexes harmed\n",
           crashed || lost || !tried ? "not ok" : "ok", number, work->name, all_after ? ", from there on" : "", tried, last,
           crashed, lost);
    fflush(stdout);
    return crashed || lost || !tried;
}

/* A law in two languages, so that something is learned. */
static int write_law(const char *language, const char *format, const char *words[2])
{
    char name[96];
    snprintf(name, sizeof name, "%s/texts/law-%s.md", place, language);
    FILE *file = fopen(name, "w");
    for (int i = 1; file && i <= 12; i++)
        fprintf(file, format, i, 2000 + i, words[i % 2]);
    return !file || fclose(file);
}

static int make_base(void)
{
    char command[512];
    if (make_place())
        return 1;
    snprintf(command, sizeof command,
             "cd '%s' && mkdir texts && printf '# Rail\\n\\nThe railway of the steppe.\\n\\n## Ways\\n\\nIt goes on.\\n' "
             ">texts/a.md && printf 'Annotatsiya: temir yoʻl.\\n\\nKalit soʻzlar: yoʻl, rels.\\n' >texts/b.txt",
             place);
    if (system(command) || write_index() ||
        write_law("ru", "## Статья %d\n\nТранспорт страны в %d году: %s.\n\n", (const char *[]){"зорвак", "мурдак"}) ||
        write_law("uz", "## %d-modda\n\nMamlakat transporti %d yilda: %s.\n\n", (const char *[]){"qimbal", "tirbon"}))
        return 1;
    snprintf(command, sizeof command, "cd '%s' && mv index base", place);
    return system(command) != 0;
}

int main(int argc, char **argv)
{
    long step = argc > 1 ? atol(argv[1]) : 1, first = argc > 2 ? atol(argv[2]) : 1;
    unsigned number = 0;
    int wrong = 0;
    *(void **)&fault_memory = dlsym(RTLD_DEFAULT, "fault_memory");
    *(void **)&fault_seen = dlsym(RTLD_DEFAULT, "fault_seen");
    if (!fault_memory || !fault_seen || step < 1 || first < 1 || make_base()) {
        puts("Bail out! run it with LD_PRELOAD=shim.so");
        return 1;
    }
    restore();
    for (size_t i = 0; i < sizeof works / sizeof *works; i++)
        for (int all_after = 0; all_after < 2; all_after++)
            wrong |= run_row(&works[i], all_after, first, step, ++number);
    printf("1..%u\n", number);
    return wrong | remove_place();
}

/* readers.c: four processes search without pause while a writer commits and compacts; none may fail.
 * usage: readers [COMMITS [READERS]]    Prints TAP. */
#include "faults.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define READERS_MAX 64

static int fail(const char *what)
{
    printf("# %s: %s\n", what, daftar_last_error());
    fflush(stdout);
    return 1;
}

/* Twenty articles that stay, and one that says how often it was written. */
static daftar_status write_articles(daftar_indexer *indexer, unsigned turn)
{
    char name[64], text[256];
    daftar_status status = DAFTAR_OK;
    for (unsigned i = 0; !turn && !status && i < 20; i++) {
        snprintf(name, sizeof name, "stays/%u", i);
        status = add(indexer, name, "The railway of Central Asia stays where it is. Transport diplomacy decides.");
    }
    for (unsigned i = 0; !status && i < 5; i++) {
        snprintf(name, sizeof name, "turns/%u", (turn + i) % 40);
        snprintf(text, sizeof text, "Turn %u of the railway, article %u of the corridor that changes.", turn, i);
        status = add(indexer, name, text);
    }
    return status ? status : daftar_indexer_commit(indexer);
}

static int write_all(unsigned commits)
{
    daftar_indexer *indexer;
    daftar_status status = daftar_indexer_new(&indexer, path, NULL);
    for (unsigned i = 1; !status && i <= commits; i++) {
        status = write_articles(indexer, i);
        if (status || (i != commits / 3 && i != commits * 2 / 3))
            continue;
        daftar_indexer_free(indexer);
        indexer = NULL;
        status = daftar_index_compact(path, 0, NULL);
        if (!status)
            status = daftar_indexer_new(&indexer, path, NULL);
    }
    daftar_indexer_free(indexer);
    return status ? fail("writer") : 0;
}

static int ask(daftar_index *index, const char *query, size_t expected)
{
    daftar_results *results;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.count = 100;
    if (daftar_search(&results, index, query, &options))
        return fail(query);
    size_t count = daftar_results_count(results);
    daftar_results_free(results);
    if (count == expected)
        return 0;
    printf("# %s: %zu hits, not %zu\n", query, count, expected);
    return 1;
}

static volatile sig_atomic_t ended;

static void end(int signal)
{
    (void)signal;
    ended = 1;
}

/* Opens the index anew, or keeps it for a while and refreshes it. Reports queries and failures through the pipe. */
static void read_all(int report)
{
    unsigned long counts[2] = {0, 0};
    daftar_index *index = NULL;
    signal(SIGTERM, end);
    while (!ended) {
        if (index && counts[0] % 8 < 4)
            counts[1] += daftar_index_refresh(index) ? fail("refresh") != 0 : 0;
        if (counts[0] % 8 == 0) {
            daftar_index_free(index);
            if (daftar_index_open(&index, (const char *[]){path}, 1, NULL)) {
                fail("open");
                counts[1]++;
                break;
            }
        }
        counts[1] += (unsigned long)ask(index, "path:stays transport", 20);
        counts[1] += (unsigned long)ask(index, "\"stays where it is\"", 20);
        counts[0]++;
    }
    daftar_index_free(index);
    if (write(report, counts, sizeof counts) != sizeof counts)
        _exit(1);
    _exit(0);
}

int main(int argc, char **argv)
{
    unsigned commits = argc > 1 ? (unsigned)atoi(argv[1]) : 50, count = argc > 2 ? (unsigned)atoi(argv[2]) : 4;
    unsigned long queries = 0, failures = 0;
    pid_t readers[READERS_MAX];
    int report[2];
    daftar_indexer *indexer;
    if (make_place() || pipe(report) || count > READERS_MAX)
        return 1;
    daftar_status status = daftar_indexer_new(&indexer, path, NULL);
    if (!status)
        status = write_articles(indexer, 0);
    daftar_indexer_free(indexer);
    if (status)
        return fail("first commit");
    fflush(stdout);
    for (unsigned i = 0; i < count; i++)
        if ((readers[i] = fork()) == 0)
            read_all(report[1]);
    int wrong = write_all(commits);
    for (unsigned i = 0; i < count; i++) {
        unsigned long counts[2] = {0, 1};
        int code = 1;
        kill(readers[i], SIGTERM);
        waitpid(readers[i], &code, 0);
        if (code || read(report[0], counts, sizeof counts) != sizeof counts)
            counts[1] = 1;
        queries += counts[0] * 2;
        failures += counts[1];
    }
    wrong |= daftar_index_verify(path, NULL, NULL) ? fail("verify") : 0;
    wrong |= remove_place();
    printf("# %u commits and 2 compactions against %u readers: %lu queries, %lu failed\n", commits, count, queries,
           failures);
    printf("1..1\n%s 1 - readers never fail\n", failures || wrong || !queries ? "not ok" : "ok");
    return failures || wrong || !queries;
}

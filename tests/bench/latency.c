/* latency.c: how long a query takes in process: latency INDEX EXPAND < QUERIES prints p50, p95, p99 in ms as JSON. */
#include "daftar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS_MAX 100000
#define ROUNDS 5 /* each query, after one that warms the caches */

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static int run(daftar_index *index, const char *query, const daftar_search_options *options, double *times, size_t *count)
{
    for (int i = 0; i <= ROUNDS; i++) {
        daftar_results *results;
        double begun = milliseconds();
        if (daftar_search(&results, index, query, options))
            return 1;
        if (i && *count < RUNS_MAX)
            times[(*count)++] = milliseconds() - begun;
        daftar_results_free(results);
    }
    return 0;
}

int main(int argc, char **argv)
{
    static double times[RUNS_MAX];
    struct daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    daftar_index *index;
    char line[4096];
    size_t count = 0;
    if (argc != 3)
        return 2;
    if (!strcmp(argv[2], "none"))
        options.expand = DAFTAR_EXPAND_NONE;
    const char *paths[] = {argv[1]};
    if (daftar_index_open(&index, paths, 1, NULL)) {
        fprintf(stderr, "%s\n", daftar_last_error());
        return 2;
    }
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && run(index, line, &options, times, &count))
            fprintf(stderr, "%s: %s\n", line, daftar_last_error());
    }
    daftar_index_free(index);
    if (!count)
        return 1;
    qsort(times, count, sizeof *times, compare);
    printf("{\"expand\":\"%s\",\"queries\":%zu,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f}\n", argv[2], count,
           times[count / 2], times[count * 95 / 100], times[count * 99 / 100]);
    return 0;
}

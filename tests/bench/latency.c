/* latency.c: times queries in one process: latency INDEX < QUERIES (one a line); prints JSON, a line for each way of asking. */
#include "daftar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QUERIES_MAX 2000
#define ROUNDS 3

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The best of a few rounds for each query, so that other work on the machine weighs less. */
static void measure(daftar_index *index, char **queries, size_t count, const char *name, unsigned expand)
{
    static double times[QUERIES_MAX];
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.expand = expand;
    for (size_t i = 0; i < count; i++) {
        times[i] = 1e9;
        for (int round = 0; round < ROUNDS; round++) {
            daftar_results *results;
            double begun = now();
            if (daftar_search(&results, index, queries[i], &options)) {
                fprintf(stderr, "%s: %s\n", queries[i], daftar_last_error());
                exit(2);
            }
            double taken = now() - begun;
            times[i] = taken < times[i] ? taken : times[i];
            daftar_results_free(results);
        }
    }
    qsort(times, count, sizeof *times, compare);
    printf("{\"expand\":\"%s\",\"queries\":%zu,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f}\n", name, count, times[count / 2],
           times[count * 95 / 100], times[count * 99 / 100]);
}

int main(int argc, char **argv)
{
    static char *queries[QUERIES_MAX];
    static char line[4096];
    size_t count = 0;
    daftar_index *index;
    if (argc != 2 || daftar_index_open(&index, (const char *const *)&argv[1], 1, NULL)) {
        fprintf(stderr, "latency: %s\n", argc == 2 ? daftar_last_error() : "usage: latency INDEX < QUERIES");
        return 2;
    }
    while (count < QUERIES_MAX && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line)
            queries[count++] = strdup(line);
    }
    if (!count)
        return 2;
    measure(index, queries, count, "none", DAFTAR_EXPAND_NONE);
    measure(index, queries, count, "all", DAFTAR_EXPAND_ALL);
    for (size_t i = 0; i < count; i++)
        free(queries[i]);
    daftar_index_free(index);
    return 0;
}

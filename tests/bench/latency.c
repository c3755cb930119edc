/* latency.c: times queries in one process: latency [--cold] INDEX < QUERIES (one a line); prints JSON, a line for each layer
 * alone, none and all. With --cold the index is opened anew for each query, its files not in memory, and opening counts. */
#include "daftar.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define QUERIES_MAX 2000
#define ROUNDS 3

static const struct {
    const char *name;
    unsigned expand;
} ways[] = {{"none", DAFTAR_EXPAND_NONE},   {"variant", DAFTAR_EXPAND_VARIANT}, {"glossary", DAFTAR_EXPAND_GLOSSARY},
            {"mined", DAFTAR_EXPAND_MINED}, {"cognate", DAFTAR_EXPAND_COGNATE}, {"all", DAFTAR_EXPAND_ALL}};

static char *queries[QUERIES_MAX];
static size_t count;

static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static daftar_index *open_index(const char *path)
{
    daftar_index *index;
    if (daftar_index_open(&index, &path, 1, NULL)) {
        fprintf(stderr, "latency: %s\n", daftar_last_error());
        exit(2);
    }
    return index;
}

static void ask(daftar_index *index, const char *query, const daftar_search_options *options)
{
    daftar_results *results;
    if (daftar_search(&results, index, query, options)) {
        fprintf(stderr, "%s: %s\n", query, daftar_last_error());
        exit(2);
    }
    daftar_results_free(results);
}

/* The system reads the index from the disk again. */
static void forget(const char *path)
{
    char name[4096];
    DIR *directory = opendir(path);
    for (struct dirent *entry; directory && (entry = readdir(directory)) != NULL;) {
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        int file = open(name, O_RDONLY);
        if (file < 0)
            continue;
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        close(file);
    }
    if (directory)
        closedir(directory);
}

static double time_cold(const char *path, const char *query, const daftar_search_options *options)
{
    forget(path);
    double begun = now(CLOCK_MONOTONIC);
    daftar_index *index = open_index(path);
    ask(index, query, options);
    double taken = now(CLOCK_MONOTONIC) - begun;
    daftar_index_free(index);
    return taken;
}

/* Each round opens the index anew: nothing is remembered from the round before. The best of the rounds counts for each
 * query, so that other work on the machine weighs less. */
static void time_warm(const char *path, double *times, const daftar_search_options *options)
{
    for (int round = 0; round < ROUNDS; round++) {
        daftar_index *index = open_index(path);
        ask(index, queries[0], options); /* opens what is opened on demand */
        for (size_t i = 0; i < count; i++) {
            double begun = now(CLOCK_MONOTONIC);
            ask(index, queries[i], options);
            double taken = now(CLOCK_MONOTONIC) - begun;
            times[i] = !round || taken < times[i] ? taken : times[i];
        }
        daftar_index_free(index);
    }
}

static void measure(const char *path, size_t way, bool cold)
{
    static double times[QUERIES_MAX];
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.expand = ways[way].expand;
    double begun = now(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t i = 0; cold && i < count; i++)
        times[i] = time_cold(path, queries[i], &options);
    if (!cold)
        time_warm(path, times, &options);
    double processor = (now(CLOCK_PROCESS_CPUTIME_ID) - begun) / (double)count / (cold ? 1 : ROUNDS);
    qsort(times, count, sizeof *times, compare);
    printf("{\"expand\":\"%s\",\"queries\":%zu,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"processor\":%.3f}\n", ways[way].name,
           count, times[count / 2], times[count * 95 / 100], times[count * 99 / 100], processor);
}

int main(int argc, char **argv)
{
    static char line[4096];
    bool cold = argc == 3 && !strcmp(argv[1], "--cold");
    if (argc != 2 + cold) {
        fputs("usage: latency [--cold] INDEX < QUERIES\n", stderr);
        return 2;
    }
    while (count < QUERIES_MAX && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && (queries[count] = strdup(line)))
            count++;
    }
    if (!count)
        return 2;
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++)
        measure(argv[argc - 1], way, cold);
    for (size_t i = 0; i < count; i++)
        free(queries[i]);
    return 0;
}

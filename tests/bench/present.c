/* present.c: times what comes on top of a search: counting facets, and printing a page of ten hits in each format:
 * present INDEX < QUERIES (one a line). */
#include "search/present.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QUERIES_MAX 200
#define ROUNDS 7

static const char *const facets[] = {"lang", "year", "author", "keyword", "format"};
#define FACETS (sizeof facets / sizeof *facets)

/* Of this process: what others do on the machine does not count. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static daftar_results *ask(daftar_index *index, const char *query, const daftar_search_options *options)
{
    daftar_results *results;
    if (daftar_search(&results, index, query, options)) {
        fprintf(stderr, "%s: %s\n", query, daftar_last_error());
        exit(2);
    }
    return results;
}

/* The best of a few rounds: the first ones warm the caches. */
static double time_search(daftar_index *index, const char *query, const daftar_search_options *options, uint64_t *found)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double begun = now();
        daftar_results *results = ask(index, query, options);
        double taken = now() - begun;
        best = taken < best ? taken : best;
        *found = daftar_results_estimate(results);
        daftar_results_free(results);
    }
    return best;
}

/* Beside the time of a search that scores all its matches, as counting them must. */
static void measure_facets(daftar_index *index, const char *query)
{
    uint64_t found;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.exhaustive = 1;
    double plain = time_search(index, query, &options, &found);
    printf("{\"facets_of\":\"%s\",\"passages\":%llu,\"search\":%.1f", query, (unsigned long long)found, plain);
    options.facets = facets;
    for (options.facet_count = 1; options.facet_count <= FACETS; options.facet_count++)
        printf(",\"%zu\":%.1f", options.facet_count, time_search(index, query, &options, &found) - plain);
    puts("}");
}

static double time_format(const struct present_format *format, const struct presentation *how,
                          const daftar_results *results)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        struct buffer page = {0};
        double begun = now();
        format->page(how, results, &page);
        double taken = now() - begun;
        best = taken < best ? taken : best;
        buffer_free(&page);
    }
    return best;
}

static void measure_format(daftar_index *index, const char *name, char **queries, size_t count)
{
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    double most = 0, sum = 0;
    options.explain = 1;
    options.facets = facets;
    options.facet_count = FACETS;
    for (size_t i = 0; i < count; i++) {
        struct presentation how = {.query = queries[i], .query_id = "1", .explain = true, .facets = facets,
                                   .facet_count = FACETS, .timeline = true, .width = 80, .color = true};
        daftar_results *results = ask(index, queries[i], &options);
        double taken = time_format(present_find(name), &how, results);
        most = taken > most ? taken : most;
        sum += taken;
        daftar_results_free(results);
    }
    printf("{\"format\":\"%s\",\"mean\":%.3f,\"most\":%.3f}\n", name, sum / (double)count, most);
}

int main(int argc, char **argv)
{
    static const char *const formats[] = {"text", "json", "jsonl", "tsv", "trec", "grep", "html", "markdown"};
    static char *queries[QUERIES_MAX];
    static char line[4096];
    size_t count = 0;
    daftar_index *index;
    if (argc != 2 || daftar_index_open(&index, (const char *const *)&argv[1], 1, NULL)) {
        fprintf(stderr, "present: %s\n", argc == 2 ? daftar_last_error() : "usage: present INDEX < QUERIES");
        return 2;
    }
    while (count < QUERIES_MAX && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && (queries[count] = strdup(line)))
            count++;
    }
    if (!count)
        return 2;
    measure_facets(index, "year:..9999 OR lang:en OR lang:ru");
    measure_facets(index, queries[0]);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        measure_format(index, formats[i], queries, count);
    for (size_t i = 0; i < count; i++)
        free(queries[i]);
    daftar_index_free(index);
    return 0;
}

/* results.c: the public getters of a page of results. */
#include "search/results.h"

#include <stdlib.h>
#include <string.h>

size_t daftar_results_count(const daftar_results *results)
{
    return results ? results->count : 0;
}

uint64_t daftar_results_estimate(const daftar_results *results)
{
    return results ? results->estimate : 0;
}

const daftar_hit *daftar_results_hit(const daftar_results *results, size_t number)
{
    return results && number < results->count ? &results->hits[number].hit : NULL;
}

const char *daftar_results_correction(const daftar_results *results)
{
    return results ? results->correction : NULL;
}

const char *daftar_results_note(const daftar_results *results)
{
    return results ? results->note : NULL;
}

const daftar_facet *daftar_results_facet(const daftar_results *results, const char *name, size_t *count)
{
    for (size_t i = 0; results && name && i < results->facet_count; i++)
        if (!strcmp(results->facets[i].name, name)) {
            if (count)
                *count = results->facets[i].count;
            return results->facets[i].values;
        }
    if (count)
        *count = 0;
    return NULL;
}

const daftar_match *daftar_results_explain(const daftar_results *results, size_t number, size_t *count)
{
    bool there = results && number < results->count && results->hits[number].matches;
    if (count)
        *count = there ? results->hits[number].match_count : 0;
    return there ? results->hits[number].matches : NULL;
}

void daftar_results_free(daftar_results *results)
{
    if (!results)
        return;
    for (size_t i = 0; i < results->facet_count; i++)
        free(results->facets[i].values);
    free(results->hits);
    pool_free(&results->strings);
    free(results);
}

/* results.h: one page of an answer, complete, so that reading it cannot fail. */
#ifndef SEARCH_RESULTS_H
#define SEARCH_RESULTS_H

#include "search/snippet.h"

#define MATCHES_MAX 32 /* kept of one hit for its explanation */
#define FACETS_MAX 8   /* counted in one search */
#define TIES 20        /* hits fetched beyond the page: more are only where all of them equal its last one */

struct page_hit {
    struct daftar_hit hit;
    struct daftar_match *matches;
    size_t match_count;
    const struct expansion *match_terms[MATCHES_MAX]; /* while the page is made */
};

struct facet {
    const char *name;
    struct daftar_facet *values;
    size_t count, capacity;
};

struct daftar_results {
    struct pool strings; /* behind every string of the page */
    struct page_hit *hits;
    size_t count;
    uint64_t estimate;
    struct facet facets[FACETS_MAX];
    size_t facet_count;
    const char *correction, *note;
    bool failed;
};

#endif

/* facets.h: the values of all matches, counted. */
#ifndef SEARCH_FACETS_H
#define SEARCH_FACETS_H

#include "search/results.h"

/* The slot that a facet's values stand in; -1: no such facet. */
int facets_slot(const char *name);

/* Fills the results' facets, which the match has counted in this order; the most frequent values first. */
daftar_status facets_fill(struct daftar_results *results, const struct store_matches *matches,
                          const char *const *names, size_t count);

#endif

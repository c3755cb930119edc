/* correct.h: a better spelling of a query that finds little. */
#ifndef SEARCH_CORRECT_H
#define SEARCH_CORRECT_H

#include "search/plan.h"

/* Appends the query with its misspelt words replaced, or nothing when there is nothing better. `text` is what `query`
 * was parsed from, `plan` what became of it, `estimate` what it found. */
daftar_status correct_query(struct buffer *out, daftar_index *index, const struct query *query, struct slice text,
                            const struct plan *plan, uint64_t estimate);

#endif

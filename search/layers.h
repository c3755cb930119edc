/* layers.h: the terms by which one word of a query may match, and the query that lets the strongest count. */
#ifndef SEARCH_LAYERS_H
#define SEARCH_LAYERS_H

#include "search/plan.h"

/* Begins with the next word (or phrase) of the query: what is added from here on belongs to it. */
void layers_begin(struct plan *plan);

/* Adds an expansion, keeping copies. A term of several stems, joined with blanks, is a phrase. A term that the word
 * has already keeps its stronger meaning. */
void layers_add(struct plan *plan, struct expansion expansion);

/* OR(T1, w2 (T2 AND_NOT T1), w3 (T3 AND_NOT (T1 OR T2)) ...) over tiers of like weight of what was added since
 * layers_begin, all times `factor`. `prefix` is the letter of a field's terms or 0. */
struct store_query *layers_query(struct plan *plan, char prefix, double factor);

/* One term, of a field if `prefix` is not 0. */
struct store_query *layers_term(char prefix, struct slice term);

/* Sorts for plan_find, at the end. */
void layers_sort(struct plan *plan);

#endif

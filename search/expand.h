/* expand.h: the other forms under which a word of the query may stand in the index. */
#ifndef SEARCH_EXPAND_H
#define SEARCH_EXPAND_H

#include "search/plan.h"

/* Adds to the plan the terms by which `word` (a stem of it in one language) may match through the weaker layers. */
void expand_variant(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed);
void expand_cognate(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed);

/* Adds one expansion unless its term is there already for this word in a stronger layer; keeps copies. */
void plan_add(struct plan *plan, struct expansion expansion);

#endif

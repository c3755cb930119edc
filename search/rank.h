/* rank.h: ranks the best passages anew by what the index does not know: the forms in which the words were typed. */
#ifndef SEARCH_RANK_H
#define SEARCH_RANK_H

#include "search/ties.h"

/* How many of the best passages of a plan are looked at; 0: its words have no say in their forms. */
size_t rank_window(const struct plan *plan);

/* Raises the scores of those of the best hits whose text holds words of the query as they were typed, until the first
 * `wanted` are settled, and sorts all by score. Of a query of one word, passages that hold the word as typed come before
 * those that hold other forms of it. Where equal ones are parted by the window, the first by path are looked at. */
daftar_status rank_forms(struct ranking *ranking, size_t wanted);

#endif

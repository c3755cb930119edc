/* ties.h: the best hits of a plan, and the order of those that are equal. */
#ifndef SEARCH_TIES_H
#define SEARCH_TIES_H

#include "search/plan.h"

/* So many hits of one score are put in the order of their paths; those beyond stay as the store has them. A path takes
 * four microseconds to read. */
#define TIES_MAX 2000

struct ranking {
    struct store_hit *hits; /* best first */
    size_t count;
    bool cut;               /* more may have the score of the last one */
    daftar_index *index;
    const struct plan *plan;
    const struct store_match_options *asked;
};

/* Takes the hits of an answer that was asked for so. What it holds is freed by free(hits). */
daftar_status ranking_take(struct ranking *out, daftar_index *index, const struct plan *plan,
                           const struct store_match_options *asked, const struct store_matches *matches);

/* Where the hits begin, and end, that have the score of number `at`. */
size_t ties_begin(const struct ranking *ranking, size_t at);
size_t ties_end(const struct ranking *ranking, size_t at);

/* Asks for all hits that have the score of number `first`, which is the first of them, if they were cut off. While
 * scores are the store's. */
daftar_status ties_complete(struct ranking *ranking, size_t first);

/* Puts the hits of equal score that stand on both sides of rank `at`, if any, in the order of their paths, then
 * passages. */
daftar_status ties_part(struct ranking *ranking, size_t at);

#endif

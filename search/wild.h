/* wild.h: words with marks (`word*`, `wo?d`) and inexact ones (`word~`): which forms of the lexicon they stand for. */
#ifndef SEARCH_WILD_H
#define SEARCH_WILD_H

#include "search/near.h"
#include "search/plan.h"

#define WILD_PATTERNS_MAX 8
#define WILD_ANY_LANGUAGE UINT64_MAX

/* What a form has to look like: one of these. Stays in the plan's memory. */
struct wild {
    struct slice patterns[WILD_PATTERNS_MAX]; /* canonical, with * for any letters and ? for one */
    uint64_t languages[WILD_PATTERNS_MAX];    /* bits: whose letters become this pattern */
    size_t count;
    unsigned distance; /* not 0: the patterns are words, and a form may be so far from one */
};

bool wild_matches(struct slice pattern, struct slice form);
/* Whether a form of a text in this language is meant. */
bool wild_fits(const struct wild *wild, enum language language, struct slice form);

/* The query of a NODE_WILD or NODE_FUZZY read in these languages, and its terms as expansions of the plan. `prefix` is
 * the letter of a field's terms or 0. */
struct store_query *wild_query(struct plan *plan, daftar_index *index, const enum language *languages, size_t count,
                               const struct node *node, char prefix, daftar_status *status);

#endif

/* expand.h: the other forms under which a word of the query may stand in the index. */
#ifndef SEARCH_EXPAND_H
#define SEARCH_EXPAND_H

#include "analysis/glossary.h"
#include "search/plan.h"

/* Add to the word begun in the plan (layers.h) the terms by which it may match through the weaker layers. `typed` is the
 * word as it stands in the query, `word` its reading in one language; all weights are times `sure`. */
void expand_variant(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed, double sure);
void expand_cognate(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed, double sure);

/* A word or phrase of the query in one language. */
struct sought {
    struct slice typed, stems; /* as it stands in the query; joined with blanks */
    uint8_t written;           /* glossary_written() of its forms */
    double sure;
    double worth;              /* how many words a term counts for that says it otherwise */
};

/* The same by the pairs that the articles taught; false: there are none. */
bool expand_mined(struct plan *plan, daftar_index *index, const struct sought *sought);
/* Does the index know any pairs at all? */
bool expand_knows_pairs(daftar_index *index);

/* The same by the concepts of its stems; those that have it as it is written come before others. */
bool expand_glossary(struct plan *plan, daftar_index *index, const struct glossary *glossary, enum language language,
                     const struct sought *sought);

#endif

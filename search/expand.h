/* expand.h: the other forms under which a word of the query may stand in the index. */
#ifndef SEARCH_EXPAND_H
#define SEARCH_EXPAND_H

#include "analysis/glossary.h"
#include "search/plan.h"

/* Add to the word begun in the plan (layers.h) the terms by which it may match through the weaker layers. `typed` is the
 * word as it stands in the query, `word` its reading in one language; all weights are times `sure`. */
void expand_variant(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed, double sure);
void expand_cognate(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed, double sure);

/* By the pairs that the articles taught, of `stems` (of one word or a phrase, joined with blanks); false: there are none.
 * What says it in other words counts for `worth` words. */
bool expand_mined(struct plan *plan, daftar_index *index, struct slice stems, struct slice typed, double sure,
                  double worth);
/* Does the index know any pairs at all? */
bool expand_knows_pairs(daftar_index *index);

/* The same by the concepts of `stems`; those that have it as it was `written` (glossary_written) come before others. */
bool expand_glossary(struct plan *plan, daftar_index *index, const struct glossary *glossary, enum language language,
                     struct slice stems, uint8_t written, struct slice typed, double sure, double worth);

#endif

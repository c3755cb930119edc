/* mine.h: what an article teaches of translation: its keywords in two languages stand in the same order. */
#ifndef INDEXER_MINE_H
#define INDEXER_MINE_H

#include "indexer/lexicon.h"

/* Aligns the lists of `keywords` (values with SLOT_SEPARATOR between, two of them between lists) that are of equal length,
 * in different languages and alike in some of their places, and adds the pairs to the lexicon with `path` as their source. */
daftar_status mine_keywords(struct lexicon *lexicon, struct analyzer *analyzer, struct slice keywords,
                            struct slice path);

#endif

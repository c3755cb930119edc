/* phrase.h: keeps of the passages that may hold a phrase those that hold it in these very forms. */
#ifndef SEARCH_PHRASE_H
#define SEARCH_PHRASE_H

#include "search/index.h"

/* Takes `candidates` (the stems in order) and returns it filtered by the stored text: the canonical forms of
 * `phrase`, adjacent, in the passage or its heading. NULL and a status when the store fails. */
struct store_query *phrase_verify(daftar_index *index, struct store_query *candidates, const enum language *languages,
                                  size_t language_count, struct slice phrase, daftar_status *status);

#endif

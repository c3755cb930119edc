/* note.h: what to tell someone whose query cannot mean what it says. */
#ifndef SEARCH_NOTE_H
#define SEARCH_NOTE_H

#include "search/query.h"

/* A sentence on the first such word: a mark where it cannot count, a filter for what there is not. NULL: there is none,
 * or no memory; free() it. */
char *query_note(const struct query *query);

#endif

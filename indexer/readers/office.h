/* office.h: what the readers of office formats share. */
#ifndef INDEXER_READERS_OFFICE_H
#define INDEXER_READERS_OFFICE_H

#include "indexer/readers/formats.h"

/* Adds title, authors and keywords of a file's properties (docProps/core.xml, meta.xml), where they are there. */
void office_properties(struct document *document, const struct container *container, const char *name);

/* The number in a name such as `ppt/slides/slide12.xml` behind `prefix`; 0: another name. */
unsigned office_number(const char *name, const char *prefix, const char *suffix);

/* Whether a property holds what programs put there when no one says anything. */
bool office_is_filler(const char *text);

bool office_ends(const char *text, const char *ending);

#endif

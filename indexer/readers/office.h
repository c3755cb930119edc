/* office.h: what the readers of office formats share. */
#ifndef INDEXER_READERS_OFFICE_H
#define INDEXER_READERS_OFFICE_H

#include "indexer/readers/formats.h"

/* An office format: which parts of its container are read, and how. */
struct office_format {
    bool (*wanted)(const char *name);
    const char *properties; /* the part that holds title, authors and keywords */
    daftar_status (*read)(struct document *document, struct container *container);
};
daftar_status office_read(struct document *document, const char *bytes, size_t length,
                          const struct office_format *format);

/* The number in a name such as `ppt/slides/slide12.xml` behind `prefix`; 0: another name. */
unsigned office_number(const char *name, const char *prefix, const char *suffix);

/* Whether a property holds what programs put there when no one says anything. */
bool office_is_filler(const char *text);

bool office_ends(const char *text, const char *ending);

#endif

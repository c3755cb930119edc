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

/* A sheet or a slide. */
#define OFFICE_NAME 256
#define OFFICE_PARTS_MAX 5000
struct office_part {
    const struct entry *entry; /* NULL: it is not there */
    unsigned number;           /* its place; the number in its name where nothing tells the place */
    char title[OFFICE_NAME];
};
struct office_parts {
    struct office_part *items;
    size_t count, capacity;
};
/* The parts that `element` of the main part names, in its order (office_parts.c); by the numbers in names
 * `PREFIX12.xml` where it names none. You free out->items. */
daftar_status office_order(struct office_parts *out, const struct container *container, const char *part,
                           const char *element, const char *prefix);
/* The part of a name `PREFIX12.xml` that `part` refers to, or NULL. */
const struct entry *office_related(const struct container *container, const char *part, const char *prefix);

/* Whether a property holds what programs put there when no one says anything. */
bool office_is_filler(const char *text);

bool office_ends(const char *text, const char *ending);

#endif

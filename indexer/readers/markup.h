/* markup.h: walks through the XML of office formats, element by element. */
#ifndef INDEXER_READERS_MARKUP_H
#define INDEXER_READERS_MARKUP_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* An opening tag, while `start` runs. */
struct markup_tag;

#define MARKUP_ELEMENTS 32

/* What happens on the way. `text` may come in pieces. */
struct markup_calls {
    const char *const *elements; /* names, without prefix, of those that matter, MARKUP_ELEMENTS at most; ended by
                                    NULL. The others are passed over, not what they hold. An element's number is its
                                    place in this list. */
    void (*start)(void *context, unsigned element, const struct markup_tag *tag);
    void (*end)(void *context, unsigned element);                      /* NULL: no one asks */
    void (*text)(void *context, const char *text, size_t length); /* NULL: no one asks */
};

/* BAD_INPUT when it is no XML, holds a document type (entities are the way of bombs) or nests too deeply. An empty
 * element starts and ends. An attribute given twice, `<` in its value, `]]>` in text and odd signs in a name are no XML,
 * and may be read all the same: it is one text whoever reads it. */
daftar_status markup_walk(const char *bytes, size_t length, const struct markup_calls *calls, void *context);

/* The value of an attribute by its name without prefix, cut to fit; "" when there is none. */
const char *markup_attribute(const struct markup_tag *tag, const char *name, char *value, size_t size);
/* That of the attribute `id` with a prefix, which names a relationship. */
const char *markup_reference(const struct markup_tag *tag, char *value, size_t size);
/* Its number, which stands for a level or a count; 0: none. */
unsigned markup_number(const struct markup_tag *tag, const char *name);

#endif

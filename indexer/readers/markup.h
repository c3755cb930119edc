/* markup.h: walks through the XML of office formats, element by element. */
#ifndef INDEXER_READERS_MARKUP_H
#define INDEXER_READERS_MARKUP_H

#include "base/status.h"

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stddef.h>

/* What happens on the way. Names are without their prefix. `text` may come in pieces. */
struct markup_calls {
    void (*start)(void *context, xmlTextReader *reader, const char *name); /* attributes: markup_attribute */
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t length); /* NULL: no one asks */
};

/* BAD_INPUT when it is no XML, holds a document type (entities are the way of bombs) or nests too deeply. An empty
 * element starts and ends. */
daftar_status markup_walk(const char *bytes, size_t length, const struct markup_calls *calls, void *context);

/* The value of an attribute by its name without prefix, cut to fit; "" when there is none. */
const char *markup_attribute(xmlTextReader *reader, const char *name, char *value, size_t size);

#endif

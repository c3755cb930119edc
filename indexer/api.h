/* api.h: what the public functions of this room share. */
#ifndef INDEXER_API_H
#define INDEXER_API_H

#include "indexer/document.h"

/* The document behind the public handle. */
const struct document *document_of(const daftar_document *document);

/* A document made of fields gets blocks from its fields "text", "title", "heading", "abstract"; to be cleared. */
daftar_status document_prepare(struct document *out, const struct document *given);

/* Whether a directory holds nothing but what an index that was begun and never committed may hold. */
bool directory_is_free(const char *path);

#endif

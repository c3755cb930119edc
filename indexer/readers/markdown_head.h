/* markdown_head.h: the YAML head of a Markdown file. */
#ifndef INDEXER_READERS_MARKDOWN_HEAD_H
#define INDEXER_READERS_MARKDOWN_HEAD_H

#include "indexer/document.h"

/* Adds what the head says as properties of the file; *language: the one that it names, or as before. Returns the
 * bytes before the line that closes the head; 0: there is none. */
size_t markdown_head(struct document *document, const char *bytes, size_t length, enum language *language);

#endif

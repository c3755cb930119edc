/* command.h: reads a format with a program that prints its text. */
#ifndef INDEXER_COMMAND_H
#define INDEXER_COMMAND_H

#include "indexer/document.h"

/* Runs a program (looked for in PATH) with the file as its standard input, which it may also seek in, and reads
 * what it prints: UTF-8 text, or HTML. `arguments` end with NULL. NOT_FOUND: there is no such program. BAD_INPUT: it failed, said
 * nothing, or went beyond its limits of time (`seconds`, 0: 60) and output. */
daftar_status command_read(struct document *document, const char *const *arguments, unsigned seconds,
                           const char *bytes, size_t length);

/* Word's format before DOCX, by antiword or catdoc. BAD_INPUT that names them when neither is installed. */
daftar_status read_doc(struct document *document, const char *bytes, size_t length);

#endif

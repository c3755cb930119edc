/* reader.h: the table of formats; each reader turns a file's bytes into a document. */
#ifndef INDEXER_READER_H
#define INDEXER_READER_H

#include "indexer/document.h"

struct reader {
    const char *name;       /* of the format, as results show it: "txt" */
    const char *extensions; /* blank-separated, lower case, without the dot */
    const char *magic;      /* first bytes that confirm or (for unknown extensions) decide; NULL: none */
    /* Fills the document. BAD_INPUT with the reason when the bytes are not of the format. Must survive any bytes. */
    daftar_status (*read)(struct document *document, const char *bytes, size_t length);
    bool pieces;            /* plain enough that a large file can be read piece by piece, cut at empty lines */
};

/* By the file's name, then by its first bytes (at least 16 if the file has them); NULL: unknown format. */
const struct reader *reader_for(const char *path, const char *bytes, size_t length);
/* By the file's name alone: whether the file is worth opening. */
const struct reader *reader_by_name(const char *path);
const struct reader *reader_at(size_t number); /* NULL behind the last */

daftar_status read_text(struct document *document, const char *bytes, size_t length);
daftar_status read_markdown(struct document *document, const char *bytes, size_t length);

#endif

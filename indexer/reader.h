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

/* Limits of the program that reads risky formats for the calling thread; 0: the default. */
struct reader_limits {
    size_t memory;    /* bytes; 1 GiB shared among as many as there are cores */
    unsigned seconds; /* for a file: 60 */
    size_t output;    /* bytes of a file's document: 320 MiB */
};
/* Holds for the calling thread from its next file on. False: no memory. */
bool reader_set_limits(const struct reader_limits *limits);

#endif

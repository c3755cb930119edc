/* reader.h: the table of formats; each reader turns a file's bytes into a document. */
#ifndef INDEXER_READER_H
#define INDEXER_READER_H

#include "indexer/document.h"

#include <pthread.h>

struct reader {
    const char *name;       /* of the format, as results show it: "txt" */
    const char *extensions; /* blank-separated, lower case, without the dot */
    const char *magic;      /* first bytes that confirm or (for unknown extensions) decide; NULL: none */
    /* Fills the document. BAD_INPUT with the reason when the bytes are not of the format. Must survive any bytes. */
    daftar_status (*read)(struct document *document, const char *bytes, size_t length);
    bool pieces;            /* plain enough that a large file can be read piece by piece, cut at empty lines */
    const struct command *command; /* instead of `read`: a program of the user's; NULL: none */
};

/* By the file's name, then by its first bytes (at least 16 if the file has them); NULL: unknown format. */
const struct reader *reader_for(const char *path, const char *bytes, size_t length);
/* By the file's name alone: whether the file is worth opening. */
const struct reader *reader_by_name(const char *path);
const struct reader *reader_at(size_t number); /* NULL behind the last */

daftar_status read_text(struct document *document, const char *bytes, size_t length);
daftar_status read_markdown(struct document *document, const char *bytes, size_t length);

/* Reads as the table or the user's command says. */
daftar_status reader_read(const struct reader *reader, struct document *document, const char *bytes, size_t length);

#define READER_SCANNED "is scanned" /* how the reason begins when a file has pictures of pages and nothing else */

/* PDF through the reader program; pages without a text layer by character recognition where the settings ask for it.
 * FIELD_SKIPPED names the pages that were left out. */
daftar_status read_pdf_pages(struct document *document, const char *bytes, size_t length);

/* ---- reader_settings.c: how the calling thread reads ---- */

struct reader_settings {
    bool ocr;
    size_t memory;    /* bytes of address space for each reader program */
    unsigned seconds; /* for a file, or a run of a program */
    size_t output;    /* bytes of a file's document, or of what a program prints */
    struct reader *commands; /* the user's own, before those of the table */
    size_t command_count;
    /* Programs at work at a time, so that all together keep to their memory; 0: as many as there are threads. */
    unsigned most, busy;
    pthread_mutex_t mutex;
    pthread_cond_t freed;
};

/* Those of the options (NULL: the defaults), shared by `programs` threads. BAD_INPUT names the command that is none. */
daftar_status reader_settings_new(struct reader_settings **out, const struct daftar_reader_options *options,
                                  unsigned programs);
void reader_settings_free(struct reader_settings *settings);
/* Has the calling thread read by them, until the next call; NULL: by the defaults. */
void reader_use(struct reader_settings *settings);
const struct reader_settings *reader_settings(void);
/* Around each file: waits until the memory of one more program is there. */
void reader_begin(void);
void reader_end(void);

#endif

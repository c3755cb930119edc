/* protocol.h: how the indexer and its reader program talk over a socket. */
#ifndef INDEXER_READERS_PROTOCOL_H
#define INDEXER_READERS_PROTOCOL_H

#include "indexer/document.h"

/* Both ends send frames: a header, then `length` bytes. A request's bytes are a file, its name that of the format. An
 * answer's are a document when status is OK, else the sentence that says why not. */
#define PROTOCOL_REQUEST 0x31715244u /* "DRq1" */
#define PROTOCOL_ANSWER 0x31615244u  /* "DRa1" */

struct protocol_header {
    uint32_t magic;
    uint32_t status;
    uint64_t length;
    char format[16]; /* NUL-padded */
};

#define PROTOCOL_FILE_MAX ((uint64_t)256 << 20)

void protocol_write(struct buffer *out, const struct document *document);
/* Adds what `bytes` hold to an empty document. Everything in it is checked: the other end reads hostile files. */
daftar_status protocol_read(struct document *document, const char *bytes, size_t length);

#endif

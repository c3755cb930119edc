/* text.c: reads plain text: paragraphs are set apart by empty lines, or are long lines. */
#include "indexer/encoding.h"
#include "indexer/reader.h"

#include <string.h>

#define WRAPPED 220 /* bytes: a longer line was not broken by hand, so it is a paragraph by itself */

static bool empty_line(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && line[i] != '\f')
            return false;
    return true;
}

struct paragraphs {
    struct document *document;
    const char *start; /* of the open paragraph, or NULL */
    uint32_t line;     /* its first */
    bool whole;        /* it is a long line */
};

static void close_paragraph(struct paragraphs *p, const char *end)
{
    struct block *block =
        p->start ? document_block(p->document, BLOCK_TEXT, p->start, (size_t)(end - p->start)) : NULL;
    if (block)
        block->line = p->line + p->document->line_base;
    p->start = NULL;
}

static void take_line(struct paragraphs *p, const char *at, size_t length, uint32_t line)
{
    bool empty = empty_line(at, length), wide = length > WRAPPED;
    if (empty || wide || p->whole)
        close_paragraph(p, at);
    p->whole = wide;
    if (!empty && !p->start) {
        p->start = at;
        p->line = line;
    }
}

static void read_lines(struct document *document, const char *bytes, size_t length)
{
    struct paragraphs p = {.document = document};
    const char *end = bytes + length;
    uint32_t line = 0;
    for (const char *at = bytes; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        take_line(&p, at, (size_t)((newline ? newline : end) - at), ++line);
        at = newline ? newline + 1 : end;
    }
    close_paragraph(&p, end);
}

daftar_status read_text(struct document *document, const char *bytes, size_t length)
{
    struct buffer decoded = {0};
    daftar_status status = encoding_decode(&decoded, &bytes, &length, NULL);
    if (!status)
        read_lines(document, bytes, length);
    buffer_free(&decoded);
    return status ? status : document->failed ? status_no_memory() : DAFTAR_OK;
}

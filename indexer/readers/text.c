/* text.c: reads plain text: paragraphs are set apart by empty lines. */
#include "indexer/reader.h"

#include <string.h>

static bool empty_line(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && line[i] != '\f')
            return false;
    return true;
}

daftar_status read_text(struct document *document, const char *bytes, size_t length)
{
    if (length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
        bytes += 3;
        length -= 3;
    }
    const char *end = bytes + length;
    const char *paragraph = NULL;
    uint32_t line = 0, first_line = 0;
    for (const char *at = bytes; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *next = newline ? newline + 1 : end;
        line++;
        bool empty = empty_line(at, (size_t)((newline ? newline : end) - at));
        if (!empty && !paragraph) {
            paragraph = at;
            first_line = line;
        }
        if (paragraph && (empty || next == end)) {
            struct block *block =
                document_block(document, BLOCK_TEXT, paragraph, (size_t)((empty ? at : end) - paragraph));
            if (block)
                block->line = first_line + document->line_base;
            paragraph = NULL;
        }
        at = next;
    }
    return document->failed ? status_no_memory() : DAFTAR_OK;
}

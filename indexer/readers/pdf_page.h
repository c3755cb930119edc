/* pdf_page.h: lines of text as they stand on the pages of a PDF. */
#ifndef INDEXER_READERS_PDF_PAGE_H
#define INDEXER_READERS_PDF_PAGE_H

#include "base/buffer.h"

struct pdf_line {
    uint32_t start, length; /* bytes in pdf_text.bytes */
    uint32_t page;          /* from 1 */
    uint32_t bold;          /* bytes at its start that are bold */
    float x0, x1, y0, y1;   /* in points; y grows downwards */
    float size;             /* of most of its letters */
    float height;           /* of the page */
    bool dropped;           /* a header, footer or page number */
};

struct pdf_text {
    struct buffer bytes;
    struct pdf_line *lines;
    size_t count, capacity;
    uint32_t pages;
    bool failed;
};

/* Marks lines that stand at the top or bottom of many pages, and page numbers, as dropped. */
void pdf_drop_repeated(struct pdf_text *text);

#endif

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
    uint32_t table;         /* number of the table that it is part of, from 1; 0: none */
};

/* A stretch of a line without a wide gap: a whole line, or a cell of it. */
struct pdf_piece {
    uint32_t line;          /* of pdf_text.lines */
    uint32_t start, length; /* bytes */
    float x0, x1;
};

/* Rows of cells: lines of text with " | " between the cells. */
struct pdf_table {
    uint32_t start, length; /* bytes in pdf_text.rows */
};

struct pdf_text {
    struct buffer bytes;
    struct pdf_line *lines;
    size_t count, capacity;
    struct pdf_piece *pieces; /* in the order of their lines */
    size_t piece_count, piece_capacity;
    struct pdf_table *tables;
    size_t table_count, table_capacity;
    struct buffer rows;
    uint32_t pages;
    bool failed;
};

void pdf_text_free(struct pdf_text *text);
/* Whether a line begins with the mark of a list. */
bool pdf_is_bullet(const char *text, size_t length);
/* How many letters there are, of any of our scripts. */
size_t pdf_letters(const char *text, size_t length);

/* Marks lines that stand at the top or bottom of many pages, and page numbers, as dropped. */
void pdf_drop_repeated(struct pdf_text *text);

/* pdf_loose.c: makes one line of words that are set so far apart that they came as columns. */
void pdf_join_loose(struct pdf_text *text);

/* pdf_table.c: finds the tables among the lines that are not dropped. */
void pdf_find_tables(struct pdf_text *text);

#endif

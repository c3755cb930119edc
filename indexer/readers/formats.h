/* formats.h: the readers that live in the reader program, and what they share. */
#ifndef INDEXER_READERS_FORMATS_H
#define INDEXER_READERS_FORMATS_H

#include "indexer/document.h"

/* Limits that keep bombs from going off. */
#define FORMAT_TEXT_MAX ((size_t)256 << 20)    /* text of one file */
#define FORMAT_UNPACKED_MAX ((size_t)512 << 20) /* bytes out of one container */
#define FORMAT_DEPTH 250                       /* elements or groups inside one another */
#define FORMAT_ENTRIES 20000                   /* files in a container */

daftar_status read_html(struct document *document, const char *bytes, size_t length);
daftar_status read_pdf(struct document *document, const char *bytes, size_t length);
daftar_status read_docx(struct document *document, const char *bytes, size_t length);
daftar_status read_odt(struct document *document, const char *bytes, size_t length);
daftar_status read_pptx(struct document *document, const char *bytes, size_t length);
daftar_status read_xlsx(struct document *document, const char *bytes, size_t length);
daftar_status read_epub(struct document *document, const char *bytes, size_t length);
daftar_status read_rtf(struct document *document, const char *bytes, size_t length);
daftar_status read_gz(struct document *document, const char *bytes, size_t length);
daftar_status read_zip(struct document *document, const char *bytes, size_t length);

/* html.c: HTML that is UTF-8 already, added to what the document holds. */
daftar_status html_add(struct document *document, const char *bytes, size_t length);

/* sandbox.c: shuts the process in: no files, no network, no programs; memory and processor time limited. */
void sandbox_settle(void); /* for a process that reads many files; before the first of these */
bool sandbox_limit(size_t memory); /* also closes every descriptor from 3 on */
bool sandbox_time(unsigned seconds); /* from now on, for the next file */
bool sandbox_close(void);

/* ---- container.c ---- */

struct entry {
    char *name;          /* UTF-8; no leading '/', no `..` in it */
    struct buffer bytes;
};
struct container {
    struct entry *items;
    size_t count, capacity, unpacked;
};
/* Unpacks the entries of a zip that `wanted` says yes to. BAD_INPUT: not a container, damaged, or too large. */
daftar_status container_read(struct container *container, const char *bytes, size_t length,
                             bool (*wanted)(const char *name));
const struct entry *container_find(const struct container *container, const char *name); /* NULL: none */
void container_free(struct container *container);
/* One compressed file (gzip, bzip2, xz, zstd). */
daftar_status container_unpack(struct buffer *out, const char *bytes, size_t length);

/* ---- flow.c: text that comes in runs becomes blocks ---- */

struct flow {
    struct document *document;
    struct buffer text;     /* of the paragraph so far */
    struct buffer cell;     /* of a table row: what stands before the current cell */
    enum language language;
    uint32_t page;
    uint8_t part;
    unsigned level;         /* of a heading; 0: a paragraph */
    size_t bold;            /* bytes at the start that are bold */
    bool plain;             /* something not bold was seen */
    unsigned tables;        /* open ones: rows become lines of one block */
    struct buffer rows;
    size_t rows_letters;    /* characters of its rows so far */
    bool keep_lines;        /* blanks as they are: <pre> */
    bool pending;           /* a blank is due before the next text */
    bool link;              /* the text is that of a link */
    size_t linked;          /* bytes of the paragraph that are */
    struct buffer notes;    /* footnotes, an empty line behind each */
    struct buffer links;    /* of each block that was made: 1 if it is short and only links, else 0 */
};

void flow_text(struct flow *flow, const char *bytes, size_t length, bool bold); /* blanks are made single */
void flow_break(struct flow *flow);     /* a line ends, the paragraph goes on */
void flow_paragraph(struct flow *flow); /* it ends; in a table only the line does */
void flow_heading(struct flow *flow, unsigned level);
void flow_table(struct flow *flow);     /* opens one */
void flow_cell(struct flow *flow);      /* a cell ends */
void flow_row(struct flow *flow);       /* a row ends */
void flow_table_end(struct flow *flow);
void flow_note(struct flow *flow, const char *bytes, size_t length); /* text of a footnote: it stands behind all other */
void flow_note_end(struct flow *flow);  /* a paragraph of it ends */
daftar_status flow_finish(struct flow *flow); /* ends the last paragraph, frees, says whether memory or room ran out */
bool flow_full(const struct flow *flow);

#endif

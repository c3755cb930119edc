/* document.h: an article as readers deliver it: its text, the blocks of that text, and its fields. */
#ifndef INDEXER_DOCUMENT_H
#define INDEXER_DOCUMENT_H

#include "analysis/language.h"
#include "base/buffer.h"
#include "base/status.h"
#include "store/schema.h"

enum block_kind { BLOCK_TEXT, BLOCK_HEADING, BLOCK_TABLE };

/* A paragraph, heading, list item or table row run. Bytes [start, end) of the document's text. */
struct block {
    uint32_t start, end;
    uint32_t page, line;   /* from 1; 0: not known */
    uint8_t kind;          /* enum block_kind: what the layout says */
    uint8_t level;         /* of a heading, from 1 */
    uint8_t part;          /* enum part: what the article recogniser says */
    uint8_t language;      /* enum language: what a lang attribute says, then what was detected */
    uint16_t lead;         /* bytes at its start that are set in bold; 0: none */
};

enum field {
    FIELD_PATH, FIELD_TEXT, FIELD_TITLE, FIELD_AUTHOR, FIELD_AFFILIATION, FIELD_JOURNAL, FIELD_DOI, FIELD_YEAR,
    FIELD_RECEIVED, FIELD_ACCEPTED, FIELD_PUBLISHED, FIELD_ABSTRACT, FIELD_KEYWORD, FIELD_HEADING,
    FIELD_REFERENCE, FIELD_FORMAT, FIELD_PASSAGE, FIELD_SKIPPED, FIELD_COUNT
};
extern const char *const field_names[FIELD_COUNT];

/* One value of a field; the strings are owned by the document. */
struct field_value {
    enum field field;
    struct daftar_field value;
    char *text;    /* behind value.value */
    char *heading; /* behind value.heading, or NULL */
    bool weak;     /* a property of the file: gives way to what stands on the page */
    enum language language;
};

struct document {
    struct buffer text; /* extracted: what block offsets and passages count in */
    struct block *blocks;
    size_t block_count, block_capacity;
    struct field_value *fields;
    size_t field_count, field_capacity;
    uint32_t base;      /* bytes, lines of the article before this piece of it (large files come in pieces) */
    uint32_t line_base;
    bool failed;        /* out of memory while adding */
};

void document_init(struct document *document);
void document_clear(struct document *document); /* frees everything inside */

/* Appends a block of text; empty after trimming: nothing happens. Blocks are separated by an empty line in the
 * text. Returns the block, which stays until the next call, or NULL. */
struct block *document_block(struct document *document, enum block_kind kind, const char *bytes, size_t length);

/* Adds a value of a field (copied, trimmed); empty: nothing happens. */
struct field_value *document_add(struct document *document, enum field field, const char *bytes, size_t length,
                                 enum language language);
/* Adds what a file says of itself, unless it is there; authors and keywords one by one: semicolons, and commas of keywords
 * that have none, stand between them. document_add_item() takes it for one. */
void document_add_item(struct document *document, enum field field, const char *bytes, size_t length);
void document_add_property(struct document *document, enum field field, const char *bytes, size_t length);
/* The first value of a field, or NULL. */
const struct field_value *document_field(const struct document *document, enum field field);

struct slice block_text(const struct document *document, const struct block *block);

#endif

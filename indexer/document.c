/* document.c: collects what readers find in a file. */
#include "indexer/document.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

const char *const field_names[FIELD_COUNT] = {
    "path", "text", "title", "author", "affiliation", "journal", "doi", "year", "received", "accepted",
    "published", "abstract", "keyword", "heading", "reference", "format", "passage", "skipped",
};

void document_init(struct document *document)
{
    *document = (struct document){0};
}

void document_clear(struct document *document)
{
    for (size_t i = 0; i < document->field_count; i++) {
        free(document->fields[i].text);
        free(document->fields[i].heading);
    }
    free(document->fields);
    free(document->blocks);
    buffer_free(&document->text);
    document_init(document);
}

/* Bytes of the blank or the control character, which becomes one, at the start of `text`; 0: something else. */
static size_t blank_length(const char *text, size_t length)
{
    return *text == ' ' ? 1 : utf8_control_length(text, length);
}

static struct slice trim(const char *bytes, size_t length)
{
    while (length) {
        size_t step = blank_length(bytes, length);
        if (!step)
            break;
        bytes += step;
        length -= step;
    }
    while (length) {
        const char *end = bytes + length;
        size_t step = blank_length(end - 1, 1);
        if (!step && length > 1 && blank_length(end - 2, 2) == 2)
            step = 2;
        if (!step)
            break;
        length -= step;
    }
    return (struct slice){bytes, length};
}

struct block *document_block(struct document *document, enum block_kind kind, const char *bytes, size_t length)
{
    struct slice text = trim(bytes, length);
    if (!text.length || document->text.length + text.length > UINT32_MAX - 4)
        return NULL;
    if (!array_reserve(&document->blocks, &document->block_capacity, document->block_count + 1,
                       sizeof *document->blocks)) {
        document->failed = true;
        return NULL;
    }
    if (document->text.length)
        buffer_puts(&document->text, "\n\n");
    uint32_t start = (uint32_t)document->text.length;
    utf8_append(&document->text, text.data, text.length);
    document->failed |= document->text.failed;
    if (document->failed)
        return NULL;
    struct block *block = &document->blocks[document->block_count++];
    *block = (struct block){.start = start, .end = (uint32_t)document->text.length, .kind = (uint8_t)kind};
    return block;
}

struct field_value *document_add(struct document *document, enum field field, const char *bytes, size_t length,
                                 enum language language)
{
    struct slice text = trim(bytes, length);
    if (!text.length)
        return NULL;
    struct buffer copy = {0};
    utf8_append(&copy, text.data, text.length);
    if (copy.failed || !array_reserve(&document->fields, &document->field_capacity, document->field_count + 1,
                                sizeof *document->fields)) {
        buffer_free(&copy);
        document->failed = true;
        return NULL;
    }
    struct field_value *value = &document->fields[document->field_count++];
    *value = (struct field_value){.field = field, .text = copy.data, .language = language};
    value->value.value = copy.data;
    value->value.heading = "";
    value->value.language = language == LANGUAGE_UND ? "" : language_code(language);
    return value;
}

#define PROPERTY_VALUES 500 /* of one field, at most */

/* Whether no more of the field is taken, or `text` is there. */
static bool has_property(const struct document *document, enum field field, struct slice text)
{
    size_t count = 0;
    for (size_t i = 0; i < document->field_count; i++) {
        const struct field_value *known = &document->fields[i];
        if (known->field == field && strlen(known->text) == text.length && !memcmp(known->text, text.data, text.length))
            return true;
        count += known->field == field;
    }
    return count >= PROPERTY_VALUES;
}

void document_add_item(struct document *document, enum field field, const char *bytes, size_t length)
{
    struct slice text = trim(bytes, length);
    if (text.length && !has_property(document, field, text))
        document_add(document, field, text.data, text.length, LANGUAGE_UND);
}

void document_add_property(struct document *document, enum field field, const char *bytes, size_t length)
{
    bool list = field == FIELD_AUTHOR || field == FIELD_KEYWORD;
    char mark = field == FIELD_KEYWORD && !memchr(bytes, ';', length) ? ',' : ';';
    for (size_t at = 0, size, items = 0; at < length && items < PROPERTY_VALUES; at += size + 1, items++) {
        const char *end = list ? memchr(bytes + at, mark, length - at) : NULL;
        size = end ? (size_t)(end - (bytes + at)) : length - at;
        document_add_item(document, field, bytes + at, size);
    }
}

const struct field_value *document_field(const struct document *document, enum field field)
{
    for (size_t i = 0; i < document->field_count; i++)
        if (document->fields[i].field == field)
            return &document->fields[i];
    return NULL;
}

struct slice block_text(const struct document *document, const struct block *block)
{
    return (struct slice){document->text.data + block->start, block->end - block->start};
}

/* readers_fixture.h: what the tests of readers share: reading from memory, and what is expected of a document. */
#ifndef TESTS_UNIT_READERS_FIXTURE_H
#define TESTS_UNIT_READERS_FIXTURE_H

#include "indexer/reader.h"
#include "indexer/readers/formats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef daftar_status (*read_function)(struct document *document, const char *bytes, size_t length);

static inline void read_bytes(struct document *document, read_function read, const void *bytes, size_t length)
{
    document_init(document);
    daftar_status status = read(document, bytes, length);
    if (status)
        print_error("%s\n", status_message());
    assert_int_equal(status, DAFTAR_OK);
    assert_false(document->failed);
}

static inline void read_string(struct document *document, read_function read, const char *text)
{
    read_bytes(document, read, text, strlen(text));
}

static inline void assert_refused(read_function read, const void *bytes, size_t length)
{
    struct document document;
    document_init(&document);
    assert_int_equal(read(&document, bytes, length), DAFTAR_BAD_INPUT);
    assert_true(strlen(status_message()) > 5);
    document_clear(&document);
}

static inline void assert_text(struct document *document, const char *expected)
{
    assert_string_equal(document->text.data ? document->text.data : "", expected);
    document_clear(document);
}

static inline bool has_text(const struct document *document, const char *text)
{
    return document->text.data && strstr(document->text.data, text) != NULL;
}

static inline const struct block *heading(const struct document *document, size_t number)
{
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].kind == BLOCK_HEADING && !number--)
            return &document->blocks[i];
    return NULL;
}

static inline void assert_heading(const struct document *document, size_t number, unsigned level, const char *text)
{
    const struct block *block = heading(document, number);
    assert_non_null(block);
    assert_int_equal(block->level, level);
    assert_int_equal(block->end - block->start, strlen(text));
    assert_memory_equal(document->text.data + block->start, text, strlen(text));
}

static inline void assert_field(const struct document *document, enum field field, const char *expected)
{
    const struct field_value *value = document_field(document, field);
    assert_non_null(value);
    assert_string_equal(value->text, expected);
}

#endif

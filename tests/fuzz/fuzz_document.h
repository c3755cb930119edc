/* fuzz_document.h: what holds for a document that a reader made of any bytes, and for the passages of it. */
#ifndef TESTS_FUZZ_FUZZ_DOCUMENT_H
#define TESTS_FUZZ_FUZZ_DOCUMENT_H

#include "fuzz.h"

#include "base/utf8.h"
#include "indexer/article.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/protocol.h"
#include "indexer/split.h"

static inline void check_blocks(const struct document *document)
{
    HOLDS(!document->text.length ||
          utf8_valid_prefix(document->text.data, document->text.length) == document->text.length);
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        HOLDS(block->start < block->end && block->end <= document->text.length);
        HOLDS(!i || block->start >= document->blocks[i - 1].end);
        HOLDS(block->kind <= BLOCK_TABLE && block->part < PART_COUNT && block->language < LANGUAGE_COUNT);
        HOLDS(block->lead <= block->end - block->start);
    }
}

/* It passes the protocol unchanged, and becomes an article with passages. */
static inline void check_article(struct document *document)
{
    struct buffer bytes = {0};
    struct document copy;
    struct passages passages = {0};
    protocol_write(&bytes, document);
    document_init(&copy);
    HOLDS(!protocol_read(&copy, bytes.data, bytes.length));
    HOLDS(copy.block_count == document->block_count && copy.text.length == document->text.length);
    HOLDS(!article_recognise(&copy, true) && !split_document(&passages, &copy));
    for (size_t i = 0; i < passages.count; i++)
        HOLDS(passages.items[i].start < passages.items[i].end && passages.items[i].end <= copy.text.length);
    passages_free(&passages);
    document_clear(&copy);
    buffer_free(&bytes);
}

/* `bytes` have a NUL behind them, as readers are promised. */
static inline void check_reader(daftar_status (*read)(struct document *document, const char *bytes, size_t length),
                                const char *bytes, size_t length)
{
    struct document document;
    document_init(&document);
    daftar_status status = read(&document, bytes, length);
    HOLDS(status == DAFTAR_OK || status == DAFTAR_BAD_INPUT || status == DAFTAR_NO_MEMORY);
    if (!status) {
        check_blocks(&document);
        check_article(&document);
    }
    document_clear(&document);
}

static inline char *with_end(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

#endif

/* protocol.c: a document as bytes between the reader program and the indexer. */
#include "indexer/readers/protocol.h"

#include "base/utf8.h"

#include <string.h>

void protocol_write(struct buffer *out, const struct document *document)
{
    buffer_put_string(out, document->text.data ? document->text.data : "", document->text.length);
    buffer_put_number(out, document->block_count);
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        const uint32_t numbers[] = {block->start, block->end - block->start, block->page, block->line, block->kind,
                                    block->level, block->part, block->language, block->lead};
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
            buffer_put_number(out, numbers[n]);
    }
    buffer_put_number(out, document->field_count);
    for (size_t i = 0; i < document->field_count; i++) {
        const struct field_value *value = &document->fields[i];
        buffer_put_number(out, (uint64_t)value->field);
        buffer_put_number(out, (uint64_t)value->language);
        buffer_put_number(out, value->value.group);
        buffer_put_number(out, value->value.page);
        buffer_put_number(out, value->weak);
        buffer_put_string(out, value->text, strlen(value->text));
    }
}

static bool read_block(struct cursor *cursor, const struct document *document, struct block *block)
{
    uint64_t numbers[9];
    for (size_t n = 0; n < 9; n++)
        numbers[n] = cursor_number(cursor);
    uint64_t start = numbers[0], bytes = numbers[1], length = document->text.length;
    if (cursor->failed || start > length || bytes > length - start || numbers[2] > UINT32_MAX ||
        numbers[3] > UINT32_MAX || numbers[4] > BLOCK_TABLE || numbers[5] > UINT8_MAX || numbers[6] >= PART_COUNT ||
        numbers[7] >= LANGUAGE_COUNT || numbers[8] > bytes || numbers[8] > UINT16_MAX)
        return false;
    *block = (struct block){.start = (uint32_t)start, .end = (uint32_t)(start + bytes), .page = (uint32_t)numbers[2],
                            .line = (uint32_t)numbers[3], .kind = (uint8_t)numbers[4], .level = (uint8_t)numbers[5],
                            .part = (uint8_t)numbers[6], .language = (uint8_t)numbers[7],
                            .lead = (uint16_t)numbers[8]};
    return true;
}

static bool read_blocks(struct cursor *cursor, struct document *document)
{
    uint64_t count = cursor_number(cursor);
    uint32_t last = 0;
    if (cursor->failed || count > document->text.length)
        return false;
    if (!array_reserve(&document->blocks, &document->block_capacity, (size_t)count + 1, sizeof *document->blocks)) {
        document->failed = true;
        return false;
    }
    for (; count; count--) {
        struct block block;
        if (!read_block(cursor, document, &block) || block.start < last || block.end == block.start)
            return false;
        last = block.end;
        document->blocks[document->block_count++] = block;
    }
    return true;
}

static bool read_fields(struct cursor *cursor, struct document *document)
{
    uint64_t count = cursor_number(cursor);
    for (; count && !cursor->failed; count--) {
        uint64_t field = cursor_number(cursor), language = cursor_number(cursor), group = cursor_number(cursor);
        uint64_t page = cursor_number(cursor);
        bool weak = cursor_number(cursor) != 0;
        struct slice text = cursor_string(cursor);
        if (cursor->failed || field >= FIELD_COUNT || field == FIELD_PASSAGE || language >= LANGUAGE_COUNT ||
            group > UINT16_MAX || page > UINT32_MAX)
            return false;
        struct field_value *value =
            document_add(document, (enum field)field, text.data, text.length, (enum language)language);
        if (!value)
            continue;
        value->value.group = (unsigned)group;
        value->value.page = (uint32_t)page;
        value->weak = weak;
    }
    return !cursor->failed;
}

daftar_status protocol_read(struct document *document, const char *bytes, size_t length)
{
    struct cursor cursor = {bytes, bytes + length, false};
    struct slice text = cursor_string(&cursor);
    bool good = !cursor.failed && text.length < UINT32_MAX && utf8_valid_prefix(text.data, text.length) == text.length;
    if (good)
        buffer_append(&document->text, text.data, text.length);
    document->failed |= document->text.failed;
    good = good && !document->failed && read_blocks(&cursor, document) && read_fields(&cursor, document);
    if (document->failed)
        return status_no_memory();
    return good ? DAFTAR_OK : status_fail(DAFTAR_BAD_INPUT, "the reader's answer is damaged");
}

/* record.c: codes articles and passages as records of numbers and strings. */
#include "store/schema.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

const char *const part_names[PART_COUNT] = {"body", "abstract", "keywords", "references", "front", "footnote"};

void article_id(const char *path, size_t length, char id[ARTICLE_ID_LENGTH + 1])
{
    snprintf(id, ARTICLE_ID_LENGTH + 1, "%016llx", (unsigned long long)XXH3_64bits(path, length));
}

/* Records end with four bytes of checksum, so that a damaged one is never shown. */
static void put_checksum(struct buffer *out, size_t from)
{
    if (out->failed)
        return;
    uint32_t sum = (uint32_t)XXH3_64bits(out->data + from, out->length - from);
    char bytes[4] = {(char)sum, (char)(sum >> 8), (char)(sum >> 16), (char)(sum >> 24)};
    buffer_append(out, bytes, sizeof bytes);
}

static bool open_record(struct cursor *cursor, const char *bytes, size_t length)
{
    if (length < 4)
        return false;
    const unsigned char *tail = (const unsigned char *)bytes + length - 4;
    uint32_t sum = (uint32_t)XXH3_64bits(bytes, length - 4);
    *cursor = (struct cursor){.at = bytes, .end = bytes + length - 4};
    return sum == (tail[0] | (uint32_t)tail[1] << 8 | (uint32_t)tail[2] << 16 | (uint32_t)tail[3] << 24);
}

static void put_slice(struct buffer *out, struct slice slice)
{
    buffer_put_string(out, slice.data, slice.length);
}

/* The strings of an article, in their order in the record. */
static struct slice *const *article_strings(struct article_record *r, struct slice *strings[9])
{
    struct slice *all[9] = {&r->path, &r->root, &r->format, &r->title, &r->authors,
                            &r->keywords, &r->journal, &r->doi, &r->note};
    memcpy(strings, all, sizeof all);
    return strings;
}

struct article_record article_record_new(const char *path, const char *root)
{
    struct article_record record = {0};
    struct slice *strings[9];
    article_strings(&record, strings);
    for (size_t i = 0; i < 9; i++)
        *strings[i] = (struct slice){"", 0};
    record.path = (struct slice){path, strlen(path)};
    record.root = (struct slice){root, strlen(root)};
    return record;
}

void article_record_write(struct buffer *out, const struct article_record *record)
{
    size_t from = out->length;
    struct article_record copy = *record;
    struct slice *strings[9];
    article_strings(&copy, strings);
    buffer_put_number(out, (uint64_t)record->reading << 2 | record->failed << 1 | record->removed);
    buffer_put_number(out, record->sequence);
    buffer_put_number(out, record->size);
    buffer_put_number(out, (uint64_t)record->stamp);
    buffer_put_number(out, record->hash);
    buffer_put_number(out, record->passages);
    buffer_put_number(out, record->year);
    for (size_t i = 0; i < 9; i++)
        put_slice(out, *strings[i]);
    put_checksum(out, from);
}

bool article_record_read(struct article_record *record, const char *bytes, size_t length)
{
    struct cursor cursor;
    if (!open_record(&cursor, bytes, length))
        return false;
    uint64_t flags = cursor_number(&cursor);
    record->removed = flags & 1;
    record->failed = flags & 2;
    record->reading = (uint32_t)(flags >> 2);
    record->sequence = cursor_number(&cursor);
    record->size = cursor_number(&cursor);
    record->stamp = (int64_t)cursor_number(&cursor);
    record->hash = cursor_number(&cursor);
    record->passages = (uint32_t)cursor_number(&cursor);
    record->year = (uint32_t)cursor_number(&cursor);
    struct slice *strings[9];
    article_strings(record, strings);
    for (size_t i = 0; i < 9; i++)
        *strings[i] = cursor_string(&cursor);
    return !cursor.failed;
}

void passage_record_write(struct buffer *out, const struct passage_record *record)
{
    size_t from = out->length;
    const uint32_t numbers[] = {record->number, record->language, record->part, record->page,
                                record->line, record->start, record->end};
    buffer_append(out, record->article, ARTICLE_ID_LENGTH);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        buffer_put_number(out, numbers[i]);
    put_slice(out, record->heading);
    put_slice(out, record->text);
    put_checksum(out, from);
}

bool passage_record_read(struct passage_record *record, const char *bytes, size_t length)
{
    struct cursor cursor;
    if (!open_record(&cursor, bytes, length) || cursor.end - cursor.at < ARTICLE_ID_LENGTH)
        return false;
    memcpy(record->article, cursor.at, ARTICLE_ID_LENGTH);
    record->article[ARTICLE_ID_LENGTH] = '\0';
    cursor.at += ARTICLE_ID_LENGTH;
    uint32_t *numbers[] = {&record->number, &record->language, &record->part, &record->page,
                           &record->line, &record->start, &record->end};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = (uint32_t)cursor_number(&cursor);
    record->heading = cursor_string(&cursor);
    record->text = cursor_string(&cursor);
    return !cursor.failed;
}

bool slot_next(struct slice *values, struct slice *value)
{
    if (!values->length)
        return false;
    const char *separator = memchr(values->data, SLOT_SEPARATOR, values->length);
    *value = (struct slice){values->data, separator ? (size_t)(separator - values->data) : values->length};
    size_t taken = value->length + (separator != NULL);
    *values = (struct slice){values->data + taken, values->length - taken};
    return true;
}

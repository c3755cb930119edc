/* lexicon.c: gathers distinct words and writes, sorted, under which keys they can be looked up. */
#include "indexer/lexicon.h"

#include "analysis/cognate.h"
#include "store/lexicon.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

void lexicon_init(struct lexicon *lexicon)
{
    *lexicon = (struct lexicon){.stamp = 1};
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon->words);
    buffer_free(&lexicon->pairs);
    *lexicon = (struct lexicon){0};
}

void lexicon_add(struct lexicon *lexicon, struct word *word)
{
    word->stamp = lexicon->stamp;
    if (!array_reserve(&lexicon->words, &lexicon->capacity, lexicon->count + 1, sizeof *lexicon->words))
        lexicon->failed = true;
    else
        lexicon->words[lexicon->count++] = word;
}

void lexicon_pair(struct lexicon *lexicon, struct slice from, struct slice to, struct slice source)
{
    buffer_put_string(&lexicon->pairs, from.data, from.length);
    buffer_put_string(&lexicon->pairs, to.data, to.length);
    buffer_put_string(&lexicon->pairs, source.data, source.length);
    lexicon->failed |= lexicon->pairs.failed;
}

/* One line of the lexicon to be: a key and an encoded entry, as spans of one buffer. */
struct line {
    const char *base;
    uint32_t key, key_length, value, value_length;
};

struct lines {
    struct buffer bytes;
    struct line *items;
    size_t count, capacity;
};

static void add_line(struct lines *lines, char kind, const char *key, size_t key_length,
                     const struct lexicon_entry *entry)
{
    if (!key_length || key_length >= STORE_TERM_MAX)
        return;
    struct line line = {.key = (uint32_t)lines->bytes.length, .key_length = (uint32_t)key_length + 1};
    buffer_putc(&lines->bytes, kind);
    buffer_append(&lines->bytes, key, key_length);
    line.value = (uint32_t)lines->bytes.length;
    lexicon_entry_write(&lines->bytes, entry);
    line.value_length = (uint32_t)lines->bytes.length - line.value;
    if (!array_reserve(&lines->items, &lines->capacity, lines->count + 1, sizeof *lines->items))
        lines->bytes.failed = true;
    else
        lines->items[lines->count++] = line;
}

/* A language whose scripts are folded into one is shown as its texts write it, in small letters. */
static struct slice written_form(const struct word *word, char out[4 * WORD_MAX])
{
    if (language_row((enum language)word->language)->scripts != (SCRIPT_LATIN | SCRIPT_CYRILLIC))
        return (struct slice){"", 0};
    size_t length = 0;
    for (size_t i = 0; i < word->surface.length;) {
        UChar32 c;
        U8_NEXT(word->surface.data, i, word->surface.length, c);
        if (c > 0)
            U8_APPEND_UNSAFE(out, length, u_tolower(c));
    }
    struct slice written = {out, length};
    return slice_same(written, word->form) ? (struct slice){"", 0} : written;
}

static bool is_capitalized(struct slice surface)
{
    int32_t at = 0;
    UChar32 first = 0;
    if (surface.length)
        U8_NEXT(surface.data, at, (int32_t)surface.length, first);
    return u_isupper(first);
}

/* Stemmers cut names as if they were inflected (Токаев, тока), so that these are filed by their forms as well. */
static void add_cognates(struct lines *lines, const struct word *word)
{
    struct cognate_keys keys = {.count = 0};
    struct lexicon_entry entry = {.term = word->term};
    cognate_keys(&keys, word->term.data, word->term.length);
    size_t own = keys.count;
    if (is_capitalized(word->surface))
        cognate_keys(&keys, word->form.data, word->form.length);
    for (size_t i = 0; i < keys.count; i++) {
        if (i == own)
            entry.written = word->form;
        add_line(lines, LEXICON_COGNATE, keys.keys[i], keys.lengths[i], &entry);
    }
}

static void add_word(struct lines *lines, const struct word *word)
{
    char key[FOLD_MAX], written[4 * WORD_MAX];
    struct lexicon_entry entry = {.term = word->term};
    add_cognates(lines, word);
    size_t length = fold_variant((enum language)word->language, word->term.data, word->term.length, key);
    if (!slice_same((struct slice){key, length}, word->term))
        add_line(lines, LEXICON_VARIANT, key, length, &entry);
    entry.written = written_form(word, written);
    add_line(lines, LEXICON_FORM, word->form.data, word->form.length, &entry);
}

static struct slice key_of(const struct line *line)
{
    return (struct slice){line->base + line->key, line->key_length};
}

static struct slice value_of(const struct line *line)
{
    return (struct slice){line->base + line->value, line->value_length};
}

static int compare_lines(const void *left, const void *right)
{
    const struct line *a = left, *b = right;
    int order = slice_compare(key_of(a), key_of(b));
    return order ? order : slice_compare(value_of(a), value_of(b));
}

/* Writes the lines of one key as one list; returns the first line of the next key. */
static size_t write_key(const struct lines *lines, size_t from, struct buffer lists[2], struct segment_writer *writer,
                        daftar_status *status)
{
    const struct line *first = &lines->items[from];
    size_t at = from;
    buffer_clear(&lists[0]);
    buffer_clear(&lists[1]);
    for (; at < lines->count && slice_same(key_of(first), key_of(&lines->items[at])); at++) {
        struct slice value = value_of(&lines->items[at]);
        buffer_append(&lists[0], value.data, value.length);
    }
    lexicon_join(&(struct slice){lists[0].data, lists[0].length}, 1, &lists[1]);
    *status = lists[0].failed || lists[1].failed
                  ? status_no_memory()
                  : segment_writer_metadata(writer, first->base + first->key, first->key_length, lists[1].data,
                                            lists[1].length);
    return at;
}

/* The pairs that were mined, and under the empty key that there are any. */
static void add_pairs(struct lines *lines, const struct buffer *pairs)
{
    struct cursor cursor = {.at = pairs->data, .end = pairs->data + pairs->length};
    while (pairs->length && cursor.at < cursor.end && !cursor.failed) {
        struct slice from = cursor_string(&cursor);
        struct lexicon_entry entry = {.term = cursor_string(&cursor)};
        entry.written = cursor_string(&cursor);
        add_line(lines, LEXICON_MINED, from.data, from.length, &entry);
    }
    if (pairs->length)
        add_line(lines, LEXICON_MINED, LEXICON_ANY, strlen(LEXICON_ANY), &(struct lexicon_entry){{"", 0}, {"", 0}});
}

daftar_status lexicon_write(struct lexicon *lexicon, struct segment_writer *writer)
{
    struct lines lines = {0};
    struct buffer lists[2] = {{0}};
    for (size_t i = 0; i < lexicon->count; i++)
        if (lexicon->words[i]->term.length)
            add_word(&lines, lexicon->words[i]);
    add_pairs(&lines, &lexicon->pairs);
    daftar_status status = lines.bytes.failed || lexicon->failed ? status_no_memory() : DAFTAR_OK;
    for (size_t i = 0; i < lines.count; i++)
        lines.items[i].base = lines.bytes.data;
    if (!status && lines.count)
        qsort(lines.items, lines.count, sizeof *lines.items, compare_lines);
    for (size_t at = 0; !status && at < lines.count;)
        at = write_key(&lines, at, lists, writer, &status);
    buffer_free(&lists[0]);
    buffer_free(&lists[1]);
    buffer_free(&lines.bytes);
    free(lines.items);
    lexicon->count = 0;
    buffer_clear(&lexicon->pairs);
    lexicon->stamp++;
    return status;
}

/* Of several records of an article the one of the latest commit is right. */
static void keep_latest(const struct slice *values, size_t count, struct buffer *out)
{
    struct article_record record, latest = {0};
    size_t best = count;
    for (size_t i = 0; i < count; i++)
        if (article_record_read(&record, values[i].data, values[i].length) &&
            (best == count || record.sequence >= latest.sequence)) {
            latest = record;
            best = i;
        }
    if (best < count)
        buffer_append(out, values[best].data, values[best].length);
}

/* Of several notes up to where was learned the one that goes furthest. */
static void keep_highest(const struct slice *values, size_t count, struct buffer *out)
{
    size_t best = 0;
    uint64_t highest = 0;
    for (size_t i = 0; i < count; i++) {
        struct cursor cursor = {.at = values[i].data, .end = values[i].data + values[i].length};
        uint64_t number = cursor_number(&cursor);
        best = number > highest ? i : best;
        highest = number > highest ? number : highest;
    }
    buffer_append(out, values[best].data, values[best].length);
}

void lexicon_resolve(void *context, struct slice key, const struct slice *values, size_t count, struct buffer *out)
{
    (void)context;
    if (key.length && key.data[0] == META_ARTICLE)
        keep_latest(values, count, out);
    else if (key.length && key.data[0] == META_LEARNED)
        keep_highest(values, count, out);
    else
        lexicon_join(values, count, out);
}

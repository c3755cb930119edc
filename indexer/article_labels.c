/* article_labels.c: finds the words by which a line announces a part of the article. */
#include "indexer/article_parts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define KEY_MAX 96 /* characters of a text that can be a label */

/* The beginning of a text, or its first word alone, folded; ends[i]: bytes of the text up to behind character i. */
struct key {
    uint32_t characters[KEY_MAX];
    uint16_t ends[KEY_MAX];
    size_t count, word; /* word: characters of its first word */
};

static struct key fold_key(struct slice text, bool whole)
{
    struct key key = {.count = 0};
    bool blank = false;
    for (size_t at = 0; at < text.length && key.count < KEY_MAX && (whole || !key.word);) {
        size_t step;
        uint32_t c = article_fold(text.data + at, text.length - at, &step);
        at += step;
        if (!c || (c == ' ' && blank)) {
            if (c && key.count)
                key.ends[key.count - 1] = (uint16_t)at;
            continue;
        }
        blank = c == ' ';
        if (blank && !key.word)
            key.word = key.count;
        key.ends[key.count] = (uint16_t)at;
        key.characters[key.count++] = c;
    }
    if (!key.word)
        key.word = key.count;
    while (key.word && strchr("-.:;,()/*_", (int)key.characters[key.word - 1]) && key.characters[key.word - 1] < 0x80)
        key.word--;
    return key;
}

/* The labels as they are compared, made once: their characters one after another, each label ended by 0. */
static uint16_t *label_characters;
static uint32_t *label_starts; /* of each row; both NULL without memory: then there are no labels */
static pthread_once_t labels_once = PTHREAD_ONCE_INIT;

static void fold_labels(void)
{
    size_t room = 0, at = 0;
    for (size_t row = 0; row < article_label_count; row++)
        room += strlen(article_label_rows[row].words) + 1;
    label_characters = malloc(room * sizeof *label_characters);
    label_starts = malloc(article_label_count * sizeof *label_starts);
    if (!label_characters || !label_starts) {
        free(label_characters);
        free(label_starts);
        label_starts = NULL;
        return;
    }
    for (size_t row = 0; row < article_label_count; row++) {
        struct slice rest = {article_label_rows[row].words, strlen(article_label_rows[row].words)};
        label_starts[row] = (uint32_t)at;
        for (size_t step; rest.length; rest.data += step, rest.length -= step) {
            uint32_t c = article_fold(rest.data, rest.length, &step);
            if (c)
                label_characters[at++] = (uint16_t)c;
        }
        label_characters[at++] = 0;
    }
}

/* Compares a label with the first `count` characters: 0 when one begins as the other. *length: the label's
 * characters, if it is no longer than that, else SIZE_MAX. */
static int compare(size_t row, const struct key *key, size_t count, size_t *length)
{
    const uint16_t *label = label_characters + label_starts[row];
    size_t i = 0;
    for (; label[i]; i++) {
        if (i >= count) {
            *length = SIZE_MAX;
            return 0;
        }
        if (label[i] != key->characters[i])
            return label[i] < key->characters[i] ? -1 : 1;
    }
    *length = i;
    return 0;
}

/* The first row that does not stand before the text's first word. */
static size_t first_row(const struct key *key)
{
    size_t low = 0, high = article_label_count, length;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(middle, key, key->word, &length);
        if (order < 0 || (!order && length < key->word)) /* shorter than the word: before it */
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first row that begins with the text's first word; article_label_count: none, as for nearly all text. */
static size_t rows_of_word(struct slice text)
{
    size_t length;
    pthread_once(&labels_once, fold_labels);
    if (!label_starts)
        return article_label_count;
    struct key key = fold_key(text, false);
    size_t row = key.word ? first_row(&key) : article_label_count;
    bool begins = row < article_label_count && !compare(row, &key, key.word, &length);
    return begins ? row : article_label_count;
}

static enum label longest_label(struct slice text, size_t row, size_t *end)
{
    struct key key = fold_key(text, true);
    enum label found = LABEL_NONE;
    *end = 0;
    for (; row < article_label_count; row++) {
        size_t length;
        if (compare(row, &key, key.word, &length))
            break;
        if (compare(row, &key, key.count, &length) || length == SIZE_MAX || !length)
            continue;
        size_t bytes = key.ends[length - 1];
        if (bytes > *end && article_word_ends((struct slice){text.data + bytes, text.length - bytes})) {
            *end = bytes;
            found = article_label_rows[row].label;
        }
    }
    return found;
}

enum label article_label_prefix(struct slice text, size_t *end)
{
    *end = 0;
    size_t row = rows_of_word(text);
    return row < article_label_count ? longest_label(text, row, end) : LABEL_NONE;
}

/* Passes the mark between a label and what it announces; false: there is none and something follows. */
static bool skip_mark(struct slice *rest)
{
    static const char *const marks[] = {":", ".", "\xE2\x80\x94", "\xE2\x80\x93", "- ", "\xEF\xBC\x9A", "\n", ";"};
    while (article_skip(rest, " ") || article_skip(rest, "*") || article_skip(rest, "_") || article_skip(rest, "\t") || article_skip(rest, "\xC2\xA0"))
        continue;
    if (!rest->length)
        return true;
    bool marked = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        marked |= article_skip(rest, marks[i]);
    return marked;
}

/* A second name of the part: «Список литературы (References)», «Литература / References». */
static void skip_second_name(struct slice *rest)
{
    struct slice at = article_trim(*rest);
    if (!at.length || at.length > 60 || (at.data[0] != '(' && at.data[0] != '/' && at.data[0] != '['))
        return;
    at.data++;
    at.length--;
    size_t end;
    at = article_trim(at);
    if (article_label_prefix(at, &end) != LABEL_NONE)
        *rest = (struct slice){rest->data + rest->length, 0};
}

/* Numbers and marks before a label: `1.`, `IV.`, `#`, `•`. */
static struct slice skip_number(struct slice line)
{
    struct slice at = article_trim(line);
    while (at.length && (at.data[0] == '#' || at.data[0] == '>' || at.data[0] == ' ')) {
        at.data++;
        at.length--;
    }
    size_t digits = 0;
    while (digits < at.length && digits < 5 && strchr("0123456789IVX.", at.data[digits]))
        digits++;
    bool number = digits && at.length > digits && (at.data[digits] == ' ' || at.data[digits - 1] == '.') &&
                  (at.data[digits - 1] == '.' || (at.data[0] >= '0' && at.data[0] <= '9'));
    return number ? article_trim((struct slice){at.data + digits, at.length - digits}) : at;
}

bool article_is_section(enum label label)
{
    return label == LABEL_SECTION || label == LABEL_MAIN;
}

/* There is a mark or the end soon. */
static bool may_be_label(struct slice text)
{
    size_t length = 0;
    while (length < text.length && length <= 110 && !strchr(":.\n(/", text.data[length]) &&
           memcmp(text.data + length, "\xE2\x80", text.length - length < 2 ? 1 : 2))
        length++;
    return length <= 110;
}

enum label article_label(struct slice line, struct slice *rest)
{
    struct slice at = skip_number(line);
    size_t end, row = at.length && !article_begins_small(at) ? rows_of_word(at) : article_label_count;
    bool known = row < article_label_count && may_be_label(at);
    enum label label = known ? longest_label(at, row, &end) : LABEL_NONE;
    if (label == LABEL_NONE)
        return label;
    *rest = (struct slice){at.data + end, at.length - end};
    skip_second_name(rest);
    if (!skip_mark(rest))
        return LABEL_NONE;
    *rest = article_trim(*rest);
    return label;
}

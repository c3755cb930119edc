/* article_labels.c: finds the words by which a line announces a part of the article. */
#include "indexer/article_parts.h"

#include <string.h>

#define KEY_MAX 96 /* characters of a text that can be a label */

/* The beginning of a text, folded; ends[i]: bytes of the text up to behind character i. */
struct key {
    uint32_t characters[KEY_MAX];
    uint16_t ends[KEY_MAX];
    size_t count, word; /* word: characters of its first word */
};

static struct key fold_key(struct slice text)
{
    struct key key = {.count = 0};
    bool blank = false;
    for (size_t at = 0; at < text.length && key.count < KEY_MAX;) {
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

/* Compares a label with the first `count` characters: 0 when one begins as the other. *length: the label's
 * characters, if it is no longer than that. */
static int compare(const char *label, const struct key *key, size_t count, size_t *length)
{
    struct slice rest = {label, strlen(label)};
    size_t i = 0;
    for (; rest.length; i++) {
        size_t step;
        uint32_t c = article_fold(rest.data, rest.length, &step);
        rest.data += step;
        rest.length -= step;
        if (!c) {
            i--;
            continue;
        }
        if (i >= count) {
            *length = SIZE_MAX;
            return 0;
        }
        if (c != key->characters[i])
            return c < key->characters[i] ? -1 : 1;
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
        int order = compare(article_label_rows[middle].words, key, key->word, &length);
        if (order < 0 || (!order && length < key->word)) /* shorter than the word: before it */
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum label article_label_prefix(struct slice text, size_t *end)
{
    struct key key = fold_key(text);
    enum label found = LABEL_NONE;
    *end = 0;
    for (size_t row = first_row(&key); key.word && row < article_label_count; row++) {
        size_t length;
        if (compare(article_label_rows[row].words, &key, key.word, &length))
            break;
        if (compare(article_label_rows[row].words, &key, key.count, &length) || length == SIZE_MAX || !length)
            continue;
        size_t bytes = key.ends[length - 1];
        if (bytes > *end && article_word_ends((struct slice){text.data + bytes, text.length - bytes})) {
            *end = bytes;
            found = article_label_rows[row].label;
        }
    }
    return found;
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

/* A cheap look that spares most text the comparison with every label: a capital, and soon a mark or the end. */
static bool may_be_label(struct slice text)
{
    if (!text.length || article_begins_small(text))
        return false;
    size_t length = 0;
    while (length < text.length && length <= 110 && !strchr(":.\n(/", text.data[length]) &&
           memcmp(text.data + length, "\xE2\x80", text.length - length < 2 ? 1 : 2))
        length++;
    return length <= 110;
}

enum label article_label(struct slice line, struct slice *rest)
{
    struct slice at = skip_number(line);
    size_t end;
    enum label label = may_be_label(at) ? article_label_prefix(at, &end) : LABEL_NONE;
    if (label == LABEL_NONE)
        return label;
    *rest = (struct slice){at.data + end, at.length - end};
    skip_second_name(rest);
    if (!skip_mark(rest))
        return LABEL_NONE;
    *rest = article_trim(*rest);
    return label;
}

/* article_text.c: compares and measures text for the article recogniser. */
#include "indexer/article_parts.h"

#include "analysis/detect.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* Letters that texts confuse: tails lost, scripts mixed. Sorted. */
static const struct {
    uint16_t from, to;
} alike[] = {
    {0x00E0, 'a'}, {0x00E1, 'a'}, {0x00E4, 'a'}, {0x00E7, 'c'}, {0x00E9, 'e'}, {0x00F1, 'n'}, {0x00F3, 'o'},
    {0x00F6, 'o'}, {0x00FA, 'y'}, {0x00FC, 'y'}, {0x00FD, 'y'}, {0x011F, 'g'}, {0x0131, 'i'}, {0x0144, 'n'},
    {0x0148, 'n'}, {0x015F, 's'}, {0x017E, 'z'}, {0x01F5, 'g'}, {0x0219, 's'}, {0x0430, 'a'}, {0x0435, 'e'},
    {0x043A, 'k'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0451, 'e'},
    {0x0456, 0x0438}, {0x045E, 'y'}, {0x0493, 0x0433}, {0x049B, 'k'}, {0x049D, 'k'}, {0x04A3, 0x043D},
    {0x04AF, 'y'}, {0x04B1, 'y'}, {0x04B3, 'x'}, {0x04B7, 0x0447}, {0x04BB, 'x'}, {0x04D9, 'a'},
    {0x04E3, 0x0438}, {0x04E9, 'o'}, {0x04EF, 'y'},
};

static uint32_t fold_alike(uint32_t c)
{
    size_t low = 0, high = sizeof alike / sizeof *alike;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (alike[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof alike / sizeof *alike && alike[low].from == c ? alike[low].to : c;
}

static uint32_t fold_mark(uint32_t c)
{
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000)
        return ' ';
    if (c == 0x2010 || c == 0x2011)
        return '-';
    if (c == 0xAD || c == 0xB4 || c == 0x2BB || c == 0x2BC || c == 0x2BF || c == 0x2018 || c == 0x2019 ||
        c == 0x201B || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || (c >= 0x300 && c <= 0x36F))
        return 0;
    return fold_alike((uint32_t)u_tolower((UChar32)c));
}

uint32_t article_fold(const char *text, size_t length, size_t *step)
{
    unsigned char a = (unsigned char)text[0];
    *step = 1;
    if (a < 0x80) {
        if (a == '\'' || a == '`')
            return 0;
        if (a == 'u' || a == 'U')
            return 'y'; /* ü, ú, ў and у are one */
        return a == '\t' || a == '\n' || a == '\r' ? ' ' : a >= 'A' && a <= 'Z' ? a | 32u : a;
    }
    UChar32 c;
    int32_t at = 0;
    U8_NEXT_OR_FFFD(text, at, (int32_t)(length < 4 ? length : 4), c);
    *step = (size_t)at;
    return fold_mark((uint32_t)c);
}

/* The next folded character that is seen; 0 at the end. */
static uint32_t next_folded(struct slice *text)
{
    uint32_t c = 0;
    while (!c && text->length) {
        size_t step;
        c = article_fold(text->data, text->length, &step);
        text->data += step;
        text->length -= step;
    }
    return c;
}

bool article_word_ends(struct slice rest)
{
    uint32_t c = next_folded(&rest);
    return !c || (c == '-' ? !rest.length || rest.data[0] == ' ' : !u_isalnum((UChar32)c));
}

size_t article_match(struct slice text, struct slice label)
{
    struct slice wanted = label, rest = text;
    uint32_t want;
    while ((want = next_folded(&wanted)) != 0) {
        if (next_folded(&rest) != want)
            return 0;
        while (want == ' ' && rest.length && (rest.data[0] == ' ' || rest.data[0] == '\n'))
            next_folded(&rest);
    }
    return article_word_ends(rest) ? text.length - rest.length : 0;
}

/* The same from the other end. */
static uint32_t last_folded(struct slice *text)
{
    uint32_t c = 0;
    while (!c && text->length) {
        size_t start = text->length - 1, step;
        while (start > 0 && ((unsigned char)text->data[start] & 0xC0) == 0x80)
            start--;
        c = article_fold(text->data + start, text->length - start, &step);
        text->length = start;
    }
    return c;
}

bool article_ends(struct slice text, struct slice ending)
{
    uint32_t want;
    while ((want = last_folded(&ending)) != 0)
        if (last_folded(&text) != want)
            return false;
    return true;
}

bool article_begins_with(struct slice text, struct slice prefix)
{
    struct slice wanted = prefix;
    uint32_t want;
    while ((want = next_folded(&wanted)) != 0)
        if (next_folded(&text) != want)
            return false;
    return true;
}

bool article_holds_prefix(struct slice text, struct slice prefix)
{
    bool inside = false;
    while (text.length) {
        size_t step;
        uint32_t c = article_fold(text.data, text.length, &step);
        bool letter = c && u_isalpha((UChar32)c);
        if (letter && !inside && article_begins_with(text, prefix))
            return true;
        inside = letter || (inside && !c);
        text.data += step;
        text.length -= step;
    }
    return false;
}

static bool edge(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '*' || c == '_';
}

struct slice article_trim(struct slice text)
{
    while (text.length && edge(text.data[0])) {
        text.data++;
        text.length--;
    }
    while (text.length >= 2 && !memcmp(text.data, "\xC2\xA0", 2)) {
        text.data += 2;
        text.length -= 2;
    }
    while (text.length && edge(text.data[text.length - 1]))
        text.length--;
    return text;
}

struct slice article_line(struct slice *text)
{
    const char *newline = memchr(text->data, '\n', text->length);
    struct slice line = {text->data, newline ? (size_t)(newline - text->data) : text->length};
    size_t taken = line.length + (newline != NULL);
    text->data += taken;
    text->length -= taken;
    return line;
}

bool article_word(struct slice *text, struct slice *word)
{
    while (text->length && edge(text->data[0])) {
        text->data++;
        text->length--;
    }
    size_t length = 0;
    while (length < text->length && !edge(text->data[length]))
        length++;
    *word = (struct slice){text->data, length};
    text->data += length;
    text->length -= length;
    return length > 0;
}

static bool ends_with(struct slice text, const char *mark)
{
    size_t length = strlen(mark);
    return text.length >= length && !memcmp(text.data + text.length - length, mark, length);
}

static bool ends_sentence(struct slice text)
{
    static const char *const closing[] = {"\"", ")", "\xC2\xBB", "\xE2\x80\x9D", "]"};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (ends_with(text, closing[i])) {
            text.length -= strlen(closing[i]);
            break;
        }
    return ends_with(text, ".") || ends_with(text, "!") || ends_with(text, "?") || ends_with(text, "\xE2\x80\xA6");
}

static bool ascii_letter(unsigned char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static void count_character(struct article_shape *shape, UChar32 c)
{
    if (c < 0x80) {
        shape->letters += ascii_letter((unsigned char)c);
        shape->upper += c >= 'A' && c <= 'Z';
        shape->lower += c >= 'a' && c <= 'z';
        shape->digits += c >= '0' && c <= '9';
        return;
    }
    uint32_t kind = U_MASK(u_charType(c)); /* one look for what would be four */
    shape->letters += (kind & U_GC_L_MASK) != 0;
    shape->upper += kind == U_GC_LU_MASK;
    shape->lower += kind == U_GC_LL_MASK;
    shape->digits += kind == U_GC_ND_MASK;
}

static bool is_blank(UChar32 c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0;
}

struct article_shape article_measure(struct slice text)
{
    struct article_shape shape = {0};
    text = article_trim(text);
    shape.sentence = ends_sentence(text);
    shape.open = ends_with(text, ",") || ends_with(text, ";") || ends_with(text, ":");
    bool inside = false;
    for (int32_t at = 0, length = (int32_t)text.length; at < length;) {
        UChar32 c;
        U8_NEXT_OR_FFFD(text.data, at, length, c);
        count_character(&shape, c);
        shape.words += !is_blank(c) && !inside;
        inside = !is_blank(c);
    }
    return shape;
}

bool article_has_words(struct slice text, unsigned words)
{
    bool inside = false;
    for (int32_t at = 0, length = (int32_t)text.length; words && at < length;) {
        UChar32 c;
        U8_NEXT_OR_FFFD(text.data, at, length, c);
        words -= !is_blank(c) && !inside;
        inside = !is_blank(c);
    }
    return !words;
}

bool article_shape_is_capitals(const struct article_shape *shape)
{
    return shape->upper >= 4 && shape->lower * 12 <= shape->upper && shape->letters >= shape->digits;
}

bool article_is_capitals(struct slice text)
{
    struct article_shape shape = article_measure(text);
    return article_shape_is_capitals(&shape);
}

bool article_is_list_item(struct slice text)
{
    static const char *const marks[] = {"- ", "+ ", "* ", "\xE2\x80\xA2", "\xC2\xB7", "\xE2\x80\x93 ",
                                        "\xE2\x80\x94 ", "\xE2\x96\xAA", "\xE2\x97\x8F", "\xEF\x82\xB7",
                                        "\xE2\x9C\x93", "\xE2\x97\xA6", "\xE2\x96\xA0"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text.length >= strlen(marks[i]) && !memcmp(text.data, marks[i], strlen(marks[i])))
            return true;
    size_t digits = 0;
    while (digits < text.length && text.data[digits] >= '0' && text.data[digits] <= '9')
        digits++;
    return digits && digits <= 3 && digits + 1 < text.length &&
           (text.data[digits] == ')' || text.data[digits] == '.');
}

bool article_begins_small(struct slice text)
{
    if (!text.length)
        return false;
    UChar32 c;
    int32_t at = 0;
    U8_NEXT_OR_FFFD(text.data, at, (int32_t)(text.length < 4 ? text.length : 4), c);
    return u_islower(c);
}

struct field_value *article_add(struct document *document, enum field field, struct slice text,
                                enum language language)
{
    struct buffer clean = {0};
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\xC2' && i + 1 < text.length && text.data[i + 1] == '\xAD') {
            i++; /* a soft hyphen: people read values and facets count them */
            continue;
        }
        if (c == '\n' || c == '\t' || c == '\r')
            c = ' ';
        bool emphasis = c == '*';
        if (!emphasis && !(c == ' ' && clean.length && clean.data[clean.length - 1] == ' '))
            buffer_putc(&clean, c);
    }
    document->failed |= clean.failed;
    struct field_value *value =
        clean.failed ? NULL : document_add(document, field, clean.data ? clean.data : "", clean.length, language);
    buffer_free(&clean);
    return value;
}

bool article_skip(struct slice *text, const char *what)
{
    size_t length = strlen(what);
    if (text->length < length || memcmp(text->data, what, length))
        return false;
    text->data += length;
    text->length -= length;
    return true;
}

void article_tell_language(struct document *document, enum field field, enum language neighbour)
{
    struct buffer text = {0};
    for (size_t i = 0; i < document->field_count; i++)
        if (document->fields[i].field == field && document->fields[i].language == LANGUAGE_UND)
            buffer_printf(&text, "%s, ", document->fields[i].text);
    enum language language = text.length ? detect_language(text.data, text.length, neighbour, NULL) : LANGUAGE_UND;
    for (size_t i = 0; i < document->field_count && language != LANGUAGE_UND; i++) {
        struct field_value *value = &document->fields[i];
        if (value->field == field && value->language == LANGUAGE_UND) {
            value->language = language;
            value->value.language = language_code(language);
        }
    }
    document->failed |= text.failed;
    buffer_free(&text);
}

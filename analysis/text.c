/* text.c: decodes a block for the word breaker; every unit remembers the byte it came from. */
#include "analysis/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#define APOSTROPHE 0x02BC
#define SOFT_HYPHEN 0x00AD

/* What a character means to the decoder beyond itself. */
enum role { PLAIN, QUOTE, HYPHEN, DROPPED };

static enum role role_of(UChar32 c)
{
    switch (c) {
    case '\'': case '`': case 0x00B4: case 0x02B9: case 0x02BB: case 0x02BC: case 0x02BD:
    case 0x02BE: case 0x02BF: case 0x02C8: case 0x02CA: case 0x02CB: case 0x2018: case 0x2019:
    case 0x201B: case 0x2032: case 0x2035: case 0xFF07: case 0xFF40:
        return QUOTE;
    case '-': case 0x2010: case 0x2011:
        return HYPHEN;
    case SOFT_HYPHEN: case 0x200B: case 0x2060: case 0xFEFF:
        return DROPPED;
    default:
        return PLAIN;
    }
}

static UChar32 peek(const char *bytes, size_t length, size_t at)
{
    UChar32 c = -1;
    if (at < length)
        U8_NEXT(bytes, at, length, c);
    return c;
}

/* Where the word goes on after a hyphen at a line end; 0 when this is no such place. Only a
 * small letter goes on: `Шымкент-\nТашкент` is a compound. */
static size_t after_line_break(const char *bytes, size_t length, size_t at)
{
    size_t i = at;
    while (i < length && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r'))
        i++;
    if (i >= length || bytes[i] != '\n')
        return 0;
    while (i < length && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n')) {
        if (bytes[i] == '\n' && i > at && memchr(bytes + at, '\n', i - at))
            return 0; /* an empty line ends the paragraph */
        i++;
    }
    UChar32 next = peek(bytes, length, i);
    if (next == SOFT_HYPHEN)
        return 0;
    return next >= 0 && (u_islower(next) || role_of(next) == QUOTE) ? i : 0;
}

/* At the end of a word an apostrophe is a letter only after the letters that take one. */
static bool ends_with_apostrophe(enum language language, UChar32 before)
{
    const char *letters = language == LANGUAGE_UZ ? "oOgG" : language == LANGUAGE_KAA ? "aAoOuUnNgGiI" : "";
    return before > 0 && before < 0x80 && strchr(letters, (int)before);
}

static bool reserve(struct text *text, size_t length)
{
    if (length + 1 <= text->capacity)
        return true;
    uint16_t *units = realloc(text->units, (length + 1) * sizeof *units);
    if (units)
        text->units = units;
    uint32_t *offsets = realloc(text->offsets, (length + 1) * sizeof *offsets);
    if (offsets)
        text->offsets = offsets;
    if (!units || !offsets)
        return false;
    text->capacity = length + 1;
    return true;
}

struct decoder {
    const char *bytes;
    size_t length;
    size_t at;      /* behind the character being looked at */
    UChar32 before; /* the last character that was kept */
    enum language language;
};

static bool joins_letters(const struct decoder *d)
{
    if (!d->before || !u_isalpha(d->before))
        return false;
    UChar32 next = peek(d->bytes, d->length, d->at);
    if (next == '-' && after_line_break(d->bytes, d->length, d->at + 1))
        return true;
    return (next >= 0 && u_isalpha(next)) || ends_with_apostrophe(d->language, d->before);
}

/* What a character with a role becomes; -1 when it vanishes, with the line break behind it. */
static UChar32 mend(struct decoder *d, UChar32 c)
{
    enum role role = role_of(c);
    if (role == QUOTE)
        return joins_letters(d) ? APOSTROPHE : c;
    if (role == PLAIN)
        return c;
    if (c == '-' || c == 0x2010 || c == SOFT_HYPHEN) {
        size_t next = u_isalpha(d->before) ? after_line_break(d->bytes, d->length, d->at) : 0;
        if (next) {
            d->at = next;
            return -1;
        }
    }
    return role == DROPPED ? -1 : c;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static UChar32 next_character(struct decoder *d)
{
    unsigned char lead = (unsigned char)d->bytes[d->at];
    UChar32 c = lead;
    if (lead < 0x80)
        d->at++;
    else
        U8_NEXT(d->bytes, d->at, d->length, c);
    return c < 0 ? 0xFFFD : mend(d, c);
}

/* Takes characters that have no role, ASCII and U+0400 to U+04FF, as far as there are only those; returns the number of
 * units. */
static size_t take_plain(struct decoder *d, uint16_t *units, uint32_t *offsets, size_t n)
{
    const char *bytes = d->bytes;
    size_t at = d->at, length = d->length, start = n;
    for (; at < length; n++) {
        unsigned char lead = (unsigned char)bytes[at];
        offsets[n] = (uint32_t)at;
        if ((lead & 0xFC) == 0xD0 && at + 1 < length && is_continuation(bytes[at + 1])) {
            units[n] = (uint16_t)((lead & 0x1F) << 6 | ((unsigned char)bytes[at + 1] & 0x3F));
            at += 2;
        } else if (lead < 0x80 && lead != '\'' && lead != '`' && lead != '-') {
            units[n] = lead;
            at++;
        } else {
            break;
        }
    }
    d->at = at;
    d->before = n > start ? units[n - 1] : d->before;
    return n;
}

bool text_decode(struct text *text, enum language language, const char *bytes, size_t length)
{
    if (!reserve(text, length))
        return false;
    struct decoder d = {.bytes = bytes, .length = length, .language = language};
    uint16_t *units = text->units;
    uint32_t *offsets = text->offsets;
    size_t n = 0;
    while ((n = take_plain(&d, units, offsets, n)), d.at < length) {
        uint32_t start = (uint32_t)d.at;
        UChar32 c = next_character(&d);
        if (c < 0)
            continue;
        d.before = c;
        if (c > 0xFFFF) {
            units[n] = U16_LEAD(c);
            offsets[n++] = start;
            c = U16_TRAIL(c);
        }
        units[n] = (uint16_t)c;
        offsets[n++] = start;
    }
    text->length = n;
    offsets[n] = (uint32_t)length;
    return true;
}

void text_free(struct text *text)
{
    free(text->units);
    free(text->offsets);
    *text = (struct text){0};
}

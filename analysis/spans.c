/* spans.c: finds plain words between blanks in the bytes themselves; what is not plain is decoded and broken.
 *
 * Neither decoding (text.h) nor breaking (breaks.h) reaches over a blank, unless a hyphen stands right before it, and most of
 * what stands between blanks is letters and digits with signs around them: tests/unit/test_spans.c compares the two ways. */
#include "analysis/spans.h"

#include <unicode/utf8.h>

enum kind { OTHER, BLANK, SIGN, DIGIT, LETTER, LATIN, CYRILLIC, QUOTE, MARK_C2, MARK_CA, MARK_E2 };

/* Of the first byte of a character. SIGN neither joins with what it touches nor is mended; LATIN and CYRILLIC are letters of
 * two bytes with two exceptions each, and the last three may be signs or quotes. */
static const unsigned char kinds[256] = {
    ['\t'] = BLANK, ['\n'] = BLANK, ['\r'] = BLANK, [' '] = BLANK,
    ['!'] = SIGN, ['"'] = SIGN, ['#'] = SIGN, ['$'] = SIGN, ['%'] = SIGN, ['&'] = SIGN, ['('] = SIGN, [')'] = SIGN,
    ['*'] = SIGN, ['+'] = SIGN, [','] = SIGN, ['.'] = SIGN, ['/'] = SIGN, [':'] = SIGN, [';'] = SIGN, ['<'] = SIGN,
    ['='] = SIGN, ['>'] = SIGN, ['?'] = SIGN, ['['] = SIGN, [']'] = SIGN,
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT,
    ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
    ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER, ['F'] = LETTER, ['G'] = LETTER,
    ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER, ['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER,
    ['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER,
    ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER,
    ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER,
    ['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER,
    ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER, ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER,
    ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER,
    [0xC3] = LATIN, [0xC4] = LATIN, [0xC5] = LATIN, [0xC6] = LATIN, [0xC7] = LATIN, [0xC8] = LATIN, /* U+00C0 to U+023F */
    [0xD0] = CYRILLIC, [0xD1] = CYRILLIC, [0xD2] = CYRILLIC, [0xD3] = CYRILLIC,                     /* U+0400 to U+04FF */
    ['\''] = QUOTE, ['`'] = QUOTE, [0xC2] = MARK_C2, [0xCA] = MARK_CA, [0xE2] = MARK_E2,
};

static unsigned char byte_at(const struct spans *s, size_t at)
{
    return at < s->length ? (unsigned char)s->bytes[at] : 0;
}

static bool is_end(const struct spans *s, size_t at)
{
    return at >= s->length || kinds[(unsigned char)s->bytes[at]] == BLANK;
}

/* Bytes of the letter or the digit that stands there; 0: neither does, or one that is not plain. */
static inline size_t letter_at(const struct spans *s, size_t at)
{
    unsigned char second = byte_at(s, at + 1);
    switch (kinds[byte_at(s, at)]) {
    case DIGIT: case LETTER:
        return 1;
    case LATIN: /* but for the signs of multiplication and division */
        return second >> 6 == 2 && (s->bytes[at] != '\xC3' || (second != 0x97 && second != 0xB7)) ? 2 : 0;
    case CYRILLIC: /* but for the marks and the sign at U+0482 to U+0489 */
        return second >> 6 == 2 && (s->bytes[at] != '\xD2' || second < 0x82 || second > 0x89) ? 2 : 0;
    default:
        return 0;
    }
}

/* Bytes of the sign or the quote that stands there, as wanted: « » – — “ ” „ • … and what letters take for an apostrophe are
 * those beyond ASCII. */
static size_t mark_at(const struct spans *s, size_t at, enum kind wanted)
{
    unsigned char second = byte_at(s, at + 1), third = byte_at(s, at + 2);
    enum kind kind = (enum kind)kinds[byte_at(s, at)];
    size_t bytes = 1;
    if (kind == MARK_C2) {
        bytes = 2;
        kind = second == 0xAB || second == 0xBB ? SIGN : second == 0xB4 ? QUOTE : OTHER;
    } else if (kind == MARK_CA) {
        bytes = 2;
        kind = second == 0xBB || second == 0xBC ? QUOTE : OTHER;
    } else if (kind == MARK_E2 && second == 0x80) {
        bytes = 3;
        bool sign = third == 0x93 || third == 0x94 || (third >= 0x9C && third <= 0x9E) || third == 0xA2 || third == 0xA6;
        kind = third == 0x98 || third == 0x99 ? QUOTE : sign ? SIGN : OTHER;
    }
    return kind == wanted ? bytes : 0;
}

static size_t signs_end(const struct spans *s, size_t at)
{
    if (kinds[byte_at(s, at)] == LETTER || is_end(s, at))
        return at;
    for (size_t bytes; (bytes = mark_at(s, at, SIGN)) > 0; at += bytes)
        ;
    return at;
}

/* The end of letters of ASCII and of Russian and its neighbours, which most are. */
static size_t run_end(const struct spans *s, size_t at)
{
    const char *bytes = s->bytes;
    size_t length = s->length;
    while (at < length && kinds[(unsigned char)bytes[at]] == LETTER)
        at++;
    while (at + 1 < length && (bytes[at] == '\xD0' || bytes[at] == '\xD1') && (unsigned char)bytes[at + 1] >> 6 == 2)
        at += 2;
    return at;
}

/* The end of letters and digits, and quotes that stand between two letters. */
static size_t word_end(const struct spans *s, size_t at)
{
    bool after_letter = false;
    for (size_t bytes = 0;; at += bytes) {
        size_t run = run_end(s, at);
        after_letter |= run > at;
        at = run;
        if (is_end(s, at))
            break;
        bytes = letter_at(s, at);
        if (bytes) {
            after_letter = kinds[(unsigned char)s->bytes[at]] != DIGIT;
            continue;
        }
        bytes = after_letter ? mark_at(s, at, QUOTE) : 0;
        if (!bytes || !letter_at(s, at + bytes) || kinds[byte_at(s, at + bytes)] == DIGIT)
            break;
    }
    return at;
}

static size_t blanks_end(const struct spans *s, size_t at)
{
    while (kinds[byte_at(s, at)] == BLANK)
        at++;
    return at;
}

/* A word, empty where there are signs alone, and where what stands between blanks ends, or its next word begins behind a
 * hyphen; 0: it is not plain. */
static size_t take_plain(const struct spans *s, size_t *start, size_t *end)
{
    *start = signs_end(s, blanks_end(s, s->at));
    *end = word_end(s, *start);
    if (*end > *start && byte_at(s, *end) == '-' && letter_at(s, *end + 1))
        return *end + 1;
    size_t behind = signs_end(s, *end);
    return is_end(s, behind) ? behind : 0;
}

/* Does a word end for sure before the blank at `at`? Behind a hyphen, or what may be one, it may go on. */
static bool ends_before(const struct spans *s, size_t at)
{
    unsigned char last = (unsigned char)s->bytes[at - 1];
    return last < 0x80 ? last != '-' : at > 1 && letter_at(s, at - 2) == 2;
}

/* Decodes what is not plain, as far as a blank that nothing reaches over. */
static bool decode(struct spans *s)
{
    size_t end = s->at;
    do {
        end = blanks_end(s, end);
        while (!is_end(s, end))
            end++;
    } while (end < s->length && !ends_before(s, end));
    s->base = s->at;
    s->at = end;
    if (!text_decode(s->text, s->language, s->bytes + s->base, end - s->base))
        return false;
    breaks_begin(&s->breaks, s->breaker, s->text->units, s->text->length);
    return true;
}

static bool next_decoded(struct spans *s, size_t *start, size_t *end)
{
    int32_t from, to;
    if (!breaks_next(&s->breaks, &from, &to))
        return false;
    /* The byte behind the last unit: characters that were dropped after it are not part of the word. */
    *start = s->base + s->text->offsets[from];
    *end = s->base + s->text->offsets[to - 1];
    U8_FWD_1(s->bytes, *end, s->length);
    return true;
}

void spans_begin(struct spans *spans, UBreakIterator *breaker, struct text *text, enum language language, const char *bytes,
                 size_t length)
{
    *spans = (struct spans){.breaker = breaker, .text = text, .language = language, .bytes = bytes, .length = length};
}

bool spans_next(struct spans *s, size_t *start, size_t *end)
{
    while (!s->failed) {
        if (s->decoded && next_decoded(s, start, end))
            return true;
        s->failed = s->decoded && s->breaks.failed;
        s->decoded = false;
        if (s->failed || s->at >= s->length)
            break;
        size_t behind = take_plain(s, start, end);
        if (behind) {
            s->at = behind;
            if (*end > *start)
                return true;
        } else {
            s->decoded = decode(s);
            s->failed = !s->decoded;
        }
    }
    return false;
}

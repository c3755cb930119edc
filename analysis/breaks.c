/* breaks.c: finds words in stretches of plain letters, digits and signs; one with anything else in it is ICU's to break.
 *
 * ICU's rules take as long for a text as all else that is done with words that are known. None of Unicode's word boundaries
 * (UAX 29) reaches over a blank, unless a mark stands right behind it, and between blanks there are mostly letters, which join,
 * and signs, which do not: tests/unit/test_breaks.c compares the two. */
#include "analysis/breaks.h"

/* What a unit may do. */
enum kind {
    BLANK = ' ',
    LETTER = 'a',
    DIGIT = '1',
    APART = '-',
    MID = '.',       /* joins two letters, or two digits, that it stands between */
    MID_DIGITS = ',',
    COLON = ':',     /* joins letters in some versions of Unicode */
    OTHER = '~'      /* joins in ways of its own, or is none of ours */
};

#define LETTERS "aaaaaaaaaaaaaaaa"
#define LETTERS_64 LETTERS LETTERS LETTERS LETTERS
#define OTHERS "~~~~~~~~~~~~~~~~"
#define OTHERS_64 OTHERS OTHERS OTHERS OTHERS

/* Up to U+052F, sixteen a piece. `_` and, since CLDR 42, `@` join whatever they touch; U+02BC is the apostrophe as text.h
 * writes it. */
static const char kinds[] =
    "~~~~~~~~~  ~~ ~~" OTHERS " ------.----,-.-" "1111111111:,----"                                 /* 0000 */
    "~aaaaaaaaaaaaaaa" "aaaaaaaaaaa----~" "-aaaaaaaaaaaaaaa" "aaaaaaaaaaa----~"                     /* 0040 */
    OTHERS OTHERS "-~~~~~~-~-~-~~-~" "--~~~~~~~~~-~~~~"                                             /* 0080 */
    LETTERS "aaaaaaa-aaaaaaaa" LETTERS "aaaaaaa-aaaaaaaa"                                           /* 00C0 */
    LETTERS_64 LETTERS_64 LETTERS_64 LETTERS_64 LETTERS_64                                          /* 0100 */
    LETTERS OTHERS_64 OTHERS OTHERS "~~~~~~~~~~~~a~~~" OTHERS_64 OTHERS_64 OTHERS_64 OTHERS_64 OTHERS_64 /* 0240 */
    LETTERS_64 LETTERS_64 "aa~~~~~~~~aaaaaa" LETTERS LETTERS LETTERS LETTERS_64 LETTERS LETTERS LETTERS; /* 0400 */

static enum kind kind_of_sign(uint16_t unit)
{
    switch (unit) {
    case 0x2018: case 0x2019:
        return MID;
    case 0x2013: case 0x2014: case 0x201C: case 0x201D: case 0x201E: case 0x2022: case 0x2026: case 0x2116:
        return APART;
    default:
        return OTHER;
    }
}

static inline enum kind kind_of(uint16_t unit)
{
    return unit < sizeof kinds - 1 ? (enum kind)kinds[unit] : kind_of_sign(unit);
}

static bool joins(enum kind before, enum kind middle, enum kind after)
{
    return before == after && ((middle == MID && (before == LETTER || before == DIGIT)) ||
                               (middle == MID_DIGITS && before == DIGIT));
}

void breaks_begin(struct breaks *breaks, UBreakIterator *breaker, const uint16_t *units, size_t length)
{
    *breaks = (struct breaks){.breaker = breaker, .units = units, .length = (int32_t)length};
}

/* Goes on to the next stretch without blanks, and the blanks before it. True: it is plain. */
static bool next_stretch(struct breaks *b)
{
    const uint16_t *units = b->units;
    int32_t end = b->end, length = b->length;
    bool plain = true;
    b->at = end;
    while (end < length && kind_of(units[end]) == BLANK)
        end++;
    for (; end < length; end++) {
        enum kind kind = kind_of(units[end]);
        if (kind == LETTER)
            continue;
        if (kind == BLANK)
            break;
        if (kind == OTHER || (kind == COLON && end > b->at && kind_of(units[end - 1]) == LETTER && end + 1 < length &&
                              kind_of(units[end + 1]) == LETTER))
            plain = false;
    }
    b->end = end;
    return plain;
}

static void ask_icu(struct breaks *b)
{
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(b->breaker, (const UChar *)b->units + b->at, b->end - b->at, &error);
    b->base = b->at;
    b->asked = !U_FAILURE(error);
    b->failed |= !b->asked;
    b->at = b->asked ? b->at : b->end;
}

/* The next word of the stretch that ICU has been asked about. */
static bool next_of_icu(struct breaks *b, int32_t *start, int32_t *end)
{
    while (b->at < b->end) {
        int32_t next = ubrk_next(b->breaker);
        *start = b->at;
        *end = b->at = next == UBRK_DONE ? b->end : b->base + next;
        if (next != UBRK_DONE && ubrk_getRuleStatus(b->breaker) >= UBRK_WORD_NONE_LIMIT)
            return true;
    }
    return false;
}

static bool is_word(enum kind kind)
{
    return kind == LETTER || kind == DIGIT;
}

/* Where the word ends that begins at `at`. */
static int32_t word_end(const uint16_t *units, int32_t at, int32_t end)
{
    for (enum kind last = kind_of(units[at++]), kind; at < end; last = kind, at++) {
        kind = kind_of(units[at]);
        if (kind == LETTER || kind == DIGIT)
            continue;
        enum kind after = at + 1 < end ? kind_of(units[at + 1]) : BLANK;
        if (!joins(last, kind, after))
            break;
        kind = after;
        at++;
    }
    return at;
}

static bool next_plain(struct breaks *b, int32_t *start, int32_t *end)
{
    int32_t at = b->at, last = b->end;
    while (at < last && !is_word(kind_of(b->units[at])))
        at++;
    *start = at;
    *end = b->at = at < last ? word_end(b->units, at, last) : last;
    return at < last;
}

bool breaks_next(struct breaks *b, int32_t *start, int32_t *end)
{
    for (;;) {
        if (b->asked ? next_of_icu(b, start, end) : next_plain(b, start, end))
            return true;
        if (b->end == b->length)
            return false;
        if (next_stretch(b))
            b->asked = false;
        else
            ask_icu(b);
    }
}

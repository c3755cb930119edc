/* fold_clean.c: a word's bytes to letters: damage dropped, apostrophes one, NFKC, case folded. */
#include "analysis/fold_table.h"

#include <stdint.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/* No longer stretch of bytes is looked at: a word of more is no word. */
#define READ_MAX (1 << 20)
#define MARKS_MAX 3
/* NFKC writes at most 18 units for one (U+FDFA). */
#define NFKC_GROWTH 18

struct range {
    char32_t first, last;
};

static const struct range apostrophes[] = {
    {0x0027, 0x0027}, {0x0060, 0x0060}, {0x00B4, 0x00B4}, {0x02B9, 0x02B9}, {0x02BB, 0x02BF},
    {0x02C8, 0x02C8}, {0x02CA, 0x02CB}, {0x055A, 0x055A}, {0x07F4, 0x07F5}, {0x1FBD, 0x1FBD},
    {0x1FBF, 0x1FBF}, {0x1FEF, 0x1FEF}, {0x1FFD, 0x1FFE}, {0x2018, 0x2019}, {0x201B, 0x201B},
    {0x2032, 0x2032}, {0x2035, 0x2035}, {0xA78B, 0xA78C}, {0xFF07, 0xFF07}, {0xFF40, 0xFF40},
};

/* Control characters, soft hyphens, joiners, marks of direction, Arabic vowel signs, tatweel. */
static const struct range dropped[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x0640, 0x0640}, {0x064B, 0x0652},
    {0x0670, 0x0670}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064}, {0xFEFF, 0xFEFF},
};

/* Letters for which NFKC_Casefold is no more than the simple case folding. */
static const struct range plain[] = {
    {0x0021, 0x007E}, {0x00C0, 0x00D6}, {0x00D8, 0x00DE}, {0x00E0, 0x00F6}, {0x00F8, 0x012F},
    {0x0131, 0x0131}, {0x0134, 0x013E}, {0x0141, 0x0148}, {0x014A, 0x017E}, {0x02BC, 0x02BC},
    {0x0400, 0x0482}, {0x048A, 0x052F},
};

#define AMONG(letter, ranges) among(letter, ranges, sizeof ranges / sizeof *ranges)

static bool among(char32_t letter, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count && letter >= ranges[i].first; i++)
        if (letter <= ranges[i].last)
            return true;
    return false;
}

static bool is_line_break(char32_t letter)
{
    return (letter >= 0x0A && letter <= 0x0D) || letter == 0x85 || letter == 0x2028 ||
           letter == 0x2029;
}

static bool is_blank(char32_t letter)
{
    return letter == ' ' || letter == '\t' || letter == 0xA0;
}

static bool is_hyphen(char32_t letter)
{
    return letter == '-' || letter == 0x2010 || letter == 0x2011;
}

/* Combining marks of the European scripts. */
static bool is_mark(char32_t letter)
{
    return (letter >= 0x0300 && letter <= 0x036F) || (letter >= 0x0483 && letter <= 0x0489) ||
           (letter >= 0x1AB0 && letter <= 0x1AFF) || (letter >= 0x1DC0 && letter <= 0x1DFF) ||
           (letter >= 0x20D0 && letter <= 0x20FF) || (letter >= 0xFE20 && letter <= 0xFE2F);
}

/* A word broken at the end of a line: the blanks and the hyphen before the break go. */
static void drop_line_end(struct letters *word)
{
    while (word->count && is_blank(word->at[word->count - 1]))
        word->count--;
    if (word->count && is_hyphen(word->at[word->count - 1]))
        word->count--;
}

/* The letter of ASCII or of basic Cyrillic that stands here: nothing below can be said of one. 0: it is another one. */
static char32_t near_letter(const char *bytes, int32_t length)
{
    unsigned char lead = (unsigned char)*bytes;
    if (letter_is_basic_latin(lead))
        return lead;
    if ((lead & 0xFE) == 0xD0 && length > 1 && ((unsigned char)bytes[1] & 0xC0) == 0x80)
        return (lead & 0x1Fu) << 6 | ((unsigned char)bytes[1] & 0x3Fu);
    return 0;
}

void letters_read(struct letters *word, const char *bytes, size_t length)
{
    int32_t end = length < READ_MAX ? (int32_t)length : READ_MAX;
    bool broken = false;
    unsigned marks = 0;
    word->count = 0;
    for (int32_t i = 0; i < end && word->count < FOLD_LETTERS;) {
        char32_t near = near_letter(bytes + i, end - i);
        if (near) {
            i += U8_LENGTH(near);
            broken = false;
            marks = 0;
            word->at[word->count++] = near;
            continue;
        }
        UChar32 c;
        U8_NEXT(bytes, i, end, c);
        char32_t letter = (char32_t)c;
        if (c < 0)
            continue;
        if (is_line_break(letter)) {
            drop_line_end(word);
            broken = true;
            continue;
        }
        if ((broken && is_blank(letter)) || AMONG(letter, dropped))
            continue;
        broken = false;
        marks = is_mark(letter) ? marks + 1 : 0;
        if (marks <= MARKS_MAX)
            letters_add(word, AMONG(letter, apostrophes) ? FOLD_APOSTROPHE : letter);
    }
}

bool letters_read_plain(struct letters *word, const char *bytes, size_t length)
{
    bool latin = false, cyrillic = false;
    size_t count = 0, width;
    if (length > FOLD_LETTERS)
        return false;
    for (size_t i = 0; i < length; i += width, count++) {
        unsigned char lead = (unsigned char)bytes[i];
        char32_t near = near_letter(bytes + i, (int32_t)(length - i));
        width = near >= 0x80 ? 2 : 1;
        if (near && near < 0x80) {
            word->at[count] = near | 32;
            latin = true;
        } else if (near >= 0x410 && near <= 0x44F) {
            word->at[count] = near < 0x430 ? near + 32 : near;
            cyrillic = true;
        } else if (lead >= '0' && lead <= '9') {
            word->at[count] = lead;
        } else {
            UChar32 c;
            size_t next = i;
            U8_NEXT(bytes, next, length, c);
            if (!count || !letter_is_apostrophe(c))
                return false;
            width = next - i;
            word->at[count] = FOLD_APOSTROPHE;
        }
    }
    word->count = count;
    return !(latin && cyrillic);
}

/* Letters with a tail or stroke that some typist or program put together from two characters; what
 * Unicode itself composes (й ў ӣ ӯ) does not come here. */
static const struct {
    char32_t base;
    char32_t marks[10];
    char32_t letter;
} composed[] = {
    {U'г', {0x306, 0x335, 0x336, 0x337, 0x338, 0x304}, U'ғ'},
    {U'к', {0x326, 0x327, 0x321, 0x322, 0x328, 0x329, 0x316, 0x317, 0x31C}, U'қ'},
    {U'х', {0x326, 0x327, 0x321, 0x322, 0x328, 0x329, 0x316, 0x317, 0x31C}, U'ҳ'},
    {U'ч', {0x326, 0x327, 0x321, 0x322, 0x328, 0x329, 0x316, 0x317, 0x31C}, U'ҷ'},
    {U'ж', {0x326, 0x327, 0x321, 0x322, 0x328, 0x329, 0x316, 0x317, 0x31C}, U'җ'},
    {U'н', {0x326, 0x327, 0x321, 0x322, 0x328, 0x329, 0x316, 0x317, 0x31C}, U'ң'},
    {U'о', {0x335, 0x336, 0x337, 0x338}, U'ө'},
    {U'у', {0x335, 0x336, 0x337, 0x338}, U'ұ'},
    {U'ү', {0x335, 0x336, 0x337, 0x338}, U'ұ'},
    {U'g', {0x303, 0x30A, 0x335, 0x336}, U'ğ'},
};

static char32_t compose(char32_t base, char32_t mark)
{
    for (size_t i = 0; i < sizeof composed / sizeof *composed; i++)
        if (composed[i].base == base && letter_among(mark, composed[i].marks))
            return composed[i].letter;
    return 0;
}

/* A mark may go when it stands on nothing or on a letter of Europe; other scripts need theirs, and
 * taking one away there could let its neighbours compose. */
static bool stands_on_european(const struct letters *word)
{
    char32_t base = word->count ? word->at[word->count - 1] : 0;
    return base < 0x0590 || (base >= 0x1C80 && base <= 0x1C8F) || (base >= 0x1D00 && base < 0x2C60);
}

/* What NFKC leaves: apostrophes and tatweel out of compatibility characters, marks that nothing
 * composes with. Returns whether anything went away. */
static bool drop_leftovers(struct letters *word)
{
    struct letters kept;
    kept.count = 0;
    for (size_t i = 0; i < word->count; i++) {
        char32_t letter = word->at[i];
        char32_t last = kept.count ? kept.at[kept.count - 1] : 0;
        char32_t whole = is_mark(letter) ? compose(last, letter) : 0;
        if (whole)
            kept.at[kept.count - 1] = whole;
        else if (AMONG(letter, dropped) || (is_mark(letter) && stands_on_european(&kept)))
            continue;
        else
            letters_add(&kept, AMONG(letter, apostrophes) ? FOLD_APOSTROPHE
                               : is_hyphen(letter)        ? '-'
                                                          : letter);
    }
    bool changed = kept.count != word->count;
    letters_copy(word, &kept);
    return changed;
}

static void nfkc_casefold(struct letters *word)
{
    UChar from[2 * FOLD_LETTERS], to[2 * FOLD_LETTERS * NFKC_GROWTH];
    int32_t units = 0, i = 0;
    UErrorCode error = U_ZERO_ERROR;
    for (size_t n = 0; n < word->count; n++)
        U16_APPEND_UNSAFE(from, units, word->at[n]);
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&error);
    int32_t room = sizeof to / sizeof *to;
    int32_t length = unorm2_normalize(nfkc, from, units, to, room, &error);
    if (U_FAILURE(error))
        return;
    for (word->count = 0; i < length;) {
        UChar32 c;
        U16_NEXT(to, i, length, c);
        letters_add(word, (char32_t)c);
    }
}

static char32_t fold_case(char32_t letter)
{
    if (letter < 0x80)
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    if (letter >= 0x410 && letter <= 0x44F)
        return letter < 0x430 ? letter + 32 : letter;
    return (char32_t)u_foldCase((UChar32)letter, U_FOLD_CASE_DEFAULT);
}

bool letters_normalize(struct letters *word)
{
    bool simple = true;
    for (size_t i = 0; i < word->count && simple; i++)
        simple = letter_is_basic_latin(word->at[i]) || letter_is_basic_cyrillic(word->at[i]) || AMONG(word->at[i], plain);
    if (simple) {
        for (size_t i = 0; i < word->count; i++)
            word->at[i] = fold_case(word->at[i]);
        return false;
    }
    /* Again when something went away: what then meets may compose. */
    for (int round = 0; round < 3; round++) {
        nfkc_casefold(word);
        if (!drop_leftovers(word))
            break;
    }
    return true;
}

size_t letters_write(const struct letters *word, char *out)
{
    int32_t length = 0;
    for (size_t i = 0; i < word->count; i++) {
        char32_t letter = word->at[i];
        if (length + U8_LENGTH(letter) > FOLD_MAX)
            break;
        U8_APPEND_UNSAFE(out, length, letter);
    }
    return (size_t)length;
}

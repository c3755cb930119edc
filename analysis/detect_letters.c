/* detect_letters.c: reads the letters of a text in any composition, case and apostrophe. */
#include "analysis/detect_letters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "analysis/detect_tables.h"
#include "analysis/fold.h"

/* What stands in DETECT_CYRILLIC after the 32 letters of Russian, and in DETECT_LATIN after z. */
static const uint16_t cyrillic_extras[] = {0x45E, 0x49B, 0x493, 0x4B3, 0x4D9, 0x4A3, 0x4E9, 0x4AF,
                                           0x4B1, 0x456, 0x4E3, 0x4EF, 0x4B7, 0x497, 0x4BB};
static const uint16_t latin_extras[] = {'\'',  0xE4,  0xF6,  0xFC,  0xFD,  0x148, 0x17E,
                                        0x15F, 0xE7,  0x11F, 0x131, 0xE1,  0xF3,  0xFA,
                                        0x144, 0x1F5, 0x259, 0xF1,  0x16B};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Scripts that one language of ours is written in; Arabic and Han stand for several. */
static const struct {
    int32_t first, last;
    enum language language;
} scripts[] = {
    {0x370, 0x3FF, LANGUAGE_EL},   {0x531, 0x58F, LANGUAGE_HY},   {0x5D0, 0x5EA, LANGUAGE_HE},
    {0x620, 0x6FF, LANGUAGE_AR},   {0x750, 0x77F, LANGUAGE_AR},   {0x900, 0x97F, LANGUAGE_HI},
    {0x10A0, 0x10FF, LANGUAGE_KA}, {0x1100, 0x11FF, LANGUAGE_KO}, {0x1F00, 0x1FFF, LANGUAGE_EL},
    {0x3041, 0x30FF, LANGUAGE_JA}, {0x3400, 0x9FFF, LANGUAGE_ZH}, {0xAC00, 0xD7A3, LANGUAGE_KO},
    {0xFB50, 0xFEFC, LANGUAGE_AR},
};

static bool is_unseen(int32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static bool is_mark(int32_t c)
{
    return c >= 0x300 && c <= 0x36F;
}

static unsigned extra_index(const uint16_t *extras, size_t count, int32_t c)
{
    for (size_t i = 0; i <= count; i++)
        if (i == count || extras[i] == c)
            return (unsigned)i;
    return (unsigned)count;
}

/* The number of a lower-case Cyrillic letter; ё is written as е more often than not. */
static unsigned cyrillic_index(int32_t c)
{
    if (c == 0x451)
        c = 0x435;
    if (c >= 0x430 && c <= 0x44F)
        return (unsigned)(c - 0x430) + 1;
    return 33 + extra_index(cyrillic_extras, COUNT(cyrillic_extras), c);
}

static unsigned latin_index(int32_t c)
{
    if (c >= 'a' && c <= 'z')
        return (unsigned)(c - 'a') + 1;
    return 27 + extra_index(latin_extras, COUNT(latin_extras), c);
}

static bool is_latin(int32_t c)
{
    return (c >= 'a' && c <= 'z') || c == '\'' ||
           (c >= 0xDF && c <= 0x24F && c != 0xF7 && c != 0xD7) || c == 0x259 ||
           (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0xFB00 && c <= 0xFB06);
}

static void classify_other(struct detect_letter *letter, int32_t c)
{
    letter->script = SCRIPT_NONE;
    if (c < 0x370 || !u_isalpha(c))
        return;
    letter->script = SCRIPT_OTHER;
    for (size_t i = 0; i < COUNT(scripts); i++)
        if (c >= scripts[i].first && c <= scripts[i].last)
            letter->language = scripts[i].language;
}

static void classify(struct detect_letter *letter, int32_t c)
{
    *letter = (struct detect_letter){.character = c, .language = LANGUAGE_UND};
    if (is_latin(c)) {
        letter->script = SCRIPT_LATIN;
        letter->index = latin_index(c);
    } else if (c >= 0x430 && c <= 0x52F && c != 0x482) {
        letter->script = SCRIPT_CYRILLIC;
        letter->index = cyrillic_index(c);
    } else {
        classify_other(letter, c);
    }
}

static int32_t lower(int32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0x410 && c <= 0x44F)
        return c < 0x430 ? c + 32 : c;
    if (c == 0x130)
        return 'i';
    return letter_is_apostrophe(c) ? '\'' : u_tolower(c);
}

/* The letter that c and the marks at text[*at] make together; marks that make none are passed. */
static int32_t compose(const char *text, size_t length, size_t *at, int32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = NULL;
    while (*at + 1 < length && detect_mark_follows(text, length, *at)) {
        size_t next = *at;
        int32_t mark;
        U8_NEXT((const uint8_t *)text, next, length, mark);
        if (!is_mark(mark))
            break;
        if (nfc == NULL)
            nfc = unorm2_getNFCInstance(&status);
        int32_t whole = U_SUCCESS(status) ? unorm2_composePair(nfc, c, mark) : -1;
        if (whole >= 0)
            c = whole;
        *at = next;
    }
    return c;
}

size_t detect_letter_read(const char *text, size_t length, size_t at, struct detect_letter *letter)
{
    int32_t c = ' ';
    do {
        U8_NEXT((const uint8_t *)text, at, length, c);
    } while (at < length && (is_unseen(c) || is_mark(c)));
    if (detect_mark_follows(text, length, at))
        c = compose(text, length, &at, c);
    int32_t lowered = lower(c);
    classify(letter, lowered);
    letter->capital = lowered != c;
    return at;
}

/* test_breaks.c: words are broken where ICU breaks them. */
#include "analysis/breaks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

static UBreakIterator *ours, *theirs;

static int open_breakers(void **state)
{
    UErrorCode error = U_ZERO_ERROR;
    (void)state;
    ours = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    theirs = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    return U_FAILURE(error) ? -1 : 0;
}

static int close_breakers(void **state)
{
    (void)state;
    ubrk_close(ours);
    ubrk_close(theirs);
    return 0;
}

static void show(const uint16_t *units, size_t length)
{
    for (size_t i = 0; i < length; i++)
        print_error(" %04X", units[i]);
    print_error("\n");
}

static void compare(const uint16_t *units, size_t length)
{
    struct breaks breaks;
    UErrorCode error = U_ZERO_ERROR;
    int32_t start, end, from = 0, to;
    breaks_begin(&breaks, ours, units, length);
    ubrk_setText(theirs, (const UChar *)units, (int32_t)length, &error);
    for (from = ubrk_first(theirs); (to = ubrk_next(theirs)) != UBRK_DONE; from = to) {
        if (ubrk_getRuleStatus(theirs) < UBRK_WORD_NONE_LIMIT)
            continue;
        if (!breaks_next(&breaks, &start, &end) || start != from || end != to) {
            show(units, length);
            fail_msg("ICU has a word at %d to %d", from, to);
        }
    }
    if (breaks_next(&breaks, &start, &end)) {
        show(units, length);
        fail_msg("ICU has no word at %d to %d", start, end);
    }
    assert_false(breaks.failed);
}

static void compare_text(const char *text)
{
    UChar units[512];
    int32_t length;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(units, 512, &length, text, -1, &error);
    assert_false(U_FAILURE(error));
    compare((const uint16_t *)units, (size_t)length);
}

static void test_texts(void **state)
{
    static const char *const texts[] = {
        "", " ", "a", "Темир йўллар: 1.234,5 км (2019-2022 йй.); «О‘zbekiston» o'z", "и т.д., т.е. так...", "a:b c: d 12:30",
        "https://example.org/a_b?c=1&d=2#e", "snake_case __x__ _ a_", "3,14;15 a,b a;b 1,a", "don't 'quoted' ’tis o’clock’",
        "日本語のテキスト と русский", "ภาษาไทย a", "\xE2\x80\xAE" "a\xCC\x88" "b \xCC\x88", "א\"ב a\"b", "a\xE2\x80\x8D" "b\r\nc\rd\vf\f",
        "\xF0\x9F\x87\xB0\xF0\x9F\x87\xBF\xF0\x9F\x87\xBA flag", "№5 §12 20°C 5×6 a·b a‧b a․b a﹕b 1٫5",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        compare_text(texts[i]);
}

/* Any units, most of them of the kinds that are told apart. */
static void test_random(void **state)
{
    static const uint16_t usual[] = {' ', 'a', 'Z', '1', '9', '.', ',', ':', ';', '\'', '"', '_', '-', '/', '\n', '\t', '\r',
                                     0x2BC, 0x2019, 0x2018, 0xE9, 0xD7, 0x430, 0x45E, 0x483, 0x4B3, 0xAD, 0x300, 0x200D,
                                     0xAB, 0x2014, 0x5D0, 0xA0, 0x3A9, 0xB7, 0x2026, 0x30AB, 0xD83D, 0xDE00, 0x2028, 0x85};
    uint16_t units[24];
    (void)state;
    srand(1);
    for (int turn = 0; turn < 200000; turn++) {
        size_t length = (size_t)rand() % 24;
        for (size_t i = 0; i < length; i++)
            units[i] = rand() % 8 ? usual[(size_t)rand() % (sizeof usual / sizeof *usual)] : (uint16_t)(rand() % 0x2200);
        compare(units, length);
    }
}

/* Every unit by itself, and between letters and digits. */
static void test_every_unit(void **state)
{
    (void)state;
    for (unsigned unit = 1; unit < 0x10000; unit++) {
        const uint16_t text[] = {'a', (uint16_t)unit, 'b', (uint16_t)unit, '1', (uint16_t)unit, '2', ' ', (uint16_t)unit};
        compare(text, sizeof text / sizeof *text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_every_unit),
    };
    return cmocka_run_group_tests(tests, open_breakers, close_breakers);
}

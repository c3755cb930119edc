/* test_text.c: text as the word breaker sees it: apostrophes are letters, broken words are whole again. */
#include "analysis/text.h"
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cmocka.h>

#define APOSTROPHE "ʼ"
#define BAD "\xEF\xBF\xBD"

static const struct {
    enum language language;
    const char *bytes, *decoded;
} rows[] = {
    {LANGUAGE_EN, "", ""},
    {LANGUAGE_EN, "plain text", "plain text"},
    {LANGUAGE_RU, "Қазақстан 中文 😀", "Қазақстан 中文 😀"},
    /* apostrophes between letters are letters */
    {LANGUAGE_UZ, "o'zbek", "o" APOSTROPHE "zbek"},
    {LANGUAGE_UZ, "O‘zbek G’alaba oʻg ta`lim ma´no", "O" APOSTROPHE "zbek G" APOSTROPHE "alaba o" APOSTROPHE "g ta" APOSTROPHE
                                                  "lim ma" APOSTROPHE "no"},
    {LANGUAGE_EN, "don't 'quoted' words'", "don" APOSTROPHE "t 'quoted' words'"},
    {LANGUAGE_RU, "об'єкт", "об" APOSTROPHE "єкт"},
    {LANGUAGE_EN, "5'6 a'5", "5'6 a'5"},
    {LANGUAGE_EN, "a''b", "a''b"},
    /* at the end of a word only after the letters that take one */
    {LANGUAGE_UZ, "tog' bog‘ to", "tog" APOSTROPHE " bog" APOSTROPHE " to"},
    {LANGUAGE_UZ, "kitob' dedi", "kitob' dedi"},
    {LANGUAGE_EN, "dog' said", "dog' said"},
    {LANGUAGE_KAA, "a' n' k'", "a" APOSTROPHE " n" APOSTROPHE " k'"},
    /* soft hyphens and zero-width marks vanish */
    {LANGUAGE_RU, "сотрудни\u00ADчество", "сотрудничество"},
    {LANGUAGE_EN, "zero\u200Bwidth\u2060marks\uFEFF", "zerowidthmarks"},
    /* hyphens at a line end inside a word */
    {LANGUAGE_RU, "транспорт-\nный", "транспортный"},
    {LANGUAGE_RU, "транспорт- \r\n  ный", "транспортный"},
    {LANGUAGE_RU, "транспорт\u00AD\nный", "транспортный"},
    {LANGUAGE_RU, "транспорт‐\nный", "транспортный"},
    {LANGUAGE_RU, "Шымкент-\nТашкент", "Шымкент-\nТашкент"},
    {LANGUAGE_RU, "конец-\n\nначало", "конец-\n\nначало"},
    {LANGUAGE_RU, "2019-\n2020", "2019-\n2020"},
    {LANGUAGE_RU, "что-то где-либо", "что-то где-либо"},
    {LANGUAGE_RU, "слово -\nтире", "слово -\nтире"},
    {LANGUAGE_RU, "слово-", "слово-"},
    {LANGUAGE_RU, "слово-\n", "слово-\n"},
    {LANGUAGE_UZ, "O-\n'zbek", "O" APOSTROPHE "zbek"},
    /* what is not UTF-8 */
    {LANGUAGE_EN, "a\xFF" "b", "a" BAD "b"},
    {LANGUAGE_EN, "cut \xD0", "cut " BAD},
    {LANGUAGE_EN, "\xD0\x41", BAD "A"},
};

/* The units as UTF-8; checks on the way that every unit points to the bytes of a character, in order. */
static void put_units(struct buffer *out, const struct text *text, size_t length)
{
    for (size_t i = 0; i < text->length;) {
        UChar32 c;
        char bytes[4];
        size_t at = i, count = 0;
        assert_true(text->offsets[i] < length);
        assert_true(i == 0 || text->offsets[i] >= text->offsets[i - 1]);
        U16_NEXT(text->units, i, text->length, c);
        assert_int_equal(text->offsets[i - 1], text->offsets[at]); /* both halves of a pair */
        U8_APPEND_UNSAFE(bytes, count, c);
        buffer_append(out, bytes, count);
    }
    assert_int_equal(text->offsets[text->length], length);
}

static void rows_are_decoded(void **state)
{
    (void)state;
    struct text text = {0};
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t length = strlen(rows[i].bytes);
        char *exact = malloc(length ? length : 1);
        memcpy(exact, rows[i].bytes, length);
        assert_true(text_decode(&text, rows[i].language, exact, length));
        buffer_clear(&out);
        put_units(&out, &text, length);
        if (strcmp(out.data ? out.data : "", rows[i].decoded))
            fail_msg("\"%s\": \"%s\", not \"%s\"", rows[i].bytes, out.data, rows[i].decoded);
        free(exact);
    }
    buffer_free(&out);
    text_free(&text);
}

static void all_short_strings_decode(void **state)
{
    (void)state;
    struct text text = {0};
    struct buffer out = {0};
    char *exact = malloc(2);
    for (unsigned n = 0; n < 65536 + 256; n++) {
        size_t length = n < 256 ? 1 : 2;
        exact[0] = (char)n;
        exact[1] = (char)(n >> 8);
        assert_true(text_decode(&text, LANGUAGE_UZ, exact + 2 - length, length));
        put_units(&out, &text, length);
        buffer_clear(&out);
    }
    free(exact);
    buffer_free(&out);
    text_free(&text);
}

/* A line end with many blanks behind a hyphen is looked at once, not once for each of them. */
static void hyphens_and_blanks_are_not_quadratic(void **state)
{
    (void)state;
    struct text text = {0};
    size_t length = (size_t)1 << 20;
    char *bytes = malloc(length);
    static const char *const fillers[] = {"a-", "-\n", "a- ", "a'", "' ", "\xC2\xAD\n"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        size_t step = strlen(fillers[i]);
        for (size_t at = 0; at < length; at++)
            bytes[at] = fillers[i][at % step];
        assert_true(text_decode(&text, LANGUAGE_UZ, bytes, length));
    }
    memset(bytes, ' ', length);
    memcpy(bytes, "a-", 2);
    assert_true(text_decode(&text, LANGUAGE_UZ, bytes, length));
    free(bytes);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_decoded), cmocka_unit_test(all_short_strings_decode),
        cmocka_unit_test(hyphens_and_blanks_are_not_quadratic),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}

/* test_spans.c: words stand where they stand in the text as a whole, decoded and broken. */
#include "analysis/spans.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

static UBreakIterator *breaker;

static int open_breaker(void **state)
{
    UErrorCode error = U_ZERO_ERROR;
    (void)state;
    breaker = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    return U_FAILURE(error) ? -1 : 0;
}

static int close_breaker(void **state)
{
    (void)state;
    ubrk_close(breaker);
    return 0;
}

#define WORDS_MAX 2048

static size_t find_whole(enum language language, const char *bytes, size_t length, size_t (*out)[2])
{
    struct text text = {0};
    struct breaks breaks;
    int32_t from, to;
    size_t count = 0;
    assert_true(text_decode(&text, language, bytes, length));
    breaks_begin(&breaks, breaker, text.units, text.length);
    for (; breaks_next(&breaks, &from, &to); count++) {
        size_t end = text.offsets[to - 1];
        U8_FWD_1(bytes, end, length);
        assert_true(count < WORDS_MAX);
        out[count][0] = text.offsets[from];
        out[count][1] = end;
    }
    assert_false(breaks.failed);
    text_free(&text);
    return count;
}

static size_t find_spans(enum language language, const char *bytes, size_t length, size_t (*out)[2])
{
    struct text text = {0};
    struct spans spans;
    size_t count = 0, start, end;
    spans_begin(&spans, breaker, &text, language, bytes, length);
    for (; spans_next(&spans, &start, &end); count++) {
        assert_true(count < WORDS_MAX);
        out[count][0] = start;
        out[count][1] = end;
    }
    assert_false(spans.failed);
    text_free(&text);
    return count;
}

/* The bytes stand at the end of a block of their own: reading behind them is seen by the sanitizers. */
static void compare(enum language language, const char *bytes, size_t length)
{
    static size_t whole[WORDS_MAX][2], spans[WORDS_MAX][2];
    char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    size_t count = find_whole(language, copy, length, whole), found = find_spans(language, copy, length, spans);
    free(copy);
    for (size_t i = 0; i < count || i < found; i++)
        if (i >= count || i >= found || memcmp(whole[i], spans[i], sizeof *whole)) {
            for (size_t k = 0; k < length; k++)
                print_error(" %02X", (unsigned char)bytes[k]);
            fail_msg("word %zu: %zu to %zu, and not %zu to %zu", i, i < count ? whole[i][0] : 0, i < count ? whole[i][1] : 0,
                     i < found ? spans[i][0] : 0, i < found ? spans[i][1] : 0);
        }
}

static void test_texts(void **state)
{
    static const char *const texts[] = {
        "", " ", "a", "so‘z", "O'zbekiston Respublikasi — (2022-yil) «mustaqil» davlat.", "tog‘ tog‘. o‘ og' a'", "va’da bo`ldi",
        "темир йўл-\nлари билан", "темир йўл- \n\n лари", "ishlab-chiqarish 14.05.2022 3,5 a.b c:d", "ta\xC2\xADlim va\xC2\xAD\n talim",
        "mehnat‐\n nomi", "kel'-\n di", "\xCC\x88" "a b\xCC\x88 \xCC\x88 c", "и\xCC\x86 тест", "ýaşaýan çäresi × ÷ 5×6", "a\xC3", "b\xD0 \xD2\x83 г\xD2\x83",
        "foo_bar a@b ab@ @ _ x", "1'2 a'1 1'a ''a'' 'a'", "№5 № a№ … a… •a", "a\r\nb\tc\n", "日本語 текст",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            compare((enum language)language, texts[i], strlen(texts[i]));
}

/* Characters of every kind that is told apart, whole and in single bytes. */
static void test_random(void **state)
{
    static const char *const pieces[] = {
        " ", " ", "\n", "\t", "\r", "a", "z", "O", "g", "1", "9", ".", ",", ":", ";", "!", "(", "\"", "'", "`", "-", "_", "@", "/",
        "‘", "’", "ʻ", "ʼ", "´", "«", "»", "“", "„", "–", "—", "…", "•", "‐", "‑", "\xC2\xAD", "\xE2\x80\x8B", "\xC2\xA0", "№",
        "й", "Ў", "ҳ", "ӯ", "ё", "҂", "\xD2\x83", "\xCC\x86", "é", "ş", "ǵ", "×", "÷", "ə", "µ", "ª", "א", "日", "\xEF\xBB\xBF",
        "\xF0\x9F\x98\x80", "\xC3", "\xD0", "\xE2", "\xE2\x80", "\x80", "\xFF", "\x01",
    };
    static const enum language languages[] = {LANGUAGE_UZ, LANGUAGE_KAA, LANGUAGE_RU, LANGUAGE_UND};
    (void)state;
    srand(1);
    for (int turn = 0; turn < 300000; turn++) {
        char text[256];
        size_t length = 0;
        for (int count = rand() % 16; count > 0; count--) {
            const char *piece = rand() % 2 ? pieces[rand() % 14] : pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        compare(languages[rand() % 4], text, length);
    }
}

/* Every character below U+3000 in every place of a word and beside one. */
static void test_every_character(void **state)
{
    (void)state;
    for (UChar32 c = 1; c < 0x3000; c++) {
        char text[64], character[4];
        size_t bytes = 0, length = 0;
        U8_APPEND_UNSAFE(character, bytes, c);
        static const char *const around[] = {"a", "b", "1", "2 ", " ", "x ", " b ", "ж", "-\n", ""};
        for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
            memcpy(text + length, character, bytes);
            length += bytes;
            memcpy(text + length, around[i], strlen(around[i]));
            length += strlen(around[i]);
        }
        compare(LANGUAGE_UZ, text, length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_every_character),
    };
    return cmocka_run_group_tests(tests, open_breaker, close_breaker);
}

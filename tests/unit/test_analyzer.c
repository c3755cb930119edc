/* test_analyzer.c: text -> tokens with their bytes, positions and terms; hostile text does no harm. */
#include "analysis/analyzer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Tokens as `start-end@position:term`, a compound with * before it. */
static const struct {
    enum language language;
    const char *text, *tokens;
} rows[] = {
    {LANGUAGE_EN, "The railways of Asia.", "0-3@1:the 4-12@2:railway 13-15@3:of 16-20@4:asia"},
    {LANGUAGE_EN, "don't stop", "0-5@1:don't 6-10@2:stop"},
    {LANGUAGE_EN, "U.S. and U.K.", "0-3@1:us 5-8@2:and 9-12@3:uk"},
    {LANGUAGE_EN, "well-known trans-Caspian route", "0-4@1:well 5-10@2:known *0-10@1:well-known 11-16@3:tran 17-24@4:caspian *11-24@3:trans-caspian 25-30@5:rout"},
    {LANGUAGE_EN, "14.05.2022 at 10:30", "*0-10@1:14.05.2022 0-2@1:14 3-5@2:05 6-10@3:2022 11-13@4:at 14-16@5:10 17-19@6:30"},
    {LANGUAGE_EN, "3.14 and 1,000 or 50%", "*0-4@1:3.14 2-4@1:14 5-8@2:and *9-14@3:1,000 11-14@3:000 15-17@4:or 18-20@5:50"},
    {LANGUAGE_EN, "COVID-19", "0-5@1:covid 6-8@2:19 *0-8@1:covid-19"},
    {LANGUAGE_EN, "e-mail me@example.org", "0-1@1:e 2-6@2:mail *0-6@1:e-mail *7-21@3:me@example.org 7-9@3:me 10-17@4:exampl 18-21@5:org"},
    {LANGUAGE_EN, "https://example.org/a", "0-5@1:https *8-19@2:example.org 8-15@2:exampl 16-19@3:org 20-21@4:a"},
    {LANGUAGE_EN, "C++ and R&D", "0-1@1:c 4-7@2:and 8-9@3:r 10-11@4:d"},
    {LANGUAGE_EN, "naïve café", "0-6@1:naïv 7-12@2:café"},
    {LANGUAGE_EN, "ﬁnal Ｆｕｌｌ", "0-6@1:final 7-19@2:full"},
    {LANGUAGE_EN, "under_score", "*0-11@1:under_scor 0-5@1:under 6-11@2:score"},
    {LANGUAGE_EN, "", ""},
    {LANGUAGE_EN, " \n\t ", ""},
    {LANGUAGE_EN, "!? ... «»", ""},
    {LANGUAGE_RU, "Железные дороги соединяют столицы", "0-16@1:железн 17-29@2:дорог 30-48@3:соединя 49-63@4:столиц"},
    {LANGUAGE_RU, "сотрудни\u00ADчество", "0-30@1:сотрудничеств"},
    {LANGUAGE_RU, "Шымкент-\nТашкент", "0-14@1:шымкент 16-30@2:ташкент"},
    {LANGUAGE_RU, "ёлка елка Ёлка", "0-8@1:елк 9-17@2:елк 18-26@3:елк"},
    {LANGUAGE_RU, "г.Ташкент", "*0-17@1:г.ташкент 3-17@1:ташкент"},
    {LANGUAGE_RU, "А.Қ.Ш. и С.С.С.Р.", "0-8@1:ақш 10-12@2:и 13-24@3:ссср"},
    {LANGUAGE_RU, "22-й год", "0-2@1:22 3-5@2:й *0-5@1:22-й 6-12@3:год"},
    {LANGUAGE_RU, "социально-экономический", "0-18@1:социальн 19-45@2:экономическ *0-45@1:социально-экономическ"},
    {LANGUAGE_RU, "Toшкент и Mосква", "0-12@1:тошкент 13-15@2:и 16-27@3:москв"},
    {LANGUAGE_RU, "XXI век", "0-3@1:xxi 4-10@2:век"},
    {LANGUAGE_RU, "транспорт diplomacy", "0-18@1:транспорт 19-28@2:diplomaci"},
    {LANGUAGE_UZ, "O'zbekiston O‘zbekiston Oʻzbekiston O`zbekiston O´zbekiston", "0-11@1:özbekiston 12-25@2:özbekiston 26-38@3:özbekiston 39-50@4:özbekiston 51-63@5:özbekiston"},
    {LANGUAGE_UZ, "tog' va bog‘", "0-4@1:toğ 5-7@2:va 8-14@3:boğ"},
    {LANGUAGE_UZ, "Темир йўл", "0-10@1:temir 11-17@2:yöl"},
    {LANGUAGE_UZ, "22та масала", "*0-6@1:22ta 0-2@1:22 2-6@2:ta 7-19@3:masala"},
    {LANGUAGE_UZ, "транзит-транспорт", "0-14@1:tranzit 15-33@2:transport *0-33@1:tranzit-transport"},
    {LANGUAGE_UZ, "ma'no mа’no", "0-5@1:mano 6-14@2:mano"},
    {LANGUAGE_UZ, "IRRIGATSIYA Islom", "0-11@1:irrigatsiya 12-17@2:islom"},
    {LANGUAGE_UZ, "zero​width maʼno", "0-12@1:zerowidth 13-19@2:mano"},
    {LANGUAGE_KK, "Козогистон Қозоғистон", "0-20@1:kozogiston 21-41@2:qozoğiston"},
    {LANGUAGE_ZH, "中亚铁路运输", "0-6@1:中亚 6-12@2:铁路 12-18@3:运输"},
    {LANGUAGE_FA, "راه آهن", "0-6@1:راه 7-13@2:آهن"},
    {LANGUAGE_UND, "слово word 中文", "0-10@1:слово 11-15@2:word 16-22@3:中文"},
    {LANGUAGE_EN, "a\u0301 b", "0-3@1:á 4-5@2:b"},
    {LANGUAGE_EN, "😀 word 😀", "5-9@1:word"},
    {LANGUAGE_EN, "x²", "0-1@1:x"},
};

struct collected {
    struct buffer out;
    const char *text;
    size_t length;
    uint32_t last; /* start of the token before */
    size_t count;
};

static void check_token(struct collected *c, const struct token *token)
{
    const struct word *word = token->word;
    assert_true(token->start < token->end && token->end <= c->length);
    assert_true(word->term.length > 0 && word->term.length <= FOLD_MAX);
    assert_true(word->form.length > 0 && word->form.length <= FOLD_MAX);
    assert_true(token->end - token->start <= WORD_MAX);
    assert_int_equal(word->surface.length, token->end - token->start);
    assert_memory_equal(word->surface.data, c->text + token->start, word->surface.length);
}

static void collect(void *context, const struct token *token)
{
    struct collected *c = context;
    check_token(c, token);
    buffer_printf(&c->out, "%s%s%u-%u@%u:%.*s", c->out.length ? " " : "", token->compound ? "*" : "", token->start,
                  token->end, token->position, (int)token->word->term.length, token->word->term.data);
}

static void count(void *context, const struct token *token)
{
    struct collected *c = context;
    check_token(c, token);
    c->count++;
}

static int set_up(void **state)
{
    *state = analyzer_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    analyzer_free(*state);
    return 0;
}

static uint32_t analyse(struct analyzer *analyzer, enum language language, const char *text, size_t length,
                        analyzer_sink sink, struct collected *c)
{
    char *exact = malloc(length ? length : 1); /* so that reading beyond it is seen */
    memcpy(exact, text, length);
    c->text = exact;
    c->length = length;
    uint32_t next = analyzer_text(analyzer, language, exact, length, 1, sink, c);
    free(exact);
    return next;
}

static void rows_give_tokens(void **state)
{
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct collected c = {0};
        analyse(*state, rows[i].language, rows[i].text, strlen(rows[i].text), collect, &c);
        const char *got = c.out.data ? c.out.data : "";
        if (strcmp(got, rows[i].tokens)) {
            print_error("%s\n    %s\nnot %s\n", rows[i].text, got, rows[i].tokens);
            wrong++;
        }
        buffer_free(&c.out);
    }
    assert_int_equal(wrong, 0);
}

static void all_short_strings(void **state)
{
    for (unsigned n = 0; n < 65536 + 256; n++) {
        char bytes[2] = {(char)n, (char)(n >> 8)};
        struct collected c = {0};
        assert_true(analyse(*state, n % LANGUAGE_COUNT, bytes, n < 256 ? 1 : 2, count, &c) >= 1);
        assert_true(c.count <= 3);
    }
}

static void a_megabyte_without_a_blank(void **state)
{
    static const char *const fillers[] = {"x", "й", "a-", "1", "中", "'", "\xCC\x81", "\xFF", "a.", "o'", "\xC2\xAD", "\xE0"};
    char *text = malloc((size_t)1 << 20);
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        struct collected c = {0};
        size_t step = strlen(fillers[i]);
        for (size_t at = 0; at < (size_t)1 << 20; at++)
            text[at] = fillers[i][at % step];
        assert_true(analyse(*state, LANGUAGE_UZ, text, (size_t)1 << 20, count, &c) >= 1);
        analyzer_trim(*state, 0);
    }
    free(text);
}

static void ten_thousand_combining_marks(void **state)
{
    struct buffer text = {0};
    struct collected c = {0};
    buffer_puts(&text, "before a");
    for (int i = 0; i < 10000; i++)
        buffer_puts(&text, "\xCC\x81\xCC\xA7");
    buffer_puts(&text, " after");
    analyse(*state, LANGUAGE_KK, text.data, text.length, collect, &c);
    assert_ptr_equal(strstr(c.out.data, "0-6@1:"), c.out.data);
    assert_non_null(strstr(c.out.data, "40009-40014@3:after"));
    buffer_free(&c.out);
    buffer_free(&text);
}

static void long_texts_are_cut_nowhere(void **state)
{
    struct buffer text = {0};
    struct collected c = {0};
    for (int i = 0; i < 200000; i++)
        buffer_puts(&text, "word йўл ");
    assert_int_equal(analyse(*state, LANGUAGE_UZ, text.data, text.length, count, &c), 400001);
    assert_int_equal(c.count, 400000);
    buffer_free(&text);
}

static void random_bytes(void **state)
{
    unsigned long long random = 7;
    char text[300];
    for (int round = 0; round < 3000; round++) {
        struct collected c = {0};
        for (size_t i = 0; i < sizeof text; i++) {
            random = random * 6364136223846793005ull + 1442695040888963407ull;
            text[i] = (char)(random >> (round % 2 ? 56 : 35));
        }
        analyse(*state, (enum language)(round % LANGUAGE_COUNT), text, sizeof text, count, &c);
        analyzer_trim(*state, (size_t)1 << 20);
    }
    assert_true(analyzer_bytes(*state) <= (size_t)2 << 20);
}

static void words_are_cached_until_trimmed(void **state)
{
    struct word *first = analyzer_word(*state, LANGUAGE_EN, "railways", 8);
    assert_ptr_equal(analyzer_word(*state, LANGUAGE_EN, "railways", 8), first);
    assert_ptr_not_equal(analyzer_word(*state, LANGUAGE_DE, "railways", 8), first);
    assert_memory_equal(first->term.data, "railway", 7);
    analyzer_trim(*state, SIZE_MAX);
    assert_ptr_equal(analyzer_word(*state, LANGUAGE_EN, "railways", 8), first);
    assert_true(analyzer_bytes(*state) > 0);
    analyzer_trim(*state, 0);
    assert_int_equal(analyzer_bytes(*state), 0);
    assert_int_equal(analyzer_word(*state, LANGUAGE_EN, "", 0)->form.length, 0);
}

static void one_word_is_the_same_in_a_text(void **state)
{
    static const char *const words[] = {"O‘zbekiston", "О‘zbekistonda", "Ўзбекистонда", "Toшкент", "ривожлантиришdir", "йўлида"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct collected c = {0};
        char expected[300];
        struct word *word = analyzer_word(*state, LANGUAGE_UZ, words[i], strlen(words[i]));
        analyse(*state, LANGUAGE_UZ, words[i], strlen(words[i]), collect, &c);
        snprintf(expected, sizeof expected, "0-%zu@1:%.*s", strlen(words[i]), (int)word->term.length, word->term.data);
        assert_string_equal(c.out.data, expected);
        buffer_free(&c.out);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_give_tokens), TEST(all_short_strings), TEST(a_megabyte_without_a_blank),
        TEST(ten_thousand_combining_marks), TEST(long_texts_are_cut_nowhere), TEST(random_bytes),
        TEST(words_are_cached_until_trimmed), TEST(one_word_is_the_same_in_a_text),
    };
    return cmocka_run_group_tests_name("analyzer", tests, NULL, NULL);
}

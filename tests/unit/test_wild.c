/* test_wild.c: patterns and edit distance on canonical forms, as rows. */
#include "search/wild.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct slice slice(const char *text)
{
    return (struct slice){text, strlen(text)};
}

static const struct {
    const char *pattern, *form;
    bool fits;
} patterns[] = {
    {"transport*", "transport", true},
    {"transport*", "transports", true},
    {"transport*", "transpor", false},
    {"wo?d", "word", true},
    {"wo?d", "wod", false},
    {"wo?d", "wooord", false},
    {"во?а", "вода", true},
    {"во?а", "вола", true},
    {"во??", "вода", true},
    {"во?", "вода", false},
    {"тр*т", "транспорт", true},
    {"тр*т", "транспорта", false},
    {"тр*р*т", "транспорт", true},
    {"a*b*c*d", "axxbxxcxxd", true},
    {"a*b*c*d", "axxbxxdxxc", false},
    {"", "", true},
    {"*", "", true},
    {"?", "", false},
    {"ab", "ab", true},
    {"ab", "abc", false},
};

static void patterns_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (wild_matches(slice(patterns[i].pattern), slice(patterns[i].form)) != patterns[i].fits)
            print_error("%s %s\n", patterns[i].pattern, patterns[i].form);
        assert_int_equal(wild_matches(slice(patterns[i].pattern), slice(patterns[i].form)), patterns[i].fits);
    }
}

/* A pattern that makes a careless matcher exponential; bytes that are no UTF-8. */
static void patterns_end(void **state)
{
    (void)state;
    char form[201];
    memset(form, 'a', 200);
    form[200] = '\0';
    assert_false(wild_matches(slice("a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b"), slice(form)));
    assert_true(wild_matches(slice("a*?"), (struct slice){"a\xff\xd0", 3}));
    assert_false(wild_matches(slice("?"), (struct slice){"\xd0\xd0\xd0", 3}));
}

static const struct {
    const char *a, *b;
    unsigned limit, distance;
} distances[] = {
    {"транспорт", "транспорт", 2, 0},
    {"транспорт", "транспрт", 2, 1},
    {"транспорт", "транспоррт", 2, 1},
    {"транспорт", "тарнспорт", 2, 1}, /* exchanged letters are one fault */
    {"транспорт", "тарнсворт", 2, 2},
    {"транспорт", "тирнсворт", 2, 3},
    {"транспорт", "тарнсворт", 1, 2},
    {"diplomacy", "diplomasy", 1, 1},
    {"diplomacy", "iplomac", 2, 2},
    {"ab", "ba", 1, 1},
    {"a", "b", 0, 1},
    {"a", "a", 0, 0},
    {"", "a", 2, 3}, /* nothing is near nothing */
    {"abcdef", "ghijkl", 2, 3},
};

static unsigned distance(const char *a, const char *b, unsigned limit)
{
    struct near_word left, right;
    near_read(&left, slice(a));
    near_read(&right, slice(b));
    return near_distance(&left, &right, limit);
}

static void distances_are_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        if (distance(distances[i].a, distances[i].b, distances[i].limit) != distances[i].distance)
            print_error("%s %s\n", distances[i].a, distances[i].b);
        assert_int_equal(distance(distances[i].a, distances[i].b, distances[i].limit), distances[i].distance);
        assert_int_equal(distance(distances[i].b, distances[i].a, distances[i].limit), distances[i].distance);
    }
}

/* Against the plain table, on every pair of short words of two letters. */
static unsigned plain_distance(const char *a, size_t m, const char *b, size_t n)
{
    unsigned d[8][8];
    for (size_t i = 0; i <= m; i++)
        for (size_t j = 0; j <= n; j++) {
            if (!i || !j) {
                d[i][j] = (unsigned)(i + j);
                continue;
            }
            unsigned best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
            best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[m][n];
}

static size_t spell(unsigned number, char *out)
{
    size_t length = 0;
    for (; number > 1; number /= 2)
        out[length++] = number % 2 ? 'a' : 'b';
    out[length] = '\0';
    return length;
}

static void distances_are_those_of_the_plain_table(void **state)
{
    (void)state;
    for (unsigned i = 2; i < 128; i++)
        for (unsigned j = 2; j < 128; j++) {
            char a[8], b[8];
            unsigned plain = plain_distance(a, spell(i, a), b, spell(j, b));
            for (unsigned limit = 0; limit < 4; limit++)
                assert_int_equal(distance(a, b, limit), plain > limit ? limit + 1 : plain);
        }
}

static void long_words_are_near_nothing(void **state)
{
    (void)state;
    char form[100];
    memset(form, 'a', 99);
    form[99] = '\0';
    assert_int_equal(distance(form, form, 2), 3);
    assert_int_equal(distance("a\xff", "a", 2), 3);
}

static void forms_fit_by_distance(void **state)
{
    (void)state;
    struct wild wild = {.patterns = {slice("вода"), slice("suv")}, .count = 2, .distance = 1};
    assert_true(wild_fits(&wild, LANGUAGE_RU, slice("вода")));
    assert_true(wild_fits(&wild, LANGUAGE_RU, slice("воды")));
    assert_true(wild_fits(&wild, LANGUAGE_UZ, slice("suvi")));
    assert_false(wild_fits(&wild, LANGUAGE_RU, slice("водный")));
}

static void forms_fit_in_the_languages_of_their_pattern(void **state)
{
    (void)state;
    struct wild wild = {.patterns = {slice("wo?d"), slice("o?d")}, .count = 2,
                        .languages = {WILD_ANY_LANGUAGE, UINT64_C(1) << LANGUAGE_KAA}};
    assert_true(wild_fits(&wild, LANGUAGE_EN, slice("word")));
    assert_true(wild_fits(&wild, LANGUAGE_KAA, slice("word")));
    assert_true(wild_fits(&wild, LANGUAGE_KAA, slice("old")));
    assert_false(wild_fits(&wild, LANGUAGE_EN, slice("old")));
    assert_false(wild_fits(&wild, LANGUAGE_UND, slice("old")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match),
        cmocka_unit_test(patterns_end),
        cmocka_unit_test(distances_are_counted),
        cmocka_unit_test(distances_are_those_of_the_plain_table),
        cmocka_unit_test(long_words_are_near_nothing),
        cmocka_unit_test(forms_fit_by_distance),
        cmocka_unit_test(forms_fit_in_the_languages_of_their_pattern),
    };
    return cmocka_run_group_tests_name("wild", tests, NULL, NULL);
}

/* test_stem_tajik.c: forms of Tajik words that share a stem, and words that are no form of another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/stem_tajik.h"

struct row {
    const char *form;
    const char *stem;
};

static void check(const struct row *rows, size_t count)
{
    char stem[FOLD_MAX + 1];
    for (size_t i = 0; i < count; i++) {
        size_t length = stem_tajik(rows[i].form, strlen(rows[i].form), stem);
        assert_in_range(length, 1, FOLD_MAX);
        stem[length] = '\0';
        if (strcmp(stem, rows[i].stem) != 0)
            fail_msg("%s: %s, expected %s", rows[i].form, stem, rows[i].stem);
    }
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void nouns(void **state)
{
    static const struct row rows[] = {
        {"китоб", "китоб"},        {"китоби", "китоб"},       {"китобе", "китоб"},
        {"китобро", "китоб"},      {"китобҳо", "китоб"},      {"китобҳои", "китоб"},
        {"китобашон", "китоб"},    {"китобҳоямонро", "китоб"}, {"хонаи", "хона"},
        {"хонаҳоро", "хона"},      {"хонаам", "хона"},        {"бачагон", "бача"},
        {"намояндагони", "намоянда"}, {"олимонро", "олим"},   {"тоҷикон", "тоҷик"},
        {"рафиқон", "рафиқ"},      {"донишҷӯен", "донишҷӯ"},  {"дареҳо", "даре"},
        {"техникаяшон", "техника"}, {"академикашон", "академик"}, {"заҳматкашон", "заҳматкашон"},
        {"лигаро", "лига"},        {"исломгаро", "исломгаро"}, {"бюрои", "бюро"},
        {"русияро", "русия"},      {"дипломатияи", "дипломатия"},
    };
    (void)state;
    CHECK(rows);
}

static void adjectives(void **state)
{
    static const struct row rows[] = {
        {"иқтисодӣ", "иқтисод"}, {"иқтисодии", "иқтисод"}, {"иқтисодиро", "иқтисод"},
        {"озодиҳо", "озод"},     {"калонтарини", "калон"}, {"хурдтаранд", "хурд"},
        {"иловагӣ", "илова"},    {"бештар", "беш"},
    };
    (void)state;
    CHECK(rows);
}

static void verbs(void **state)
{
    static const struct row rows[] = {
        {"кардан", "кард"},     {"мекунад", "кард"},      {"намекунанд", "кард"},
        {"кардааст", "кард"},   {"накардаанд", "кард"},   {"карданатон", "кард"},
        {"мешавад", "шуд"},     {"шудани", "шуд"},        {"бошад", "буд"},
        {"доранд", "дошт"},     {"медиҳанд", "дод"},      {"гардид", "гашт"},
        {"мегардад", "гашт"},   {"бармегардад", "баргашт"}, {"меояд", "омад"},
        {"мефурӯшанд", "фурӯхт"}, {"меларзад", "ларзид"},  {"механдид", "хандид"},
    };
    (void)state;
    CHECK(rows);
}

/* What only looks like an ending belongs to the word. */
static void whole_words(void **state)
{
    static const char *const words[] = {
        "забон", "ҷаҳон", "инсон", "замон", "тоҷикистон", "осмон", "меҳмон", "духтар", "дафтар",
        "хатар", "баҳо", "танҳо", "зеро", "чаро", "бухоро", "оташ", "шаш", "олам", "давлат",
        "ҳукумат", "бозӣ", "моҳӣ", "киштӣ", "баъзе", "вале", "дуне", "осие", "миен", "баен",
        "баланд", "фарзанд", "раванд", "монанд", "саратон", "ҷумҳурӣ", "ҳаво", "мева", "мерос",
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        check(&(struct row){words[i], words[i]}, 1);
}

/* A protected word is found again under its endings. */
static void whole_words_inflected(void **state)
{
    static const struct row rows[] = {
        {"дафтарҳо", "дафтар"}, {"духтарони", "духтар"}, {"бозии", "бозӣ"},
        {"киштиҳои", "киштӣ"},  {"дареи", "даре"},       {"равандҳои", "раванд"},
    };
    (void)state;
    CHECK(rows);
}

static void other_words(void **state)
{
    static const struct row rows[] = {
        {"2020", "2020"}, {"covid-19", "covid-19"}, {"и", "и"}, {"ки", "ки"}, {"ӣ", "ӣ"},
        {"меад", "меад"}, {"ҳои", "ҳо"}, {"\xD0", "\xD0"}, {"а\xD1", "а\xD1"},
    };
    (void)state;
    CHECK(rows);
}

static void long_words_stay_within_bounds(void **state)
{
    char form[FOLD_MAX * 2], stem[FOLD_MAX];
    (void)state;
    for (size_t i = 0; i + 4 <= sizeof form; i += 4)
        memcpy(form + i, "ҳо", 4);
    for (size_t length = 0; length <= sizeof form; length++)
        assert_in_range(stem_tajik(form, length, stem), length > 0, FOLD_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nouns),
        cmocka_unit_test(adjectives),
        cmocka_unit_test(verbs),
        cmocka_unit_test(whole_words),
        cmocka_unit_test(whole_words_inflected),
        cmocka_unit_test(other_words),
        cmocka_unit_test(long_words_stay_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

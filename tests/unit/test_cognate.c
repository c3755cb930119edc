/* test_cognate.c: stems of one word in several languages meet, others do not, and hostile input does no harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/cognate.h"
#include "analysis/cognate_sound.h"

#define BREAK_EVEN 0.5

static bool shares(const struct cognate_keys *a, const struct cognate_keys *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (a->lengths[i] == b->lengths[j] && !memcmp(a->keys[i], b->keys[j], a->lengths[i]))
                return true;
    return false;
}

static bool finds(const char *sought, const char *filed)
{
    struct cognate_keys probes = {.count = 0}, keys = {.count = 0};
    cognate_probes(&probes, sought, strlen(sought), sought, strlen(sought));
    cognate_keys(&keys, filed, strlen(filed));
    return shares(&probes, &keys);
}

static double similarity(const char *a, const char *b)
{
    return cognate_similarity(a, strlen(a), b, strlen(b));
}

/* Stems, as the analysis of each language makes them: every two of a row are one word. */
static const char *const words[][8] = {
    {"diplomaci", "дипломат", "diplomatiya", "diplomatiýa", "diplomatia", "дипломатия"},
    {"mirziyoyev", "мирзиеев", "mirziyaev", "мирзияев"},
    {"kyzylorda", "qyzylorda", "qizilörda", "кызылорд"},
    {"shymkent", "чимкент", "şymkent", "çimkent", "шимкент"},
    {"tokayev", "toqaev", "токаев"},
    {"tashkent", "ташкент", "toşkent", "тошканд"},
    {"congress", "конгресс", "kongress"},
    {"democraci", "демократ", "demokratiya", "demokratia"},
    {"constitut", "конституц", "konstitutsiya", "конститутсия", "konstitusiýa", "konstituciya"},
    {"afghanistan", "афганистан", "afğoniston", "афғонистон"},
    {"khorezm", "хорезм", "xorazm", "horezm", "хоразм"},
    {"washington", "вашингтон", "vaşington", "waşington"},
    {"georg", "джордж", "jorj"},
    {"hitler", "гитлер", "gitler"},
    {"huawei", "хуавэй"},
    {"psycholog", "психолог", "psixologiya", "psihologia"},
    {"chernobyl", "чернобыл", "çernobil"},
    {"christian", "христиан"},
    {"presid", "президент", "prezident"},
    {"minist", "министр", "ministr"},
    {"polit", "политическ", "politik"},
    {"econom", "экономик", "ekonomika"},
    {"transport", "транспортн", "транспорт"},
    {"technolog", "технолог", "texnologiya", "tehnologiýa"},
    {"europ", "европ", "yevropa", "europa", "ýewropa"},
    {"export", "экспорт", "eksport"},
    {"music", "музык", "musiqa"},
    {"polic", "полиц", "politsiya"},
    {"quarantin", "карантин", "karantin"},
    {"republ", "республик", "respublika"},
    {"object", "объект", "obyekt"},
    {"bukhara", "бухар", "buxoro"},
    {"copenhagen", "копенгаген", "kopengagen"},
    {"author", "автор", "avtor"},
};

static void test_words_meet(void **state)
{
    (void)state;
    int failed = 0;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        for (size_t i = 0; i < 8 && words[w][i]; i++)
            for (size_t j = 0; j < 8 && words[w][j]; j++)
                if (!finds(words[w][i], words[w][j]) || similarity(words[w][i], words[w][j]) < BREAK_EVEN) {
                    print_error("%s, %s: %s, %.2f\n", words[w][i], words[w][j],
                                finds(words[w][i], words[w][j]) ? "meet" : "do not meet",
                                similarity(words[w][i], words[w][j]));
                    failed++;
                }
    assert_int_equal(failed, 0);
}

/* Of different words either the keys differ or the sounds do. */
static const char *const strangers[][2] = {
    {"china", "китай"},       {"transport", "transkript"}, {"struggl", "stroganov"}, {"bank", "bünyod"},
    {"court", "kurort"},      {"price", "париж"},          {"senat", "sanğat"},      {"школ", "shkval"},
    {"порт", "parta"},        {"minist", "monastyr"},      {"secur", "сахар"},       {"canada", "qundyz"},
    {"president", "prazdnik"}, {"systems", "сестра"},      {"белк", "balıq"},        {"морем", "marmar"},
};

static void test_strangers_stay_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        const char *a = strangers[i][0], *b = strangers[i][1];
        if (finds(a, b) && similarity(a, b) >= BREAK_EVEN)
            fail_msg("%s, %s: %.2f", a, b, similarity(a, b));
    }
}

struct hearing {
    const char *term, *sounds;
    size_t core;
};

static const struct hearing readings[] = {
    {"constitut", "konstitut", 5}, {"конституц", "konstitus", 5}, {"конститутсия", "konstitusiya", 5},
    {"washington", "vaSington", 9}, {"джордж", "JorJ", 4}, {"georg", "JorJ", 4}, {"georgia", "GeorGia", 5}, {"philosophi", "filosofi", 7},
    {"хуавэй", "hvavey", 4}, {"синьцзян", "sinJyan", 7}, {"kyrgyzstan", "kirgizstan", 4}, {"kazakhstan", "kazahstan", 5}, {"şymkent", "Simkent", 7},
    {"congress", "kongres", 7}, {"taxi", "taXi", 3}, {"yevropa", "evropa", 5}, {"политическ", "politiCesk", 5},
};

static void test_sounds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct sounds word;
        char text[SOUNDS_MAX + 1] = {0};
        sounds_of(&word, readings[i].term, strlen(readings[i].term), READING_BLURRED);
        memcpy(text, word.at, word.count);
        if (strcmp(text, readings[i].sounds) != 0 || word.core != readings[i].core)
            fail_msg("%s: %s, core %d; expected %s, %d", readings[i].term, text, word.core, readings[i].sounds,
                     (int)readings[i].core);
    }
}

static void test_nothing_to_hear(void **state)
{
    static const char *const silent[] = {"", "1991", "b", "ьъ", "日本", "\xFF\xFE", "-", "''"};
    char key[FOLD_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        assert_int_equal(cognate_key(silent[i], strlen(silent[i]), key), 0);
        assert_false(finds(silent[i], silent[i]));
        assert_true(similarity(silent[i], "congress") < BREAK_EVEN);
    }
    assert_true(similarity("", "") < BREAK_EVEN);
}

static void check_bounds(const char *a, size_t a_length, const char *b, size_t b_length)
{
    struct cognate_keys keys = {.count = 0};
    char key[FOLD_MAX];
    double there = cognate_similarity(a, a_length, b, b_length), back = cognate_similarity(b, b_length, a, a_length);
    assert_true(there >= 0 && there <= 1);
    assert_true(there - back < 1e-9 && back - there < 1e-9);
    struct cognate_word x, y;
    cognate_read(&x, a, a_length);
    cognate_read(&y, b, b_length);
    for (double least = .1; least < .9; least += .2) {
        double alike = cognate_alike(&x, &y, least);
        assert_true(there >= least ? alike == there : alike < least);
    }
    assert_true(cognate_key(a, a_length, key) <= COGNATE_KEY_MAX);
    cognate_keys(&keys, a, a_length);
    assert_true(keys.count <= 3);
    cognate_probes(&keys, a, a_length, b, b_length);
    assert_true(keys.count <= COGNATE_KEYS_MAX);
    for (size_t i = 0; i < keys.count; i++)
        assert_in_range(keys.lengths[i], 1, COGNATE_KEY_MAX);
}

/* Exact allocations, so that a sanitizer sees a byte too far. */
static void test_any_bytes(void **state)
{
    static const char pool[] = "abcdeghijkmnopqrstuvxyz\xD0\xD1\x86\xB6\xB4\xC5\x9F\xFF\x00\xF0\x9F'";
    uint32_t seed = 1;
    (void)state;
    for (size_t round = 0; round < 20000; round++) {
        char *words_[2];
        size_t lengths[2];
        for (int w = 0; w < 2; w++) {
            seed = seed * 1664525 + 1013904223;
            lengths[w] = (seed >> 16) % (round % 50 ? 16 : FOLD_MAX);
            words_[w] = test_malloc(lengths[w] + !lengths[w]);
            for (size_t i = 0; i < lengths[w]; i++) {
                seed = seed * 1664525 + 1013904223;
                words_[w][i] = pool[(seed >> 16) % (sizeof pool - 1)];
            }
        }
        check_bounds(words_[0], lengths[0], words_[1], lengths[1]);
        test_free(words_[0]);
        test_free(words_[1]);
    }
}

static void test_long_words_are_cut(void **state)
{
    char many[FOLD_MAX];
    (void)state;
    memset(many, 'x', sizeof many);
    check_bounds(many, sizeof many, many, sizeof many);
    for (size_t i = 0; i < sizeof many; i++)
        many[i] = "baka"[i % 4];
    check_bounds(many, sizeof many, many, sizeof many);
    assert_true(cognate_similarity(many, sizeof many, many, sizeof many) > .99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_meet),      cmocka_unit_test(test_strangers_stay_apart),
        cmocka_unit_test(test_sounds),          cmocka_unit_test(test_nothing_to_hear),
        cmocka_unit_test(test_any_bytes),       cmocka_unit_test(test_long_words_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

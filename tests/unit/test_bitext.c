/* test_bitext.c: names without their language, passages aligned, and words learned from translations. */
#include "indexer/align.h"
#include "indexer/bitext.h"
#include "indexer/learn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *path, *name; /* NULL: no language */
} names[] = {
    {"law-ru.pdf", "law-*"},
    {"law_UZ.html", "law-*"},
    {"law-uz-cyrl.txt", "law-*"},
    {"law_kaa_latn.txt", "law-*"},
    {"a/law.ru.html", "a/law-*"},
    {"en/2022/law.html", "*/2022/law"},
    {"codes-uz/law.html", "codes-*/law"},
    {"ru.txt", "*"},
    {"cyrl.txt", NULL},
    {"law.txt", NULL},
    {"guru.txt", NULL},
    {"law-ru-2.txt", NULL},
    {"", NULL},
    {"-.", NULL},
};

static void names_lose_their_language(void **state)
{
    (void)state;
    struct buffer name = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool tagged = bitext_name(&name, (struct slice){names[i].path, strlen(names[i].path)});
        assert_int_equal(tagged, names[i].name != NULL);
        if (tagged) {
            buffer_putc(&name, '\0');
            assert_string_equal(name.data, names[i].name);
        }
    }
    buffer_free(&name);
}

/* ---- align ---- */

static struct slice slice(const char *text)
{
    return (struct slice){text, strlen(text)};
}

static void take_first_letters(void *context, struct slice a, struct slice b)
{
    struct buffer *out = context;
    for (size_t i = 0; i < a.length; i++)
        if (!i || a.data[i - 1] == '\n')
            buffer_putc(out, a.data[i]);
    buffer_putc(out, '=');
    for (size_t i = 0; i < b.length; i++)
        if (!i || b.data[i - 1] == '\n')
            buffer_putc(out, b.data[i]);
    buffer_putc(out, ' ');
}

static void aligns(const struct align_unit *a, size_t a_count, const struct align_unit *b, size_t b_count,
                   const char *expected)
{
    struct buffer out = {0};
    assert_int_equal(align_units(a, a_count, b, b_count, take_first_letters, &out), DAFTAR_OK);
    buffer_putc(&out, '\0');
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

/* A unit of so many letters, by the first of which it is known. */
static struct align_unit unit(char letter, size_t length)
{
    static char texts[26][2000];
    char *text = texts[letter - 'a'];
    memset(text, letter, length);
    text[length] = '\0';
    return (struct align_unit){.text = slice(text), .heading = slice("")};
}

static void lengths_align(void **state)
{
    (void)state;
    const struct align_unit a[] = {unit('a', 400), unit('b', 900), unit('c', 200), unit('d', 700)};
    const struct align_unit same[] = {unit('e', 420), unit('f', 950), unit('g', 215), unit('h', 720)};
    aligns(a, 4, same, 4, "d=h c=g b=f a=e ");
    const struct align_unit joined[] = {unit('e', 410), unit('f', 1120), unit('g', 700)};
    aligns(a, 4, joined, 3, "d=g bc=f a=e ");
    const struct align_unit more[] = {unit('e', 400), unit('f', 450), unit('g', 450), unit('h', 200), unit('i', 700)};
    aligns(a, 4, more, 5, "d=i c=h b=fg a=e ");
    const struct align_unit summary[] = {unit('e', 100)};
    aligns(a, 4, summary, 1, "");
    aligns(a, 4, NULL, 0, "");
}

static void numbers_align(void **state)
{
    (void)state;
    const struct align_unit a[] = {{slice("one"), slice("Глава 2 > Статья 1. Цели")},
                                   {slice("one more"), slice("Глава 2 > Статья 1. Цели")},
                                   {slice("two"), slice("Статья 2")},
                                   {slice("with a dash"), slice("Статья 2-1")},
                                   {slice("three"), slice("Статья 3")}};
    const struct align_unit b[] = {{slice("drei"), slice("3-modda")},
                                   {slice("eins"), slice("2-bob > 1-modda. Maqsad")},
                                   {slice("mit Strich"), slice("2-1-modda")}};
    aligns(a, 5, b, 3, "\xd0o\xd0o=2e \xd0w=2m \xd0t=3d "); /* of Cyrillic letters the first byte */
}

static void count_take(void *context, struct slice a, struct slice b)
{
    assert_true(a.length && b.length);
    ++*(size_t *)context;
}

#define MANY 100000

static struct align_unit *make_units(const char *text, const char *format)
{
    static char headings[MANY][24];
    struct align_unit *units = calloc(MANY, sizeof *units);
    assert_non_null(units);
    for (size_t i = 0; i < MANY; i++) {
        snprintf(headings[i], sizeof headings[i], format, (unsigned)((i * 7919) % MANY + 1));
        units[i] = (struct align_unit){slice(text), slice(headings[i])};
    }
    return units;
}

/* Looking for each number in all units would take hours; a table of lengths 80 GB. */
static void very_many_units_align(void **state)
{
    (void)state;
    size_t taken = 0;
    struct align_unit *units = make_units("text", "Article %u");
    assert_int_equal(align_units(units, MANY, units, MANY, count_take, &taken), DAFTAR_OK);
    assert_int_equal(taken, MANY);
    assert_int_equal(align_units(units, MANY, units, 39, count_take, &taken), DAFTAR_OK);
    assert_int_equal(taken, MANY + 39);
    free(units);
    taken = 0;
    units = make_units("text", "no number");
    assert_int_equal(align_units(units, MANY, units, MANY, count_take, &taken), DAFTAR_OK);
    assert_int_equal(taken, 0);
    assert_int_equal(align_units(units, 1900, units, 1900, count_take, &taken), DAFTAR_OK);
    assert_int_equal(taken, 0); /* four bytes each: not worth 3.6 million steps */
    assert_int_equal(align_units(units, 50, units, 50, count_take, &taken), DAFTAR_OK);
    assert_int_equal(taken, 50);
    free(units);
}

/* ---- learn ---- */

struct learned {
    char text[4096];
    size_t length;
};

static void take_learned(void *context, struct slice from, struct slice to, struct slice source)
{
    struct learned *learned = context;
    learned->length += (size_t)snprintf(learned->text + learned->length, sizeof learned->text - learned->length,
                                        "%.*s>%.*s(%.*s) ", (int)from.length, from.data, (int)to.length, to.data,
                                        (int)source.length, source.data);
}

static void teach(struct learner *learner, const char *english, const char *other, enum language language,
                  const char *source)
{
    assert_int_equal(learner_pair(learner, (struct learner_text){LANGUAGE_EN, slice(english)},
                                  (struct learner_text){language, slice(other)}, source),
                     DAFTAR_OK);
}

/* Eight texts: `quimble` stands where `зорвак` does; the rest is known, or stands too seldom. */
static void teach_invented(struct learner *learner, bool confirmed)
{
    for (int i = 0; i < 8; i++) {
        char english[200], russian[200], source[16];
        snprintf(english, sizeof english, "The %s of 20%d, %s", i % 2 ? "quimble" : "plarnet", 10 + i,
                 confirmed ? "transport of the country" : "frobbed");
        snprintf(russian, sizeof russian, "%s 20%d, %s", i % 2 ? "зорвак" : "мылдень", confirmed ? 10 + i : 30 + i,
                 confirmed ? "транспорт страны" : "жбуркать");
        snprintf(source, sizeof source, "a%d", i);
        teach(learner, english, russian, LANGUAGE_RU, source);
    }
}

static void what_stands_together_is_learned(void **state)
{
    (void)state;
    struct learned learned = {.length = 0};
    struct learner *learner = learner_new();
    for (int i = 0; i < 3; i++) /* evidence enough to be beyond chance */
        teach_invented(learner, true);
    assert_int_equal(learner_finish(learner, take_learned, &learned), DAFTAR_OK);
    assert_non_null(strstr(learned.text, "quimbl>зорвак(a1) "));
    assert_non_null(strstr(learned.text, "зорвак>quimbl(a1) "));
    assert_null(strstr(learned.text, "quimbl>мылден"));
    assert_null(strstr(learned.text, "transport>")); /* the glossary has it */
    assert_null(strstr(learned.text, "2010"));
    learner_free(learner);
}

static void what_nothing_confirms_teaches_nothing(void **state)
{
    (void)state;
    struct learned learned = {.length = 0};
    struct learner *learner = learner_new();
    for (int i = 0; i < 3; i++)
        teach_invented(learner, false);
    teach(learner, "", "", LANGUAGE_RU, "empty");
    teach(learner, "\xff\xfe", "\xd0", LANGUAGE_UZ, "no text");
    teach(learner, "the quimble", "the plarnet", LANGUAGE_EN, "one language");
    assert_int_equal(learner_finish(learner, take_learned, &learned), DAFTAR_OK);
    assert_int_equal(learned.length, 0);
    learner_free(learner);
    learner_free(NULL);
}

/* Words of five letters that no suffix ends, all different. */
static size_t put_words(char *out, unsigned first, unsigned count)
{
    char *at = out;
    for (unsigned i = first; i < first + count; i++) {
        for (unsigned rest = i, j = 0; j < 4; j++, rest /= 26)
            *at++ = (char)('a' + rest % 26);
        memcpy(at, "qx ", 3);
        at += 3;
    }
    *at = '\0';
    return (size_t)(at - out);
}

/* More words than the learner keeps, and one without an end: what was there before is learned. */
static void too_many_words_are_left_out(void **state)
{
    (void)state;
    enum { TEXTS = 1200, WORDS = 250 };
    static char text[WORDS * 7 + 64], blankless[1 << 20];
    struct learner *learner = learner_new();
    struct learned learned = {.length = 0};
    for (int i = 0; i < 3; i++)
        teach_invented(learner, true);
    for (unsigned i = 0; i < TEXTS; i++) {
        size_t length = put_words(text, i * WORDS, WORDS);
        snprintf(text + length, sizeof text - length, "transport of the country");
        teach(learner, text, "транспорт страны", LANGUAGE_RU, "many");
    }
    memset(blankless, 'a', sizeof blankless - 1);
    teach(learner, blankless, blankless, LANGUAGE_RU, "blankless");
    assert_int_equal(learner_finish(learner, take_learned, &learned), DAFTAR_OK);
    assert_non_null(strstr(learned.text, "quimbl>зорвак(a1) "));
    assert_null(strstr(learned.text, "(many)"));
    learner_free(learner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lose_their_language), cmocka_unit_test(lengths_align), cmocka_unit_test(numbers_align),
        cmocka_unit_test(very_many_units_align), cmocka_unit_test(too_many_words_are_left_out),
        cmocka_unit_test(what_stands_together_is_learned), cmocka_unit_test(what_nothing_confirms_teaches_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

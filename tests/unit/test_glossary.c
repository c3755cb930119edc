/* test_glossary.c: the built-in concepts, glossary files good and bad, and stop words. */
#include "analysis/glossary.h"
#include "analysis/lexemes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct analyzer *analyzer;

static int set_up(void **state)
{
    (void)state;
    return (analyzer = analyzer_new()) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    analyzer_free(analyzer);
    return 0;
}

struct stems {
    char text[256];
    size_t length;
};

static void take_stem(void *context, const struct token *token)
{
    struct stems *stems = context;
    if (token->compound)
        return;
    stems->length += (size_t)snprintf(stems->text + stems->length, sizeof stems->text - stems->length, "%s%.*s",
                                      stems->length ? " " : "", (int)token->word->term.length, token->word->term.data);
}

static struct stems stems_of(const char *language, const char *text)
{
    struct stems stems = {.length = 0};
    analyzer_text(analyzer, language_by_code(language, strlen(language)), text, strlen(text), 1, take_stem, &stems);
    return stems;
}

/* Is there a concept that `from` and `to` share? */
static bool translates(const struct glossary *glossary, const char *from_language, const char *from,
                       const char *to_language, const char *to)
{
    struct stems source = stems_of(from_language, from), target = stems_of(to_language, to);
    enum language language = language_by_code(to_language, strlen(to_language));
    size_t count;
    const struct glossary_form *forms = glossary_find(glossary, language_by_code(from_language, strlen(from_language)),
                                                      source.text, source.length, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t at = glossary->concepts[forms[i].concept].first; at != UINT32_MAX; at = glossary->forms[at].next) {
            const struct glossary_form *form = &glossary->forms[at];
            if (form->language == language && form->length == target.length &&
                !memcmp(glossary->strings + form->text, target.text, target.length))
                return true;
        }
    return false;
}

static void test_concepts(void **state)
{
    static const struct {
        const char *from_language, *from, *to_language, *to;
    } rows[] = {
        {"en", "diplomacy", "uz", "дипломатия"}, {"en", "railway", "uz", "temir yoʻl"},
        {"en", "railways", "ru", "железные дороги"}, {"ru", "заседание", "kk", "отырыс"},
        {"en", "visit", "uz", "ташрифи"}, {"ru", "закон", "kaa", "nızamı"},
        {"kk", "білім", "en", "education"}, {"en", "Germany", "tg", "Олмон"},
        {"en", "United Kingdom", "ru", "Великобритания"}, {"ru", "участки", "uz", "uchastka"},
        {"en", "children", "tk", "çaga"}, {"en", "Kyrgyzstan", "kk", "Қырғызстан"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!translates(glossary_builtin(), rows[i].from_language, rows[i].from, rows[i].to_language, rows[i].to))
            print_error("%s %s\n", rows[i].from, rows[i].to);
        assert_true(translates(glossary_builtin(), rows[i].from_language, rows[i].from, rows[i].to_language, rows[i].to));
    }
    assert_false(translates(glossary_builtin(), "en", "railway", "ru", "закон"));
}

static void test_tables_hold_together(void **state)
{
    const struct glossary *glossary = glossary_builtin();
    (void)state;
    assert_true(glossary->concept_count > 3000);
    uint32_t reached = 0;
    for (uint32_t i = 0; i < glossary->concept_count; i++)
        for (uint32_t at = glossary->concepts[i].first; at != UINT32_MAX; at = glossary->forms[at].next) {
            assert_true(at < glossary->form_count);
            assert_int_equal(glossary->forms[at].concept, i);
            reached++;
        }
    assert_int_equal(reached, glossary->form_count);
    for (uint32_t i = 0; i < glossary->form_count; i++) {
        const struct glossary_form *form = &glossary->forms[i];
        size_t count;
        const struct glossary_form *found = glossary_find(glossary, (enum language)form->language,
                                                          glossary->strings + form->text, form->length, &count);
        assert_non_null(found);
        assert_true(form >= found && form < found + count);
    }
}

static void test_unknown_words(void **state)
{
    size_t count = 1;
    (void)state;
    assert_null(glossary_find(glossary_builtin(), LANGUAGE_EN, "", 0, &count));
    assert_int_equal(count, 0);
    assert_null(glossary_find(glossary_builtin(), LANGUAGE_EN, "qwertyx", 7, &count));
    assert_null(glossary_find(glossary_builtin(), LANGUAGE_JA, "law", 3, &count));
}

/* ---- files ---- */

static daftar_status read_bytes(const char *bytes, size_t length, struct glossary_builder *builder)
{
    char path[] = "/tmp/daftar-glossary-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes, length), length);
    close(descriptor);
    daftar_status status = glossary_read(builder, analyzer, path);
    unlink(path);
    return status;
}

static void test_files(void **state)
{
    static const struct {
        const char *bytes, *complaint; /* NULL: accepted */
    } rows[] = {
        {"", NULL},
        {"# nothing\n\n", NULL},
        {"law\tlaw\tзакон\tqonun\tқонун\tзаң\tмыйзам\tқонун\tkanun\tnızam\n", NULL},
        {"\xEF\xBB\xBFlaw\tlaw\tзакон\t\t\t\t\t\t\t\r\n", NULL},
        {"law\tlaw|law|\tзакон\t\t\t\t\t\t\t", NULL},
        {"domain\tru\ten\nlaw\tзакон\tlaw\n", NULL},
        {"net\tinternet\tинтернет|IT|Starlink\t\t\t\t\t\t\t\n", NULL},
        {"law\tlaw\tзакон\tqonun\tқонун\tзаң\tмыйзам\tқонун\tkanun\n", ":1: 9 columns instead of 10: no column kaa"},
        {"law\tlaw\tзакон\t\t\t\t\t\t\t\t\n", ":1: 11 columns"},
        {"law\tlaw\tzakon\t\t\t\t\t\t\t\n", ":1: column ru: written in another script: \"zakon\""},
        {"\nlaw\tlaw\tзaкон\t\t\t\t\t\t\t\n", ":2: column ru: letters of two scripts"},
        {"law\tзакон\tзакон\t\t\t\t\t\t\t\n", ":1: column en: written in another script"},
        {"law\tlaw\t\xFF\xFE\t\t\t\t\t\t\t\n", ":1: column ru: bytes that are not UTF-8"},
        {"law\tlaw\t\t\t\t\t\t\t\t\n", ":1: a concept needs words in two columns"},
        {"domain\ten\txx\n", ":1: no such column: \"xx\""},
        {"domain\ten\ten\n", ":1: a column twice: \"en\""},
        {"domain\ten\tru\nlaw\tlaw\n", ":2: 2 columns instead of 3: no column ru"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct glossary_builder builder = {0};
        daftar_status status = read_bytes(rows[i].bytes, strlen(rows[i].bytes), &builder);
        if (!rows[i].complaint != !status || (status && !strstr(daftar_last_error(), rows[i].complaint)))
            print_error("row %zu: %s\n", i, daftar_last_error());
        assert_int_equal(status, rows[i].complaint ? DAFTAR_BAD_INPUT : DAFTAR_OK);
        if (status)
            assert_non_null(strstr(daftar_last_error(), rows[i].complaint));
        glossary_builder_free(&builder);
    }
}

static void test_nul_bytes(void **state)
{
    struct glossary_builder builder = {0};
    (void)state;
    assert_int_equal(read_bytes("a\0b\n", 4, &builder), DAFTAR_BAD_INPUT);
    glossary_builder_free(&builder);
    assert_int_equal(glossary_read(&builder, analyzer, "/nonexistent/glossary"), DAFTAR_NOT_FOUND);
}

static void test_own_concepts(void **state)
{
    static const char file[] = "domain\ten\tuz\nx\tgizmo|steam engine\tvagon|temir yoʻl\ny\tgizmo\tqonun\n";
    struct glossary_builder builder = {0};
    struct glossary glossary;
    (void)state;
    assert_int_equal(read_bytes(file, strlen(file), &builder), DAFTAR_OK);
    assert_true(glossary_builder_finish(&builder, &glossary));
    assert_int_equal(glossary.concept_count, 2);
    assert_true(translates(&glossary, "en", "gizmos", "uz", "вагонлар"));
    assert_true(translates(&glossary, "en", "gizmo", "uz", "qonunlar"));
    assert_true(translates(&glossary, "en", "steam engines", "uz", "темир йўли"));
    assert_false(translates(&glossary, "en", "steam engine", "uz", "qonun"));
    glossary_builder_free(&builder);
}

static void test_many_concepts(void **state)
{
    struct buffer file = {0};
    struct glossary_builder builder = {0};
    struct glossary glossary;
    (void)state;
    for (unsigned i = 0; i < 5000; i++)
        buffer_printf(&file, "x\tword%u another thing\tслово%u\t\t\t\t\t\t\t\n", i, i);
    assert_int_equal(read_bytes(file.data, file.length, &builder), DAFTAR_OK);
    assert_true(glossary_builder_finish(&builder, &glossary));
    assert_int_equal(glossary.concept_count, 5000);
    assert_true(translates(&glossary, "en", "word4999 another thing", "ru", "слово4999"));
    buffer_free(&file);
    glossary_builder_free(&builder);
}

static void test_stop_words(void **state)
{
    (void)state;
    assert_true(lexicon_is_stopword(LANGUAGE_EN, "the", 3));
    assert_true(lexicon_is_stopword(LANGUAGE_RU, "и", strlen("и")));
    assert_true(lexicon_is_stopword(LANGUAGE_UZ, "va", 2));
    assert_true(lexicon_is_stopword(LANGUAGE_RU, "называется", strlen("называется"))); /* a question's, as in "как называется" */
    assert_true(lexicon_is_stopword(LANGUAGE_KK, "atalady", 7));
    assert_false(lexicon_is_stopword(LANGUAGE_EN, "law", 3));
    assert_false(lexicon_is_stopword(LANGUAGE_RU, "the", 3));
    assert_false(lexicon_is_stopword(LANGUAGE_EN, "", 0));
}

static unsigned kinds_of(const char *uzbek)
{
    uint32_t hash = lexicon_hash_add(lexicon_hash_begin(LANGUAGE_UZ), uzbek, strlen(uzbek));
    return lexeme_kinds(LANGUAGE_UZ, uzbek, strlen(uzbek), hash);
}

static void test_lexemes(void **state)
{
    (void)state;
    assert_true(lexicon_has(LANGUAGE_UZ, "qonun", 5));
    assert_false(lexicon_has(LANGUAGE_UZ, "qonunni", 7));
    assert_int_equal(kinds_of("qonun"), LEXEME_LEMMA);
    assert_int_equal(kinds_of("rivojlantiriş"), LEXEME_LEMMA | LEXEME_INFINITIVE);
    assert_int_equal(kinds_of("rivojlantir"), LEXEME_VERB); /* is no lemma by itself */
    assert_false(lexicon_has(LANGUAGE_UZ, "rivojlantir", 11));
    assert_int_equal(kinds_of(""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_concepts), cmocka_unit_test(test_tables_hold_together),
        cmocka_unit_test(test_unknown_words), cmocka_unit_test(test_files),
        cmocka_unit_test(test_nul_bytes), cmocka_unit_test(test_own_concepts),
        cmocka_unit_test(test_many_concepts), cmocka_unit_test(test_stop_words), cmocka_unit_test(test_lexemes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

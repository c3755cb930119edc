/* test_markdown.c: the text of Markdown files, and what their heads say. */
#include "readers_fixture.h"

#include "indexer/article.h"

static void test_text(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_markdown,
                "---\ntitle: Roads\n---\n# <a name=\"x\"></a>One\n\n**Bold lead.** and text\n\n**All bold**\n\n"
                "see <https://example.org/a> now\n");
    assert_field(&document, FIELD_TITLE, "Roads");
    assert_heading(&document, 0, 1, "One");
    assert_int_equal(document.blocks[1].lead, strlen("Bold lead."));
    assert_int_equal(document.blocks[2].lead, strlen("All bold"));
    assert_text(&document, "One\n\nBold lead. and text\n\nAll bold\n\nsee <https://example.org/a> now");
}

/* The values of fields one after another: `field=value`, `field/language=value` where it is known. */
static void list_fields(struct buffer *out, const struct document *document)
{
    for (size_t i = 0; i < document->field_count; i++) {
        const struct field_value *value = &document->fields[i];
        buffer_printf(out, "%s%s%s%s=%s|", value->weak ? "" : "!", field_names[value->field],
                      value->value.language[0] ? "/" : "", value->value.language, value->text);
    }
}

static void test_head(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"title: \"Roads: a 'new' way\"\njournal: Eurasian Review\ndoi: 10.1000/182\nyear: 2021\nother: x",
         "!title=Roads: a 'new' way|journal=Eurasian Review|doi=10.1000/182|year=2021|"},
        {"keywords: [water supply, \"rivers, lakes\", 'canals']",
         "keyword/en=water supply|keyword/en=rivers, lakes|keyword/en=canals|"},
        {"tags:\n  - водные ресурсы\n- 'реки: водосбор'\n  - реки\n",
         "keyword/ru=водные ресурсы|keyword/ru=реки: водосбор|keyword/ru=реки|"},
        {"keywords: O'zbekiston suvlari, daryolar; ko'llar\nlang: uz-Latn",
         "keyword/uz=O'zbekiston suvlari|keyword/uz=daryolar|keyword/uz=ko'llar|"},
        {"keywords: [water supply,\n  rivers]\ntags: [rivers, lakes of the region]",
         "keyword/en=water supply|keyword/en=rivers|keyword/en=lakes of the region|"},
        {"date: 2024-05-14T10:00:00Z", "published=2024-05-14|year=2024|"},
        {"date: '14 мая 2022 г.'", "published=2022-05-14|year=2022|"},
        {"published: May 14, 2022\nyear: 2021\ndate: 2020-01-01", "published=2022-05-14|year=2021|"},
        {"date: 2023-05", "year=2023|"},
        {"date: soon\nyear: MMXX", ""},
        {"abstract: |\n  Rivers of the region\n\n  are shared by its countries.\ndescription: short",
         "abstract/en=Rivers of the region are shared by its countries.|"},
        {"description: Вода в регионе\n  делится всеми странами.",
         "abstract/ru=Вода в регионе делится всеми странами.|"},
        {"author:\n  name: Karimov A.\n  place: Tashkent", "author=Karimov A.|"},
        {"keywords:\nabstract:\ndate:\nlang:\ndoi: \"\"\nauthors: []", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document document;
        struct buffer text = {0}, fields = {0};
        buffer_printf(&text, "---\n%s\n---\nText.", rows[i][0]);
        read_string(&document, read_markdown, text.data);
        list_fields(&fields, &document);
        assert_string_equal(fields.data ? fields.data : "", rows[i][1]);
        buffer_free(&text);
        buffer_free(&fields);
        assert_text(&document, "Text.");
    }
}

/* What the page says counts, not what the head says of it; but the first title is the head's. */
static void test_head_gives_way(void **state)
{
    (void)state;
    struct document document;
    struct buffer fields = {0};
    read_string(&document, read_markdown,
                "---\ntitle: Rivers of the region\nkeywords: [rain, snow]\njournal: The Reporter\ndate: 2020-02-02\n---\n"
                "# Introduction to the rivers\n\nReceived: 14 May 2021\n\n"
                "Abstract: Rivers of the region are shared by all of its countries.\n\nKeywords: rivers, lakes, canals.\n");
    assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
    for (size_t i = 0; i < document.field_count; i++)
        if (document.fields[i].field != FIELD_ABSTRACT)
            buffer_printf(&fields, "%s=%s|", field_names[document.fields[i].field], document.fields[i].text);
    assert_string_equal(fields.data, "title=Rivers of the region|journal=The Reporter|published=2020-02-02|keyword=rivers|"
                                     "keyword=lakes|keyword=canals|title=Introduction to the rivers|received=2021-05-14|"
                                     "year=2021|");
    buffer_free(&fields);
    document_clear(&document);
}

/* The language that a head names is a hint for a text of a few words, and nothing more for others. */
static void test_language(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum language language;
    } rows[] = {
        {"---\nlanguage: ky\n---\nСу ресурстары", LANGUAGE_KY},
        {"---\nlang: kk-KZ\n---\nСу ресурстары", LANGUAGE_KK},
        {"---\nlang: 'kk'\n---\nЖелезные дороги связывают страны региона и растут.", LANGUAGE_RU},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document document;
        read_string(&document, read_markdown, rows[i].text);
        assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
        assert_int_equal(document.blocks[0].language, rows[i].language);
        document_clear(&document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text), cmocka_unit_test(test_head), cmocka_unit_test(test_head_gives_way),
        cmocka_unit_test(test_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

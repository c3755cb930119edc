/* test_article.c: the parts that the recogniser finds in an article, and what it leaves alone. */
#include "indexer/article.h"
#include "indexer/article_parts.h"
#include "indexer/reader.h"
#include "indexer/split.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof rows / sizeof *rows)

static struct slice slice(const char *text)
{
    return (struct slice){text, strlen(text)};
}

/* ---- words ---- */

struct label_line {
    const char *line;
    enum label label;
    const char *rest;
};

static void check_labels(const struct label_line *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct slice rest = {"", 0};
        enum label label = article_label(slice(rows[i].line), &rest);
        if (label != rows[i].label)
            print_error("%s\n", rows[i].line);
        assert_int_equal(label, rows[i].label);
        if (rows[i].rest) {
            assert_int_equal(rest.length, strlen(rows[i].rest));
            assert_memory_equal(rest.data, rows[i].rest, rest.length);
        }
    }
}

static void test_labels(void **state)
{
    (void)state;
    static const struct label_line rows[] = {
        {"Abstract: Rail corridors grow.", LABEL_ABSTRACT, "Rail corridors grow."},
        {"ABSTRACT", LABEL_ABSTRACT, ""},
        {"**Аннотация.** Текст статьи", LABEL_ABSTRACT, "Текст статьи"},
        {"Annotatsiya — maqolada", LABEL_ABSTRACT, "maqolada"},
        {"Түйіндеме. Мақалада", LABEL_ABSTRACT, "Мақалада"}, {"Аңдатпа: мәтін", LABEL_ABSTRACT, "мәтін"},
        {"Фишурда: матн", LABEL_ABSTRACT, "матн"}, {"Gysgaça mazmuny: teswir", LABEL_ABSTRACT, "teswir"},
        {"Key words: rail, road", LABEL_KEYWORDS, "rail, road"}, {"Keywords - rail", LABEL_KEYWORDS, "rail"},
        {"Ключевые слова: путь", LABEL_KEYWORDS, "путь"}, {"Калит сўзлар: йўл", LABEL_KEYWORDS, "йўл"},
        {"Қалит сўзлар: йўл", LABEL_KEYWORDS, "йўл"}, {"Калит сузлар: йўл", LABEL_KEYWORDS, "йўл"},
        {"Kalit soʻzlar: yoʻl", LABEL_KEYWORDS, "yoʻl"}, {"Kalit so'zlar: yo'l", LABEL_KEYWORDS, "yo'l"},
        {"Түйін сөздер: жол", LABEL_KEYWORDS, "жол"}, {"Негизги сөздөр: жол", LABEL_KEYWORDS, "жол"},
        {"Калидвожаҳо: роҳ", LABEL_KEYWORDS, "роҳ"}, {"Açar sözler: ýol", LABEL_KEYWORDS, "ýol"},
        {"Таяныш сөзлер: жол", LABEL_KEYWORDS, "жол"},
        {"ФОЙДАЛАНИЛГАН АДАБИЁТЛАР РЎЙХАТИ", LABEL_REFERENCES, ""}, {"References:", LABEL_REFERENCES, ""},
        {"5. Список литературы (References)", LABEL_REFERENCES, ""}, {"Әдебиеттер тізімі", LABEL_REFERENCES, ""},
        {"Рӯйхати адабиёт", LABEL_REFERENCES, ""}, {"Edebiýatlar", LABEL_REFERENCES, ""},
        {"Введение", LABEL_SECTION, ""}, {"КИРИШ", LABEL_SECTION, ""}, {"II. Qorytyndy", LABEL_SECTION, ""},
        {"Received: 14.05.22", LABEL_RECEIVED, "14.05.22"}, {"Мақола ҳақида", LABEL_FRONT, ""},
        {"Abstract art was shown in Tashkent.", LABEL_NONE, NULL}, {"Кириш сўзлари билан бошланди", LABEL_NONE, NULL},
        {"введение новых правил", LABEL_NONE, NULL}, {"Введение новых правил", LABEL_NONE, NULL}, {"", LABEL_NONE, NULL},
    };
    check_labels(rows, COUNT(rows));
}

/* Abstract, keywords, sections and references, as journals of each country print them. */
static void test_labels_of_each_country(void **state)
{
    (void)state;
    static const struct label_line rows[] = {
        {"Annotasiya: maqolada", LABEL_ABSTRACT, "maqolada"}, {"Tayanch so‘zlar: yo‘l", LABEL_KEYWORDS, "yo‘l"},
        {"Таянч сўзлар: йўл", LABEL_KEYWORDS, "йўл"}, {"Калитли сўзлар: йўл", LABEL_KEYWORDS, "йўл"},
        {"Хулоса ўрнида", LABEL_SECTION, ""}, {"Мавзуга оид адабиётлар шарҳи", LABEL_SECTION, ""},
        {"Фойдаланилган манбалар рўйхати", LABEL_REFERENCES, ""}, {"Nashrga qabul qilindi: 16.05.2022", LABEL_ACCEPTED, "16.05.2022"},
        {"Түйін. Мақалада", LABEL_ABSTRACT, "Мақалада"}, {"Кілт сөздер: жол", LABEL_KEYWORDS, "жол"},
        {"Кілтті сөздер: жол", LABEL_KEYWORDS, "жол"}, {"Нәтижелер және талқылау", LABEL_SECTION, ""},
        {"Әдістер мен материалдар", LABEL_SECTION, ""}, {"Пайдаланған әдебиеттер тізімі", LABEL_REFERENCES, ""},
        {"Баспаға қабылданды: 16.05.2022", LABEL_ACCEPTED, "16.05.2022"},
        {"Аннотация: макалада", LABEL_ABSTRACT, "макалада"}, {"Кыскача мазмуну: макалада", LABEL_ABSTRACT, "макалада"},
        {"Өзөктүү сөздөр: жол", LABEL_KEYWORDS, "жол"}, {"Ачкыч сөздөр: жол", LABEL_KEYWORDS, "жол"},
        {"Корутунду", LABEL_SECTION, ""}, {"Изилдөө методдору", LABEL_SECTION, ""}, {"Талкуу", LABEL_SECTION, ""},
        {"Колдонулган булактар", LABEL_REFERENCES, ""}, {"Редакцияга түштү: 14.05.2022", LABEL_RECEIVED, "14.05.2022"},
        {"Аннотатсия. Дар мақола", LABEL_ABSTRACT, "Дар мақола"}, {"Шарҳи мухтасар: Дар мақола", LABEL_ABSTRACT, "Дар мақола"},
        {"Вожаҳои калидӣ: роҳ", LABEL_KEYWORDS, "роҳ"}, {"Вожахои калиди: роҳ", LABEL_KEYWORDS, "роҳ"},
        {"Хулоса", LABEL_SECTION, ""}, {"Қисмати асосӣ", LABEL_MAIN, ""}, {"Натиҷаҳо ва муҳокима", LABEL_SECTION, ""},
        {"Рӯйхати сарчашмаҳо", LABEL_REFERENCES, ""}, {"Санаи қабул: 16.05.2022", LABEL_ACCEPTED, "16.05.2022"},
        {"Gysgaça beýany: makalada", LABEL_ABSTRACT, "makalada"}, {"Гысгача беяны: макалада", LABEL_ABSTRACT, "макалада"},
        {"AÇAR SÖZLER: ýol", LABEL_KEYWORDS, "ýol"}, {"Netije", LABEL_SECTION, ""}, {"Barlagyň usullary", LABEL_SECTION, ""},
        {"Peýdalanylan edebiýatyň sanawy", LABEL_REFERENCES, ""},
        {"Annotaciya: maqalada", LABEL_ABSTRACT, "maqalada"}, {"Gilt sózler: jol", LABEL_KEYWORDS, "jol"},
        {"Гилт сөзлер: жол", LABEL_KEYWORDS, "жол"}, {"Tayanısh sózler: jol", LABEL_KEYWORDS, "jol"},
        {"KIRISIW", LABEL_SECTION, ""}, {"Juwmaq", LABEL_SECTION, ""}, {"Жуўмақ", LABEL_SECTION, ""},
        {"Izertlew nátiyjeleri", LABEL_SECTION, ""}, {"Қолланылған әдебиятлар дизими", LABEL_REFERENCES, ""},
        {"Ключевые слова и выражения: путь", LABEL_KEYWORDS, "путь"}, {"Результаты и их обсуждение", LABEL_SECTION, ""},
        {"Concluding remarks", LABEL_SECTION, ""},
        {"Conflicts of interest: none", LABEL_END, "none"}, {"First published: 18 May 2022", LABEL_PUBLISHED, "18 May 2022"},
    };
    check_labels(rows, COUNT(rows));
}

static uint32_t next_folded(struct slice *text)
{
    uint32_t c = 0;
    while (!c && text->length) {
        size_t step;
        c = article_fold(text->data, text->length, &step);
        text->data += step;
        text->length -= step;
    }
    return c;
}

static void test_labels_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 1; i < article_label_count; i++) {
        struct slice a = slice(article_label_rows[i - 1].words), b = slice(article_label_rows[i].words);
        uint32_t x, y;
        do {
            x = next_folded(&a);
            y = next_folded(&b);
        } while (x && x == y);
        if (x >= y)
            print_error("%s stands behind %s\n", article_label_rows[i].words, article_label_rows[i - 1].words);
        assert_true(x < y);
    }
}

static void test_law(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum law law;
        const char *title;
    } rows[] = {
        {"Статья 12", LAW_ARTICLE, ""}, {"Статья 12. Право на труд", LAW_ARTICLE, "Право на труд"},
        {"Article 7. Transport", LAW_ARTICLE, "Transport"}, {"12-модда. Меҳнат", LAW_ARTICLE, "Меҳнат"},
        {"12‐modda", LAW_ARTICLE, ""}, {"12-бап. Еңбек", LAW_ARTICLE, "Еңбек"}, {"12-берене. Эмгек", LAW_ARTICLE, "Эмгек"},
        {"Моддаи 12.", LAW_ARTICLE, ""}, {"12-nji madda. Zähmet", LAW_ARTICLE, "Zähmet"}, {"12-статья", LAW_ARTICLE, ""},
        {"Статья 12.1. Отпуск", LAW_ARTICLE, "Отпуск"}, {"Глава 3. Общие положения", LAW_CHAPTER, "Общие положения"},
        {"I БОБ. УМУМИЙ ҚОИДАЛАР", LAW_CHAPTER, "УМУМИЙ ҚОИДАЛАР"}, {"Раздел II. Права", LAW_SECTION, "Права"},
        {"Статья 12 Конституции гласит, что", LAW_NONE, ""}, {"Article 12 of the law says", LAW_NONE, ""},
        {"Статья о транспорте", LAW_NONE, ""}, {"12 модда бўйича иш", LAW_NONE, ""}, {"12 км йўл", LAW_NONE, ""},
        {"Статья 5. статьи о праве", LAW_NONE, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice title = {"", 0};
        enum law law = article_law(slice(rows[i].line), &title);
        if (law != rows[i].law)
            print_error("%s\n", rows[i].line);
        assert_int_equal(law, rows[i].law);
        if (law == LAW_NONE)
            continue;
        assert_int_equal(title.length, strlen(rows[i].title));
        assert_memory_equal(title.data, rows[i].title, title.length);
    }
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text, *iso;
    } rows[] = {
        {"14.05.22", "2022-05-14"}, {" 14.05.2022", "2022-05-14"}, {"2022-05-14", "2022-05-14"},
        {"14/05/2022", "2022-05-14"}, {"05/24/2022", "2022-05-24"}, {"14 мая 2022 г.", "2022-05-14"},
        {"14 May 2022", "2022-05-14"}, {"May 14, 2022", "2022-05-14"}, {"2022 йил 14 май", "2022-05-14"},
        {"2022-yil 14-may", "2022-05-14"}, {"3 қазан 2021", "2021-10-03"}, {"1 ýanwar 2020", "2020-01-01"},
        {"32.05.2022", ""}, {"14.13.2022", ""}, {"в мае", ""}, {"12345678", ""}, {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char iso[11] = "";
        size_t end = article_date(slice(rows[i].text), iso);
        if (!end)
            iso[0] = '\0';
        if (strcmp(iso, rows[i].iso))
            print_error("%s: %s\n", rows[i].text, iso);
        assert_string_equal(iso, rows[i].iso);
    }
}

static void test_nominal(void **state)
{
    (void)state;
    static const struct {
        const char *sentence;
        enum language language;
        bool nominal;
    } rows[] = {
        {"Транспорт дипломатияси.", LANGUAGE_UZ, true}, {"Transport diplomatiyasi.", LANGUAGE_UZ, true},
        {"Иқтисодий дипломатия: саноатни ривожлантириш.", LANGUAGE_UZ, true},
        {"Йўллар қурилмоқда.", LANGUAGE_UZ, false}, {"Yoʻllar qurildi.", LANGUAGE_UZ, false},
        {"Бунга эҳтиёж бор.", LANGUAGE_UZ, false}, {"Көлік дипломатиясы.", LANGUAGE_KK, true},
        {"Жол салынды.", LANGUAGE_KK, false}, {"Транспорттук дипломатия.", LANGUAGE_KY, true},
        {"Жол курулган.", LANGUAGE_KY, false}, {"Дипломатияи нақлиёт.", LANGUAGE_TG, true},
        {"Роҳ сохта шуд.", LANGUAGE_TG, false}, {"Ulag diplomatiýasy.", LANGUAGE_TK, true},
        {"Ýol gurulýar.", LANGUAGE_TK, false}, {"Транспортная дипломатия.", LANGUAGE_RU, true},
        {"Дорога строится быстро.", LANGUAGE_RU, false}, {"Это важно.", LANGUAGE_RU, false},
        {"Transport diplomacy.", LANGUAGE_EN, true}, {"Trade has grown.", LANGUAGE_EN, false},
        {"— Салом дунё.", LANGUAGE_UZ, false}, {"«Янги йўл» лойиҳаси.", LANGUAGE_UZ, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool nominal = article_is_nominal(slice(rows[i].sentence), rows[i].language);
        if (nominal != rows[i].nominal)
            print_error("%s\n", rows[i].sentence);
        assert_int_equal(nominal, rows[i].nominal);
    }
}

static void test_people(void **state)
{
    (void)state;
    static const char *const people[] = {"Aziza B. Karimova", "А. Каримов, Б. Содиқова", "Каримова Азиза Ботир қизи",
                                         "КАРИМОВ А.Б.", "Karimov A. va Sodiqov B."};
    static const char *const others[] = {"Central Asia", "Транспорт ва йўллар", "Tashkent, Uzbekistan", "Олма",
                                         "Rail corridors of the region", "2022 йил 14 май"};
    static const char *const places[] = {"Toshkent davlat universiteti", "Магистратура талабаси", "Tashkent, Uzbekistan",
                                         "PhD student, Institute of Economics", "кандидат экономических наук"};
    for (size_t i = 0; i < COUNT(people); i++)
        assert_true(article_is_person(slice(people[i])) || (print_error("%s\n", people[i]), false));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(article_is_person(slice(others[i])) && (print_error("%s\n", others[i]), true));
    for (size_t i = 0; i < COUNT(places); i++)
        assert_true(article_is_affiliation(slice(places[i])) || (print_error("%s\n", places[i]), false));
    assert_false(article_is_affiliation(slice("Темир йўл қурилиши")));
}

/* ---- whole texts ---- */

static void recognise(struct document *document, const char *text)
{
    document_init(document);
    assert_int_equal(read_text(document, text, strlen(text)), DAFTAR_OK);
    assert_int_equal(article_recognise(document, true), DAFTAR_OK);
}

static const struct field_value *value_at(const struct document *document, enum field field, size_t number)
{
    for (size_t i = 0; i < document->field_count; i++)
        if (document->fields[i].field == field && !number--)
            return &document->fields[i];
    return NULL;
}

static size_t count_values(const struct document *document, enum field field)
{
    size_t count = 0;
    while (value_at(document, field, count))
        count++;
    return count;
}

static void assert_value(const struct document *document, enum field field, size_t number, const char *expected)
{
    const struct field_value *value = value_at(document, field, number);
    assert_non_null(value);
    assert_string_equal(value->text, expected);
}

/* The text of heading `number`; its level in *level. */
static struct slice heading_at(const struct document *document, size_t number, unsigned *level)
{
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].kind == BLOCK_HEADING && !number--) {
            *level = document->blocks[i].level;
            return block_text(document, &document->blocks[i]);
        }
    *level = 0;
    return (struct slice){"", 0};
}

static void assert_headings(const struct document *document, const char *const *expected, size_t count)
{
    unsigned level;
    for (size_t i = 0; i < count; i++) {
        struct slice text = heading_at(document, i, &level);
        char line[300];
        snprintf(line, sizeof line, "%u %.*s", level, (int)text.length, text.data);
        assert_string_equal(line, expected[i]);
    }
    assert_int_equal(heading_at(document, count, &level).length, 0);
}

#define PARAGRAPH                                                                                                      \
    "Минтақа давлатлари юк ташиш ҳажмини йилдан йилга ошириб бормоқда. Янги темир йўл йўналишлари ишга туширилди ва " \
    "божхона тартиби соддалаштирилди. Мутахассислар бу ишни давом эттириш зарурлигини таъкидламоқда. "

static const char article[] =
    "MINTAQA JURNALI\n\njournal homepage:\n<https://example.org/mj>\n\nTHE ROADS OF THE REGION\n\nAziza B. Karimova\n\n"
    "PhD student\n\nSamarkand State University\n\nE-mail: aziza@example.org\n\nABOUT ARTICLE\n\n"
    "Key words: road, rail, tra\xC2\xAD" /* a soft hyphen */
    "de.\n\nReceived: 03.02.23\n\nAccepted: 05.02.23\n\nPublished: 09.02.23\n\n"
    "Abstract: The paper looks at the roads and railways of the region and at the trade that they carry.\n\n"
    "МИНТАҚА ЙЎЛЛАРИ**Азиза Б. Каримова***Докторант**Самарқанд давлат университети***МАҚОЛА ҲАҚИДА**\n\n"
    "Қалит сўзлар: йўл, темир йўл, савдо.\n\n"
    "Аннотация: Мақолада минтақанинг йўллари ва темир йўллари ҳамда улар ташиётган юклар ўрганилган.\n\n"
    "КИРИШ\n\n" PARAGRAPH "\n\nАСОСИЙ ҚИСМ\n\nТранспорт дипломатияси. " PARAGRAPH PARAGRAPH "Бу борада ишлар\n\n"
    "давом этмоқда. " PARAGRAPH "\n\nСавдо алоқаларининг янги йўналишлари. " PARAGRAPH "\n\n" PARAGRAPH
    "\n\nХУЛОСА\n\n" PARAGRAPH "\n\nФОЙДАЛАНИЛГАН АДАБИЁТЛАР\n\n1. Каримов А. Йўллар. Тошкент, 2019.\n"
    "2. Smith J. Roads of Asia.\n<https://example.org/roads>\n3. Содиқов Б. Темир йўл. 2020.\n";

static void test_article(void **state)
{
    (void)state;
    struct document document;
    recognise(&document, article);
    assert_int_equal(count_values(&document, FIELD_TITLE), 2);
    assert_value(&document, FIELD_TITLE, 0, "THE ROADS OF THE REGION");
    assert_value(&document, FIELD_TITLE, 1, "МИНТАҚА ЙЎЛЛАРИ");
    assert_int_equal(value_at(&document, FIELD_TITLE, 0)->language, LANGUAGE_EN);
    assert_int_equal(value_at(&document, FIELD_TITLE, 1)->language, LANGUAGE_UZ);
    assert_value(&document, FIELD_AUTHOR, 0, "Aziza B. Karimova");
    assert_value(&document, FIELD_AUTHOR, 1, "Азиза Б. Каримова");
    assert_value(&document, FIELD_AFFILIATION, 0, "PhD student, Samarkand State University");
    assert_value(&document, FIELD_JOURNAL, 0, "MINTAQA JURNALI");
    assert_value(&document, FIELD_RECEIVED, 0, "2023-02-03");
    assert_value(&document, FIELD_ACCEPTED, 0, "2023-02-05");
    assert_value(&document, FIELD_PUBLISHED, 0, "2023-02-09");
    assert_value(&document, FIELD_YEAR, 0, "2023");
    assert_int_equal(count_values(&document, FIELD_ABSTRACT), 2);
    assert_int_equal(count_values(&document, FIELD_KEYWORD), 6);
    assert_value(&document, FIELD_KEYWORD, 2, "trade");
    assert_value(&document, FIELD_KEYWORD, 5, "савдо");
    assert_int_equal(value_at(&document, FIELD_KEYWORD, 2)->value.group, 1);
    assert_int_equal(value_at(&document, FIELD_KEYWORD, 5)->value.group, 2);
    assert_int_equal(count_values(&document, FIELD_REFERENCE), 3);
    assert_value(&document, FIELD_REFERENCE, 1, "Smith J. Roads of Asia. <https://example.org/roads>");
    static const char *const headings[] = {
        "1 КИРИШ", "1 АСОСИЙ ҚИСМ", "2 Транспорт дипломатияси", "2 Савдо алоқаларининг янги йўналишлари", "1 ХУЛОСА",
        "1 ФОЙДАЛАНИЛГАН АДАБИЁТЛАР"};
    assert_headings(&document, headings, COUNT(headings));
    document_clear(&document);
}

static void test_dates_of_an_article(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *received, *accepted;
    } rows[] = {
        {"Received: 03.02.23\n\nAccepted: 05.02.23", "2023-02-03", "2023-02-05"},
        {"Қабул қилинди: 03.02.2023\n\nМаъқулланди: 05.02.2023", "2023-02-03", "2023-02-05"},
        {"Санаи қабул: 03.02.2023\n\nСанаи тасдиқ: 05.02.2023", "2023-02-03", "2023-02-05"},
        {"Келип түшкөн күнү: 03.02.2023\n\nКабыл алынган күнү: 05.02.2023", "2023-02-03", "2023-02-05"},
        {"Gelen wagty: 03.02.2023\n\nKabul edilen wagty: 05.02.2023", "2023-02-03", "2023-02-05"},
        {"Qabıl etildi: 03.02.2023\n\nMaqullandı: 05.02.2023", "2023-02-03", "2023-02-05"},
        {"Принята: 05.02.2023\n\nAccepted: 05.02.2023", NULL, "2023-02-05"}, /* the same in two languages */
        {"Accepted: 05.02.2023\n\nПринята: 03.02.2023", NULL, "2023-02-05"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct document document;
        char text[4000];
        snprintf(text, sizeof text, "THE ROADS OF THE REGION\n\nAziza B. Karimova\n\n%s\n\nKey words: road, rail, trade.\n\n"
                                    "Abstract: The paper looks at the roads of the region.\n\nINTRODUCTION\n\n" PARAGRAPH, rows[i].lines);
        recognise(&document, text);
        assert_int_equal(count_values(&document, FIELD_RECEIVED), rows[i].received != NULL);
        if (rows[i].received)
            assert_value(&document, FIELD_RECEIVED, 0, rows[i].received);
        assert_int_equal(count_values(&document, FIELD_ACCEPTED), 1);
        assert_value(&document, FIELD_ACCEPTED, 0, rows[i].accepted);
        document_clear(&document);
    }
}

/* The passages under a heading path, as one string each; NULL behind the last. */
static bool has_passage(const struct document *document, const char *path, const char *start, const char *inside)
{
    struct passages passages = {0};
    bool found = false;
    assert_int_equal(split_document(&passages, document), DAFTAR_OK);
    for (size_t i = 0; i < passages.count && !found; i++) {
        const struct passage *p = &passages.items[i];
        char *text = strndup(document->text.data + p->start, p->end - p->start);
        found = p->heading_length == strlen(path) && !memcmp(passages.headings.data + p->heading, path, strlen(path)) &&
                !strncmp(text, start, strlen(start)) && strstr(text, inside);
        free(text);
    }
    passages_free(&passages);
    return found;
}

static void test_run_in_heading_stays_in_its_passage(void **state)
{
    (void)state;
    struct document document;
    recognise(&document, article);
    assert_true(has_passage(&document, "АСОСИЙ ҚИСМ > Транспорт дипломатияси",
                            "Транспорт дипломатияси. Минтақа давлатлари", "Янги темир йўл"));
    document_clear(&document);
}

static void test_page_turn(void **state)
{
    (void)state;
    struct document document;
    recognise(&document, article);
    bool joined = false;
    for (size_t i = 0; i < document.block_count; i++) {
        struct slice text = block_text(&document, &document.blocks[i]);
        joined |= document.blocks[i].kind == BLOCK_TEXT && memmem(text.data, text.length, "ишлар\n\nдавом этмоқда", strlen("ишлар\n\nдавом этмоқда"));
    }
    assert_true(joined);
    document_clear(&document);
}

static void test_law_articles_are_units(void **state)
{
    (void)state;
    struct document document;
    recognise(&document, "ЗАКОН О ДОРОГАХ\n\nГлава 1. Общие положения\n\nСтатья 1. Цель закона\nНастоящий закон регулирует "
                         "отношения в области дорог.\n\nСтатья 2. Понятия\n\nДорога есть сооружение.\n\nСтатья 3\n\nСтатья 2 "
                         "этого закона действует и здесь.\n");
    static const char *const headings[] = {"2 Глава 1. Общие положения", "3 Статья 1. Цель закона",
                                           "3 Статья 2. Понятия", "3 Статья 3"};
    unsigned level;
    struct slice first = heading_at(&document, 0, &level);
    bool titled = first.length == strlen("ЗАКОН О ДОРОГАХ") && level == 1;
    assert_true(titled);
    for (size_t i = 0; i < COUNT(headings); i++) {
        char line[200];
        struct slice text = heading_at(&document, i + 1, &level);
        snprintf(line, sizeof line, "%u %.*s", level, (int)text.length, text.data);
        assert_string_equal(line, headings[i]);
    }
    assert_true(has_passage(&document, "ЗАКОН О ДОРОГАХ > Глава 1. Общие положения > Статья 2. Понятия", "Дорога", "есть"));
    document_clear(&document);
}

static void test_plain_texts_have_no_headings(void **state)
{
    (void)state;
    static const char *const texts[] = {
        /* news: its short first sentences are none, nothing says that it is an article */
        "Новый мост открыт в столице\n\nТашкент, 5 мая. В столице открыт новый мост через канал. Движение по нему началось "
        "сегодня утром, сообщили в хокимияте города, где рассказали и о других стройках года.\n\nДолгая работа. Мост "
        "строили три года, и за это время рабочие уложили тысячи тонн бетона и металла на обоих берегах канала.\n",
        /* a poem */
        "Тоғлар узоқ\nйўллар олис\n\nКўнгил юрар\nдарё бўйлаб\n\nЮлдуз ёнар\nтунда ёлғиз\n",
        /* a list of names in capitals */
        "ТОШКЕНТ\n\nСАМАРҚАНД\n\nБУХОРО\n\nХИВА\n\nНУКУС\n\nФАРҒОНА\n",
        /* answers of a form */
        "1. Ҳа\n\n2. Йўқ\n\n3. Билмайман\n\nСавол давоми шу ерда ёзилади ва у бир неча сўздан иборат бўлади холос, албатта.\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct document document;
        unsigned level;
        recognise(&document, texts[i]);
        struct slice heading = heading_at(&document, 0, &level);
        if (heading.length)
            print_error("%.*s\n", (int)heading.length, heading.data);
        assert_int_equal(heading.length, 0);
        document_clear(&document);
    }
}

static struct block *add_block(struct document *document, enum block_kind kind, unsigned level, const char *text, bool bold)
{
    struct block *block = document_block(document, kind, text, strlen(text));
    block->level = (uint8_t)level;
    block->lead = bold ? (uint16_t)strlen(text) : 0;
    return block;
}

#define PROSE "The text under it says what there is to say of the matter, and it does so in more than twelve words."

/* A line in capitals among headings of the layout is their sister; a bold question is a heading as bold lines are. */
static void test_headings_beside_layout(void **state)
{
    (void)state;
    struct document document;
    unsigned level;
    document_init(&document);
    add_block(&document, BLOCK_HEADING, 2, "The second level", false);
    add_block(&document, BLOCK_TEXT, 0, PROSE, false);
    add_block(&document, BLOCK_TEXT, 0, "LIST OF FIGURES", false);
    add_block(&document, BLOCK_TEXT, 0, PROSE, false);
    add_block(&document, BLOCK_TEXT, 0, "What do the roads carry?", true);
    add_block(&document, BLOCK_TEXT, 0, PROSE, false);
    add_block(&document, BLOCK_TEXT, 0, "Nothing is said in bold.", true);
    add_block(&document, BLOCK_TEXT, 0, PROSE, false);
    assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
    struct slice heading = heading_at(&document, 1, &level);
    assert_memory_equal(heading.data, "LIST OF FIGURES", heading.length);
    assert_int_equal(level, 2);
    heading = heading_at(&document, 2, &level);
    assert_memory_equal(heading.data, "What do the roads carry?", heading.length);
    assert_int_equal(heading_at(&document, 3, &level).length, 0);
    document_clear(&document);
}

/* A hint of every block that long ones speak against is nothing; one that they agree with tells what they cannot. */
static void test_language_hints_are_weighed(void **state)
{
    (void)state;
    static const char uzbek[] = "Темир йўл қурилиши давом этмоқда ва мамлакатлар ўртасидаги савдо алоқалари кенгаймоқда, янги "
                                "йўлаклар очилмоқда ҳамда юк ташиш ҳажми йилдан йилга ортиб бормоқда, деб хабар берилди кеча.";
    for (int agreed = 0; agreed < 2; agreed++) {
        struct document document;
        document_init(&document);
        for (int i = 0; i < 3; i++)
            add_block(&document, BLOCK_TEXT, 0, uzbek, false)->language = agreed ? LANGUAGE_UZ : LANGUAGE_EN;
        add_block(&document, BLOCK_TEXT, 0, "Сафар", false)->language = agreed ? LANGUAGE_UZ : LANGUAGE_EN;
        assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
        for (size_t i = 0; i < document.block_count; i++)
            assert_int_equal(document.blocks[i].language, LANGUAGE_UZ);
        document_clear(&document);
    }
}

/* A document of nothing but a title has a passage, by which it is found. */
static void test_a_title_alone(void **state)
{
    (void)state;
    struct document document;
    document_init(&document);
    document_add(&document, FIELD_TITLE, "Railways", 8, LANGUAGE_UND)->weak = true;
    assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
    assert_int_equal(document.block_count, 1);
    assert_string_equal(document.text.data, "Railways");
    document_clear(&document);
}

/* What a file says of itself has the language that it is in, not the text's. */
static void test_properties_have_languages(void **state)
{
    (void)state;
    struct document document;
    document_init(&document);
    document_add(&document, FIELD_TITLE, "Минтақа йўллари ва савдо", strlen("Минтақа йўллари ва савдо"), LANGUAGE_UND);
    document_add_property(&document, FIELD_KEYWORD, "roads, trade of the region, railways", 36);
    assert_true(!read_text(&document, PARAGRAPH, strlen(PARAGRAPH)) && !article_recognise(&document, true));
    assert_int_equal(value_at(&document, FIELD_TITLE, 0)->language, LANGUAGE_UZ);
    assert_int_equal(count_values(&document, FIELD_KEYWORD), 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(value_at(&document, FIELD_KEYWORD, i)->language, LANGUAGE_EN);
    document_clear(&document);
}

static void test_properties_give_way(void **state)
{
    (void)state;
    struct document document;
    document_init(&document);
    assert_int_equal(read_text(&document, article, strlen(article)), DAFTAR_OK);
    document_add(&document, FIELD_TITLE, "untitled-3", 10, LANGUAGE_UND)->weak = true;
    document_add(&document, FIELD_DOI, "10.1/x", 6, LANGUAGE_UND)->weak = true;
    assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
    assert_value(&document, FIELD_TITLE, 0, "THE ROADS OF THE REGION");
    assert_value(&document, FIELD_DOI, 0, "10.1/x");
    document_clear(&document);
}

/* Any bytes: no crash, blocks inside the text. */
static void test_damaged(void **state)
{
    (void)state;
    char *copy = strdup(article);
    size_t length = strlen(article);
    srand(7);
    for (int round = 0; round < 300; round++) {
        struct document document;
        memcpy(copy, article, length);
        for (int flips = 0; flips < 60; flips++)
            copy[(size_t)rand() % length] = (char)rand();
        document_init(&document);
        assert_int_equal(read_text(&document, copy, length - (size_t)round * 7), DAFTAR_OK);
        assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
        for (size_t i = 0; i < document.block_count; i++)
            assert_true(document.blocks[i].start < document.blocks[i].end &&
                        document.blocks[i].end <= document.text.length);
        document_clear(&document);
    }
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels), cmocka_unit_test(test_labels_of_each_country),
        cmocka_unit_test(test_labels_are_sorted), cmocka_unit_test(test_law),
        cmocka_unit_test(test_dates), cmocka_unit_test(test_nominal), cmocka_unit_test(test_people),
        cmocka_unit_test(test_article), cmocka_unit_test(test_dates_of_an_article), cmocka_unit_test(test_run_in_heading_stays_in_its_passage),
        cmocka_unit_test(test_page_turn), cmocka_unit_test(test_law_articles_are_units),
        cmocka_unit_test(test_plain_texts_have_no_headings), cmocka_unit_test(test_headings_beside_layout),
        cmocka_unit_test(test_language_hints_are_weighed), cmocka_unit_test(test_a_title_alone),
        cmocka_unit_test(test_properties_have_languages), cmocka_unit_test(test_properties_give_way),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_detect.c: languages of sentences, of short and damaged text, and of what is no text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/detect.h"
#include "analysis/detect_letters.h"
#include "analysis/detect_tables.h"

struct row {
    const char *language;
    const char *text;
};

static enum language detect(const char *text, double *confidence)
{
    return detect_language(text, strlen(text), LANGUAGE_UND, confidence);
}

static void check(const struct row *rows, size_t count, double least_confidence)
{
    for (size_t i = 0; i < count; i++) {
        double confidence;
        enum language language = detect(rows[i].text, &confidence);
        if (strcmp(language_code(language), rows[i].language) != 0)
            fail_msg("%s: %s, expected %s", rows[i].text, language_code(language), rows[i].language);
        if (confidence < least_confidence || confidence > 1)
            fail_msg("%s: confidence %f", rows[i].text, confidence);
    }
}

#define CHECK(rows, confidence) check(rows, sizeof(rows) / sizeof *(rows), confidence)

static void our_languages(void **state)
{
    static const struct row rows[] = {
        {"en", "The government adopted a new water policy for the region last year."},
        {"ru", "В прошлом году правительство приняло новую водную политику региона."},
        {"uz", "Hukumat oʻtgan yili mintaqa uchun yangi suv siyosatini qabul qildi."},
        {"uz", "Hukumat o'tgan yili mintaqa uchun yangi suv siyosatini qabul qildi."},
        {"uz", "Ҳукумат ўтган йили минтақа учун янги сув сиёсатини қабул қилди."},
        {"kk", "Үкімет өткен жылы аймақ үшін жаңа су саясатын қабылдады."},
        {"kk", "Úkimet ótken jyly aımaq úshin jańa sý saıasatyn qabyldady."},
        {"kk", "Ükımet ötken jyly aimaq üşın jaña su saiasatyn qabyldady."},
        {"ky", "Өкмөт өткөн жылы аймак үчүн жаңы суу саясатын кабыл алды."},
        {"tg", "Ҳукумат соли гузашта барои минтақа сиёсати нави обро қабул кард."},
        {"tk", "Hökümet geçen ýyl sebit üçin täze suw syýasatyny kabul etdi."},
        {"tk", "Хөкүмет гечен йыл себит үчин тәзе сув сыясатыны кабул этди."},
        {"kaa", "Ҳүкимет өткен жылы аймақ ушын жаңа суў сиясатын қабыл етти."},
        {"kaa", "Húkimet ótken jılı aymaq ushın jańa suw siyasatın qabıl etti."},
        {"kaa", "Hu'kimet o'tken ji'li' aymaq ushi'n jan'a suw siyasati'n qabi'l etti."},
    };
    (void)state;
    CHECK(rows, .9);
}

static void their_neighbours(void **state)
{
    static const struct row rows[] = {
        {"tr", "Hükümet geçen yıl bölge için yeni bir su politikası kabul etti."},
        {"az", "Hökumət keçən il bölgə üçün yeni su siyasətini qəbul etmişdir."},
        {"tt", "Хөкүмәт узган ел төбәк өчен яңа су сәясәтен кабул итте."},
        {"ba", "Хөкүмәт үткән йыл төбәк өсөн яңы һыу сәйәсәтен ҡабул итте."},
        {"mn", "Засгийн газар өнгөрсөн жил бүс нутгийн усны шинэ бодлогыг баталсан."},
        {"uk", "Минулого року уряд ухвалив нову водну політику для регіону."},
        {"be", "У мінулым годзе ўрад прыняў новую водную палітыку рэгіёна."},
        {"bg", "Миналата година правителството прие нова водна политика за региона."},
        {"sr", "Влада је прошле године усвојила нову водну политику за регион."},
    };
    (void)state;
    CHECK(rows, .5);
}

static void the_rest_of_the_world(void **state)
{
    static const struct row rows[] = {
        {"fa", "دولت سال گذشته سیاست جدید آب را برای منطقه تصویب کرد"},
        {"ar", "اعتمدت الحكومة في العام الماضي سياسة جديدة للمياه في المنطقة"},
        {"ur", "حکومت نے گزشتہ سال خطے کے لیے پانی کی نئی پالیسی منظور کی"},
        {"ug", "ھۆكۈمەت ئۆتكەن يىلى رايون ئۈچۈن يېڭى سۇ سىياسىتىنى قوبۇل قىلدى"},
        {"zh", "政府去年通过了新的水资源政策。"},
        {"ja", "政府は昨年、新しい水政策を採択した。"},
        {"ko", "정부는 지난해 새로운 물 정책을 채택했다."},
        {"ka", "მთავრობამ შარშან ახალი პოლიტიკა მიიღო."},
        {"hy", "Կառավարությունն անցյալ տարի նոր քաղաքականություն ընդունեց։"},
        {"de", "Die Regierung hat im vergangenen Jahr eine neue Wasserpolitik beschlossen."},
        {"fr", "Le gouvernement a adopté une nouvelle politique de l'eau pour la région."},
        {"es", "El gobierno aprobó el año pasado una nueva política del agua."},
        {"pl", "Rząd przyjął w zeszłym roku nową politykę wodną dla regionu."},
    };
    (void)state;
    CHECK(rows, .5);
}

static void short_blocks(void **state)
{
    static const struct row rows[] = {
        {"uz", "Oʻzbekiston Respublikasi"},        {"uz", "иқтисодий ҳамкорлик"},
        {"kk", "Қазақстан Республикасының"},       {"ky", "Кыргыз Республикасынын мыйзамы"},
        {"tg", "Ҷумҳурии Тоҷикистон"},             {"tk", "Türkmenistanyň Prezidenti"},
        {"kaa", "нызамлар ҳәм қарарлар"},          {"ru", "Развитие транспорта"},
        {"en", "Transport diplomacy"},
    };
    (void)state;
    CHECK(rows, .3);
}

/* Letters that lost their tails or marks, capitals, letters apart from their marks, soft hyphens. */
static void damaged_text(void **state)
{
    static const struct row rows[] = {
        {"uz", "Хукумат утган йили минтака учун янги сув сиесатини кабул килди."},
        {"uz", "Hukumat otgan yili mintaqa uchun yangi suv siyosatini qabul qildi."},
        {"tg", "Хукумат соли гузашта барои минтака сиесати нави обро кабул кард."},
        {"tk", "Hokumet gecen yyl sebit ucin taze suw syyasatyny kabul etdi."},
        {"kk", "ҮКІМЕТ ӨТКЕН ЖЫЛЫ АЙМАҚ ҮШІН ЖАҢА СУ САЯСАТЫН ҚАБЫЛДАДЫ"},
        {"tg", "Ҳукумат соли гузашта барои минтақа сиёсати нави обро қабул кард."},
        {"uz", "Ҳуку\u00ADмат ўтган йили мин\u00ADтақа учун янги сув сиёса\u00ADтини қабул қилди."},
    };
    (void)state;
    CHECK(rows, .6);
}

static void the_neighbour_decides_what_is_open(void **state)
{
    double alone, beside;
    enum language language = detect_language("2, 3", 4, LANGUAGE_KY, &beside);
    (void)state;
    assert_int_equal(language, LANGUAGE_KY);
    assert_true(beside > 0 && beside < .5);
    const char *name = "Абдулла Авлоний";
    detect(name, &alone);
    assert_int_equal(detect_language(name, strlen(name), LANGUAGE_UZ, &beside), LANGUAGE_UZ);
    assert_true(beside > alone || beside > .9);
}

static void the_neighbour_does_not_overrule(void **state)
{
    const char *text = "The government adopted a new water policy.";
    (void)state;
    assert_int_equal(detect_language(text, strlen(text), LANGUAGE_UZ, NULL), LANGUAGE_EN);
    const char *russian = "Правительство приняло новую политику.";
    assert_int_equal(detect_language(russian, strlen(russian), LANGUAGE_ZH, NULL), LANGUAGE_RU);
}

static void the_head_of_a_long_block_decides(void **state)
{
    const char *sentence = "Ҳукумат ўтган йили минтақа учун янги сув сиёсатини қабул қилди. ";
    size_t one = strlen(sentence), length = one * 2000;
    char *text = malloc(length);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < length; i += one)
        memcpy(text + i, sentence, one);
    double confidence;
    assert_int_equal(detect_language(text, length, LANGUAGE_UND, &confidence), LANGUAGE_UZ);
    assert_true(confidence > .99);
    free(text);
}

static void no_language(void **state)
{
    static const char *const texts[] = {"", " ", "12 345,67 %", "***", "\xFF\xFE\x80", "\xD0",
                                        "xzkq wvbtq pqrzx kkjwq", "ภาษาไทย"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double confidence = 1;
        assert_int_equal(detect(texts[i], &confidence), LANGUAGE_UND);
        assert_true(confidence == 0);
    }
}

static void any_bytes(void **state)
{
    unsigned seed = 1;
    char text[700];
    (void)state;
    for (int round = 0; round < 3000; round++) {
        size_t length = (size_t)round % sizeof text;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1103515245 + 12345;
            text[i] = (char)(seed >> 16);
        }
        char *exact = malloc(length ? length : 1); /* the sanitizer sees a byte too many */
        assert_non_null(exact);
        memcpy(exact, text, length);
        double confidence;
        enum language language = detect_language(exact, length, LANGUAGE_RU, &confidence);
        assert_in_range(language, 0, LANGUAGE_COUNT - 1);
        assert_true(confidence >= 0 && confidence <= 1);
        free(exact);
    }
}

static void tables_are_sorted(void **state)
{
    (void)state;
    for (unsigned i = 1; i < detect_word_count; i++)
        if (strcmp(detect_words[i - 1].text, detect_words[i].text) >= 0)
            fail_msg("%s is not sorted", detect_words[i].text);
    for (unsigned i = 1; i < detect_ending_count; i++)
        if (strcmp(detect_endings[i - 1].text, detect_endings[i].text) >= 0)
            fail_msg("%s is not sorted", detect_endings[i].text);
}

static void check_alphabet(const char *alphabet, enum script script, unsigned letters)
{
    unsigned expected = 1;
    for (size_t at = 0, length = strlen(alphabet); at < length; expected++) {
        struct detect_letter letter;
        at = detect_letter_read(alphabet, length, at, &letter);
        assert_int_equal(letter.script, script);
        assert_int_equal(letter.index, expected);
    }
    assert_int_equal(expected, letters - 1);
}

static void letters_are_numbered_as_the_tables_are(void **state)
{
    (void)state;
    check_alphabet(DETECT_CYRILLIC, SCRIPT_CYRILLIC, DETECT_CYRILLIC_LETTERS);
    check_alphabet(DETECT_LATIN, SCRIPT_LATIN, DETECT_LATIN_LETTERS);
    assert_int_equal(strlen(detect_uz_cyrillic), DETECT_CYRILLIC_LETTERS * DETECT_CYRILLIC_LETTERS);
    assert_int_equal(strlen(detect_uz_latin), DETECT_LATIN_LETTERS * DETECT_LATIN_LETTERS);
}

static void letters_in_every_writing(void **state)
{
    static const struct {
        const char *text;
        int32_t character;
    } rows[] = {
        {"Ў", 0x45E}, {"У\u0306", 0x45E}, {"ё", 0x451}, {"И\u0304", 0x4E3}, {"N\u030C", 0x148},
        {"İ", 'i'},   {"ʻ", '\''},        {"’", '\''},  {"Ə", 0x259},       {"\u00ADB", 'b'},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct detect_letter letter;
        size_t length = strlen(rows[i].text);
        assert_int_equal(detect_letter_read(rows[i].text, length, 0, &letter), length);
        assert_int_equal(letter.character, rows[i].character);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_languages),
        cmocka_unit_test(their_neighbours),
        cmocka_unit_test(the_rest_of_the_world),
        cmocka_unit_test(short_blocks),
        cmocka_unit_test(damaged_text),
        cmocka_unit_test(the_neighbour_decides_what_is_open),
        cmocka_unit_test(the_neighbour_does_not_overrule),
        cmocka_unit_test(the_head_of_a_long_block_decides),
        cmocka_unit_test(no_language),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(tables_are_sorted),
        cmocka_unit_test(letters_are_numbered_as_the_tables_are),
        cmocka_unit_test(letters_in_every_writing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

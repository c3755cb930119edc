/* test_stem.c: forms of one word meet in one stem, other words stay apart, and no bytes do harm. */
#include "analysis/grammar.h"
#include "analysis/stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    enum language language;
    const char *stem, *forms; /* canonical forms between blanks */
};

static const struct row joined[] = {
    {LANGUAGE_EN, "border", "border borders"},
    {LANGUAGE_RU, "границ", "граница границы границами"},
    {LANGUAGE_UZ, "kitob", "kitob kitobni kitoblarimizning kitobingizdagilar kitobmi"},
    {LANGUAGE_UZ, "diplomatiya", "diplomatiya diplomatiyasi diplomatiyani diplomatiyamizga"},
    {LANGUAGE_UZ, "şahar", "şahar şahri şahrida şaharlar"},
    {LANGUAGE_UZ, "qişloq", "qişloq qişloği qişloqda qişloğida"},
    {LANGUAGE_UZ, "boşla", "boşlamoq boşladi boşlaydi boşlagan boşlab boşlanglar boşlamasdan"},
    {LANGUAGE_UZ, "ber", "berilgan bergan bermagan berişni beradigan berayotganlarning"},
    {LANGUAGE_UZ, "u", "u uning unga ular ularni"},
    {LANGUAGE_KK, "memleket", "memleket memlekettıñ memleketımız memlekettermen memleketınde"},
    {LANGUAGE_KK, "bala", "balalarymyzdyñ balasy balağa"},
    {LANGUAGE_KK, "üĭ", "üĭlerınen üĭde üĭdegı"},
    {LANGUAGE_KK, "oqy", "oqy oqu oqidy oqyğan oqityn oqyp"},
    {LANGUAGE_KK, "kıtap", "kıtap kıtaby kıtaptar"},
    {LANGUAGE_KK, "oryn", "oryn orny ornynda oryndar"},
    {LANGUAGE_KK, "qazaqstan", "qazaqstan qazaqstannyñ qazaqstanda qazaqstanğa"},
    {LANGUAGE_KY, "казакстан", "казакстан казакстандын казакстанга"},
    {LANGUAGE_TK, "gazagystan", "gazagystan gazagystanyñ gazagystanda"},
    {LANGUAGE_KAA, "qazaqstan", "qazaqstan qazaqstannıñ"},
    {LANGUAGE_UZ, "qozoğiston", "qozoğiston qozoğistonning qozoğistondan"},
    {LANGUAGE_KY, "башта", "баштоо баштады баштаган баштайт"},
    {LANGUAGE_KY, "китеп", "китеп китеби китептер китебинин"},
    {LANGUAGE_KY, "кой", "коюп койгон коюу"},
    {LANGUAGE_KY, "өлкө", "өлкөнүн өлкөлөрдө өлкөсү"},
    {LANGUAGE_TK, "kitap", "kitap kitaby kitaplaryñ kitapda"},
    {LANGUAGE_TK, "adam", "adamlaryñ adamdan adamlaryma"},
    {LANGUAGE_TK, "gel", "gelýär gelen gelmedi gelmek gelip"},
    {LANGUAGE_KAA, "xalıq", "xalıq xalqı xalqınıñ xalıqlar"},
    {LANGUAGE_KAA, "isle", "islew isledi islegen"},
    {LANGUAGE_KAA, "adam", "adam adamlardıñ adamğa adamnıñ"},

    /* a noun in -ma is no verb's negation */
    {LANGUAGE_KK, "bastama", "bastama bastamalar bastamasy bastamasyn bastamasymen"},
    {LANGUAGE_KK, "bağdarlama", "bağdarlama bağdarlamasy bağdarlamasynyñ bağdarlamasyn"},
    {LANGUAGE_KK, "tūjyrymdama", "tūjyrymdama tūjyrymdamasy tūjyrymdamasynda"},
    {LANGUAGE_UZ, "körsatma", "körsatma körsatmasi körsatmalar"},
    {LANGUAGE_KAA, "baslama", "baslama baslaması baslamasın baslamalar"},
    /* what is in front is no form of to take, and what is below no word of its own */
    {LANGUAGE_KK, "ald", "aldyn aldynda aldynan aldyndağy"},
    {LANGUAGE_KY, "алд", "алдын алдында алдынан алдындагы"},
    {LANGUAGE_KAA, "ald", "aldın aldında aldınan"},
    {LANGUAGE_KY, "аст", "астында астынан"},
    /* an ablative in -stan is no country */
    {LANGUAGE_KK, "soğys", "soğys soğystan soğysta soğystyñ"},
    {LANGUAGE_KK, "avtobus", "avtobus avtobustan avtobustar"},
    {LANGUAGE_KK, "boks", "boks bokstan boksqa"},
    {LANGUAGE_KK, "türkıstan", "türkıstan türkıstannyñ türkıstanda"},
    {LANGUAGE_KY, "пакистан", "пакистан пакистандын"},
    /* loans with endings of the other harmony */
    {LANGUAGE_KK, "bank", "bank bankı bankıne bankınıñ bankter"},
    {LANGUAGE_KK, "fakt", "fakt faktı faktıler faktısı"},
    {LANGUAGE_KK, "sekund", "sekund sekundqa sekundtar"},
    {LANGUAGE_KK, "festival", "festival festivalı festivalın festivaldıñ festivalder"},
    {LANGUAGE_KK, "stsenariĭ", "stsenariĭ stsenariı stsenariĭdıñ"},
    {LANGUAGE_KK, "izraĭl", "izraĭl izraĭldıñ izraĭlde"},
    {LANGUAGE_KY, "режиссер", "режиссер режиссерлор режиссерду"},
    {LANGUAGE_KY, "актер", "актер актердо актерго"},
    {LANGUAGE_KK, "terrorist", "terrorist terrorister"},
    {LANGUAGE_TK, "kofe", "kofe kofäniñ"},
    /* vowels that drop out, consonants that change, й and a vowel in one letter */
    {LANGUAGE_KK, "qauıp", "qauıp qaupı qaupınıñ"},
    {LANGUAGE_KK, "auyl", "auyl aulynda auyldar"},
    {LANGUAGE_KK, "tap", "tap tauyp tapqan"},
    {LANGUAGE_KY, "айыл", "айыл айлынын айылдар"},
    {LANGUAGE_KY, "жап", "жаап жапты"},
    {LANGUAGE_KY, "той", "той тою тоюна"},
    {LANGUAGE_KY, "кел", "келээр келээрин келген"},
    {LANGUAGE_KY, "оку", "окуу окууну окууда окуган"},
    /* short words that look like a verb and an ending */
    {LANGUAGE_KK, "tau", "tau taular tauy taudyñ"},
    {LANGUAGE_KK, "qala", "qala qalanyñ qalalar qalasy"},
    {LANGUAGE_KK, "saĭt", "saĭt saĭtynda saĭttar"},
    {LANGUAGE_KK, "tıl", "tıl tıldıñ"},
    {LANGUAGE_KY, "тоо", "тоо тоонун тоолор"},
    {LANGUAGE_UZ, "tomoq", "tomoq tomoği tomoqlar"},
    {LANGUAGE_UZ, "qamoq", "qamoq qamoqda qamoqlar"},
    {LANGUAGE_UZ, "söz", "söz sözlar sözlari"},
    {LANGUAGE_TK, "asman", "asman asmanlar"},
    {LANGUAGE_TK, "duşman", "duşman duşmanlar duşmany"},
    {LANGUAGE_TK, "guty", "guty gutyny guta"},
};

/* Each row holds words that must have stems of their own. */
static const struct row apart[] = {
    {LANGUAGE_UZ, NULL, "iqtisod iqtisodiy iqtisodçi"},
    {LANGUAGE_UZ, NULL, "mol malum talim tala"},
    {LANGUAGE_UZ, NULL, "ol olma old"},
    {LANGUAGE_UZ, NULL, "xavfsiz xavf xavfsizlik"},
    {LANGUAGE_KK, NULL, "qauıp qauıpsız qauıpsızdık"},
    {LANGUAGE_KK, NULL, "bas basşy bastyq"},
    {LANGUAGE_KY, NULL, "кыз кызыл кызмат"},
    {LANGUAGE_TK, NULL, "ýol ýolbaşçy ýoldaş"},
    {LANGUAGE_UZ, NULL, "qamoq qasam qadim"},
    {LANGUAGE_UZ, NULL, "tomoq toş"},
    {LANGUAGE_UZ, NULL, "ye yer yersiz"},
    {LANGUAGE_UZ, NULL, "etibor etiborsiz"},
    {LANGUAGE_KK, NULL, "qal qala qalam"},
    {LANGUAGE_KK, NULL, "tap tau"},
    {LANGUAGE_KK, NULL, "jel jelı"},
    {LANGUAGE_KK, NULL, "kör körme körermen"},
    {LANGUAGE_TK, NULL, "as asman"},
    {LANGUAGE_TK, NULL, "aç ajy"},
    {LANGUAGE_TK, NULL, "gün günä"},
    {LANGUAGE_KAA, NULL, "qal qala"},
    {LANGUAGE_KAA, NULL, "qar qarğa"},
};

static int stem_open(void **state)
{
    *state = stemmer_new();
    return *state ? 0 : -1;
}

static int stem_close(void **state)
{
    stemmer_free(*state);
    return 0;
}

/* The next form of a list, NUL-terminated, and its stem; false at the end. */
static bool next_stem(struct stemmer *stemmer, const struct row *row, const char **list, char *form,
                      char *stem)
{
    size_t length = strcspn(*list, " ");
    if (!length) {
        return false;
    }
    memcpy(form, *list, length);
    form[length] = '\0';
    stem[stem_word(stemmer, row->language, form, length, stem)] = '\0';
    *list += length + strspn(*list + length, " ");
    return true;
}

static void forms_meet_in_their_stem(void **state)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        char form[FOLD_MAX + 1], stem[FOLD_MAX + 1];
        const char *list = joined[i].forms;
        while (next_stem(*state, &joined[i], &list, form, stem)) {
            if (strcmp(stem, joined[i].stem)) {
                print_error("%s: %s, not %s\n", form, stem, joined[i].stem);
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
}

static void other_words_stay_apart(void **state)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
        char form[FOLD_MAX + 1], stem[FOLD_MAX + 1], seen[16][FOLD_MAX + 1];
        const char *list = apart[i].forms;
        int count = 0;
        while (next_stem(*state, &apart[i], &list, form, stem)) {
            for (int j = 0; j < count; j++) {
                if (!strcmp(seen[j], stem)) {
                    print_error("%s: %s as another of its row\n", form, stem);
                    wrong++;
                }
            }
            strcpy(seen[count++], stem);
        }
    }
    assert_int_equal(wrong, 0);
}

static void another_script_has_its_own_stemmer(void **state)
{
    char stem[FOLD_MAX];
    assert_int_equal(stem_word(*state, LANGUAGE_RU, "borders", 7, stem), 6);
    assert_memory_equal(stem, "border", 6);
    assert_int_equal(stem_word(*state, LANGUAGE_EN, "границами", 18, stem), 12);
    assert_memory_equal(stem, "границ", 12);
}

static void a_language_without_stemmer_copies(void **state)
{
    char stem[FOLD_MAX];
    assert_int_equal(stem_word(*state, LANGUAGE_UND, "borders", 7, stem), 7);
    assert_memory_equal(stem, "borders", 7);
    assert_int_equal(stem_word(*state, LANGUAGE_UND, "", 0, stem), 0);
}

/* Any bytes of any length up to the limit: a stem of 1 to FOLD_MAX bytes. */
static void any_bytes_have_a_stem(void **state)
{
    static const enum language languages[] = {LANGUAGE_UZ, LANGUAGE_KK, LANGUAGE_KY, LANGUAGE_TK,
                                              LANGUAGE_KAA, LANGUAGE_RU, LANGUAGE_EN};
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        char form[FOLD_MAX], stem[FOLD_MAX];
        size_t length = 1 + (size_t)round % FOLD_MAX;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1103515245u + 12345u;
            form[i] = round % 3 ? "adilnrgysmokb"[(seed >> 16) % 13] : (char)(seed >> 16);
        }
        enum language language = languages[round % 7];
        size_t stemmed = stem_word(*state, language, form, length, stem);
        assert_in_range(stemmed, 1, FOLD_MAX);
    }
}

/* Turkmen j is ç at the end, which is a byte longer. */
static void the_longest_word_has_room_for_its_stem(void **state)
{
    char form[FOLD_MAX], stem[FOLD_MAX + 4];
    memset(form, 'a', sizeof form);
    form[sizeof form - 1] = 'j';
    memset(stem, '#', sizeof stem);
    assert_true(stem_word(*state, LANGUAGE_TK, form, sizeof form, stem) <= FOLD_MAX);
    assert_memory_equal(stem + FOLD_MAX, "####", 4);
}

/* The longest chains of suffixes end within the bound on readings. */
static void a_tower_of_suffixes_ends(void **state)
{
    char form[FOLD_MAX], stem[FOLD_MAX];
    for (size_t i = 0; i < FOLD_MAX; i++) {
        form[i] = "larni"[i % 5];
    }
    assert_in_range(stem_word(*state, LANGUAGE_UZ, form, FOLD_MAX, stem), 1, FOLD_MAX);
    memset(form, 'i', FOLD_MAX);
    assert_in_range(stem_word(*state, LANGUAGE_UZ, form, FOLD_MAX, stem), 1, FOLD_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forms_meet_in_their_stem, stem_open, stem_close),
        cmocka_unit_test_setup_teardown(other_words_stay_apart, stem_open, stem_close),
        cmocka_unit_test_setup_teardown(another_script_has_its_own_stemmer, stem_open, stem_close),
        cmocka_unit_test_setup_teardown(a_language_without_stemmer_copies, stem_open, stem_close),
        cmocka_unit_test_setup_teardown(any_bytes_have_a_stem, stem_open, stem_close),
        cmocka_unit_test_setup_teardown(the_longest_word_has_room_for_its_stem, stem_open, stem_close),
        cmocka_unit_test_setup_teardown(a_tower_of_suffixes_ends, stem_open, stem_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

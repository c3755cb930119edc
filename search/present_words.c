/* present_words.c: the words of a page and the names of languages, in the languages of its readers. */
#include "search/present.h"

#include <string.h>

static const char *const codes[READER_COUNT] = {"en", "ru", "uz", "kk"};

static const char *const words[PRESENT_WORD_COUNT][READER_COUNT] = {
    [WORD_FOUND] = {"passages found", "найдено фрагментов", "parcha topildi", "үзінді табылды"},
    [WORD_SHOWN] = {"shown", "показано", "koʻrsatildi", "көрсетілді"},
    [WORD_SKIP] = {"To the results", "К результатам", "Natijalarga oʻtish", "Нәтижелерге өту"},
    [WORD_FILTERS] = {"Filters", "Фильтры", "Saralash", "Сүзгілер"},
    [WORD_LANG] = {"Language", "Язык", "Til", "Тіл"},
    [WORD_YEAR] = {"Year", "Год", "Yil", "Жыл"},
    [WORD_AUTHOR] = {"Author", "Автор", "Muallif", "Автор"},
    [WORD_KEYWORD] = {"Keyword", "Ключевое слово", "Kalit soʻz", "Түйін сөз"},
    [WORD_FORMAT] = {"Format", "Формат", "Format", "Пішім"},
    [WORD_TIMELINE] = {"Passages a year", "Фрагменты по годам", "Parchalar yillar boʻyicha", "Үзінділер жылдар бойынша"},
    [WORD_RESULTS] = {"Results", "Результаты", "Natijalar", "Нәтижелер"},
    [WORD_PAGE] = {"page", "страница", "sahifa", "бет"},
    [WORD_LINE] = {"line", "строка", "satr", "жол"},
    [WORD_WHY] = {"Why it matched", "Почему найдено", "Nega topildi", "Неге табылды"},
    [WORD_WHOLE] = {"Whole passage", "Фрагмент целиком", "Parcha toʻliq", "Үзінді толық"},
    [WORD_MEAN] = {"Did you mean:", "Возможно, вы имели в виду:", "Balki shundaydir:", "Мүмкін, мынау шығар:"},
    [WORD_NONE] = {"Nothing found.", "Ничего не найдено.", "Hech narsa topilmadi.", "Ештеңе табылмады."},
    [WORD_MORE] = {"more passages of this article", "других фрагментов этой статьи", "shu maqolaning boshqa parchalari",
                   "осы мақаланың басқа үзінділері"},
    [WORD_TWINS] = {"near-identical", "почти таких же", "deyarli bir xil", "дерлік бірдей"},
    [WORD_TYPED] = {"Query", "Запрос", "Soʻrov", "Сұрау"},
    [WORD_IN_TEXT] = {"In the text", "В тексте", "Matnda", "Мәтінде"},
    [WORD_LAYER] = {"Match", "Совпадение", "Moslik", "Сәйкестік"},
    [WORD_WEIGHT] = {"Weight", "Вес", "Vazn", "Салмақ"},
    [WORD_CLEAR] = {"Show all", "Показать все", "Hammasini koʻrsatish", "Барлығын көрсету"},
};

static const struct {
    const char *code;
    const char *names[READER_COUNT];
} languages[] = {
    {"en", {"English", "английский", "inglizcha", "ағылшынша"}},
    {"ru", {"Russian", "русский", "ruscha", "орысша"}},
    {"uz", {"Uzbek", "узбекский", "oʻzbekcha", "өзбекше"}},
    {"kk", {"Kazakh", "казахский", "qozoqcha", "қазақша"}},
    {"ky", {"Kyrgyz", "киргизский", "qirgʻizcha", "қырғызша"}},
    {"tg", {"Tajik", "таджикский", "tojikcha", "тәжікше"}},
    {"tk", {"Turkmen", "туркменский", "turkmancha", "түрікменше"}},
    {"kaa", {"Karakalpak", "каракалпакский", "qoraqalpoqcha", "қарақалпақша"}},
    {"und", {"unknown", "неизвестный", "nomaʼlum", "белгісіз"}},
};

enum reader present_reader(const char *locale)
{
    for (int i = 0; locale && i < READER_COUNT; i++)
        if (!strncmp(locale, codes[i], 2) && (!locale[2] || strchr("_.@-", locale[2])))
            return (enum reader)i;
    return READER_EN;
}

const char *present_reader_code(enum reader reader)
{
    return codes[reader];
}

const char *present_language_name(enum reader reader, const char *code)
{
    const char *name, *known;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (!strcmp(languages[i].code, code))
            return languages[i].names[reader];
    for (size_t i = 0; (known = daftar_languages(i, &name)) != NULL; i++)
        if (!strcmp(known, code))
            return name;
    return code;
}

const char *present_word(enum reader reader, enum present_word word)
{
    return words[word][reader];
}

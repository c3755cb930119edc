/* article_person.c: tells names of people, places of work and journals from other short lines. */
#include "indexer/article_parts.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* Beginnings of words that stand in the line under an author's name. */
static const char institution_words[] =
    "universit университ uniwersitet институт institut academ akadem академи facult faculty факультет fakultet department "
    "кафедр kafedra ministry министерств вазирл vazirl донишгоҳ донишкада college колледж kollej laborator лаборатор";
static const char post_words[] =
    "center centre центр markaz марказ student студент talaba талаба магистр magistr master докторант doktorant phd "
    "профессор professor доцент dotsent docent teacher lecturer researcher исследовател преподавател ўқитувчи oʻqituvchi "
    "тадқиқотчи tadqiqotchi кандидат candidate doktori доктори номзоди nomzodi доктор doctor dsc оқытушы окутуучу омӯзгор "
    "mugallym бакалавр соискател аспирант izlanuvchi изланувчи донишҷӯ унвонҷӯ mustaqil мустақил ассистент assistent "
    "assistant директор director мудири mudiri заведующий декан dean ректор rector oʻrinbosari ўринбосари филиал filial";

static const char journal_words[] =
    "journal журнал jurnal žurnal вестник хабаршы хабаршысы жарчысы ахборотнома axborotnoma bulletin proceedings "
    "паёми хабарлар xabarlar transactions жаршысы habarlary альманах сборник тўплам";

static const char countries[] =
    "uzbekistan узбекистан ўзбекистон oʻzbekiston өзбекстан ӯзбекистон kazakhstan казахстан қазақстан qozogʻiston "
    "қозоғистон kyrgyz кыргыз қирғиз tajikistan таджикистан тоҷикистон turkmenistan туркменистан türkmenistan russia "
    "россия россий turkey турция china китай germany германия usa сша";

/* Endings of surnames, patronymics and the words that stand for them. */
static const char name_endings[] =
    "ов ова ев ева ин ина ский ская ович евич овна евна ов уулу кызы ұлы қызы угли ўғли қизи кизи зода зад бек беков хон "
    "ov ova ev eva yev yeva in ina skiy skaya ovich evich ovna evna oʻgʻli ogli qizi uly kyzy zoda zade bek xon khan jon жон "
    "ow owa ew ewa gyzy ogly гызы оглы бай bay ули ulı qızı";

static bool any_prefix(struct slice text, const char *list)
{
    while (*list) {
        size_t length = strcspn(list, " ");
        if (article_holds_prefix(text, (struct slice){list, length}))
            return true;
        list += length + strspn(list + length, " ");
    }
    return false;
}

static bool any_ending(struct slice word, const char *list)
{
    while (*list) {
        size_t length = strcspn(list, " ");
        if (word.length > length + 2 && article_ends(word, (struct slice){list, length}))
            return true;
        list += length + strspn(list + length, " ");
    }
    return false;
}

bool article_is_journal(struct slice text)
{
    struct article_shape shape = article_measure(text);
    return shape.words <= 16 && !shape.sentence && any_prefix(text, journal_words);
}

bool article_is_affiliation(struct slice text)
{
    struct article_shape shape = article_measure(text);
    if (!shape.letters || shape.words > 40)
        return false;
    if (any_prefix(text, institution_words))
        return !article_is_capitals(text) || shape.words <= 8;
    if (any_prefix(text, post_words))
        return !article_is_capitals(text);
    bool comma = memchr(text.data, ',', text.length) != NULL;
    return comma && shape.words <= 5 && !article_is_capitals(text) && any_prefix(text, countries);
}

enum name_part { NAME_BAD, NAME_INITIAL, NAME_WORD, NAME_SURNAME, NAME_AND };

static bool connective(struct slice word)
{
    static const char *const words[] = {"and", "va", "ва", "и", "және", "жана", "we", "hám", "ҳәм", "&"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (word.length == strlen(words[i]) && !memcmp(word.data, words[i], word.length))
            return true;
    return false;
}

/* Small words that end a name: `угли`, `qizi`, `uulu`. */
static bool small_ending(struct slice word)
{
    static const char *const words[] = {"угли", "ўғли", "qizi", "қизи", "кизи", "oʻgʻli", "oglu", "уулу", "кызы", "ұлы",
                                        "қызы", "ogly", "gyzy", "ugli", "ogli", "kizi", "uli", "улы", "зода"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (article_match(word, (struct slice){words[i], strlen(words[i])}) == word.length)
            return true;
    return false;
}

static bool holds_any(struct slice text, const char *characters)
{
    for (size_t i = 0; i < text.length; i++)
        if (strchr(characters, text.data[i]))
            return true;
    return false;
}

static enum name_part name_part(struct slice word)
{
    while (word.length && strchr(",;.*0123456789()", word.data[word.length - 1]) && word.data[word.length - 1] != '.')
        word.length--;
    if (!word.length)
        return NAME_INITIAL;
    if (connective(word))
        return NAME_AND;
    struct article_shape shape = article_measure(word);
    if (shape.digits || shape.letters > 24)
        return NAME_BAD;
    if (article_begins_small(word))
        return small_ending(word) ? NAME_SURNAME : NAME_BAD;
    if (memchr(word.data, '.', word.length))
        return shape.letters <= 4 ? NAME_INITIAL : shape.upper >= 2 ? NAME_WORD : NAME_BAD;
    if (shape.letters <= 1)
        return shape.letters && shape.upper ? NAME_INITIAL : NAME_BAD;
    if (!shape.upper || holds_any(word, ":!?\"/@<>=|"))
        return NAME_BAD;
    return any_ending(word, name_endings) ? NAME_SURNAME : NAME_WORD;
}

bool article_is_person(struct slice text)
{
    struct slice rest = article_trim(text), word;
    unsigned counts[5] = {0}, words = 0, in_name = 0;
    if (rest.length > 400)
        return false;
    while (article_word(&rest, &word)) {
        enum name_part part = name_part(word);
        counts[part]++;
        words++;
        bool ends = part == NAME_AND || strchr(",;", word.data[word.length - 1]);
        in_name = ends ? 0 : in_name + 1;
        if (part == NAME_BAD || in_name > 5)
            return false;
    }
    if (words < 2 || words > 40 || counts[NAME_WORD] + counts[NAME_SURNAME] < 1)
        return false;
    return counts[NAME_INITIAL] || counts[NAME_SURNAME];
}

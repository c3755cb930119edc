/* stem_tajik.c: Tajik stems: endings of nouns and adjectives by rule, forms of verbs by tables. */
#include "analysis/stem_tajik.h"

#include <stdbool.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LETTER 2 /* bytes of a Cyrillic letter */

/* A stem of a verb, and the past stem that all its forms are given. */
struct verb_stem {
    const char *form;
    const char *stem;
};

/* Verbs by their past stems; sorted by bytes. */
static const struct verb_stem past_stems[] = {
    {"ангехт", "ангехт"}, {"андохт", "андохт"}, {"андӯхт", "андӯхт"}, {"арзид", "арзид"},
    {"афзуд", "афзуд"}, {"афрохт", "афрохт"}, {"афрӯхт", "афрӯхт"}, {"афтод", "афтод"},
    {"баргашт", "баргашт"}, {"бардошт", "бардошт"}, {"баровард", "баровард"},
    {"баромад", "баромад"}, {"баст", "баст"}, {"бахшид", "бахшид"}, {"бофт", "бофт"},
    {"бохт", "бохт"}, {"буд", "буд"}, {"бурд", "бурд"}, {"буррид", "буррид"}, {"варзид", "варзид"},
    {"вохӯрд", "вохӯрд"}, {"гардид", "гашт"}, {"гардонд", "гардонд"}, {"гашт", "гашт"},
    {"гирифт", "гирифт"}, {"гиронд", "гиронд"}, {"гудохт", "гудохт"}, {"гузаронд", "гузаронд"},
    {"гузашт", "гузашт"}, {"гузид", "гузид"}, {"гузошт", "гузошт"}, {"гунҷид", "гунҷид"},
    {"гурехт", "гурехт"}, {"гуфт", "гуфт"}, {"давид", "давид"}, {"дарефт", "дарефт"},
    {"даромад", "даромад"}, {"дид", "дид"}, {"дод", "дод"}, {"донист", "донист"}, {"дошт", "дошт"},
    {"дурахшид", "дурахшид"}, {"дӯхт", "дӯхт"}, {"ефт", "ефт"}, {"зад", "зад"}, {"зист", "зист"},
    {"истод", "истод"}, {"кард", "кард"}, {"кашид", "кашид"}, {"кишт", "кишт"}, {"кобид", "кобид"},
    {"кушод", "кушод"}, {"кӯфт", "кӯфт"}, {"кӯчид", "кӯчид"}, {"кӯшид", "кӯшид"},
    {"ларзид", "ларзид"}, {"лағжид", "лағжид"}, {"лесид", "лесид"}, {"монд", "монд"},
    {"мурд", "мурд"}, {"навишт", "навишт"}, {"навохт", "навохт"}, {"намуд", "намуд"},
    {"нигошт", "нигошт"}, {"нигоҳдошт", "нигоҳдошт"}, {"нишаст", "нишаст"}, {"нӯшид", "нӯшид"},
    {"овард", "овард"}, {"овехт", "овехт"}, {"озмуд", "озмуд"}, {"омад", "омад"},
    {"омехт", "омехт"}, {"омӯхт", "омӯхт"}, {"осуд", "осуд"}, {"офарид", "офарид"},
    {"пазируфт", "пазируфт"}, {"пайваст", "пайваст"}, {"пайвастонд", "пайвастонд"},
    {"пайгирифт", "пайгирифт"}, {"паймуд", "паймуд"}, {"пардохт", "пардохт"}, {"парид", "парид"},
    {"партофт", "партофт"}, {"печид", "печид"}, {"пиндошт", "пиндошт"}, {"пурсид", "пурсид"},
    {"пусид", "пусид"}, {"пухт", "пухт"}, {"пӯшид", "пӯшид"}, {"пӯшонд", "пӯшонд"},
    {"рабуд", "рабуд"}, {"расид", "расид"}, {"расонд", "расонд"}, {"рафт", "рафт"},
    {"рақсид", "рақсид"}, {"рехт", "рехт"}, {"ронд", "ронд"}, {"рӯид", "рӯид"}, {"рӯфт", "рӯфт"},
    {"сазид", "сазид"}, {"санҷид", "санҷид"}, {"сохт", "сохт"}, {"супурд", "супурд"},
    {"сутуд", "сутуд"}, {"сӯхт", "сӯхт"}, {"тавонист", "тавонист"}, {"талабид", "талабид"},
    {"тарсид", "тарсид"}, {"тофт", "тофт"}, {"тохт", "тохт"}, {"фармуд", "фармуд"},
    {"фаровард", "фаровард"}, {"фаҳмид", "фаҳмид"}, {"фаҳмонд", "фаҳмонд"}, {"фирефт", "фирефт"},
    {"фиристод", "фиристод"}, {"фишурд", "фишурд"}, {"фуромад", "фуромад"}, {"фурӯхт", "фурӯхт"},
    {"хамид", "хамид"}, {"хандид", "хандид"}, {"харид", "харид"}, {"хест", "хест"},
    {"хобид", "хобид"}, {"хонд", "хонд"}, {"хост", "хост"}, {"хуфт", "хуфт"}, {"хӯрд", "хӯрд"},
    {"хӯронд", "хӯронд"}, {"чарид", "чарид"}, {"чашид", "чашид"}, {"чид", "чид"},
    {"шикаст", "шикаст"}, {"шикофт", "шикофт"}, {"шинонд", "шинонд"}, {"шинохт", "шинохт"},
    {"шитофт", "шитофт"}, {"шуд", "шуд"}, {"шумурд", "шумурд"}, {"шунид", "шунид"},
    {"шуст", "шуст"}, {"ҷаҳид", "ҷаҳид"}, {"ҷунбид", "ҷунбид"}, {"ҷуст", "ҷуст"},
    {"ҷӯшид", "ҷӯшид"},
};

/* Present stems with their past stems. */
static const struct verb_stem present_stems[] = {
    {"ангез", "ангехт"}, {"андоз", "андохт"}, {"андӯз", "андӯхт"}, {"арз", "арзид"},
    {"афзо", "афзуд"}, {"афроз", "афрохт"}, {"афрӯз", "афрӯхт"}, {"афт", "афтод"},
    {"банд", "баст"}, {"бар", "бурд"}, {"баргард", "баргашт"}, {"бардор", "бардошт"},
    {"баро", "баромад"}, {"баровар", "баровард"}, {"барор", "баровард"}, {"бахш", "бахшид"},
    {"бин", "дид"}, {"боз", "бохт"}, {"боф", "бофт"}, {"бош", "буд"}, {"бурр", "буррид"},
    {"варз", "варзид"}, {"вохӯр", "вохӯрд"}, {"гард", "гашт"}, {"гардон", "гардонд"},
    {"гир", "гирифт"}, {"гирон", "гиронд"}, {"гудоз", "гудохт"}, {"гузар", "гузашт"},
    {"гузарон", "гузаронд"}, {"гузин", "гузид"}, {"гузор", "гузошт"}, {"гунҷ", "гунҷид"},
    {"гурез", "гурехт"}, {"гӯ", "гуфт"}, {"дав", "давид"}, {"дареб", "дарефт"},
    {"даро", "даромад"}, {"деҳ", "дод"}, {"диҳ", "дод"}, {"дон", "донист"}, {"дор", "дошт"},
    {"дурахш", "дурахшид"}, {"дӯз", "дӯхт"}, {"еб", "ефт"}, {"зан", "зад"}, {"зи", "зист"},
    {"ист", "истод"}, {"каш", "кашид"}, {"коб", "кобид"}, {"кун", "кард"}, {"кушо", "кушод"},
    {"кӯб", "кӯфт"}, {"кӯч", "кӯчид"}, {"кӯш", "кӯшид"}, {"ларз", "ларзид"}, {"лағж", "лағжид"},
    {"лес", "лесид"}, {"мир", "мурд"}, {"мон", "монд"}, {"навис", "навишт"}, {"навоз", "навохт"},
    {"намо", "намуд"}, {"нигор", "нигошт"}, {"нишин", "нишаст"}, {"нӯш", "нӯшид"}, {"о", "омад"},
    {"овар", "овард"}, {"овез", "овехт"}, {"озмо", "озмуд"}, {"омез", "омехт"}, {"омӯз", "омӯхт"},
    {"ор", "овард"}, {"осо", "осуд"}, {"офар", "офарид"}, {"паз", "пухт"}, {"пазир", "пазируфт"},
    {"пайванд", "пайваст"}, {"пайвастон", "пайвастонд"}, {"паймо", "паймуд"}, {"пар", "парид"},
    {"пардоз", "пардохт"}, {"парто", "партофт"}, {"печ", "печид"}, {"пиндор", "пиндошт"},
    {"пурс", "пурсид"}, {"пус", "пусид"}, {"пӯш", "пӯшид"}, {"пӯшон", "пӯшонд"}, {"рабо", "рабуд"},
    {"рав", "рафт"}, {"рас", "расид"}, {"расон", "расонд"}, {"рақс", "рақсид"}, {"рез", "рехт"},
    {"рон", "ронд"}, {"рӯ", "рӯид"}, {"рӯб", "рӯфт"}, {"саз", "сазид"}, {"санҷ", "санҷид"},
    {"ситой", "сутуд"}, {"соз", "сохт"}, {"супор", "супурд"}, {"сӯз", "сӯхт"},
    {"тавон", "тавонист"}, {"талаб", "талабид"}, {"тарс", "тарсид"}, {"тоб", "тофт"},
    {"тоз", "тохт"}, {"фармо", "фармуд"}, {"фаровар", "фаровард"}, {"фаҳм", "фаҳмид"},
    {"фаҳмон", "фаҳмонд"}, {"фиреб", "фирефт"}, {"фирист", "фиристод"}, {"фишор", "фишурд"},
    {"фуро", "фуромад"}, {"фурӯш", "фурӯхт"}, {"хам", "хамид"}, {"ханд", "хандид"},
    {"хар", "харид"}, {"хез", "хест"}, {"хоб", "хобид"}, {"хон", "хонд"}, {"хоҳ", "хост"},
    {"хусп", "хуфт"}, {"хӯр", "хӯрд"}, {"хӯрон", "хӯронд"}, {"чар", "чарид"}, {"чаш", "чашид"},
    {"чин", "чид"}, {"шав", "шуд"}, {"шикан", "шикаст"}, {"шикоф", "шикофт"}, {"шинон", "шинонд"},
    {"шинос", "шинохт"}, {"шитоб", "шитофт"}, {"шумор", "шумурд"}, {"шунав", "шунид"},
    {"шӯ", "шуст"}, {"ҷаҳ", "ҷаҳид"}, {"ҷунб", "ҷунбид"}, {"ҷӯ", "ҷуст"}, {"ҷӯш", "ҷӯшид"},
};

/* Words that end like something that is cut; sorted, as the tables above. */
static const char *const lemmas[] = {
    "аробакаш", "ахтар", "бале", "баркаш", "баъзе", "баҳо", "бехатар", "бистар", "бозӣ", "бухоро",
    "бюро", "вале", "вақте", "гарчанде", "гуворо", "гувоҳӣ", "густар", "даре", "дарӣ", "дафтар",
    "доро", "дуне", "духтар", "душанбе", "зеро", "зиндагӣ", "иҷро", "кабӯтар", "киро", "киштӣ",
    "кофӣ", "маҷро", "метро", "монанд", "моҳӣ", "моҷаро", "мурғобӣ", "нақшакаш", "ошкоро",
    "панҷшанбе", "раванд", "расмӣ", "розӣ", "саратон", "саркаш", "саҳро", "сешанбе", "сипоҳӣ",
    "тавре", "танҳо", "тӯтӣ", "фаро", "хатар", "хеле", "чанде", "чаро", "чатар", "чиро", "чоршанбе",
    "шанбе", "шоҳӣ", "шӯро", "ядро", "якшанбе", "яъне", "ғайраҳо", "қавӣ", "қозӣ", "қолӣ", "ҳоле",
    "ҳоҷӣ", "ҷиддӣ", "ҷорӣ", "ҷумҳурӣ",
};

/* Bytes whose number is known: every word is compared with many. */
struct text {
    const char *bytes;
    size_t length;
};
#define T(string) {string, sizeof string - 1}
#define NO_TEXT {NULL, 0}

/* An ending, what of it stays with the stem, and how many letters must stand before what goes. */
struct ending {
    struct text text, kept;
    unsigned letters;
};

/* The copula and the perfect: кардааст, кардаанд → карда. */
static const struct ending copulas[] = {
    {T("ааст"), T("а"), 2}, {T("аанд"), T("а"), 2}, {T("аам"), T("а"), 3}, {T("аем"), T("а"), 3}, {T("аед"), T("а"), 3},
    {T("таранд"), T("тар"), 2}, {T("тараст"), T("тар"), 2}, {NO_TEXT, NO_TEXT, 0},
};
/* The direct object: китобро, корҳову. */
static const struct ending objects[] = {
    {T("агаро"), T("ага"), 1}, {T("игаро"), T("ига"), 1}, {T("огаро"), T("ога"), 1}, {T("йгаро"), T("йга"), 1},
    {T("ангаро"), T("анга"), 1}, {T("гаро"), T("гаро"), 0}, {T("ро"), T(""), 2}, {T("ҳову"), T("ҳо"), 2}, {NO_TEXT, NO_TEXT, 0},
};
/* Whose it is: китобашон, хонаам, дӯстонам. -ам and -ат alone end too many nouns; ҳамзамон,
 * дилкаш and заҳматкаш only look like it. */
static const struct ending enclitics[] = {
    {T("замон"), T("замон"), 0}, {T("ткаш"), T("ткаш"), 0}, {T("ткашон"), T("ткашон"), 0},
    {T("лкаш"), T("лкаш"), 0}, {T("шкаш"), T("шкаш"), 0},
    {T("яшон"), T(""), 2}, {T("ямон"), T(""), 2}, {T("ятон"), T(""), 2}, {T("ашон"), T(""), 3}, {T("амон"), T(""), 3},
    {T("атон"), T(""), 3}, {T("ааш"), T("а"), 2}, {T("аам"), T("а"), 2}, {T("аат"), T("а"), 2}, {T("ҳояш"), T("ҳо"), 2},
    {T("ҳоям"), T("ҳо"), 2}, {T("ҳоят"), T("ҳо"), 3}, {T("онам"), T("он"), 3}, {T("аш"), T(""), 3}, {NO_TEXT, NO_TEXT, 0},
};
/* Izafat and the article of one: китоби, хонаи, китобе. -ие is mostly -иё of a name. */
static const struct ending articles[] = {
    {T("ие"), T("ие"), 0}, {T("и"), T(""), 2}, {T("е"), T(""), 3}, {NO_TEXT, NO_TEXT, 0},
};
static const struct ending plurals[] = {
    {T("ҳо"), T(""), 2}, {T("агон"), T("а"), 2}, {T("иен"), T("и"), 3}, {T("ӯен"), T("ӯ"), 3}, {NO_TEXT, NO_TEXT, 0},
};
static const struct ending degrees[] = {{T("тарин"), T(""), 2}, {T("тар"), T(""), 2}, {NO_TEXT, NO_TEXT, 0}};
/* Adjectives and abstract nouns, with or without the macron: иқтисодӣ, озоди. */
static const struct ending adjectives[] = {{T("агӣ"), T("а"), 2}, {T("ӣ"), T(""), 3}, {NO_TEXT, NO_TEXT, 0}};

static const struct ending *const noun_steps[] = {
    copulas, objects, enclitics, articles, plurals, enclitics, articles, degrees, adjectives,
};

/* Persons, and ends of words for them, whose plural is -он; elsewhere that is part of the stem. */
static const struct text persons[] = {
    T("варзишгар"), T("гар"), T("дор"), T("гор"), T("кор"), T("манд"), T("шинос"), T("нишин"), T("парвар"), T("одам"), T("инсон"),
    T("зан"), T("мард"), T("духтар"), T("писар"), T("бародар"), T("хоҳар"), T("модар"), T("падар"), T("олим"), T("кӯдак"),
    T("дӯст"), T("душман"), T("шоир"), T("адиб"), T("роҳбар"), T("вазир"), T("сарвар"), T("деҳқон"), T("тоҷик"), T("ӯзбек"),
    T("қирғиз"), T("араб"), T("муҳоҷир"), T("ҷавон"), T("пир"), T("бузург"), T("шаҳрванд"), T("муҳаққиқ"), T("рафиқ"), T("шер"),
    T("мусофир"), T("муҷоҳид"), T("устод"), T("шогирд"), T("табиб"), T("асир"), T("мушовир"), T("мутахассис"), T("соҳиб"),
    T("тамошобин"), T("сокин"), T("хешованд"), T("сайеҳ"), T("сиеҳ"), T("тоҷир"), T("раис"), T("мардум"), T("мурғ"), T("дарахт"),
    T("пайғамбар"), T("ҳамсар"), T("ҳамватан"), T("мухлис"), T("нигор"), T("вакил"), T("ходим"), T("ятим"), T("бемор"),
    T("муаллим"), T("дигар"), T("асп"), T("донишҷӯй"), T("зодагон"), T("хабарнигор"), T("сарбоз"), T("аскар"), T("президент"),
};

static const struct text verb_prefixes[] = {T("наме"), T("ме"), T("на"), T("би"), T("")};
static const struct text past_endings[] = {
    T(""), T("а"), T("ам"), T("ӣ"), T("ем"), T("ед"), T("анд"), T("ан"), T("ани"), T("аи"), T("анро"), T("анаш"), T("агӣ"), T("ае"), T("аро"),
    T("ааст"), T("аанд"), T("аам"), T("аед"), T("аем"), NO_TEXT,
};
static const struct text present_endings[] = {
    T("ад"), T("анд"), T("яд"), T("янд"), T("ам"), T("ям"), T("ем"), T("ед"), T("ӣ"), NO_TEXT,
};

struct word {
    char *text;
    size_t length;
};

static size_t common_length(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Order of `length` bytes of text and a NUL-terminated entry. */
static int compare(const char *text, size_t length, const char *entry)
{
    int order = strncmp(text, entry, length);
    return order ? order : -(entry[length] != '\0');
}

/* The entry of a sorted table of stems that these bytes are, or NULL. */
static const struct verb_stem *verb_find(const struct verb_stem *table, size_t count,
                                         const char *text, size_t length)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        int order = compare(text, length, table[middle].form);
        if (order == 0)
            return &table[middle];
        if (order > 0)
            low = middle + 1;
        else
            count = middle;
    }
    return NULL;
}

static bool is_lemma(const struct word *word)
{
    size_t low = 0, count = COUNT(lemmas);
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        int order = compare(word->text, word->length, lemmas[middle]);
        if (order == 0)
            return true;
        if (order > 0)
            low = middle + 1;
        else
            count = middle;
    }
    return false;
}

static bool ends_in(const char *text, size_t length, const struct text *ending)
{
    if (ending->length == 0)
        return true;
    return length >= ending->length && text[length - 1] == ending->bytes[ending->length - 1] &&
           memcmp(text + length - ending->length, ending->bytes, ending->length) == 0;
}

static bool begins_with(const char *text, size_t length, const struct text *beginning)
{
    if (beginning->length == 0)
        return true;
    return length >= beginning->length && text[1] == beginning->bytes[1] &&
           memcmp(text, beginning->bytes, beginning->length) == 0;
}

/* The past stem of text without one of the endings, if the table of verbs has it. */
static const char *verb_without_ending(const struct verb_stem *table, size_t count,
                                       const struct text *endings, const char *text, size_t length)
{
    for (; endings->bytes; endings++) {
        if (!ends_in(text, length, endings))
            continue;
        const struct verb_stem *verb = verb_find(table, count, text, length - endings->length);
        if (verb)
            return verb->stem;
    }
    return NULL;
}

/* The past stem that a form of a verb of the tables goes back to, or NULL. A short form of a present
 * stem needs the prefix of a verb: донам, барам, занам may be nouns and prepositions too. */
static const char *verb_stem_of(const char *text, size_t length)
{
    for (size_t i = 0; i < COUNT(verb_prefixes); i++) {
        const struct text *prefix = &verb_prefixes[i];
        if (!begins_with(text, length, prefix))
            continue;
        const char *rest = text + prefix->length;
        size_t left = length - prefix->length;
        const char *stem =
            verb_without_ending(past_stems, COUNT(past_stems), past_endings, rest, left);
        if (stem == NULL && (prefix->length || left >= 5 * LETTER))
            stem = verb_without_ending(present_stems, COUNT(present_stems), present_endings, rest,
                                       left);
        if (stem)
            return stem;
    }
    return NULL;
}

/* баргардад for бармегардад: a preverb stands before ме-. */
static void drop_infix(struct word *word)
{
    static const struct text infixed[] = {T("барме"), T("дарме"), T("воме"), T("фуроме"), T("фарме"), T("барнаме"),
                                          T("дарнаме"), T("вонаме")};
    static const struct text negated = T("наме");
    for (size_t i = 0; i < COUNT(infixed); i++) {
        if (!begins_with(word->text, word->length, &infixed[i]))
            continue;
        size_t after = infixed[i].length;
        size_t cut = ends_in(infixed[i].bytes, after, &negated) ? 4 * LETTER : 2 * LETTER;
        if (word->length < after + 3 * LETTER)
            return;
        memmove(word->text + after - cut, word->text + after, word->length - after);
        word->length -= cut;
        return;
    }
}

static bool stem_verb(struct word *word)
{
    drop_infix(word);
    const char *stem = verb_stem_of(word->text, word->length);
    if (stem == NULL)
        return false;
    word->length = strlen(stem);
    memcpy(word->text, stem, word->length);
    return true;
}

/* A verb that the tables do not know: меварзад, расидааст. */
static bool stem_unknown_verb(struct word *word)
{
    static const struct text present[] = {T("анд"), T("янд"), T("ад"), T("яд"), NO_TEXT};
    static const struct text past[] = {T("идаанд"), T("идааст"), T("иданд"), T("идан"), NO_TEXT};
    static const struct text prefix = T("ме");
    bool prefixed = begins_with(word->text, word->length, &prefix);
    for (const struct text *ending = prefixed ? present : past; ending->bytes; ending++) {
        size_t bytes = ending->length, before = prefixed ? 2 * LETTER : 0;
        if (!ends_in(word->text, word->length, ending))
            continue;
        if (word->length < before + bytes + 2 * LETTER)
            return false;
        memmove(word->text, word->text + before, word->length - before);
        word->length -= before + bytes;
        return true;
    }
    return false;
}

/* Cuts the first ending of the list that the word has with letters enough before it. */
static void cut_ending(struct word *word, const struct ending *ending)
{
    for (; ending->text.bytes; ending++) {
        size_t bytes = ending->text.length;
        if (!ends_in(word->text, word->length, &ending->text))
            continue;
        if (word->length < bytes + ending->letters * LETTER)
            return;
        word->length -= bytes;
        memcpy(word->text + word->length, ending->kept.bytes, ending->kept.length);
        word->length += ending->kept.length;
        return;
    }
}

static void cut_persons(struct word *word)
{
    static const struct text plural = T("он");
    if (!ends_in(word->text, word->length, &plural))
        return;
    size_t bytes = word->length - 2 * LETTER;
    for (size_t i = 0; i < COUNT(persons); i++)
        if (ends_in(word->text, bytes, &persons[i]))
            word->length = bytes;
}

/* иқтисоди (cut from иқтисодиро, or typed without a macron) is written as its lemma. */
static void restore_macron(struct word *word)
{
    static const struct text plain = T("и");
    if (word->length > LETTER && ends_in(word->text, word->length, &plain))
        memcpy(word->text + word->length - LETTER, "ӣ", LETTER);
}

static void stem_noun(struct word *word)
{
    bool lemma = is_lemma(word);
    for (size_t i = 0; i < COUNT(noun_steps) && !lemma; i++) {
        size_t before = word->length;
        cut_ending(word, noun_steps[i]);
        if (noun_steps[i] == plurals)
            cut_persons(word);
        if (word->length == before)
            continue; /* what ends in an exception is as it was */
        restore_macron(word);
        lemma = is_lemma(word);
    }
}

/* All letters are of two bytes: anything else is no Tajik word. */
static bool is_cyrillic(const char *form, size_t length)
{
    for (size_t i = 0; i < length; i += LETTER)
        if (i + 1 >= length || (unsigned char)form[i] < 0xD0 || (unsigned char)form[i] > 0xD3)
            return false;
    return true;
}

size_t stem_tajik(const char *form, size_t length, char *out)
{
    struct word word = {out, common_length(length, FOLD_MAX)};
    memcpy(out, form, word.length);
    if (word.length < 2 * LETTER || !is_cyrillic(out, word.length))
        return word.length;
    if (is_lemma(&word) || stem_verb(&word) || stem_unknown_verb(&word))
        return word.length;
    stem_noun(&word);
    if (word.length < length && !is_lemma(&word))
        stem_verb(&word); /* карданатон: a verbal noun under the endings of a noun */
    return word.length;
}

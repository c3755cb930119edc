/* fold_script.c: tells the scripts of a word's letters and repairs words that mix them. */
#include "analysis/fold_table.h"

#include <stdint.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

bool letter_among(char32_t letter, const char32_t *among)
{
    for (; *among; among++)
        if (*among == letter)
            return true;
    return false;
}

bool letter_is_latin(char32_t c)
{
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    return (c >= 0xC0 && c <= 0x2AF && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF) ||
           (c >= 0x2C60 && c <= 0x2C7F) || (c >= 0xA722 && c <= 0xA787) ||
           (c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFF21 && c <= 0xFF3A) ||
           (c >= 0xFF41 && c <= 0xFF5A) || c == 0xAA || c == 0xBA;
}

bool letter_is_cyrillic(char32_t c)
{
    return (c >= 0x400 && c <= 0x52F && (c < 0x482 || c > 0x489)) || (c >= 0x1C80 && c <= 0x1C8F) ||
           (c >= 0xA640 && c <= 0xA66E) || (c >= 0xA680 && c <= 0xA69D);
}

bool letter_is_greek(char32_t c)
{
    return (c >= 0x370 && c <= 0x3FF && c != 0x375 && c != 0x37E && c != 0x387) ||
           (c >= 0x1F00 && c <= 0x1FFC);
}

unsigned fold_scripts(const char *word, size_t length)
{
    unsigned scripts = SCRIPT_NONE;
    size_t i = 0;
    while (i < length) {
        UChar32 c;
        U8_NEXT(word, i, length, c);
        if (c < 0)
            continue;
        if (letter_is_basic_cyrillic((char32_t)c))
            scripts |= SCRIPT_CYRILLIC;
        else if (letter_is_latin((char32_t)c))
            scripts |= SCRIPT_LATIN;
        else if (letter_is_cyrillic((char32_t)c))
            scripts |= SCRIPT_CYRILLIC;
        else if (c >= 0x370 && u_isalpha(c))
            scripts |= SCRIPT_OTHER;
    }
    return scripts;
}

/* Letters that look the same in print. */
struct pair {
    char32_t from, to;
};

/* Latin s and j are no look-alikes here: Cyrillic ѕ and ј stand for other letters in texts of old
 * fonts. */
static const struct pair to_cyrillic[] = {
    {U'A', U'А'}, {U'B', U'В'}, {U'C', U'С'}, {U'E', U'Е'}, {U'H', U'Н'}, {U'I', U'І'},
    {U'K', U'К'},
    {U'M', U'М'}, {U'O', U'О'}, {U'P', U'Р'}, {U'T', U'Т'}, {U'X', U'Х'}, {U'Y', U'У'},
    {U'a', U'а'},
    {U'c', U'с'}, {U'e', U'е'}, {U'i', U'і'}, {U'o', U'о'}, {U'p', U'р'}, {U'x', U'х'},
    {U'y', U'у'},
    {U'È', U'Ѐ'}, {U'Ë', U'Ё'}, {U'Ï', U'Ї'}, {U'è', U'ѐ'}, {U'ë', U'ё'}, {U'ï', U'ї'},
    {U'Ə', U'Ә'},
    {U'Ɵ', U'Ө'}, {U'ǝ', U'ә'}, {U'ə', U'ә'}, {U'ɵ', U'ө'},
    {U'Α', U'А'}, {U'Β', U'В'}, {U'Γ', U'Г'}, {U'Ε', U'Е'}, {U'Η', U'Н'}, {U'Θ', U'Ө'},
    {U'Ι', U'І'},
    {U'Κ', U'К'}, {U'Λ', U'Л'}, {U'Μ', U'М'}, {U'Ο', U'О'}, {U'Π', U'П'}, {U'Ρ', U'Р'},
    {U'Τ', U'Т'},
    {U'Υ', U'Ү'}, {U'Φ', U'Ф'}, {U'Χ', U'Х'}, {U'α', U'а'}, {U'γ', U'ү'}, {U'ε', U'е'},
    {U'θ', U'ө'},
    {U'ι', U'і'}, {U'κ', U'к'}, {U'λ', U'л'}, {U'μ', U'м'}, {U'ο', U'о'}, {U'π', U'п'},
    {U'ρ', U'р'},
    {U'τ', U'т'}, {U'υ', U'у'}, {U'φ', U'ф'}, {U'χ', U'х'}, {U'ϴ', U'Ө'},
};

static const struct pair to_latin[] = {
    {U'Α', U'A'}, {U'Β', U'B'}, {U'Ε', U'E'}, {U'Ζ', U'Z'}, {U'Η', U'H'}, {U'Ι', U'I'},
    {U'Κ', U'K'},
    {U'Μ', U'M'}, {U'Ν', U'N'}, {U'Ο', U'O'}, {U'Ρ', U'P'}, {U'Τ', U'T'}, {U'Υ', U'Y'},
    {U'Χ', U'X'},
    {U'α', U'a'}, {U'ε', U'e'}, {U'ι', U'i'}, {U'κ', U'k'}, {U'ν', U'v'}, {U'ο', U'o'},
    {U'ρ', U'p'},
    {U'τ', U't'}, {U'υ', U'u'}, {U'χ', U'x'},
    {U'Ѐ', U'È'}, {U'Ё', U'Ë'}, {U'Ѕ', U'S'}, {U'І', U'I'}, {U'Ї', U'Ï'}, {U'Ј', U'J'},
    {U'А', U'A'},
    {U'В', U'B'}, {U'Е', U'E'}, {U'К', U'K'}, {U'М', U'M'}, {U'Н', U'H'}, {U'О', U'O'},
    {U'Р', U'P'},
    {U'С', U'C'}, {U'Т', U'T'}, {U'У', U'Y'}, {U'Х', U'X'}, {U'а', U'a'}, {U'е', U'e'},
    {U'о', U'o'},
    {U'р', U'p'}, {U'с', U'c'}, {U'у', U'y'}, {U'х', U'x'}, {U'ѐ', U'è'}, {U'ё', U'ë'},
    {U'ѕ', U's'},
    {U'і', U'i'}, {U'ї', U'ï'}, {U'ј', U'j'}, {U'Һ', U'H'}, {U'һ', U'h'}, {U'Ү', U'Y'},
    {U'Ӏ', U'I'},
    {U'ӏ', U'l'}, {U'Ә', U'Ə'}, {U'ә', U'ə'}, {U'Ө', U'Ɵ'}, {U'ө', U'ɵ'}, {U'ԁ', U'd'},
    {U'Ԛ', U'Q'},
    {U'ԛ', U'q'}, {U'Ԝ', U'W'}, {U'ԝ', U'w'},
};

#define LOOK_ALIKE(table, letter) look_alike(table, sizeof table / sizeof *table, letter)

static char32_t look_alike(const struct pair *table, size_t count, char32_t letter)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].from == letter)
            return table[i].to;
    return 0;
}

/* Letters of one script inside a word of the other that look like none of it: the usual reading. */
static const struct spelling cyrillic_for_latin[] = {
    {U"a", U"а"}, {U"b", U"б"}, {U"c", U"с"}, {U"ch", U"ч"}, {U"d", U"д"}, {U"e", U"е"},
    {U"f", U"ф"}, {U"g", U"г"}, {U"h", U"х"}, {U"i", U"и"}, {U"j", U"ж"}, {U"k", U"к"},
    {U"kh", U"х"}, {U"l", U"л"}, {U"m", U"м"}, {U"n", U"н"}, {U"o", U"о"}, {U"p", U"п"},
    {U"q", U"к"}, {U"r", U"р"}, {U"s", U"с"}, {U"sh", U"ш"}, {U"t", U"т"}, {U"u", U"у"},
    {U"v", U"в"}, {U"w", U"в"}, {U"x", U"х"}, {U"y", U"у"}, {U"z", U"з"}, {U"zh", U"ж"},
    {U"ç", U"ч"}, {U"è", U"е"}, {U"ë", U"ё"}, {U"ï", U"ї"}, {U"ö", U"ө"}, {U"ü", U"ү"},
    {U"ğ", U"г"}, {U"ı", U"ы"}, {U"ş", U"ш"}, {U"ǝ", U"ә"}, {U"ə", U"ә"}, {U"ɵ", U"ө"},
};

static const struct spelling latin_for_cyrillic[] = {
    {U"а", U"a"}, {U"б", U"b"}, {U"в", U"v"}, {U"г", U"g"}, {U"д", U"d"}, {U"е", U"e"},
    {U"ж", U"zh"}, {U"з", U"z"}, {U"и", U"i"}, {U"й", U"y"}, {U"к", U"k"}, {U"л", U"l"},
    {U"м", U"m"}, {U"н", U"n"}, {U"о", U"o"}, {U"п", U"p"}, {U"р", U"r"}, {U"с", U"s"},
    {U"т", U"t"}, {U"у", U"u"}, {U"ф", U"f"}, {U"х", U"kh"}, {U"ц", U"ts"}, {U"ч", U"ch"},
    {U"ш", U"sh"}, {U"щ", U"sch"}, {U"ъ", U""}, {U"ы", U"y"}, {U"ь", U""}, {U"э", U"e"},
    {U"ю", U"yu"}, {U"я", U"ya"}, {U"ў", U"u"}, {U"ғ", U"g"}, {U"җ", U"j"}, {U"қ", U"q"},
    {U"ң", U"ng"}, {U"ү", U"u"}, {U"ұ", U"u"}, {U"ҳ", U"h"}, {U"ҷ", U"j"}, {U"ӣ", U"i"},
    {U"ӯ", U"u"},
};

static const struct alphabet into_cyrillic = {
    .rows = cyrillic_for_latin, .count = sizeof cyrillic_for_latin / sizeof *cyrillic_for_latin,
};
static const struct alphabet into_latin = {
    .rows = latin_for_cyrillic, .count = sizeof latin_for_cyrillic / sizeof *latin_for_cyrillic,
    .base = &alphabet_rest, .latin = true,
};

/* How many letters a word has of each script. */
struct census {
    size_t latin, cyrillic, greek;
};

static struct census count_letters(const struct letters *word)
{
    struct census census = {0};
    for (size_t i = 0; i < word->count; i++) {
        char32_t letter = word->at[i];
        if (letter_is_basic_latin(letter))
            census.latin++;
        else if (letter_is_basic_cyrillic(letter))
            census.cyrillic++;
        else if (letter_is_latin(letter))
            census.latin++;
        else if (letter_is_cyrillic(letter))
            census.cyrillic++;
        else if (letter_is_greek(letter))
            census.greek++;
    }
    return census;
}

/* Those that speak for one: they look like none of the other. */
static struct census count_telling(const struct letters *word)
{
    struct census census = {0};
    for (size_t i = 0; i < word->count; i++) {
        char32_t letter = word->at[i];
        if (letter_is_latin(letter))
            census.latin += !LOOK_ALIKE(to_cyrillic, letter);
        else if (letter_is_cyrillic(letter))
            census.cyrillic += !LOOK_ALIKE(to_latin, letter);
    }
    return census;
}

/* SCRIPT_NONE when the word is to stay as it is, as nearly all do. */
static enum script majority(const struct letters *word, enum language language)
{
    struct census all = count_letters(word);
    if (!!all.latin + !!all.cyrillic + !!all.greek < 2 || language == LANGUAGE_EL)
        return SCRIPT_NONE;
    struct census telling = count_telling(word);
    if (telling.latin != telling.cyrillic)
        return telling.latin > telling.cyrillic ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
    if (all.latin != all.cyrillic)
        return all.latin > all.cyrillic ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
    return language_row(language)->scripts & SCRIPT_CYRILLIC ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
}

static enum script script_of(char32_t letter)
{
    return letter_is_latin(letter) ? SCRIPT_LATIN : letter_is_cyrillic(letter) ? SCRIPT_CYRILLIC
           : letter_is_greek(letter) ? SCRIPT_OTHER : SCRIPT_NONE;
}

static char32_t twin_of(char32_t letter, enum script script)
{
    return script == SCRIPT_CYRILLIC ? LOOK_ALIKE(to_cyrillic, letter)
                                     : LOOK_ALIKE(to_latin, letter);
}

/* Letters of another script than the word's change into their twins, but not where a letter among
 * them has none: those were typed as what they are (жараёнlarining). */
static void change_twins(struct letters *word, enum script script)
{
    for (size_t i = 0, end; i < word->count; i = end) {
        enum script own = script_of(word->at[i]);
        bool twins = own != SCRIPT_NONE && own != script;
        for (end = i; end < word->count && script_of(word->at[end]) == own; end++)
            twins = twins && (own == SCRIPT_OTHER || twin_of(word->at[end], script));
        for (size_t k = i; k < end && twins; k++) {
            char32_t twin = twin_of(word->at[k], script);
            word->at[k] = twin ? twin : word->at[k];
        }
    }
}

void letters_repair(struct letters *word, enum language language)
{
    enum script script = majority(word, language);
    const struct alphabet *own = alphabet_of(language);
    if (script == SCRIPT_NONE)
        return;
    change_twins(word, script);
    if (own && own->latin)
        return; /* its rows read both scripts */
    for (size_t i = 0; i < word->count; i++)
        word->at[i] = (char32_t)u_foldCase((UChar32)word->at[i], U_FOLD_CASE_DEFAULT);
    if (own)
        alphabet_spell(own, word); /* what an old font's letter stands for comes first */
    alphabet_spell(script == SCRIPT_CYRILLIC ? &into_cyrillic : &into_latin, word);
}

/* fold_uz.c: Uzbek, Cyrillic of 1940 and Latin of 1995 with its drafts, in one Latin alphabet.
 *
 * Sources: Law of the Republic of Uzbekistan on the alphabet (2 September 1993, in the wording of
 * 6 May 1995); «Oʻzbek tilining asosiy imlo qoidalari» (Cabinet of Ministers, No. 339, 24 August
 * 1995): е is ye at the start, after a vowel and after ъ ь; ц is ts after a vowel, s elsewhere; ь
 * is not written; ъ is the tutuq belgisi. Newer letters (ş ç ō ḡ, 2019; õ g̃ ş ç, 2021; ó ǵ, 2018)
 * are those of the drafts. Other letters than Uzbek's own come from texts of old fonts (ќ ѓ ћ њ) and
 * from neighbours' keyboards (ө ү ң ә і). */
#include "analysis/fold_table.h"

static const struct spelling rows[] = {
    {U"ch", U"ç"},
    {U"gʼ", U"ğ"},
    {U"oʼ", U"ö"},
    {U"sh", U"ş"},
    {U"ñ", U"ng"},
    {U"ó", U"ö"}, {U"ô", U"ö"}, {U"õ", U"ö"},
    {U"ı", U"i"},
    {U"ō", U"ö"}, {U"ŏ", U"ö"}, {U"ǧ", U"ğ"}, {U"ǵ", U"ğ"},
    {U"ʼ", U""},
    {U"а", U"a"}, {U"б", U"b"}, {U"в", U"v"},
    {U"г", U"g"}, {U"гʼ", U"ğ"},
    {U"д", U"d"}, {U"е", U"e"},
    {U"ж", U"j"}, {U"з", U"z"}, {U"и", U"i"}, {U"й", U"y"}, {U"к", U"k"}, {U"л", U"l"},
    {U"м", U"m"}, {U"н", U"n"},
    {U"о", U"o"}, {U"оʼ", U"ö"},
    {U"п", U"p"}, {U"р", U"r"}, {U"с", U"s"}, {U"т", U"t"},
    {U"у", U"u"}, {U"уʼ", U"ö"},
    {U"ф", U"f"}, {U"х", U"x"}, {U"ц", U"s"},
    {U"ч", U"ç"}, {U"ш", U"ş"}, {U"щ", U"ş"}, {U"ъ", U""}, {U"ы", U"i"}, {U"ь", U""},
    {U"э", U"e"}, {U"ю", U"yu"}, {U"я", U"ya"},
    {U"ѐ", U"yo"}, {U"ё", U"yo"}, {U"ђ", U"ğ"}, {U"ѓ", U"ğ"}, {U"є", U"e"}, {U"і", U"i"},
    {U"ї", U"i"}, {U"ј", U"j"}, {U"љ", U"j"}, {U"њ", U"h"}, {U"ћ", U"h"}, {U"ќ", U"q"},
    {U"ѝ", U"i"}, {U"ў", U"ö"},
    {U"ѳ", U"ö"}, {U"ґ", U"ğ"}, {U"ғ", U"ğ"}, {U"ҕ", U"ğ"}, {U"җ", U"j"},
    {U"қ", U"q"}, {U"ҝ", U"q"}, {U"ҟ", U"q"}, {U"ҡ", U"q"}, {U"ң", U"ng"}, {U"ҥ", U"ng"},
    {U"ү", U"u"}, {U"ұ", U"u"}, {U"ҳ", U"h"}, {U"ҷ", U"j"}, {U"ҹ", U"j"}, {U"һ", U"h"},
    {U"ӄ", U"q"}, {U"ӈ", U"ng"}, {U"ӊ", U"ng"}, {U"ә", U"a"}, {U"ӣ", U"i"},
    {U"ӧ", U"ö"}, {U"ө", U"ö"}, {U"ӯ", U"ö"}, {U"ӱ", U"u"}, {U"ӳ", U"ö"}, {U"ӷ", U"ğ"},
    {U"ӽ", U"h"}, {U"ӿ", U"h"}, {U"ḡ", U"ğ"},
};

static const struct contextual contextual[] = {
    {U'е', FOLD_START | FOLD_VOWEL | FOLD_SIGN, U"ye"}, {U'ц', FOLD_VOWEL, U"ts"}, {0, 0, U""},
};

/* Loans that the rules of 1995 spell without the y of the Cyrillic. */
static const struct exception exceptions[] = {
    {U"sentyabr", U"sentabr"}, {U"oktyabr", U"oktabr"}, {U"byudjet", U"budjet"},
    {U"kostyum", U"kostum"}, {U"paraşyut", U"paraşut"}, {U"broşyur", U"broşur"},
    {U"jyuri", U"juri"},
    {NULL, NULL},
};

const struct alphabet alphabet_uz = {
    .rows = rows, .count = sizeof rows / sizeof *rows, .base = &alphabet_rest,
    .contextual = contextual,
    .vowels = U"aeiouö", .latin = true, .digraphs = true, .exceptions = exceptions,
};

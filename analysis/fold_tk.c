/* fold_tk.c: Turkmen, Cyrillic of 1940 and Latin of 1993 to 1999, in one Latin alphabet.
 *
 * Source: the Turkmen alphabet of 1993 as amended in 1995 and 1999 (ç ä ž j ň ö ş ü y ý w), ň
 * written ñ here. ж is ž and җ j; в w, й ý, ы y, х h, ц s; е at the start, after a vowel or a sign
 * is ýe. */
#include "analysis/fold_table.h"

static const struct spelling rows[] = {
    {U"ÿ", U"ý"}, {U"ı", U"y"}, {U"ň", U"ñ"}, {U"ŋ", U"ñ"},
    {U"ʼ", U""},
    {U"а", U"a"}, {U"б", U"b"}, {U"в", U"w"}, {U"г", U"g"}, {U"д", U"d"},
    {U"е", U"e"},
    {U"ж", U"ž"}, {U"з", U"z"}, {U"и", U"i"}, {U"й", U"ý"}, {U"к", U"k"}, {U"л", U"l"},
    {U"м", U"m"}, {U"н", U"n"}, {U"о", U"o"}, {U"п", U"p"}, {U"р", U"r"}, {U"с", U"s"},
    {U"т", U"t"}, {U"у", U"u"}, {U"ф", U"f"}, {U"х", U"h"}, {U"ц", U"s"}, {U"ч", U"ç"},
    {U"ш", U"ş"}, {U"щ", U"şç"}, {U"ъ", U""}, {U"ы", U"y"}, {U"ь", U""}, {U"э", U"e"},
    {U"ю", U"ýu"}, {U"я", U"ýa"},
    {U"ѐ", U"ýo"}, {U"ё", U"ýo"}, {U"є", U"ö"}, {U"і", U"i"}, {U"ї", U"ü"}, {U"ј", U"ä"},
    {U"њ", U"ñ"}, {U"ћ", U"h"}, {U"ќ", U"k"}, {U"ѝ", U"i"}, {U"ў", U"w"}, {U"ѳ", U"ö"},
    {U"ғ", U"g"}, {U"җ", U"j"}, {U"қ", U"k"}, {U"ң", U"ñ"}, {U"ҥ", U"ñ"}, {U"ү", U"ü"},
    {U"ұ", U"u"}, {U"ҳ", U"h"}, {U"ҷ", U"j"}, {U"ҹ", U"j"}, {U"һ", U"h"}, {U"ӈ", U"ñ"},
    {U"ӊ", U"ñ"}, {U"ӓ", U"ä"}, {U"ә", U"ä"}, {U"ӣ", U"i"}, {U"ӧ", U"ö"}, {U"ө", U"ö"},
    {U"ӯ", U"u"}, {U"ӱ", U"ü"},
};

static const struct contextual contextual[] = {
    {U'е', FOLD_START | FOLD_VOWEL | FOLD_SIGN, U"ýe"}, {0, 0, U""},
};

const struct alphabet alphabet_tk = {
    .rows = rows, .count = sizeof rows / sizeof *rows, .base = &alphabet_rest,
    .contextual = contextual,
    .vowels = U"aäeiouöüy", .latin = true,
};

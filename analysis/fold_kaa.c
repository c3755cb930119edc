/* fold_kaa.c: Karakalpak, Cyrillic of 1957 and Latin of 1995, 2009 and 2016, in one Latin alphabet.
 *
 * Sources: Law of the Republic of Karakalpakstan on the Karakalpak alphabet on the basis of Latin
 * (26 February 1994, amended 1995, 2009, 2016). 2016: á ó ú ı ń ǵ, sh ch, c for ц, w for ў. 1995
 * and 2009: the same letters with an apostrophe (aʼ oʼ uʼ nʼ gʼ, ı as iʼ in 2009); 2009 put y or w
 * before e o oʼ at the start of a word (yerkin, woqıw), which 2016 took back, as here. */
#include "analysis/fold_table.h"

static const struct spelling rows[] = {
    {U"aʼ", U"ä"},
    {U"ch", U"ç"},
    {U"gʼ", U"ğ"},
    {U"iʼ", U"ı"},
    {U"nʼ", U"ñ"},
    {U"oʼ", U"ö"},
    {U"sh", U"ş"},
    {U"uʼ", U"ü"},
    {U"á", U"ä"}, {U"í", U"ı"}, {U"ó", U"ö"}, {U"ú", U"ü"}, {U"ń", U"ñ"}, {U"ǵ", U"ğ"},
    {U"ʼ", U""},
    {U"а", U"a"}, {U"б", U"b"}, {U"в", U"v"}, {U"г", U"g"}, {U"д", U"d"},
    {U"е", U"e"},
    {U"ж", U"j"}, {U"з", U"z"}, {U"и", U"i"}, {U"й", U"y"}, {U"к", U"k"}, {U"л", U"l"},
    {U"м", U"m"}, {U"н", U"n"}, {U"о", U"o"}, {U"п", U"p"}, {U"р", U"r"}, {U"с", U"s"},
    {U"т", U"t"}, {U"у", U"u"}, {U"ф", U"f"}, {U"х", U"x"}, {U"ц", U"c"}, {U"ч", U"ç"},
    {U"ш", U"ş"}, {U"щ", U"ş"}, {U"ъ", U""}, {U"ы", U"ı"}, {U"ь", U""}, {U"э", U"e"},
    {U"ю", U"yu"}, {U"я", U"ya"},
    {U"ѐ", U"yo"}, {U"ё", U"yo"}, {U"ѓ", U"ğ"}, {U"є", U"ä"}, {U"і", U"i"}, {U"ї", U"ü"},
    {U"ј", U"ä"}, {U"њ", U"ñ"}, {U"ћ", U"h"}, {U"ќ", U"q"}, {U"ѝ", U"i"}, {U"ў", U"w"},
    {U"ѳ", U"ö"}, {U"ғ", U"ğ"}, {U"ҕ", U"ğ"}, {U"җ", U"j"}, {U"қ", U"q"}, {U"ҝ", U"q"},
    {U"ҟ", U"q"}, {U"ҡ", U"q"}, {U"ң", U"ñ"}, {U"ҥ", U"ñ"}, {U"ү", U"ü"}, {U"ұ", U"u"},
    {U"ҳ", U"h"}, {U"ҷ", U"j"}, {U"һ", U"h"}, {U"ӄ", U"q"}, {U"ӈ", U"ñ"}, {U"ӊ", U"ñ"},
    {U"ӓ", U"ä"}, {U"ә", U"ä"}, {U"ӣ", U"i"}, {U"ӧ", U"ö"}, {U"ө", U"ö"}, {U"ӯ", U"w"},
    {U"ӱ", U"ü"}, {U"ӷ", U"ğ"}, {U"ӽ", U"h"},
};

static const struct contextual contextual[] = {{U'е', FOLD_SIGN, U"ye"}, {0, 0, U""}};

static const struct exception exceptions[] = {
    {U"ye", U"e"}, {U"wo", U"o"}, {U"wö", U"ö"}, {NULL, NULL},
};

const struct alphabet alphabet_kaa = {
    .rows = rows, .count = sizeof rows / sizeof *rows, .base = &alphabet_rest,
    .contextual = contextual,
    .vowels = U"aäeoöuüıi", .latin = true, .digraphs = true, .exceptions = exceptions,
};

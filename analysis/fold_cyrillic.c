/* fold_cyrillic.c: the languages that keep their script (Russian, Kyrgyz, Tajik; Persian letters),
 * and the Cyrillic letters that no language written in Latin here has a use for.
 *
 * ё is е. Letters that a language does not own stand for those that an old font showed in their
 * place (Times New Roman Tj: ї ќ њ љ ў ѓ; Kyrgyz fonts: є ї њ), or look like its own. */
#include "analysis/fold_table.h"

#define ALPHABET(name, table) \
    const struct alphabet name = {.rows = table, .count = sizeof table / sizeof *table}

static const struct spelling ru[] = {
    {U"ѐ", U"е"}, {U"ё", U"е"}, {U"і", U"и"}, {U"ѝ", U"и"}, {U"ѣ", U"е"}, {U"ѳ", U"ф"},
    {U"ѵ", U"и"},
};
ALPHABET(alphabet_ru, ru);

static const struct spelling ky[] = {
    {U"ѐ", U"е"}, {U"ё", U"е"}, {U"є", U"ө"}, {U"ѕ", U"ң"}, {U"і", U"и"}, {U"ї", U"ү"},
    {U"њ", U"ң"}, {U"ќ", U"к"}, {U"ѝ", U"и"}, {U"ѳ", U"ө"}, {U"ҥ", U"ң"}, {U"ӈ", U"ң"},
    {U"ӊ", U"ң"}, {U"ӧ", U"ө"}, {U"ӱ", U"ү"},
};
ALPHABET(alphabet_ky, ky);

static const struct spelling tg[] = {
    {U"ѐ", U"е"}, {U"ё", U"е"}, {U"ѓ", U"ғ"}, {U"і", U"и"}, {U"ї", U"ӣ"}, {U"љ", U"ҷ"},
    {U"њ", U"ҳ"}, {U"ћ", U"ҳ"}, {U"ќ", U"қ"}, {U"ѝ", U"и"}, {U"ў", U"ӯ"}, {U"џ", U"ҷ"},
    {U"ґ", U"ғ"}, {U"ҕ", U"ғ"}, {U"җ", U"ҷ"}, {U"ҝ", U"қ"}, {U"ҟ", U"қ"}, {U"ҡ", U"қ"},
    {U"ұ", U"ӯ"}, {U"ҹ", U"ҷ"}, {U"һ", U"ҳ"}, {U"ӄ", U"қ"}, {U"ӌ", U"ҷ"}, {U"ӥ", U"ӣ"},
    {U"ӱ", U"ӯ"}, {U"ӳ", U"ӯ"}, {U"ӷ", U"ғ"}, {U"ӽ", U"ҳ"}, {U"ӿ", U"ҳ"},
};
ALPHABET(alphabet_tg, tg);

/* Arabic keyboards' kaf and yeh are Persian's. */
static const struct spelling fa[] = {
    {U"ك", U"ک"}, {U"ى", U"ی"}, {U"ي", U"ی"},
};
ALPHABET(alphabet_fa, fa);

static const struct spelling rest[] = {
    {U"ђ", U"d"}, {U"ѓ", U"g"}, {U"є", U"e"}, {U"ѕ", U"z"}, {U"і", U"i"}, {U"ї", U"i"},
    {U"ј", U"j"},
    {U"љ", U"l"}, {U"њ", U"n"}, {U"ћ", U"ç"}, {U"ќ", U"k"}, {U"ѝ", U"i"}, {U"ў", U"u"},
    {U"џ", U"j"},
    {U"ѣ", U"e"}, {U"ѳ", U"f"}, {U"ѵ", U"i"}, {U"ґ", U"g"}, {U"ғ", U"g"}, {U"ҕ", U"g"},
    {U"җ", U"j"},
    {U"ҙ", U"z"}, {U"қ", U"k"}, {U"ҝ", U"g"}, {U"ҟ", U"k"}, {U"ҡ", U"k"}, {U"ҥ", U"n"},
    {U"ҫ", U"s"},
    {U"ұ", U"u"}, {U"ҳ", U"h"}, {U"ҵ", U"ts"}, {U"ҷ", U"ç"}, {U"ҹ", U"j"}, {U"һ", U"h"},
    {U"ӄ", U"k"},
    {U"ӌ", U"ç"}, {U"ӑ", U"a"}, {U"ӓ", U"a"}, {U"ӗ", U"e"}, {U"ә", U"a"}, {U"ӣ", U"i"},
    {U"ӥ", U"i"},
    {U"ӧ", U"o"}, {U"ө", U"o"}, {U"ӯ", U"u"}, {U"ӱ", U"u"}, {U"ӳ", U"u"}, {U"ӵ", U"ç"},
    {U"ӷ", U"g"},
};
ALPHABET(alphabet_rest, rest);

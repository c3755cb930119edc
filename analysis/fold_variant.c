/* fold_variant.c: the weaker key of a canonical form, without what documents and typists lose. */
#include "analysis/fold_table.h"

#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#define ROWS(table) .rows = table, .count = sizeof table / sizeof *table

/* Uzbek: қ ғ ҳ without their tails, ye and e within a word. ў loses its breve to у in Cyrillic and
 * its apostrophe to o in Latin, so all three are one in the first syllable, where ў mostly stands:
 * see first_vowel. */
static const struct spelling uz_rows[] = {
    {U"h", U"x"}, {U"q", U"k"}, {U"w", U"v"}, {U"ye", U"e"}, {U"ä", U"a"}, {U"ö", U"o"},
    {U"ü", U"u"}, {U"ğ", U"g"}, {U"ʼ", U""},
};
static const struct contextual uz_contextual[] = {{U'y', FOLD_START, U"y"}, {0, 0, U""}};

static const struct spelling kk_rows[] = {
    {U"q", U"k"}, {U"x", U"h"}, {U"ä", U"a"}, {U"ñ", U"n"}, {U"ö", U"o"}, {U"ü", U"u"},
    {U"ğ", U"g"}, {U"ĭ", U"i"}, {U"ı", U"i"}, {U"ū", U"u"}, {U"ʼ", U""},
};

static const struct spelling kaa_rows[] = {
    {U"c", U"s"}, {U"h", U"x"}, {U"q", U"k"}, {U"w", U"u"}, {U"ye", U"e"}, {U"ä", U"a"},
    {U"ñ", U"n"}, {U"ö", U"o"}, {U"ü", U"u"}, {U"ğ", U"g"}, {U"ı", U"i"}, {U"ʼ", U""},
};

static const struct spelling tk_rows[] = {
    {U"v", U"w"}, {U"ä", U"a"}, {U"ç", U"c"}, {U"ñ", U"n"}, {U"ö", U"o"}, {U"ü", U"u"},
    {U"ý", U"y"}, {U"ş", U"s"}, {U"ž", U"z"},
};

/* Tajik and Kyrgyz, and any other Cyrillic: letters of neighbours too. */
static const struct spelling cyrillic_rows[] = {
    {U"ъ", U""}, {U"ь", U""}, {U"э", U"е"}, {U"і", U"и"}, {U"ї", U"и"}, {U"ў", U"у"}, {U"ґ", U"г"},
    {U"ғ", U"г"}, {U"җ", U"ж"}, {U"қ", U"к"}, {U"ң", U"н"}, {U"ү", U"у"}, {U"ұ", U"у"},
    {U"ҳ", U"х"},
    {U"ҷ", U"ч"}, {U"һ", U"х"}, {U"ә", U"а"}, {U"ӣ", U"и"}, {U"ө", U"о"}, {U"ӯ", U"у"},
};

static const struct alphabet uz = {ROWS(uz_rows), .contextual = uz_contextual};
static const struct alphabet kk = {ROWS(kk_rows)};
static const struct alphabet kaa = {ROWS(kaa_rows), .contextual = uz_contextual};
static const struct alphabet tk = {ROWS(tk_rows)};
static const struct alphabet cyrillic = {ROWS(cyrillic_rows)};

static const struct alphabet *const variants[LANGUAGE_COUNT] = {
    [LANGUAGE_UZ] = &uz, [LANGUAGE_KK] = &kk, [LANGUAGE_TK] = &tk, [LANGUAGE_KAA] = &kaa,
};

/* Words of one or two letters (bu, bo; un, on) would become one another. */
static void first_vowel(struct letters *word)
{
    for (size_t i = 0; i < word->count && word->count > 2; i++)
        if (letter_among(word->at[i], U"aeiou")) {
            if (word->at[i] == 'o')
                word->at[i] = 'u';
            return;
        }
}

/* ц is written ts or s: litsenziya, lisenziya. Before other vowels t and s are a verb's (etsa). */
static void single_ts(struct letters *word, const char32_t *vowels)
{
    size_t kept = 0;
    for (size_t i = 0; i < word->count; i++)
        if (i + 2 >= word->count || word->at[i] != 't' || word->at[i + 1] != 's' ||
            !letter_among(word->at[i + 2], vowels))
            word->at[kept++] = word->at[i];
    word->count = kept;
}

/* Latin letters that Unicode does not see as a letter and a mark. */
static const struct spelling latin_rows[] = {
    {U"æ", U"ae"}, {U"ð", U"d"}, {U"ø", U"o"}, {U"þ", U"th"}, {U"đ", U"d"}, {U"ħ", U"h"},
    {U"ı", U"i"},
    {U"ł", U"l"}, {U"ŋ", U"n"}, {U"œ", U"oe"}, {U"ŧ", U"t"}, {U"ə", U"a"}, {U"ʼ", U""},
};
static const struct alphabet latin = {ROWS(latin_rows)};

/* The letter under the marks of a Latin letter. */
static char32_t bare(char32_t letter)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
    UChar parts[8];
    int32_t count = -1;
    if (letter >= 0xC0)
        count = unorm2_getDecomposition(nfkc, (UChar32)letter, parts, 8, &error);
    return U_SUCCESS(error) && count > 0 ? parts[0] : letter;
}

size_t fold_variant(enum language language, const char *form, size_t length, char *out)
{
    const struct alphabet *own = (unsigned)language < LANGUAGE_COUNT ? variants[language] : NULL;
    struct letters word;
    letters_read(&word, form, length);
    if (own)
        single_ts(&word, language == LANGUAGE_UZ ? U"ie" : U"i");
    if (own)
        alphabet_spell(own, &word);
    if (language == LANGUAGE_UZ)
        first_vowel(&word);
    for (size_t i = 0; i < word.count; i++)
        if (letter_is_latin(word.at[i]) && !(own && letter_among(word.at[i], U"şç")))
            word.at[i] = bare(word.at[i]);
    if (!own) {
        alphabet_spell(&latin, &word);
        alphabet_spell(&cyrillic, &word);
    }
    return letters_write(&word, out);
}

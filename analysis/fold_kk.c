/* fold_kk.c: Kazakh, Cyrillic of 1940 and the Latin of four decrees, in one Latin alphabet.
 *
 * The canonical letters are those of the alphabet of 28 January 2021 (ä ö ü ū ş ğ ñ q, ы y, і ı,
 * у u, х һ h) with ĭ for й. That alphabet writes both и and й as i; what is which follows from
 * where it stands, and the Cyrillic is brought to the same:
 *   after a vowel                         ĭ   қоян qoĭan, сый syĭ, үй üĭ, Дмитрий dmitriĭ
 *   at the start before a vowel           ĭ   йод ĭod, юрта ĭurta
 *   elsewhere                             i   жиын jiyn, сюжет siujet
 *   и and й before a vowel together       i   қияр qiar, партия partia
 * ё and э are e, ц is ts, ч ç, щ and шш ş; ъ ь are not written; сх is sʼh, for Latin sh is ş.
 * Latin of other years is read when a word shows by its letters that it is that: acutes (decree
 * of 19 February 2018), apostrophes (26 October 2017), w or ï (Kazinform, in use from 1998). In
 * those the letters i ı u y mean other sounds. */
#include "analysis/fold_table.h"

static const struct spelling rows[] = {
    {U"ch", U"ç"},
    {U"sh", U"ş"}, {U"sʼ", U"s"},
    {U"á", U"ä"}, {U"é", U"e"}, {U"ï", U"i"}, {U"ó", U"ö"}, {U"ú", U"ü"}, {U"ý", U"u"},
    {U"ń", U"ñ"}, {U"ŋ", U"ñ"}, {U"ǵ", U"ğ"},
    {U"ʼ", U""},
    {U"а", U"a"}, {U"б", U"b"}, {U"в", U"v"}, {U"г", U"g"}, {U"д", U"d"}, {U"е", U"e"},
    {U"ж", U"j"}, {U"з", U"z"}, {U"и", U"i"}, {U"й", U"ĭ"}, {U"к", U"k"}, {U"л", U"l"},
    {U"м", U"m"}, {U"н", U"n"}, {U"о", U"o"}, {U"п", U"p"}, {U"р", U"r"}, {U"с", U"s"},
    {U"т", U"t"}, {U"у", U"u"}, {U"ф", U"f"}, {U"х", U"h"}, {U"ц", U"ts"}, {U"ч", U"ç"},
    {U"ш", U"ş"}, {U"щ", U"ş"}, {U"ъ", U""}, {U"ы", U"y"}, {U"ь", U""}, {U"э", U"e"},
    {U"ю", U"ĭu"}, {U"я", U"ĭa"},
    {U"ѐ", U"e"}, {U"ё", U"e"}, {U"ѓ", U"ğ"}, {U"є", U"ğ"}, {U"ѕ", U"ñ"}, {U"і", U"ı"},
    {U"ї", U"ü"}, {U"ј", U"ä"}, {U"њ", U"ñ"}, {U"ћ", U"h"}, {U"ќ", U"q"}, {U"ѝ", U"i"},
    {U"ў", U"ū"}, {U"ѳ", U"ö"}, {U"ґ", U"ö"}, {U"ғ", U"ğ"}, {U"ҕ", U"ğ"}, {U"җ", U"j"},
    {U"қ", U"q"}, {U"ҝ", U"q"}, {U"ҟ", U"q"}, {U"ҡ", U"q"}, {U"ң", U"ñ"}, {U"ҥ", U"ñ"},
    {U"ү", U"ü"}, {U"ұ", U"ū"}, {U"ҳ", U"h"}, {U"ҷ", U"j"}, {U"һ", U"h"},
    {U"ӄ", U"q"}, {U"ӈ", U"ñ"}, {U"ӊ", U"ñ"}, {U"ӓ", U"ä"}, {U"ә", U"ä"}, {U"ӣ", U"i"},
    {U"ӧ", U"ö"}, {U"ө", U"ö"}, {U"ӯ", U"ū"}, {U"ӱ", U"ü"}, {U"ӷ", U"ğ"}, {U"ӽ", U"h"},
};

static const struct spelling acute_rows[] = {
    {U"aʼ", U"ä"},
    {U"ch", U"ç"}, {U"cʼ", U"ç"},
    {U"gʼ", U"ğ"},
    {U"i", U"ı"}, {U"iʼ", U"i"},
    {U"nʼ", U"ñ"},
    {U"oʼ", U"ö"},
    {U"sh", U"ş"}, {U"sʼ", U"ş"},
    {U"u", U"ū"}, {U"uʼ", U"ü"},
    {U"w", U"u"},
    {U"yʼ", U"u"},
    {U"ı", U"i"},
};

static const struct spelling kazinform_rows[] = {
    {U"i", U"ı"}, {U"u", U"ū"}, {U"w", U"u"}, {U"x", U"h"}, {U"y", U"ĭ"}, {U"ï", U"i"},
    {U"ı", U"y"},
};

#define VOWELS U"aäeoöuūüyı"

static bool is_vowel(char32_t letter)
{
    return letter_among(letter, VOWELS);
}

static bool is_i(char32_t letter)
{
    return letter == 'i' || letter == U'ĭ';
}

/* A run of i and ĭ as the one or two letters that its place asks for: see the table at the top. */
static void add_run(struct letters *word, size_t length, bool before_vowel)
{
    char32_t last = word->count ? word->at[word->count - 1] : 0;
    if (is_vowel(last) || (!last && before_vowel)) {
        letters_add(word, U'ĭ');
        return;
    }
    letters_add(word, 'i');
    if (last && length > 1 && !before_vowel)
        letters_add(word, U'ĭ');
}

static void place_i(struct letters *word)
{
    struct letters placed;
    placed.count = 0;
    for (size_t i = 0; i < word->count;) {
        size_t run = 0;
        while (i + run < word->count && is_i(word->at[i + run]))
            run++;
        if (run)
            add_run(&placed, run, i + run < word->count && is_vowel(word->at[i + run]));
        else
            letters_add(&placed, word->at[i]);
        i += run ? run : 1;
    }
    letters_copy(word, &placed);
}

static void finish(struct letters *word)
{
    size_t kept = 0;
    for (size_t i = 0; i < word->count; i++)
        if (word->at[i] != U'ş' || !kept || word->at[kept - 1] != U'ş')
            word->at[kept++] = word->at[i];
    word->count = kept;
    place_i(word);
}

static const struct alphabet alphabet_acute = {
    .rows = acute_rows, .count = sizeof acute_rows / sizeof *acute_rows,
    .base = &alphabet_kk, .latin = true, .digraphs = true, .finish = finish,
};
static const struct alphabet alphabet_kazinform = {
    .rows = kazinform_rows, .count = sizeof kazinform_rows / sizeof *kazinform_rows,
    .base = &alphabet_kk, .latin = true, .digraphs = true, .finish = finish,
};

static bool has_letter_apostrophe(const struct letters *word)
{
    for (size_t i = 1; i < word->count; i++)
        if (word->at[i] == FOLD_APOSTROPHE && letter_among(word->at[i - 1], U"agnoucyis") &&
            (i + 1 == word->count || word->at[i + 1] != 'h'))
            return true;
    return false;
}

/* In a plain ASCII word w is English's. */
static bool has_own_letter(const struct letters *word)
{
    for (size_t i = 0; i < word->count; i++)
        if (word->at[i] > 0x7F && !letter_among(word->at[i], U"şçĭʼ"))
            return true;
    return false;
}

/* The letters that show another alphabet are w, the apostrophe and those beyond ASCII. */
static bool may_be_other(const struct letters *word)
{
    for (size_t i = 0; i < word->count; i++)
        if (word->at[i] == 'w' || (word->at[i] >= 0x80 && word->at[i] < 0x400))
            return true;
    return false;
}

static const struct alphabet *choose(const struct letters *word)
{
    if (!may_be_other(word))
        return &alphabet_kk;
    if (letters_has(word, U"áǵńóúý") || has_letter_apostrophe(word))
        return &alphabet_acute;
    if (letters_has(word, U"ï") || (letters_has(word, U"w") && has_own_letter(word)))
        return &alphabet_kazinform;
    return &alphabet_kk;
}

const struct alphabet alphabet_kk = {
    .rows = rows, .count = sizeof rows / sizeof *rows, .base = &alphabet_rest,
    .vowels = VOWELS, .latin = true, .digraphs = true, .finish = finish, .choose = choose,
};

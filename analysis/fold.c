/* fold.c: the canonical form of a word, from its bytes to one alphabet a language. */
#include "analysis/fold_table.h"

#include <string.h>
#include <unicode/uchar.h>

static const struct alphabet *const alphabets[LANGUAGE_COUNT] = {
    [LANGUAGE_RU] = &alphabet_ru, [LANGUAGE_UZ] = &alphabet_uz, [LANGUAGE_KK] = &alphabet_kk,
    [LANGUAGE_KY] = &alphabet_ky, [LANGUAGE_TG] = &alphabet_tg, [LANGUAGE_TK] = &alphabet_tk,
    [LANGUAGE_KAA] = &alphabet_kaa, [LANGUAGE_FA] = &alphabet_fa, [LANGUAGE_UR] = &alphabet_fa,
    [LANGUAGE_PS] = &alphabet_fa,
};

const struct alphabet *alphabet_of(enum language language)
{
    return (unsigned)language < LANGUAGE_COUNT ? alphabets[language] : NULL;
}

/* The first row of a letter, or where it would stand. */
static size_t lower_bound(const struct alphabet *alphabet, char32_t letter)
{
    size_t low = 0, high = alphabet->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (alphabet->rows[middle].from[0] < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* An alphabet and what is found in it once a word. */
struct speller {
    const struct alphabet *alphabet;
    uint32_t ruled;   /* the letters a to z that rows or rules are about */
    uint32_t paired;  /* those of them that are so before a second letter only */
    uint32_t seconds; /* such letters, beside the apostrophe */
    size_t cyrillic;  /* the first row from а on */
};

static uint32_t letter_bit(char32_t letter)
{
    return letter >= 'a' && letter <= 'z' ? UINT32_C(1) << (letter - 'a') : 0;
}

static struct speller speller_of(const struct alphabet *alphabet, bool cyrillic)
{
    uint32_t alone = alphabet->digraphs ? letter_bit('h') : 0, paired = 0, seconds = 0;
    size_t first = cyrillic ? lower_bound(alphabet, U'а') : 0;
    const struct alphabet *own = alphabet;
    for (const struct contextual *row = alphabet->contextual; row && row->from; row++)
        alone |= letter_bit(row->from);
    for (; alphabet; alphabet = alphabet->base)
        for (size_t i = 0; i < alphabet->count && alphabet->rows[i].from[0] < 0x80; i++) {
            const char32_t *from = alphabet->rows[i].from;
            *(from[1] ? &paired : &alone) |= letter_bit(from[0]);
            seconds |= letter_bit(from[1]);
        }
    return (struct speller){own, alone | paired, paired & ~alone, seconds, first};
}

/* Is this a letter that stays as it is, with that one behind it? */
static bool stays(const struct speller *speller, char32_t letter, char32_t next)
{
    uint32_t bit = letter_bit(letter);
    return bit & ~speller->ruled ||
           (bit & speller->paired && next != FOLD_APOSTROPHE && !(letter_bit(next) & speller->seconds));
}

/* The first row of a letter; few rows are about ASCII, and those of а to я mostly stand in a row. */
static size_t first_row(const struct speller *speller, const struct alphabet *alphabet, char32_t letter)
{
    size_t at = speller->cyrillic + (letter - U'а');
    if (letter < 0x80) {
        for (at = 0; at < alphabet->count && alphabet->rows[at].from[0] < letter; at++)
            ;
        return at;
    }
    if (alphabet != speller->alphabet || letter < U'а' || letter > U'я' || at >= alphabet->count)
        return lower_bound(alphabet, letter);
    while (at > 0 && alphabet->rows[at - 1].from[0] >= letter)
        at--;
    while (at < alphabet->count && alphabet->rows[at].from[0] < letter)
        at++;
    return at;
}

/* The row of the pair if there is one, else of the first letter, else NULL. */
static const struct spelling *find(const struct speller *speller, char32_t first, char32_t second)
{
    const struct spelling *single = NULL;
    for (const struct alphabet *alphabet = speller->alphabet; alphabet && !single; alphabet = alphabet->base)
        for (size_t i = first_row(speller, alphabet, first); i < alphabet->count; i++) {
            const struct spelling *row = &alphabet->rows[i];
            if (row->from[0] != first)
                break;
            if (!row->from[1])
                single = row;
            else if (row->from[1] == second)
                return row;
        }
    return single;
}

static bool is_letter(char32_t letter)
{
    return letter_is_latin(letter) || letter_is_cyrillic(letter);
}

static unsigned context_after(const struct alphabet *alphabet, char32_t read,
                              const struct letters *written)
{
    if (read == U'ъ' || read == U'ь')
        return FOLD_SIGN;
    if (!written->count || !is_letter(written->at[written->count - 1]))
        return FOLD_START;
    if (alphabet->vowels && letter_among(written->at[written->count - 1], alphabet->vowels))
        return FOLD_VOWEL;
    return FOLD_CONSONANT;
}

/* What is written instead of the rows' for a letter in this place, or NULL. `read` is the letter before it. */
static const char32_t *special(const struct alphabet *alphabet, char32_t letter, char32_t read,
                               const struct letters *written)
{
    const struct contextual *row = alphabet->contextual;
    for (; row && row->from; row++)
        if (row->from == letter && (row->when & context_after(alphabet, read, written)))
            return row->to;
    return NULL;
}

static void write_spelling(const struct alphabet *alphabet, struct letters *word,
                           const char32_t *out)
{
    char32_t last = word->count ? word->at[word->count - 1] : 0;
    if (alphabet->digraphs && *out == 'h' && (last == 's' || last == 'c'))
        letters_add(word, FOLD_APOSTROPHE);
    for (; *out; out++)
        letters_add(word, *out);
}

void alphabet_spell(const struct alphabet *alphabet, struct letters *word)
{
    struct speller speller = speller_of(alphabet, word->count && letter_is_basic_cyrillic(word->at[0]));
    struct letters written;
    char32_t read = 0;
    written.count = 0;
    for (size_t i = 0; i < word->count; i++) {
        char32_t next = i + 1 < word->count ? word->at[i + 1] : 0;
        if (stays(&speller, word->at[i], next)) {
            letters_add(&written, read = word->at[i]);
            continue;
        }
        char32_t self[2] = {word->at[i], 0};
        const struct spelling *row = find(&speller, word->at[i], next);
        const char32_t *to = special(alphabet, word->at[i], read, &written);
        bool useless = !row && alphabet->latin && letter_is_cyrillic(word->at[i]);
        write_spelling(alphabet, &written, to ? to : row ? row->to : useless ? U"" : self);
        if (!to && row && row->from[1])
            i++;
        read = word->at[i];
    }
    letters_copy(word, &written);
}

/* Replaces the exceptional beginning of a word. */
static void apply_exceptions(const struct exception *exceptions, struct letters *word)
{
    for (; exceptions && exceptions->from; exceptions++) {
        size_t from = 0, to = 0;
        while (from < word->count && exceptions->from[from] == word->at[from])
            from++;
        if (exceptions->from[from])
            continue;
        for (; exceptions->to[to]; to++)
            word->at[to] = exceptions->to[to];
        memmove(word->at + to, word->at + from, (word->count - from) * sizeof *word->at);
        word->count -= from - to;
        return;
    }
}

bool letters_has(const struct letters *word, const char32_t *any)
{
    for (size_t i = 0; i < word->count; i++)
        if (letter_among(word->at[i], any))
            return true;
    return false;
}

/* Quotes around a word are no part of it. One at the end alone may be a letter's (togʻ). */
static void strip_quotes(struct letters *word)
{
    size_t leading = 0;
    while (leading < word->count && word->at[leading] == FOLD_APOSTROPHE)
        leading++;
    if (!leading)
        return;
    word->count -= leading;
    memmove(word->at, word->at + leading, word->count * sizeof *word->at);
    while (word->count && word->at[word->count - 1] == FOLD_APOSTROPHE)
        word->count--;
}

/* Where I is the capital of ı and İ of i. The two that write both as I as often as not are taken at
 * their word only when another letter of the word shows that it keeps them apart. */
static void fold_dotless(enum language language, struct letters *word)
{
    size_t first = 0;
    while (first < word->count && word->at[first] != 'I' && word->at[first] != U'İ')
        first++;
    if (first == word->count)
        return;
    bool turkish = language == LANGUAGE_TR || language == LANGUAGE_AZ;
    bool either = language == LANGUAGE_KK || language == LANGUAGE_KAA;
    bool dotless = turkish || (either && letters_has(word, U"ıİ"));
    for (size_t i = 0; i < word->count; i++)
        if (word->at[i] == U'İ')
            word->at[i] = 'i';
        else if (word->at[i] == 'I' && dotless)
            word->at[i] = U'ı';
}

/* Of a language without rows for the apostrophe: the typewriter's, inside a word only. */
static void keep_apostrophes(struct letters *word)
{
    size_t kept = 0;
    while (word->count && word->at[word->count - 1] == FOLD_APOSTROPHE)
        word->count--;
    for (size_t i = 0; i < word->count; i++)
        if (word->at[i] != FOLD_APOSTROPHE)
            word->at[kept++] = word->at[i];
        else if (kept && word->at[kept - 1] != '\'')
            word->at[kept++] = '\'';
    word->count = kept;
}

static void spell(const struct alphabet *alphabet, struct letters *word)
{
    if (alphabet && alphabet->choose)
        alphabet = alphabet->choose(word);
    if (alphabet)
        alphabet_spell(alphabet, word);
    if (!alphabet || !alphabet->latin) {
        keep_apostrophes(word);
        return;
    }
    if (alphabet->finish)
        alphabet->finish(word);
    apply_exceptions(alphabet->exceptions, word);
    while (word->count && word->at[word->count - 1] == FOLD_APOSTROPHE)
        word->count--;
}

/* Signs that are not written alike. Kyrgyz has them in loans only and drops ь before suffixes (апрель,
 * апрелде; объект is written обьект too); Tajik has given ь up. */
static const char32_t *silent_letters(enum language language)
{
    return language == LANGUAGE_KY ? U"ъьЪЬ" : language == LANGUAGE_TG ? U"ьЬ" : U"";
}

/* Before scripts are counted: a word is not to change its script when it is folded again. */
static void drop_silent(enum language language, struct letters *word)
{
    const char32_t *silent = silent_letters(language);
    size_t kept = 0;
    for (size_t i = 0; i < word->count && *silent; i++)
        if (!letter_among(word->at[i], silent))
            word->at[kept++] = word->at[i];
    word->count = *silent ? kept : word->count;
}

/* The small letter of a Cyrillic one that stays as it is; 0 for one that is silent or that a row is about. */
static char32_t plain_cyrillic(enum language language, char32_t letter)
{
    const struct alphabet *alphabet = alphabet_of(language);
    if (letter >= 0x410 && letter <= 0x44F) {
        const char32_t *silent = silent_letters(language);
        letter += letter < 0x430 ? 32 : 0;
        return *silent && letter_among(letter, silent) ? 0 : letter;
    }
    if (!letter_is_cyrillic(letter))
        return 0;
    letter = (char32_t)u_foldCase((UChar32)letter, U_FOLD_CASE_DEFAULT);
    size_t row = alphabet ? lower_bound(alphabet, letter) : 0;
    return alphabet && row < alphabet->count && alphabet->rows[row].from[0] == letter ? 0 : letter;
}

/* Plain words of the languages that keep their letters: ASCII, or Cyrillic. Returns 0 when the word
 * is anything else. */
static size_t fold_plain(enum language language, const char *word, size_t length, char *out)
{
    const unsigned char *in = (const unsigned char *)word;
    bool no_capital_i = language == LANGUAGE_TR || language == LANGUAGE_AZ;
    size_t i = 0, seen = 0;
    if (length > FOLD_MAX)
        return 0;
    while (i < length && ((in[i] >= '0' && in[i] <= '9') || (in[i] >= 'a' && in[i] <= 'z') ||
                          (in[i] >= 'A' && in[i] <= 'Z' && !(in[i] == 'I' && no_capital_i)))) {
        out[i] = (char)(in[i] >= 'A' && in[i] <= 'Z' ? in[i] + 32 : in[i]);
        seen |= in[i] > '9';
        i++;
    }
    if (i == length || seen)
        return i == length ? length : 0;
    for (; i + 1 < length && (in[i] & 0xFC) == 0xD0 && in[i + 1] >> 6 == 2; i += 2) {
        char32_t letter = plain_cyrillic(language, (in[i] & 31u) << 6 | (in[i + 1] & 63u));
        if (!letter)
            return 0;
        out[i] = (char)(0xC0 | letter >> 6);
        out[i + 1] = (char)(0x80 | (letter & 63));
    }
    return i == length ? length : 0;
}

static void clean(struct letters *letters, enum language language, const char *word, size_t length)
{
    letters_read(letters, word, length);
    strip_quotes(letters);
    fold_dotless(language, letters);
    drop_silent(language, letters);
    letters_repair(letters, language);
}

size_t fold_word(enum language language, const char *word, size_t length, char *out)
{
    const struct alphabet *alphabet = alphabet_of(language);
    bool latin = alphabet && alphabet->latin;
    struct letters letters;
    size_t plain = latin ? 0 : fold_plain(language, word, length, out);
    if (plain)
        return plain;
    if (latin && letters_read_plain(&letters, word, length)) {
        spell(alphabet, &letters);
        return letters_write(&letters, out);
    }
    clean(&letters, language, word, length);
    if (letters_normalize(&letters)) {
        drop_silent(language, &letters);
        letters_repair(&letters, language); /* Ａ ß K are Latin letters only now */
        spell(alphabet, &letters);
        letters_normalize(&letters); /* what a dropped letter parted may compose */
    } else {
        spell(alphabet, &letters);
    }
    return letters_write(&letters, out);
}

/* detect_count.c: counts what letters, pairs of letters, words and endings say of the language. */
#include "analysis/detect_count.h"

#include <pthread.h>
#include <string.h>

#include <unicode/utf8.h>

/* Weights of single votes, in DETECT_UNIT. */
enum { WEIGHT_WORD = 10, WEIGHT_ENDING = 5, WEIGHT_LETTER = 10 };

#define LETTERS_MOST 1200 /* twice as many pairs, of 25 each, fit into a sum */

const struct detect_profile detect_profiles[DETECT_PROFILES] = {
    {LANGUAGE_UZ, SCRIPT_CYRILLIC, detect_uz_cyrillic},
    {LANGUAGE_KK, SCRIPT_CYRILLIC, detect_kk_cyrillic},
    {LANGUAGE_KY, SCRIPT_CYRILLIC, detect_ky_cyrillic},
    {LANGUAGE_TG, SCRIPT_CYRILLIC, detect_tg_cyrillic},
    {LANGUAGE_TK, SCRIPT_CYRILLIC, detect_tk_cyrillic},
    {LANGUAGE_KAA, SCRIPT_CYRILLIC, detect_kaa_cyrillic},
    {LANGUAGE_RU, SCRIPT_CYRILLIC, detect_ru_cyrillic},
    {LANGUAGE_TT, SCRIPT_CYRILLIC, detect_tt_cyrillic},
    {LANGUAGE_BA, SCRIPT_CYRILLIC, detect_tt_cyrillic},
    {LANGUAGE_MN, SCRIPT_CYRILLIC, detect_mn_cyrillic},
    {LANGUAGE_UK, SCRIPT_CYRILLIC, detect_uk_cyrillic},
    {LANGUAGE_BE, SCRIPT_CYRILLIC, detect_be_cyrillic},
    {LANGUAGE_BG, SCRIPT_CYRILLIC, detect_bg_cyrillic},
    {LANGUAGE_SR, SCRIPT_CYRILLIC, detect_sr_cyrillic},
    {LANGUAGE_UZ, SCRIPT_LATIN, detect_uz_latin},
    {LANGUAGE_KK, SCRIPT_LATIN, detect_kk_latin},
    {LANGUAGE_TK, SCRIPT_LATIN, detect_tk_latin},
    {LANGUAGE_KAA, SCRIPT_LATIN, detect_kaa_latin},
    {LANGUAGE_KAA, SCRIPT_LATIN, detect_kaa_apostrophes},
    {LANGUAGE_EN, SCRIPT_LATIN, detect_en_latin},
    {LANGUAGE_TR, SCRIPT_LATIN, detect_tr_latin},
    {LANGUAGE_AZ, SCRIPT_LATIN, detect_az_latin},
    {LANGUAGE_UND, SCRIPT_LATIN, detect_romance_latin},
    {LANGUAGE_UND, SCRIPT_LATIN, detect_germanic_latin},
    {LANGUAGE_UND, SCRIPT_LATIN, detect_europe_latin},
};

/* Letters outside the alphabets of the profiles, and of Arabic, that few languages have. */
static const struct {
    int32_t character;
    uint64_t languages;
} telling[] = {
    {0x452, IN(SR)},  {0x454, IN(UK)},          {0x457, IN(UK)},          {0x458, IN(SR)},
    {0x459, IN(SR)},  {0x45A, IN(SR)},          {0x45B, IN(SR)},          {0x45F, IN(SR)},
    {0x491, IN(UK)},  {0x499, IN(BA)},          {0x4A1, IN(BA)},          {0x4AB, IN(BA)},
    {0x62D, IN(AR)},  {0x629, IN(AR)},          {0x643, IN(AR)},
    {0x64A, IN(AR) | IN(UG) | IN(PS)},
    {0x679, IN(UR)},  {0x67C, IN(PS)},          {0x67E, IN(FA) | IN(UR) | IN(PS) | IN(UG)},
    {0x681, IN(PS)},  {0x685, IN(PS)},          {0x686, IN(FA) | IN(UR) | IN(PS) | IN(UG)},
    {0x688, IN(UR)},  {0x689, IN(PS)},          {0x691, IN(UR)},          {0x693, IN(PS)},
    {0x696, IN(PS)},  {0x69A, IN(PS)},          {0x6A9, IN(FA) | IN(UR) | IN(PS)},
    {0x6AB, IN(PS)},  {0x6AD, IN(UG)},          {0x6AF, IN(FA) | IN(UR) | IN(UG)},
    {0x6BA, IN(UR)},  {0x6BC, IN(PS)},          {0x6BE, IN(UR) | IN(UG)}, {0x6C1, IN(UR)},
    {0x6C6, IN(UG)},  {0x6C7, IN(UG)},          {0x6C8, IN(UG)},          {0x6CB, IN(UG)},
    {0x6CC, IN(FA) | IN(UR) | IN(PS)},          {0x6CD, IN(PS)},          {0x6D0, IN(PS) | IN(UG)},
    {0x6D2, IN(UR)},  {0x6D5, IN(UG)},
};

/* Where the words of a table are found by what hash_before() says of their bytes from the last to the first, so that all
 * endings of a word are looked up on one way through it. */
#define SLOTS 8192
struct lookup {
    const struct detect_word *table;
    uint16_t slots[SLOTS]; /* numbers from 1 */
};

static struct lookup words, endings;

static uint32_t hash_before(uint32_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * 0x01000193u;
}

static size_t slot_of(uint32_t hash)
{
    return (hash ^ hash >> 15) % SLOTS;
}

static void fill_lookup(struct lookup *lookup, const struct detect_word *table, unsigned count)
{
    lookup->table = table;
    for (unsigned i = 0; i < count; i++) {
        uint32_t hash = 0;
        for (size_t at = strlen(table[i].text); at-- > 0;)
            hash = hash_before(hash, table[i].text[at]);
        size_t slot = slot_of(hash);
        while (lookup->slots[slot])
            slot = (slot + 1) % SLOTS;
        lookup->slots[slot] = (uint16_t)(i + 1);
    }
}

/* The languages that `length` bytes of text stand under; 0 for none. */
static uint64_t languages_of(const struct lookup *lookup, uint32_t hash, const char *text, unsigned length)
{
    for (size_t slot = slot_of(hash); lookup->slots[slot]; slot = (slot + 1) % SLOTS) {
        const struct detect_word *word = &lookup->table[lookup->slots[slot] - 1];
        if (!strncmp(text, word->text, length) && !word->text[length])
            return word->languages;
    }
    return 0;
}

static void vote(struct detect_tally *tally, uint64_t languages, int weight)
{
    for (int language = 0; languages; language++, languages >>= 1)
        if (languages & 1)
            tally->votes[language] += weight;
}

/* The profiles of a script side by side: what a pair costs in each of them is added at once. */
#define CELLS (DETECT_CYRILLIC_LETTERS * DETECT_CYRILLIC_LETTERS)
static struct detect_costs costs[2][CELLS]; /* Cyrillic, Latin */
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_tables(void)
{
    fill_lookup(&words, detect_words, detect_word_count);
    fill_lookup(&endings, detect_endings, detect_ending_count);
    for (size_t i = 0; i < DETECT_PROFILES; i++) {
        bool latin = i >= DETECT_LATIN_FROM;
        size_t letters = latin ? DETECT_LATIN_LETTERS : DETECT_CYRILLIC_LETTERS, at = latin ? i - DETECT_LATIN_FROM : i;
        for (size_t cell = 0; cell < letters * letters; cell++)
            costs[latin][cell].of[at / DETECT_LANES][at % DETECT_LANES] =
                (uint16_t)(detect_profiles[i].pairs[cell] - 'A');
    }
}

void detect_count_begin(struct detect_tally *tally, bool with_words)
{
    pthread_once(&filled, fill_tables);
    *tally = (struct detect_tally){.script = SCRIPT_NONE, .with_words = with_words};
}

static const struct detect_costs *costs_of(bool latin, unsigned first, unsigned second)
{
    return &costs[latin][first * (latin ? DETECT_LATIN_LETTERS : DETECT_CYRILLIC_LETTERS) + second];
}

static void count_pair(struct detect_tally *tally, enum script script, unsigned first, unsigned second)
{
    bool latin = script == SCRIPT_LATIN;
    const struct detect_costs *pair = costs_of(latin, first, second);
    struct detect_costs *sums = &tally->costs[latin][tally->name];
    if (tally->latin + tally->cyrillic > LETTERS_MOST) /* of one endless word */
        return;
    sums->of[0] += pair->of[0];
    sums->of[1] += pair->of[1];
}

/* The word if the table knows it, else its longest ending that the other one knows, with two bytes or more before it. */
static void vote_word(struct detect_tally *tally)
{
    uint64_t found = 0;
    uint32_t hash = 0;
    for (unsigned from = tally->word_length; from-- > 0;) {
        hash = hash_before(hash, tally->word[from]);
        if (from < 2 || from + 2 > tally->word_length || (tally->word[from] & 0xC0) == 0x80)
            continue;
        uint64_t languages = languages_of(&endings, hash, tally->word + from, tally->word_length - from);
        found = languages ? languages : found;
    }
    uint64_t languages = languages_of(&words, hash, tally->word, tally->word_length);
    vote(tally, languages ? languages : found, languages ? WEIGHT_WORD : WEIGHT_ENDING);
}

static void end_word(struct detect_tally *tally)
{
    if (tally->previous)
        count_pair(tally, tally->script, tally->previous, 0);
    if (tally->with_words && tally->word_length > 0 && tally->word_length < DETECT_WORD_MOST)
        vote_word(tally);
    tally->word_length = 0;
    tally->previous = 0;
    tally->script = SCRIPT_NONE;
}

static void vote_letter(struct detect_tally *tally, int32_t character)
{
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (telling[i].character == character)
            vote(tally, telling[i].languages, WEIGHT_LETTER);
}

static void count_letter(struct detect_tally *tally, const struct detect_letter *letter)
{
    bool latin = letter->script == SCRIPT_LATIN;
    *(latin ? &tally->latin : &tally->cyrillic) += 1;
    if (!latin && letter->index == DETECT_CYRILLIC_LETTERS - 1)
        vote_letter(tally, letter->character);
    if (letter->script != tally->script)
        tally->previous = 0;
    count_pair(tally, letter->script, tally->previous, letter->index);
    tally->script = letter->script;
    tally->previous = letter->index;
}

static void count_other(struct detect_tally *tally, const struct detect_letter *letter)
{
    tally->other++;
    tally->others[letter->language]++;
    if (letter->language == LANGUAGE_AR)
        vote_letter(tally, letter->character);
}

static void spell(struct detect_tally *tally, int32_t character)
{
    if (!tally->with_words)
        tally->word_length = 1;
    else if (tally->word_length + U8_MAX_LENGTH <= DETECT_WORD_MOST)
        U8_APPEND_UNSAFE(tally->word, tally->word_length, character);
    else
        tally->word_length = DETECT_WORD_MOST;
}

void detect_count(struct detect_tally *tally, const struct detect_letter *letter)
{
    bool apostrophe = letter->character == '\'';
    if (letter->script == SCRIPT_NONE || (apostrophe && tally->word_length == 0)) {
        end_word(tally);
        return;
    }
    if (tally->word_length == 0)
        tally->name = letter->capital && tally->words > 0;
    tally->words += tally->word_length == 0;
    if (letter->script == SCRIPT_OTHER)
        count_other(tally, letter);
    else if (!apostrophe || tally->script == SCRIPT_LATIN)
        count_letter(tally, letter);
    spell(tally, letter->character);
}

/* Letters of one script; the compiler makes a loop of its own for each. */
static inline size_t count_run(struct detect_tally *tally, bool latin, const char *text, size_t length, size_t at)
{
    struct detect_costs *sums = &tally->costs[latin][tally->name], sum = *sums;
    unsigned before = tally->previous, count = 0, room = LETTERS_MOST - (tally->latin + tally->cyrillic);
    bool with_words = tally->with_words;
    for (; at < length && count < room; count++, at += latin ? 1 : 2) {
        int32_t letter = detect_letter_near(text, length, at);
        if (!letter || (letter < 0x80) != latin)
            break;
        unsigned number = latin ? detect_latin_number(letter) : detect_cyrillic_number(letter);
        const struct detect_costs *pair = costs_of(latin, before, number);
        sum.of[0] += pair->of[0];
        sum.of[1] += pair->of[1];
        before = number;
        if (with_words)
            spell(tally, letter);
    }
    *sums = sum;
    tally->previous = before;
    *(latin ? &tally->latin : &tally->cyrillic) += count;
    return at;
}

static void begin_word(struct detect_tally *tally, int32_t letter, bool capital)
{
    tally->name = capital && tally->words > 0;
    tally->words++;
    tally->script = letter < 0x80 ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
    tally->word_length = !tally->with_words;
}

size_t detect_count_near(struct detect_tally *tally, const char *text, size_t length, size_t at)
{
    int32_t letter = detect_letter_near(text, length, at);
    if (letter && tally->latin + tally->cyrillic < LETTERS_MOST) {
        if (tally->word_length == 0)
            begin_word(tally, letter, detect_is_capital(text + at));
        if (tally->script == SCRIPT_LATIN)
            at = count_run(tally, true, text, length, at);
        else if (tally->script == SCRIPT_CYRILLIC)
            at = count_run(tally, false, text, length, at);
    }
    if (at == length || !detect_is_sign(text, length, at))
        return at;
    end_word(tally);
    return at + 1;
}

enum script detect_main_script(const struct detect_tally *tally)
{
    unsigned most = tally->cyrillic > tally->latin ? tally->cyrillic : tally->latin;
    if (most == 0 && tally->other == 0)
        return SCRIPT_NONE;
    if (tally->other > most)
        return SCRIPT_OTHER;
    return tally->cyrillic >= tally->latin ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
}

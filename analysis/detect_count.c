/* detect_count.c: counts what letters and pairs of letters say of the language. */
#include "analysis/detect_count.h"

#include <pthread.h>
#include <string.h>

#include <unicode/utf8.h>

#define WEIGHT_LETTER 10  /* of the vote of a letter that tells, in DETECT_UNIT */
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

/* The profiles of a script side by side: what a pair costs in each of them is added at once. */
#define CELLS (DETECT_CYRILLIC_LETTERS * DETECT_CYRILLIC_LETTERS)
static struct detect_costs costs[2][CELLS]; /* Cyrillic, Latin */
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill_tables(void)
{
    for (size_t i = 0; i < DETECT_PROFILES; i++) {
        bool latin = i >= DETECT_LATIN_FROM;
        size_t letters = latin ? DETECT_LATIN_LETTERS : DETECT_CYRILLIC_LETTERS, at = latin ? i - DETECT_LATIN_FROM : i;
        for (size_t cell = 0; cell < letters * letters; cell++)
            costs[latin][cell].of[at / DETECT_LANES][at % DETECT_LANES] =
                (uint16_t)(detect_profiles[i].pairs[cell] - 'A');
    }
}

void detect_count_begin(struct detect_tally *tally)
{
    pthread_once(&filled, fill_tables);
    *tally = (struct detect_tally){.script = SCRIPT_NONE};
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

static void begin_word(struct detect_tally *tally, bool capital)
{
    tally->name = capital && tally->words > 0;
    tally->words++;
    tally->in_word = true;
}

static void end_word(struct detect_tally *tally)
{
    if (tally->previous)
        count_pair(tally, tally->script, tally->previous, 0);
    tally->in_word = false;
    tally->previous = 0;
    tally->script = SCRIPT_NONE;
}

static void vote_letter(struct detect_tally *tally, int32_t character)
{
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (telling[i].character == character)
            detect_vote(tally, telling[i].languages, WEIGHT_LETTER);
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

void detect_count(struct detect_tally *tally, const struct detect_letter *letter)
{
    bool apostrophe = letter->character == '\'';
    if (letter->script == SCRIPT_NONE || (apostrophe && !tally->in_word)) {
        end_word(tally);
        return;
    }
    if (!tally->in_word)
        begin_word(tally, letter->capital);
    if (letter->script == SCRIPT_OTHER)
        count_other(tally, letter);
    else if (!apostrophe || tally->script == SCRIPT_LATIN)
        count_letter(tally, letter);
}

/* Letters of one script; the compiler makes a loop of its own for each. */
static inline size_t count_run(struct detect_tally *tally, bool latin, const char *text, size_t length, size_t at)
{
    struct detect_costs *sums = &tally->costs[latin][tally->name], sum = *sums;
    size_t width = latin ? 1 : 2, start = at, room = (LETTERS_MOST - (tally->latin + tally->cyrillic)) * width;
    size_t end = length - at < room ? length : at + room;
    unsigned before = tally->previous, number;
    for (; at < end; at += width, before = number) {
        number = latin ? detect_latin_near(text, length, at) : detect_cyrillic_near(text, length, at);
        if (!number)
            break;
        const struct detect_costs *pair = costs_of(latin, before, number);
        sum.of[0] += pair->of[0];
        sum.of[1] += pair->of[1];
    }
    *sums = sum;
    tally->previous = before;
    *(latin ? &tally->latin : &tally->cyrillic) += (unsigned)((at - start) / width);
    return at;
}

size_t detect_count_near(struct detect_tally *tally, const char *text, size_t length, size_t at)
{
    int32_t letter = detect_letter_near(text, length, at);
    if (letter && tally->latin + tally->cyrillic < LETTERS_MOST) {
        if (!tally->in_word) {
            begin_word(tally, detect_is_capital(text + at));
            tally->script = letter < 0x80 ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
        }
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

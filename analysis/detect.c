/* detect.c: the language of a block, from its letters and words; CLD2 knows the rest of the world. */
#include "analysis/detect.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "analysis/cld2.h"
#include "analysis/detect_count.h"

/* Weights, in units of evidence (DETECT_UNIT); all of them tuned by tests/eval/detection.py. */
enum {
    WEIGHT_CLD2 = 4,
    WEIGHT_CLD2_RELIABLE = 8,
    WEIGHT_NEIGHBOUR = 10,
    SURE = 60,   /* a lead over the second that more reading would not turn round */
    DOUBT = 28,  /* one that CLD2 would neither turn round nor bring below a confidence of .9 */
    NEAR = 8,    /* what a language beside ours has to bring more than ours, */
    FAR = 16     /* and one that hardly stands beside them */
};
#define TEMPERATURE 0.35   /* the part that evidence counts by: letter pairs depend on each other */
#define WORST_FIT 13.0     /* the evidence against a pair, on average, of text in no language */
#define LETTER 10.0        /* the evidence of a letter for the language that alone has its script */
#define FIT_LETTERS 8      /* letters that it takes to say so */
#define LONE_NEIGHBOUR 0.3 /* confidence where nothing but the neighbour speaks */

#define LETTERS_ENOUGH 120 /* letters that decide where the lead is SURE */
#define LETTERS_MOST 600   /* letters that are read where it is not */
#define BYTES_MOST 8192    /* bytes that are searched for them */

/* What each language's evidence adds up to. */
struct verdict {
    double score[LANGUAGE_COUNT]; /* of the candidates */
    uint64_t candidates;          /* a bit a language */
    enum language best;
    double lead; /* over the second */
};

#define BIT(language) (UINT64_C(1) << (language))

static bool is_candidate(const struct verdict *verdict, enum language language)
{
    return verdict->candidates & BIT(language);
}

_Static_assert(LANGUAGE_COUNT <= 64, "a bit a language");

static void add_score(struct verdict *verdict, enum language language, double score)
{
    if (!is_candidate(verdict, language) || verdict->score[language] < score)
        verdict->score[language] = score;
    verdict->candidates |= BIT(language);
}

/* What speaks against a language before a letter is read. UND stands for the rest of Europe. */
static int odds_against(enum language language)
{
    if (language <= LANGUAGE_OURS_LAST)
        return 0;
    bool far = language == LANGUAGE_BE || language == LANGUAGE_BG || language == LANGUAGE_SR;
    return far ? FAR : NEAR;
}

static size_t first_profile(enum script script)
{
    return script == SCRIPT_LATIN ? DETECT_LATIN_FROM : 0;
}

static size_t end_of_profiles(enum script script)
{
    return script == SCRIPT_LATIN ? DETECT_PROFILES : script == SCRIPT_CYRILLIC ? DETECT_LATIN_FROM : 0;
}

static void score_profiles(struct verdict *verdict, const struct detect_tally *tally,
                           enum script script)
{
    for (size_t i = first_profile(script); i < end_of_profiles(script); i++) {
        enum language language = detect_profiles[i].language;
        int score = tally->votes[language] - detect_cost(tally, i) / DETECT_PAIR_PARTS;
        add_score(verdict, language, score - odds_against(language));
    }
}

/* Scripts beside ours: the letters' own language; where that is Arabic or Han, the votes choose. */
static void score_others(struct verdict *verdict, const struct detect_tally *tally)
{
    static const enum language arabic[] = {LANGUAGE_AR, LANGUAGE_FA, LANGUAGE_UR, LANGUAGE_PS,
                                           LANGUAGE_UG};
    const unsigned *others = tally->others;
    for (int i = LANGUAGE_UND + 1; i < LANGUAGE_COUNT; i++)
        if (others[i])
            add_score(verdict, i, LETTER * others[i] + tally->votes[i]);
    for (size_t i = 0; others[LANGUAGE_AR] && i < sizeof arabic / sizeof *arabic; i++)
        add_score(verdict, arabic[i], LETTER * others[LANGUAGE_AR] + tally->votes[arabic[i]]);
    if (others[LANGUAGE_JA])
        add_score(verdict, LANGUAGE_JA, LETTER * (others[LANGUAGE_ZH] + others[LANGUAGE_JA]));
}

static void rank(struct verdict *verdict)
{
    double best = -INFINITY, second = -INFINITY;
    for (uint64_t left = verdict->candidates; left; left &= left - 1) {
        enum language i = (enum language)__builtin_ctzll(left);
        if (verdict->score[i] > best) {
            second = best;
            best = verdict->score[i];
            verdict->best = i;
        } else if (verdict->score[i] > second) {
            second = verdict->score[i];
        }
    }
    verdict->lead = best - second;
}

static struct verdict judge(const struct detect_tally *tally)
{
    struct verdict verdict;
    verdict.candidates = 0;
    verdict.best = LANGUAGE_UND;
    enum script script = detect_main_script(tally);
    if (script == SCRIPT_OTHER)
        score_others(&verdict, tally);
    else
        score_profiles(&verdict, tally, script);
    rank(&verdict);
    return verdict;
}

static void favour(struct verdict *verdict, enum language neighbour)
{
    if (neighbour == LANGUAGE_UND || !is_candidate(verdict, neighbour))
        return;
    verdict->score[neighbour] += WEIGHT_NEIGHBOUR;
    rank(verdict);
}

/* Counts letters until they decide; returns how many bytes that took. */
static size_t read_letters(struct detect_tally *tally, struct verdict *verdict, const char *text, size_t length)
{
    size_t at = 0;
    unsigned next_look = LETTERS_ENOUGH;
    if (length > BYTES_MOST)
        length = BYTES_MOST;
    while (at < length) {
        size_t before = at;
        at = detect_count_near(tally, text, length, at);
        if (at == before) {
            struct detect_letter letter;
            at = detect_letter_read(text, length, at, &letter);
            detect_count(tally, &letter);
        }
        unsigned letters = tally->cyrillic + tally->latin + tally->other;
        if (letters < next_look || tally->in_word)
            continue;
        next_look += LETTERS_ENOUGH;
        *verdict = judge(tally);
        if (letters >= LETTERS_MOST || verdict->lead >= SURE)
            return at;
    }
    detect_count(tally, &(struct detect_letter){.script = SCRIPT_NONE});
    *verdict = judge(tally);
    return at;
}

/* What the letters say, and the words where letters alone do not decide; returns how many bytes that took. */
static size_t read_text(struct detect_tally *tally, struct verdict *verdict, const char *text, size_t length)
{
    detect_count_begin(tally);
    size_t end = read_letters(tally, verdict, text, length);
    if (verdict->lead < SURE) {
        detect_vote_words(tally, text, end);
        *verdict = judge(tally);
    }
    return end;
}

/* Our language of a code of CLD2, which has some names of its own. */
static enum language language_of_cld2(const char *code)
{
    static const struct {
        const char *theirs;
        enum language ours;
    } names[] = {{"iw", LANGUAGE_HE}, {"nn", LANGUAGE_NO}, {"zh-Hant", LANGUAGE_ZH}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(code, names[i].theirs) == 0)
            return names[i].ours;
    return language_by_code(code, strlen(code));
}

/* CLD2's voice. In the Latin script the languages without a profile share those under LANGUAGE_UND:
 * what CLD2 says of one of them stands for all. A language that our table does not have is more often
 * a guess at a few names than a text, and has no vote. Returns CLD2's answer. */
static enum language ask_cld2(struct verdict *verdict, const char *text, size_t length)
{
    int reliable;
    const char *code = cld2_language(text, length, &reliable);
    enum language language = code ? language_of_cld2(code) : LANGUAGE_UND;
    if (language == LANGUAGE_UND)
        return language;
    enum language voted = is_candidate(verdict, language) ? language : LANGUAGE_UND;
    if (is_candidate(verdict, voted))
        verdict->score[voted] += reliable ? WEIGHT_CLD2_RELIABLE : WEIGHT_CLD2;
    rank(verdict);
    return language;
}

/* The probability of a language, from the scores of all. */
static double probability(const struct verdict *verdict, enum language language)
{
    double sum = 0, score = verdict->score[language];
    for (uint64_t left = verdict->candidates; left; left &= left - 1)
        sum += exp((verdict->score[__builtin_ctzll(left)] - score) * DETECT_UNIT * TEMPERATURE);
    return 1.0 / sum;
}

/* Text whose letter pairs are strange to every language: codes, formulas, other tongues. */
static bool fits_nothing(const struct detect_tally *tally)
{
    enum script script = detect_main_script(tally);
    unsigned letters = script == SCRIPT_LATIN ? tally->latin : tally->cyrillic;
    if (script == SCRIPT_OTHER || letters < FIT_LETTERS)
        return false;
    int least = INT_MAX;
    for (size_t i = first_profile(script); i < end_of_profiles(script); i++)
        if (detect_cost(tally, i) < least)
            least = detect_cost(tally, i);
    return least > DETECT_PAIR_PARTS * WORST_FIT * letters;
}

static enum language decide(struct verdict *verdict, const struct detect_tally *tally, const char *text, size_t length,
                            double *confidence)
{
    if (!is_candidate(verdict, verdict->best) || fits_nothing(tally))
        return LANGUAGE_UND;
    enum language named = LANGUAGE_UND;
    if (verdict->lead < DOUBT || verdict->best == LANGUAGE_UND)
        named = ask_cld2(verdict, text, length);
    if (verdict->best != LANGUAGE_UND)
        named = verdict->best;
    if (confidence)
        *confidence = probability(verdict, is_candidate(verdict, named) ? named : verdict->best);
    return named;
}

enum language detect_language(const char *text, size_t length, enum language neighbour,
                              double *confidence)
{
    struct detect_tally tally;
    struct verdict verdict;
    if (confidence)
        *confidence = 0;
    size_t end = read_text(&tally, &verdict, text, length);
    favour(&verdict, neighbour);
    if (detect_main_script(&tally) != SCRIPT_NONE)
        return decide(&verdict, &tally, text, end, confidence);
    if (neighbour != LANGUAGE_UND && confidence)
        *confidence = LONE_NEIGHBOUR;
    return neighbour;
}

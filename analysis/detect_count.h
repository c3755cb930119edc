/* detect_count.h: the evidence for each language that is counted while a text is read. */
#ifndef ANALYSIS_DETECT_COUNT_H
#define ANALYSIS_DETECT_COUNT_H

#include "analysis/detect_letters.h"
#include "analysis/detect_tables.h"

#define DETECT_PROFILES 25
#define DETECT_LATIN_FROM 14 /* where those of the Latin script begin, behind the Cyrillic ones */

/* A pair of letters weighs this many parts, and half of it in a capitalised word after the first,
 * which is more often than not a name. */
#define DETECT_PAIR_PARTS 4
#define DETECT_NAME_PARTS 2

extern const struct detect_profile detect_profiles[DETECT_PROFILES];

/* Of up to 16 profiles of one script, in vectors of the compiler's: gcc does not see by itself that they can be added at
 * once. */
#define DETECT_LANES 8
typedef uint16_t detect_lanes __attribute__((vector_size(2 * DETECT_LANES)));
struct detect_costs {
    detect_lanes of[2];
};

struct detect_tally {
    struct detect_costs costs[2][2]; /* for detect_cost(): Cyrillic and Latin, words and names */
    int votes[LANGUAGE_COUNT];       /* of words, endings and rare letters */
    unsigned others[LANGUAGE_COUNT]; /* letters of scripts beside ours, by language */
    unsigned cyrillic, latin, other; /* letters read */
    unsigned words;

    enum script script; /* of the letter before */
    unsigned previous;  /* its number, 0 at the edge of a word */
    bool name;          /* this word may be one */
    bool in_word;
};

void detect_count_begin(struct detect_tally *tally);

/* In parts: how unexpected the letters are in a profile. */
static inline int detect_cost(const struct detect_tally *tally, size_t profile)
{
    bool latin = profile >= DETECT_LATIN_FROM;
    size_t i = latin ? profile - DETECT_LATIN_FROM : profile, half = i / DETECT_LANES, at = i % DETECT_LANES;
    const struct detect_costs *sums = tally->costs[latin];
    return sums[false].of[half][at] * DETECT_PAIR_PARTS + sums[true].of[half][at] * DETECT_NAME_PARTS;
}

/* Counts what most of a text is: letters of one word, as far as they are near ones (detect_letters.h) of one script, and a
 * sign behind them. Returns where they end; what stands there is for detect_count() if nothing was taken. */
size_t detect_count_near(struct detect_tally *tally, const char *text, size_t length, size_t at);

/* Counts one letter, or with SCRIPT_NONE the end of a word. */
void detect_count(struct detect_tally *tally, const struct detect_letter *letter);

/* Adds to the votes of these languages. */
void detect_vote(struct detect_tally *tally, uint64_t languages, int weight);

/* Lets the words of a text vote, or their endings: slower than letters, and long texts do without. */
void detect_vote_words(struct detect_tally *tally, const char *text, size_t length);

/* The script that most of the letters belong to. */
enum script detect_main_script(const struct detect_tally *tally);

#endif

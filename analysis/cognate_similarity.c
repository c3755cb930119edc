/* cognate_similarity.c: how alike two words sound: an edit distance that knows which sounds are near. */
#include "analysis/cognate.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Costs in hundredths; all of them, like the weights at the end, were fitted to pairs of words. */
#define VOWEL_GAP 50
#define GLIDE_GAP 12
#define FIRST_H_GAP 50
#define CONSONANT_GAP 85
#define VOWEL_CHANGE 45
#define MIXED_CHANGE 130
#define SECOND_GAP 5
#define END_SHARE 33 /* what is left over at the end of one costs so much of it: stems are cut */
#define CUT_MIN 3  /* sounds that a cut stem must have */
#define ENOUGH 700 /* a longer word is no surer */

#define SPAN ('z' - 'A' + 1)
#define NEAR(a, b, cost) [a - 'A'][b - 'A'] = cost, [b - 'A'][a - 'A'] = cost

/* What it costs that one stands for the other; 0: no relation. */
static const uint8_t near[SPAN][SPAN] = {
    NEAR('a', 'A', 10), NEAR('a', 'e', 32), NEAR('a', 'o', 20), NEAR('A', 'e', 30), NEAR('A', 'o', 28),
    NEAR('e', 'i', 30), NEAR('i', 'u', 50), NEAR('i', 'U', 55), NEAR('o', 'O', 8),  NEAR('o', 'u', 25),
    NEAR('O', 'u', 18), NEAR('O', 'U', 15), NEAR('u', 'U', 3),
    NEAR('y', 'i', 3), NEAR('y', 'e', 20), NEAR('v', 'u', 3), NEAR('v', 'U', 20), NEAR('v', 'o', 80),
    NEAR('f', 'u', 60),
    NEAR('b', 'p', 40), NEAR('d', 't', 15), NEAR('g', 'k', 40), NEAR('g', 'h', 40), NEAR('k', 'h', 35),
    NEAR('s', 'z', 6),
    NEAR('f', 'v', 45), NEAR('f', 'p', 65), NEAR('b', 'v', 50), NEAR('m', 'n', 70), NEAR('s', 't', 80),
    NEAR('S', 'C', 7), NEAR('S', 's', 45), NEAR('C', 's', 70), NEAR('J', 'C', 55), NEAR('J', 'S', 60),
    NEAR('J', 'z', 50),
    NEAR('J', 's', 60), NEAR('J', 'y', 45), NEAR('k', 'C', 75),
    NEAR('G', 'g', 4),  NEAR('G', 'J', 8),  NEAR('G', 'k', 45), NEAR('G', 'h', 50), NEAR('G', 'H', 8),
    NEAR('H', 'h', 1),  NEAR('H', 'g', 8), NEAR('H', 'k', 45), NEAR('H', 'X', 6),
    NEAR('K', 'k', 1),  NEAR('K', 's', 8),  NEAR('K', 'z', 20), NEAR('K', 'g', 45), NEAR('K', 'h', 40),
    NEAR('Q', 'C', 1), NEAR('Q', 'S', 5), NEAR('Q', 'h', 5), NEAR('Q', 'k', 12), NEAR('Q', 'K', 12),
    NEAR('Q', 'J', 55),
    NEAR('X', 'h', 1), NEAR('X', 'k', 3), NEAR('X', 's', 18), NEAR('X', 'z', 60), NEAR('X', 'g', 40),
    NEAR('X', 'Q', 10),
    NEAR('q', 'k', 5),  NEAR('q', 'g', 45), NEAR('Y', 'J', 2),  NEAR('Y', 'y', 2),  NEAR('Y', 'i', 10),
};

static unsigned gap(char sound)
{
    if (sound_is_vowel(sound))
        return VOWEL_GAP;
    return sound == 'y' ? GLIDE_GAP : sound == 'H' ? FIRST_H_GAP : CONSONANT_GAP;
}

static unsigned change(char a, char b)
{
    unsigned cost = near[a - 'A'][b - 'A'];
    if (cost)
        return cost;
    unsigned vowels = sound_is_vowel(a) + (unsigned)sound_is_vowel(b);
    return vowels == 2 ? VOWEL_CHANGE : vowels ? MIXED_CHANGE : CONSONANT_GAP;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* x may stand for two sounds, k and s, and qu for k and v: the second then costs little. */
static unsigned gap_beside(char sound, unsigned gap, char aligned)
{
    if (aligned != 'X' && aligned != 'q')
        return gap;
    return sound == (aligned == 'X' ? 's' : 'v') ? SECOND_GAP : gap;
}

void cognate_read(struct cognate_word *out, const char *term, size_t length)
{
    sounds_of(&out->sounds, term, length, READING_BLURRED);
    out->weights[0] = 0;
    for (size_t i = 0; i < out->sounds.count; i++)
        out->weights[i + 1] = out->weights[i] + gap(out->sounds.at[i]);
}

/* The row of costs of turning the first i sounds of one into each beginning of the other, from the row before it. Returns
 * the least of them: no later row has less. */
static unsigned next_row(unsigned *row, const struct cognate_word *a, size_t i, const struct cognate_word *b)
{
    unsigned corner = row[0], left = a->weights[i], own = left - a->weights[i - 1], lowest = left;
    char sound = a->sounds.at[i - 1];
    row[0] = left;
    for (size_t j = 1; j <= b->sounds.count; j++) {
        char other = b->sounds.at[j - 1];
        unsigned gap = b->weights[j] - b->weights[j - 1];
        unsigned one = least(row[j] + gap_beside(sound, own, other), left + gap_beside(other, gap, sound));
        unsigned both = sound == other ? corner : corner + change(sound, other);
        corner = row[j];
        row[j] = left = least(both, one);
        lowest = least(lowest, left);
    }
    return lowest;
}

/* What costs `cost` up to here: and so much more for the rest of one word. Stems are cut, so that it is little. */
static unsigned with_rest(unsigned cost, const struct cognate_word *side, size_t from, size_t end)
{
    return cost + (side->weights[end] - side->weights[from]) * END_SHARE / 100;
}

/* The distance of the first m sounds of one and the first n of the other, gathered row by row in *best. */
static void gather(unsigned *best, const unsigned *row, const struct cognate_word *a, size_t i, size_t m, const struct cognate_word *b,
                   size_t n)
{
    if (i > m)
        return;
    if (i == m)
        *best = least(*best, row[n]);
    if (i >= CUT_MIN && n >= CUT_MIN)
        *best = least(*best, with_rest(row[n], a, i, m));
    for (size_t j = CUT_MIN; i == m && m >= CUT_MIN && j < n; j++)
        *best = least(*best, with_rest(row[j], b, j, n));
}

/* What costs are judged by: the longer of the two words, and how much was said. */
struct scale {
    double core, whole;
    double said;
};

static struct scale scale_of(const struct cognate_word *x, const struct cognate_word *y)
{
    unsigned x_core = x->weights[x->sounds.core], y_core = y->weights[y->sounds.core];
    unsigned x_whole = x->weights[x->sounds.count], y_whole = y->weights[y->sounds.count];
    return (struct scale){.core = x_core > y_core ? x_core : y_core, .whole = x_whole > y_whole ? x_whole : y_whole,
                          .said = least(least(x_core, y_core), ENOUGH) / 100.0};
}

/* The logarithm of the odds against the two being one word. */
static double odds_against(const struct scale *scale, unsigned core, unsigned whole)
{
    return 22 * (core / scale->core) + 11 * (whole / scale->whole) - 2.06 * (scale->said - 2);
}

double cognate_alike(const struct cognate_word *x, const struct cognate_word *y, double least_alike)
{
    unsigned row[SOUNDS_MAX + 1], core = UINT_MAX, whole = UINT_MAX;
    if (!x->sounds.core || !y->sounds.core)
        return 0;
    struct scale scale = scale_of(x, y);
    double most = least_alike > 0 ? log(1 / least_alike - 1) + 1e-6 : INFINITY;
    memcpy(row, y->weights, sizeof row);
    for (size_t i = 1; i <= x->sounds.count; i++) {
        unsigned lowest = next_row(row, x, i, y);
        gather(&core, row, x, i, x->sounds.core, y, y->sounds.core);
        gather(&whole, row, x, i, x->sounds.count, y, y->sounds.count);
        if (odds_against(&scale, least(core, lowest), least(whole, lowest)) > most)
            return 0;
    }
    return 1 / (1 + exp(odds_against(&scale, core, whole)));
}

double cognate_similarity(const char *a, size_t a_length, const char *b, size_t b_length)
{
    struct cognate_word x, y;
    cognate_read(&x, a, a_length);
    cognate_read(&y, b, b_length);
    return cognate_alike(&x, &y, 0);
}

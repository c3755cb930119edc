/* cognate_tail.c: the international endings of words, which every language has in a shape of its own. */
#include "analysis/cognate_sound.h"

/* In sounds, without vowels and y at their end. At least `units` consonants (a first vowel counts as one) must remain;
 * the first `keep` sounds stay with the word. */
struct tail {
    const char *sounds;
    uint8_t length, units, keep;
};

#define TAIL(sounds, units, keep) {sounds, sizeof sounds - 1, units, keep}

/* By their last sound, the longest first. */
#define TAILS(sound) static const struct tail sound##_tails[]
TAILS(S) = {TAIL("iS", 3, 0), {0}};
TAILS(k) = {
    TAIL("iCesk", 3, 0), TAIL("alik", 3, 0), TAIL("elik", 3, 0), TAIL("ilik", 3, 0), TAIL("rlik", 3, 1),
    TAIL("Cesk", 3, 0), TAIL("dik", 3, 0),
    TAIL("ik", 3, 0), TAIL("sk", 3, 0), {0}};
TAILS(l) = {TAIL("ikal", 3, 0), TAIL("al", 3, 0), {0}};
TAILS(m) = {TAIL("ism", 3, 0), TAIL("izm", 3, 0), {0}};
TAILS(n) = {
    TAIL("istan", 3, 0), TAIL("iston", 3, 0), TAIL("sion", 2, 1), TAIL("stan", 3, 0), TAIL("ston", 3, 0),
    TAIL("aln", 3, 0), TAIL("arn", 3, 0), TAIL("ian", 3, 0), TAIL("ivn", 3, 0), TAIL("ovn", 3, 0), {0}};
TAILS(r) = {TAIL("ator", 3, 0), TAIL("atur", 3, 0), TAIL("ar", 3, 0), TAIL("er", 3, 0), TAIL("or", 3, 0), {0}};
TAILS(s) = {
    TAIL("ans", 4, 0), TAIL("ens", 4, 0), TAIL("as", 3, 0), TAIL("is", 3, 0), TAIL("ks", 3, 1),
    TAIL("us", 3, 0), {0}};
TAILS(t) = {
    TAIL("itet", 3, 0), TAIL("nost", 3, 0), TAIL("ant", 4, 0), TAIL("ent", 4, 0), TAIL("ist", 3, 0),
    TAIL("ost", 3, 0), TAIL("at", 3, 0), TAIL("it", 3, 0), TAIL("kt", 3, 1), TAIL("ut", 3, 0), {0}};
TAILS(v) = {TAIL("irov", 3, 0), TAIL("izov", 3, 0), TAIL("stv", 3, 0), TAIL("iv", 3, 0), TAIL("ov", 3, 0), {0}};
TAILS(z) = {TAIL("iz", 3, 0), {0}};

static const struct tail *const tails[128] = {
    ['S'] = S_tails, ['k'] = k_tails, ['l'] = l_tails, ['m'] = m_tails, ['n'] = n_tails, ['r'] = r_tails,
    ['s'] = s_tails, ['t'] = t_tails, ['v'] = v_tails, ['z'] = z_tails,
};

/* v between a vowel and a consonant is no consonant to count on: автор, author. */
static unsigned units_of(const char *sounds, size_t count)
{
    unsigned units = count && sound_is_vowel(sounds[0]);
    for (size_t i = 0; i < count; i++) {
        bool lip = sounds[i] == 'v' && i && sound_is_vowel(sounds[i - 1]) && i + 1 < count &&
                   !sound_is_vowel(sounds[i + 1]);
        units += sounds[i] != 'y' && !lip && !sound_is_vowel(sounds[i]);
    }
    return units;
}

static size_t without_vowels(const char *sounds, size_t count)
{
    size_t end = count;
    while (end && (sound_is_vowel(sounds[end - 1]) || sounds[end - 1] == 'y'))
        end--;
    return units_of(sounds, end) >= 2 ? end : count;
}

/* Russian stems of adjectives end in н after a consonant. */
static bool is_adjective(const char *sounds, size_t count)
{
    return count > 4 && sounds[count - 1] == 'n' && !sound_is_vowel(sounds[count - 2]) && units_of(sounds, count) > 3;
}

static bool ends_in(const char *sounds, size_t count, const struct tail *tail)
{
    size_t i = tail->length;
    if (i >= count)
        return false;
    while (i && sounds[--count] == tail->sounds[i - 1])
        i--;
    return !i;
}

static size_t without_tail(const char *sounds, size_t count)
{
    for (const struct tail *tail = count ? tails[sounds[count - 1] & 127] : NULL; tail && tail->length; tail++) {
        if (!ends_in(sounds, count, tail))
            continue;
        size_t rest = count - tail->length + tail->keep;
        if (units_of(sounds, rest) >= tail->units)
            return rest;
    }
    return is_adjective(sounds, count) ? count - 1 : count;
}

size_t sounds_core(const char *sounds, size_t count)
{
    size_t core = without_vowels(sounds, count);
    for (int round = 0; round < 3; round++) {
        size_t shorter = without_tail(sounds, core);
        if (shorter == core)
            break;
        core = without_vowels(sounds, shorter);
    }
    return core;
}

/* cognate.c: the keys, made of consonants, under which words that sound alike are filed and sought. */
#include "analysis/cognate.h"

#include "analysis/cognate_sound.h"

#include <string.h>

#define KEY_CONSONANTS 4 /* more would tell the stems of one word apart */
#define END '.'

/* k, g and h are one: Kazakh, казах, қазақ; Kopenhagen, Копенгаген; Hitler, Гитлер. */
static const char consonants[128] = {
    ['p'] = 'p', ['b'] = 'b', ['t'] = 't', ['d'] = 'd', ['k'] = 'k', ['g'] = 'k', ['h'] = 'k', ['f'] = 'f', ['v'] = 'f',
    ['s'] = 's', ['z'] = 's', ['S'] = 'c', ['C'] = 'c', ['J'] = 'j', ['m'] = 'm', ['n'] = 'n', ['l'] = 'l', ['r'] = 'r',
};

static const char vowels[128] = {
    ['a'] = 'a', ['A'] = 'a', ['o'] = 'a', ['e'] = 'i', ['i'] = 'i', ['O'] = 'u', ['u'] = 'u', ['U'] = 'u',
};

/* Between a vowel and a consonant v comes and goes (авто, auto; Кавказ, Caucasus), at the start of a word f and u as
 * well (Афғон, Ауған). */
static bool is_lip(char c, const char *before, size_t count, char next)
{
    bool first = count == 1 && (c == 'f' || c == 'u');
    return (c == 'v' || first) && count && sound_is_vowel(before[count - 1]) && next != 'y' && next != END &&
           !sound_is_vowel(next);
}

/* How a sound counts in a key: ш as с before some consonants (штат, state), m as n before others, the last one
 * voiceless (клуб, klup). */
static char settle(char c, char next)
{
    if (c == 'S' && strchr("tpmnk", next))
        return 's';
    if (c == 'm' && strchr("pbfvkg", next))
        return 'n';
    return next != END ? c : c == 'b' ? 'p' : c == 'd' ? 't' : c;
}

/* What a key is made of: the core without y, without i beside a vowel, without such v, and without the i of Истанбул
 * and ыстық. */
static size_t reduce(const struct sounds *word, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < word->core; i++) {
        char c = word->at[i], next = i + 1u < word->core ? word->at[i + 1] : END;
        bool beside = n && (sound_is_vowel(out[n - 1]) || sound_is_vowel(next));
        if (c == 'y' || (c == 'i' && beside) || is_lip(c, out, n, next))
            continue;
        if (n == 1 && out[0] == 'i' && c == 's' && next != END && !sound_is_vowel(next))
            n = 0;
        out[n++] = settle(c, next);
    }
    return n;
}

/* Neighbours of one class count once. */
static size_t add(char *key, size_t n, char c, bool neighbour)
{
    if (c && (!n || !neighbour || key[n - 1] != c))
        key[n++] = c;
    return n;
}

/* Fewer than three consonants say little: the vowels speak as well, and k is not g. */
static size_t short_key(const char *sounds, size_t count, char *key)
{
    size_t n = 0;
    for (size_t i = 0; i < count && n < COGNATE_KEY_MAX; i++) {
        char consonant = sounds[i] == 'g' || sounds[i] == 'h' ? 'g' : consonants[sounds[i] & 127];
        n = add(key, n, consonant ? consonant : vowels[sounds[i] & 127], true);
    }
    return n >= 2 ? n : 0;
}

/* A first vowel, whichever, and the consonants; of three the vowel between the first two at the end.
 * `found` is how many consonants there are, up to KEY_CONSONANTS. */
static size_t make_key(const char *sounds, size_t count, char *key, unsigned *found)
{
    size_t n = 0;
    char vowel = 0;
    *found = 0;
    if (count && sound_is_vowel(sounds[0]))
        key[n++] = 'a';
    for (size_t i = n; i < count && *found < KEY_CONSONANTS; i++) {
        size_t before = n;
        if (*found < 2 && vowels[sounds[i] & 127])
            vowel = vowels[sounds[i] & 127];
        n = add(key, n, consonants[sounds[i] & 127], i && consonants[sounds[i - 1] & 127]);
        *found += n > before;
    }
    if (*found < 3)
        return short_key(sounds, count, key);
    return *found == 3 ? add(key, n, vowel, false) : n;
}

static void keep(struct cognate_keys *out, const char *key, size_t length)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->lengths[i] == length && !memcmp(out->keys[i], key, length))
            return;
    if (length && out->count < COGNATE_KEYS_MAX) {
        memcpy(out->keys[out->count], key, length);
        out->lengths[out->count++] = (uint8_t)length;
    }
}

/* The word as if its stem had been cut before the last consonant. */
static size_t without_last(const char *sounds, size_t count)
{
    while (count && sound_is_vowel(sounds[count - 1]))
        count--;
    count -= count > 0;
    while (count && sound_is_vowel(sounds[count - 1]))
        count--;
    return count;
}

static void keep_reading(struct cognate_keys *out, const char *sounds, size_t count, bool wide)
{
    char key[COGNATE_KEY_MAX];
    unsigned found, fewer;
    size_t length = make_key(sounds, count, key, &found);
    keep(out, key, length);
    if (!wide || found < 3)
        return;
    for (const char *vowel = "aiu"; *vowel && found == 3 && strchr("aiu", key[length - 1]); vowel++) {
        key[length - 1] = *vowel;
        keep(out, key, length);
    }
    length = make_key(sounds, without_last(sounds, count), key, &fewer);
    if (fewer < found)
        keep(out, key, length);
}

static void keep_readings(struct cognate_keys *out, const char *term, size_t length, bool wide)
{
    struct sounds word = {.ambiguous = 2};
    for (unsigned reading = READING_FIRST; reading <= READING_MIXED && reading <= word.ambiguous; reading++) {
        char sounds[SOUNDS_MAX];
        sounds_of(&word, term, length, (enum reading)reading);
        keep_reading(out, sounds, reduce(&word, sounds), wide);
    }
}

size_t cognate_key(const char *term, size_t length, char *out)
{
    struct sounds word;
    char sounds[SOUNDS_MAX];
    unsigned found;
    sounds_of(&word, term, length, READING_FIRST);
    return make_key(sounds, reduce(&word, sounds), out, &found);
}

void cognate_keys(struct cognate_keys *out, const char *term, size_t length)
{
    keep_readings(out, term, length, false);
}

void cognate_probes(struct cognate_keys *out, const char *form, size_t form_length, const char *term,
                    size_t term_length)
{
    keep_readings(out, term, term_length, false);
    keep_readings(out, form, form_length, true);
}

/* cognate.h: keys under which words that sound alike in different languages meet, and how alike they are. */
#ifndef ANALYSIS_COGNATE_H
#define ANALYSIS_COGNATE_H

#include "analysis/cognate_sound.h"
#include "analysis/fold.h"

#include <stdint.h>

/* The consonant skeleton of a romanised stem (any of our languages and scripts), into out[FOLD_MAX].
 * 0: too short or too vague to be sought by sound. */
size_t cognate_key(const char *term, size_t length, char *out);

#define COGNATE_KEY_MAX 8
#define COGNATE_KEYS_MAX 12

/* Distinct keys of one word. */
struct cognate_keys {
    char keys[COGNATE_KEYS_MAX][COGNATE_KEY_MAX];
    uint8_t lengths[COGNATE_KEYS_MAX];
    uint8_t count;
};

/* Adds the keys under which a term is filed: one, or up to three if its spelling is read in several ways (George,
 * China, export). */
void cognate_keys(struct cognate_keys *out, const char *term, size_t length);

/* Adds the keys under which a word is sought: those of its term and of its form (a stemmer cuts names), other vowels
 * where a key has one, and a last consonant less, for a stem that was cut. */
void cognate_probes(struct cognate_keys *out, const char *form, size_t form_length, const char *term,
                    size_t term_length);

/* A word that is compared with many: its sounds, and what leaving out its first ones would cost. */
struct cognate_word {
    struct sounds sounds;
    unsigned weights[SOUNDS_MAX + 1]; /* weights[i] of i of them */
};

void cognate_read(struct cognate_word *out, const char *term, size_t length);

/* How alike two stems sound, from 0 to 1, by the correspondences of the region (х/h/kh, ж/j/zh, ц/ts/s,
 * -ция/-tion ...). It is the chance that they are one word, among words that share a key: .5 is break-even, and short
 * words reach less than long ones. What is less than `least` may be said to be 0, which takes less time. */
double cognate_alike(const struct cognate_word *a, const struct cognate_word *b, double least);
double cognate_similarity(const char *a, size_t a_length, const char *b, size_t b_length);

#endif

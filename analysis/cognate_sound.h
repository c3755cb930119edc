/* cognate_sound.h: the sounds of a stem, whatever its language and script. */
#ifndef ANALYSIS_COGNATE_SOUND_H
#define ANALYSIS_COGNATE_SOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sounds are written as letters: a e i o u, A for ä, O for ö, U for ü; y for й; the consonants as in Latin, with S for
 * ш, C for ч, J for ж and дж, h for х. A spelling that is read in two ways is one of these, unless a reading is asked
 * for: G g before e, i and at the end (energy, George), H first h (hydrogen, hotel), K last c (music, police), Q ch
 * (China, chemistry), X x (Xorazm, export), Y first j before u (junior, justice), q qu (quantum, quarantine). */
enum reading {
    READING_FIRST,  /* every such spelling in its first way */
    READING_OTHER,  /* every one in its other way */
    READING_MIXED,  /* only the first of them in its other way */
    READING_BLURRED /* left open */
};

/* Longer words are cut. */
#define SOUNDS_MAX 40

struct sounds {
    char at[SOUNDS_MAX];
    uint8_t count;
    uint8_t core;      /* without international endings */
    uint8_t ambiguous; /* spellings that are read in two ways */
};

void sounds_of(struct sounds *out, const char *term, size_t length, enum reading reading);

static inline bool sound_is_vowel(char sound)
{
    const uint64_t vowels = UINT64_C(0x0010411100104001); /* A O U a e i o u, counted from A */
    return (unsigned)(sound - 'A') < 58 && vowels >> (sound - 'A') & 1;
}

/* How many sounds are left of a word without its international endings (-ия, -tion, -изм, -ический ...). */
size_t sounds_core(const char *sounds, size_t count);

#endif

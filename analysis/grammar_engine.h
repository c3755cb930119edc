/* grammar_engine.h: a grammar in the form that reading a word wants; for grammar*.c and the tools of the build. */
#ifndef ANALYSIS_GRAMMAR_ENGINE_H
#define ANALYSIS_GRAMMAR_ENGINE_H

#include "analysis/grammar.h"

#include <stdint.h>

#define ALPHABET_MAX 63
#define LETTER_OTHER 63        /* not of the alphabet: a digit, a letter of another script */
#define SYMBOLS_MAX 12
#define PATTERNS_MAX 640

typedef uint64_t letter_set;
#define LETTER(l) ((letter_set)1 << (l))
#define CHARACTERS_NEAR 0x530 /* all letters of our alphabets are below */

struct symbol {
    letter_set after_voiced, after_voiceless;
    bool sound; /* a capital letter: has to agree with what stands before it */
};

struct pattern {
    struct symbol symbols[SYMBOLS_MAX];
    int length;
    letter_set after; /* the letters of which one must stand before it; 0: any */
    enum slot slot;
    int weight;
    letter_set restored; /* the letters of which one ended the stem, or 0 */
};

/* A pattern that may end in a letter. */
struct candidate {
    uint16_t pattern;
    uint16_t slot;
};

/* Those of each letter, in the order of the patterns. */
#define CANDIDATES_MAX 64 /* of one letter */
struct pattern_index {
    struct candidate *candidates;
    uint16_t first[ALPHABET_MAX + 2];
    uint64_t fitting[ALPHABET_MAX + 1][ALPHABET_MAX + 1]; /* by letter and the one before it: a bit a candidate */
};

enum note_kind { NOTE_WHOLE = 1, NOTE_NOUN = 2, NOTE_VERB = 4, NOTE_IRREGULAR = 8 };

/* What the lists of a grammar say of one string. */
struct note {
    const char *word;
    size_t length;
    unsigned kinds;
    const char *lemma; /* of an irregular stem */
    size_t lemma_length;
};

struct letter {
    uint32_t character;
    char bytes[5];
    int length;
};

struct grammar_engine {
    const struct grammar *grammar;
    enum language language;
    struct letter letters[ALPHABET_MAX];
    int letter_count;
    uint8_t near[CHARACTERS_NEAR]; /* numbers of characters in the alphabet, plus one */
    letter_set vowels, glides, voiceless, sonorants, verb_ends, weak_ends;
    letter_set agreement[ALPHABET_MAX + 1]; /* of a sound's letter: what may precede it; 0: any */
    struct pattern patterns[PATTERNS_MAX];
    int pattern_count;
    struct pattern_index suffixes, stem_ends; /* by the last letter */
    struct note *notes;             /* a hash table */
    size_t notes_size;              /* a power of two */
    uint8_t final[ALPHABET_MAX + 1];
};

/* One character of text; a byte that is not UTF-8 is a character of its own. Returns its bytes. */
int grammar_character(const unsigned char *text, size_t length, uint32_t *character);

/* Its number in the alphabet, or LETTER_OTHER. */
int grammar_letter(const struct grammar_engine *engine, uint32_t character);

/* What the lists say of a string with this hash (lexicon_hash_add): its note, or one with no word. */
struct note *grammar_note(const struct grammar_engine *engine, const char *word, size_t length, uint32_t hash);

#endif

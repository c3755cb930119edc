/* lexemes.h: which canonical forms are known lemmas, evidence where a word has several readings, or stop words. */
#ifndef ANALYSIS_LEXEMES_H
#define ANALYSIS_LEXEMES_H

#include "analysis/language.h"

#include "base/buffer.h"

#include <stdint.h>

/* The hash of a string of a language, piece by piece: that of a stem leads on to those of all that begins with it (FNV-1a). */
static inline uint32_t lexicon_hash_begin(unsigned language)
{
    return 2166136261u ^ language;
}
static inline uint32_t lexicon_hash_add(uint32_t hash, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}
static inline uint32_t lexicon_hash_end(uint32_t hash)
{
    return hash ^ hash >> 15;
}

/* Is this canonical form a lemma of the glossary? Verbs stand there in their dictionary form. */
bool lexicon_has(enum language language, const char *form, size_t length);

enum lexeme_kind {
    LEXEME_LEMMA = 1,
    LEXEME_INFINITIVE = 2, /* such a lemma that looks like the dictionary form of a verb */
    LEXEME_VERB = 4        /* the stem of one */
};

/* What this text, of which lexicon_hash_add() has made `hash`, is; 0: nothing that is known. */
unsigned lexeme_kinds(enum language language, const char *text, size_t length, uint32_t hash);

/* Is it a word without a subject of its own, such as `the` (data/stopwords.tsv)? */
bool lexicon_is_stopword(enum language language, const char *form, size_t length);

/* The tables that the build makes from data/: a hash table of strings, each behind a byte for its language, one for its
 * length and one for its kinds. Slots hold offsets in `strings` plus one; their number is a power of two. A byte of the hash
 * of each is kept apart, 0 where there is none: most of what is asked for is no lemma, and these bytes stay in the
 * processor's cache. */
enum { LEXEME_ENTRY_LANGUAGE, LEXEME_ENTRY_LENGTH, LEXEME_ENTRY_KINDS, LEXEME_ENTRY_BYTES };
struct lexemes {
    const char *strings;
    const uint32_t *slots;
    const uint8_t *tags;
    uint32_t slot_count;
};
extern const struct lexemes lexemes, stopwords;

static inline uint8_t lexicon_tag(uint32_t hash)
{
    return (uint8_t)(hash >> 24 ? hash >> 24 : 1);
}

#endif

/* lexemes.h: which canonical forms are known lemmas, evidence where a word has several readings, or stop words. */
#ifndef ANALYSIS_LEXEMES_H
#define ANALYSIS_LEXEMES_H

#include "analysis/language.h"

#include <stdint.h>

/* Is this canonical form a lemma of the glossary? Verbs stand there in their dictionary form. */
bool lexicon_has(enum language language, const char *form, size_t length);

/* Is it a word without a subject of its own, such as `the` (data/stopwords.tsv)? */
bool lexicon_is_stopword(enum language language, const char *form, size_t length);

/* The tables that the build makes from data/: a hash table of strings, each behind a byte for its language
 * and one for its length. Slots hold offsets in `strings` plus one; their number is a power of two. */
struct lexemes {
    const char *strings;
    const uint32_t *slots;
    uint32_t slot_count;
};
extern const struct lexemes lexemes, stopwords;

#endif

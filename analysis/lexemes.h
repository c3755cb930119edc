/* lexemes.h: which canonical forms are known lemmas: evidence where a word has several readings. */
#ifndef ANALYSIS_LEXEMES_H
#define ANALYSIS_LEXEMES_H

#include "analysis/language.h"

/* Is this canonical form a lemma of the glossary? Verbs stand there in their dictionary form. */
bool lexicon_has(enum language language, const char *form, size_t length);

#endif

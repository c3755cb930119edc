/* stem_tajik.h: the stem of a Tajik word. */
#ifndef ANALYSIS_STEM_TAJIK_H
#define ANALYSIS_STEM_TAJIK_H

#include "analysis/fold.h"

/* Writes the stem of a lower-case Cyrillic Tajik form (ё already е) into out[FOLD_MAX] and returns its
 * length, never 0 for a form. Nouns lose number, izafat, article and enclitics, adjectives their degree
 * and -ӣ; a verb of the table becomes its past stem. Anything else is copied. */
size_t stem_tajik(const char *form, size_t length, char *out);

#endif

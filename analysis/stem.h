/* stem.h: from a canonical word form to its stem. */
#ifndef ANALYSIS_STEM_H
#define ANALYSIS_STEM_H

#include "analysis/fold.h"

struct stemmer; /* one a thread: holds Snowball's states, opened on first use of a language */

struct stemmer *stemmer_new(void); /* NULL: no memory */
void stemmer_free(struct stemmer *stemmer);

/* Writes the stem of a canonical form (from fold_word of the same language) into out[FOLD_MAX] and
 * returns its length, never 0 for a non-empty form. A language without a stemmer copies the form. */
size_t stem_word(struct stemmer *stemmer, enum language language, const char *form, size_t length, char *out);

#endif

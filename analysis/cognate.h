/* cognate.h: keys under which words that sound alike in different languages meet, and how alike they are. */
#ifndef ANALYSIS_COGNATE_H
#define ANALYSIS_COGNATE_H

#include "analysis/fold.h"

/* The consonant skeleton of a romanised stem (any of our languages and scripts), into out[FOLD_MAX].
 * 0: too short or too vague to be sought by sound. */
size_t cognate_key(const char *term, size_t length, char *out);

/* How alike two stems sound, from 0 to 1, by the correspondences of the region (х/h/kh, ж/j/zh, ц/ts/s,
 * -ция/-tion ...). */
double cognate_similarity(const char *a, size_t a_length, const char *b, size_t b_length);

#endif

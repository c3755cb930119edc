/* detect.h: the language of a block of text. */
#ifndef ANALYSIS_DETECT_H
#define ANALYSIS_DETECT_H

#include "analysis/language.h"

/* The language of UTF-8 `text` (any bytes; only the first few hundred are read when they decide) and how sure that is,
 * 0 to 1, in *confidence (may be NULL). `neighbour` is the language of the block before, or LANGUAGE_UND: it decides where a
 * short block leaves a choice. LANGUAGE_UND when there are no letters or no language fits. Thread-safe, holds no state. */
enum language detect_language(const char *text, size_t length, enum language neighbour, double *confidence);

#endif

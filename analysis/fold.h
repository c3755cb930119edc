/* fold.h: the canonical form of a word: one form whatever the script, apostrophe, case or damage. */
#ifndef ANALYSIS_FOLD_H
#define ANALYSIS_FOLD_H

#include "analysis/language.h"

#include <stdint.h>

/* A canonical form never takes more bytes than this; longer words are cut at a character. */
#define FOLD_MAX 200

/* What people type for the apostrophe of a letter (oʻ) or of a word. */
static inline bool letter_is_apostrophe(int32_t c)
{
    return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BB || c == 0x2BC || c == 0x2018 || c == 0x2019;
}

/* The letters that most of a text is. */
static inline bool letter_is_basic_latin(uint32_t letter)
{
    return (letter | 32) >= 'a' && (letter | 32) <= 'z';
}
static inline bool letter_is_basic_cyrillic(uint32_t letter)
{
    return letter >= 0x400 && letter <= 0x481;
}

/* Writes the canonical form of one word of the text (UTF-8, any bytes; may hold apostrophes, soft
 * hyphens, combining marks, letters of two scripts) as it is written in `language`, into out[FOLD_MAX].
 * Returns its length in bytes; 0 when nothing is left. Not NUL-terminated.
 * NFKC, full case folding (dotted and dotless i by language), mixed scripts repaired, ё as е;
 * uz kk tk kaa: both scripts to one Latin alphabet, one letter a sound. */
size_t fold_word(enum language language, const char *word, size_t length, char *out);

/* The weaker key of a canonical form, equal for forms that differ only in what documents lose:
 * қ/к, ғ/г, ҳ/х, ў/у, ң/н, ө/о, ү/ұ/у, ә/а, ӣ/и, ӯ/у, ҷ/ч and their Latin counterparts,
 * and in close spellings (ц as ts/s ...). For the layer `variant`. Returns the length in out[FOLD_MAX]. */
size_t fold_variant(enum language language, const char *form, size_t length, char *out);

/* Which scripts the letters of a word belong to: bits of enum script. */
unsigned fold_scripts(const char *word, size_t length);

#endif

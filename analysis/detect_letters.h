/* detect_letters.h: a text as the lower-case letters that language detection counts. */
#ifndef ANALYSIS_DETECT_LETTERS_H
#define ANALYSIS_DETECT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/language.h"

struct detect_letter {
    enum script script;     /* SCRIPT_NONE: no letter, a word ends here */
    unsigned index;         /* its number in DETECT_CYRILLIC or DETECT_LATIN; 0 in other scripts */
    enum language language; /* what a letter of another script is written in, by the script alone */
    int32_t character;      /* lower case, every apostrophe as U+0027 */
    bool capital;           /* it was upper case */
};

/* Reads the letter at text[at] with the marks that compose with it, passes over characters that
 * are not seen (soft hyphen, joiners), and returns where the next one begins. */
size_t detect_letter_read(const char *text, size_t length, size_t at, struct detect_letter *letter);

#endif

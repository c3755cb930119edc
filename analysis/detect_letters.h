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

/* Is what begins at text[at] a mark that may compose with the letter before it (U+0300 to U+036F)? */
static inline bool detect_mark_follows(const char *text, size_t length, size_t at)
{
    return at < length && (text[at] == '\xCC' || text[at] == '\xCD');
}

/* The number in DETECT_LATIN of the letter a to z, upper- or lower-case, at text[at]; 0: anything else stands there. */
static inline unsigned detect_latin_near(const char *text, size_t length, size_t at)
{
    unsigned number = ((unsigned char)text[at] | 0x20u) - 'a';
    return number < 26 && !detect_mark_follows(text, length, at + 1) ? number + 1 : 0;
}

/* The number in DETECT_CYRILLIC of the letter а to я, upper- or lower-case, of two bytes at text[at]; 0: anything else. */
static inline unsigned detect_cyrillic_near(const char *text, size_t length, size_t at)
{
    if (((unsigned char)text[at] & 0xFE) != 0xD0 || at + 1 >= length || ((unsigned char)text[at + 1] & 0xC0) != 0x80)
        return 0;
    unsigned number = (((unsigned char)text[at] & 0x1Fu) << 6 | ((unsigned char)text[at + 1] & 0x3Fu)) - 0x410u;
    return number < 64 && !detect_mark_follows(text, length, at + 2) ? number % 32 + 1 : 0;
}

/* The lower-case letter of one of those two that stands at text[at]; 0: neither does. */
static inline int32_t detect_letter_near(const char *text, size_t length, size_t at)
{
    unsigned number = detect_latin_near(text, length, at);
    if (number)
        return (int32_t)number + 'a' - 1;
    number = detect_cyrillic_near(text, length, at);
    return number ? (int32_t)number + 0x430 - 1 : 0;
}

/* Is the one at these bytes upper-case? */
static inline bool detect_is_capital(const char *bytes)
{
    unsigned char lead = (unsigned char)*bytes;
    return lead < 0x80 ? !(lead & 0x20) : lead == 0xD0 && (unsigned char)bytes[1] < 0xB0;
}

/* Does a sign of ASCII that ends words stand at text[at]? */
static inline bool detect_is_sign(const char *text, size_t length, size_t at)
{
    unsigned char lead = (unsigned char)text[at];
    return lead < 'A' && lead != '\'' && !detect_mark_follows(text, length, at + 1);
}

/* Reads the letter at text[at] with the marks that compose with it, passes over characters that
 * are not seen (soft hyphen, joiners), and returns where the next one begins. */
size_t detect_letter_read(const char *text, size_t length, size_t at, struct detect_letter *letter);

#endif

/* words.h: a command line as words, without a shell. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stddef.h>

#define WORDS_MAX 60

/* Cuts `line` at its blanks, in place; quotes of either kind keep blanks, and go. `words` ends with NULL. Returns NULL, or what is
 * wrong with the line. */
const char *words_cut(char *line, const char *words[WORDS_MAX + 1]);

/* The extension of a file without its dot, which may stand before it: small letters, digits, - and _. NULL: none. */
const char *words_extension(const char *text);

#endif

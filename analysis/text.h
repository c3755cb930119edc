/* text.h: UTF-8 to UTF-16 for the word breaker, mending what would break a word in two. */
#ifndef ANALYSIS_TEXT_H
#define ANALYSIS_TEXT_H

#include "analysis/language.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* units[i] came from the bytes at offsets[i]; offsets[length] is the end of the text. */
struct text {
    uint16_t *units;
    uint32_t *offsets;
    size_t length;
    size_t capacity;
};

/* Apostrophes inside words become U+02BC, a letter to the breaker; soft hyphens, and hyphens at a
 * line end inside a word, vanish together with the break; malformed bytes become U+FFFD. False: no memory. */
bool text_decode(struct text *text, enum language language, const char *bytes, size_t length);
void text_free(struct text *text);

#endif

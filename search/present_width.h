/* present_width.h: characters as a terminal shows them. */
#ifndef SEARCH_PRESENT_WIDTH_H
#define SEARCH_PRESENT_WIDTH_H

#include <stddef.h>
#include <stdbool.h>

/* One character of a text. */
struct present_character {
    size_t bytes;     /* at least 1 */
    unsigned columns; /* 0 for what is put on the letter before, 2 for wide ones */
    bool harmless;    /* no control character, of whatever kind, and no order to turn the direction of what follows */
};

/* The character at the beginning of a text that is not empty. */
struct present_character present_character(const char *text, size_t length);
size_t present_columns(const char *text, size_t length);

#endif

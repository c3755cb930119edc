/* utf8.h: the little that every room needs to know of UTF-8. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buffer.h"

/* The largest character boundary at or before `at` (at <= length of text). */
static inline size_t utf8_boundary(const char *text, size_t at)
{
    size_t back = at;
    while (back > 0 && at - back < 4 && ((unsigned char)text[back] & 0xC0) == 0x80)
        back--;
    return ((unsigned char)text[back] & 0xC0) == 0x80 ? at : back;
}

/* `length` cut to at most `max` bytes at a boundary. */
static inline size_t utf8_cut(const char *text, size_t length, size_t max)
{
    return length <= max ? length : utf8_boundary(text, max);
}

/* How many characters it has. */
static inline size_t utf8_length(const char *text, size_t length)
{
    size_t characters = 0;
    for (size_t i = 0; i < length; i++)
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return characters;
}

/* Bytes of the control character at the start of `text` (not empty), those of U+0080 to U+009F too; 0: something else. */
size_t utf8_control_length(const char *text, size_t length);

/* Bytes up to the first that is not well-formed UTF-8 or is a control character other than tab, LF, CR. */
size_t utf8_valid_prefix(const char *text, size_t length);

/* Appends text of any bytes as well-formed UTF-8: control characters (C1 too) become blanks, other bad bytes U+FFFD, one
 * for a run of them. */
void utf8_append(struct buffer *out, const char *text, size_t length);

#endif

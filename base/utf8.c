/* utf8.c: makes text from outside well-formed. */
#include "base/utf8.h"

#include <string.h>

/* Bytes of the well-formed character at the start of `text` that may stand in a text; 0: none.
 * NUL and the control characters other than tab and the line ends may not. */
static size_t character_length(const unsigned char *text, size_t length)
{
    unsigned char a = text[0];
    if (a < 0x80)
        return a >= 0x20 ? a != 0x7F : a == '\t' || a == '\n' || a == '\r';
    if (a < 0xE0) /* as every Cyrillic letter */
        return a >= 0xC2 && length > 1 && (text[1] & 0xC0) == 0x80 && (a > 0xC2 || text[1] >= 0xA0) ? 2 : 0;
    size_t need = a >= 0xF0 ? 4 : 3;
    if (a > 0xF4 || length < need)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    if ((a == 0xE0 && text[1] < 0xA0) || (a == 0xED && text[1] > 0x9F) || (a == 0xF0 && text[1] < 0x90) ||
        (a == 0xF4 && text[1] > 0x8F))
        return 0;
    return need;
}

/* Bytes at the start of `text`, by eights, that are ASCII without any control character: most of what there is. */
static size_t plain_length(const char *text, size_t length)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    size_t at = 0;
    if (*text & 0x80)
        return 0;
    for (; length - at >= sizeof each; at += sizeof each) {
        uint64_t bytes;
        memcpy(&bytes, text + at, sizeof bytes);
        /* Below a blank, U+007F, not ASCII. A byte borrows only from the next, and then is below a blank itself. */
        if ((bytes | (bytes - each * 0x20) | (bytes + each)) & each * 0x80)
            break;
    }
    return at;
}

size_t utf8_valid_prefix(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t step = plain_length(text + at, length - at);
        if (!step)
            step = character_length((const unsigned char *)text + at, length - at);
        if (!step)
            break;
        at += step;
    }
    return at;
}

size_t utf8_control_length(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x80)
        return bytes[0] < 0x20 || bytes[0] == 0x7F;
    return length > 1 && bytes[0] == 0xC2 && bytes[1] >= 0x80 && bytes[1] < 0xA0 ? 2 : 0;
}

void utf8_append(struct buffer *out, const char *text, size_t length)
{
    bool marked = false; /* one mark for a run of bad bytes */
    for (size_t at = 0; at < length;) {
        size_t good = utf8_valid_prefix(text + at, length - at);
        buffer_append(out, text + at, good);
        at += good;
        if (at == length)
            break;
        size_t control = utf8_control_length(text + at, length - at);
        if (control)
            buffer_putc(out, ' ');
        else if (good || !marked)
            buffer_puts(out, "\xEF\xBF\xBD");
        marked = !control;
        at += control ? control : 1;
    }
}

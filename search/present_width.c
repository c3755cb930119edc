/* present_width.c: how many columns of a terminal characters take, by libc's table, whatever the locale is. */
#include "search/present_width.h"

#include <locale.h>
#include <stdint.h>
#include <wchar.h>

/* The code point, and its bytes; what is no UTF-8 is one byte, U+FFFD. */
static uint32_t decode(const char *text, size_t length, size_t *bytes)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *at = (const unsigned char *)text;
    size_t count = *at < 0x80 ? 1 : *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;
    uint32_t code = count == 1 ? *at : *at & (0xFFu >> (count + 1));
    *bytes = 1;
    if (count > length)
        return 0xFFFD;
    for (size_t i = 1; i < count; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0xFFFD;
        code = code << 6 | (at[i] & 0x3F);
    }
    if (count > 1 && (*at < 0xC2 || code < least[count] || code > 0x10FFFF))
        return 0xFFFD;
    *bytes = count;
    return code;
}

static int width_of(uint32_t code)
{
    static locale_t utf8;
    if (!utf8)
        utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (code < 0x300 || !utf8)
        return 1;
    locale_t before = uselocale(utf8);
    int width = wcwidth((wchar_t)code);
    uselocale(before);
    return width < 0 ? 1 : width;
}

struct present_character present_character(const char *text, size_t length)
{
    struct present_character c;
    uint32_t code = decode(text, length, &c.bytes);
    bool turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    c.harmless = code >= 0x20 && (code < 0x7F || code >= 0xA0) && code != 0xFFFD && !turns;
    c.columns = c.harmless ? (unsigned)width_of(code) : 1;
    return c;
}

size_t present_columns(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t at = 0; at < length;) {
        struct present_character c = present_character(text + at, length - at);
        count += c.columns;
        at += c.bytes;
    }
    return count;
}

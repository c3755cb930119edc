/* present_width.c: how many columns of a terminal characters take, by libc's table, whatever the locale is. */
#include "search/present_width.h"

#include <locale.h>
#include <wchar.h>

/* The code point at the beginning of a text, its bytes and columns; what is no UTF-8 is one byte, U+FFFD. */
static wchar_t read_wide(const char *text, size_t length, size_t *bytes, int *columns)
{
    static locale_t utf8;
    mbstate_t state = {0};
    wchar_t code = 0;
    if (!utf8)
        utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = uselocale(utf8);
    *bytes = mbrtowc(&code, text, length, &state);
    *columns = wcwidth(code);
    uselocale(before);
    if (*bytes && *bytes <= length && code <= 0x10FFFF)
        return code;
    *bytes = 1;
    return 0xFFFD;
}

struct present_character present_character(const char *text, size_t length)
{
    struct present_character c = {.bytes = 1};
    int columns = 1;
    wchar_t code = (unsigned char)*text < 0x80 ? *text : read_wide(text, length, &c.bytes, &columns);
    bool turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    c.harmless = code >= 0x20 && (code < 0x7F || code >= 0xA0) && code != 0xFFFD && !turns;
    c.columns = c.harmless && columns >= 0 ? (unsigned)columns : 1;
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

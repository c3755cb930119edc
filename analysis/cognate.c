/* cognate.c: romanises a stem, reduces it to its consonants, and compares two romanised stems. */
#include "analysis/cognate.h"

#include <string.h>
#include <unicode/utf8.h>

/* One Latin letter or two a sound, for every letter that a canonical form can hold. */
static const struct {
    UChar32 letter;
    const char *roman;
} romans[] = {
    {0x0430, "a"}, {0x0431, "b"}, {0x0432, "v"}, {0x0433, "g"}, {0x0434, "d"}, {0x0435, "e"}, {0x0436, "j"},
    {0x0437, "z"}, {0x0438, "i"}, {0x0439, "y"}, {0x043A, "k"}, {0x043B, "l"}, {0x043C, "m"}, {0x043D, "n"},
    {0x043E, "o"}, {0x043F, "p"}, {0x0440, "r"}, {0x0441, "s"}, {0x0442, "t"}, {0x0443, "u"}, {0x0444, "f"},
    {0x0445, "h"}, {0x0446, "s"}, {0x0447, "c"}, {0x0448, "c"}, {0x0449, "c"}, {0x044A, ""}, {0x044B, "i"},
    {0x044C, ""}, {0x044D, "e"}, {0x044E, "yu"}, {0x044F, "ya"}, {0x0451, "yo"}, {0x04D9, "a"}, {0x0493, "g"},
    {0x049B, "k"}, {0x04A3, "n"}, {0x04E9, "o"}, {0x04B1, "u"}, {0x04AF, "u"}, {0x04BB, "h"}, {0x0456, "i"},
    {0x045E, "o"}, {0x04B3, "h"}, {0x04E3, "i"}, {0x04EF, "u"}, {0x04B7, "j"}, {0x00E4, "a"}, {0x00F6, "o"},
    {0x00FC, "u"}, {0x016B, "u"}, {0x015F, "c"}, {0x00E7, "c"}, {0x011F, "g"}, {0x00F1, "n"}, {0x0131, "i"},
    {0x00FD, "y"}, {0x017E, "j"}, {0x012D, "y"},
};

static const char *roman_of(UChar32 c)
{
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++)
        if (romans[i].letter == c)
            return romans[i].roman;
    return NULL;
}

static size_t romanise(const char *term, size_t length, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < length && n + 2 < FOLD_MAX;) {
        UChar32 c;
        U8_NEXT(term, i, length, c);
        const char *roman = c < 0 || c < 0x80 ? NULL : roman_of(c);
        if (c >= 'a' && c <= 'z')
            out[n++] = (char)c;
        for (; roman && *roman; roman++)
            out[n++] = *roman;
    }
    return n;
}

size_t cognate_key(const char *term, size_t length, char *out)
{
    char roman[FOLD_MAX];
    size_t count = romanise(term, length, roman), n = 0;
    for (size_t i = 0; i < count; i++) {
        char c = roman[i];
        if (strchr("aeiouy", c))
            continue;
        c = c == 'w' ? 'v' : c == 'q' ? 'k' : c == 'x' ? 'h' : c;
        if (!n || out[n - 1] != c)
            out[n++] = c;
    }
    return n >= 3 ? n : 0;
}

double cognate_similarity(const char *a, size_t a_length, const char *b, size_t b_length)
{
    char x[FOLD_MAX], y[FOLD_MAX];
    size_t m = romanise(a, a_length, x), n = romanise(b, b_length, y);
    size_t row[FOLD_MAX + 1];
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = corner + (x[i - 1] != y[j - 1]);
            corner = row[j];
            size_t other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < other ? change : other;
        }
    }
    size_t longest = m > n ? m : n;
    return longest ? 1 - (double)row[n] / (double)longest : 0;
}

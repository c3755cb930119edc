/* split_sentence.c: tells where a sentence ends. */
#include "indexer/split_parts.h"

#include <string.h>

/* Bytes of the sentence mark at `at`: . ! ? … 。 ؟; 0 when there is none. */
static size_t sentence_mark(const char *text, size_t length, size_t at)
{
    char c = text[at];
    if (c == '.' || c == '!' || c == '?')
        return 1;
    if (at + 2 < length && (!memcmp(text + at, "\xE2\x80\xA6", 3) || !memcmp(text + at, "\xE3\x80\x82", 3)))
        return 3;
    return at + 1 < length && !memcmp(text + at, "\xD8\x9F", 2) ? 2 : 0;
}

/* The word before a full stop is an initial or a usual abbreviation: `Қ.`, `млн.`, `т.`. */
static bool abbreviation(const char *text, size_t stop)
{
    size_t start = stop;
    while (start > 0 && !split_blank(text[start - 1]) && text[start - 1] != '.' && text[start - 1] != '(')
        start--;
    size_t letters = 0;
    for (size_t i = start; i < stop; i++)
        letters += ((unsigned char)text[i] & 0xC0) != 0x80;
    if (letters <= 1)
        return !(stop > start && text[start] >= '0' && text[start] <= '9');
    static const char *const known[] = {"млн", "млрд", "трлн", "тыс", "руб", "стр", "рис", "табл", "см",
                                        "им", "гг", "др", "пр", "Mr", "Mrs", "Dr", "No", "vol", "pp",
                                        "ст", "обл", "ул", "mln", "mlrd", "etc", "al", "Fig"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == stop - start && !memcmp(text + start, known[i], stop - start))
            return true;
    return false;
}

/* A sentence may begin with anything but a small letter (of ASCII or plain Cyrillic). */
static bool small_letter(const char *text, size_t length)
{
    if (!length)
        return false;
    unsigned char a = (unsigned char)text[0], b = length > 1 ? (unsigned char)text[1] : 0;
    return (a >= 'a' && a <= 'z') || (a == 0xD0 && b >= 0xB0) || (a == 0xD1 && b <= 0x9F);
}

/* Bytes of a further mark, bracket or quote that still belongs to the sentence; 0: none. */
static size_t closing_mark(const char *text, size_t length)
{
    if (text[0] && strchr(".!?)\"'", text[0]))
        return 1;
    if (length >= 2 && !memcmp(text, "\xC2\xBB", 2))
        return 2;
    return length >= 3 && !memcmp(text, "\xE2\x80\x9D", 3) ? 3 : 0;
}

size_t split_sentence(const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t mark = sentence_mark(text, length, i);
        if (!mark) {
            i++;
            continue;
        }
        size_t end = i + mark;
        for (size_t close; end < length && (close = closing_mark(text + end, length - end)) != 0;)
            end += close;
        bool wide = mark == 3 && text[i] == '\xE3';
        size_t next = end;
        while (next < length && split_blank(text[next]))
            next++;
        if (end >= length)
            return length;
        if (wide || (next > end && !(text[i] == '.' && abbreviation(text, i)) &&
                     !small_letter(text + next, length - next)))
            return end;
        i = end;
    }
    return length;
}

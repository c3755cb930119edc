/* words.c: a command line as words, without a shell. */
#include "base/words.h"

#include <string.h>

#define EXTENSION_MAX 15
#define BLANKS " \t"

/* Takes one word together at its own beginning; returns what follows it, NULL: a quote does not end. */
static char *take_word(char *at)
{
    char *to = at, quote = '\0';
    for (; *at && (quote || !strchr(BLANKS, *at)); at++) {
        if (quote && *at == quote)
            quote = '\0';
        else if (!quote && (*at == '"' || *at == '\''))
            quote = *at;
        else
            *to++ = *at;
    }
    char *next = at + (*at != '\0');
    *to = '\0';
    return quote ? NULL : next;
}

const char *words_cut(char *line, const char *words[WORDS_MAX + 1])
{
    size_t count = 0;
    while (*(line += strspn(line, BLANKS))) {
        if (count == WORDS_MAX)
            return "more words than a command may have";
        words[count++] = line;
        line = take_word(line);
        if (!line)
            return "a quote that does not end";
    }
    words[count] = NULL;
    return count && *words[0] ? NULL : "no program";
}

const char *words_extension(const char *text)
{
    text += *text == '.';
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    return length && length <= EXTENSION_MAX && !text[length] ? text : NULL;
}

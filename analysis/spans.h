/* spans.h: where the words of a text are, in its bytes. */
#ifndef ANALYSIS_SPANS_H
#define ANALYSIS_SPANS_H

#include "analysis/breaks.h"
#include "analysis/text.h"

/* Goes through the words of UTF-8 (any bytes, below 2 GiB); its members are its own but for `failed`. */
struct spans {
    UBreakIterator *breaker;
    struct text *text;
    enum language language;
    const char *bytes;
    size_t length;
    size_t at;            /* behind what was gone through */
    struct breaks breaks; /* of what had to be decoded, */
    size_t base;          /* which begins there */
    bool decoded;
    bool failed;          /* no memory: words are missing */
};

/* `text` is room for decoding that the caller may use again and frees. */
void spans_begin(struct spans *spans, UBreakIterator *breaker, struct text *text, enum language language, const char *bytes,
                 size_t length);

/* The next word, of letters or digits; false at the end. */
bool spans_next(struct spans *spans, size_t *start, size_t *end);

#endif

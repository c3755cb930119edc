/* breaks.h: where words begin and end in decoded text: as ICU says, which is asked only where it matters. */
#ifndef ANALYSIS_BREAKS_H
#define ANALYSIS_BREAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unicode/ubrk.h>

/* Goes through the words of UTF-16 text; its members are its own but for `failed`. */
struct breaks {
    UBreakIterator *breaker;
    const uint16_t *units;
    int32_t length;
    int32_t at, end; /* behind the last word, and of the stretch without blanks that it is in */
    int32_t base;    /* of the stretch that ICU was asked about */
    bool asked;
    bool failed;     /* ICU had no memory: words are missing */
};

void breaks_begin(struct breaks *breaks, UBreakIterator *breaker, const uint16_t *units, size_t length);

/* The next word, of letters or digits, in units; false at the end. */
bool breaks_next(struct breaks *breaks, int32_t *start, int32_t *end);

#endif

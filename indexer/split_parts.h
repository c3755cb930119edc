/* split_parts.h: what the files of the splitter share. */
#ifndef INDEXER_SPLIT_PARTS_H
#define INDEXER_SPLIT_PARTS_H

#include "indexer/split.h"

/* What is not cut any further: a paragraph, or a sentence of a long one. */
struct unit {
    const struct block *block;
    uint32_t start, end; /* bytes of the document's text */
    uint32_t size;
    bool announces; /* ends with a colon or a question mark */
    bool listed;    /* begins with a bullet or a small number, and is no question */
};

/* The same text takes fewer and longer words in one language than in another: of Russian, Uzbek and Kazakh .80 to
 * .92 of the English words, but 1.06 to 1.20 of their letters. Half of each is within .94 to 1.07 in all eight, so
 * sizes are counted so, in tenths of an English word: a word and its five letters. */
#define SIZE_WORD 10
uint32_t split_size(const char *text, size_t length);

static inline bool split_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

#define SIZE_SCRAP (25 * SIZE_WORD) /* what is shorter is no passage of its own beside others */

/* Deals the units of a section out to passages of about equal size. */
struct shares {
    const struct unit *units;
    size_t count, at;
    size_t left;   /* shares that are still to be dealt */
    size_t group;  /* a cut stands behind a multiple of so many units */
    bool by_number; /* each has as many units as the others */
    uint64_t size; /* of the units from `at` on */
};
struct shares shares_of(const struct unit *units, size_t count);
/* The end of the next share, which begins where the last one ended. */
size_t shares_next(struct shares *shares);

#endif

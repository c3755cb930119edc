/* fold_table.h: what the files of the fold share: a word as letters, and tables that spell it. */
#ifndef ANALYSIS_FOLD_TABLE_H
#define ANALYSIS_FOLD_TABLE_H

#include "analysis/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <uchar.h>

/* More letters than FOLD_MAX bytes can come from, apart from what is dropped on the way. */
#define FOLD_LETTERS 256

struct letters {
    char32_t at[FOLD_LETTERS];
    size_t count;
};

/* Only the letters that there are: a word has few of them. */
static inline void letters_copy(struct letters *to, const struct letters *from)
{
    to->count = from->count;
    memcpy(to->at, from->at, from->count * sizeof *from->at);
}

/* The one apostrophe that all of them become while a word is being folded: U+02BC. */
#define FOLD_APOSTROPHE U'\u02BC'

/* What stands before a letter, for the rules that ask. */
enum fold_context { FOLD_START = 1, FOLD_VOWEL = 2, FOLD_SIGN = 4, FOLD_CONSONANT = 8 };

/* A letter or a pair of letters, and what is written for it; an empty `to` drops it. */
struct spelling {
    char32_t from[3];
    char32_t to[4];
};

/* What is written for a letter instead in the contexts of `when`. */
struct contextual {
    char32_t from;
    unsigned when;
    char32_t to[4];
};

/* A word's beginning that the orthography spells by way of exception, in canonical letters. */
struct exception {
    const char32_t *from, *to;
};

/* The canonical alphabet of a language. Rows are sorted by their first letter. A letter without a
 * row here or in `base` stays as it is, but a Cyrillic one goes where the alphabet is Latin. */
struct alphabet {
    const struct spelling *rows;
    size_t count;
    const struct alphabet *base;
    const struct contextual *contextual;   /* ends with a row of 0, or NULL */
    const char32_t *vowels;                /* canonical letters that count as FOLD_VOWEL */
    bool latin;                            /* canonical in Latin: both scripts have rows */
    bool digraphs;                         /* sh is a letter: s and h apart keep an apostrophe */
    void (*finish)(struct letters *word);  /* rules beyond the rows, or NULL */
    const struct exception *exceptions;    /* ends with a NULL row, or NULL */
    const struct alphabet *(*choose)(const struct letters *word); /* the one for a word, or NULL */
};

extern const struct alphabet alphabet_uz, alphabet_kk, alphabet_kaa, alphabet_tk;
extern const struct alphabet alphabet_ru, alphabet_ky, alphabet_tg, alphabet_fa, alphabet_rest;

/* NULL for a language that has no alphabet of its own. */
const struct alphabet *alphabet_of(enum language language);

/* Spells the letters of a clean word by the rows. */
void alphabet_spell(const struct alphabet *alphabet, struct letters *word);

/* Adds one letter; a full word takes no more. */
static inline void letters_add(struct letters *word, char32_t letter)
{
    if (word->count < FOLD_LETTERS)
        word->at[word->count++] = letter;
}
bool letters_has(const struct letters *word, const char32_t *any);
bool letter_among(char32_t letter, const char32_t *among);
bool letter_is_latin(char32_t letter);
bool letter_is_cyrillic(char32_t letter);
bool letter_is_greek(char32_t letter);

/* fold_clean.c: bytes to clean, case-folded letters. */
void letters_read(struct letters *word, const char *bytes, size_t length);
/* The same, case-folded and told to be of one script, of a word in which nothing but letters of ASCII or of basic Cyrillic,
 * digits and apostrophes behind letters stand, as in most. False: it is another one. */
bool letters_read_plain(struct letters *word, const char *bytes, size_t length);
bool letters_normalize(struct letters *word); /* false: every letter was a plain one */
size_t letters_write(const struct letters *word, char *out);

/* fold_script.c: puts a word of two scripts into the one that most of its letters are of. */
void letters_repair(struct letters *word, enum language language);

#endif

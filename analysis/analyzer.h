/* analyzer.h: from text to tokens; the one pipeline that indexer and searcher share. */
#ifndef ANALYSIS_ANALYZER_H
#define ANALYSIS_ANALYZER_H

#include "analysis/fold.h"
#include "base/buffer.h"

/* Changes whenever the same text may give other terms: an index made under another signature is
 * not searched but rebuilt. */
#define ANALYSIS_VERSION "3" /* of the code */
#define ANALYSIS_SIGNATURE analysis_signature
extern const char analysis_signature[]; /* made by the build: the version and a hash of the lemmas that stems rest on */

/* Longest token that is analysed, in bytes of the text; a longer run of letters is cut there. */
#define WORD_MAX 240

struct word_part {
    struct word *word;
    uint32_t start; /* byte in the whole word's surface */
};

/* A distinct word of the text: what the cache remembers, shared by all its occurrences. */
struct word {
    uint64_t stamp;          /* free for the caller: the lexicon marks what it has seen */
    struct slice surface;    /* as written */
    struct slice form;       /* canonical; empty when the word has no letters or digits */
    struct slice term;       /* stem of the form: the posting */
    const struct word_part *parts; /* of `22та`, `14.05.2022`, `г.Ташкент`: found on their own as well */
    uint8_t part_count;
    uint8_t language;        /* enum language: the one it was folded and stemmed in */
};

/* Is it a word without a subject of its own (lexemes.h)? */
bool word_is_stopword(const struct word *word);

struct token {
    struct word *word;
    uint32_t start, end; /* bytes in the text */
    uint32_t position;   /* from the first position given, one more a word */
    bool compound;       /* stands beside other tokens of its place: a whole such as `транзит-транспорт`, at
                            the position of its first part, or the halves of a word broken at a line end */
};

struct analyzer; /* one thread at a time */

/* NULL with the reason recorded when memory or ICU's data is missing. */
struct analyzer *analyzer_new(void);
void analyzer_free(struct analyzer *analyzer);

/* Calls back for each token of UTF-8 `text` (any bytes), whose block is in `language`, in the order
 * of the text; words of another script than the language's are taken as English or Russian. Positions
 * start at `position`; returns the next free one, 0 when memory ran out. Words stay until
 * analyzer_trim. Texts over 4 GiB are cut. */
typedef void (*analyzer_sink)(void *context, const struct token *token);
uint32_t analyzer_text(struct analyzer *analyzer, enum language language, const char *text, size_t length,
                       uint32_t position, analyzer_sink sink, void *context);

/* The one word `text` (no blanks) in exactly this language; NULL when memory ran out. */
struct word *analyzer_word(struct analyzer *analyzer, enum language language, const char *text,
                                 size_t length);

/* Forgets all words if they take more than `limit` bytes. */
void analyzer_trim(struct analyzer *analyzer, size_t limit);
size_t analyzer_bytes(const struct analyzer *analyzer); /* that the words take */

#endif

/* lexicon.h: what a segment knows of its distinct words, written once when the segment is finished. */
#ifndef INDEXER_LEXICON_H
#define INDEXER_LEXICON_H

#include "analysis/analyzer.h"
#include "store/store.h"

/* Words touched since the last clear. A word's stamp tells whether it is in already. */
struct lexicon {
    uint64_t stamp;
    struct word **words;
    size_t count, capacity;
    struct buffer pairs; /* encoded: from, to, source */
    bool failed;
};

void lexicon_init(struct lexicon *lexicon);
void lexicon_free(struct lexicon *lexicon);
void lexicon_add(struct lexicon *lexicon, struct word *word);

static inline void lexicon_touch(struct lexicon *lexicon, struct word *word)
{
    if (word->stamp != lexicon->stamp)
        lexicon_add(lexicon, word);
}

/* Keeps that the stems `to` translate the stems `from` (words joined with blanks), as `source` says. */
void lexicon_pair(struct lexicon *lexicon, struct slice from, struct slice to, struct slice source);

/* Writes the entries as metadata of the segment and starts anew. */
daftar_status lexicon_write(struct lexicon *lexicon, struct segment_writer *writer);

/* Joins the entries that two segments hold under one key: the store's segment_resolver. */
void lexicon_resolve(void *context, struct slice key, const struct slice *values, size_t count, struct buffer *out);

#endif

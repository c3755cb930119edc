/* postings.h: from a passage to the terms, values and record that the store keeps. */
#ifndef INDEXER_POSTINGS_H
#define INDEXER_POSTINGS_H

#include "indexer/lexicon.h"
#include "store/schema.h"

struct postings; /* one thread: an analyzer, a lexicon, and buffers that are used again and again */

struct postings *postings_new(void);
void postings_free(struct postings *postings);
/* From here on passages can be named by terms, as a segment that is served needs it. */
void postings_number(struct postings *postings);

/* Sets the article whose passages follow: terms and values that they share. `languages` of title and keywords are
 * detected. The record is copied. */
daftar_status postings_article(struct postings *postings, const struct article_record *article);

/* That copy: its strings live until the next article. */
const struct article_record *postings_current(const struct postings *postings);

/* Adds one passage of that article to the segment. */
daftar_status postings_add(struct postings *postings, struct segment_writer *writer,
                           const struct passage_record *passage);

/* Writes the article's record (or a tombstone) to the segment. */
daftar_status postings_record(struct segment_writer *writer, const struct article_record *article);

/* Writes the lexicon of all that was added since the last call as metadata of a segment, and forgets the words it cached
 * when they take more than `cache_limit` bytes. */
daftar_status postings_lexicon(struct postings *postings, struct segment_writer *writer, size_t cache_limit);
size_t postings_cache_bytes(const struct postings *postings);

/* Keeps for the next postings_lexicon that these stems translate each other, as `source` says (lexicon.h). */
void postings_pair(struct postings *postings, struct slice from, struct slice to, struct slice source);

#endif

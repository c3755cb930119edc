/* bitext.h: finds among the articles of an index those that say the same in two languages, and learns from them. */
#ifndef INDEXER_BITEXT_H
#define INDEXER_BITEXT_H

#include "indexer/indexer.h"

/* The name of a file without its language: `law-*` for `law-ru.pdf` and `law_uz-cyrl.txt`, `* /law` without the blank
 * for `en/law.html`; `-` for `_`. False when it names no language. */
bool bitext_name(struct buffer *out, struct slice path);

/* Does the article teach: has it titles or keywords in several languages, or a name with a language? */
bool bitext_teaches(const struct article_record *record);

/* Learns from the articles that were committed since the last time and those that translate them, by their titles,
 * abstracts and passages; from all of them if the index has partners. What is learned becomes a segment of its own,
 * without passages, with a note up to which commit that is. */
daftar_status bitext_commit(struct daftar_indexer *indexer);

/* Hands what the index has learned from articles that it still holds to a worker that writes it anew. */
daftar_status bitext_carry(struct daftar_indexer *indexer, struct worker *to);

#endif

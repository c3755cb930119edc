/* lexicon.h: the coding of a segment's lexicon, which the indexer writes and the searcher looks up. */
#ifndef STORE_LEXICON_H
#define STORE_LEXICON_H

#include "base/buffer.h"

/* Metadata keys: a letter and what is looked up. The value is a list of entries. */
#define LEXICON_COGNATE 'K' /* + cognate key: terms */
#define LEXICON_VARIANT 'V' /* + variant key: terms that differ from it */
#define LEXICON_FORM 'W'    /* + canonical form: its terms and how it is written */
#define LEXICON_MINED 'M'   /* + stems joined with blanks: those of a translation, `written` is the article that says so */
#define LEXICON_ANY " "     /* as a key of LEXICON_MINED: there when there are others */

/* One entry of a list; `written` is empty for terms alone, or when it is the form itself. */
struct lexicon_entry {
    struct slice term;
    struct slice written;
};

void lexicon_entry_write(struct buffer *out, const struct lexicon_entry *entry);
/* False at the end of the list (or of what is readable in it). */
bool lexicon_entry_read(struct lexicon_entry *entry, struct cursor *list);

/* Joins lists: entries in the order of their bytes, none twice, at most LEXICON_ENTRIES_MAX; beyond that the term with
 * most entries gives up its last. It is the same in which order ever lists are joined. */
#define LEXICON_ENTRIES_MAX 64
void lexicon_join(const struct slice *lists, size_t count, struct buffer *out);

#endif

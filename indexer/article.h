/* article.h: recognises the parts of an article from its layout and words. */
#ifndef INDEXER_ARTICLE_H
#define INDEXER_ARTICLE_H

#include "indexer/document.h"

/* Fills the fields that the text itself tells (title, keywords ...), marks headings, also those that run into
 * their paragraph, and says which part of the article each block belongs to. Detects languages on the way. `first`: this is the
 * beginning of the article, not a later piece of a large file. */
daftar_status article_recognise(struct document *document, bool first);

#endif

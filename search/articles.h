/* articles.h: what is known of an article (title, authors, keywords, path) stands at its first passage alone. */
#ifndef SEARCH_ARTICLES_H
#define SEARCH_ARTICLES_H

#include "search/index.h"

/* Takes a query that finds first passages and returns one that matches every passage of their articles, without
 * weight. NULL and a status when the store fails. */
struct store_query *articles_of(daftar_index *index, struct store_query *first, daftar_status *status);

#endif

/* html_page.h: tells the content of a web page from what surrounds it. */
#ifndef INDEXER_READERS_HTML_PAGE_H
#define INDEXER_READERS_HTML_PAGE_H

#include "indexer/document.h"

#include <libxml/tree.h>

/* The next node below `top` in the order of the text; NULL behind the last. */
const xmlNode *html_next(const xmlNode *node, const xmlNode *top);
/* Whether an element and all below it is no content: scripts, navigation, banners, what is hidden. */
bool html_skipped(const xmlNode *node);
/* The element that holds the content: <main>, the only <article>, or <body>. */
const xmlNode *html_main(xmlDoc *page);
/* Adds what <title> and <meta> say: title, authors, journal, DOI, date, keywords. */
void html_fields(struct document *document, xmlDoc *page);

#endif

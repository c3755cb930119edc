/* split.h: cuts a document into passages, the unit that is ranked. */
#ifndef INDEXER_SPLIT_H
#define INDEXER_SPLIT_H

#include "indexer/document.h"

/* One to a few paragraphs under one heading and in one language: about 60 to 200 words. */
struct passage {
    uint32_t start, end; /* bytes of the document's text */
    uint32_t page, line;
    uint32_t heading;    /* where its heading path stands in passages.headings */
    uint32_t heading_length;
    uint8_t language;
    uint8_t part;
};

#define SPLIT_LEVELS 6

struct passages {
    struct passage *items;
    size_t count, capacity;
    struct buffer headings; /* heading paths, one after another */
    /* What goes on from one piece of a large file to the next: */
    struct buffer open[SPLIT_LEVELS]; /* the headings above the current place */
    bool unused;                      /* the innermost has no passage yet */
    bool failed;
};

/* Detects the language of every block that does not know it. A short block leans on its neighbours. */
void split_languages(struct document *document);

/* Replaces the passages by those of `document`, whose blocks know their languages and parts. */
daftar_status split_document(struct passages *passages, const struct document *document);
/* Forgets the headings of the article before: called where a new one begins. */
void passages_restart(struct passages *passages);
void passages_free(struct passages *passages);

/* The length of the first sentence of a text, its mark included; the whole length if it is one sentence. */
size_t split_sentence(const char *text, size_t length);

#endif

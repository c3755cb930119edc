/* present.h: the formats in which daftar-search prints a page of results. */
#ifndef SEARCH_PRESENT_H
#define SEARCH_PRESENT_H

#include "base/buffer.h"
#include "daftar.h"

struct presentation {
    const char *query;      /* as typed */
    const char *query_id;   /* of a batch; "1" otherwise */
    bool color;
    unsigned width;         /* of the terminal; 0: do not wrap */
    bool by_article;
    bool explain;
    const char *const *facets;
    size_t facet_count;
    size_t offset;          /* of the first hit */
};

/* Appends the page to `out`. */
typedef void (*present_page)(const struct presentation *how, const daftar_results *results, struct buffer *out);

/* text json tsv trec; NULL: no such format. */
present_page present_find(const char *name);

void present_text(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_json(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_tsv(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_trec(const struct presentation *how, const daftar_results *results, struct buffer *out);

#endif

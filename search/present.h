/* present.h: the formats in which daftar-search prints a page of results. */
#ifndef SEARCH_PRESENT_H
#define SEARCH_PRESENT_H

#include "base/buffer.h"
#include "base/json.h"
#include "daftar.h"

struct presentation {
    const char *query;      /* as typed */
    const char *query_id;   /* of a batch; "1" otherwise */
    const char *note;       /* what could not be taken as written, or why there are no results; or NULL */
    bool color;
    unsigned width;         /* of the terminal; 0: do not wrap */
    bool by_article;
    bool explain;
    const char *const *facets;
    size_t facet_count;
    bool timeline;          /* the facet year in the order of the years */
    size_t offset;          /* of the first hit */
};

/* Appends the page to `out`. */
typedef void (*present_page)(const struct presentation *how, const daftar_results *results, struct buffer *out);

struct present_format {
    const char *name;
    present_page page;
    bool whole; /* a document that shows explanations and facets without being asked */
};

/* text json jsonl tsv trec grep html markdown; NULL: no such format. */
const struct present_format *present_find(const char *name);

void present_text(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_json(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_jsonl(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_tsv(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_trec(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_grep(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_html(const struct presentation *how, const daftar_results *results, struct buffer *out);
void present_markdown(const struct presentation *how, const daftar_results *results, struct buffer *out);

/* ---- what formats share ---- */

/* What a hit is called: its headings, else its title, else its path. */
const char *present_name(const daftar_hit *hit);

/* The article's title, else what the hit is called; and the headings below that. */
const char *present_title(const daftar_hit *hit);
const char *present_below(const daftar_hit *hit);

/* For each hit the number of the first one of the page that says the same, but for punctuation, blanks and a few words:
 * its own number if it is the first. free() it; NULL without memory. */
size_t *present_twins(const daftar_results *results);
size_t present_twin_count(const size_t *twins, size_t count, size_t number); /* others like this first one */

/* The years of the facet year, ascending; how many were written into out[room]. */
struct present_year {
    unsigned year;
    uint64_t count;
};
size_t present_years(const daftar_results *results, struct present_year *out, size_t room);

/* A language called by its name in the language of the reader. */
const char *present_language_name(const char *code);

/* A layer of daftar_match, in the language of the reader. */
const char *present_layer_name(const char *layer);

/* Appends a sentence of the library in the language of the reader, as far as it is known there. */
void present_said(const char *sentence, struct buffer *out);
/* Prints such a sentence to standard error, the program's name before it. */
void present_complain(const char *sentence);

#endif

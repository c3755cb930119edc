/* plan.h: from the tree of a question to what the store is asked, and what each term of it means. */
#ifndef SEARCH_PLAN_H
#define SEARCH_PLAN_H

#include "base/pool.h"
#include "search/index.h"
#include "search/query.h"

/* The layers of a query word, strongest first: the strongest that a passage matches counts. */
enum layer { LAYER_EXACT, LAYER_VARIANT, LAYER_GLOSSARY, LAYER_MINED, LAYER_COGNATE, LAYER_COUNT };
extern const char *const layer_names[LAYER_COUNT];

struct wild;

/* A term by which a word of the query may match. */
struct expansion {
    struct slice term;
    struct slice word;   /* of the query, as typed */
    enum layer layer;
    double weight;
    struct slice source; /* the concept or article behind it; or empty */
    struct slice phrase; /* empty, or the stems joined with blanks of which `term` is the last */
    const struct wild *wild; /* what a form of it has to look like (wild.h), or NULL */
};

#define PLAN_TYPED_MAX 4 /* words: a longer query is not about the form of one of them */

struct plan {
    struct store *store;      /* that is asked */
    struct store_query *query;
    struct expansion *expansions; /* sorted by term, single ones before phrases, the strongest first */
    size_t count, capacity;
    uint64_t terms[4];            /* bits of theirs: most words of a passage are seen to be none of them by one */
    size_t word_from;             /* the expansions of the word being planned begin here */
    struct slice typed[PLAN_TYPED_MAX]; /* the query's ranked words, in the text of its nodes */
    size_t typed_count;           /* PLAN_TYPED_MAX + 1: there are more */
    bool typed_subject;           /* they are not stop words */
    struct pool strings;          /* behind terms and sources */
    bool failed;                  /* out of memory on the way */
};

struct plan_options {
    unsigned expand;        /* DAFTAR_EXPAND_ bits */
    enum language language; /* LANGUAGE_UND: every one that fits */
    bool likeliest;         /* of the ones that fit only the likeliest: --expand none */
    const char *glossary;   /* a file of the user's, or NULL */
    const enum language *filter;
    size_t filter_count;
};

/* BAD_QUERY when there is nothing to ask. Free the plan also after a failure. */
daftar_status plan_make(struct plan *out, daftar_index *index, const struct query *query,
                        const struct plan_options *options);
void plan_free(struct plan *plan);

/* The strongest meaning of a term of a passage, by itself; NULL when the query does not ask for it. */
const struct expansion *plan_find(const struct plan *plan, struct slice term);
/* The phrases that end with the term: number `number` of them, from 0; NULL from the last on. */
const struct expansion *plan_phrase(const struct plan *plan, struct slice term, size_t number);

#endif

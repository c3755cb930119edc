/* planner.h: the state of a plan in the making, and the planning of words; for plan.c and words.c alone. */
#ifndef SEARCH_PLANNER_H
#define SEARCH_PLANNER_H

#include "analysis/glossary.h"
#include "search/plan.h"

#define COVERED_MAX 32
#define PARTS_MAX 4096

struct parts {
    struct store_query *items[PARTS_MAX];
    size_t count;
};

/* A language that the query may be written in, and how far that is sure. */
struct source {
    enum language language;
    double sure;
};

struct planner {
    struct plan *plan;
    daftar_index *index;
    const struct query *query;
    const struct plan_options *options;
    enum language languages[LANGUAGE_COUNT]; /* that words are analysed in; the likeliest first */
    size_t language_count;
    struct source sources[LANGUAGE_COUNT];   /* that weaker layers start from; the likeliest first */
    size_t source_count;
    const struct glossary *glossaries[2];    /* the user's first */
    size_t glossary_count;
    bool mined;                              /* the layer is on, and the index knows pairs */
    struct slice covered[COVERED_MAX];       /* stretches of the query that are phrases of a glossary */
    size_t covered_count;
    daftar_status status;
};

struct tokens {
    struct slice items[256];
    bool compound[256];
    size_t count;
    const char *text;
};

/* Decides by the whole text of the query what languages its words are taken for. */
void planner_languages(struct planner *p, struct slice text);

/* The letter before a stem that makes it a field's term; 0: none. */
char planner_prefix(enum query_field field);

/* The words of a text; false: there are none, or no memory. */
bool planner_tokens(struct planner *p, struct slice text, struct tokens *tokens);

/* The words of a node, each in all its layers, any of which may match. */
struct store_query *planner_words(struct planner *p, const struct node *node);

/* Adds to `parts` a query for each phrase of a glossary in a run of plain words, before the words themselves are planned,
 * which count less then, but do count: a passage may say it otherwise. */
void planner_phrases(struct planner *p, struct slice run, struct parts *parts);

#endif

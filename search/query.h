/* query.h: the tree of a question, as the parser makes it and the plan reads it. */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "base/buffer.h"
#include "base/status.h"

enum node_kind {
    NODE_LIST,   /* ranked: any of the children, rather all; `occur` of each says more */
    NODE_AND,
    NODE_OR,
    NODE_NOT,    /* first child, without the others; with one child: everything else */
    NODE_NEAR,   /* children within `distance` words, in order if `ordered` */
    NODE_WORD,   /* text of one or more tokens, as typed */
    NODE_PHRASE, /* adjacent; in these very forms if `exact` */
    NODE_WILD,   /* word with * or ? */
    NODE_FUZZY,  /* word~ */
    NODE_RANGE   /* field year: text is LOW..HIGH, either may be empty */
};

enum occur { OCCUR_SHOULD, OCCUR_MUST, OCCUR_MUST_NOT };

enum query_field {
    QUERY_ANY, QUERY_TITLE, QUERY_AUTHOR, QUERY_KEYWORD, QUERY_HEADING, QUERY_LANG, QUERY_YEAR, QUERY_PATH,
    QUERY_FORMAT, QUERY_IN, QUERY_FIELD_COUNT
};
extern const char *const query_field_names[QUERY_FIELD_COUNT];

/* Nodes stand in one array and name their children by index: 0 is no node. */
struct node {
    enum node_kind kind;
    enum occur occur;
    enum query_field field;
    struct slice text; /* in the query as typed */
    unsigned distance;
    bool ordered, exact;
    unsigned first, next; /* first child, next sibling */
};

struct query {
    struct node *nodes;
    size_t count, capacity;
    unsigned root;
    char *note; /* what could not be taken as written, or NULL */
};

/* Parses a query; whatever it is, there is a tree: what cannot be parsed is a list of plain words and a note says so.
 * `text` must live as long as the tree. BAD_QUERY only when there is no word and no filter in it. */
daftar_status query_parse(struct query *out, const char *text, size_t length);
void query_free(struct query *query);
/* Whether a word of capitals is an operator where operators count. */
bool query_is_operator(struct slice word);

/* The tree as text, for tests and --explain: (LIST word (PHRASE! "a b") (FIELD year 2019..)). */
void query_print(const struct query *query, unsigned node, struct buffer *out);

#endif

/* html_tree.h: a web page as a list of its elements and texts, in the order they stand in. */
#ifndef INDEXER_READERS_HTML_TREE_H
#define INDEXER_READERS_HTML_TREE_H

#include "indexer/document.h"

/* What an element is to a page. */
enum html_kind {
    HTML_NEVER = 1,    /* it and all below it is no content, and not in the tree */
    HTML_PLAIN = 2,    /* its class says nothing of where it stands */
    HTML_EDGE = 4,     /* surrounds the content, unless it is inside */
    HTML_LIST = 8,
    HTML_CONTENT = 16, /* <main>, <article> */
    HTML_MAIN = 32,
    HTML_ARTICLE = 64,
    HTML_BODY = 128,
    HTML_HIDDEN = 256, /* its attributes say that it is not shown */
    HTML_AROUND = 512, /* and that it surrounds the content: a menu, a banner */
    HTML_DATA = 1024,  /* a table of data, not of layout */
    HTML_TEXT = 2048   /* no element: a run of text */
};

/* What an element does to the flow of text. */
enum html_effect {
    EFFECT_NONE, EFFECT_BLOCK, EFFECT_HEADING, EFFECT_BREAK, EFFECT_BOLD, EFFECT_TABLE, EFFECT_ROW, EFFECT_CELL,
    EFFECT_PRE, EFFECT_LINK
};

#define HTML_NONE UINT32_MAX /* no node */

struct html_node {
    uint32_t end;          /* the number of the node behind all that is in it */
    uint32_t parent;       /* HTML_NONE: none */
    uint32_t text, length; /* of a text: bytes in html_tree.text */
    uint16_t kind;         /* enum html_kind */
    uint8_t effect;        /* enum html_effect */
    uint8_t level;         /* of a heading */
    uint8_t language;      /* enum language: by the nearest lang attribute */
};

struct html_tree {
    struct html_node *nodes;
    size_t count, capacity;
    struct buffer text;
    struct buffer title; /* of <title> */
    bool failed;         /* no memory */
};

/* Reads HTML in UTF-8, which any bytes are, and adds to the document what its <meta> elements say. */
daftar_status html_tree_read(struct html_tree *tree, struct document *document, const char *bytes, size_t length);
void html_tree_free(struct html_tree *tree);

/* ---- html_meta.c ---- */

/* The value of an attribute; NULL: there is none. `attributes`: name, value ..., NULL. */
const char *html_attribute(const unsigned char **attributes, const char *name);
void html_add_meta(struct document *document, const unsigned char **attributes);

/* ---- html_page.c: the content of a page and what surrounds it ---- */

/* What the attributes of an element say: HTML_HIDDEN, HTML_AROUND, HTML_MAIN. */
unsigned html_surroundings(unsigned kind, const unsigned char **attributes);
/* Whether an element and all below it is no content: navigation, banners, what is hidden. */
bool html_skipped(const struct html_tree *tree, uint32_t node);
/* The element that holds the content: <main>, the only <article>, or <body>. HTML_NONE: the page is empty. */
uint32_t html_main(const struct html_tree *tree);

#endif

/* markup_walk.h: what a parser of XML says to the walk (markup.c), and the parser of ordinary XML (markup_tree.cc). */
#ifndef INDEXER_READERS_MARKUP_WALK_H
#define INDEXER_READERS_MARKUP_WALK_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct markup;

/* An opening tag. */
struct markup_tag {
    const void *element;
    /* Goes to the attribute behind *at, to the first when that is NULL; false: there is none. The strings are the
     * parser's. */
    bool (*next)(const void *element, const void **at, const char **name, const char **value);
};

/* In the order of the document; text may come in pieces. False: nothing more is wanted. */
bool markup_open(struct markup *markup, const char *name, const struct markup_tag *tag);
void markup_close(struct markup *markup);
void markup_text(struct markup *markup, const char *text, size_t length);

/* Walks through XML that is well-formed as far as a tree shows. False: it is not, or takes too much memory; then nothing
 * was said. */
bool markup_tree(struct markup *markup, const char *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif

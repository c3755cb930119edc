/* snippet.h: the best sentences of a passage, with every word that matched. */
#ifndef SEARCH_SNIPPET_H
#define SEARCH_SNIPPET_H

#include "search/plan.h"
#include "store/schema.h"

/* A word of a passage that the query asks for. */
struct snippet_match {
    uint32_t start, end; /* bytes of the passage's text */
    const struct expansion *expansion;
};

struct snippet {
    struct snippet_match *matches; /* in the passage, ascending */
    size_t match_count, match_capacity;
    struct buffer text;            /* the snippet */
    struct daftar_range *ranges;   /* highlights in it */
    size_t range_count;
    bool failed;
};

/* Only the matches, in any text of the passage: its headings, say. To be freed as well. */
daftar_status snippet_find(struct snippet *out, daftar_index *index, const struct plan *plan, enum language language,
                           struct slice text);

/* Fills the snippet for a passage: about `bytes` of text around the sentences with the most weight. */
daftar_status snippet_make(struct snippet *out, daftar_index *index, const struct plan *plan,
                           const struct passage_record *passage, size_t bytes);
void snippet_free(struct snippet *snippet);

#endif

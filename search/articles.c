/* articles.c: goes from first passages to the whole of their articles. */
#include "search/articles.h"

#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

/* The terms that all passages of the matched articles carry. */
static struct store_query **article_terms(daftar_index *index, const struct store_matches *matches,
                                          daftar_status *status)
{
    size_t count = store_matches_count(matches);
    struct store_query **terms = calloc(count + 1, sizeof(struct store_query *));
    struct buffer id = {0};
    if (!terms)
        *status = status_no_memory();
    for (size_t i = 0; !*status && i < count; i++) {
        char term[STORE_TERM_MAX] = {TERM_ARTICLE};
        *status = store_passage_value(index->store, store_matches_hit(matches, i)->id, SLOT_ARTICLE, &id);
        size_t length = !*status && id.length < sizeof term ? id.length : 0; /* longer is no article of ours */
        if (length)
            memcpy(term + 1, id.data, length);
        terms[i] = store_query_term(term, length + 1);
    }
    buffer_free(&id);
    return terms;
}

struct store_query *articles_of(daftar_index *index, struct store_query *first, daftar_status *status)
{
    struct store_match_options options = {.count = (size_t)store_passage_count(index->store),
                                          .check_at_least = SIZE_MAX, .weighting = STORE_BOOL};
    struct store_matches *matches = NULL;
    struct store_query *all = NULL;
    *status = first ? store_match(&matches, index->store, first, &options) : status_no_memory();
    if (!*status) {
        struct store_query **terms = article_terms(index, matches, status);
        size_t count = store_matches_count(matches);
        if (terms)
            all = store_query_scale(store_query_join(STORE_OR, terms, count), 0);
        free(terms);
    }
    store_matches_free(matches);
    store_query_free(first);
    return all;
}

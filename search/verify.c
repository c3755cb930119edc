/* verify.c: reads the stored text of candidates and keeps those for which something is true. */
#include "search/verify.h"

#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_ids(const void *left, const void *right)
{
    const struct store_id *a = left, *b = right;
    return store_id_compare(*a, *b);
}

/* What was found true: by docid, or by its terms where the docid of a server says nothing. */
struct verified {
    struct store_id *ids;
    struct store_query **named;
    size_t id_count, named_count;
};

static struct store_query *passage_query(const struct passage_record *record)
{
    char article[ARTICLE_ID_LENGTH + 2], number[16];
    int length = snprintf(number, sizeof number, "%c%u", TERM_NUMBER, record->number);
    article[0] = TERM_ARTICLE;
    memcpy(article + 1, record->article, ARTICLE_ID_LENGTH);
    struct store_query *pair[2] = {store_query_term(article, ARTICLE_ID_LENGTH + 1),
                                   store_query_term(number, (size_t)length)};
    return store_query_join(STORE_AND, pair, 2);
}

static daftar_status keep_true(struct store *store, const struct store_matches *matches, verify_holds holds,
                               void *context, struct verified *kept)
{
    struct buffer data = {0};
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < store_matches_count(matches); i++) {
        struct store_id id = store_matches_hit(matches, i)->id;
        struct passage_record record;
        status = store_passage_data(store, id, &data);
        if (status || !passage_record_read(&record, data.data, data.length))
            continue;
        enum language language = record.language < LANGUAGE_COUNT ? (enum language)record.language : LANGUAGE_UND;
        if (!holds(context, language, record.text) && !holds(context, language, record.heading))
            continue;
        if (store_part_is_remote(store, id.part))
            kept->named[kept->named_count++] = passage_query(&record);
        else
            kept->ids[kept->id_count++] = id;
    }
    buffer_free(&data);
    return status;
}

/* Takes the named ones. */
static struct store_query *verified_query(struct store *store, struct verified *kept)
{
    if (kept->id_count)
        qsort(kept->ids, kept->id_count, sizeof *kept->ids, compare_ids);
    kept->named[kept->named_count++] = store_query_passages(store, kept->ids, kept->id_count, 0);
    return store_query_join(STORE_OR, kept->named, kept->named_count);
}

struct store_query *verify(daftar_index *index, struct store_query *candidates, verify_holds holds, void *context,
                           daftar_status *status)
{
    struct store *store = index->store;
    struct store_match_options options = {.count = (size_t)store_passage_count(store),
                                          .check_at_least = SIZE_MAX, .weighting = STORE_BOOL};
    struct store_matches *matches = NULL;
    *status = store_match(&matches, store, candidates, &options);
    size_t found = *status ? 0 : store_matches_count(matches);
    struct verified kept = {.ids = calloc(found + 1, sizeof *kept.ids),
                            .named = calloc(found + 1, sizeof(struct store_query *))};
    if (!kept.ids || !kept.named)
        *status = status_no_memory();
    if (!*status)
        *status = keep_true(store, matches, holds, context, &kept);
    bool all = !*status && kept.id_count + kept.named_count == found;
    struct store_query *truth = kept.named ? verified_query(store, &kept) : NULL, *query = NULL;
    if (*status || all) {
        store_query_free(truth);
        query = all ? candidates : NULL;
    } else {
        struct store_query *pair[2] = {candidates, truth};
        query = store_query_join(STORE_FILTER, pair, 2);
    }
    if (*status)
        store_query_free(candidates);
    free(kept.ids);
    free(kept.named);
    store_matches_free(matches);
    return query;
}

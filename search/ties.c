/* ties.c: puts passages of equal score in the order of their paths, lest a page hang on the order of indexing. */
#include "search/ties.h"

#include "base/pool.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

daftar_status ranking_take(struct ranking *out, daftar_index *index, const struct plan *plan,
                           const struct store_match_options *asked, const struct store_matches *matches)
{
    size_t count = store_matches_count(matches);
    *out = (struct ranking){.hits = malloc((count + 1) * sizeof *out->hits), .count = count, .cut = count >= asked->count,
                            .index = index, .plan = plan, .asked = asked};
    if (!out->hits)
        return status_no_memory();
    for (size_t i = 0; i < count; i++)
        out->hits[i] = *store_matches_hit(matches, i);
    return DAFTAR_OK;
}

size_t ties_end(const struct ranking *ranking, size_t at)
{
    double score = ranking->hits[at].score;
    while (at < ranking->count && ranking->hits[at].score == score)
        at++;
    return at;
}

size_t ties_begin(const struct ranking *ranking, size_t at)
{
    while (at > 0 && ranking->hits[at - 1].score == ranking->hits[at].score)
        at--;
    return at;
}

/* ---- paths ---- */

struct tie {
    struct store_hit hit;
    const char *path;
    uint32_t passage; /* 0: not read */
};

/* What is read of one hit after another; neighbours are often of one article. */
struct reading {
    daftar_index *index;
    struct pool paths;
    struct buffer data;
    char article[ARTICLE_ID_LENGTH + 1];
    const char *path; /* of that article; NULL: of none yet */
};

/* What is damaged has no path, and comes first; it is told of when it is shown. */
static daftar_status read_path(struct tie *tie, struct reading *reading, const struct store_hit *hit)
{
    struct store *store = reading->index->store;
    struct article_record record;
    char key[ARTICLE_ID_LENGTH + 1] = {META_ARTICLE};
    *tie = (struct tie){.hit = *hit, .path = ""};
    daftar_status status = store_passage_value(store, hit->id, SLOT_ARTICLE, &reading->data);
    if (status || reading->data.length != ARTICLE_ID_LENGTH)
        return status;
    if (!reading->path || memcmp(reading->article, reading->data.data, ARTICLE_ID_LENGTH)) {
        memcpy(reading->article, reading->data.data, ARTICLE_ID_LENGTH);
        memcpy(key + 1, reading->article, ARTICLE_ID_LENGTH);
        status = store_metadata(store, hit->id.part, key, sizeof key, &reading->data);
        bool read = !status && article_record_read(&record, reading->data.data, reading->data.length);
        reading->path = pool_copy(&reading->paths, read ? record.path : (struct slice){"", 0}).data;
    }
    if (!status && !reading->path)
        status = status_no_memory();
    tie->path = reading->path;
    return status;
}

/* The number of a passage stands in what is stored of it, which is costly to unpack. Within a part passages of an article
 * stand in their order; only where it is spread over several they are read. */
static daftar_status read_numbers(struct tie *ties, size_t count, struct reading *reading, bool *found)
{
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0, end; !status && i < count; i = end) {
        bool spread = false;
        for (end = i + 1; end < count && !strcmp(ties[end].path, ties[i].path); end++)
            spread |= ties[end].hit.id.part != ties[i].hit.id.part;
        for (size_t j = i; spread && !status && j < end; j++) {
            struct passage_record passage;
            status = store_passage_data(reading->index->store, ties[j].hit.id, &reading->data);
            if (!status && passage_record_read(&passage, reading->data.data, reading->data.length))
                ties[j].passage = passage.number;
        }
        *found |= spread;
    }
    return status;
}

static int compare_ties(const void *left, const void *right)
{
    const struct tie *a = left, *b = right;
    int order = a->path == b->path ? 0 : strcmp(a->path, b->path);
    if (!order)
        order = (a->passage > b->passage) - (a->passage < b->passage);
    return order ? order : store_id_compare(a->hit.id, b->hit.id);
}

static daftar_status sort_by_path(struct ranking *ranking, size_t first)
{
    size_t count = ties_end(ranking, first) - first;
    struct store_hit *hits = ranking->hits + first;
    struct reading reading = {.index = ranking->index};
    bool numbers = false;
    if (count > TIES_MAX)
        count = TIES_MAX;
    struct tie *ties = malloc(count * sizeof *ties);
    daftar_status status = ties ? DAFTAR_OK : status_no_memory();
    for (size_t i = 0; !status && i < count; i++)
        status = read_path(&ties[i], &reading, &hits[i]);
    if (!status) {
        qsort(ties, count, sizeof *ties, compare_ties);
        status = read_numbers(ties, count, &reading, &numbers);
    }
    if (!status && numbers)
        qsort(ties, count, sizeof *ties, compare_ties);
    for (size_t i = 0; !status && i < count; i++)
        hits[i] = ties[i].hit;
    free(ties);
    pool_free(&reading.paths);
    buffer_free(&reading.data);
    return status;
}

/* ---- the order ---- */

/* Asks for so many that all equal ones are among them, and takes those over. */
static daftar_status fetch_ties(struct ranking *ranking, size_t first)
{
    struct store_match_options options = *ranking->asked;
    struct store_matches *matches = NULL;
    double score = ranking->hits[first].score;
    options.count = first + TIES_MAX;
    options.facet_count = 0;
    daftar_status status = store_match(&matches, ranking->index->store, ranking->plan->query, &options);
    size_t count = status ? 0 : store_matches_count(matches), from = 0;
    while (from < count && store_matches_hit(matches, from)->score != score)
        from++;
    struct store_hit *more = status ? NULL : realloc(ranking->hits, (first + count - from + 1) * sizeof *more);
    if (!status && !more)
        status = status_no_memory();
    if (!status)
        ranking->hits = more;
    for (ranking->count = status ? ranking->count : first; !status && from < count; from++) {
        const struct store_hit *hit = store_matches_hit(matches, from);
        if (hit->score == score)
            ranking->hits[ranking->count++] = *hit;
    }
    store_matches_free(matches);
    return status;
}

daftar_status ties_complete(struct ranking *ranking, size_t first)
{
    size_t end = ties_end(ranking, first);
    if (!ranking->cut || end < ranking->count || end - first >= TIES_MAX)
        return DAFTAR_OK;
    ranking->cut = false;
    return fetch_ties(ranking, first);
}

daftar_status ties_part(struct ranking *ranking, size_t at)
{
    if (!at || at >= ranking->count || ranking->hits[at - 1].score != ranking->hits[at].score)
        return DAFTAR_OK;
    return sort_by_path(ranking, ties_begin(ranking, at));
}

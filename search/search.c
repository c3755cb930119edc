/* search.c: runs a plan and makes a page of hits out of what the store answers. */
#include "analysis/detect.h"
#include "analysis/language.h"
#include "search/correct.h"
#include "search/facets.h"
#include "search/note.h"
#include "search/rank.h"
#include "search/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SNIPPET_BYTES 300
#define COUNT_MAX 10000
#define OFFSET_MAX 100000000
#define TRIES 5 /* the index may be replaced under the reader */

static const struct {
    const char *name;
    enum store_weighting weighting;
} weightings[] = {
    {"inl2", STORE_INL2}, {"bm25", STORE_BM25}, {"bm25+", STORE_BM25PLUS},
    {"pl2", STORE_PL2},   {"dph", STORE_DPH},   {"dlh", STORE_DLH},
};

/* ---- options ---- */

/* An array of names from outside: there, and without holes. */
static daftar_status check_names(const char *what, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!names || !names[i])
            return status_fail(DAFTAR_BAD_INPUT, "daftar_search_options: %s: number %zu of %zu is NULL", what, i, count);
    return DAFTAR_OK;
}

static daftar_status read_options(struct daftar_search_options *out, const struct daftar_search_options *given)
{
    static const struct daftar_search_options defaults = DAFTAR_SEARCH_OPTIONS_INIT;
    *out = defaults;
    daftar_status status = given ? status_size("daftar_search_options", given->size, sizeof *given) : DAFTAR_OK;
    if (status)
        return status;
    if (given)
        memcpy(out, given, given->size);
    if (out->count > COUNT_MAX)
        out->count = COUNT_MAX;
    if (out->offset > OFFSET_MAX)
        out->offset = OFFSET_MAX;
    if (!out->snippet_bytes)
        out->snippet_bytes = SNIPPET_BYTES;
    status = check_names("languages", out->languages, out->language_count);
    if (!status)
        status = check_names("facets", out->facets, out->facet_count);
    if (!status && out->facet_count > FACETS_MAX)
        status = status_fail(DAFTAR_BAD_INPUT, "%zu facets: at most %d", out->facet_count, FACETS_MAX);
    for (size_t i = 0; !status && i < out->facet_count; i++)
        if (facets_slot(out->facets[i]) < 0)
            status = status_fail(DAFTAR_BAD_INPUT, "%s: no such facet: lang, year, author, keyword, format",
                                 out->facets[i]);
    return status;
}

static daftar_status find_language(const char *code, enum language *out)
{
    *out = language_by_code(code, strlen(code));
    if (*out == LANGUAGE_UND && strcmp(code, "und"))
        return status_fail(DAFTAR_BAD_INPUT, "%s: not the code of a known language (en ru uz kk ky tg tk kaa ...)", code);
    return DAFTAR_OK;
}

static daftar_status read_plan_options(struct plan_options *out, const struct daftar_search_options *options,
                                       enum language *filter, size_t room)
{
    *out = (struct plan_options){.expand = options->expand, .likeliest = options->expand == DAFTAR_EXPAND_NONE,
                                 .glossary = options->glossary, .filter = filter};
    daftar_status status = options->query_language ? find_language(options->query_language, &out->language) : DAFTAR_OK;
    for (size_t i = 0; !status && i < options->language_count && i < room; i++)
        status = find_language(options->languages[i], &filter[out->filter_count++]);
    return status;
}

static daftar_status find_weighting(const char *name, enum store_weighting *out)
{
    *out = weightings[0].weighting; /* the best of them: doc/ranking.md */
    for (size_t i = 0; name && i < sizeof weightings / sizeof *weightings; i++)
        if (!strcmp(weightings[i].name, name)) {
            *out = weightings[i].weighting;
            return DAFTAR_OK;
        }
    return name ? status_fail(DAFTAR_BAD_INPUT, "%s: no such weighting", name) : DAFTAR_OK;
}

/* ---- hits ---- */

static const char *keep(struct daftar_results *results, struct slice text)
{
    struct slice copy = pool_copy(&results->strings, text);
    if (!copy.data)
        results->failed = true;
    return copy.data ? copy.data : "";
}

/* Values of a joined field with a separator that people read; only the first if `first`. */
static const char *keep_joined(struct daftar_results *results, struct slice values, bool first)
{
    struct buffer text = {0};
    for (struct slice value; slot_next(&values, &value) && !(first && text.length);) {
        buffer_puts(&text, text.length ? "; " : "");
        buffer_append(&text, value.data, value.length);
    }
    const char *kept = keep(results, (struct slice){text.data ? text.data : "", text.length});
    results->failed |= text.failed;
    buffer_free(&text);
    return kept;
}

/* The record stands in `value`. */
static daftar_status read_article(struct daftar_results *results, daftar_index *index, uint32_t part,
                                  const char *id, struct buffer *value, struct article_record *record,
                                  struct daftar_hit *hit)
{
    char key[ARTICLE_ID_LENGTH + 2];
    key[0] = META_ARTICLE;
    memcpy(key + 1, id, ARTICLE_ID_LENGTH);
    daftar_status status = store_metadata(index->store, part, key, ARTICLE_ID_LENGTH + 1, value);
    if (!status && !article_record_read(record, value->data, value->length))
        status = status_fail(DAFTAR_CORRUPT, "the record of article %s is damaged: run daftar-index --verify", id);
    if (status)
        return status;
    hit->path = keep(results, record->path);
    hit->title = keep_joined(results, record->title, true);
    hit->authors = keep_joined(results, record->authors, false);
    hit->format = keep(results, record->format);
    hit->year = record->year;
    return DAFTAR_OK;
}

static void keep_matches(struct daftar_results *results, const struct snippet *snippet, struct slice text,
                         struct page_hit *out)
{
    if (!out->matches)
        out->matches = pool_take(&results->strings, MATCHES_MAX * sizeof *out->matches);
    for (size_t i = 0; out->matches && i < snippet->match_count; i++) {
        const struct snippet_match *match = &snippet->matches[i];
        struct slice form = {text.data + match->start, match->end - match->start};
        bool seen = false;
        for (size_t j = 0; j < out->match_count && !seen; j++)
            seen = out->match_terms[j] == match->expansion;
        if (seen || out->match_count == MATCHES_MAX)
            continue;
        out->match_terms[out->match_count] = match->expansion;
        out->matches[out->match_count++] = (struct daftar_match){
            .word = keep(results, match->expansion->word), .form = keep(results, form),
            .layer = layer_names[match->expansion->layer], .weight = match->expansion->weight,
            .source = keep(results, match->expansion->source)};
    }
    results->failed |= !out->matches;
}

static daftar_status explain_text(struct daftar_results *results, daftar_index *index, const struct plan *plan,
                                  enum language language, struct slice text, struct page_hit *out)
{
    struct snippet found;
    daftar_status status = snippet_find(&found, index, plan, language, text);
    if (!status)
        keep_matches(results, &found, text, out);
    snippet_free(&found);
    return status;
}

/* What matched only above the passage: its headings, and the article's titles and keywords, count towards it. */
static daftar_status explain_above(struct daftar_results *results, daftar_index *index, const struct plan *plan,
                                   const struct passage_record *passage, const struct article_record *article,
                                   struct page_hit *out)
{
    enum language language = passage->language < LANGUAGE_COUNT ? (enum language)passage->language : LANGUAGE_UND;
    struct slice fields[] = {article->title, article->keywords}, value;
    daftar_status status = explain_text(results, index, plan, language, passage->heading, out);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        while (!status && slot_next(&fields[i], &value)) { /* in its own language, as it was indexed */
            language = detect_language(value.data, value.length, LANGUAGE_UND, NULL);
            status = explain_text(results, index, plan, language, value, out);
        }
    return status;
}

static daftar_status fill_snippet(struct daftar_results *results, daftar_index *index, const struct plan *plan,
                                  const struct passage_record *passage, const struct daftar_search_options *options,
                                  struct page_hit *out)
{
    struct snippet snippet;
    daftar_status status = snippet_make(&snippet, index, plan, passage, options->snippet_bytes);
    if (!status) {
        struct slice text = {snippet.text.data ? snippet.text.data : "", snippet.text.length};
        struct slice ranges = {(const char *)snippet.ranges, snippet.range_count * sizeof *snippet.ranges};
        out->hit.snippet = keep(results, text);
        out->hit.highlights = (const struct daftar_range *)(const void *)keep(results, ranges);
        out->hit.highlight_count = snippet.range_count;
        if (options->explain)
            keep_matches(results, &snippet, passage->text, out);
    }
    snippet_free(&snippet);
    return status;
}

static daftar_status fill_hit(struct daftar_results *results, daftar_index *index, const struct plan *plan,
                              const struct store_hit *found, const struct daftar_search_options *options,
                              struct page_hit *out)
{
    struct buffer data = {0}, record = {0};
    struct passage_record passage;
    struct article_record article;
    daftar_status status = store_passage_data(index->store, found->id, &data);
    if (!status && !passage_record_read(&passage, data.data, data.length))
        status = status_fail(DAFTAR_CORRUPT, "a stored passage is damaged: run daftar-index --verify");
    if (!status)
        status = read_article(results, index, found->id.part, passage.article, &record, &article, &out->hit);
    if (!status) {
        struct daftar_hit *hit = &out->hit;
        hit->passage = passage.number;
        hit->score = found->score;
        hit->language = language_code(passage.language < LANGUAGE_COUNT ? (enum language)passage.language : LANGUAGE_UND);
        hit->heading = keep(results, passage.heading);
        hit->text = keep(results, passage.text);
        hit->page = passage.page;
        hit->line = passage.line;
        hit->start = passage.start;
        hit->end = passage.end;
        hit->others = found->collapsed;
        status = fill_snippet(results, index, plan, &passage, options, out);
    }
    if (!status && options->explain)
        status = explain_above(results, index, plan, &passage, &article, out);
    buffer_free(&data);
    buffer_free(&record);
    return status;
}

/* Equal scores are ordered by path, then passage. */
static int compare_hits(const void *left, const void *right)
{
    const struct daftar_hit *a = &((const struct page_hit *)left)->hit, *b = &((const struct page_hit *)right)->hit;
    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    int order = strcmp(a->path, b->path);
    return order ? order : (a->passage > b->passage) - (a->passage < b->passage);
}

/* ---- the search ---- */

/* How the store is asked; the numbers of the facets' slots stand in `slots`. */
static daftar_status match_options(struct store_match_options *out, unsigned slots[FACETS_MAX], const struct plan *plan,
                                   const struct daftar_search_options *options)
{
    size_t end = options->offset + options->count, window = rank_window(plan);
    *out = (struct store_match_options){.count = (end > window ? end : window) + TIES,
                                        .collapse = options->group == DAFTAR_GROUP_ARTICLE,
                                        .collapse_slot = SLOT_ARTICLE, .facet_slots = slots,
                                        .facet_key_slot = SLOT_ARTICLE};
    out->k1 = 1.2;
    out->b = 0.75;
    out->min_length = 0.1; /* laws and tables are short: 0.5, Xapian's own, costs them .03 of nDCG */
    for (; out->facet_count < options->facet_count && out->facet_count < FACETS_MAX; out->facet_count++) {
        slots[out->facet_count] = (unsigned)facets_slot(options->facets[out->facet_count]);
        if (slots[out->facet_count] != SLOT_LANGUAGE) /* the others are the article's */
            out->facet_keyed |= 1u << out->facet_count;
    }
    if (options->exhaustive || out->facet_count)
        out->check_at_least = SIZE_MAX;
    return find_weighting(options->weighting, &out->weighting);
}

/* The best hits in the order they are shown in, except among equal ones that stand on one page. */
static daftar_status rank_hits(struct ranking *ranking, const struct daftar_search_options *options)
{
    size_t end = options->offset + options->count;
    const struct store_hit *hits = ranking->hits;
    daftar_status status = DAFTAR_OK;
    if (ranking->cut && end && hits[end - 1].score == hits[ranking->count - 1].score)
        status = ties_complete(ranking, ties_begin(ranking, end - 1));
    if (!status)
        status = rank_forms(ranking, end);
    if (!status)
        status = ties_part(ranking, options->offset);
    return status ? status : ties_part(ranking, end);
}

static daftar_status fill_page(struct daftar_results *results, struct ranking *ranking,
                               const struct daftar_search_options *options)
{
    daftar_status status = rank_hits(ranking, options);
    size_t end = options->offset + options->count, last = ranking->count < end ? ranking->count : end;
    size_t from = options->offset < last ? options->offset : last;
    results->hits = calloc(last - from + 1, sizeof *results->hits);
    if (!status && !results->hits)
        status = status_no_memory();
    for (size_t i = from; !status && i < last; i++) {
        struct page_hit *hit = &results->hits[results->count++];
        status = fill_hit(results, ranking->index, ranking->plan, &ranking->hits[i], options, hit);
    }
    if (!status && results->count)
        qsort(results->hits, results->count, sizeof *results->hits, compare_hits);
    return status;
}

static daftar_status fill_correction(struct daftar_results *results, daftar_index *index, const struct query *query,
                                     const struct plan *plan, const char *text)
{
    struct buffer correction = {0};
    daftar_status status = correct_query(&correction, index, query, (struct slice){text, strlen(text)}, plan,
                                         results->estimate);
    if (!status && correction.length)
        results->correction = keep(results, (struct slice){correction.data, correction.length});
    buffer_free(&correction);
    return status;
}

static daftar_status answer(struct daftar_results *results, daftar_index *index, const struct query *query,
                            const char *text, const struct daftar_search_options *options)
{
    enum language filter[LANGUAGE_COUNT];
    struct plan_options plan_options;
    struct plan plan = {0};
    struct store_match_options asked;
    unsigned slots[FACETS_MAX];
    struct store_matches *matches = NULL;
    struct ranking ranking = {0};
    daftar_status status = read_plan_options(&plan_options, options, filter, LANGUAGE_COUNT);
    if (!plan_options.glossary)
        plan_options.glossary = index->kept_glossary;
    if (!status)
        status = plan_make(&plan, index, query, &plan_options);
    if (!status)
        status = match_options(&asked, slots, &plan, options);
    if (!status)
        status = store_match(&matches, index->store, plan.query, &asked);
    if (!status)
        status = ranking_take(&ranking, index, &plan, &asked, matches);
    if (!status)
        status = fill_page(results, &ranking, options);
    results->estimate = matches ? store_matches_estimate(matches) : 0;
    if (!status)
        status = facets_fill(results, matches, options->facets, options->facet_count);
    if (!status)
        status = fill_correction(results, index, query, &plan, text);
    if (!status && results->failed)
        status = status_no_memory();
    free(ranking.hits);
    store_matches_free(matches);
    plan_free(&plan);
    return status;
}

daftar_status daftar_search(daftar_results **out, daftar_index *index, const char *text,
                            const daftar_search_options *given)
{
    struct daftar_search_options options;
    struct query query;
    if (out)
        *out = NULL;
    if (!out || !index || !text)
        return status_fail(DAFTAR_BAD_INPUT, "no index or no query");
    daftar_status status = read_options(&options, given);
    if (!status)
        status = query_parse(&query, text, strlen(text));
    if (status)
        return status;
    struct daftar_results *results = NULL;
    for (int i = 0; i < TRIES; i++) {
        daftar_results_free(results);
        results = calloc(1, sizeof *results);
        status = results ? answer(results, index, &query, text, &options) : status_no_memory();
        bool lost = status == DAFTAR_IO && !i; /* a server that went may be back, or be left out */
        if ((status != DAFTAR_STALE && !lost) || daftar_index_refresh(index))
            break;
    }
    char *note = status || query.note ? NULL : query_note(&query);
    const char *said = query.note ? query.note : note;
    if (!status && said)
        results->note = keep(results, (struct slice){said, strlen(said)});
    free(note);
    query_free(&query);
    if (status) {
        daftar_results_free(results);
        return status;
    }
    *out = results;
    return DAFTAR_OK;
}

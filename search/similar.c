/* similar.c: asks for passages like a given one, or like a text, by its most telling words. */
#include "analysis/detect.h"
#include "analysis/language.h"
#include "search/query.h"
#include "search/results.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 25
#define TEXT_MAX (1 << 20)

/* The passage's text as stored; NOT_FOUND when there is none of that name and number. */
static daftar_status find_passage(daftar_index *index, const char *path, uint32_t number, struct buffer *data,
                                  struct passage_record *record)
{
    char term[ARTICLE_ID_LENGTH + 2];
    term[0] = TERM_ARTICLE;
    article_id(path, strlen(path), term + 1);
    for (size_t part = store_part_count(index->store); part-- > 0;) {
        uint32_t *docids;
        size_t count;
        daftar_status status = store_postings(index->store, part, term, ARTICLE_ID_LENGTH + 1, &docids, &count);
        bool found = false;
        for (size_t i = count; !status && !found && i-- > 0;) {
            struct store_id id = {(uint32_t)part, docids[i]};
            status = store_passage_data(index->store, id, data);
            found = !status && passage_record_read(record, data->data, data->length) && record->number == number;
        }
        free(docids);
        if (status || found)
            return status;
    }
    return status_fail(DAFTAR_NOT_FOUND, "%s#%u: no such passage", path, number);
}

struct telling {
    struct slice surface;
    double weight;
};

struct picker {
    daftar_index *index;
    const char *text;
    struct telling words[WORDS_MAX]; /* heaviest first */
    size_t count;
};

/* Rare words of the index tell most; those that it has only in other languages, or not at all, fill what room is left. */
static void take_token(void *context, const struct token *token)
{
    struct picker *picker = context;
    struct slice surface = {picker->text + token->start, token->end - token->start};
    uint32_t frequency =
        store_term_frequency(picker->index->store, token->word->term.data, token->word->term.length);
    if (token->compound || query_is_operator(surface))
        return;
    double weight = frequency ? (double)store_passage_count(picker->index->store) / frequency : 0;
    size_t at = picker->count;
    for (size_t i = 0; i < picker->count; i++)
        if (picker->words[i].surface.length == surface.length &&
            !memcmp(picker->words[i].surface.data, surface.data, surface.length))
            return;
    while (at > 0 && picker->words[at - 1].weight < weight)
        at--;
    if (at == WORDS_MAX)
        return;
    size_t moved = (picker->count < WORDS_MAX ? picker->count : WORDS_MAX - 1) - at;
    memmove(picker->words + at + 1, picker->words + at, moved * sizeof *picker->words);
    picker->words[at] = (struct telling){surface, weight};
    picker->count += picker->count < WORDS_MAX;
}

/* The passage is most like itself: it makes room for one more of the others. */
static void leave_out(daftar_results *results, const char *path, uint32_t passage, size_t wanted)
{
    for (size_t i = 0; i < results->count; i++) {
        const struct daftar_hit *hit = &results->hits[i].hit;
        if (hit->passage != passage || strcmp(hit->path, path))
            continue;
        results->count--;
        memmove(results->hits + i, results->hits + i + 1, (results->count - i) * sizeof *results->hits);
    }
    results->count = results->count < wanted ? results->count : wanted;
}

/* Asks with the words; what a search says of a query that was typed is of no use here. */
static daftar_status ask(daftar_results **out, daftar_index *index, const char *query,
                         const daftar_search_options *given)
{
    static const struct daftar_search_options defaults = DAFTAR_SEARCH_OPTIONS_INIT;
    struct daftar_search_options options = defaults;
    daftar_status status = given ? status_size("daftar_search_options", given->size, sizeof *given) : DAFTAR_OK;
    if (status)
        return status;
    if (given)
        memcpy(&options, given, given->size);
    options.size = sizeof options;
    options.count++;
    status = daftar_search(out, index, query, &options);
    if (!status)
        (*out)->correction = (*out)->note = NULL;
    return status;
}

static daftar_status ask_like(daftar_results **out, daftar_index *index, enum language language, struct slice text,
                              const daftar_search_options *options)
{
    struct picker picker = {.index = index, .text = text.data};
    struct buffer query = {0};
    if (!index->analyzer && !(index->analyzer = analyzer_new()))
        return status_no_memory();
    bool failed = !analyzer_text(index->analyzer, language, text.data, text.length, 1, take_token, &picker);
    for (size_t i = 0; i < picker.count; i++) {
        buffer_append(&query, picker.words[i].surface.data, picker.words[i].surface.length);
        buffer_putc(&query, ' ');
    }
    daftar_status status = failed || query.failed ? status_no_memory()
                           : query.length         ? ask(out, index, query.data, options)
                                                  : status_fail(DAFTAR_BAD_QUERY, "the text has no word to search for");
    buffer_free(&query);
    return status;
}

daftar_status daftar_similar(daftar_results **out, daftar_index *index, const char *path, uint32_t passage,
                             const daftar_search_options *options)
{
    if (out)
        *out = NULL;
    if (!out || !index || !path)
        return status_fail(DAFTAR_BAD_INPUT, "no index or no path");
    struct buffer data = {0};
    struct passage_record record;
    daftar_status status = find_passage(index, path, passage, &data, &record);
    if (!status) {
        enum language language = record.language < LANGUAGE_COUNT ? (enum language)record.language : LANGUAGE_UND;
        status = ask_like(out, index, language, record.text, options);
        if (!status)
            leave_out(*out, path, passage, options ? options->count : (*out)->count);
    }
    buffer_free(&data);
    return status;
}

daftar_status daftar_similar_text(daftar_results **out, daftar_index *index, const char *text, size_t length,
                                  const daftar_search_options *options)
{
    if (out)
        *out = NULL;
    if (!out || !index || !text)
        return status_fail(DAFTAR_BAD_INPUT, "no index or no text");
    struct slice whole = {text, length < TEXT_MAX ? length : TEXT_MAX};
    enum language language = detect_language(whole.data, whole.length, LANGUAGE_UND, NULL);
    daftar_status status = ask_like(out, index, language, whole, options);
    if (!status)
        leave_out(*out, "", 0, options ? options->count : (*out)->count);
    return status;
}

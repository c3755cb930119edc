/* phrase.c: reads the stored text of candidates and compares the forms of their words. */
#include "search/phrase.h"

#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The forms that each place of the phrase may have: one a language. */
struct phrase {
    daftar_index *index;
    const enum language *languages;
    size_t language_count;
    struct slice *places; /* surfaces of the phrase's words */
    size_t count, capacity;
    const char *text;
    bool failed;
    /* while a passage is read: */
    struct slice *forms; /* of its words, in order */
    size_t form_count, form_capacity;
};

static void take_place(void *context, const struct token *token)
{
    struct phrase *phrase = context;
    if (token->compound)
        return;
    if (!array_reserve(&phrase->places, &phrase->capacity, phrase->count + 1, sizeof *phrase->places)) {
        phrase->failed = true;
        return;
    }
    phrase->places[phrase->count++] = (struct slice){phrase->text + token->start, token->end - token->start};
}

static void take_form(void *context, const struct token *token)
{
    struct phrase *phrase = context;
    if (token->compound)
        return;
    if (!array_reserve(&phrase->forms, &phrase->form_capacity, phrase->form_count + 1, sizeof *phrase->forms)) {
        phrase->failed = true;
        return;
    }
    phrase->forms[phrase->form_count++] = token->word->form;
}

static bool form_fits(struct phrase *phrase, size_t place, struct slice form)
{
    for (size_t i = 0; i < phrase->language_count; i++) {
        const struct word *word = analyzer_word(phrase->index->analyzer, phrase->languages[i],
                                                phrase->places[place].data, phrase->places[place].length);
        if (word && word->form.length == form.length && !memcmp(word->form.data, form.data, form.length))
            return true;
    }
    return false;
}

static bool text_holds(struct phrase *phrase, enum language language, struct slice text)
{
    phrase->form_count = 0;
    if (text.length &&
        !analyzer_text(phrase->index->analyzer, language, text.data, text.length, 1, take_form, phrase))
        phrase->failed = true;
    for (size_t at = 0; at + phrase->count <= phrase->form_count; at++) {
        size_t place = 0;
        while (place < phrase->count && form_fits(phrase, place, phrase->forms[at + place]))
            place++;
        if (place == phrase->count)
            return true;
    }
    return false;
}

static int compare_ids(const void *left, const void *right)
{
    const struct store_id *a = left, *b = right;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

/* What was found to hold the phrase: by docid, or by its terms where the docid of a server says nothing. */
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

static daftar_status keep_true(struct phrase *phrase, const struct store_matches *matches, struct verified *kept)
{
    struct buffer data = {0};
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < store_matches_count(matches); i++) {
        struct store_id id = store_matches_hit(matches, i)->id;
        struct passage_record record;
        status = store_passage_data(phrase->index->store, id, &data);
        if (status || !passage_record_read(&record, data.data, data.length))
            continue;
        enum language language = record.language < LANGUAGE_COUNT ? (enum language)record.language : LANGUAGE_UND;
        if (!text_holds(phrase, language, record.text) && !text_holds(phrase, language, record.heading))
            continue;
        if (store_part_is_remote(phrase->index->store, id.part))
            kept->named[kept->named_count++] = passage_query(&record);
        else
            kept->ids[kept->id_count++] = id;
    }
    buffer_free(&data);
    return phrase->failed ? status_no_memory() : status;
}

/* Takes the named ones. */
static struct store_query *verified_query(struct phrase *phrase, struct verified *kept)
{
    if (kept->id_count)
        qsort(kept->ids, kept->id_count, sizeof *kept->ids, compare_ids);
    kept->named[kept->named_count++] = store_query_passages(phrase->index->store, kept->ids, kept->id_count, 0);
    return store_query_join(STORE_OR, kept->named, kept->named_count);
}

static struct store_query *filter(struct phrase *phrase, struct store_query *candidates, daftar_status *status)
{
    struct store_match_options options = {.count = (size_t)store_passage_count(phrase->index->store),
                                          .check_at_least = SIZE_MAX, .weighting = STORE_BOOL};
    struct store_matches *matches = NULL;
    *status = store_match(&matches, phrase->index->store, candidates, &options);
    size_t found = *status ? 0 : store_matches_count(matches);
    struct verified kept = {.ids = calloc(found + 1, sizeof *kept.ids),
                            .named = calloc(found + 1, sizeof(struct store_query *))};
    if (!kept.ids || !kept.named)
        *status = status_no_memory();
    if (!*status)
        *status = keep_true(phrase, matches, &kept);
    bool all = !*status && kept.id_count + kept.named_count == found;
    struct store_query *truth = kept.named ? verified_query(phrase, &kept) : NULL, *query = NULL;
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

struct store_query *phrase_verify(daftar_index *index, struct store_query *candidates, const enum language *languages,
                                  size_t language_count, struct slice text, daftar_status *status)
{
    struct phrase phrase = {.index = index, .languages = languages, .language_count = language_count,
                            .text = text.data};
    analyzer_text(index->analyzer, languages[0], text.data, text.length, 1, take_place, &phrase);
    struct store_query *query = filter(&phrase, candidates, status);
    free(phrase.places);
    free(phrase.forms);
    return query;
}

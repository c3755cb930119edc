/* postings.c: analyses a passage and what its article says about it, and hands the terms to the segment. */
#include "indexer/postings.h"

#include "analysis/detect.h"
#include "indexer/mine.h"
#include "indexer/sorter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Words around a passage count towards it as if they occurred this often in it. Keywords stand in the article's
 * first passages themselves: given to all of them, they made every passage of an article the same. */
#define WEIGHT_HEADING 2
#define WEIGHT_TITLE 1
#define WEIGHT_KEYWORD 0
#define MADE_MAX (STORE_TERM_MAX - 2) /* the prefix, and the mark of what the store cannot pack */
#define GAP 10 /* positions between heading and text: no phrase runs across */

struct term_list {
    struct store_term *items;
    size_t count, capacity;
    bool failed;
};

struct postings {
    struct analyzer *analyzer;
    struct lexicon lexicon;
    struct term_list shared; /* what every passage of the article gets; strings in shared_bytes */
    struct term_list fields; /* what its first passage gets besides; strings in field_bytes */
    struct term_list terms;  /* of the passage */
    struct sorter sorter;
    struct buffer shared_bytes, field_bytes, bytes, record;
    struct article_record article;
    char id[ARTICLE_ID_LENGTH + 1];
    struct buffer article_bytes; /* behind article's slices */
    bool numbered;               /* passages get a term of their number */
};

struct postings *postings_new(void)
{
    struct postings *postings = calloc(1, sizeof *postings);
    if (!postings) {
        status_no_memory();
        return NULL;
    }
    lexicon_init(&postings->lexicon);
    postings->analyzer = analyzer_new();
    if (!postings->analyzer) {
        postings_free(postings);
        return NULL;
    }
    return postings;
}

void postings_number(struct postings *postings)
{
    postings->numbered = true;
}

void postings_free(struct postings *postings)
{
    if (!postings)
        return;
    analyzer_free(postings->analyzer);
    lexicon_free(&postings->lexicon);
    free(postings->shared.items);
    free(postings->fields.items);
    free(postings->terms.items);
    sorter_free(&postings->sorter);
    buffer_free(&postings->shared_bytes);
    buffer_free(&postings->field_bytes);
    buffer_free(&postings->bytes);
    buffer_free(&postings->record);
    buffer_free(&postings->article_bytes);
    free(postings);
}

static void add_term(struct term_list *list, const char *bytes, size_t length, uint32_t position, uint32_t weight)
{
    if (list->failed || !array_reserve(&list->items, &list->capacity, list->count + 1, sizeof *list->items)) {
        list->failed = true;
        return;
    }
    list->items[list->count++] =
        (struct store_term){.bytes = bytes, .length = (uint32_t)length, .position = position, .weight = weight};
}

/* A term made here: its bytes go to `bytes`, which moves as it grows, so `bytes` of the item is set by settle(). */
static void add_made(struct term_list *list, struct buffer *bytes, char prefix, const char *text, size_t length,
                     uint32_t weight)
{
    length = length < MADE_MAX ? length : MADE_MAX;
    add_term(list, (const char *)(uintptr_t)bytes->length, length + 1, UINT32_MAX, weight);
    buffer_putc(bytes, prefix);
    buffer_append(bytes, text, length);
}

static void settle(struct term_list *list, const struct buffer *bytes)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].position == UINT32_MAX) {
            list->items[i].bytes = bytes->data + (uintptr_t)list->items[i].bytes;
            list->items[i].position = 0;
        }
    list->failed |= bytes->failed;
}

/* ---- tokens ---- */

static void heading_token(void *context, const struct token *token)
{
    struct postings *postings = context;
    struct slice term = token->word->term;
    lexicon_touch(&postings->lexicon, token->word);
    add_made(&postings->terms, &postings->bytes, TERM_HEADING, term.data, term.length, 1);
    add_term(&postings->terms, term.data, term.length, token->position, WEIGHT_HEADING);
}

static void text_token(void *context, const struct token *token)
{
    struct postings *postings = context;
    lexicon_touch(&postings->lexicon, token->word);
    add_term(&postings->terms, token->word->term.data, token->word->term.length, token->position, 1);
}

/* A field of the article: its term goes to the first passage, the bare word to every passage. The bytes are
 * copied, since the word may be forgotten before the article ends. */
struct field_sink {
    struct postings *postings;
    char prefix;
    uint32_t weight; /* of the bare word; 0: none */
};

static void field_token(void *context, const struct token *token)
{
    struct field_sink *sink = context;
    struct postings *postings = sink->postings;
    struct slice term = token->word->term;
    lexicon_touch(&postings->lexicon, token->word);
    add_made(&postings->fields, &postings->field_bytes, sink->prefix, term.data, term.length, 1);
    if (sink->weight)
        add_made(&postings->shared, &postings->shared_bytes, term.data[0], term.data + 1, term.length - 1,
                 sink->weight);
}

/* The values of a joined field, each in its own language. */
static bool add_field(struct postings *postings, struct slice values, char prefix, uint32_t weight)
{
    struct field_sink sink = {.postings = postings, .prefix = prefix, .weight = weight};
    for (struct slice value; slot_next(&values, &value);) {
        enum language language = detect_language(value.data, value.length, LANGUAGE_UND, NULL);
        if (value.length &&
            !analyzer_text(postings->analyzer, language, value.data, value.length, 1, field_token, &sink))
            return false;
    }
    return true;
}

/* ---- the article ---- */

/* The path, every directory above, and the name. */
static void add_paths(struct postings *postings, struct slice path)
{
    struct term_list *list = &postings->fields;
    struct buffer *bytes = &postings->field_bytes;
    size_t name = 0;
    for (size_t i = 1; i < path.length; i++)
        if (path.data[i] == '/') {
            add_made(list, bytes, TERM_PATH, path.data, i, 0);
            name = i + 1;
        }
    add_made(list, bytes, TERM_PATH, path.data, path.length, 0);
    if (name)
        add_made(list, bytes, TERM_PATH, path.data + name, path.length - name, 0);
}

daftar_status postings_article(struct postings *postings, const struct article_record *article)
{
    buffer_clear(&postings->article_bytes);
    article_record_write(&postings->article_bytes, article);
    if (postings->article_bytes.failed)
        return status_no_memory();
    article_record_read(&postings->article, postings->article_bytes.data, postings->article_bytes.length);
    article = &postings->article;
    article_id(article->path.data, article->path.length, postings->id);
    buffer_clear(&postings->shared_bytes);
    buffer_clear(&postings->field_bytes);
    postings->shared.count = postings->fields.count = 0;
    add_made(&postings->shared, &postings->shared_bytes, TERM_ARTICLE, postings->id, ARTICLE_ID_LENGTH, 0);
    add_made(&postings->shared, &postings->shared_bytes, TERM_FORMAT, article->format.data, article->format.length, 0);
    add_paths(postings, article->path);
    if (!add_field(postings, article->title, TERM_TITLE, WEIGHT_TITLE) ||
        !add_field(postings, article->authors, TERM_AUTHOR, 0) ||
        !add_field(postings, article->keywords, TERM_KEYWORD, WEIGHT_KEYWORD) ||
        mine_keywords(&postings->lexicon, postings->analyzer, article->keywords, article->path))
        return DAFTAR_NO_MEMORY;
    settle(&postings->shared, &postings->shared_bytes);
    settle(&postings->fields, &postings->field_bytes);
    return postings->shared.failed || postings->fields.failed ? status_no_memory() : DAFTAR_OK;
}

const struct article_record *postings_current(const struct postings *postings)
{
    return &postings->article;
}

daftar_status postings_record(struct segment_writer *writer, const struct article_record *article)
{
    char key[ARTICLE_ID_LENGTH + 2];
    struct buffer record = {0};
    key[0] = META_ARTICLE;
    article_id(article->path.data, article->path.length, key + 1);
    article_record_write(&record, article);
    daftar_status status = record.failed ? status_no_memory()
                                         : segment_writer_metadata(writer, key, ARTICLE_ID_LENGTH + 1,
                                                                   record.data, record.length);
    buffer_free(&record);
    return status;
}

/* ---- the passage ---- */

static void add_list(struct term_list *terms, const struct term_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        add_term(terms, list->items[i].bytes, list->items[i].length, 0, list->items[i].weight);
}

static bool collect_terms(struct postings *postings, const struct passage_record *passage)
{
    struct term_list *terms = &postings->terms;
    enum language language = (enum language)passage->language;
    const char *code = language_code(language), *part = part_names[passage->part];
    terms->count = 0;
    buffer_clear(&postings->bytes);
    add_made(terms, &postings->bytes, TERM_LANGUAGE, code, strlen(code), 0);
    if (postings->numbered) {
        char number[16];
        int length = snprintf(number, sizeof number, "%u", passage->number);
        add_made(terms, &postings->bytes, TERM_NUMBER, number, (size_t)length, 0);
    }
    if (passage->part != PART_BODY)
        add_made(terms, &postings->bytes, TERM_PART, part, strlen(part), 0);
    uint32_t position = analyzer_text(postings->analyzer, language, passage->heading.data, passage->heading.length, 1,
                                      heading_token, postings);
    if (position)
        position = analyzer_text(postings->analyzer, language, passage->text.data, passage->text.length,
                                 position + GAP, text_token, postings);
    settle(terms, &postings->bytes);
    add_list(terms, &postings->shared);
    if (passage->number == 1)
        add_list(terms, &postings->fields);
    return position && !terms->failed && sorter_sort(&postings->sorter, terms->items, terms->count);
}

daftar_status postings_add(struct postings *postings, struct segment_writer *writer,
                           const struct passage_record *passage)
{
    if (!collect_terms(postings, passage))
        return status_no_memory();
    struct passage_record copy = *passage;
    memcpy(copy.article, postings->id, sizeof copy.article);
    buffer_clear(&postings->record);
    passage_record_write(&postings->record, &copy);
    if (postings->record.failed)
        return status_no_memory();

    char year[9];
    const struct article_record *article = &postings->article;
    size_t year_length = article->year ? store_pack_number(article->year, year) : 0;
    const char *code = language_code((enum language)passage->language);
    const struct store_value all[] = {
        {SLOT_YEAR, year, year_length},
        {SLOT_ARTICLE, postings->id, ARTICLE_ID_LENGTH},
        {SLOT_LANGUAGE, code, strlen(code)},
        {SLOT_FORMAT, article->format.data, article->format.length},
        {SLOT_AUTHORS, article->authors.data, article->authors.length},
        {SLOT_KEYWORDS, article->keywords.data, article->keywords.length},
    };
    struct store_value values[sizeof all / sizeof *all];
    size_t count = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].length)
            values[count++] = all[i];
    struct store_passage stored = {.terms = postings->sorter.sorted, .term_count = postings->terms.count,
                                   .values = values, .value_count = count, .data = postings->record.data,
                                   .data_length = postings->record.length};
    return segment_writer_add(writer, &stored);
}

daftar_status postings_lexicon(struct postings *postings, struct segment_writer *writer, size_t cache_limit)
{
    daftar_status status = lexicon_write(&postings->lexicon, writer);
    analyzer_trim(postings->analyzer, cache_limit);
    return status;
}

size_t postings_cache_bytes(const struct postings *postings)
{
    return analyzer_bytes(postings->analyzer);
}

void postings_pair(struct postings *postings, struct slice from, struct slice to, struct slice source)
{
    lexicon_pair(&postings->lexicon, from, to, source);
}

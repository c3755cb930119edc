/* worker.c: one worker's way from document to finished scratch segments. */
#include "indexer/article.h"
#include "indexer/indexer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Segments of this size measured best: smaller ones cost merging, larger ones Xapian's inverter memory. */
#define SEGMENT_PASSAGES 500
/* Words cached beyond this are written to the lexicon and forgotten. */
#define CACHE_BYTES ((size_t)48 << 20)
#define CACHE_SHARE 4 /* of a worker's share of the memory; the segment that grows takes the rest */

static size_t cache_bytes(const struct daftar_indexer *indexer)
{
    size_t share = indexer->options.memory / indexer->jobs / CACHE_SHARE;
    return share && share < CACHE_BYTES ? share : CACHE_BYTES;
}

void batch_free(struct batch *batch)
{
    for (size_t i = 0; i < batch->scratch_count; i++)
        free(batch->scratch[i]);
    for (size_t i = 0; i < batch->article_count; i++)
        free(batch->articles[i]);
    for (size_t i = 0; i < batch->spoiled_count; i++)
        free(batch->spoiled[i]);
    free(batch->scratch);
    free(batch->articles);
    free(batch->spoiled);
    *batch = (struct batch){0};
}

static bool move_strings(char ***to, size_t *count, size_t *capacity, char **from, size_t *from_count)
{
    if (!array_reserve(to, capacity, *count + *from_count, sizeof **to))
        return false;
    if (*from_count)
        memcpy(*to + *count, from, *from_count * sizeof *from);
    *count += *from_count;
    *from_count = 0;
    return true;
}

bool batch_join(struct batch *to, struct batch *from)
{
    bool joined = move_strings(&to->scratch, &to->scratch_count, &to->scratch_capacity, from->scratch,
                               &from->scratch_count) &&
                  move_strings(&to->articles, &to->article_count, &to->article_capacity, from->articles,
                               &from->article_count) &&
                  move_strings(&to->spoiled, &to->spoiled_count, &to->spoiled_capacity, from->spoiled,
                               &from->spoiled_count);
    to->passages += from->passages;
    to->bytes += from->bytes;
    from->passages = from->bytes = 0;
    return joined;
}

daftar_status worker_init(struct worker *worker, struct daftar_indexer *indexer)
{
    *worker = (struct worker){.indexer = indexer, .epoch = indexer->epoch};
    worker->postings = postings_new();
    return worker->postings ? DAFTAR_OK : DAFTAR_NO_MEMORY;
}

void worker_free(struct worker *worker)
{
    segment_writer_free(worker->writer);
    postings_free(worker->postings);
    batch_free(&worker->batch);
    passages_free(&worker->passages);
    buffer_free(&worker->file);
    free(worker->message);
    *worker = (struct worker){0};
}

static daftar_status open_writer(struct worker *worker)
{
    if (worker->writer)
        return DAFTAR_OK;
    pthread_mutex_lock(&worker->indexer->mutex);
    unsigned number = worker->indexer->next_scratch++;
    pthread_mutex_unlock(&worker->indexer->mutex);
    snprintf(worker->scratch, sizeof worker->scratch, MANIFEST_SCRATCH_PREFIX "%u", number);
    char *path = indexer_file(worker->indexer, worker->scratch);
    if (!path)
        return status_no_memory();
    daftar_status status = worker->serve ? segment_writer_open_served(&worker->writer, path)
                                         : segment_writer_open(&worker->writer, path);
    free(path);
    const struct store_dictionary *dictionary = samples_dictionary(&worker->indexer->samples);
    if (!status && dictionary)
        status = segment_writer_compress(worker->writer, dictionary);
    return status;
}

static bool keep_string(char ***items, size_t *count, size_t *capacity, const char *string, size_t length)
{
    char *copy = strndup(string, length);
    if (!copy || !array_reserve(items, capacity, *count + 1, sizeof **items)) {
        free(copy);
        return false;
    }
    (*items)[(*count)++] = copy;
    return true;
}

static daftar_status close_writer(struct worker *worker)
{
    struct batch *batch = &worker->batch;
    if (!worker->writer)
        return DAFTAR_OK;
    daftar_status status = segment_writer_finish(worker->writer);
    segment_writer_free(worker->writer);
    worker->writer = NULL;
    if (!status && !keep_string(&batch->scratch, &batch->scratch_count, &batch->scratch_capacity,
                                worker->scratch, strlen(worker->scratch)))
        status = status_no_memory();
    return status;
}

static daftar_status write_lexicon(struct worker *worker)
{
    daftar_status status = open_writer(worker);
    return status ? status : postings_lexicon(worker->postings, worker->writer, cache_bytes(worker->indexer));
}

daftar_status worker_metadata(struct worker *worker, char key, struct slice value)
{
    daftar_status status = open_writer(worker);
    return status ? status : segment_writer_metadata(worker->writer, &key, 1, value.data, value.length);
}

daftar_status worker_flush(struct worker *worker)
{
    daftar_status status = worker->writer || worker->batch.scratch_count ? write_lexicon(worker) : DAFTAR_OK;
    return status ? status : close_writer(worker);
}

daftar_status worker_record(struct worker *worker, struct article_record *record, bool replaces)
{
    struct daftar_indexer *indexer = worker->indexer;
    struct batch *batch = &worker->batch;
    record->sequence = indexer->manifest.generation + 1;
    daftar_status status = open_writer(worker);
    if (!status)
        status = postings_record(worker->writer, record);
    if (!status && replaces &&
        !keep_string(&batch->articles, &batch->article_count, &batch->article_capacity,
                                record->path.data, record->path.length))
        status = status_no_memory();
    return status;
}

daftar_status worker_spoil(struct worker *worker, const char *path)
{
    struct batch *batch = &worker->batch;
    return keep_string(&batch->spoiled, &batch->spoiled_count, &batch->spoiled_capacity, path, strlen(path))
               ? DAFTAR_OK
               : status_no_memory();
}

static daftar_status add_passage(struct worker *worker, const struct passage_record *passage)
{
    daftar_status status = samples_add(&worker->indexer->samples, passage->text);
    if (!status)
        status = open_writer(worker);
    if (!status)
        status = postings_add(worker->postings, worker->writer, passage);
    if (status || segment_writer_count(worker->writer) < SEGMENT_PASSAGES)
        return status;
    if (postings_cache_bytes(worker->postings) > cache_bytes(worker->indexer))
        status = write_lexicon(worker);
    return status ? status : close_writer(worker);
}

daftar_status worker_carry_article(struct worker *worker, const struct article_record *record)
{
    return postings_article(worker->postings, record);
}

daftar_status worker_carry(struct worker *worker, const struct passage_record *passage)
{
    worker->batch.passages++;
    worker->batch.bytes += passage->text.length;
    return add_passage(worker, passage);
}

static daftar_status add_passages(struct worker *worker, struct article_record *record,
                                  const struct document *document)
{
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < worker->passages.count; i++) {
        const struct passage *passage = &worker->passages.items[i];
        struct passage_record stored = {
            .number = ++record->passages, .language = passage->language, .part = passage->part,
            .page = passage->page, .line = passage->line,
            .start = passage->start + document->base, .end = passage->end + document->base,
            .heading = {worker->passages.headings.data + passage->heading, passage->heading_length},
            .text = {document->text.data + passage->start, passage->end - passage->start}};
        if (!passage->heading_length)
            stored.heading.data = "";
        status = add_passage(worker, &stored);
    }
    worker->batch.passages += worker->passages.count;
    worker->batch.bytes += document->text.length;
    return status;
}

/* Joins the values of a field as the record keeps them; lists of keywords are set apart by a second separator. */
static void join_field(struct buffer *out, const struct document *document, enum field field)
{
    unsigned group = 0;
    for (size_t i = 0; i < document->field_count; i++) {
        if (document->fields[i].field != field)
            continue;
        if (out->length)
            buffer_putc(out, SLOT_SEPARATOR);
        if (out->length && field == FIELD_KEYWORD && document->fields[i].value.group != group)
            buffer_putc(out, SLOT_SEPARATOR);
        group = document->fields[i].value.group;
        buffer_puts(out, document->fields[i].text);
    }
}

static struct slice slice_of(const struct buffer *buffer)
{
    return (struct slice){buffer->data ? buffer->data : "", buffer->length};
}

static daftar_status set_article(struct worker *worker, struct article_record *record,
                                 const struct document *document)
{
    struct {
        enum field field;
        struct slice *to;
    } const joined[] = {{FIELD_TITLE, &record->title}, {FIELD_AUTHOR, &record->authors},
                        {FIELD_KEYWORD, &record->keywords}, {FIELD_JOURNAL, &record->journal},
                        {FIELD_DOI, &record->doi}};
    enum { COUNT = sizeof joined / sizeof *joined };
    struct buffer values[COUNT] = {{0}};
    bool failed = false;
    for (size_t i = 0; i < COUNT; i++) {
        join_field(&values[i], document, joined[i].field);
        *joined[i].to = slice_of(&values[i]);
        failed |= values[i].failed;
    }
    const struct field_value *year = document_field(document, FIELD_YEAR);
    record->year = year ? (uint32_t)strtoul(year->text, NULL, 10) : 0;
    daftar_status status = failed ? status_no_memory() : postings_article(worker->postings, record);
    if (!status) /* from here on the record's strings are the postings' copies */
        *record = *postings_current(worker->postings);
    for (size_t i = 0; i < COUNT; i++)
        buffer_free(&values[i]);
    return status;
}

daftar_status worker_add(struct worker *worker, struct article_record *record, struct document *document,
                         bool first, bool last)
{
    daftar_status status = article_recognise(document, first);
    if (first)
        passages_restart(&worker->passages);
    if (!status)
        status = split_document(&worker->passages, document);
    if (!status && first)
        status = set_article(worker, record, document);
    if (!status)
        status = add_passages(worker, record, document);
    if (!status && last)
        status = worker_record(worker, record, true);
    return status;
}

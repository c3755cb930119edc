/* compact.c: writes the living passages of an index anew, into one segment without anything dead. */
#include "indexer/bitext.h"

#include "analysis/analyzer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SERVED_NAME "served"

/* What is carried over from one committed part. */
struct carrying {
    struct daftar_indexer *indexer;
    struct worker *worker;
};

/* The passages of one article, in their order, from wherever they live. */
static daftar_status carry_passages(struct carrying *c, const char *path, const struct manifest *manifest)
{
    char term[ARTICLE_ID_LENGTH + 2];
    struct buffer data = {0};
    daftar_status status = DAFTAR_OK;
    term[0] = TERM_ARTICLE;
    article_id(path, strlen(path), term + 1);
    for (uint32_t part = 0; !status && part < manifest->segment_count; part++) {
        uint32_t *docids;
        size_t count;
        status = store_living(c->indexer->store, part, term, ARTICLE_ID_LENGTH + 1, &docids, &count);
        for (size_t i = 0; !status && i < count; i++) {
            struct passage_record record;
            status = store_passage_data(c->indexer->store, (struct store_id){part, docids[i]}, &data);
            if (!status && !passage_record_read(&record, data.data, data.length))
                status = status_fail(DAFTAR_CORRUPT, "%s: a stored passage is damaged: run daftar-index --verify", path);
            if (!status)
                status = worker_carry(c->worker, &record);
        }
        free(docids);
    }
    buffer_free(&data);
    return status;
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp((*(struct catalogue_entry *const *)left)->path, (*(struct catalogue_entry *const *)right)->path);
}

static daftar_status carry_articles(struct carrying *c, struct catalogue_entry **entries, size_t count)
{
    struct daftar_indexer *indexer = c->indexer;
    struct buffer value = {0};
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < count; i++) {
        struct article_record record;
        status = commit_record(indexer->store, entries[i]->path, &value, &record);
        if (!status)
            status = worker_carry_article(c->worker, &record);
        if (!status)
            status = carry_passages(c, entries[i]->path, &indexer->manifest);
        if (!status)
            status = worker_record(c->worker, &record, true);
    }
    buffer_free(&value);
    return status;
}

static bool is_outdated(const struct daftar_indexer *indexer)
{
    return !manifest_is_signed(&indexer->manifest, ANALYSIS_SIGNATURE);
}

daftar_status compact_rewrite(struct daftar_indexer *indexer, bool serve)
{
    const struct catalogue *catalogue = &indexer->catalogue;
    daftar_status status = commit_check(indexer, 0, indexer->manifest.segment_count, true);
    if (status)
        return status;
    struct catalogue_entry **entries = calloc(catalogue->count + 1, sizeof(struct catalogue_entry *));
    size_t count = 0;
    if (!entries)
        return status_no_memory();
    for (size_t i = 0; i < catalogue->slot_count; i++)
        if (catalogue->slots[i])
            entries[count++] = catalogue->slots[i];
    if (count)
        qsort(entries, count, sizeof(struct catalogue_entry *), compare_paths);
    struct worker worker;
    status = worker_init(&worker, indexer);
    worker.serve = serve;
    if (!status && serve)
        postings_number(worker.postings);
    struct carrying carrying = {indexer, &worker};
    if (!status)
        status = carry_articles(&carrying, entries, count);
    if (!status) /* stems that were learned are not those of another analysis */
        status = is_outdated(indexer) ? manifest_sign(&indexer->manifest, ANALYSIS_SIGNATURE) : bitext_carry(indexer, &worker);
    if (!status)
        status = worker_flush(&worker);
    if (!status)
        status = commit_only(indexer, &worker.batch);
    worker_free(&worker);
    free(entries);
    return status;
}

daftar_status compact_renew(struct daftar_indexer *indexer)
{
    if (!is_outdated(indexer))
        return DAFTAR_OK;
    indexer_log(indexer, indexer->directory, "made by another version of the analysis: it is written anew");
    indexer_drain_log(indexer);
    daftar_status status = compact_rewrite(indexer, false);
    return status ? status : bitext_commit(indexer);
}

/* A server opens the segment anew for each connection: under a name that stays, it follows the index. */
static daftar_status link_served(struct daftar_indexer *indexer)
{
    const struct manifest *manifest = &indexer->manifest;
    char *link = indexer_file(indexer, SERVED_NAME), *fresh = indexer_file(indexer, SERVED_NAME ".tmp");
    daftar_status status = link && fresh ? DAFTAR_OK : status_no_memory();
    if (!status && manifest->segment_count) {
        unlink(fresh);
        if (symlink(manifest->segments[0].name, fresh) || rename(fresh, link))
            status = status_fail(DAFTAR_IO, "%s: %s", link, strerror(errno));
    }
    free(link);
    free(fresh);
    return status;
}

daftar_status daftar_index_compact(const char *path, int serve, const daftar_indexer_options *options)
{
    daftar_indexer *indexer;
    struct manifest there;
    if (!path)
        return status_fail(DAFTAR_BAD_INPUT, "no index");
    daftar_status status = manifest_load(&there, path); /* compacting makes no index */
    if (status == DAFTAR_NOT_FOUND)
        status = status_fail(status, "%s: no index here: make one with daftar-index -i %s DIR", path, path);
    if (status)
        return status;
    manifest_free(&there);
    status = daftar_indexer_new(&indexer, path, options);
    if (!status)
        status = compact_rewrite(indexer, serve != 0);
    if (!status && serve)
        status = link_served(indexer);
    daftar_indexer_free(indexer);
    return status;
}

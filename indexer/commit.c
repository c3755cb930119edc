/* commit.c: turns finished batches into segments of the index, and keeps the segments few. */
#include "analysis/analyzer.h"
#include "indexer/indexer.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MERGE_MAX 100   /* inputs of one merge: each holds four descriptors */
#define TIER_SEGMENTS 6 /* neighbours of one size class that are merged into one */

int64_t commit_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Scratch directories are flat. */
static void remove_scratch(const struct daftar_indexer *indexer, const char *name)
{
    char *path = indexer_file(indexer, name);
    DIR *directory = path ? opendir(path) : NULL;
    if (directory) {
        struct dirent *entry;
        while ((entry = readdir(directory)) != NULL)
            if (entry->d_name[0] != '.')
                unlinkat(dirfd(directory), entry->d_name, 0);
        closedir(directory);
        rmdir(path);
    } else if (path) {
        unlink(path);
    }
    free(path);
}

/* Merges named inputs (scratch or segments) into one new file of the directory. */
static daftar_status merge_names(struct daftar_indexer *indexer, const char *out, char *const *names, size_t count)
{
    daftar_status status = DAFTAR_OK;
    char *target = indexer_file(indexer, out);
    char **paths = calloc(count + 1, sizeof *paths);
    if (!target || !paths) {
        free(target);
        free(paths);
        return status_no_memory();
    }
    for (size_t i = 0; !status && i < count; i++)
        if (!(paths[i] = indexer_file(indexer, names[i])))
            status = status_no_memory();
    if (!status)
        status = segment_merge(target, (const char *const *)paths, count, lexicon_resolve, NULL);
    for (size_t i = 0; i < count; i++)
        free(paths[i]);
    free(paths);
    free(target);
    return status;
}

static void new_name(struct daftar_indexer *indexer, char name[64])
{
    snprintf(name, 64, MANIFEST_SEGMENT_PREFIX "%llu-%u", (unsigned long long)indexer->manifest.generation + 1,
             indexer->next_scratch++);
}

/* More scratch segments than one merge takes are merged in groups first, in their order. */
static daftar_status shrink(struct daftar_indexer *indexer, struct batch *batch)
{
    while (batch->scratch_count > MERGE_MAX) {
        size_t kept = 0;
        for (size_t at = 0; at < batch->scratch_count; at += MERGE_MAX) {
            size_t count = batch->scratch_count - at < MERGE_MAX ? batch->scratch_count - at : MERGE_MAX;
            char name[64];
            new_name(indexer, name);
            daftar_status status = merge_names(indexer, name, batch->scratch + at, count);
            if (status) { /* what is left can be tried again */
                memmove(batch->scratch + kept, batch->scratch + at,
                        (batch->scratch_count - at) * sizeof *batch->scratch);
                batch->scratch_count -= at - kept;
                return status;
            }
            for (size_t i = at; i < at + count; i++) {
                remove_scratch(indexer, batch->scratch[i]);
                free(batch->scratch[i]);
                batch->scratch[i] = NULL;
            }
            if (!(batch->scratch[kept++] = strdup(name)))
                return status_no_memory();
        }
        batch->scratch_count = kept;
    }
    return DAFTAR_OK;
}

/* The copies of an article in the committed segments are dead. */
static daftar_status bury(struct daftar_indexer *indexer, struct manifest *manifest, const char *path)
{
    if (!catalogue_find(&indexer->catalogue, path))
        return DAFTAR_OK;
    char term[ARTICLE_ID_LENGTH + 2];
    term[0] = TERM_ARTICLE;
    article_id(path, strlen(path), term + 1);
    daftar_status status = DAFTAR_OK;
    for (size_t part = 0; !status && part < manifest->segment_count; part++) {
        uint32_t *docids;
        size_t count;
        status = store_postings(indexer->store, part, term, ARTICLE_ID_LENGTH + 1, &docids, &count);
        if (!status && count)
            status = manifest_add_dead(&manifest->segments[part], docids, count);
        free(docids);
    }
    return status;
}

static daftar_status add_file(struct daftar_indexer *indexer, struct manifest *manifest, const char *name)
{
    uint32_t passages;
    uint64_t bytes, checksum;
    char *path = indexer_file(indexer, name);
    if (!path)
        return status_no_memory();
    daftar_status status = segment_count(path, &passages);
    struct manifest_segment file = {.stamp = 0};
    snprintf(file.name, sizeof file.name, "%s", name);
    int64_t stamp = manifest_stamp(&file, indexer->directory); /* first: what changes later is noticed */
    if (!status)
        status = manifest_checksum(path, &bytes, &checksum);
    if (!status)
        status = manifest_add_segment(manifest, name, passages, bytes, checksum);
    if (!status)
        manifest->segments[manifest->segment_count - 1].stamp = stamp;
    free(path);
    return status;
}

/* Replaces the manifest on disk and in memory by `next`, which is taken. `published` says whether readers see it: memory
 * follows the disk, or sweeping would remove what the disk's manifest names. */
static daftar_status publish(struct daftar_indexer *indexer, struct manifest *next, bool *published)
{
    daftar_status status = manifest_save(next, indexer->directory);
    *published = next->generation != indexer->manifest.generation;
    if (!*published) {
        manifest_free(next);
        return status;
    }
    manifest_free(&indexer->manifest);
    indexer->manifest = *next;
    return status ? status : commit_open_store(indexer);
}

daftar_status commit_check(struct daftar_indexer *indexer, size_t from, size_t count, bool whole)
{
    daftar_status status = DAFTAR_OK;
    for (size_t i = from; !status && i < from + count; i++) {
        struct manifest_segment *segment = &indexer->manifest.segments[i];
        int64_t stamp = manifest_stamp(segment, indexer->directory);
        status = manifest_check_segment(segment, indexer->directory, whole);
        if (!status)
            segment->stamp = stamp; /* the next manifest tells readers that they need not look */
    }
    return status;
}

daftar_status commit_open_segments(struct store **out, const char *path, const struct manifest *manifest)
{
    struct store_part *parts = calloc(manifest->segment_count + 1, sizeof *parts);
    daftar_status status = parts ? DAFTAR_OK : status_no_memory();
    for (size_t i = 0; !status && i < manifest->segment_count; i++) {
        struct buffer name = {0};
        buffer_printf(&name, "%s/%s", path, manifest->segments[i].name);
        parts[i] = (struct store_part){.path = name.data, .dead = manifest->segments[i].dead,
                                       .dead_count = manifest->segments[i].dead_count};
        status = name.failed ? status_no_memory() : DAFTAR_OK;
    }
    if (!status)
        status = store_open(out, parts, manifest->segment_count, 0);
    for (size_t i = 0; parts && i < manifest->segment_count; i++)
        free((char *)parts[i].path);
    free(parts);
    return status;
}

daftar_status commit_open_store(struct daftar_indexer *indexer)
{
    store_free(indexer->store);
    indexer->store = NULL;
    return commit_open_segments(&indexer->store, indexer->directory, &indexer->manifest);
}

/* The catalogue learns of the batch's articles from the records that were written: they are in the last part. */
static daftar_status enter_articles(struct daftar_indexer *indexer, const struct batch *batch)
{
    struct article_record record;
    struct buffer value = {0};
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < batch->article_count; i++) {
        status = commit_record(indexer->store, batch->articles[i], &value, &record);
        if (status)
            break;
        if (record.removed)
            catalogue_remove(&indexer->catalogue, batch->articles[i]);
        else if (!catalogue_set(&indexer->catalogue, &record))
            status = status_no_memory();
    }
    buffer_free(&value);
    return status;
}

daftar_status commit_record(struct store *store, const char *path, struct buffer *value, struct article_record *record)
{
    char key[ARTICLE_ID_LENGTH + 2];
    key[0] = META_ARTICLE;
    article_id(path, strlen(path), key + 1);
    for (size_t part = store_part_count(store); part-- > 0;) {
        daftar_status status = store_metadata(store, part, key, ARTICLE_ID_LENGTH + 1, value);
        if (status == DAFTAR_NOT_FOUND)
            continue;
        if (!status && !article_record_read(record, value->data, value->length))
            status = status_fail(DAFTAR_CORRUPT, "the record of %s is damaged: run daftar-index --verify", path);
        return status;
    }
    return status_fail(DAFTAR_NOT_FOUND, "%s: not in the index", path);
}

/* Passages of articles that could be read in part only are dead from the start. */
static daftar_status withdraw(struct daftar_indexer *indexer, const struct batch *batch, struct manifest_segment *segment)
{
    char term[ARTICLE_ID_LENGTH + 2] = {TERM_ARTICLE};
    struct store *store = NULL;
    struct store_part part = {.path = batch->spoiled_count ? indexer_file(indexer, segment->name) : NULL};
    if (!part.path)
        return batch->spoiled_count ? status_no_memory() : DAFTAR_OK;
    daftar_status status = store_open(&store, &part, 1, 0);
    for (size_t i = 0; !status && i < batch->spoiled_count; i++) {
        uint32_t *docids;
        size_t count;
        article_id(batch->spoiled[i], strlen(batch->spoiled[i]), term + 1);
        status = store_postings(store, 0, term, ARTICLE_ID_LENGTH + 1, &docids, &count);
        if (!status)
            status = manifest_add_dead(segment, docids, count);
        free(docids);
    }
    store_free(store);
    free((char *)part.path);
    return status;
}

/* Merges the batch's scratch segments and adds the result to `next`. */
static daftar_status add_batch(struct daftar_indexer *indexer, struct batch *batch, struct manifest *next)
{
    char name[64];
    daftar_status status = shrink(indexer, batch);
    if (status)
        return status;
    new_name(indexer, name);
    status = merge_names(indexer, name, batch->scratch, batch->scratch_count);
    if (!status)
        status = add_file(indexer, next, name);
    return status ? status : withdraw(indexer, batch, &next->segments[next->segment_count - 1]);
}

static daftar_status commit_next(struct daftar_indexer *indexer, struct batch *batch, bool only)
{
    struct manifest next;
    indexer->committed_at = commit_clock();
    indexer->uncommitted_bytes = 0;
    if (!batch->scratch_count && !only)
        return DAFTAR_OK;
    daftar_status status = manifest_copy(&next, &indexer->manifest);
    if (status)
        return status;
    while (only && next.segment_count)
        manifest_drop_segment(&next, next.segment_count - 1);
    for (size_t i = 0; !status && !only && i < batch->article_count; i++)
        status = bury(indexer, &next, batch->articles[i]);
    if (!status && batch->scratch_count)
        status = add_batch(indexer, batch, &next);
    if (status) {
        manifest_free(&next);
        return status;
    }
    bool published;
    status = publish(indexer, &next, &published);
    if (!published) /* the batch is whole: it may be tried again */
        return status;
    if (!status)
        status = enter_articles(indexer, batch);
    for (size_t i = 0; i < batch->scratch_count; i++)
        remove_scratch(indexer, batch->scratch[i]);
    batch_free(batch);
    return status;
}

daftar_status commit_batch(struct daftar_indexer *indexer, struct batch *batch)
{
    return commit_next(indexer, batch, false);
}

daftar_status commit_only(struct daftar_indexer *indexer, struct batch *batch)
{
    return commit_next(indexer, batch, true);
}

/* ---- tiers ---- */

static unsigned size_class(uint64_t bytes)
{
    unsigned tier = 0;
    for (bytes >>= 20; bytes; bytes >>= 3)
        tier++;
    return tier;
}

/* The first run of TIER_SEGMENTS neighbours none of which is in a higher class than the last of them. */
static bool find_run(const struct manifest *manifest, size_t *from, size_t *count)
{
    for (unsigned tier = 0; tier < 12; tier++) {
        size_t run = 0;
        for (size_t i = manifest->segment_count; i-- > 0 && size_class(manifest->segments[i].bytes) <= tier;)
            run++;
        if (run >= TIER_SEGMENTS) {
            *from = manifest->segment_count - run;
            *count = run < MERGE_MAX ? run : MERGE_MAX;
            return true;
        }
    }
    return false;
}

/* Dead docids of the inputs, moved to where their passages stand in the merged segment. */
static daftar_status move_dead(struct manifest *next, size_t from, size_t count, struct manifest_segment *merged)
{
    uint32_t offset = 0;
    daftar_status status = DAFTAR_OK;
    for (size_t i = from; !status && i < from + count; i++) {
        struct manifest_segment *segment = &next->segments[i];
        for (size_t j = 0; j < segment->dead_count; j++)
            segment->dead[j] += offset;
        status = manifest_add_dead(merged, segment->dead, segment->dead_count);
        offset += segment->passages;
    }
    return status;
}

/* Puts the last segment in the place of the run [from, from + count) before it. */
static void replace_run(struct manifest *next, size_t from, size_t count)
{
    struct manifest_segment merged = next->segments[next->segment_count - 1];
    for (size_t i = 0; i < count; i++)
        manifest_drop_segment(next, from);
    memmove(next->segments + from + 1, next->segments + from,
            (next->segment_count - 1 - from) * sizeof merged);
    next->segments[from] = merged;
}

static daftar_status merge_run(struct daftar_indexer *indexer, size_t from, size_t count)
{
    char name[64], *names[MERGE_MAX];
    struct manifest next;
    for (size_t i = 0; i < count; i++)
        names[i] = indexer->manifest.segments[from + i].name;
    new_name(indexer, name);
    daftar_status status = commit_check(indexer, from, count, true);
    if (!status)
        status = merge_names(indexer, name, names, count);
    if (!status)
        status = manifest_copy(&next, &indexer->manifest);
    if (status)
        return status;
    status = add_file(indexer, &next, name);
    if (!status)
        status = move_dead(&next, from, count, &next.segments[next.segment_count - 1]);
    if (status) {
        manifest_free(&next);
        return status;
    }
    replace_run(&next, from, count);
    bool published;
    status = publish(indexer, &next, &published);
    return status ? status : manifest_sweep(&indexer->manifest, indexer->directory);
}

/* More dead than this share of an index is worth writing it anew. */
#define DEAD_SHARE 4

static bool mostly_dead(const struct manifest *manifest)
{
    uint64_t dead = 0, passages = 0;
    for (size_t i = 0; i < manifest->segment_count; i++) {
        dead += manifest->segments[i].dead_count;
        passages += manifest->segments[i].passages;
    }
    return dead * DEAD_SHARE > passages;
}

daftar_status commit_tiers(struct daftar_indexer *indexer)
{
    size_t from, count;
    daftar_status status = DAFTAR_OK;
    if (mostly_dead(&indexer->manifest))
        return compact_rewrite(indexer, false);
    while (!status && find_run(&indexer->manifest, &from, &count))
        status = merge_run(indexer, from, count);
    return status;
}

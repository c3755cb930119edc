/* index.c: opens index directories, stub files and remote shards as one. */
#include "search/index.h"
#include "search/stub.h"

#include "store/manifest.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 100          /* a writer may replace segments while they are being opened */
#define TIMEOUT_SECONDS 10

/* What is being gathered; strings in it are owned. */
struct parts {
    struct store_part *items;
    size_t count, capacity;
    uint64_t generation;
    char *glossary; /* that the first index with one keeps */
};

static void parts_free(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        free((char *)parts->items[i].path);
        free((char *)parts->items[i].host);
        free((uint32_t *)parts->items[i].dead);
    }
    free(parts->glossary);
    free(parts->items);
    *parts = (struct parts){0};
}

static struct store_part *add_part(struct parts *parts)
{
    if (!array_reserve(&parts->items, &parts->capacity, parts->count + 1, sizeof *parts->items))
        return NULL;
    struct store_part *part = &parts->items[parts->count++];
    *part = (struct store_part){0};
    return part;
}

static daftar_status add_remote(struct parts *parts, const struct stub_shard *shard)
{
    struct store_part *part = add_part(parts);
    if (!part || !(part->host = strndup(shard->host.data, shard->host.length)))
        return status_no_memory();
    part->port = shard->port;
    return DAFTAR_OK;
}

static daftar_status add_segment(struct parts *parts, const char *directory, struct manifest_segment *segment)
{
    struct buffer path = {0};
    struct store_part *part = add_part(parts);
    buffer_printf(&path, "%s/%s", directory, segment->name);
    if (!part || path.failed) {
        buffer_free(&path);
        return status_no_memory();
    }
    part->path = path.data;
    part->dead = segment->dead;
    part->dead_count = segment->dead_count;
    segment->dead = NULL; /* taken */
    return DAFTAR_OK;
}

static daftar_status find_glossary(struct parts *parts, const char *directory)
{
    struct buffer path = {0};
    struct stat st;
    buffer_printf(&path, "%s/" GLOSSARY_FILE, directory);
    daftar_status status = path.failed ? status_no_memory() : DAFTAR_OK;
    if (!status && !parts->glossary && !lstat(path.data, &st)) {
        if (S_ISREG(st.st_mode)) {
            parts->glossary = path.data;
            return DAFTAR_OK;
        }
        status = status_fail(DAFTAR_CORRUPT, "%s: not a file: remove it and index with --glossary again", path.data);
    }
    buffer_free(&path);
    return status;
}

static daftar_status add_directory(struct parts *parts, const char *path)
{
    struct manifest manifest = {0};
    daftar_status status = manifest_load(&manifest, path);
    if (status == DAFTAR_NOT_FOUND)
        return status_fail(status, "%s: no index here: make one with daftar-index -i %s DIR", path, path);
    if (status)
        return status;
    if (manifest.segment_count && !manifest_is_signed(&manifest, ANALYSIS_SIGNATURE))
        status = status_fail(DAFTAR_UNSUPPORTED, "%s: made by another version of the analysis: index it again", path);
    for (size_t i = 0; !status && i < manifest.segment_count; i++) {
        status = manifest_check_segment(&manifest.segments[i], path, false);
        if (!status)
            status = add_segment(parts, path, &manifest.segments[i]);
    }
    parts->generation += manifest.generation;
    manifest_free(&manifest);
    return status ? status : find_glossary(parts, path);
}

static daftar_status add_shard(void *context, const struct stub_shard *shard)
{
    return shard->directory ? add_directory(context, shard->directory) : add_remote(context, shard);
}

/* An index that is spread over shards lists them in a file of its own. */
static bool has_list(const char *directory, struct buffer *list)
{
    struct stat st;
    buffer_printf(list, "%s/" STUB_LIST, directory);
    return !list->failed && !lstat(list->data, &st);
}

static daftar_status add_path(struct parts *parts, const char *path)
{
    struct stat st;
    struct stub_shard server;
    if (!strncmp(path, "tcp:", 4)) {
        daftar_status status = stub_address(&server, path + 4);
        return status ? status : add_remote(parts, &server);
    }
    if (!stat(path, &st) && S_ISREG(st.st_mode))
        return stub_read(path, false, add_shard, parts);
    struct buffer list = {0};
    daftar_status status = has_list(path, &list) ? stub_read(list.data, true, add_shard, parts) : add_directory(parts, path);
    buffer_free(&list);
    return status;
}

/* ---- shards that cannot be reached ---- */

static void log_left_out(const daftar_index *index)
{
    struct buffer line = {0};
    buffer_printf(&line, "left out: %s", daftar_last_error());
    if (index->options.log && !line.failed)
        index->options.log(index->options.context, line.data);
    buffer_free(&line);
}

/* Keeps the servers that answer. Nothing left of all shards is a failure, and the last one's. */
static daftar_status drop_unreachable(const daftar_index *index, struct parts *parts, unsigned timeout)
{
    size_t kept = 0, all = parts->count;
    daftar_status last = DAFTAR_OK;
    for (size_t i = 0; i < all; i++) {
        struct store *alone = NULL;
        daftar_status status = parts->items[i].host ? store_open(&alone, &parts->items[i], 1, timeout) : DAFTAR_OK;
        store_free(alone);
        if (status && status != DAFTAR_IO)
            return status;
        if (!status) {
            struct store_part swapped = parts->items[kept];
            parts->items[kept++] = parts->items[i];
            parts->items[i] = swapped;
            continue;
        }
        last = status;
        log_left_out(index);
    }
    if (!kept)
        return last;
    while (parts->count > kept)
        free((char *)parts->items[--parts->count].host);
    return DAFTAR_OK;
}

static daftar_status open_parts(daftar_index *index)
{
    struct parts parts = {0};
    struct store *store = NULL;
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < index->path_count; i++)
        status = add_path(&parts, index->paths[i]);
    unsigned timeout = index->options.timeout_seconds ? index->options.timeout_seconds : TIMEOUT_SECONDS;
    if (!status && index->options.partial)
        status = drop_unreachable(index, &parts, timeout);
    if (!status)
        status = store_open(&store, parts.items, parts.count, timeout);
    if (!status) {
        store_free(index->store);
        index->store = store;
        index->generation = parts.generation;
        free(index->kept_glossary);
        index->kept_glossary = parts.glossary;
        parts.glossary = NULL;
    }
    parts_free(&parts);
    return status;
}

daftar_status daftar_index_refresh(daftar_index *index)
{
    if (!index)
        return status_fail(DAFTAR_BAD_INPUT, "no index");
    daftar_status status = DAFTAR_OK;
    for (int i = 0; i < TRIES; i++) {
        status = open_parts(index);
        if (status != DAFTAR_NOT_FOUND && status != DAFTAR_STALE)
            break;
    }
    for (int language = 0; !status && language < LANGUAGE_COUNT; language++) {
        char term[16];
        int length = snprintf(term, sizeof term, "%c%s", TERM_LANGUAGE, language_code((enum language)language));
        index->holds[language] = store_term_frequency(index->store, term, (size_t)length) > 0;
    }
    return status;
}

daftar_status daftar_index_open(daftar_index **out, const char *const *paths, size_t count,
                                const daftar_index_options *options)
{
    if (out)
        *out = NULL;
    if (!out || !paths || !count)
        return status_fail(DAFTAR_BAD_INPUT, "no index to open");
    for (size_t i = 0; i < count; i++)
        if (!paths[i])
            return status_fail(DAFTAR_BAD_INPUT, "no index to open");
    daftar_status status = options ? status_size("daftar_index_options", options->size, sizeof *options) : DAFTAR_OK;
    if (status)
        return status;
    daftar_index *index = calloc(1, sizeof *index);
    if (!index)
        return status_no_memory();
    if (options)
        memcpy(&index->options, options, options->size);
    index->paths = calloc(count, sizeof *index->paths);
    status = index->paths ? DAFTAR_OK : status_no_memory();
    for (size_t i = 0; !status && i < count; i++)
        if (!(index->paths[index->path_count++] = strdup(paths[i])))
            status = status_no_memory();
    if (!status)
        status = daftar_index_refresh(index);
    if (status) {
        daftar_index_free(index);
        return status;
    }
    *out = index;
    return DAFTAR_OK;
}

uint64_t daftar_index_count(const daftar_index *index)
{
    return index ? store_passage_count(index->store) : 0;
}

void daftar_index_free(daftar_index *index)
{
    if (!index)
        return;
    for (size_t i = 0; i < index->path_count; i++)
        free(index->paths[i]);
    free(index->paths);
    store_free(index->store);
    analyzer_free(index->analyzer);
    user_glossary_free(index->glossary);
    free(index->kept_glossary);
    free(index->file);
    free(index);
}

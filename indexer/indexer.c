/* indexer.c: the public face of indexing: open, add, remove, commit. */
#include "indexer/bitext.h"

#include "analysis/analyzer.h"
#include "indexer/api.h"
#include "indexer/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define JOBS_MAX 64
#define MEMORY_BYTES ((size_t)512 << 20)
#define WORKER_BYTES ((size_t)48 << 20) /* what one worker takes, its caches at their smallest */

char *indexer_file(const struct daftar_indexer *indexer, const char *name)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s", indexer->directory, name);
    return path.data;
}

/* ---- log ---- */

void indexer_log(struct daftar_indexer *indexer, const char *path, const char *what)
{
    pthread_mutex_lock(&indexer->mutex);
    buffer_printf(&indexer->lines, "%s: %s\n", path, what);
    pthread_mutex_unlock(&indexer->mutex);
}

void indexer_drain_log(struct daftar_indexer *indexer)
{
    pthread_mutex_lock(&indexer->mutex);
    struct buffer lines = indexer->lines;
    indexer->lines = (struct buffer){0};
    pthread_mutex_unlock(&indexer->mutex);
    for (char *at = lines.data, *end; at && (end = strchr(at, '\n')) != NULL; at = end + 1) {
        *end = '\0';
        if (indexer->options.log)
            indexer->options.log(indexer->options.context, at);
    }
    buffer_free(&lines);
}

/* ---- opening ---- */

static daftar_status copy_options(struct daftar_indexer *indexer, const struct daftar_indexer_options *options)
{
    static const struct daftar_indexer_options defaults = DAFTAR_INDEXER_OPTIONS_INIT;
    indexer->options = defaults;
    if (options) {
        daftar_status status = status_size("daftar_indexer_options", options->size, sizeof *options);
        if (status)
            return status;
        memcpy(&indexer->options, options, options->size);
    }
    struct daftar_indexer_options *kept = &indexer->options;
    indexer->exclude = calloc(kept->exclude_count + 1, sizeof *indexer->exclude);
    if (!indexer->exclude)
        return status_no_memory();
    for (size_t i = 0; i < kept->exclude_count; i++)
        if (!kept->exclude || !kept->exclude[i])
            return status_fail(DAFTAR_BAD_INPUT, "daftar_indexer_options: exclude: number %zu of %zu is NULL", i,
                               kept->exclude_count);
        else if (!(indexer->exclude[i] = strdup(kept->exclude[i])))
            return status_no_memory();
    kept->exclude = (const char *const *)indexer->exclude;
    for (size_t j = 0; j < kept->partner_count; j++)
        if (!kept->partners || !kept->partners[j])
            return status_fail(DAFTAR_BAD_INPUT, "daftar_indexer_options: partners: number %zu of %zu is NULL", j,
                               kept->partner_count);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    indexer->jobs = kept->jobs ? kept->jobs : cores > 0 ? (unsigned)cores : 1;
    indexer->jobs = indexer->jobs > JOBS_MAX ? JOBS_MAX : indexer->jobs;
    if (!kept->memory)
        kept->memory = MEMORY_BYTES;
    size_t room = kept->memory / WORKER_BYTES;
    if (indexer->jobs > room)
        indexer->jobs = room ? (unsigned)room : 1;
    indexer->reading = READING_VERSION;
    daftar_status status = reader_settings_new(&indexer->readers, kept->readers, indexer->jobs);
    kept->readers = NULL; /* copied */
    return status;
}

/* Makes the directory and those above it; what is there must be a directory. */
static daftar_status make_directory(const char *path)
{
    char *copy = strdup(path);
    if (!copy)
        return status_no_memory();
    for (char *at = copy + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        mkdir(copy, 0777);
        *at = '/';
    }
    int made = mkdir(copy, 0700);
    free(copy);
    struct stat st;
    if (made && errno != EEXIST)
        return status_fail(DAFTAR_IO, "%s: %s", path, strerror(errno));
    if (stat(path, &st) || !S_ISDIR(st.st_mode))
        return status_fail(DAFTAR_BAD_INPUT, "%s: not a directory", path);
    return DAFTAR_OK;
}

/* An index is made only in an empty directory: whatever else stands there is not ours to write into. */
static daftar_status check_directory(const struct daftar_indexer *indexer)
{
    char *manifest = indexer_file(indexer, "manifest");
    if (!manifest)
        return status_no_memory();
    bool there = !access(manifest, F_OK);
    free(manifest);
    if (there || directory_is_free(indexer->directory))
        return DAFTAR_OK;
    return status_fail(DAFTAR_BAD_INPUT, "%s: holds other files and no index: name an empty or new directory",
                       indexer->directory);
}

static daftar_status load_manifest(struct daftar_indexer *indexer)
{
    daftar_status status = manifest_load(&indexer->manifest, indexer->directory);
    if (status == DAFTAR_NOT_FOUND) {
        indexer->manifest = (struct manifest){0};
        return manifest_sign(&indexer->manifest, ANALYSIS_SIGNATURE);
    }
    return status;
}

static daftar_status open_index(struct daftar_indexer *indexer, const char *path)
{
    daftar_status status = make_directory(path);
    if (status)
        return status;
    indexer->directory = realpath(path, NULL);
    if (!indexer->directory)
        return status_fail(DAFTAR_IO, "%s: %s", path, strerror(errno));
    status = check_directory(indexer);
    if (status)
        return status;
    status = index_lock_take(&indexer->lock, indexer->directory, indexer->options.wait);
    if (status)
        return status;
    indexer->locked = true;
    status = load_manifest(indexer);
    indexer->opened = !status;
    if (!status)
        status = manifest_sweep(&indexer->manifest, indexer->directory);
    if (!status)
        status = commit_check(indexer, 0, indexer->manifest.segment_count, false);
    if (!status)
        status = commit_open_store(indexer);
    if (!status)
        status = samples_load(&indexer->samples, indexer->store);
    if (!status)
        status = catalogue_load(&indexer->catalogue, indexer->store, &indexer->manifest);
    if (!status && indexer->options.glossary)
        status = keep_glossary(indexer, indexer->options.glossary);
    return status;
}

daftar_status daftar_indexer_new(daftar_indexer **out, const char *path, const daftar_indexer_options *options)
{
    if (out)
        *out = NULL;
    if (!out || !path)
        return status_fail(DAFTAR_BAD_INPUT, "no path for the index");
    struct daftar_indexer *indexer = calloc(1, sizeof *indexer);
    if (!indexer)
        return status_no_memory();
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&indexer->mutex, NULL);
    samples_init(&indexer->samples);
    pthread_cond_init(&indexer->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    daftar_status status = copy_options(indexer, options);
    if (!status)
        status = open_index(indexer, path);
    if (!status && !(indexer->workers = calloc(indexer->jobs, sizeof *indexer->workers)))
        status = status_no_memory();
    if (!status)
        status = compact_renew(indexer);
    if (status) {
        daftar_indexer_free(indexer);
        return status;
    }
    *out = indexer;
    return DAFTAR_OK;
}

void daftar_indexer_free(daftar_indexer *indexer)
{
    if (!indexer)
        return;
    for (unsigned i = 0; indexer->workers && i < indexer->jobs; i++)
        worker_free(&indexer->workers[i]);
    free(indexer->workers);
    worker_free(&indexer->own);
    samples_free(&indexer->samples);
    store_free(indexer->store);
    catalogue_free(&indexer->catalogue);
    catalogue_free(&indexer->pending);
    if (indexer->locked) {
        if (indexer->opened)
            manifest_sweep(&indexer->manifest, indexer->directory);
        index_lock_release(&indexer->lock);
    }
    manifest_free(&indexer->manifest);
    batch_free(&indexer->handed);
    for (size_t i = 0; indexer->exclude && indexer->exclude[i]; i++)
        free(indexer->exclude[i]);
    free(indexer->exclude);
    reader_settings_free(indexer->readers);
    free(indexer->directory);
    buffer_free(&indexer->lines);
    pthread_cond_destroy(&indexer->changed);
    pthread_mutex_destroy(&indexer->mutex);
    free(indexer);
}

/* ---- adding and removing ---- */

bool indexer_owns(const struct daftar_indexer *indexer, const char *path)
{
    const struct daftar_indexer_options *options = &indexer->options;
    return options->shards < 2 || XXH3_64bits(path, strlen(path)) % options->shards == options->shard;
}

daftar_status indexer_own_worker(struct daftar_indexer *indexer)
{
    return indexer->own.postings ? DAFTAR_OK : worker_init(&indexer->own, indexer);
}

/* A path that is waiting for a commit is committed before it is written again, so that its older copy is known. */
static daftar_status prepare(struct daftar_indexer *indexer, const char *path)
{
    daftar_status status = indexer_own_worker(indexer);
    return !status && catalogue_find(&indexer->pending, path) ? daftar_indexer_commit(indexer) : status;
}

static daftar_status remember(struct daftar_indexer *indexer, const struct article_record *record)
{
    return catalogue_set(&indexer->pending, record) ? DAFTAR_OK : status_no_memory();
}

daftar_status indexer_record(struct daftar_indexer *indexer, struct article_record *record)
{
    daftar_status status = indexer_own_worker(indexer);
    return status ? status : worker_record(&indexer->own, record, false);
}

daftar_status indexer_tombstone(struct daftar_indexer *indexer, const struct catalogue_entry *entry)
{
    struct article_record record = article_record_new(entry->path, entry->root);
    record.removed = true;
    daftar_status status = indexer_own_worker(indexer);
    if (!status)
        status = worker_record(&indexer->own, &record, true);
    if (!status)
        status = remember(indexer, &record);
    indexer->counts.removed += !status;
    return status;
}

daftar_status daftar_indexer_add_file(daftar_indexer *indexer, const char *file, const char *name)
{
    if (!indexer || !file)
        return status_fail(DAFTAR_BAD_INPUT, "no file");
    char *real = realpath(file, NULL);
    if (!real)
        return status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_BAD_INPUT, "%s: %s", file, strerror(errno));
    struct buffer path = {0}, root = {0};
    const char *slash = strrchr(file, '/');
    if (name)
        buffer_printf(&path, "%s/", name);
    buffer_puts(&path, slash ? slash + 1 : file);
    buffer_printf(&root, "=%s", real);
    daftar_status status = path.failed || root.failed ? status_no_memory() : prepare(indexer, path.data);
    bool ours = status || indexer_owns(indexer, path.data);
    const struct catalogue_entry *entry = status ? NULL : catalogue_find(&indexer->catalogue, path.data);
    enum file_outcome outcome = FILE_FAILED;
    if (entry && strcmp(entry->root, root.data))
        status = status_fail(DAFTAR_BAD_INPUT, "%s: already indexed from %s: give this file a --name", path.data,
                             entry->root[0] == '=' ? entry->root + 1 : entry->root);
    if (!status && ours) {
        uint64_t hash = catalogue_hash(entry, indexer->readers->ocr, indexer->reading);
        struct file_job job = {.directory = AT_FDCWD, .name = real, .path = path.data, .root = root.data,
                               .known = entry != NULL, .known_hash = hash};
        reader_use(indexer->readers);
        status = file_index(&indexer->own, &job, &outcome);
        reader_use(NULL);
        if (status)
            status = status_prefix(status, file);
    }
    bool known = entry != NULL;
    indexer->counts.added += outcome == FILE_ADDED && !known;
    indexer->counts.changed += outcome == FILE_ADDED && known;
    indexer->counts.unchanged += outcome == FILE_SAME;
    if (outcome == FILE_UNKNOWN)
        status = status_fail(DAFTAR_BAD_INPUT, "%s: no reader for this format", file);
    /* One that failed half-way is remembered as well: its passages are withdrawn with the next commit. */
    if ((outcome == FILE_ADDED && !status) || (outcome == FILE_FAILED && path.data && indexer->own.batch.spoiled_count)) {
        struct article_record record = {.path = {path.data, path.length}, .root = {root.data, root.length}};
        daftar_status kept = remember(indexer, &record);
        status = status ? status : kept;
    }
    indexer->counts.failed += status == DAFTAR_BAD_INPUT || status == DAFTAR_UNSUPPORTED;
    buffer_free(&path);
    buffer_free(&root);
    free(real);
    return status;
}

daftar_status daftar_indexer_add_document(daftar_indexer *indexer, const daftar_document *document)
{
    if (!indexer || !document)
        return status_fail(DAFTAR_BAD_INPUT, "no document");
    const struct document *given = document_of(document);
    const struct field_value *path = document_field(given, FIELD_PATH);
    if (!path)
        return status_fail(DAFTAR_BAD_INPUT, "the document has no path: set its field \"path\"");
    if (!indexer_owns(indexer, path->text))
        return DAFTAR_OK;
    struct document copy;
    daftar_status status = prepare(indexer, path->text);
    if (!status)
        status = document_prepare(&copy, given);
    if (status)
        return status;
    const struct field_value *format = document_field(given, FIELD_FORMAT);
    struct article_record record = article_record_new(path->text, "memory");
    record.size = copy.text.length;
    record.format = format ? (struct slice){format->text, strlen(format->text)} : (struct slice){"txt", 3};
    status = worker_add(&indexer->own, &record, &copy, true, true);
    if (!status)
        status = remember(indexer, &record);
    if (!status)
        *(catalogue_find(&indexer->catalogue, path->text) ? &indexer->counts.changed : &indexer->counts.added) += 1;
    document_clear(&copy);
    return status;
}

daftar_status daftar_indexer_remove(daftar_indexer *indexer, const char *path)
{
    if (!indexer || !path)
        return status_fail(DAFTAR_BAD_INPUT, "no path");
    daftar_status status = daftar_indexer_commit(indexer);
    size_t length = strlen(path), found = 0;
    while (length && path[length - 1] == '/')
        length--;
    for (size_t i = 0; !status && i < indexer->catalogue.slot_count; i++) {
        const struct catalogue_entry *entry = indexer->catalogue.slots[i];
        if (!entry || strncmp(entry->path, path, length) || (entry->path[length] && entry->path[length] != '/'))
            continue;
        status = indexer_tombstone(indexer, entry);
        found++;
    }
    if (!status && !found)
        status = status_fail(DAFTAR_NOT_FOUND, "%s: not in the index", path);
    return status;
}

daftar_status daftar_indexer_commit(daftar_indexer *indexer)
{
    if (!indexer)
        return status_fail(DAFTAR_BAD_INPUT, "no indexer");
    daftar_status status = indexer->own.postings ? worker_flush(&indexer->own) : DAFTAR_OK;
    if (!status && !batch_join(&indexer->handed, &indexer->own.batch))
        status = status_no_memory();
    if (status)
        return status;
    indexer->counts.passages += indexer->handed.passages;
    indexer->counts.bytes += indexer->handed.bytes;
    bool fresh = !indexer->manifest.generation && !indexer->handed.scratch_count;
    status = fresh ? manifest_save(&indexer->manifest, indexer->directory) /* an empty index is an index */
                   : commit_batch(indexer, &indexer->handed);
    catalogue_free(&indexer->pending);
    if (!status)
        status = bitext_commit(indexer);
    return status ? status : commit_tiers(indexer);
}

void daftar_indexer_counts(const daftar_indexer *indexer, daftar_counts *out)
{
    if (out)
        *out = indexer ? indexer->counts : (struct daftar_counts){0};
}

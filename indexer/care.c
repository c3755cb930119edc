/* care.c: looks after an index: what it holds, whether it is whole, one segment instead of many. */
#include "analysis/analyzer.h"
#include "indexer/indexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(daftar_log log, void *context, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void say(daftar_log log, void *context, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (log)
        log(context, line);
}

/* Opens the manifest's segments for reading, without the writer's lock. */
static daftar_status open_segments(struct store **out, const char *path, const struct manifest *manifest)
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

static daftar_status load(struct manifest *manifest, const char *path)
{
    daftar_status status = manifest_load(manifest, path);
    if (status == DAFTAR_NOT_FOUND)
        status = status_fail(status, "%s: no index here: make one with daftar-index -i %s DIR", path, path);
    return status;
}

/* ---- status ---- */

/* Adds up the passages with a term that are not dead. */
static daftar_status count_living(struct store *store, const struct manifest *manifest, const char *term,
                                  uint64_t *living)
{
    daftar_status status = DAFTAR_OK;
    *living = 0;
    for (size_t part = 0; !status && part < manifest->segment_count; part++) {
        uint32_t *docids;
        size_t count, dead = 0;
        const struct manifest_segment *segment = &manifest->segments[part];
        status = store_postings(store, part, term, strlen(term), &docids, &count);
        for (size_t i = 0; !status && i < count; i++) {
            while (dead < segment->dead_count && segment->dead[dead] < docids[i])
                dead++;
            *living += dead == segment->dead_count || segment->dead[dead] != docids[i];
        }
        if (!status)
            free(docids);
    }
    return status;
}

static daftar_status say_languages(struct store *store, const struct manifest *manifest, daftar_log log, void *context)
{
    daftar_status status = DAFTAR_OK;
    for (int i = 0; !status && i < LANGUAGE_COUNT; i++) {
        uint64_t passages;
        const char *code = language_code((enum language)i);
        char term[16] = {TERM_LANGUAGE};
        strcpy(term + 1, code);
        status = count_living(store, manifest, term, &passages);
        if (!status && passages)
            say(log, context, "language %s: %llu passages", code, (unsigned long long)passages);
    }
    return status;
}

static void say_catalogue(const struct catalogue *catalogue, daftar_log log, void *context)
{
    size_t failed = 0;
    for (size_t i = 0; i < catalogue->slot_count; i++)
        failed += catalogue->slots[i] && catalogue->slots[i]->failed;
    say(log, context, "articles: %zu", catalogue->count - failed);
    for (size_t i = 0; i < catalogue->slot_count; i++)
        if (catalogue->slots[i] && catalogue->slots[i]->failed)
            say(log, context, "could not be read: %s", catalogue->slots[i]->path);
}

daftar_status daftar_index_status(const char *path, daftar_log log, void *context)
{
    struct manifest manifest = {0};
    struct store *store = NULL;
    struct catalogue catalogue = {0};
    if (!path)
        return status_fail(DAFTAR_BAD_INPUT, "no index");
    daftar_status status = load(&manifest, path);
    if (!status)
        status = open_segments(&store, path, &manifest);
    if (!status)
        status = catalogue_load(&catalogue, store, &manifest);
    if (!status) {
        uint64_t bytes = 0;
        size_t dead = 0;
        for (size_t i = 0; i < manifest.segment_count; i++) {
            bytes += manifest.segments[i].bytes;
            dead += manifest.segments[i].dead_count;
        }
        say_catalogue(&catalogue, log, context);
        say(log, context, "passages: %llu", (unsigned long long)store_passage_count(store));
        say(log, context, "dead passages: %zu", dead);
        status = say_languages(store, &manifest, log, context);
        say(log, context, "segments: %zu", manifest.segment_count);
        say(log, context, "bytes: %llu", (unsigned long long)bytes);
        say(log, context, "generation: %llu", (unsigned long long)manifest.generation);
        say(log, context, "analysis: %s", manifest.signature ? manifest.signature : "");
    }
    catalogue_free(&catalogue);
    store_free(store);
    manifest_free(&manifest);
    return status;
}

/* ---- verify ---- */

struct check {
    const char *path;
    daftar_log log;
    void *context;
    size_t faults;
};

static void check_file(struct check *check, const struct manifest_segment *segment)
{
    uint64_t bytes, checksum;
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s", check->path, segment->name);
    const char *file = path.data ? path.data : "";
    if (manifest_checksum(file, &bytes, &checksum)) {
        say(check->log, check->context, "%s", daftar_last_error());
        check->faults++;
    } else if (bytes != segment->bytes || checksum != segment->checksum) {
        say(check->log, check->context, "%s: differs from what was written: index the directories again", file);
        check->faults++;
    } else if (segment_check(file)) { /* only a file that is as written is safe to hand to Xapian's check */
        say(check->log, check->context, "%s", daftar_last_error());
        check->faults++;
    }
    buffer_free(&path);
}

/* Every article's record parses and has its passages. */
static daftar_status check_articles(struct check *check, struct store *store, const struct manifest *manifest)
{
    struct catalogue catalogue;
    daftar_status status = catalogue_load(&catalogue, store, manifest);
    for (size_t i = 0; !status && i < catalogue.slot_count; i++) {
        const struct catalogue_entry *entry = catalogue.slots[i];
        char term[ARTICLE_ID_LENGTH + 2] = {TERM_ARTICLE};
        uint64_t living = 0;
        if (!entry)
            continue;
        article_id(entry->path, strlen(entry->path), term + 1);
        status = count_living(store, manifest, term, &living);
        if (!status && living != entry->passages) {
            say(check->log, check->context, "%s: has %llu of its %u passages", entry->path,
                (unsigned long long)living, entry->passages);
            check->faults++;
        }
    }
    catalogue_free(&catalogue);
    return status;
}

static daftar_status check_passages(struct check *check, struct store *store, const struct manifest *manifest)
{
    struct buffer data = {0};
    daftar_status status = DAFTAR_OK;
    for (uint32_t part = 0; part < manifest->segment_count; part++)
        for (uint32_t docid = 1; docid <= manifest->segments[part].passages; docid++) {
            struct passage_record record;
            status = store_passage_data(store, (struct store_id){part, docid}, &data);
            if (!status && passage_record_read(&record, data.data, data.length))
                continue;
            say(check->log, check->context, "%s: passage %u is damaged", manifest->segments[part].name, docid);
            check->faults++;
        }
    buffer_free(&data);
    return DAFTAR_OK;
}

daftar_status daftar_index_verify(const char *path, daftar_log log, void *context)
{
    struct manifest manifest = {0};
    struct store *store = NULL;
    if (!path)
        return status_fail(DAFTAR_BAD_INPUT, "no index");
    struct check check = {.path = path, .log = log, .context = context};
    daftar_status status = load(&manifest, path);
    for (size_t i = 0; !status && i < manifest.segment_count; i++)
        check_file(&check, &manifest.segments[i]);
    if (!status && !check.faults)
        status = open_segments(&store, path, &manifest);
    if (!status && !check.faults)
        status = check_articles(&check, store, &manifest);
    if (!status && !check.faults)
        status = check_passages(&check, store, &manifest);
    store_free(store);
    manifest_free(&manifest);
    if (!status && check.faults)
        status = status_fail(DAFTAR_CORRUPT, "%s: %zu faults found: remove the index and make it again", path, check.faults);
    return status;
}

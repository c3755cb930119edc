/* catalogue.c: a hash table of articles, filled from the segments' records, the newest last. */
#include "indexer/bitext.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static size_t slot_of(const struct catalogue *catalogue, const char *path, size_t length)
{
    size_t mask = catalogue->slot_count - 1;
    size_t at = XXH3_64bits(path, length) & mask;
    while (catalogue->slots[at] &&
           (strncmp(catalogue->slots[at]->path, path, length) || catalogue->slots[at]->path[length]))
        at = (at + 1) & mask;
    return at;
}

struct catalogue_entry *catalogue_find(const struct catalogue *catalogue, const char *path)
{
    return catalogue->slot_count ? catalogue->slots[slot_of(catalogue, path, strlen(path))] : NULL;
}

static bool grow(struct catalogue *catalogue)
{
    struct catalogue bigger = {.slot_count = catalogue->slot_count ? catalogue->slot_count * 2 : 256,
                               .count = catalogue->count};
    bigger.slots = calloc(bigger.slot_count, sizeof(struct catalogue_entry *));
    if (!bigger.slots)
        return false;
    for (size_t i = 0; i < catalogue->slot_count; i++) {
        struct catalogue_entry *entry = catalogue->slots[i];
        if (entry)
            bigger.slots[slot_of(&bigger, entry->path, strlen(entry->path))] = entry;
    }
    free(catalogue->slots);
    *catalogue = bigger;
    return true;
}

static void free_entry(struct catalogue_entry *entry)
{
    if (!entry)
        return;
    free(entry->path);
    free(entry->root);
    free(entry);
}

struct catalogue_entry *catalogue_set(struct catalogue *catalogue, const struct article_record *record)
{
    if ((catalogue->count + 1) * 2 > catalogue->slot_count && !grow(catalogue))
        return NULL;
    size_t at = slot_of(catalogue, record->path.data, record->path.length);
    struct catalogue_entry *entry = calloc(1, sizeof *entry);
    if (!entry)
        return NULL;
    entry->path = strndup(record->path.data, record->path.length);
    entry->root = strndup(record->root.data, record->root.length);
    if (!entry->path || !entry->root) {
        free_entry(entry);
        return NULL;
    }
    entry->size = record->size;
    entry->hash = record->hash;
    entry->stamp = record->stamp;
    entry->passages = record->passages;
    entry->reading = record->reading;
    entry->failed = record->failed;
    entry->pictures = !record->failed && record->note.length;
    entry->sequence = record->sequence;
    entry->teaches = bitext_teaches(record);
    if (catalogue->slots[at])
        entry->seen = catalogue->slots[at]->seen;
    else
        catalogue->count++;
    free_entry(catalogue->slots[at]);
    catalogue->slots[at] = entry;
    return entry;
}

bool catalogue_outdated(const struct catalogue_entry *entry, bool ocr, uint32_t reading)
{
    return (ocr && entry->pictures) || entry->reading < reading;
}

uint64_t catalogue_hash(const struct catalogue_entry *entry, bool ocr, uint32_t reading)
{
    return !entry || entry->failed || catalogue_outdated(entry, ocr, reading) ? 0 : entry->hash;
}

void catalogue_remove(struct catalogue *catalogue, const char *path)
{
    if (!catalogue->slot_count)
        return;
    size_t mask = catalogue->slot_count - 1;
    size_t at = slot_of(catalogue, path, strlen(path));
    if (!catalogue->slots[at])
        return;
    free_entry(catalogue->slots[at]);
    catalogue->slots[at] = NULL;
    catalogue->count--;
    /* what stood behind it may have to move up */
    for (size_t i = (at + 1) & mask; catalogue->slots[i]; i = (i + 1) & mask) {
        struct catalogue_entry *entry = catalogue->slots[i];
        catalogue->slots[i] = NULL;
        catalogue->slots[slot_of(catalogue, entry->path, strlen(entry->path))] = entry;
    }
}

struct loading {
    struct catalogue *catalogue;
    const char *segment;
    daftar_status status;
};

static bool load_record(void *context, struct slice key, struct slice value)
{
    struct loading *loading = context;
    struct article_record record;
    if (!article_record_read(&record, value.data, value.length)) {
        loading->status = status_fail(DAFTAR_CORRUPT,
                                      "%s: the record of article %.*s is damaged: run daftar-index --verify",
                                      loading->segment, (int)key.length, key.data);
        return false;
    }
    if (record.removed) {
        char *path = strndup(record.path.data, record.path.length);
        if (path)
            catalogue_remove(loading->catalogue, path);
        else
            loading->status = status_no_memory();
        free(path);
    } else if (!catalogue_set(loading->catalogue, &record)) {
        loading->status = status_no_memory();
    }
    return loading->status == DAFTAR_OK;
}

daftar_status catalogue_load(struct catalogue *out, struct store *store, const struct manifest *manifest)
{
    *out = (struct catalogue){0};
    const char prefix = META_ARTICLE;
    for (size_t i = 0; i < manifest->segment_count; i++) {
        struct loading loading = {.catalogue = out, .segment = manifest->segments[i].name};
        daftar_status status = store_metadata_each(store, i, &prefix, 1, load_record, &loading);
        if (!status)
            status = loading.status;
        if (status) {
            catalogue_free(out);
            return status;
        }
    }
    return DAFTAR_OK;
}

void catalogue_free(struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->slot_count; i++)
        free_entry(catalogue->slots[i]);
    free(catalogue->slots);
    *catalogue = (struct catalogue){0};
}

/* catalogue.h: which articles the index holds. */
#ifndef INDEXER_CATALOGUE_H
#define INDEXER_CATALOGUE_H

#include "store/manifest.h"
#include "store/schema.h"
#include "store/store.h"

struct catalogue_entry {
    char *path;
    char *root;        /* what brought it in: the tree's directory, "=" and the file, or "memory" */
    uint64_t size, hash;
    uint64_t sequence; /* of the commit that wrote it */
    int64_t stamp;
    uint32_t passages;
    uint32_t reading;  /* version */
    bool failed;
    bool pictures;     /* some of its pages, which were not read */
    bool teaches;      /* translations may be learned from it (bitext.h) */
    bool seen;         /* in the walk that is under way */
};

struct catalogue {
    struct catalogue_entry **slots; /* by hash of the path; power of two */
    size_t slot_count, count;
};

/* Reads the articles of all segments; `store` has one part a segment, in the manifest's order. */
daftar_status catalogue_load(struct catalogue *out, struct store *store, const struct manifest *manifest);
void catalogue_free(struct catalogue *catalogue);
struct catalogue_entry *catalogue_find(const struct catalogue *catalogue, const char *path);
/* Sets the entry of a record's path, new or not. NULL: no memory. */
struct catalogue_entry *catalogue_set(struct catalogue *catalogue, const struct article_record *record);
/* Whether the file is read again although it is as it was: by an older version than `reading`, or now that pictures of
 * pages are read (`ocr`). */
bool catalogue_outdated(const struct catalogue_entry *entry, bool ocr, uint32_t reading);
/* What the file is known by to be as it was; 0: it is read in any case. */
uint64_t catalogue_hash(const struct catalogue_entry *entry, bool ocr, uint32_t reading);
void catalogue_remove(struct catalogue *catalogue, const char *path);

#endif

/* samples.h: the first texts of an index, and the dictionary by which its texts are compressed. */
#ifndef INDEXER_SAMPLES_H
#define INDEXER_SAMPLES_H

#include "base/buffer.h"
#include "store/store.h"

#include <pthread.h>

/* Shared by all workers. */
struct samples {
    pthread_mutex_t mutex;
    struct buffer bytes;
    size_t *sizes;
    size_t count, capacity;
    bool closed; /* enough was gathered, or there is a dictionary */
    struct store_dictionary *dictionary;
};

void samples_init(struct samples *samples);
void samples_free(struct samples *samples);
/* What the index has already is used again. */
daftar_status samples_load(struct samples *samples, struct store *store);
/* Takes a text as a sample as long as they are wanted; the last one trains the dictionary. */
daftar_status samples_add(struct samples *samples, struct slice text);
/* NULL: not yet. It stays until samples_free. */
const struct store_dictionary *samples_dictionary(struct samples *samples);

#endif

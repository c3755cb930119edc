/* pool.h: memory for many small things that are freed together. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/buffer.h"

struct pool_chunk;

/* Zero-initialised is empty. */
struct pool {
    struct pool_chunk *chunks;
    size_t bytes; /* taken from the system */
};

void *pool_take(struct pool *pool, size_t bytes); /* aligned for anything; NULL: no memory */
/* A copy that stays until the pool is freed; its data is NULL when memory ran out. */
struct slice pool_copy(struct pool *pool, struct slice slice);
void pool_free(struct pool *pool);

#endif

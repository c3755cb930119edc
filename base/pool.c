/* pool.c: hands out pieces of large chunks. */
#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES ((size_t)1 << 16)

struct pool_chunk {
    struct pool_chunk *next;
    size_t used, capacity;
    max_align_t data[];
};

void *pool_take(struct pool *pool, size_t bytes)
{
    const size_t unit = _Alignof(max_align_t);
    if (bytes > SIZE_MAX / 2)
        return NULL;
    bytes = (bytes + unit - 1) / unit * unit;
    struct pool_chunk *chunk = pool->chunks;
    if (!chunk || bytes > chunk->capacity - chunk->used) {
        size_t capacity = bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES;
        chunk = malloc(sizeof *chunk + capacity);
        if (!chunk)
            return NULL;
        *chunk = (struct pool_chunk){.next = pool->chunks, .capacity = capacity};
        pool->chunks = chunk;
        pool->bytes += sizeof *chunk + capacity;
    }
    void *memory = (char *)chunk->data + chunk->used;
    chunk->used += bytes;
    return memory;
}

struct slice pool_copy(struct pool *pool, struct slice slice)
{
    char *copy = pool_take(pool, slice.length + 1);
    if (!copy)
        return (struct slice){NULL, 0};
    if (slice.length)
        memcpy(copy, slice.data, slice.length);
    copy[slice.length] = '\0';
    return (struct slice){copy, slice.length};
}

void pool_free(struct pool *pool)
{
    while (pool->chunks) {
        struct pool_chunk *next = pool->chunks->next;
        free(pool->chunks);
        pool->chunks = next;
    }
    pool->bytes = 0;
}

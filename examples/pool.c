/* pool.c: a pool of searchers. A handle is for one thread at a time, so each thread borrows one and gives it back.
 * usage: pool INDEX QUERY...    Every query is asked by every thread; prints how many hits it has. */
#include <daftar.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 4
#define HANDLES 2 /* fewer than threads: some wait */

struct pool {
    pthread_mutex_t mutex;
    pthread_cond_t returned;
    daftar_index *free_handles[HANDLES];
    size_t free_count;
};

static daftar_index *borrow(struct pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    while (!pool->free_count)
        pthread_cond_wait(&pool->returned, &pool->mutex);
    daftar_index *index = pool->free_handles[--pool->free_count];
    pthread_mutex_unlock(&pool->mutex);
    return index;
}

static void give_back(struct pool *pool, daftar_index *index)
{
    pthread_mutex_lock(&pool->mutex);
    pool->free_handles[pool->free_count++] = index;
    pthread_cond_signal(&pool->returned);
    pthread_mutex_unlock(&pool->mutex);
}

static daftar_status pool_open(struct pool *pool, const char *path)
{
    daftar_status status = DAFTAR_OK;
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->returned, NULL);
    for (pool->free_count = 0; !status && pool->free_count < HANDLES; pool->free_count += !status)
        status = daftar_index_open(&pool->free_handles[pool->free_count], &path, 1, NULL);
    return status;
}

static void pool_close(struct pool *pool)
{
    while (pool->free_count)
        daftar_index_free(pool->free_handles[--pool->free_count]);
    pthread_cond_destroy(&pool->returned);
    pthread_mutex_destroy(&pool->mutex);
}

struct work {
    struct pool *pool;
    char **queries;
    int query_count;
    size_t *hits; /* of each query */
    int failed;
};

static void *work(void *argument)
{
    struct work *mine = argument;
    for (int i = 0; i < mine->query_count && !mine->failed; i++) {
        daftar_results *results;
        daftar_index *index = borrow(mine->pool);
        daftar_status status = daftar_search(&results, index, mine->queries[i], NULL);
        if (status) /* the message is this thread's own */
            fprintf(stderr, "pool: %s\n", daftar_last_error());
        give_back(mine->pool, index);
        mine->failed = status != DAFTAR_OK;
        mine->hits[i] = daftar_results_count(results); /* results need no handle any more */
        daftar_results_free(results);
    }
    return NULL;
}

/* Every thread must have got the same. */
static int report(const struct work *works, size_t count)
{
    int failed = 0;
    for (size_t t = 0; t < count; t++)
        failed |= works[t].failed;
    for (int i = 0; !failed && i < works->query_count; i++) {
        for (size_t t = 1; t < count; t++)
            failed |= works[t].hits[i] != works->hits[i];
        printf("%s: %zu\n", works->queries[i], works->hits[i]);
    }
    return failed;
}

int main(int argc, char **argv)
{
    struct pool pool;
    struct work works[THREADS];
    pthread_t threads[THREADS];
    size_t started = 0;
    if (argc < 3) {
        fprintf(stderr, "usage: pool INDEX QUERY...\n");
        return 2;
    }
    if (pool_open(&pool, argv[1])) {
        fprintf(stderr, "pool: %s\n", daftar_last_error());
        pool_close(&pool);
        return 2;
    }
    for (; started < THREADS; started++) {
        works[started] = (struct work){&pool, argv + 2, argc - 2, calloc((size_t)argc, sizeof(size_t)), 0};
        if (!works[started].hits || pthread_create(&threads[started], NULL, work, &works[started]))
            break;
    }
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    int failed = !started || report(works, started);
    for (size_t i = 0; i < started; i++)
        free(works[i].hits);
    pool_close(&pool);
    return failed ? 2 : 0;
}

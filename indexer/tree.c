/* tree.c: brings the index up to date with a directory, on several workers. */
#include "indexer/indexer.h"
#include "indexer/reader.h"
#include "indexer/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* At most this much is at risk of an early end. */
#define COMMIT_BYTES ((uint64_t)64 << 20)
#define COMMIT_NANOSECONDS ((int64_t)30 * 1000000000)
#define TICK_NANOSECONDS 100000000L
#define SLOW_NANOSECONDS ((int64_t)2 * 1000000000) /* a worker that is so long at one file is not waited for */

struct tree {
    struct daftar_indexer *indexer;
    const char *root; /* absolute: what the records name as their origin */
    const char *name; /* prefix of the paths, or NULL */
    int fd;
    struct walk walk;
    size_t next;      /* the first file that no worker has taken */
    struct daftar_progress progress;
    bool stop;
};

struct tree_worker {
    struct tree *tree;
    struct worker *worker;
};

static void index_path(struct buffer *out, const char *name, const char *path)
{
    buffer_clear(out);
    if (name)
        buffer_printf(out, "%s/", name);
    buffer_puts(out, path);
}

static void count_outcome(struct daftar_indexer *indexer, enum file_outcome outcome, bool known)
{
    struct daftar_counts *counts = &indexer->counts;
    switch (outcome) {
    case FILE_ADDED: *(known ? &counts->changed : &counts->added) += 1; break;
    case FILE_SAME: counts->unchanged++; break;
    case FILE_UNKNOWN: counts->unknown++; break;
    case FILE_FAILED: counts->failed++; break;
    }
}

/* A file that cannot be read is remembered, so that it is not tried again until it changes, or its permissions do;
 * where a program was `missing`, the next run tries again. */
static daftar_status record_failure(struct worker *worker, const struct file_job *job, const struct walk_file *file,
                                    bool missing)
{
    struct article_record record = article_record_new(job->path, job->root);
    record.failed = true;
    record.reading = worker->indexer->reading;
    record.size = file->size;
    record.stamp = missing ? 0 : file->stamp;
    record.note = (struct slice){daftar_last_error(), strlen(daftar_last_error())};
    return worker_record(worker, &record, true);
}

/* Equal bytes under a new time: the record alone is written anew. */
static daftar_status touch(struct tree *tree, const struct walk_file *file)
{
    struct daftar_indexer *indexer = tree->indexer;
    struct buffer path = {0}, value = {0};
    struct article_record record;
    index_path(&path, tree->name, file->path);
    daftar_status status = path.failed ? status_no_memory() : commit_record(indexer->store, path.data, &value, &record);
    if (!status) {
        record.stamp = file->stamp;
        struct catalogue_entry *entry = catalogue_find(&indexer->catalogue, path.data);
        if (entry)
            entry->stamp = file->stamp;
        status = indexer_record(indexer, &record);
    }
    buffer_free(&path);
    buffer_free(&value);
    return status;
}

static daftar_status take_file(struct tree_worker *self, struct walk_file *file)
{
    struct tree *tree = self->tree;
    struct daftar_indexer *indexer = tree->indexer;
    struct buffer path = {0};
    index_path(&path, tree->name, file->path);
    if (path.failed)
        return status_no_memory();
    struct file_job job = {.directory = tree->fd, .name = file->path, .path = path.data, .root = tree->root};
    pthread_mutex_lock(&indexer->mutex);
    const struct catalogue_entry *entry = catalogue_find(&indexer->catalogue, path.data);
    job.known = entry && !entry->failed;
    job.known_hash = catalogue_hash(entry, indexer->readers->ocr, indexer->reading);
    pthread_mutex_unlock(&indexer->mutex);

    enum file_outcome outcome;
    daftar_status status = file_index(self->worker, &job, &outcome);
    if (status == DAFTAR_BAD_INPUT || status == DAFTAR_UNSUPPORTED) { /* of this file alone */
        indexer_log(indexer, path.data, daftar_last_error());
        bool missing = status == DAFTAR_UNSUPPORTED;
        status = job.known ? DAFTAR_OK : record_failure(self->worker, &job, file, missing);
    }
    pthread_mutex_lock(&indexer->mutex);
    count_outcome(indexer, outcome, job.known);
    tree->progress.files_done++;
    tree->progress.bytes_done += file->size;
    if (outcome == FILE_ADDED)
        indexer->uncommitted_bytes += file->size;
    file->same = outcome == FILE_SAME;
    pthread_mutex_unlock(&indexer->mutex);
    buffer_free(&path);
    return status;
}

/* ---- workers ---- */

/* Gives what is finished to the committing thread. */
static daftar_status hand_over(struct worker *worker)
{
    struct daftar_indexer *indexer = worker->indexer;
    daftar_status status = worker_flush(worker);
    pthread_mutex_lock(&indexer->mutex);
    worker->epoch = indexer->epoch;
    if (!status && !batch_join(&indexer->handed, &worker->batch))
        status = status_no_memory();
    pthread_cond_broadcast(&indexer->changed);
    pthread_mutex_unlock(&indexer->mutex);
    return status;
}

static struct walk_file *next_file(struct tree *tree, struct worker *worker, unsigned *epoch)
{
    struct walk_file *file = NULL;
    pthread_mutex_lock(&tree->indexer->mutex);
    if (!tree->stop && tree->next < tree->walk.count)
        file = &tree->walk.files[tree->next++];
    worker->since = commit_clock();
    *epoch = tree->indexer->epoch;
    pthread_mutex_unlock(&tree->indexer->mutex);
    return file;
}

static void *work(void *argument)
{
    struct tree_worker *self = argument;
    struct worker *worker = self->worker;
    struct walk_file *file;
    unsigned epoch;
    daftar_status status = DAFTAR_OK;
    reader_use(worker->indexer->readers);
    while (!status && (file = next_file(self->tree, worker, &epoch)) != NULL) {
        if (worker->epoch != epoch)
            status = hand_over(worker);
        if (!status)
            status = take_file(self, file);
    }
    if (!status)
        status = hand_over(worker);
    pthread_mutex_lock(&worker->indexer->mutex);
    worker->status = status;
    worker->message = status ? strdup(daftar_last_error()) : NULL;
    worker->finished = true;
    if (status)
        self->tree->stop = true;
    pthread_cond_broadcast(&worker->indexer->changed);
    pthread_mutex_unlock(&worker->indexer->mutex);
    return NULL;
}

/* ---- the calling thread ---- */

/* Those that are slow hand over later, what they have is of the next commit. */
static bool is_slow(const struct worker *worker)
{
    return commit_clock() - worker->since > SLOW_NANOSECONDS;
}

static bool all_at(const struct daftar_indexer *indexer, unsigned count, unsigned epoch)
{
    for (unsigned i = 0; i < count; i++)
        if (!indexer->workers[i].finished && indexer->workers[i].epoch != epoch && !is_slow(&indexer->workers[i]))
            return false;
    return true;
}

/* Whether what there is waits for slow workers alone. */
static bool waits_for_slow(const struct daftar_indexer *indexer, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (!indexer->workers[i].finished && !is_slow(&indexer->workers[i]))
            return false;
    return indexer->handed.passages > 0;
}

static bool all_finished(const struct daftar_indexer *indexer, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (!indexer->workers[i].finished)
            return false;
    return true;
}

static void wait_a_tick(struct daftar_indexer *indexer)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += TICK_NANOSECONDS;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(&indexer->changed, &indexer->mutex, &until);
}

/* Reports, with the mutex held; it is let go while the host's callbacks run. */
static void report(struct tree *tree)
{
    struct daftar_indexer *indexer = tree->indexer;
    struct daftar_progress progress = tree->progress;
    progress.path = tree->next && tree->next <= tree->walk.count ? tree->walk.files[tree->next - 1].path : "";
    progress.passages = indexer->counts.passages;
    pthread_mutex_unlock(&indexer->mutex);
    indexer_drain_log(indexer);
    bool stop = indexer->options.progress && indexer->options.progress(indexer->options.context, &progress);
    pthread_mutex_lock(&indexer->mutex);
    tree->stop |= stop;
}

/* Waits for the workers; commits on the way what they have handed over by then. */
static daftar_status supervise(struct tree *tree, unsigned count, bool *stopped)
{
    struct daftar_indexer *indexer = tree->indexer;
    daftar_status status = DAFTAR_OK;
    bool collecting = false;
    pthread_mutex_lock(&indexer->mutex);
    report(tree); /* a run that is over within a tick is reported as well, and can be stopped */
    while (!all_finished(indexer, count)) {
        wait_a_tick(indexer);
        report(tree);
        if (!collecting && (indexer->uncommitted_bytes >= COMMIT_BYTES ||
                            commit_clock() - indexer->committed_at >= COMMIT_NANOSECONDS ||
                            waits_for_slow(indexer, count))) {
            indexer->epoch++;
            collecting = true;
        }
        if (!collecting || !all_at(indexer, count, indexer->epoch))
            continue;
        struct batch batch = indexer->handed;
        indexer->handed = (struct batch){0};
        collecting = false;
        indexer->counts.passages += batch.passages;
        indexer->counts.bytes += batch.bytes;
        daftar_status committed = status ? status : commit_batch(indexer, &batch);
        batch_free(&batch);
        if (committed) {
            status = committed;
            tree->stop = true;
        }
    }
    *stopped = tree->stop;
    report(tree);
    pthread_mutex_unlock(&indexer->mutex);
    return status;
}

static daftar_status run_workers(struct tree *tree)
{
    struct daftar_indexer *indexer = tree->indexer;
    unsigned wanted = indexer->jobs, started = 0;
    pthread_t threads[64];
    struct tree_worker selves[64];
    daftar_status status = DAFTAR_OK;
    bool stopped = false;
    indexer->committed_at = commit_clock();
    for (unsigned i = 0; i < wanted; i++) {
        struct worker *worker = &indexer->workers[i];
        worker->finished = false;
        worker->status = DAFTAR_OK;
        worker->epoch = indexer->epoch;
        worker->since = commit_clock();
        selves[i] = (struct tree_worker){tree, worker};
        if (!worker->postings && (status = worker_init(worker, indexer)) != DAFTAR_OK)
            break;
        int error = pthread_create(&threads[i], NULL, work, &selves[i]);
        if (error) {
            status = started ? DAFTAR_OK : status_fail(DAFTAR_NO_MEMORY, "cannot start a worker: %s", strerror(error));
            break;
        }
        started++;
    }
    if (started)
        status = supervise(tree, started, &stopped);
    for (unsigned i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
        struct worker *worker = &indexer->workers[i];
        if (!status && worker->status)
            status = status_fail(worker->status, "%s", worker->message ? worker->message : "out of memory");
        free(worker->message);
        worker->message = NULL;
    }
    return !status && stopped ? status_fail(DAFTAR_STOPPED, "stopped") : status;
}

/* ---- what changed ---- */

/* What a reader says of a file that needs character recognition. */
static bool is_scanned(struct slice note)
{
    return note.length > strlen(READER_SCANNED) && !memcmp(note.data, READER_SCANNED, strlen(READER_SCANNED));
}

/* A file that could not be read last time and has not changed since is named again, with the reason. *again: it is worth
 * another try, since scanned pages are read now. */
static daftar_status name_failure(struct daftar_indexer *indexer, const char *path, bool *again)
{
    struct buffer value = {0};
    struct article_record record;
    daftar_status status = commit_record(indexer->store, path, &value, &record);
    *again = !status && indexer->readers->ocr && is_scanned(record.note);
    if (!status && !*again) {
        char *note = strndup(record.note.data, record.note.length);
        if (note)
            indexer_log(indexer, path, note);
        else
            status = status_no_memory();
        free(note);
        indexer->counts.failed++;
    }
    buffer_free(&value);
    return status;
}

/* Leaves in the walk only what must be looked at; refuses names that another root has. */
static daftar_status sift(struct tree *tree)
{
    struct daftar_indexer *indexer = tree->indexer;
    struct buffer path = {0};
    size_t kept = 0;
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; i < indexer->catalogue.slot_count; i++)
        if (indexer->catalogue.slots[i])
            indexer->catalogue.slots[i]->seen = false;
    for (size_t i = 0; i < tree->walk.count; i++) {
        struct walk_file *file = &tree->walk.files[i];
        index_path(&path, tree->name, file->path);
        struct catalogue_entry *entry = path.failed ? NULL : catalogue_find(&indexer->catalogue, path.data);
        if (entry && strcmp(entry->root, tree->root) && !status)
            status = status_fail(DAFTAR_BAD_INPUT, "%s: already indexed from %s: give this directory a --name", path.data,
                                 entry->root[0] == '=' ? entry->root + 1 : entry->root);
        if (entry)
            entry->seen = true;
        bool same = entry && file->stamp && entry->size == file->size && entry->stamp == file->stamp;
        bool ours = path.failed || indexer_owns(indexer, path.data);
        bool unknown = ours && !entry && !reader_by_name(file->path);
        bool again = entry && catalogue_outdated(entry, indexer->readers->ocr, indexer->reading);
        if (same && entry->failed && !again && !status)
            status = name_failure(indexer, path.data, &again);
        same = same && !again;
        indexer->counts.unchanged += same && !entry->failed;
        indexer->counts.unknown += unknown;
        if (same || unknown || !ours || path.failed) {
            tree->walk.bytes -= file->size;
            free(file->path);
        } else {
            tree->walk.files[kept++] = *file;
        }
    }
    tree->walk.count = kept;
    if (path.failed)
        status = status_no_memory();
    buffer_free(&path);
    return status;
}

/* What the tree brought in once and does not hold any more; what could not be looked into stays. */
static daftar_status remove_vanished(struct tree *tree)
{
    struct daftar_indexer *indexer = tree->indexer;
    size_t prefix = tree->name ? strlen(tree->name) + 1 : 0;
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < indexer->catalogue.slot_count; i++) {
        const struct catalogue_entry *entry = indexer->catalogue.slots[i];
        if (entry && !entry->seen && !strcmp(entry->root, tree->root) &&
            !(strlen(entry->path) > prefix && walk_missed(&tree->walk, entry->path + prefix)))
            status = indexer_tombstone(indexer, entry);
    }
    return status;
}

static daftar_status update(struct tree *tree)
{
    struct daftar_indexer *indexer = tree->indexer;
    daftar_status status = sift(tree);
    if (!status)
        status = remove_vanished(tree);
    if (status)
        return status;
    tree->progress.files_total = tree->walk.count;
    tree->progress.bytes_total = tree->walk.bytes;
    daftar_status ran = tree->walk.count ? run_workers(tree) : DAFTAR_OK;
    if (ran && ran != DAFTAR_STOPPED)
        return ran;
    struct buffer why = {0};
    buffer_puts(&why, daftar_last_error());
    for (size_t i = 0; !status && i < tree->walk.count; i++)
        if (tree->walk.files[i].same)
            status = touch(tree, &tree->walk.files[i]);
    if (!status)
        status = daftar_indexer_commit(indexer);
    if (!status && ran)
        status = status_fail(ran, "%s", why.data ? why.data : "stopped");
    buffer_free(&why);
    return status;
}

daftar_status daftar_indexer_add_tree(daftar_indexer *indexer, const char *directory, const char *name)
{
    if (!indexer || !directory || (name && (!*name || strchr(name, '/'))))
        return status_fail(DAFTAR_BAD_INPUT, "%s: not a name for a directory", name ? name : "(none)");
    struct tree tree = {.indexer = indexer, .name = name};
    char *root = realpath(directory, NULL);
    if (!root)
        return status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_IO, "%s: %s", directory, strerror(errno));
    tree.root = root;
    tree.fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    daftar_status status = tree.fd < 0 ? status_fail(DAFTAR_IO, "%s: %s", directory, strerror(errno)) : DAFTAR_OK;
    if (!status)
        status = walk_directory(&tree.walk, root, indexer->options.exclude, indexer->options.exclude_count,
                                indexer->options.log, indexer->options.context, &indexer->counts.failed);
    reader_use(indexer->readers); /* which formats there are */
    if (!status)
        status = update(&tree);
    reader_use(NULL);
    indexer_drain_log(indexer);
    walk_free(&tree.walk);
    if (tree.fd >= 0)
        close(tree.fd);
    free(root);
    return status;
}

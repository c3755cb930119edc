/* indexer.h: the state of an index that is being written, and the workers that fill it. */
#ifndef INDEXER_INDEXER_H
#define INDEXER_INDEXER_H

#include "indexer/catalogue.h"
#include "indexer/postings.h"
#include "indexer/samples.h"
#include "indexer/split.h"

#include <pthread.h>

/* What one worker has written and the index does not hold yet. */
struct batch {
    char **scratch; /* names of finished scratch segments */
    size_t scratch_count, scratch_capacity;
    char **articles; /* paths that were written: their older copies are dead with the commit */
    size_t article_count, article_capacity;
    char **spoiled; /* paths that could be read in part only: their passages in this batch are dead */
    size_t spoiled_count, spoiled_capacity;
    uint64_t passages, bytes;
};

void batch_free(struct batch *batch);
/* Moves everything of `from` behind `to`. False: no memory. */
bool batch_join(struct batch *to, struct batch *from);

struct worker {
    struct daftar_indexer *indexer;
    struct postings *postings;
    struct segment_writer *writer; /* NULL: none open */
    char scratch[64];              /* its name */
    uint64_t writer_bytes;
    struct batch batch;
    struct passages passages;
    struct buffer file;
    unsigned epoch;                /* of the last hand-over */
    int64_t since;                 /* when it took its file: monotonic nanoseconds */
    bool finished;
    bool serve;                    /* write segments that can be served to others */
    daftar_status status;          /* of the first failure that ends the run */
    char *message;
};

/* Of what readers, the recognition of articles and the cutting into passages make of a file. One more when that changes:
 * the next run over a directory reads again what an older one read. */
#define READING_VERSION 1

struct daftar_indexer {
    char *directory;
    struct daftar_indexer_options options;
    char **exclude;                /* copies of the options' strings */
    struct reader_settings *readers;
    uint32_t reading;              /* READING_VERSION */
    unsigned jobs;
    struct index_lock lock;
    bool locked;
    bool opened;                   /* the manifest is known: what it does not name may be swept */
    struct manifest manifest;
    struct store *store;           /* of the manifest's segments */
    struct samples samples;
    struct catalogue catalogue;    /* committed articles */
    struct catalogue pending;      /* written by the calling thread since the last commit */
    struct worker *workers;
    struct worker own;             /* of the calling thread: single documents, tombstones */
    struct batch handed;           /* from the workers, to be committed */
    struct daftar_counts counts;
    unsigned epoch;
    unsigned next_scratch;
    int64_t committed_at;          /* monotonic nanoseconds */
    uint64_t uncommitted_bytes;
    struct buffer lines;           /* log lines of the workers, each ended by '\n' */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

/* ---- worker.c ---- */

daftar_status worker_init(struct worker *worker, struct daftar_indexer *indexer);
void worker_free(struct worker *worker);
/* Recognises, splits and writes a document as the article of `record` (path, root, size, stamp, hash set). Pieces of a large file come
 * with `last` false until the last. */
daftar_status worker_add(struct worker *worker, struct article_record *record, struct document *document,
                         bool first, bool last);
/* Writes a record alone. `replaces`: passages that the index has of it are dead (a tombstone). */
daftar_status worker_record(struct worker *worker, struct article_record *record, bool replaces);
/* Takes over, as they are stored, an article and its passages that the index has already. */
daftar_status worker_carry_article(struct worker *worker, const struct article_record *record);
daftar_status worker_carry(struct worker *worker, const struct passage_record *passage);
/* Withdraws the passages that this batch has of an article, which is added in no other way before the next commit. */
daftar_status worker_spoil(struct worker *worker, const char *path);
/* Puts a value under a key of one letter into the open segment, or a new one. */
daftar_status worker_metadata(struct worker *worker, char key, struct slice value);
/* Finishes the open segment, so that the batch is complete. */
daftar_status worker_flush(struct worker *worker);

/* ---- file.c ---- */

/* Reads and indexes one file. `entry_hash`, if not 0, is what the index has: equal bytes are not indexed again.
 * BAD_INPUT and IO concern this file alone. */
struct file_job {
    int directory;          /* descriptor, or AT_FDCWD */
    const char *name;       /* to open */
    const char *path;       /* in the index */
    const char *root;
    uint64_t known_hash;
    bool known;             /* the index has it */
};
enum file_outcome { FILE_ADDED, FILE_SAME, FILE_UNKNOWN, FILE_FAILED };
daftar_status file_index(struct worker *worker, const struct file_job *job, enum file_outcome *outcome);

/* ---- commit.c ---- */

/* Merges the batch into a segment, marks what it replaces as dead, replaces the manifest. Empties the batch. */
daftar_status commit_batch(struct daftar_indexer *indexer, struct batch *batch);
/* Makes the batch the whole index: every other segment goes. */
daftar_status commit_only(struct daftar_indexer *indexer, struct batch *batch);
/* Merges segments in tiers so that there are never many; one with many dead is written anew. */
daftar_status commit_tiers(struct daftar_indexer *indexer);
/* The latest record of an article; its strings stand in `value`. NOT_FOUND: none. */
daftar_status commit_record(struct store *store, const char *path, struct buffer *value, struct article_record *record);
/* Whether the segments [from, from + count) are what was written (`whole`: by their checksums, come what may): damage
 * would crash Xapian, and a merge would hide it under a fresh checksum. */
daftar_status commit_check(struct daftar_indexer *indexer, size_t from, size_t count, bool whole);
daftar_status commit_open_store(struct daftar_indexer *indexer);
/* Opens the segments of an index for reading, without the writer's lock. */
daftar_status commit_open_segments(struct store **out, const char *path, const struct manifest *manifest);
int64_t commit_clock(void);

/* ---- compact.c ---- */

/* Writes all living passages anew into one segment; `serve`: with termlists, as xapian-tcpsrv needs them. */
daftar_status compact_rewrite(struct daftar_indexer *indexer, bool serve);

/* Does so where the postings were made by another version of the analysis, and has all articles teach again. */
daftar_status compact_renew(struct daftar_indexer *indexer);

/* ---- keep_glossary.c ---- */

/* Checks a glossary file and copies it into the index. BAD_INPUT names file, line and column. */
daftar_status keep_glossary(struct daftar_indexer *indexer, const char *file);

/* ---- indexer.c ---- */

void indexer_log(struct daftar_indexer *indexer, const char *path, const char *what); /* from any thread */
void indexer_drain_log(struct daftar_indexer *indexer); /* in the calling thread */
char *indexer_file(const struct daftar_indexer *indexer, const char *name); /* DIRECTORY/name; NULL: no memory */

/* Makes sure that there is a worker of the calling thread. */
daftar_status indexer_own_worker(struct daftar_indexer *indexer);

/* Whether the article belongs into this shard. */
bool indexer_owns(const struct daftar_indexer *indexer, const char *path);

/* Writes a record alone in the calling thread; one that an article is gone. */
daftar_status indexer_record(struct daftar_indexer *indexer, struct article_record *record);
daftar_status indexer_tombstone(struct daftar_indexer *indexer, const struct catalogue_entry *entry);

#endif

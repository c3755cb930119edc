/* manifest.h: which segments make the index, replaced as a whole; the lock of its one writer. */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MANIFEST_FORMAT 2
#define GLOSSARY_FILE "glossary.tsv" /* a glossary of the user's, kept beside the manifest */

/* Files of ours in an index directory begin with these: manifest_sweep removes nothing else. */
#define MANIFEST_SEGMENT_PREFIX "seg-"     /* segment files, their dead lists and .tmp files */
#define MANIFEST_SCRATCH_PREFIX "scratch-" /* directories that segments are built in */

struct manifest_segment {
    char name[64];     /* file in the directory: letters, digits, '-' and '.', no leading '.' */
    uint32_t passages; /* dead ones included */
    uint64_t bytes;
    uint64_t checksum; /* XXH3 of the file */
    int64_t stamp;     /* st_ctim in nanoseconds when it had that checksum; 0: not known */
    uint32_t *dead;    /* sorted docids; owned */
    size_t dead_count;
    uint64_t dead_generation; /* of the file that `dead` stands in; 0: to be written. Kept here */
    uint64_t dead_checksum;   /* XXH3 of that file. Kept here */
};

/* A named setting: roots ("root NAME" -> absolute path) and whatever the indexer keeps. */
struct manifest_setting {
    char *key;
    char *value;
};

struct manifest {
    uint64_t generation; /* one more with every save */
    char *signature;     /* of the analysis that made the postings */
    struct manifest_segment *segments;
    size_t segment_count;
    struct manifest_setting *settings; /* sorted by key */
    size_t setting_count;
};

/* Zero-initialised is an empty index. */
void manifest_free(struct manifest *manifest);
daftar_status manifest_copy(struct manifest *out, const struct manifest *from);

/* Reads DIR/manifest. NOT_FOUND: no such directory or no manifest in it. UNSUPPORTED: newer format.
 * CORRUPT: does not parse, its own checksum line is wrong, or a name leads outside the directory.
 * Dead lists are files DIR/NAME.dead-GENERATION with a checksum in the manifest. The result is
 * empty after a failure. */
daftar_status manifest_load(struct manifest *out, const char *directory);

/* Writes dead lists that changed, then the manifest: temporary file, fsync, rename, fsync of the
 * directory. Generation is raised once readers see the new manifest: if it is and the status is not
 * OK, the new one stands but might not survive a loss of power. */
daftar_status manifest_save(struct manifest *manifest, const char *directory);

/* BAD_INPUT: a name that may not be, or that is there already. */
daftar_status manifest_add_segment(struct manifest *manifest, const char *name, uint32_t passages,
                                   uint64_t bytes, uint64_t checksum);
void manifest_drop_segment(struct manifest *manifest, size_t index);
/* Joins sorted `docids` (1 to passages) into the segment's dead list. */
daftar_status manifest_add_dead(struct manifest_segment *segment, const uint32_t *docids,
                                size_t count);
/* Whether the postings were made by the analysis of this signature; says that they are. */
bool manifest_is_signed(const struct manifest *manifest, const char *signature);
daftar_status manifest_sign(struct manifest *manifest, const char *signature);
const char *manifest_setting(const struct manifest *manifest, const char *key); /* NULL: unset */
/* NULL removes. */
daftar_status manifest_set(struct manifest *manifest, const char *key, const char *value);

/* Removes every file of ours in the directory that the manifest does not name: scratch directories,
 * unfinished segments, old dead lists. Only by the holder of the lock; leaves files that do not
 * look like ours (see the prefixes above). */
daftar_status manifest_sweep(const struct manifest *manifest, const char *directory);

/* Is that a name of what an index may hold that was begun and never committed? */
bool manifest_is_begun(const char *name);

/* Whether a segment's file is what was written; Xapian trusts the blocks it reads, so a file is looked at before it is
 * opened. One whose size and time of change are those of the manifest has not been written to since; of any
 * other, as of one that was copied, and where `whole`, the checksum is taken. CORRUPT, NOT_FOUND, IO. */
daftar_status manifest_check_segment(const struct manifest_segment *segment, const char *directory,
                                     bool whole);
/* The present time of change of a segment's file; 0: there is none. */
int64_t manifest_stamp(const struct manifest_segment *segment, const char *directory);

/* Size and XXH3 of a file, read in pieces. */
daftar_status manifest_checksum(const char *path, uint64_t *bytes, uint64_t *checksum);

/* The lock: DIR/lock, held by an open file description lock with the holder's pid and host inside,
 * gone with the process. LOCKED names the holder; `wait` waits for it. A lock that was not taken
 * (fd -1, as a failure leaves it) may be released. */
struct index_lock {
    int fd;
};
daftar_status index_lock_take(struct index_lock *lock, const char *directory, bool wait);
void index_lock_release(struct index_lock *lock);

#endif

/* shards.h: a directory that holds an index in several parts, and the list of them. */
#ifndef INDEXER_SHARDS_H
#define INDEXER_SHARDS_H

#include "base/buffer.h"
#include "daftar.h"

#define SHARDS_MAX 64

/* How many shards the directory's list (DIRECTORY/shards, a stub file) names; 0: it has none. */
unsigned shards_count(const char *directory);

/* Makes the directory, if it is not there. False: `why` says what is in the way. */
bool shards_make(const char *directory, struct buffer *why);

/* Writes the list, once all that it names are indexes: from here on they are searched. */
bool shards_list(const char *directory, unsigned count, struct buffer *why);

/* Replaces `out` with the path of the shard `number`, from 0. */
void shards_path(const char *directory, unsigned number, struct buffer *out);

#endif

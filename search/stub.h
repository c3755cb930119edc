/* stub.h: a list of shards: a directory, or tcp:HOST:PORT, a line; empty lines and those that begin with # are nothing. */
#ifndef SEARCH_STUB_H
#define SEARCH_STUB_H

#include "base/buffer.h"
#include "base/status.h"

#define STUB_LIST "shards" /* the list of an index that is spread over its own directories */

/* One shard. Strings live as long as the callback. */
struct stub_shard {
    const char *directory; /* NULL: a server */
    struct slice host;
    unsigned port;
};

typedef daftar_status (*stub_take)(void *context, const struct stub_shard *shard);

/* HOST:PORT, behind `tcp:`. */
daftar_status stub_address(struct stub_shard *out, const char *address);

/* Hands over the shards that the file at `path` lists, until one is refused. Directories are relative to the file's own.
 * `own`: the list is part of an index, and names directories beside it, nothing else: who made the index does not say
 * what else is read, or whom it is asked from. */
daftar_status stub_read(const char *path, bool own, stub_take take, void *context);

#endif

/* file.h: small files read and replaced as a whole. */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include "base/buffer.h"
#include "base/status.h"

/* `DIRECTORY/NAME` as a new string; NULL without memory. */
char *file_path(const char *directory, const char *name);

/* Replaces out's content with the file's. NOT_FOUND: no such file. CORRUPT: not a regular file, or
 * more than `most` bytes, or a link where `links` are not allowed: an index leads nowhere else. */
daftar_status file_read(struct buffer *out, const char *path, size_t most, bool links);

/* Writes NAME.tmp in the directory, fsyncs it and renames it to NAME. The name itself is safe on
 * disk only after file_sync_directory(). */
daftar_status file_replace(const char *directory, const char *name, const void *bytes,
                           size_t length);
daftar_status file_sync_directory(const char *directory);

#endif

/* file.c: finds the file that an article of the index was read from, and no other. */
#include "search/index.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MEMORY "memory" /* what brought an article in that never was a file */

/* The newest record of the article in the local segments. NOT_FOUND: there is none, or it is gone. */
static daftar_status find_record(daftar_index *index, const char *path, struct buffer *value,
                                 struct article_record *out)
{
    char key[ARTICLE_ID_LENGTH + 2] = {META_ARTICLE};
    struct buffer read = {0};
    bool found = false;
    daftar_status status = DAFTAR_OK;
    article_id(path, strlen(path), key + 1);
    for (size_t part = 0; !status && part < store_part_count(index->store); part++) {
        struct article_record record;
        if (store_part_is_remote(index->store, part))
            continue;
        status = store_metadata(index->store, part, key, ARTICLE_ID_LENGTH + 1, &read);
        if (!status && !article_record_read(&record, read.data, read.length))
            status = status_fail(DAFTAR_CORRUPT, "%s: its record is damaged: run daftar-index --verify", path);
        if (!status && (!found || record.sequence > out->sequence)) {
            struct buffer older = *value;
            *value = read;
            read = older;
            *out = record;
            found = true;
        }
        status = status == DAFTAR_NOT_FOUND ? DAFTAR_OK : status;
    }
    buffer_free(&read);
    if (!status && (!found || out->removed))
        status = status_fail(DAFTAR_NOT_FOUND, "%s: no such article in an index of this machine", path);
    return status;
}

/* A regular file, by its real name at the root or below it; free() it. NULL: there is none. */
static char *real_file(const char *root, const char *path, struct stat *st)
{
    struct buffer joined = {0};
    buffer_printf(&joined, "%s%s%s", root, *path ? "/" : "", path);
    char *real = joined.failed ? NULL : realpath(joined.data, NULL);
    size_t length = strlen(root);
    while (length && root[length - 1] == '/')
        length--;
    bool below = real && !strncmp(real, root, length) && real[length] == (*path ? '/' : '\0');
    if (!below || stat(real, st) || !S_ISREG(st->st_mode)) {
        free(real);
        real = NULL;
    }
    buffer_free(&joined);
    return real;
}

/* Paths of a tree that was given a name begin with it, and the record does not say how much of the path that is: a file
 * as large as the one that was indexed is the right one, else the one with the longest path. */
static char *file_below(const char *root, const char *path, uint64_t size)
{
    char *first = NULL;
    for (const char *rest = path; rest; rest = strchr(rest, '/')) {
        struct stat st;
        rest += *rest == '/';
        char *real = *rest ? real_file(root, rest, &st) : NULL;
        if (real && (uint64_t)st.st_size == size) {
            free(first);
            return real;
        }
        if (!first)
            first = real;
        else
            free(real);
    }
    return first;
}

daftar_status daftar_index_file(const char **out, daftar_index *index, const char *path)
{
    if (out)
        *out = NULL;
    if (!out || !index || !path)
        return status_fail(DAFTAR_BAD_INPUT, "no index or no path");
    struct buffer value = {0};
    struct article_record record = {0};
    struct stat st;
    daftar_status status = find_record(index, path, &value, &record);
    char *root = status ? NULL : strndup(record.root.data, record.root.length);
    if (!status && !root)
        status = status_no_memory();
    if (!status && !strcmp(root, MEMORY))
        status = status_fail(DAFTAR_NOT_FOUND, "%s: was not read from a file", path);
    if (!status) {
        char *real = *root == '=' ? real_file(root + 1, "", &st) : file_below(root, path, record.size);
        if (!real)
            status = status_fail(DAFTAR_NOT_FOUND, "%s: no such file at or below %s any more", path,
                                 root + (*root == '='));
        free(index->file);
        *out = index->file = real;
    }
    free(root);
    buffer_free(&value);
    return status;
}

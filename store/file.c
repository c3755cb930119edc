/* file.c: reads small files whole, and replaces them so that a crash leaves the old or the new. */
#define _POSIX_C_SOURCE 200809L
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static daftar_status fail(const char *path)
{
    daftar_status status = errno == ENOENT || errno == ENOTDIR ? DAFTAR_NOT_FOUND : DAFTAR_IO;
    return status_fail(status, "%s: %s", path, strerror(errno));
}

char *file_path(const char *directory, const char *name)
{
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s", directory, name);
    return path;
}

static daftar_status read_bytes(struct buffer *out, int fd, size_t length, const char *path)
{
    buffer_clear(out);
    if (!buffer_reserve(out, length))
        return status_no_memory();
    while (out->length < length) {
        ssize_t got = read(fd, out->data + out->length, length - out->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(path);
        if (!got)
            break;
        out->length += (size_t)got;
    }
    out->data[out->length] = '\0';
    return DAFTAR_OK;
}

daftar_status file_read(struct buffer *out, const char *path, size_t most, bool links)
{
    daftar_status status;
    struct stat facts;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (links ? 0 : O_NOFOLLOW));
    if (fd < 0 && errno == ELOOP)
        return status_fail(DAFTAR_CORRUPT, "%s: not a file", path);
    if (fd < 0)
        return fail(path);
    if (fstat(fd, &facts))
        status = fail(path);
    else if (!S_ISREG(facts.st_mode))
        status = status_fail(DAFTAR_CORRUPT, "%s: not a file", path);
    else if ((uintmax_t)facts.st_size > most)
        status = status_fail(DAFTAR_CORRUPT, "%s: larger than it can be", path);
    else
        status = read_bytes(out, fd, (size_t)facts.st_size, path);
    close(fd);
    return status;
}

static bool write_bytes(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return fsync(fd) == 0;
}

/* Makes `temporary` anew, so that a link somebody left under that name is not followed. */
static daftar_status write_new(const char *temporary, const void *bytes, size_t length)
{
    unlink(temporary);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(temporary);
    daftar_status status = write_bytes(fd, bytes, length) ? DAFTAR_OK : fail(temporary);
    if (close(fd) && !status)
        status = fail(temporary);
    return status;
}

daftar_status file_replace(const char *directory, const char *name, const void *bytes,
                           size_t length)
{
    daftar_status status;
    char *path = file_path(directory, name);
    char *temporary = path ? malloc(strlen(path) + sizeof ".tmp") : NULL;
    if (!temporary) {
        free(path);
        return status_no_memory();
    }
    sprintf(temporary, "%s.tmp", path);
    status = write_new(temporary, bytes, length);
    if (!status && rename(temporary, path))
        status = fail(path);
    if (status)
        unlink(temporary);
    free(temporary);
    free(path);
    return status;
}

daftar_status file_sync_directory(const char *directory)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail(directory);
    daftar_status status = fsync(fd) ? fail(directory) : DAFTAR_OK;
    close(fd);
    return status;
}

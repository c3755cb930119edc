/* lock.c: the lock of an index's one writer, gone with the process that holds it. */
#include "store/file.h"
#include "store/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Names the holder by what it wrote into the file: `PID HOST`. Anything else is not repeated. */
static daftar_status fail_locked(int fd, const char *directory)
{
    char text[512], host[256];
    unsigned long pid;
    ssize_t length = pread(fd, text, sizeof text - 1, 0);
    text[length > 0 ? length : 0] = '\0';
    if (sscanf(text, "%lu %255[A-Za-z0-9._-]", &pid, host) != 2)
        return status_fail(DAFTAR_LOCKED,
                           "%s is being written by another process; try again or use --wait",
                           directory);
    return status_fail(DAFTAR_LOCKED,
                       "%s is being written by process %lu on host %s; try again or use --wait",
                       directory, pid, host);
}

static void write_holder(int fd)
{
    char host[256] = "", text[512];
    if (gethostname(host, sizeof host - 1) || !*host)
        strcpy(host, "unknown");
    int length = snprintf(text, sizeof text, "%ld %s\n", (long)getpid(), host);
    /* Only for people to read: the lock holds without it. */
    if (ftruncate(fd, 0) || pwrite(fd, text, (size_t)length, 0) != length)
        return;
}

static daftar_status hold(int fd, const char *directory, bool wait)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int result;
    do
        result = fcntl(fd, wait ? F_OFD_SETLKW : F_OFD_SETLK, &whole);
    while (result < 0 && errno == EINTR);
    if (!result) {
        write_holder(fd);
        return DAFTAR_OK;
    }
    if (errno == EAGAIN || errno == EACCES)
        return fail_locked(fd, directory);
    return status_fail(DAFTAR_IO, "%s/lock: %s", directory, strerror(errno));
}

daftar_status index_lock_take(struct index_lock *lock, const char *directory, bool wait)
{
    lock->fd = -1;
    char *path = file_path(directory, "lock");
    if (!path)
        return status_no_memory();
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    daftar_status status = DAFTAR_OK;
    if (fd < 0)
        status = status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_IO, "%s: %s", path,
                             strerror(errno));
    free(path);
    if (status)
        return status;
    status = hold(fd, directory, wait);
    if (status)
        close(fd);
    else
        lock->fd = fd;
    return status;
}

void index_lock_release(struct index_lock *lock)
{
    if (lock->fd >= 0)
        close(lock->fd);
    lock->fd = -1;
}

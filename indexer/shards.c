/* shards.c: keeps the list of the parts of an index that is spread over several directories. */
#include "indexer/shards.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void shards_path(const char *directory, unsigned number, struct buffer *out)
{
    buffer_clear(out);
    buffer_printf(out, "%s/shard-%u", directory, number + 1);
}

unsigned shards_count(const char *directory)
{
    struct buffer path = {0};
    char line[256];
    unsigned count = 0;
    buffer_printf(&path, "%s/shards", directory);
    int fd = path.failed ? -1 : open(path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    while (file && fgets(line, sizeof line, file))
        count += !strncmp(line, "shard-", 6);
    if (file)
        fclose(file);
    else if (fd >= 0)
        close(fd);
    buffer_free(&path);
    return count > SHARDS_MAX ? SHARDS_MAX : count;
}

static bool sync_directory(const char *directory)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && !fsync(fd);
    if (fd >= 0)
        close(fd);
    return synced;
}

bool shards_make(const char *directory, struct buffer *why)
{
    struct buffer manifest = {0};
    buffer_printf(&manifest, "%s/manifest", directory);
    bool made = false;
    if (manifest.failed)
        buffer_puts(why, "out of memory");
    else if (!access(manifest.data, F_OK))
        buffer_printf(why, "%s: an index in one part: spread it in a new directory", directory);
    else if (mkdir(directory, 0700) && errno != EEXIST)
        buffer_printf(why, "%s: %s", directory, strerror(errno));
    else
        made = true;
    buffer_free(&manifest);
    return made;
}

/* It is there whole or not at all: half a list would be searched as the whole index. */
static bool write_list(const char *directory, const char *path, unsigned count)
{
    struct buffer fresh = {0};
    buffer_printf(&fresh, "%s.tmp", path);
    int fd = -1;
    if (!fresh.failed && (!unlink(fresh.data) || errno == ENOENT))
        fd = open(fresh.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    if (file)
        fputs("# The parts of this index.\n", file);
    for (unsigned i = 0; file && i < count; i++)
        fprintf(file, "shard-%u\n", i + 1);
    bool written = file && !fflush(file) && !fsync(fd);
    if (file)
        written = !fclose(file) && written;
    else if (fd >= 0)
        close(fd);
    written = written && !rename(fresh.data, path) && sync_directory(directory);
    int why = errno;
    if (fd >= 0 && !written)
        unlink(fresh.data);
    buffer_free(&fresh);
    errno = why;
    return written;
}

bool shards_list(const char *directory, unsigned count, struct buffer *why)
{
    struct buffer list = {0};
    buffer_printf(&list, "%s/shards", directory);
    bool made = !list.failed && write_list(directory, list.data, count);
    if (!made)
        buffer_printf(why, "%s: %s", directory, list.failed ? "out of memory" : strerror(errno));
    buffer_free(&list);
    return made;
}

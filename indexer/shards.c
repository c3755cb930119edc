/* shards.c: keeps the list of the parts of an index that is spread over several directories. */
#include "indexer/shards.h"

#include <errno.h>
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
    FILE *file = path.failed ? NULL : fopen(path.data, "re");
    while (file && fgets(line, sizeof line, file))
        count += !strncmp(line, "shard-", 6);
    if (file)
        fclose(file);
    buffer_free(&path);
    return count > SHARDS_MAX ? SHARDS_MAX : count;
}

static bool write_list(const char *path, unsigned count)
{
    FILE *file = fopen(path, "wxe");
    if (!file)
        return false;
    fputs("# The parts of this index: directories, or tcp:HOST:PORT where they are served.\n", file);
    for (unsigned i = 0; i < count; i++)
        fprintf(file, "shard-%u\n", i + 1);
    bool failed = ferror(file);
    return !fclose(file) && !failed;
}

bool shards_make(const char *directory, unsigned count, struct buffer *why)
{
    struct buffer list = {0}, manifest = {0};
    buffer_printf(&list, "%s/shards", directory);
    buffer_printf(&manifest, "%s/manifest", directory);
    bool made = false;
    if (list.failed || manifest.failed)
        buffer_puts(why, "out of memory");
    else if (!access(manifest.data, F_OK))
        buffer_printf(why, "%s: an index in one part: spread it in a new directory", directory);
    else if ((mkdir(directory, 0700) && errno != EEXIST) || !write_list(list.data, count))
        buffer_printf(why, "%s: %s", directory, strerror(errno));
    else
        made = true;
    buffer_free(&list);
    buffer_free(&manifest);
    return made;
}

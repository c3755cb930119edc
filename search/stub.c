/* stub.c: reads a list of shards. */
#include "search/stub.h"

#include "store/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define STUB_BYTES 65536

struct stub {
    const char *path;
    bool own;
    stub_take take;
    void *context;
};

daftar_status stub_address(struct stub_shard *out, const char *address)
{
    const char *colon = strrchr(address, ':');
    char *end = NULL;
    unsigned long port = colon ? strtoul(colon + 1, &end, 10) : 0;
    if (!colon || colon == address || !port || port > 65535 || *end)
        return status_fail(DAFTAR_BAD_INPUT, "tcp:%s: not of the form tcp:HOST:PORT", address);
    *out = (struct stub_shard){.host = {address, (size_t)(colon - address)}, .port = (unsigned)port};
    return DAFTAR_OK;
}

/* A directory beside the list itself: no link, and no way out. */
static bool is_beside(const char *name, const char *path)
{
    struct stat st;
    return name[0] != '.' && !strchr(name, '/') && !lstat(path, &st) && S_ISDIR(st.st_mode);
}

static daftar_status take_directory(const struct stub *stub, const char *line)
{
    struct buffer path = {0};
    struct stat st;
    const char *slash = strrchr(stub->path, '/');
    if (line[0] != '/' && slash)
        buffer_append(&path, stub->path, (size_t)(slash + 1 - stub->path));
    buffer_puts(&path, line);
    daftar_status status = path.failed ? status_no_memory() : DAFTAR_OK;
    if (!status && stub->own && !is_beside(line, path.data))
        status = status_fail(DAFTAR_CORRUPT, "%s: \"%.200s\" is no directory beside it: list shards from elsewhere in a "
                             "stub file outside the index", stub->path, line);
    else if (!status && (stat(path.data, &st) || !S_ISDIR(st.st_mode)))
        status = status_fail(DAFTAR_BAD_INPUT, "%s: \"%.200s\" is no index directory and not tcp:HOST:PORT", stub->path,
                             line);
    if (!status)
        status = stub->take(stub->context, &(struct stub_shard){.directory = path.data});
    buffer_free(&path);
    return status;
}

static daftar_status take_line(const struct stub *stub, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    line += strspn(line, " \t");
    if (!*line || *line == '#')
        return DAFTAR_OK;
    if (stub->own || strncmp(line, "tcp:", 4))
        return take_directory(stub, line);
    struct stub_shard shard;
    daftar_status status = stub_address(&shard, line + 4);
    return status ? status : stub->take(stub->context, &shard);
}

daftar_status stub_read(const char *path, bool own, stub_take take, void *context)
{
    struct stub stub = {path, own, take, context};
    struct buffer text = {0};
    daftar_status status = file_read(&text, path, STUB_BYTES, !own);
    if (status == DAFTAR_CORRUPT || (!status && memchr(text.data, '\0', text.length)))
        status = status_fail(DAFTAR_BAD_INPUT, "%s: not a list of shards", path);
    char *rest = text.data;
    for (char *line; !status && rest && (line = strsep(&rest, "\n")) != NULL;)
        status = take_line(&stub, line);
    buffer_free(&text);
    return status;
}

/* fuzz_stub.c: any list of shards names directories and servers or is refused; that of an index names what is beside it. */
#include "fuzz.h"
#include "search/stub.h"

#include <fcntl.h>
#include <sys/stat.h>

struct seen {
    bool own;
    size_t count;
};

static daftar_status take(void *context, const struct stub_shard *shard)
{
    struct seen *seen = context;
    struct stat st;
    seen->count++;
    if (!shard->directory) {
        HOLDS(!seen->own && shard->host.length && shard->port > 0 && shard->port < 65536);
        return DAFTAR_OK;
    }
    HOLDS(!lstat(shard->directory, &st) || !seen->own);
    if (!seen->own)
        return seen->count < 100 ? DAFTAR_OK : status_fail(DAFTAR_STOPPED, "enough");
    HOLDS(S_ISDIR(st.st_mode));
    size_t length = strlen(fuzz_place());
    char *real = realpath(shard->directory, NULL);
    HOLDS(real && !strncmp(real, fuzz_place(), length) && real[length] == '/');
    free(real);
    return DAFTAR_OK;
}

/* A directory with one to find, one that cannot be meant, and two ways out; the list goes into it. */
static void make_list(const void *bytes, size_t length, char path[64])
{
    static bool made;
    const char *place = fuzz_place();
    int directory = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!made)
        made = !mkdirat(directory, "shard-1", 0700) && !mkdirat(directory, ".hidden", 0700) &&
               !symlinkat("/", directory, "out") && !symlinkat("shard-1", directory, "in");
    int fd = openat(directory, "list", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    HOLDS(made && fd >= 0 && write(fd, bytes, length) == (ssize_t)length);
    close(fd);
    close(directory);
    snprintf(path, 64, "%s/list", place);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    if (!size)
        return 0;
    struct seen seen = {.own = data[0] & 1};
    make_list(data + 1, size - 1, path);
    daftar_status status = stub_read(path, seen.own, take, &seen);
    HOLDS(!status || status == DAFTAR_BAD_INPUT || status == DAFTAR_STOPPED || (seen.own && status == DAFTAR_CORRUPT));
    HOLDS(!status || *status_message());
    return 0;
}

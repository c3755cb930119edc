/* sweep.c: removes what no manifest names any more, and checksums what one does. */
#define _POSIX_C_SOURCE 200809L
#include "store/file.h"
#include "store/manifest_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define PIECE ((size_t)256 << 10)

static bool starts_with(const char *text, const char *prefix)
{
    return !strncmp(text, prefix, strlen(prefix));
}

static bool is_named(const struct manifest *manifest, const char *name)
{
    for (size_t i = 0; i < manifest->segment_count; i++) {
        const struct manifest_segment *segment = &manifest->segments[i];
        char dead[MANIFEST_DEAD_NAME_MAX];
        if (!strcmp(name, segment->name))
            return true;
        manifest_dead_name(dead, segment, segment->dead_generation);
        if (segment->dead_count && !strcmp(name, dead))
            return true;
    }
    return false;
}

/* A scratch segment is one flat directory of files. Links are removed, never followed. */
static bool remove_scratch(int directory, const char *name)
{
    int fd = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *scratch = fd < 0 ? NULL : fdopendir(fd);
    if (!scratch) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    for (struct dirent *entry; (entry = readdir(scratch));)
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            unlinkat(fd, entry->d_name, 0);
    closedir(scratch);
    return unlinkat(directory, name, AT_REMOVEDIR) == 0;
}

static bool remove_entry(int directory, const char *name)
{
    struct stat facts;
    if (fstatat(directory, name, &facts, AT_SYMLINK_NOFOLLOW))
        return errno == ENOENT;
    return S_ISDIR(facts.st_mode) ? remove_scratch(directory, name)
                                  : unlinkat(directory, name, 0) == 0;
}

/* What a run leaves that was killed while it wrote a small file. */
static bool is_unfinished(const char *name)
{
    static const char *const names[] = {"manifest.tmp", GLOSSARY_FILE ".tmp", "served.tmp", "shards.tmp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i]))
            return true;
    return starts_with(name, MANIFEST_SCRATCH_PREFIX);
}

static bool is_left_over(const struct manifest *manifest, const char *name)
{
    return is_unfinished(name) || (starts_with(name, MANIFEST_SEGMENT_PREFIX) && !is_named(manifest, name));
}

bool manifest_is_begun(const char *name)
{
    return is_unfinished(name) || starts_with(name, MANIFEST_SEGMENT_PREFIX) || !strcmp(name, "lock") ||
           !strcmp(name, GLOSSARY_FILE);
}

daftar_status manifest_sweep(const struct manifest *manifest, const char *directory)
{
    DIR *open_directory = opendir(directory);
    daftar_status status = DAFTAR_OK;
    if (!open_directory)
        return status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_IO, "%s: %s", directory,
                           strerror(errno));
    bool synced = false;
    for (struct dirent *entry; (entry = readdir(open_directory));) {
        if (!is_left_over(manifest, entry->d_name))
            continue;
        /* What an older manifest names goes only when the newer one is sure to stay. */
        if (!synced && (status = file_sync_directory(directory)) != DAFTAR_OK)
            break;
        synced = true;
        if (!remove_entry(dirfd(open_directory), entry->d_name))
            status = status_fail(DAFTAR_IO, "%s/%s: cannot be removed: %s", directory,
                                 entry->d_name, strerror(errno));
    }
    closedir(open_directory);
    return status;
}

static daftar_status sum(int fd, XXH3_state_t *state, char *piece, uint64_t *bytes)
{
    for (;;) {
        ssize_t got = read(fd, piece, PIECE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got ? DAFTAR_IO : DAFTAR_OK;
        XXH3_64bits_update(state, piece, (size_t)got);
        *bytes += (uint64_t)got;
    }
}

daftar_status manifest_checksum(const char *path, uint64_t *bytes, uint64_t *checksum)
{
    daftar_status status = DAFTAR_IO;
    *bytes = *checksum = 0;
    XXH3_state_t *state = XXH3_createState();
    char *piece = malloc(PIECE);
    int fd = -1;
    if (!state || !piece) {
        status = status_no_memory();
        goto done;
    }
    XXH3_64bits_reset(state);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd >= 0)
        status = sum(fd, state, piece, bytes);
    if (status)
        status_fail(status, "%s: %s", path, strerror(errno));
    if (fd < 0 && errno == ENOENT)
        status = DAFTAR_NOT_FOUND;
    *checksum = status ? 0 : XXH3_64bits_digest(state);
done:
    if (fd >= 0)
        close(fd);
    free(piece);
    XXH3_freeState(state);
    return status;
}

int64_t manifest_stamp(const struct manifest_segment *segment, const char *directory)
{
    struct stat facts;
    char *path = file_path(directory, segment->name);
    int64_t stamp = path && !lstat(path, &facts)
                        ? (int64_t)facts.st_ctim.tv_sec * 1000000000 + facts.st_ctim.tv_nsec
                        : 0;
    free(path);
    return stamp;
}

static bool is_untouched(const struct manifest_segment *segment, const char *path)
{
    struct stat facts;
    return segment->stamp > 0 && !lstat(path, &facts) && S_ISREG(facts.st_mode) &&
           (uint64_t)facts.st_size == segment->bytes &&
           (int64_t)facts.st_ctim.tv_sec * 1000000000 + facts.st_ctim.tv_nsec == segment->stamp;
}

daftar_status manifest_check_segment(const struct manifest_segment *segment, const char *directory,
                                     bool whole)
{
    uint64_t bytes, checksum;
    char *path = file_path(directory, segment->name);
    if (!path)
        return status_no_memory();
    daftar_status status = DAFTAR_OK;
    if (whole || !is_untouched(segment, path)) {
        status = manifest_checksum(path, &bytes, &checksum);
        if (!status && (bytes != segment->bytes || checksum != segment->checksum))
            status = status_fail(DAFTAR_CORRUPT, "%s: differs from what was written: remove the "
                                 "index and index the directories again", path);
    }
    free(path);
    return status;
}

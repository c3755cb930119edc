/* walk.c: walks a directory tree that may hold loops, secrets and things that are no files. */
#include "indexer/walk.h"

#include "base/buffer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DEPTH_MAX 200

struct visited {
    dev_t device;
    ino_t inode;
};

struct walker {
    struct walk *out;
    struct buffer path; /* relative, of what is being looked at */
    const char *const *exclude;
    size_t exclude_count;
    struct visited *visited;
    size_t visited_count, visited_capacity;
    walk_log log;
    void *context;
    uint64_t *failed;
    bool no_memory;
};

static void report(struct walker *w, const char *what)
{
    struct walk *out = w->out;
    struct buffer line = {0};
    char *path = strdup(w->path.length ? w->path.data : "");
    if (path && array_reserve(&out->unread, &out->unread_capacity, out->unread_count + 1, sizeof *out->unread)) {
        out->unread[out->unread_count++] = path;
    } else {
        free(path);
        w->no_memory = true;
    }
    buffer_printf(&line, "%s: %s", w->path.length ? w->path.data : ".", what);
    if (w->log && !line.failed)
        w->log(w->context, line.data);
    buffer_free(&line);
    (*w->failed)++;
}

static bool excluded(const struct walker *w, const char *name)
{
    for (size_t i = 0; i < w->exclude_count; i++)
        if (!fnmatch(w->exclude[i], name, 0) || !fnmatch(w->exclude[i], w->path.data, 0))
            return true;
    return false;
}

/* True the first time a directory is seen: by that, loops of links end. */
static bool enter(struct walker *w, const struct stat *st)
{
    for (size_t i = 0; i < w->visited_count; i++)
        if (w->visited[i].device == st->st_dev && w->visited[i].inode == st->st_ino)
            return false;
    if (!array_reserve(&w->visited, &w->visited_capacity, w->visited_count + 1, sizeof *w->visited)) {
        w->no_memory = true;
        return false;
    }
    w->visited[w->visited_count++] = (struct visited){st->st_dev, st->st_ino};
    return true;
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* How far apart two changes must be to bear different times: a tick of the kernel, or the seconds of simple file systems. */
static int64_t grain_of(const struct stat *st)
{
    bool whole_seconds = !st->st_mtim.tv_nsec && !st->st_ctim.tv_nsec;
    return whole_seconds ? INT64_C(2000000000) : INT64_C(20000000);
}

int64_t walk_stamp(const struct stat *st)
{
    struct timespec clock;
    clock_gettime(CLOCK_REALTIME, &clock);
    int64_t content = nanoseconds(st->st_mtim), status = nanoseconds(st->st_ctim), now = nanoseconds(clock);
    int64_t grain = grain_of(st);
    if (llabs(now - status) < grain || llabs(now - content) < grain)
        return 0;
    return (int64_t)((uint64_t)content + 3 * (uint64_t)status);
}

static void add_file(struct walker *w, const struct stat *st)
{
    struct walk *out = w->out;
    char *path = strdup(w->path.data);
    if (!path || !array_reserve(&out->files, &out->capacity, out->count + 1, sizeof *out->files)) {
        free(path);
        w->no_memory = true;
        return;
    }
    out->files[out->count++] = (struct walk_file){
        .path = path, .size = (uint64_t)st->st_size, .stamp = walk_stamp(st)};
    out->bytes += (uint64_t)st->st_size;
}

static void walk_open(struct walker *w, int fd, int depth);

static void look_at(struct walker *w, int directory, const char *name, int depth)
{
    size_t length = w->path.length;
    if (length)
        buffer_putc(&w->path, '/');
    buffer_puts(&w->path, name);
    struct stat st;
    if (w->path.failed) {
        w->no_memory = true;
        return;
    }
    if (name[0] == '.') {
        w->out->hidden++;
    } else if (excluded(w, name)) {
        w->out->excluded++;
    } else if (fstatat(directory, name, &st, 0)) {
        if (errno != ENOENT && errno != ELOOP) /* a link to nowhere or itself, or a file that is gone by now */
            report(w, strerror(errno));
    } else if (S_ISREG(st.st_mode)) {
        add_file(w, &st);
    } else if (S_ISDIR(st.st_mode) && depth < DEPTH_MAX && enter(w, &st)) {
        int fd = openat(directory, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0)
            report(w, strerror(errno));
        else
            walk_open(w, fd, depth + 1);
    }
    w->path.length = length;
    if (w->path.data)
        w->path.data[length] = '\0';
}

/* Takes the descriptor. */
static void walk_open(struct walker *w, int fd, int depth)
{
    DIR *directory = fdopendir(fd);
    if (!directory) {
        close(fd);
        report(w, strerror(errno));
        return;
    }
    while (!w->no_memory) {
        errno = 0;
        struct dirent *entry = readdir(directory);
        if (!entry && errno)
            report(w, strerror(errno));
        if (!entry)
            break;
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            look_at(w, fd, entry->d_name, depth);
    }
    closedir(directory);
}

static int compare_files(const void *left, const void *right)
{
    return strcmp(((const struct walk_file *)left)->path, ((const struct walk_file *)right)->path);
}

daftar_status walk_directory(struct walk *out, const char *directory, const char *const *exclude,
                             size_t exclude_count, walk_log log, void *context, uint64_t *failed)
{
    *out = (struct walk){0};
    struct walker w = {.out = out, .exclude = exclude, .exclude_count = exclude_count, .log = log,
                       .context = context, .failed = failed};
    struct stat st;
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_IO, "%s: %s", directory, strerror(errno));
    if (!fstat(fd, &st))
        enter(&w, &st);
    walk_open(&w, fd, 0);
    free(w.visited);
    buffer_free(&w.path);
    if (w.no_memory) {
        walk_free(out);
        return status_no_memory();
    }
    if (out->count)
        qsort(out->files, out->count, sizeof *out->files, compare_files);
    return DAFTAR_OK;
}

bool walk_missed(const struct walk *walk, const char *path)
{
    for (size_t i = 0; i < walk->unread_count; i++) {
        size_t length = strlen(walk->unread[i]);
        if (!length || (!strncmp(path, walk->unread[i], length) && (!path[length] || path[length] == '/')))
            return true;
    }
    return false;
}

void walk_free(struct walk *walk)
{
    for (size_t i = 0; i < walk->unread_count; i++)
        free(walk->unread[i]);
    free(walk->unread);
    for (size_t i = 0; i < walk->count; i++)
        free(walk->files[i].path);
    free(walk->files);
    *walk = (struct walk){0};
}

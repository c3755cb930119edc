/* walk.h: the files below a directory, in order. */
#ifndef INDEXER_WALK_H
#define INDEXER_WALK_H

#include "base/status.h"
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

struct walk_file {
    char *path;     /* relative to the directory */
    uint64_t size;
    int64_t stamp;  /* walk_stamp() of it */
    bool same;      /* read, and found to hold what the index has */
};

struct walk {
    struct walk_file *files; /* sorted by path */
    size_t count, capacity;
    uint64_t bytes;
    uint64_t hidden, excluded; /* left out */
    char **unread; /* relative paths that could not be looked into: what lies below is not known */
    size_t unread_count, unread_capacity;
};

typedef void (*walk_log)(void *context, const char *line);

/* Lists all regular files below `directory`; hidden files and directories, and those that match an exclude glob (on the relative path or
 * the name), are left out. Symbolic links are followed, a directory is entered once. What cannot be opened is reported to `log` and counted in *failed. */
daftar_status walk_directory(struct walk *out, const char *directory, const char *const *exclude,
                             size_t exclude_count, walk_log log, void *context, uint64_t *failed);
/* Changes when a file does: of its times of change of content and of status together. The content's alone can be set back, as
 * cp -p, tar and rsync do; the other one some file systems do not keep. 0, which is as good as none, for a file that changed
 * so lately that its next change may bear the same time. */
int64_t walk_stamp(const struct stat *st);
/* Whether the walk could not see if `path` is there. */
bool walk_missed(const struct walk *walk, const char *path);
void walk_free(struct walk *walk);

#endif

/* user_glossary.c: keeps the glossary file that searches name, as long as the file stays the same. */
#include "analysis/glossary.h"
#include "search/index.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct user_glossary {
    char *path;
    struct stat file;
    struct glossary_builder builder;
    struct glossary glossary;
};

void user_glossary_free(struct user_glossary *glossary)
{
    if (!glossary)
        return;
    glossary_builder_free(&glossary->builder);
    free(glossary->path);
    free(glossary);
}

/* A pipe is read once: its times change while it is, and it holds nothing more. */
static bool is_same(const struct user_glossary *known, const char *path, const struct stat *file)
{
    if (!known || strcmp(known->path, path) || known->file.st_ino != file->st_ino)
        return false;
    return !S_ISREG(file->st_mode) ||
           (known->file.st_size == file->st_size && known->file.st_mtim.tv_sec == file->st_mtim.tv_sec &&
            known->file.st_mtim.tv_nsec == file->st_mtim.tv_nsec);
}

static daftar_status read_file(struct user_glossary **out, struct analyzer *analyzer, const char *path,
                               const struct stat *file)
{
    struct user_glossary *made = calloc(1, sizeof *made);
    if (!made || !(made->path = strdup(path))) {
        free(made);
        return status_no_memory();
    }
    made->file = *file;
    daftar_status status = glossary_read(&made->builder, analyzer, path);
    if (!status && !glossary_builder_finish(&made->builder, &made->glossary))
        status = status_no_memory();
    if (status)
        user_glossary_free(made);
    else
        *out = made;
    return status;
}

daftar_status user_glossary_open(const struct glossary **out, daftar_index *index, const char *path)
{
    struct stat file;
    if (stat(path, &file))
        return status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_IO, "%s: %s", path, strerror(errno));
    if (!is_same(index->glossary, path, &file)) {
        struct user_glossary *made = NULL;
        daftar_status status = read_file(&made, index->analyzer, path, &file);
        if (status)
            return status;
        user_glossary_free(index->glossary);
        index->glossary = made;
    }
    *out = &index->glossary->glossary;
    return DAFTAR_OK;
}

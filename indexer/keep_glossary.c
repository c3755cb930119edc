/* keep_glossary.c: takes a glossary of the user's into the index, where its searches find it. */
#include "analysis/glossary.h"
#include "base/status.h"
#include "indexer/indexer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Made anew: a link that somebody left under that name is not followed. */
static FILE *create(const char *path)
{
    unlink(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    if (!file && fd >= 0)
        close(fd);
    return file;
}

static daftar_status copy_file(const char *from, const char *to)
{
    char bytes[65536];
    FILE *in = fopen(from, "re"), *out = in ? create(to) : NULL;
    bool failed = !in || !out;
    for (size_t got; !failed && (got = fread(bytes, 1, sizeof bytes, in)) > 0;)
        failed = fwrite(bytes, 1, got, out) != got;
    failed = failed || ferror(in) || fflush(out) || fsync(fileno(out));
    daftar_status status = failed ? status_fail(DAFTAR_IO, "%s: %s", in ? to : from, strerror(errno)) : DAFTAR_OK;
    if (in)
        fclose(in);
    if (out)
        fclose(out);
    if (out && failed)
        unlink(to);
    return status;
}

/* It is read twice, so that nothing is kept that cannot be read. */
static daftar_status check_file(const char *file)
{
    struct stat facts;
    return stat(file, &facts) || S_ISREG(facts.st_mode)
               ? DAFTAR_OK
               : status_fail(DAFTAR_BAD_INPUT, "%s: not a file: copy the glossary to one", file);
}

daftar_status keep_glossary(struct daftar_indexer *indexer, const char *file)
{
    struct glossary_builder builder = {0};
    daftar_status status = check_file(file);
    if (status)
        return status;
    struct analyzer *analyzer = analyzer_new();
    status = analyzer ? glossary_read(&builder, analyzer, file) : DAFTAR_NO_MEMORY;
    glossary_builder_free(&builder);
    analyzer_free(analyzer);
    char *kept = indexer_file(indexer, GLOSSARY_FILE), *fresh = indexer_file(indexer, GLOSSARY_FILE ".tmp");
    if (!status && (!kept || !fresh))
        status = status_no_memory();
    if (!status)
        status = copy_file(file, fresh);
    if (!status && rename(fresh, kept))
        status = status_fail(DAFTAR_IO, "%s: %s", kept, strerror(errno));
    free(kept);
    free(fresh);
    return status;
}

/* file.c: reads one file, whole or in pieces, and hands it to its worker. */
#include "indexer/indexer.h"
#include "indexer/reader.h"
#include "indexer/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define PIECE_BYTES ((size_t)4 << 20) /* of a large file of plain text */
#define WHOLE_BYTES ((size_t)256 << 20) /* of a file that can only be read whole */

struct input {
    int fd;
    struct stat st;
    const struct file_job *job;
    struct buffer *bytes; /* read and not yet indexed */
    bool end;
};

/* Fills the buffer up to `wanted` bytes or the end of the file. */
static daftar_status fill(struct input *input, size_t wanted)
{
    while (!input->end && input->bytes->length < wanted) {
        size_t room = wanted - input->bytes->length;
        if (!buffer_reserve(input->bytes, room))
            return status_no_memory();
        ssize_t got = read(input->fd, input->bytes->data + input->bytes->length, room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return status_fail(DAFTAR_BAD_INPUT, "%s", strerror(errno));
        input->end = got == 0;
        input->bytes->length += (size_t)got;
    }
    return DAFTAR_OK;
}

static daftar_status hash_file(struct input *input, uint64_t *hash)
{
    XXH3_state_t *state = XXH3_createState();
    daftar_status status = state ? DAFTAR_OK : status_no_memory();
    if (state)
        XXH3_64bits_reset(state);
    while (!status && !input->end) {
        input->bytes->length = 0;
        status = fill(input, PIECE_BYTES);
        if (!status)
            XXH3_64bits_update(state, input->bytes->data, input->bytes->length);
    }
    if (!status)
        *hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    input->end = false;
    input->bytes->length = 0;
    if (!status && lseek(input->fd, 0, SEEK_SET) < 0)
        status = status_fail(DAFTAR_BAD_INPUT, "%s", strerror(errno));
    return status;
}

/* A piece ends behind an empty line, or a line, or a blank; in a file without any, anywhere. */
static size_t piece_end(const char *bytes, size_t length)
{
    size_t line = 0, gap = 0;
    for (size_t i = length; i > length / 2; i--) {
        if (bytes[i - 1] == '\n' && i > 1 && bytes[i - 2] == '\n')
            return i;
        if (!line && bytes[i - 1] == '\n')
            line = i;
        if (!gap && bytes[i - 1] == ' ')
            gap = i;
    }
    return line ? line : gap ? gap : length;
}

static uint32_t count_lines(const char *bytes, size_t length)
{
    uint32_t lines = 0;
    for (const char *at = bytes; (at = memchr(at, '\n', length - (size_t)(at - bytes))) != NULL; at++)
        lines++;
    return lines;
}

static daftar_status read_pieces(struct worker *worker, struct input *input, const struct reader *reader,
                                 struct article_record *record)
{
    daftar_status status = DAFTAR_OK;
    uint64_t hash = record->hash;
    uint32_t base = 0, lines = 0;
    for (bool first = true, last = false; !status && !last; first = false) {
        status = fill(input, PIECE_BYTES);
        if (status)
            break;
        last = input->end;
        size_t length = last ? input->bytes->length : piece_end(input->bytes->data, input->bytes->length);
        struct document document;
        document_init(&document);
        document.base = base;
        document.line_base = lines;
        status = reader_read(reader, &document, input->bytes->data ? input->bytes->data : "", length);
        if (last)
            record->hash = hash;
        uint32_t extracted = (uint32_t)document.text.length;
        if (!status)
            status = worker_add(worker, record, &document, first, last);
        document_clear(&document);
        base += extracted;
        lines += count_lines(input->bytes->data ? input->bytes->data : "", length);
        memmove(input->bytes->data, input->bytes->data + length, input->bytes->length - length);
        input->bytes->length -= length;
    }
    return status;
}

/* Pages that are pictures, as `page 2` or `pages 2, 5-7`; nothing when there are none. */
static void list_skipped(struct buffer *out, const struct document *document)
{
    size_t ranges = 0, pages = 0;
    uint32_t first = 0, last = 0;
    for (size_t i = 0; i <= document->field_count; i++) {
        const struct field_value *value = i < document->field_count ? &document->fields[i] : NULL;
        if (value && value->field != FIELD_SKIPPED)
            continue;
        uint32_t page = value ? value->value.page : 0;
        pages += value != NULL;
        if (last && page == last + 1) {
            last = page;
            continue;
        }
        if (last)
            buffer_printf(out, ranges++ ? ", %u" : " %u", first);
        if (last > first)
            buffer_printf(out, "-%u", last);
        first = last = page;
    }
    struct buffer list = *out;
    *out = (struct buffer){0};
    if (pages)
        buffer_printf(out, "page%s%s %s without text", pages > 1 ? "s" : "", list.data ? list.data : "",
                      pages > 1 ? "are pictures" : "is a picture");
    buffer_free(&list);
}

/* What is left out of a file that is read otherwise is said and remembered, and is no failure. */
static void name_skipped(struct worker *worker, struct article_record *record, const struct document *document,
                         struct buffer *note)
{
    struct buffer line = {0};
    list_skipped(note, document);
    if (!note->length || note->failed)
        return;
    record->note = (struct slice){note->data, note->length};
    buffer_printf(&line, "%s and left out%s", note->data, reader_settings()->ocr ? "" : " (--ocr reads them)");
    char *path = strndup(record->path.data, record->path.length);
    if (path && !line.failed)
        indexer_log(worker->indexer, path, line.data);
    free(path);
    buffer_free(&line);
}

static daftar_status read_whole(struct worker *worker, struct input *input, const struct reader *reader,
                                struct article_record *record)
{
    if (input->st.st_size > (off_t)WHOLE_BYTES)
        return status_fail(DAFTAR_BAD_INPUT, "larger than %zu MiB", WHOLE_BYTES >> 20);
    daftar_status status = fill(input, WHOLE_BYTES < (size_t)input->st.st_size + 1 ? WHOLE_BYTES
                                                                                  : (size_t)input->st.st_size + 1);
    if (status)
        return status;
    struct document document;
    struct buffer note = {0};
    document_init(&document);
    status = reader_read(reader, &document, input->bytes->data ? input->bytes->data : "", input->bytes->length);
    if (!status)
        name_skipped(worker, record, &document, &note);
    if (!status)
        status = worker_add(worker, record, &document, true, true);
    buffer_free(&note);
    document_clear(&document);
    return status;
}

/* What was written of a file before reading it failed must not be found. */
static daftar_status withdraw(struct worker *worker, const struct article_record *record, const char *path,
                              daftar_status failed)
{
    char *why = record->passages ? strdup(daftar_last_error()) : NULL;
    if (!record->passages)
        return failed;
    daftar_status status = why ? worker_spoil(worker, path) : status_no_memory();
    status = status ? status : status_fail(failed, "%s", why);
    free(why);
    return status;
}

static daftar_status index_open(struct worker *worker, struct input *input, enum file_outcome *outcome)
{
    const struct file_job *job = input->job;
    struct article_record record = article_record_new(job->path, job->root);
    record.size = (uint64_t)input->st.st_size;
    record.stamp = walk_stamp(&input->st);
    record.reading = worker->indexer->reading;
    daftar_status status = fill(input, 64);
    const struct reader *reader =
        status ? NULL : reader_for(job->name, input->bytes->data ? input->bytes->data : "", input->bytes->length);
    if (!status && !reader)
        *outcome = FILE_UNKNOWN;
    if (status || !reader)
        return status;
    input->bytes->length = 0;
    input->end = false;
    if (lseek(input->fd, 0, SEEK_SET) < 0)
        return status_fail(DAFTAR_BAD_INPUT, "%s", strerror(errno));
    status = hash_file(input, &record.hash);
    if (status)
        return status;
    record.format = (struct slice){reader->name, strlen(reader->name)};
    if (job->known && job->known_hash == record.hash) {
        *outcome = FILE_SAME;
        return DAFTAR_OK;
    }
    *outcome = FILE_ADDED;
    status = reader->pieces ? read_pieces(worker, input, reader, &record)
                            : read_whole(worker, input, reader, &record);
    return status ? withdraw(worker, &record, job->path, status) : DAFTAR_OK;
}

daftar_status file_index(struct worker *worker, const struct file_job *job, enum file_outcome *outcome)
{
    *outcome = FILE_FAILED;
    struct input input = {.job = job, .bytes = &worker->file};
    buffer_clear(input.bytes);
    input.fd = openat(job->directory, job->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (input.fd < 0)
        return status_fail(DAFTAR_BAD_INPUT, "%s", strerror(errno));
    daftar_status status = DAFTAR_OK;
    if (fstat(input.fd, &input.st))
        status = status_fail(DAFTAR_BAD_INPUT, "%s", strerror(errno));
    else if (!S_ISREG(input.st.st_mode))
        status = status_fail(DAFTAR_BAD_INPUT, "not a regular file");
    else
        status = index_open(worker, &input, outcome);
    close(input.fd);
    if (input.bytes->capacity > 4 * PIECE_BYTES)
        buffer_free(input.bytes);
    if (status)
        *outcome = FILE_FAILED;
    return status;
}

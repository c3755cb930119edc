/* api_document.c: documents as the public interface sees them: fields with values. */
#include "indexer/api.h"
#include "indexer/article.h"
#include "indexer/reader.h"
#include "indexer/split.h"
#include "store/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_MAX ((size_t)256 << 20)

struct daftar_document {
    struct document document;
};

const struct document *document_of(const daftar_document *document)
{
    return &document->document;
}

daftar_status daftar_document_new(daftar_document **out)
{
    if (!out)
        return status_fail(DAFTAR_BAD_INPUT, "no place for the document");
    *out = calloc(1, sizeof **out);
    return *out ? DAFTAR_OK : status_no_memory();
}

void daftar_document_free(daftar_document *document)
{
    if (!document)
        return;
    document_clear(&document->document);
    free(document);
}

static enum field field_by_name(const char *name)
{
    size_t i = 0;
    while (i < FIELD_COUNT && strcmp(field_names[i], name))
        i++;
    return (enum field)i;
}

daftar_status daftar_document_set(daftar_document *document, const char *field, const char *value, const char *language)
{
    if (!document || !field || !value)
        return status_fail(DAFTAR_BAD_INPUT, "no field or value to set");
    enum field which = field_by_name(field);
    if (which >= FIELD_PASSAGE)
        return status_fail(DAFTAR_BAD_INPUT, "%s: no field that can be set", field);
    enum language code = language ? language_by_code(language, strlen(language)) : LANGUAGE_UND;
    document_add(&document->document, which, value, strlen(value), code);
    return document->document.failed ? status_no_memory() : DAFTAR_OK;
}

const daftar_field *daftar_document_get(const daftar_document *document, const char *field, size_t number)
{
    if (!document || !field)
        return NULL;
    enum field which = field_by_name(field);
    for (size_t i = 0; i < document->document.field_count; i++)
        if (document->document.fields[i].field == which && !number--)
            return &document->document.fields[i].value;
    return NULL;
}

const char *daftar_formats(size_t number)
{
    const struct reader *reader = reader_at(number);
    return reader ? reader->name : NULL;
}

daftar_status document_prepare(struct document *out, const struct document *given)
{
    document_init(out);
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < given->field_count; i++) {
        const struct field_value *value = &given->fields[i];
        if (value->field == FIELD_TEXT)
            status = read_text(out, value->text, strlen(value->text));
        else if (value->field == FIELD_HEADING)
            document_block(out, BLOCK_HEADING, value->text, strlen(value->text));
        else
            document_add(out, value->field, value->text, strlen(value->text), value->language);
    }
    if (!status && out->failed)
        status = status_no_memory();
    if (status)
        document_clear(out);
    return status;
}

bool directory_is_free(const char *path)
{
    DIR *directory = opendir(path);
    bool is_free = directory != NULL;
    struct dirent *entry;
    while (directory && (entry = readdir(directory)) != NULL)
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") && !manifest_is_begun(entry->d_name))
            is_free = false;
    if (directory)
        closedir(directory);
    return is_free;
}

/* ---- reading a file ---- */

static daftar_status read_bytes(const char *file, struct buffer *bytes)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    if (fd < 0)
        return status_fail(errno == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_IO, "%s: %s", file, strerror(errno));
    daftar_status status = fstat(fd, &st) || !S_ISREG(st.st_mode)
                               ? status_fail(DAFTAR_BAD_INPUT, "%s: not a regular file", file)
                               : DAFTAR_OK;
    for (ssize_t got = 1; !status && got > 0;) {
        if (!buffer_reserve(bytes, 65536))
            status = status_no_memory();
        else if ((got = read(fd, bytes->data + bytes->length, 65536)) < 0 && errno != EINTR)
            status = status_fail(DAFTAR_IO, "%s: %s", file, strerror(errno));
        else if (got > 0 && (bytes->length += (size_t)got) > READ_MAX)
            status = status_fail(DAFTAR_BAD_INPUT, "%s: larger than %zu MiB", file, READ_MAX >> 20);
        else if (got < 0)
            got = 1;
    }
    close(fd);
    return status;
}

/* Headings and passages become fields, so that a caller sees what would be indexed. */
static daftar_status add_structure(struct document *document)
{
    struct passages passages = {0};
    daftar_status status = split_document(&passages, document);
    for (size_t i = 0; !status && i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        struct slice text = block_text(document, block);
        if (block->kind != BLOCK_HEADING)
            continue;
        struct field_value *value =
            document_add(document, FIELD_HEADING, text.data, text.length, (enum language)block->language);
        if (!value)
            continue;
        value->value.level = block->level;
        value->value.page = block->page;
        value->value.line = block->line;
    }
    for (size_t i = 0; !status && i < passages.count; i++) {
        const struct passage *passage = &passages.items[i];
        struct field_value *value =
            document_add(document, FIELD_PASSAGE, document->text.data + passage->start,
                         passage->end - passage->start, (enum language)passage->language);
        if (!value)
            continue;
        if (passage->heading_length) /* without any heading there are no bytes to point to */
            value->heading = strndup(passages.headings.data + passage->heading, passage->heading_length);
        value->value.heading = value->heading ? value->heading : "";
        value->value.page = passage->page;
        value->value.line = passage->line;
        value->value.start = passage->start;
        value->value.end = passage->end;
    }
    passages_free(&passages);
    return status ? status : document->failed ? status_no_memory() : DAFTAR_OK;
}

static daftar_status read_file(struct document *document, const char *file)
{
    struct buffer bytes = {0};
    daftar_status status = read_bytes(file, &bytes);
    const char *data = bytes.data ? bytes.data : "";
    const struct reader *reader = status ? NULL : reader_for(file, data, bytes.length);
    if (!status && !reader)
        status = status_fail(DAFTAR_BAD_INPUT, "%s: no reader for this format", file);
    if (!status && (status = reader_read(reader, document, data, bytes.length)))
        status = status_prefix(status, file);
    if (!status)
        document_add(document, FIELD_FORMAT, reader->name, strlen(reader->name), LANGUAGE_UND);
    if (!status)
        status = article_recognise(document, true);
    if (!status)
        status = add_structure(document);
    buffer_free(&bytes);
    return status;
}

daftar_status daftar_document_read_with(daftar_document **out, const char *file, const daftar_reader_options *options)
{
    if (out)
        *out = NULL;
    if (!out || !file)
        return status_fail(DAFTAR_BAD_INPUT, "no file");
    daftar_document *document = NULL;
    struct reader_settings *settings;
    daftar_status status = reader_settings_new(&settings, options, 1);
    if (!status)
        status = daftar_document_new(&document);
    reader_use(settings);
    if (!status)
        status = read_file(&document->document, file);
    reader_use(NULL);
    reader_settings_free(settings);
    if (status) {
        daftar_document_free(document);
        return status;
    }
    *out = document;
    return DAFTAR_OK;
}

daftar_status daftar_document_read(daftar_document **out, const char *file)
{
    return daftar_document_read_with(out, file, NULL);
}

/* container.c: takes files out of zip archives and single compressed files, within limits. */
#include "indexer/readers/formats.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK ((size_t)256 << 10)
#define SAID_MAX ((size_t)2 << 20)    /* as much room is made on an archive's word */
#define RATIO_FREE ((size_t)16 << 20) /* bytes out that no ratio is asked of */
#define RATIO 400                     /* bytes out of one byte in */

static daftar_status too_large(void)
{
    return status_fail(DAFTAR_BAD_INPUT, "unpacks to more than a file may hold");
}

/* Reads what the archive's current entry holds. `used`: bytes unpacked before. `said`: its size by the archive's own
 * word, 0 where it says none; no promise. */
static daftar_status read_entry(struct archive *archive, struct buffer *out, size_t used, size_t packed, size_t said)
{
    buffer_reserve(out, said && said < SAID_MAX ? said + 1 : CHUNK); /* one more, to see that it ends there */
    for (;;) {
        if (!buffer_reserve(out, 1))
            return status_no_memory();
        la_ssize_t got = archive_read_data(archive, out->data + out->length, out->capacity - out->length - 1);
        if (got < 0)
            return status_fail(DAFTAR_BAD_INPUT, "damaged archive: %s",
                               archive_error_string(archive) ? archive_error_string(archive) : "cannot be unpacked");
        out->length += (size_t)got;
        size_t all = used + out->length;
        if (all > FORMAT_UNPACKED_MAX || (all > RATIO_FREE && all / RATIO > packed))
            return too_large();
        if (!got) {
            out->data[out->length] = '\0';
            return DAFTAR_OK;
        }
    }
}

/* A name as files in a container have: relative, and nowhere outside. */
static bool good_name(const char *name)
{
    if (!name || !*name || *name == '/' || strlen(name) > 1000)
        return false;
    for (const char *at = name; *at; at += strcspn(at, "/"), at += *at == '/')
        if (!strncmp(at, "..", 2) && (at[2] == '/' || !at[2]))
            return false;
    return true;
}

static const char *entry_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    return name ? name : archive_entry_pathname(entry);
}

static daftar_status add_entry(struct container *container, struct archive *archive, struct archive_entry *file,
                               const char *name, size_t packed)
{
    la_int64_t said = archive_entry_size_is_set(file) ? archive_entry_size(file) : 0;
    if (!array_reserve(&container->items, &container->capacity, container->count + 1, sizeof *container->items))
        return status_no_memory();
    struct entry *entry = &container->items[container->count];
    *entry = (struct entry){.name = strdup(name)};
    if (!entry->name)
        return status_no_memory();
    container->count++;
    daftar_status status = read_entry(archive, &entry->bytes, container->unpacked, packed,
                                      said > 0 ? (size_t)said : 0);
    container->unpacked += entry->bytes.length;
    return status;
}

daftar_status container_read(struct container *container, const char *bytes, size_t length,
                             bool (*wanted)(const char *name))
{
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    if (!archive)
        return status_no_memory();
    archive_read_support_format_zip_seekable(archive);
    daftar_status status = DAFTAR_OK;
    int result = archive_read_open_memory(archive, bytes, length);
    size_t seen = 0;
    while (!status && result == ARCHIVE_OK) {
        result = archive_read_next_header(archive, &entry);
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
            break;
        result = ARCHIVE_OK;
        const char *name = entry_name(entry);
        if (++seen > FORMAT_ENTRIES)
            status = status_fail(DAFTAR_BAD_INPUT, "holds more than %d files", FORMAT_ENTRIES);
        else if (archive_entry_filetype(entry) == AE_IFREG && good_name(name) && wanted(name) &&
                 !container_find(container, name))
            status = add_entry(container, archive, entry, name, length);
    }
    if (!status && result != ARCHIVE_EOF && !container->count)
        status = status_fail(DAFTAR_BAD_INPUT, "not a container that can be opened");
    archive_read_free(archive);
    return status;
}

const struct entry *container_find(const struct container *container, const char *name)
{
    for (size_t i = 0; i < container->count; i++)
        if (!strcmp(container->items[i].name, name))
            return &container->items[i];
    return NULL;
}

void container_free(struct container *container)
{
    for (size_t i = 0; i < container->count; i++) {
        free(container->items[i].name);
        buffer_free(&container->items[i].bytes);
    }
    free(container->items);
    *container = (struct container){0};
}

daftar_status container_unpack(struct buffer *out, const char *bytes, size_t length)
{
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    if (!archive)
        return status_no_memory();
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_format_raw(archive);
    daftar_status status = DAFTAR_OK;
    if (archive_read_open_memory(archive, bytes, length) != ARCHIVE_OK ||
        archive_read_next_header(archive, &entry) != ARCHIVE_OK ||
        archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE)
        status = status_fail(DAFTAR_BAD_INPUT, "not a compressed file that can be opened");
    else if (archive_filter_count(archive) > 2) /* libarchive would open them all: one, and the bytes as they are */
        status = status_fail(DAFTAR_BAD_INPUT, "a container inside a container");
    else
        status = read_entry(archive, out, 0, length, 0);
    archive_read_free(archive);
    return status;
}

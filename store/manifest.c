/* manifest.c: the manifest in memory: its segments, their dead passages, its settings. */
#define _POSIX_C_SOURCE 200809L
#include "store/manifest.h"
#include "store/manifest_file.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

void manifest_free(struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->segment_count; i++)
        free(manifest->segments[i].dead);
    for (size_t i = 0; i < manifest->setting_count; i++) {
        free(manifest->settings[i].key);
        free(manifest->settings[i].value);
    }
    free(manifest->segments);
    free(manifest->settings);
    free(manifest->signature);
    *manifest = (struct manifest){0};
}

bool manifest_is_signed(const struct manifest *manifest, const char *signature)
{
    return manifest->signature && !strcmp(manifest->signature, signature);
}

daftar_status manifest_sign(struct manifest *manifest, const char *signature)
{
    char *copy = strdup(signature);
    if (!copy)
        return status_no_memory();
    free(manifest->signature);
    manifest->signature = copy;
    return DAFTAR_OK;
}

static bool copy_segments(struct manifest *out, const struct manifest *from)
{
    out->segments = calloc(from->segment_count + 1, sizeof *out->segments);
    for (size_t i = 0; out->segments && i < from->segment_count; i++) {
        struct manifest_segment *to = &out->segments[i];
        *to = from->segments[i];
        to->dead = malloc((to->dead_count + 1) * sizeof *to->dead);
        out->segment_count++;
        if (!to->dead)
            return false;
        if (to->dead_count)
            memcpy(to->dead, from->segments[i].dead, to->dead_count * sizeof *to->dead);
    }
    return out->segments;
}

static bool copy_settings(struct manifest *out, const struct manifest *from)
{
    out->settings = calloc(from->setting_count + 1, sizeof *out->settings);
    for (size_t i = 0; out->settings && i < from->setting_count; i++) {
        struct manifest_setting *to = &out->settings[i];
        to->key = strdup(from->settings[i].key);
        to->value = strdup(from->settings[i].value);
        out->setting_count++;
        if (!to->key || !to->value)
            return false;
    }
    return out->settings;
}

daftar_status manifest_copy(struct manifest *out, const struct manifest *from)
{
    *out = (struct manifest){.generation = from->generation};
    if (from->signature)
        out->signature = strdup(from->signature);
    if (copy_segments(out, from) && copy_settings(out, from) &&
        (out->signature || !from->signature))
        return DAFTAR_OK;
    manifest_free(out);
    return status_no_memory();
}

/* ---- segments ---- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.';
}

bool manifest_name_valid(const char *name, size_t length)
{
    if (!length || length >= sizeof((struct manifest_segment *)0)->name || *name == '.')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_name_byte(name[i]))
            return false;
    return true;
}

static bool has_segment(const struct manifest *manifest, const char *name)
{
    for (size_t i = 0; i < manifest->segment_count; i++)
        if (!strcmp(manifest->segments[i].name, name))
            return true;
    return false;
}

daftar_status manifest_add_segment(struct manifest *manifest, const char *name, uint32_t passages,
                                   uint64_t bytes, uint64_t checksum)
{
    if (!manifest_name_valid(name, strlen(name)))
        return status_fail(DAFTAR_BAD_INPUT, "%.80s: not the name of a segment", name);
    if (has_segment(manifest, name))
        return status_fail(DAFTAR_BAD_INPUT, "%s: the index has that segment already", name);
    if (manifest->segment_count >= MANIFEST_SEGMENTS_MAX)
        return status_fail(DAFTAR_BAD_INPUT, "%s: too many segments: compact the index", name);
    struct manifest_segment *grown =
        realloc(manifest->segments, (manifest->segment_count + 1) * sizeof *grown);
    if (!grown)
        return status_no_memory();
    manifest->segments = grown;
    struct manifest_segment *added = &grown[manifest->segment_count++];
    *added = (struct manifest_segment){
        .passages = passages, .bytes = bytes, .checksum = checksum};
    strcpy(added->name, name);
    return DAFTAR_OK;
}

void manifest_drop_segment(struct manifest *manifest, size_t index)
{
    if (index >= manifest->segment_count)
        return;
    struct manifest_segment *dropped = &manifest->segments[index];
    free(dropped->dead);
    manifest->segment_count--;
    memmove(dropped, dropped + 1, (manifest->segment_count - index) * sizeof *dropped);
}

static bool is_docid_list(const uint32_t *docids, size_t count, uint32_t passages)
{
    for (size_t i = 0; i < count; i++)
        if (!docids[i] || docids[i] > passages || (i && docids[i] < docids[i - 1]))
            return false;
    return true;
}

/* The union of two sorted lists; `out` has room for both. Returns how many. */
static size_t join(uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b,
                   size_t b_count)
{
    size_t count = 0, i = 0, j = 0;
    while (i < a_count || j < b_count) {
        uint32_t next = j == b_count || (i < a_count && a[i] <= b[j]) ? a[i++] : b[j++];
        if (!count || out[count - 1] != next)
            out[count++] = next;
    }
    return count;
}

daftar_status manifest_add_dead(struct manifest_segment *segment, const uint32_t *docids,
                                size_t count)
{
    if (!is_docid_list(docids, count, segment->passages))
        return status_fail(DAFTAR_BAD_INPUT, "%s: dead passages out of order or range",
                           segment->name);
    uint32_t *joined = malloc((segment->dead_count + count + 1) * sizeof *joined);
    if (!joined)
        return status_no_memory();
    size_t joined_count = join(joined, segment->dead, segment->dead_count, docids, count);
    if (joined_count != segment->dead_count)
        segment->dead_generation = 0;
    free(segment->dead);
    segment->dead = joined;
    segment->dead_count = joined_count;
    return DAFTAR_OK;
}

/* ---- settings ---- */

/* Where `key` stands, or would. */
static size_t find(const struct manifest *manifest, const char *key)
{
    size_t low = 0, high = manifest->setting_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(manifest->settings[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool stands_at(const struct manifest *manifest, size_t index, const char *key)
{
    return index < manifest->setting_count && !strcmp(manifest->settings[index].key, key);
}

const char *manifest_setting(const struct manifest *manifest, const char *key)
{
    size_t index = find(manifest, key);
    return stands_at(manifest, index, key) ? manifest->settings[index].value : NULL;
}

static void remove_setting(struct manifest *manifest, size_t index)
{
    struct manifest_setting *removed = &manifest->settings[index];
    free(removed->key);
    free(removed->value);
    manifest->setting_count--;
    memmove(removed, removed + 1, (manifest->setting_count - index) * sizeof *removed);
}

static daftar_status insert_setting(struct manifest *manifest, size_t index, const char *key,
                                    char *value)
{
    char *name = strdup(key);
    struct manifest_setting *grown =
        realloc(manifest->settings, (manifest->setting_count + 1) * sizeof *grown);
    if (grown)
        manifest->settings = grown;
    if (!name || !grown) {
        free(name);
        free(value);
        return status_no_memory();
    }
    memmove(grown + index + 1, grown + index, (manifest->setting_count - index) * sizeof *grown);
    grown[index] = (struct manifest_setting){name, value};
    manifest->setting_count++;
    return DAFTAR_OK;
}

daftar_status manifest_set(struct manifest *manifest, const char *key, const char *value)
{
    size_t index = find(manifest, key);
    bool set = stands_at(manifest, index, key);
    if (!value) {
        if (set)
            remove_setting(manifest, index);
        return DAFTAR_OK;
    }
    char *copy = strdup(value);
    if (!copy)
        return status_no_memory();
    if (!set)
        return insert_setting(manifest, index, key, copy);
    free(manifest->settings[index].value);
    manifest->settings[index].value = copy;
    return DAFTAR_OK;
}

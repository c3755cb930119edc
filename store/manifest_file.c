/* manifest_file.c: the manifest on disk: readable lines, the last one the checksum of the rest. */
#define _POSIX_C_SOURCE 200809L
#include "store/manifest_file.h"
#include "store/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#define MANIFEST_BYTES_MAX ((size_t)64 << 20)
#define LOAD_TRIES 100

static const char manifest_magic[] = "daftar-index ";

/* ---- writing ---- */

/* Percent-encodes what would end a word or a line. */
static void put_word(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c <= ' ' || c == '%' || c == 0x7f)
            buffer_printf(out, "%%%02x", c);
        else
            buffer_putc(out, *text);
    }
}

static void put_segment(struct buffer *out, const struct manifest_segment *segment)
{
    buffer_printf(out, "segment %s %" PRIu32 " %" PRIu64 " %016" PRIx64 "\n", segment->name,
                  segment->passages, segment->bytes, segment->checksum);
    if (segment->stamp > 0)
        buffer_printf(out, "stamp %" PRId64 "\n", segment->stamp);
    if (segment->dead_count)
        buffer_printf(out, "dead %" PRIu64 " %zu %016" PRIx64 "\n", segment->dead_generation,
                      segment->dead_count, segment->dead_checksum);
}

static void put_manifest(struct buffer *out, const struct manifest *manifest, uint64_t generation)
{
    buffer_printf(out, "%s%d\ngeneration %" PRIu64 "\nsignature ", manifest_magic, MANIFEST_FORMAT,
                  generation);
    put_word(out, manifest->signature ? manifest->signature : "");
    buffer_putc(out, '\n');
    for (size_t i = 0; i < manifest->setting_count; i++) {
        buffer_puts(out, "set ");
        put_word(out, manifest->settings[i].key);
        buffer_putc(out, ' ');
        put_word(out, manifest->settings[i].value);
        buffer_putc(out, '\n');
    }
    for (size_t i = 0; i < manifest->segment_count; i++)
        put_segment(out, &manifest->segments[i]);
    if (!out->failed)
        buffer_printf(out, "checksum %016" PRIx64 "\n",
                      (uint64_t)XXH3_64bits(out->data, out->length));
}

void manifest_dead_name(char out[MANIFEST_DEAD_NAME_MAX], const struct manifest_segment *segment,
                        uint64_t generation)
{
    snprintf(out, MANIFEST_DEAD_NAME_MAX, "%s.dead-%" PRIu64, segment->name, generation);
}

static daftar_status save_dead(struct manifest_segment *segment, const char *directory,
                               uint64_t generation)
{
    struct buffer list = {0};
    char name[MANIFEST_DEAD_NAME_MAX];
    uint32_t previous = 0;
    for (size_t i = 0; i < segment->dead_count; i++) {
        buffer_put_number(&list, segment->dead[i] - previous);
        previous = segment->dead[i];
    }
    manifest_dead_name(name, segment, generation);
    daftar_status status = list.failed ? status_no_memory()
                                       : file_replace(directory, name, list.data, list.length);
    if (!status) {
        segment->dead_generation = generation;
        segment->dead_checksum = XXH3_64bits(list.data, list.length);
    }
    buffer_free(&list);
    return status;
}

/* Dead lists are safe on disk before a manifest names them. */
static daftar_status save_dead_lists(struct manifest *manifest, const char *directory,
                                     uint64_t generation)
{
    bool written = false;
    for (size_t i = 0; i < manifest->segment_count; i++) {
        struct manifest_segment *segment = &manifest->segments[i];
        if (!segment->dead_count || segment->dead_generation)
            continue;
        daftar_status status = save_dead(segment, directory, generation);
        if (status)
            return status;
        written = true;
    }
    return written ? file_sync_directory(directory) : DAFTAR_OK;
}

daftar_status manifest_save(struct manifest *manifest, const char *directory)
{
    uint64_t generation = manifest->generation + 1;
    daftar_status status = save_dead_lists(manifest, directory, generation);
    if (status)
        return status;
    struct buffer text = {0};
    put_manifest(&text, manifest, generation);
    status = text.failed ? status_no_memory()
                         : file_replace(directory, "manifest", text.data, text.length);
    buffer_free(&text);
    if (status)
        return status;
    manifest->generation = generation; /* readers see it from here on, also if the next step fails */
    return file_sync_directory(directory);
}

/* ---- reading ---- */

/* One line's words, taken from the left. Whatever does not fit sets `failed`. */
struct line {
    const char *at;
    const char *end;
    bool failed;
};

static struct slice take_word(struct line *line)
{
    const char *start = line->at;
    while (line->at < line->end && *line->at != ' ')
        line->at++;
    struct slice word = {start, (size_t)(line->at - start)};
    if (line->at < line->end)
        line->at++;
    return word;
}

static bool take_keyword(struct line *line, const char *keyword)
{
    struct line ahead = *line;
    struct slice word = take_word(&ahead);
    if (word.length != strlen(keyword) || memcmp(word.data, keyword, word.length))
        return false;
    *line = ahead;
    return true;
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

static uint64_t take_number(struct line *line, unsigned base, uint64_t most)
{
    struct slice word = take_word(line);
    uint64_t number = 0;
    line->failed |= !word.length;
    for (size_t i = 0; i < word.length && !line->failed; i++) {
        unsigned digit = (unsigned)digit_value(word.data[i]);
        if (digit >= base || number > (most - digit) / base)
            line->failed = true;
        else
            number = number * base + digit;
    }
    return line->failed ? 0 : number;
}

/* A percent-encoded word as a new string. */
static char *take_string(struct line *line)
{
    struct slice word = take_word(line);
    char *text = malloc(word.length + 1), *to = text;
    for (size_t i = 0; text && i < word.length; i++) {
        unsigned char c = (unsigned char)word.data[i];
        if (c == '%' && word.length - i > 2) {
            int high = digit_value(word.data[i + 1]), low = digit_value(word.data[i + 2]);
            line->failed |= high > 15 || low > 15 || !(high | low);
            c = (unsigned char)(high << 4 | low);
            i += 2;
        } else if (c < ' ' || c == '%') {
            line->failed = true;
        }
        *to++ = (char)c;
    }
    if (text)
        *to = '\0';
    return text;
}

static void parse_generation(struct manifest *out, struct line *line)
{
    out->generation = take_number(line, 10, UINT64_MAX - 1);
}

static void parse_signature(struct manifest *out, struct line *line)
{
    out->signature = take_string(line);
    line->failed |= !out->signature;
}

static void parse_setting(struct manifest *out, struct line *line)
{
    size_t count = out->setting_count;
    char *key = take_string(line), *value = take_string(line);
    bool in_order = key && (!count || strcmp(out->settings[count - 1].key, key) < 0);
    if (!in_order || !value || manifest_set(out, key, value))
        line->failed = true;
    free(key);
    free(value);
}

static void parse_segment(struct manifest *out, struct line *line)
{
    struct slice name = take_word(line);
    char text[sizeof out->segments->name];
    if (!manifest_name_valid(name.data, name.length)) {
        line->failed = true;
        return;
    }
    memcpy(text, name.data, name.length);
    text[name.length] = '\0';
    uint32_t passages = (uint32_t)take_number(line, 10, UINT32_MAX);
    uint64_t bytes = take_number(line, 10, UINT64_MAX);
    uint64_t checksum = take_number(line, 16, UINT64_MAX);
    line->failed |= manifest_add_segment(out, text, passages, bytes, checksum) != DAFTAR_OK;
}

/* Belongs to the segment before it. */
static void parse_stamp(struct manifest *out, struct line *line)
{
    struct manifest_segment *segment =
        out->segment_count ? &out->segments[out->segment_count - 1] : NULL;
    int64_t stamp = (int64_t)take_number(line, 10, INT64_MAX);
    if (segment)
        segment->stamp = stamp;
    line->failed |= !segment;
}

/* Belongs to the segment before it. The list itself is read when the whole manifest has parsed. */
static void parse_dead(struct manifest *out, struct line *line)
{
    struct manifest_segment *segment =
        out->segment_count ? &out->segments[out->segment_count - 1] : NULL;
    if (!segment || segment->dead_count) {
        line->failed = true;
        return;
    }
    segment->dead_generation = take_number(line, 10, UINT64_MAX);
    segment->dead_count = (size_t)take_number(line, 10, segment->passages);
    segment->dead_checksum = take_number(line, 16, UINT64_MAX);
    line->failed |= !segment->dead_generation || !segment->dead_count;
}

/* The first two stand first; the other kinds follow any number of times. */
static const struct {
    const char *keyword;
    void (*parse)(struct manifest *out, struct line *line);
    bool once;
} lines[] = {
    {"generation", parse_generation, true}, {"signature", parse_signature, true},
    {"set", parse_setting, false},          {"segment", parse_segment, false},
    {"stamp", parse_stamp, false},          {"dead", parse_dead, false},
};

static bool parse_line(struct manifest *out, struct line line, size_t number)
{
    size_t kinds = sizeof lines / sizeof *lines;
    for (size_t kind = 0; kind < kinds; kind++)
        if ((lines[kind].once ? number == kind : number >= 2) &&
            take_keyword(&line, lines[kind].keyword)) {
            lines[kind].parse(out, &line);
            return !line.failed && line.at == line.end;
        }
    return false;
}

static daftar_status fail_line(const char *path, size_t number)
{
    return status_fail(DAFTAR_CORRUPT, "%s: line %zu makes no sense: reindex", path, number);
}

/* The first line: says whether the rest is for this program to read. */
static daftar_status check_format(const struct buffer *text, const char *path)
{
    size_t length = strlen(manifest_magic);
    const char *end = text->length ? memchr(text->data, '\n', text->length) : NULL;
    if (!end || (size_t)(end - text->data) <= length || memcmp(text->data, manifest_magic, length))
        return status_fail(DAFTAR_CORRUPT, "%s: not the manifest of an index", path);
    struct line line = {text->data + length, end, false};
    uint64_t format = take_number(&line, 10, UINT32_MAX);
    if (line.failed || line.at != end || !format)
        return fail_line(path, 1);
    if (format < MANIFEST_FORMAT)
        return status_fail(DAFTAR_UNSUPPORTED,
                           "%s: format %" PRIu64 " is of an older program: "
                           "remove the index and index the directories again",
                           path, format);
    if (format > MANIFEST_FORMAT)
        return status_fail(DAFTAR_UNSUPPORTED,
                           "%s: format %" PRIu64 " is newer than this program's %d: "
                           "use the newer program, or reindex",
                           path, format, MANIFEST_FORMAT);
    return DAFTAR_OK;
}

/* Takes the last line off the text; it is the checksum of what is before it. */
static daftar_status check_sum(struct buffer *text, const char *path)
{
    const size_t length = strlen("checksum 0123456789abcdef\n");
    if (text->length > length) {
        size_t rest = text->length - length;
        struct line line = {text->data + rest, text->data + text->length - 1, false};
        bool framed = text->data[rest - 1] == '\n' && *line.end == '\n';
        if (framed && take_keyword(&line, "checksum") &&
            take_number(&line, 16, UINT64_MAX) == XXH3_64bits(text->data, rest) && !line.failed) {
            text->length = rest;
            return DAFTAR_OK;
        }
    }
    return status_fail(DAFTAR_CORRUPT, "%s: damaged (wrong checksum): reindex", path);
}

static daftar_status parse(struct manifest *out, struct buffer *text, const char *path)
{
    daftar_status status = check_format(text, path);
    if (!status)
        status = check_sum(text, path);
    if (status)
        return status;
    size_t number = 0;
    const char *end = text->data + text->length;
    const char *at = (const char *)memchr(text->data, '\n', text->length) + 1;
    for (; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop || !parse_line(out, (struct line){at, stop, false}, number))
            return fail_line(path, number + 2);
        at = stop + 1;
    }
    return number < 2 ? fail_line(path, number + 2) : DAFTAR_OK;
}

static daftar_status parse_dead_list(struct manifest_segment *segment, size_t count,
                                     const struct buffer *list, const char *path)
{
    struct cursor cursor = {list->data, list->data + list->length, false};
    uint64_t docid = 0;
    if (XXH3_64bits(list->data, list->length) != segment->dead_checksum)
        return status_fail(DAFTAR_CORRUPT, "%s: damaged (wrong checksum): reindex", path);
    segment->dead = malloc((count + 1) * sizeof *segment->dead);
    if (!segment->dead)
        return status_no_memory();
    for (size_t i = 0; i < count; i++) {
        uint64_t delta = cursor_number(&cursor);
        if (!delta || delta > segment->passages - docid)
            return status_fail(DAFTAR_CORRUPT, "%s: not a list of passages: reindex", path);
        docid += delta;
        segment->dead[segment->dead_count++] = (uint32_t)docid;
    }
    return cursor.at == cursor.end
               ? DAFTAR_OK
               : status_fail(DAFTAR_CORRUPT, "%s: longer than it says: reindex", path);
}

/* Reads the list that dead_generation and dead_checksum name. STALE: the file is gone. */
static daftar_status load_dead(struct manifest_segment *segment, size_t count,
                               const char *directory)
{
    char name[MANIFEST_DEAD_NAME_MAX];
    struct buffer list = {0};
    manifest_dead_name(name, segment, segment->dead_generation);
    char *path = file_path(directory, name);
    if (!path)
        return status_no_memory();
    /* A difference below 2^32 takes one to five bytes: `count` is believed only within that. */
    daftar_status status = file_read(&list, path, count * 5, false);
    if (status == DAFTAR_NOT_FOUND)
        status = DAFTAR_STALE;
    else if (!status && list.length < count)
        status = status_fail(DAFTAR_CORRUPT, "%s: shorter than it says: reindex", path);
    else if (!status)
        status = parse_dead_list(segment, count, &list, path);
    buffer_free(&list);
    free(path);
    return status;
}

static daftar_status load_dead_lists(struct manifest *out, const char *directory)
{
    /* The counts the manifest gave stand aside, so that `dead_count` is true at every moment. */
    for (size_t i = 0; i < out->segment_count; i++) {
        struct manifest_segment *segment = &out->segments[i];
        size_t count = segment->dead_count;
        segment->dead_count = 0;
        daftar_status status = count ? load_dead(segment, count, directory) : DAFTAR_OK;
        if (status)
            return status;
    }
    return DAFTAR_OK;
}

static daftar_status load_once(struct manifest *out, const char *directory)
{
    struct buffer text = {0};
    *out = (struct manifest){0};
    char *path = file_path(directory, "manifest");
    if (!path)
        return status_no_memory();
    daftar_status status = file_read(&text, path, MANIFEST_BYTES_MAX, false);
    if (!status)
        status = parse(out, &text, path);
    if (!status)
        status = load_dead_lists(out, directory);
    buffer_free(&text);
    free(path);
    if (status)
        manifest_free(out);
    return status;
}

daftar_status manifest_load(struct manifest *out, const char *directory)
{
    daftar_status status = DAFTAR_STALE;
    /* A writer may replace the manifest and sweep a dead list between our two reads. */
    for (int i = 0; i < LOAD_TRIES && status == DAFTAR_STALE; i++)
        status = load_once(out, directory);
    if (status == DAFTAR_STALE)
        return status_fail(DAFTAR_CORRUPT, "%s: a list of dead passages is gone: reindex",
                           directory);
    return status;
}

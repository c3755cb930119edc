/* split.c: gathers blocks into passages of a readable size. */
#include "indexer/split_parts.h"

#include "base/utf8.h"
#include "indexer/article_parts.h"

#include <stdlib.h>
#include <string.h>

/* A paragraph above LONGEST is cut into its sentences; scraps of sections join until they are ENOUGH. */
#define SIZE_LONGEST (200 * SIZE_WORD)
#define SIZE_ENOUGH (60 * SIZE_WORD)
#define BYTES_MAX 4000
#define HEADING_MAX 300 /* bytes of one heading in the path */

struct splitter {
    struct passages *out;
    const struct document *document;
    struct unit *units; /* of the open section */
    size_t count, capacity;
    uint64_t size;
    uint32_t heading, heading_length; /* of its path in passages.headings */
    uint8_t part;
    bool joined; /* several scraps of sections stand in it */
    const struct block *counted; /* whose line ends are counted as far as counted_to: a block may be very long */
    uint32_t counted_to, counted_lines;
};

static void put_heading(struct splitter *s)
{
    struct passages *out = s->out;
    s->heading = (uint32_t)out->headings.length;
    for (size_t i = 0; i < SPLIT_LEVELS; i++) {
        if (!out->open[i].length)
            continue;
        if (out->headings.length > s->heading)
            buffer_puts(&out->headings, " > ");
        buffer_append(&out->headings, out->open[i].data, out->open[i].length);
    }
    s->heading_length = (uint32_t)out->headings.length - s->heading;
    out->failed |= out->headings.failed;
}

/* Line ends of the block before `at`, which does not go back within one block. */
static uint32_t lines_before(struct splitter *s, const struct block *block, uint32_t at)
{
    if (s->counted != block || at < s->counted_to) {
        s->counted = block;
        s->counted_to = block->start;
        s->counted_lines = 0;
    }
    for (; s->counted_to < at; s->counted_to++)
        s->counted_lines += s->document->text.data[s->counted_to] == '\n';
    return s->counted_lines;
}

/* The language that most of the units are in. */
static uint8_t language_of(const struct unit *units, size_t count)
{
    uint64_t sizes[LANGUAGE_COUNT] = {0};
    for (size_t i = 0; i < count; i++)
        sizes[units[i].block->language] += units[i].size;
    return (uint8_t)language_of_most(sizes, (enum language)units[0].block->language);
}

static void add_passage(struct splitter *s, const struct unit *units, size_t count)
{
    struct passages *out = s->out;
    const struct block *block = units[0].block;
    if (out->failed || !array_reserve(&out->items, &out->capacity, out->count + 1, sizeof *out->items)) {
        out->failed = true;
        return;
    }
    out->items[out->count++] = (struct passage){
        .start = units[0].start, .end = units[count - 1].end, .page = block->page,
        .line = block->line ? block->line + lines_before(s, block, units[0].start) : 0,
        .heading = s->heading, .heading_length = s->heading_length,
        .language = language_of(units, count), .part = s->part,
    };
}

/* Units in one language become passages: shares of the section, none above BYTES_MAX. */
static void add_stretch(struct splitter *s, const struct unit *units, size_t count)
{
    struct shares shares = shares_of(units, count);
    for (size_t at = 0; at < count;) {
        size_t end = shares_next(&shares);
        for (size_t i = at + 1; i <= end; i++)
            if (i == end || units[i].end - units[at].start > BYTES_MAX) {
                add_passage(s, units + at, i - at);
                at = i;
            }
    }
}

static uint64_t stretch(const struct unit *units, size_t count, size_t *end)
{
    uint64_t size = units[0].size;
    for (*end = 1; *end < count && units[*end].block->language == units[0].block->language; ++*end)
        size += units[*end].size;
    return size;
}

/* Cuts the open section at changes of its language. Code and captions of a few words among prose are no passages of
 * their own, whatever language they look like. */
static void close_section(struct splitter *s)
{
    size_t begin = 0;
    uint64_t size = 0;
    for (size_t at = 0, length; at < s->count; at += length) {
        uint64_t more = stretch(s->units + at, s->count - at, &length);
        bool same = at > begin && language_of(s->units + begin, at - begin) == s->units[at].block->language;
        if (at > begin && !same && size >= SIZE_SCRAP && more >= SIZE_SCRAP) {
            add_stretch(s, s->units + begin, at - begin);
            begin = at;
            size = 0;
        }
        size += more;
    }
    if (s->count)
        add_stretch(s, s->units + begin, s->count - begin);
    s->count = 0;
    s->size = 0;
}

/* What stands above the text belongs together in each language: title, abstract and keywords are one passage. */
static bool same_part(struct splitter *s, const struct block *block)
{
    static const uint8_t heads[PART_COUNT] = {[PART_FRONT] = 1, [PART_KEYWORDS] = 2, [PART_ABSTRACT] = 3};
    uint8_t now = heads[s->part], then = heads[block->part];
    if (block->part == s->part)
        return true;
    if (!now || !then)
        return false;
    if (then > now && block->language == s->units[0].block->language)
        s->part = block->part;
    return true;
}

/* Adds bytes [start, end) of a block to the open section, or opens one. */
static void add_unit(struct splitter *s, const struct block *block, uint32_t start, uint32_t end)
{
    const char *text = s->document->text.data;
    bool foreign = s->count && block->part != PART_BODY && block->language != s->units[0].block->language;
    if (s->count && (foreign || !same_part(s, block)))
        close_section(s);
    if (!array_reserve(&s->units, &s->capacity, s->count + 1, sizeof *s->units)) {
        s->out->failed = true;
        return;
    }
    if (!s->count) {
        s->part = block->part;
        s->out->unused = false;
        put_heading(s);
    }
    uint32_t size = split_size(text + start, end - start);
    bool announces = end > start && (text[end - 1] == ':' || text[end - 1] == '?');
    s->units[s->count++] = (struct unit){
        .block = block, .start = start, .end = end, .size = size, .announces = announces,
        .listed = !announces && start == block->start && article_is_list_item((struct slice){text + start, end - start})};
    s->size += size;
}

/* A sentence without end is cut at a blank, or in the end anywhere between characters. */
static size_t cut_unit(const char *text, size_t length)
{
    if (length <= BYTES_MAX)
        return length;
    for (size_t cut = BYTES_MAX; cut > BYTES_MAX / 2; cut--)
        if (split_blank(text[cut]))
            return cut;
    return utf8_boundary(text, BYTES_MAX);
}

static size_t row_length(const char *text, size_t length)
{
    const char *end = memchr(text, '\n', length);
    return end ? (size_t)(end - text) + 1 : length;
}

static void add_block(struct splitter *s, const struct block *block)
{
    const char *text = s->document->text.data;
    struct slice whole = block_text(s->document, block);
    if (whole.length <= BYTES_MAX && split_size(whole.data, whole.length) <= SIZE_LONGEST) {
        add_unit(s, block, block->start, block->end);
        return;
    }
    for (uint32_t at = block->start; at < block->end;) {
        size_t left = block->end - at, reach = left < 2 * BYTES_MAX ? left : 2 * BYTES_MAX;
        size_t length = cut_unit(text + at, block->kind == BLOCK_TABLE ? row_length(text + at, reach)
                                                                       : split_sentence(text + at, reach));
        add_unit(s, block, at, at + (uint32_t)length);
        at += (uint32_t)length;
        while (at < block->end && split_blank(text[at]))
            at++;
    }
}

/* A heading that nothing stands under is a passage by itself: its words must be found. */
static void close_heading(struct splitter *s, const struct block *block)
{
    close_section(s);
    if (!s->out->unused || !block)
        return;
    add_unit(s, block, block->start, block->end);
    close_section(s);
}

static void open_heading(struct splitter *s, const struct block *block)
{
    struct passages *out = s->out;
    size_t level = block->level < 1 ? 1 : block->level > SPLIT_LEVELS ? SPLIT_LEVELS : block->level;
    for (size_t i = level - 1; i < SPLIT_LEVELS; i++)
        buffer_clear(&out->open[i]);
    struct slice text = block_text(s->document, block);
    struct buffer *open = &out->open[level - 1];
    size_t length = utf8_cut(text.data, text.length, HEADING_MAX);
    for (size_t i = 0; i < length; i++)
        if (!split_blank(text.data[i]))
            buffer_putc(open, text.data[i]);
        else if (open->length && open->data[open->length - 1] != ' ')
            buffer_putc(open, ' ');
    out->failed |= open->failed;
    out->unused = true;
}

/* Whether the section under block `i` is a scrap: the reference pages of a manual are made of them. */
static bool scrap_section(const struct document *document, size_t i)
{
    uint32_t size = 0;
    for (i++; i < document->block_count && document->blocks[i].kind != BLOCK_HEADING && size < SIZE_SCRAP; i++) {
        struct slice text = block_text(document, &document->blocks[i]);
        size += split_size(text.data, text.length < BYTES_MAX ? text.length : BYTES_MAX);
    }
    return size < SIZE_SCRAP;
}

/* Scraps of sections join in one passage under the first one's heading; the articles of a law stay apart. */
static bool join_scrap(struct splitter *s, size_t i)
{
    const struct block *block = &s->document->blocks[i];
    struct slice title;
    if (!s->count || s->size >= SIZE_ENOUGH || s->part != PART_BODY || block->part != PART_BODY ||
        !scrap_section(s->document, i) || (s->size >= SIZE_SCRAP && !s->joined) ||
        article_law(block_text(s->document, block), &title) != LAW_NONE)
        return false;
    s->joined = true;
    add_unit(s, block, block->start, block->end);
    open_heading(s, block);
    s->out->unused = false;
    return true;
}

daftar_status split_document(struct passages *passages, const struct document *document)
{
    struct splitter s = {.out = passages, .document = document};
    passages->count = 0;
    buffer_clear(&passages->headings);
    const struct block *heading = NULL; /* the last one, while nothing stands under it */
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (block->kind != BLOCK_HEADING) {
            add_block(&s, block);
            heading = NULL;
            continue;
        }
        if (join_scrap(&s, i))
            continue;
        s.joined = false;
        bool nested = heading && block->level > heading->level;
        close_heading(&s, nested ? NULL : heading);
        open_heading(&s, block);
        heading = block;
    }
    close_heading(&s, heading);
    free(s.units);
    return passages->failed || document->failed ? status_no_memory() : DAFTAR_OK;
}

void passages_restart(struct passages *passages)
{
    for (size_t i = 0; i < SPLIT_LEVELS; i++)
        buffer_clear(&passages->open[i]);
    passages->unused = false;
}

void passages_free(struct passages *passages)
{
    free(passages->items);
    buffer_free(&passages->headings);
    for (size_t i = 0; i < SPLIT_LEVELS; i++)
        buffer_free(&passages->open[i]);
    *passages = (struct passages){0};
}

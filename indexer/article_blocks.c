/* article_blocks.c: cuts and joins blocks where the words of a text know more than its layout. */
#include "indexer/article_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

void block_list_add(struct block_list *list, struct block block)
{
    if (!array_reserve(&list->items, &list->capacity, list->count + 1, sizeof *list->items))
        list->failed = true;
    else
        list->items[list->count++] = block;
}

void block_list_replace(struct block_list *list, struct document *document)
{
    document->failed |= list->failed;
    if (list->failed) {
        free(list->items);
        return;
    }
    free(document->blocks);
    document->blocks = list->items;
    document->block_count = list->count;
    document->block_capacity = list->capacity;
}

/* ---- cutting ---- */

/* What a line is to the blocks around it. */
enum cut { CUT_NONE, CUT_BEFORE, CUT_ALONE, CUT_MARKED };

/* `## Heading`: its level; 0: none. */
static unsigned marked_heading(struct slice line)
{
    unsigned level = 0;
    while (level < line.length && line.data[level] == '#')
        level++;
    return level && level <= 6 && level < line.length && line.data[level] == ' ' ? level : 0;
}

static enum cut cut_at(struct slice line)
{
    struct slice rest;
    if (marked_heading(line))
        return CUT_MARKED;
    if (line.length <= 300 && article_law(line, &rest) != LAW_NONE)
        return CUT_ALONE;
    switch (article_label(line, &rest)) {
    case LABEL_ABSTRACT:
    case LABEL_KEYWORDS:
    case LABEL_REFERENCES:
        return rest.length ? CUT_BEFORE : CUT_ALONE;
    case LABEL_SECTION:
    case LABEL_MAIN:
    case LABEL_END:
        return rest.length ? CUT_NONE : CUT_ALONE;
    case LABEL_RECEIVED:
    case LABEL_ACCEPTED:
    case LABEL_PUBLISHED:
        return CUT_BEFORE;
    default:
        return CUT_NONE;
    }
}

/* Bytes of `<a name="x"></a>` at the start. */
static uint32_t tags_length(const char *text, uint32_t length)
{
    uint32_t at = 0;
    while (at < length && (text[at] == '<' || text[at] == ' ')) {
        const char *close = text[at] == '<' ? memchr(text + at, '>', length - at) : text + at;
        if (!close)
            break;
        at = (uint32_t)(close - text) + 1;
    }
    return at;
}

/* Takes a piece of a block that begins `lines` lines below its start. */
static void add_piece(struct block_list *list, const struct document *document, const struct block *block,
                      uint32_t start, uint32_t end, uint32_t lines)
{
    const char *text = document->text.data;
    struct block piece = *block;
    while (start < end && (text[start] == '\n' || text[start] == ' ')) {
        lines += text[start] == '\n';
        start++;
    }
    while (end > start && (text[end - 1] == '\n' || text[end - 1] == ' '))
        end--;
    if (start == end)
        return;
    piece.start = start;
    piece.end = end;
    piece.line = block->line ? block->line + lines : 0;
    unsigned level = marked_heading((struct slice){text + start, end - start});
    if (level && !memchr(text + start, '\n', end - start)) {
        piece.kind = BLOCK_HEADING;
        piece.level = (uint8_t)level;
        piece.start += level + 1;
        piece.start += tags_length(text + piece.start, piece.end - piece.start);
    }
    if (piece.start < piece.end)
        block_list_add(list, piece);
}

static void cut_block(struct block_list *list, const struct document *document, const struct block *block)
{
    struct slice rest = block_text(document, block);
    uint32_t start = block->start, start_line = 0, line_number = 0;
    while (rest.length) {
        uint32_t at = (uint32_t)(rest.data - document->text.data);
        struct slice line = article_line(&rest);
        uint32_t next = (uint32_t)(rest.data - document->text.data);
        enum cut cut = cut_at(line);
        if (cut != CUT_NONE && at > start) {
            add_piece(list, document, block, start, at, start_line);
            start = at;
            start_line = line_number;
        }
        line_number++;
        if (cut == CUT_ALONE || cut == CUT_MARKED) {
            add_piece(list, document, block, start, next, start_line);
            start = next;
            start_line = line_number;
        }
    }
    if (start < block->end)
        add_piece(list, document, block, start, block->end, start_line);
}

void article_cut_blocks(struct document *document)
{
    struct block_list list = {0};
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        struct slice text = block_text(document, block);
        bool several = memchr(text.data, '\n', text.length) != NULL || text.data[0] == '#';
        if (block->kind == BLOCK_TEXT && several)
            cut_block(&list, document, block);
        else
            block_list_add(&list, *block);
    }
    block_list_replace(&list, document);
}

/* ---- joining ---- */

#define BROKEN_MIN 60 /* bytes of a paragraph that can have been broken */

/* The text ends where a sentence cannot: behind a letter, a comma or a hyphen. */
static bool ends_open(struct slice text)
{
    UChar32 last;
    int32_t at = (int32_t)text.length;
    U8_PREV_OR_FFFD((const uint8_t *)text.data, 0, at, last);
    return last == ',' || last == '-' || u_isalpha(last);
}

/* It ends with a word that must go on: `ва`, `и`, `of`. */
static bool ends_in_conjunction(struct slice text)
{
    static const char *const words[] = {" ва", " va", " и", " және", " мен", " жана", " менен", " we", " ҳәм", " hám",
                                        " and", " of", " the", " в", " на", " с", " ҳамда", " hamda",
                                        " билан", " bilan"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (text.length > length && !memcmp(text.data + text.length - length, words[i], length))
            return true;
    }
    return false;
}

static bool broken(const struct document *document, const struct block *a, const struct block *b)
{
    if (a->kind != BLOCK_TEXT || b->kind != BLOCK_TEXT || a->part != b->part || a->part == PART_FRONT ||
        a->part == PART_REFERENCES || a->part == PART_KEYWORDS)
        return false;
    bool turned = a->page ? b->page == a->page + 1 : a->line && b->line;
    struct slice before = block_text(document, a), after = block_text(document, b);
    if (!turned || before.length < BROKEN_MIN || after.length < 8 || !ends_open(before) ||
        article_is_list_item(before) || article_is_list_item(after) || article_is_capitals(before))
        return false;
    return article_begins_small(after) || ends_in_conjunction(before);
}

void article_join_blocks(struct document *document)
{
    size_t kept = 0;
    for (size_t i = 0; i < document->block_count; i++) {
        struct block *last = kept ? &document->blocks[kept - 1] : NULL;
        const struct block *block = &document->blocks[i];
        if (last && broken(document, last, block))
            last->end = block->end;
        else
            document->blocks[kept++] = *block;
    }
    document->block_count = kept;
}

/* split_share.c: deals a section out to passages, alike in every language that the section is written in. */
#include "indexer/split_parts.h"

#include <math.h>

#define SIZE_SHARE (156 * SIZE_WORD)
#define GROUPS 1.5 /* groups of units in a share, at least */

/* A list: its items are shorter than SIZE_ITEM in the mean. A share of it has about ITEMS, if none is above SIZE_MOST. */
#define SIZE_ITEM (16 * SIZE_WORD)
#define ITEMS 24.0
#define SIZE_MOST (300 * SIZE_WORD)

/* A cut is worth so much less, in parts of a share: inside a paragraph, before one of the answers to a question or the
 * points of a list, behind what announces the next one. */
#define INSIDE .25
#define LISTED .25
#define ANNOUNCED .1

uint32_t split_size(const char *text, size_t length)
{
    size_t words = 0, letters = 0;
    bool before = true;
    for (size_t i = 0; i < length; i++) {
        bool blank = split_blank(text[i]);
        words += !blank && before;
        letters += !blank && ((unsigned char)text[i] & 0xC0) != 0x80;
        before = blank;
    }
    return (uint32_t)(SIZE_WORD / 2 * words + letters);
}

/* 1 2 3 4 6 8 12 16 24 ...: how many passages a long section has is not to hang on a few words more or less, which
 * one language takes and another does not. */
static size_t more_shares(size_t shares)
{
    bool power = (shares & (shares - 1)) == 0;
    return shares == 1 ? 2 : power ? shares * 3 / 2 : shares * 4 / 3;
}

static size_t share_count(double whole)
{
    size_t shares = 1;
    for (size_t more; more = more_shares(shares), whole * whole > (double)shares * (double)more;)
        shares = more;
    return shares;
}

static double reluctance(const struct unit *before, const struct unit *behind)
{
    return before->block == behind->block ? INSIDE : before->announces ? ANNOUNCED : 0;
}

/* Ends a share behind so many units as every share of the rest would have. */
static size_t next_by_number(struct shares *shares)
{
    const struct unit *units = shares->units;
    size_t best = shares->count;
    double ideal = (double)(shares->count - shares->at) / (double)(shares->left ? shares->left : 1), least = INFINITY;
    for (size_t i = shares->at + 1; shares->left > 1 && i + shares->left <= shares->count + 1; i++) {
        double off = fabs((double)(i - shares->at) / ideal - 1);
        if (off > least && (double)(i - shares->at) > ideal)
            break;
        off += units[i].listed ? LISTED : reluctance(&units[i - 1], &units[i]);
        if (off < least) {
            least = off;
            best = i;
        }
    }
    shares->left -= shares->left > 1;
    return shares->at = best;
}

/* Whether no share of so many units each is a scrap or too long. */
static bool bearable_by_number(struct shares shares)
{
    bool whole = shares.left == 1, bearable = true;
    for (size_t at = 0, end; at < shares.count && bearable; at = end) {
        uint64_t size = 0;
        end = next_by_number(&shares);
        for (size_t i = at; i < end; i++)
            size += shares.units[i].size;
        bearable = size <= SIZE_MOST && (whole || size >= SIZE_SCRAP);
    }
    return bearable;
}

/* Units that are paragraphs or rows of a table, not sentences. */
static size_t count_items(const struct unit *units, size_t count)
{
    size_t items = 0;
    for (size_t i = 0; i < count; i++)
        items += units[i].start == units[i].block->start || units[i].block->kind == BLOCK_TABLE;
    return items;
}

/* How many items a list has does not hang on the language, as its size does: one of short items is dealt by their
 * number alone. Elsewhere short paragraphs are taken by twos, fours or eights, so that a cut stays in its place when
 * words are longer. */
struct shares shares_of(const struct unit *units, size_t count)
{
    struct shares shares = {.units = units, .count = count, .group = 1};
    for (size_t i = 0; i < count; i++)
        shares.size += units[i].size;
    shares.left = share_count((double)count / ITEMS);
    shares.by_number = shares.size < (uint64_t)SIZE_ITEM * count_items(units, count) && bearable_by_number(shares);
    if (shares.by_number)
        return shares;
    shares.left = share_count((double)shares.size / SIZE_SHARE);
    if (shares.left > count)
        shares.left = count;
    while ((double)shares.group * 2 * GROUPS * (double)shares.left <= (double)count)
        shares.group *= 2;
    return shares;
}

size_t shares_next(struct shares *shares)
{
    if (shares->by_number)
        return next_by_number(shares);
    const struct unit *units = shares->units;
    size_t best = shares->count;
    uint64_t size = 0, taken = shares->size;
    double ideal = (double)shares->size / (double)(shares->left ? shares->left : 1), least = INFINITY;
    for (size_t i = shares->at + 1; shares->left > 1 && i + shares->left <= shares->count + 1; i++) {
        size += units[i - 1].size;
        double off = fabs((double)size / ideal - 1);
        if (off > least && (double)size > ideal)
            break;
        if (i % shares->group || size < SIZE_SCRAP || shares->size - size < SIZE_SCRAP)
            continue;
        off += reluctance(&units[i - 1], &units[i]);
        if (off < least) {
            least = off;
            best = i;
            taken = size;
        }
    }
    shares->left -= shares->left > 1;
    shares->size -= taken;
    shares->at = best;
    return best;
}

/* lexicon.c: lists of lexicon entries as bytes. */
#include "store/lexicon.h"

#include <string.h>

void lexicon_entry_write(struct buffer *out, const struct lexicon_entry *entry)
{
    buffer_put_string(out, entry->term.data, entry->term.length);
    buffer_put_string(out, entry->written.data, entry->written.length);
}

bool lexicon_entry_read(struct lexicon_entry *entry, struct cursor *list)
{
    if (list->at >= list->end)
        return false;
    entry->term = cursor_string(list);
    entry->written = cursor_string(list);
    return !list->failed;
}

static struct slice term_of(struct slice entry)
{
    struct cursor cursor = {.at = entry.data, .end = entry.data + entry.length};
    return cursor_string(&cursor);
}

/* Of too many entries one goes: the last one of the term that has most. What a hundred articles say leaves room for what
 * one says, and lists come out alike in whatever order they are joined. */
static size_t one_too_many(const struct slice *kept, size_t count)
{
    size_t last = 0, most = 0;
    for (size_t from = 0, to; from < count; from = to) {
        struct slice term = term_of(kept[from]);
        for (to = from + 1; to < count && slice_same(term, term_of(kept[to]));)
            to++;
        if (to - from >= most) {
            most = to - from;
            last = to - 1;
        }
    }
    return last;
}

/* Puts an entry, as it is coded, in its place among those that are kept, unless it is there. */
static void keep(struct slice kept[LEXICON_ENTRIES_MAX + 1], size_t *count, struct slice entry)
{
    size_t at = *count;
    int order = 1;
    while (at > 0 && (order = slice_compare(kept[at - 1], entry)) > 0)
        at--;
    if (at > 0 && !order)
        return;
    memmove(&kept[at + 1], &kept[at], (*count - at) * sizeof *kept);
    kept[at] = entry;
    if (++*count <= LEXICON_ENTRIES_MAX)
        return;
    size_t gone = one_too_many(kept, *count);
    memmove(&kept[gone], &kept[gone + 1], (--*count - gone) * sizeof *kept);
}

void lexicon_join(const struct slice *lists, size_t count, struct buffer *out)
{
    struct slice kept[LEXICON_ENTRIES_MAX + 1];
    size_t kept_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct cursor cursor = {.at = lists[i].data, .end = lists[i].data + lists[i].length};
        struct lexicon_entry entry;
        for (const char *from = cursor.at; lexicon_entry_read(&entry, &cursor); from = cursor.at)
            keep(kept, &kept_count, (struct slice){from, (size_t)(cursor.at - from)});
    }
    for (size_t i = 0; i < kept_count; i++)
        buffer_append(out, kept[i].data, kept[i].length);
}

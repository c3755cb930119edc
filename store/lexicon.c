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

/* Puts an entry, as it is coded, in its place among those that are kept, unless it is there or the last of too many. */
static void keep(struct slice kept[LEXICON_ENTRIES_MAX], size_t *count, struct slice entry)
{
    size_t at = *count;
    int order = 1;
    while (at > 0 && (order = slice_compare(kept[at - 1], entry)) > 0)
        at--;
    if ((at > 0 && !order) || at == LEXICON_ENTRIES_MAX)
        return;
    *count += *count < LEXICON_ENTRIES_MAX;
    memmove(&kept[at + 1], &kept[at], (*count - at - 1) * sizeof *kept);
    kept[at] = entry;
}

void lexicon_join(const struct slice *lists, size_t count, struct buffer *out)
{
    struct slice kept[LEXICON_ENTRIES_MAX];
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

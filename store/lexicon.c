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

void lexicon_join(const struct slice *lists, size_t count, struct buffer *out)
{
    struct lexicon_entry kept[LEXICON_ENTRIES_MAX];
    size_t kept_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct cursor cursor = {.at = lists[i].data, .end = lists[i].data + lists[i].length};
        struct lexicon_entry entry;
        while (kept_count < LEXICON_ENTRIES_MAX && lexicon_entry_read(&entry, &cursor)) {
            size_t seen = 0;
            while (seen < kept_count &&
                   !(slice_same(kept[seen].term, entry.term) && slice_same(kept[seen].written, entry.written)))
                seen++;
            if (seen < kept_count)
                continue;
            kept[kept_count++] = entry;
            lexicon_entry_write(out, &entry);
        }
    }
}

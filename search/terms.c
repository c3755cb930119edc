/* terms.c: words of the index by their beginning, for completion. */
#include "analysis/analyzer.h"
#include "analysis/detect.h"
#include "search/index.h"
#include "store/lexicon.h"

#include <stdlib.h>
#include <string.h>

struct found {
    char *form;
    uint64_t count;
};

struct gathering {
    daftar_index *index;
    struct found *items;
    size_t count, capacity;
    bool failed;
};

/* A form counts as often as the rarest thing known of it: the passages that hold its stem. */
static bool take_form(void *context, struct slice key, struct slice value)
{
    struct gathering *g = context;
    struct cursor cursor = {.at = value.data, .end = value.data + value.length};
    struct lexicon_entry entry;
    if (!lexicon_entry_read(&entry, &cursor))
        return true;
    struct slice shown = entry.written.length ? entry.written : (struct slice){key.data + 1, key.length - 1};
    for (size_t i = 0; i < g->count; i++)
        if (!strncmp(g->items[i].form, shown.data, shown.length) && !g->items[i].form[shown.length])
            return true;
    char *copy = strndup(shown.data, shown.length);
    if (!copy || !array_reserve(&g->items, &g->capacity, g->count + 1, sizeof *g->items)) {
        free(copy);
        g->failed = true;
        return false;
    }
    g->items[g->count++] =
        (struct found){copy, store_term_frequency(g->index->store, entry.term.data, entry.term.length)};
    return g->count < 5000;
}

static int compare_found(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->form, b->form);
}

daftar_status daftar_index_terms(daftar_index *index, const char *prefix, size_t limit,
                                 int (*term)(void *context, const char *form, uint64_t count), void *context)
{
    if (!index || !prefix || !term)
        return status_fail(DAFTAR_BAD_INPUT, "no index, prefix or callback");
    struct gathering g = {.index = index};
    char key[FOLD_MAX + 1] = {LEXICON_FORM};
    size_t length = fold_word(detect_language(prefix, strlen(prefix), LANGUAGE_UND, NULL), prefix, strlen(prefix),
                              key + 1);
    daftar_status status = DAFTAR_OK;
    for (size_t part = 0; !status && part < store_part_count(index->store); part++) {
        status = store_metadata_each(index->store, part, key, length + 1, take_form, &g);
        if (status == DAFTAR_UNSUPPORTED) /* a remote shard keeps its words to itself */
            status = DAFTAR_OK;
    }
    if (!status && g.failed)
        status = status_no_memory();
    if (!status && g.count)
        qsort(g.items, g.count, sizeof *g.items, compare_found);
    for (size_t i = 0; !status && i < g.count && i < limit; i++)
        if (term(context, g.items[i].form, g.items[i].count))
            status = status_fail(DAFTAR_STOPPED, "stopped");
    for (size_t i = 0; i < g.count; i++)
        free(g.items[i].form);
    free(g.items);
    return status;
}

/* expand.c: looks the weaker layers of a word up in the lexicon of every segment. */
#include "search/expand.h"

#include "analysis/cognate.h"
#include "store/lexicon.h"

#include <string.h>

#define VARIANT_WEIGHT 0.6
#define COGNATE_WEIGHT 0.5
#define COGNATE_SIMILARITY 0.6 /* below this two words do not sound alike */

typedef void (*take_entry)(struct plan *plan, const struct lexicon_entry *entry, const struct word *word,
                           struct slice typed);

static void look_up(struct plan *plan, daftar_index *index, char kind, struct slice key, take_entry take,
                    const struct word *word, struct slice typed)
{
    char bytes[FOLD_MAX + 1];
    struct buffer list = {0};
    if (!key.length)
        return;
    bytes[0] = kind;
    memcpy(bytes + 1, key.data, key.length);
    for (size_t part = 0; part < store_part_count(index->store); part++) {
        if (store_metadata(index->store, part, bytes, key.length + 1, &list))
            continue;
        struct cursor cursor = {.at = list.data, .end = list.data + list.length};
        struct lexicon_entry entry;
        while (lexicon_entry_read(&entry, &cursor))
            take(plan, &entry, word, typed);
    }
    plan->failed |= list.failed;
    buffer_free(&list);
}

static void take_variant(struct plan *plan, const struct lexicon_entry *entry, const struct word *word,
                         struct slice typed)
{
    (void)word;
    plan_add(plan, (struct expansion){.term = entry->term, .word = typed, .layer = LAYER_VARIANT,
                                      .weight = VARIANT_WEIGHT});
}

void expand_variant(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed)
{
    char key[FOLD_MAX];
    size_t length = fold_variant((enum language)word->language, word->term.data, word->term.length, key);
    struct lexicon_entry itself = {.term = {key, length}};
    look_up(plan, index, LEXICON_VARIANT, itself.term, take_variant, word, typed);
    if (length && store_term_frequency(index->store, key, length))
        take_variant(plan, &itself, word, typed);
}

static void take_cognate(struct plan *plan, const struct lexicon_entry *entry, const struct word *word,
                         struct slice typed)
{
    double similarity =
        cognate_similarity(word->term.data, word->term.length, entry->term.data, entry->term.length);
    if (similarity >= COGNATE_SIMILARITY)
        plan_add(plan, (struct expansion){.term = entry->term, .word = typed, .layer = LAYER_COGNATE,
                                          .weight = COGNATE_WEIGHT * similarity});
}

void expand_cognate(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed)
{
    char key[FOLD_MAX];
    size_t length = cognate_key(word->term.data, word->term.length, key);
    look_up(plan, index, LEXICON_COGNATE, (struct slice){key, length}, take_cognate, word, typed);
}

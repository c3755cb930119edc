/* lexemes.c: looks a form up among the lemmas of the glossary or the stop words. */
#include "analysis/lexemes.h"

#include <string.h>

static bool entry_is(const char *entry, enum language language, struct slice head, struct slice tail)
{
    return (unsigned char)entry[0] == language && (unsigned char)entry[1] == head.length + tail.length &&
           !memcmp(entry + 2, head.data, head.length) && !memcmp(entry + 2 + head.length, tail.data, tail.length);
}

static bool holds(const struct lexemes *table, enum language language, struct slice head, struct slice tail, uint32_t hash)
{
    if (!table->slot_count || !(head.length + tail.length))
        return false;
    hash = lexicon_hash_end(hash);
    for (uint32_t at = hash & (table->slot_count - 1); table->tags[at]; at = (at + 1) & (table->slot_count - 1))
        if (table->tags[at] == lexicon_tag(hash) &&
            entry_is(table->strings + table->slots[at] - 1, language, head, tail))
            return true;
    return false;
}

bool lexicon_has_joined(enum language language, struct slice head, struct slice tail, uint32_t hash)
{
    return holds(&lexemes, language, head, tail, hash);
}

bool lexicon_has(enum language language, const char *form, size_t length)
{
    uint32_t hash = lexicon_hash_add(lexicon_hash_begin(language), form, length);
    return holds(&lexemes, language, (struct slice){form, length}, (struct slice){"", 0}, hash);
}

bool lexicon_is_stopword(enum language language, const char *form, size_t length)
{
    uint32_t hash = lexicon_hash_add(lexicon_hash_begin(language), form, length);
    return holds(&stopwords, language, (struct slice){form, length}, (struct slice){"", 0}, hash);
}

/* lexemes.c: looks a form up among the lemmas of the glossary or the stop words. */
#include "analysis/lexemes.h"

#include <string.h>

static unsigned kinds_in(const struct lexemes *table, enum language language, const char *text, size_t length, uint32_t hash)
{
    if (!table->slot_count || !length)
        return 0;
    hash = lexicon_hash_end(hash);
    for (uint32_t at = hash & (table->slot_count - 1); table->tags[at]; at = (at + 1) & (table->slot_count - 1)) {
        if (table->tags[at] != lexicon_tag(hash))
            continue;
        const char *entry = table->strings + table->slots[at] - 1;
        if ((unsigned char)entry[LEXEME_ENTRY_LANGUAGE] == language && (unsigned char)entry[LEXEME_ENTRY_LENGTH] == length &&
            !memcmp(entry + LEXEME_ENTRY_BYTES, text, length))
            return (unsigned char)entry[LEXEME_ENTRY_KINDS];
    }
    return 0;
}

unsigned lexeme_kinds(enum language language, const char *text, size_t length, uint32_t hash)
{
    return kinds_in(&lexemes, language, text, length, hash);
}

bool lexicon_has(enum language language, const char *form, size_t length)
{
    uint32_t hash = lexicon_hash_add(lexicon_hash_begin(language), form, length);
    return kinds_in(&lexemes, language, form, length, hash) & LEXEME_LEMMA;
}

bool lexicon_is_stopword(enum language language, const char *form, size_t length)
{
    uint32_t hash = lexicon_hash_add(lexicon_hash_begin(language), form, length);
    return kinds_in(&stopwords, language, form, length, hash);
}

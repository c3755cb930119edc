/* lexemes.c: looks a form up among the lemmas of the glossary or the stop words. */
#include "analysis/lexemes.h"

#include "analysis/glossary.h"

#include <string.h>

static bool holds(const struct lexemes *table, enum language language, const char *form, size_t length)
{
    if (!table->slot_count || !length)
        return false;
    uint32_t at = glossary_hash(language, form, length) & (table->slot_count - 1);
    for (; table->slots[at]; at = (at + 1) & (table->slot_count - 1)) {
        const char *entry = table->strings + table->slots[at] - 1;
        if ((unsigned char)entry[0] == language && (unsigned char)entry[1] == length &&
            !memcmp(entry + 2, form, length))
            return true;
    }
    return false;
}

bool lexicon_has(enum language language, const char *form, size_t length)
{
    return holds(&lexemes, language, form, length);
}

bool lexicon_is_stopword(enum language language, const char *form, size_t length)
{
    return holds(&stopwords, language, form, length);
}

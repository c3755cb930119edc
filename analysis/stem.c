/* stem.c: chooses the stemmer of a word: Snowball, a suffix grammar, or none. */
#include "analysis/stem.h"
#include "analysis/grammar.h"
#include "analysis/stem_tajik.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

struct stemmer {
    struct sb_stemmer *snowball[LANGUAGE_COUNT];
    struct grammar_engine *grammar[LANGUAGE_COUNT];
    bool failed[LANGUAGE_COUNT]; /* could not be opened: do not try for each word */
};

struct stemmer *stemmer_new(void)
{
    return calloc(1, sizeof(struct stemmer));
}

void stemmer_free(struct stemmer *stemmer)
{
    if (!stemmer) {
        return;
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        sb_stemmer_delete(stemmer->snowball[i]);
        grammar_engine_free(stemmer->grammar[i]);
    }
    free(stemmer);
}

/* Opens what the language's row names, once. */
static void stemmer_open(struct stemmer *stemmer, enum language language)
{
    const struct language_row *row = language_row(language);
    if (stemmer->failed[language] || stemmer->snowball[language] || stemmer->grammar[language]) {
        return;
    }
    if (row->grammar) {
        stemmer->grammar[language] = grammar_engine_new(row->grammar, language);
    } else if (row->snowball) {
        stemmer->snowball[language] = sb_stemmer_new(row->snowball, "UTF_8");
    }
    stemmer->failed[language] = !stemmer->grammar[language] && !stemmer->snowball[language];
}

/* The language whose suffixes the word has: foreign names and terms stand in every text. */
static enum language language_of_word(enum language language, const char *form, size_t length)
{
    unsigned written = language_row(language)->scripts, scripts;
    if (written == SCRIPT_CYRILLIC || written == SCRIPT_LATIN) {
        scripts = fold_scripts(form, length);
        if (scripts == SCRIPT_LATIN && written == SCRIPT_CYRILLIC) {
            return LANGUAGE_EN;
        }
        if (scripts == SCRIPT_CYRILLIC && written == SCRIPT_LATIN) {
            return LANGUAGE_RU;
        }
    }
    return language;
}

static size_t stem_snowball(struct sb_stemmer *snowball, const char *form, size_t length, char *out)
{
    const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)form, (int)length);
    int bytes = stem ? sb_stemmer_length(snowball) : 0;
    if (bytes <= 0 || bytes > FOLD_MAX) {
        memcpy(out, form, length);
        return length;
    }
    memcpy(out, stem, (size_t)bytes);
    return (size_t)bytes;
}

size_t stem_word(struct stemmer *stemmer, enum language language, const char *form, size_t length,
                 char *out)
{
    length = length < FOLD_MAX ? length : FOLD_MAX;
    language = language_of_word(language, form, length);
    if (language == LANGUAGE_TG) {
        return stem_tajik(form, length, out);
    }
    stemmer_open(stemmer, language);
    if (stemmer->grammar[language]) {
        return grammar_stem(stemmer->grammar[language], form, length, out);
    }
    if (stemmer->snowball[language]) {
        return stem_snowball(stemmer->snowball[language], form, length, out);
    }
    memcpy(out, form, length);
    return length;
}

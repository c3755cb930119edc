/* mine.c: aligns the keyword lists of an article and keeps the pairs that are likely translations. */
#include "indexer/mine.h"

#include "analysis/cognate.h"
#include "analysis/detect.h"
#include "analysis/glossary.h"
#include "store/schema.h"

#include <string.h>

#define LISTS_MAX 4
#define KEYWORDS_MAX 24    /* of a list */
#define STEMS_MAX 160      /* bytes of a keyword's stems */
#define LENGTH_MIN 3       /* shorter lists are of equal length by chance */
#define CONFIRMED_PART 4   /* one pair of so many has to be known or to sound alike */
#define COGNATE_MIN 0.65

struct keyword {
    char stems[STEMS_MAX];
    size_t length, words;
    bool whole; /* not cut */
};

struct list {
    enum language language;
    struct slice text; /* the values of the list */
    size_t count;
    struct keyword keywords[KEYWORDS_MAX];
};

struct lists {
    struct list items[LISTS_MAX];
    size_t count;
};

static void take_stem(void *context, const struct token *token)
{
    struct keyword *keyword = context;
    struct slice term = token->word->term;
    if (token->compound)
        return;
    if (keyword->length + term.length + 1 > STEMS_MAX || ++keyword->words > GLOSSARY_WORDS_MAX) {
        keyword->whole = false;
        return;
    }
    if (keyword->length)
        keyword->stems[keyword->length++] = ' ';
    memcpy(keyword->stems + keyword->length, term.data, term.length);
    keyword->length += term.length;
}

static bool read_list(struct list *list, struct analyzer *analyzer, struct slice text)
{
    list->text = text;
    list->count = 0;
    list->language = detect_language(text.data, text.length, LANGUAGE_UND, NULL);
    for (struct slice value; slot_next(&text, &value); list->count++) {
        if (list->count == KEYWORDS_MAX)
            return true;
        struct keyword *keyword = &list->keywords[list->count];
        *keyword = (struct keyword){.whole = true};
        if (value.length &&
            !analyzer_text(analyzer, list->language, value.data, value.length, 1, take_stem, keyword))
            return false;
    }
    return true;
}

/* Lists are set apart by two separators. */
static bool read_lists(struct lists *lists, struct analyzer *analyzer, struct slice keywords)
{
    static const char between[2] = {SLOT_SEPARATOR, SLOT_SEPARATOR};
    for (size_t at = 0; at < keywords.length && lists->count < LISTS_MAX;) {
        const char *start = keywords.data + at;
        const char *stop = memmem(start, keywords.length - at, between, sizeof between);
        size_t length = stop ? (size_t)(stop - start) : keywords.length - at;
        if (length && !read_list(&lists->items[lists->count++], analyzer, (struct slice){start, length}))
            return false;
        at += length + sizeof between;
    }
    return true;
}

/* ---- confirmation ---- */

static bool share_concept(const struct list *a, const struct list *b, size_t place)
{
    const struct glossary *glossary = glossary_builtin();
    const struct keyword *from = &a->keywords[place], *to = &b->keywords[place];
    size_t from_count, to_count;
    const struct glossary_form *left = glossary_find(glossary, a->language, from->stems, from->length, &from_count);
    const struct glossary_form *right = glossary_find(glossary, b->language, to->stems, to->length, &to_count);
    return glossary_share_concept(left, from_count, right, to_count);
}

static struct slice stem_at(const struct keyword *keyword, size_t *at)
{
    const char *start = keyword->stems + *at;
    const char *blank = memchr(start, ' ', keyword->length - *at);
    size_t length = blank ? (size_t)(blank - start) : keyword->length - *at;
    *at += length + 1;
    return (struct slice){start, length};
}

static bool sound_alike(const struct keyword *a, const struct keyword *b)
{
    for (size_t i = 0; i < a->length;) {
        struct slice left = stem_at(a, &i);
        for (size_t j = 0; left.length > 3 && j < b->length;) {
            struct slice right = stem_at(b, &j);
            if (cognate_similarity(left.data, left.length, right.data, right.length) >= COGNATE_MIN)
                return true;
        }
    }
    return false;
}

static bool are_aligned(const struct list *a, const struct list *b)
{
    size_t confirmed = 0;
    if (a->language == b->language || a->count != b->count || a->count < LENGTH_MIN || a->count == KEYWORDS_MAX)
        return false;
    for (size_t i = 0; i < a->count; i++)
        confirmed += sound_alike(&a->keywords[i], &b->keywords[i]) || share_concept(a, b, i);
    return confirmed * CONFIRMED_PART >= a->count;
}

static void add_pairs(struct lexicon *lexicon, const struct list *a, const struct list *b, struct slice path)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct keyword *from = &a->keywords[i], *to = &b->keywords[i];
        bool same = from->length == to->length && !memcmp(from->stems, to->stems, to->length);
        if (!from->whole || !to->whole || !from->length || !to->length || same)
            continue;
        lexicon_pair(lexicon, (struct slice){from->stems, from->length}, (struct slice){to->stems, to->length}, path);
        lexicon_pair(lexicon, (struct slice){to->stems, to->length}, (struct slice){from->stems, from->length}, path);
    }
}

daftar_status mine_keywords(struct lexicon *lexicon, struct analyzer *analyzer, struct slice keywords,
                            struct slice path)
{
    struct lists lists;
    lists.count = 0;
    if (!read_lists(&lists, analyzer, keywords))
        return DAFTAR_NO_MEMORY;
    for (size_t i = 0; i < lists.count; i++)
        for (size_t j = i + 1; j < lists.count; j++)
            if (are_aligned(&lists.items[i], &lists.items[j]))
                add_pairs(lexicon, &lists.items[i], &lists.items[j], path);
    return DAFTAR_OK;
}

/* wild.c: finds the terms behind words with marks and inexact words in the lexicon. */
#include "search/wild.h"

#include "search/layers.h"
#include "search/verify.h"
#include "store/lexicon.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

#define WILD_TERMS_MAX 64   /* the most frequent */
#define FUZZY_TERMS_MAX 24
#define WALK_MAX 60000      /* forms that are looked at: some 40 ms */
#define READ_MAX 10000      /* passages that are read for a pattern: .7 s; of more, all forms of the stem count */
#define NEAR_LENGTH 5       /* up to so many letters one may be wrong, in longer words two */

/* ---- patterns ---- */

static size_t next_letter(struct slice text, size_t at)
{
    U8_FWD_1(text.data, at, text.length);
    return at;
}

bool wild_matches(struct slice pattern, struct slice form)
{
    size_t p = 0, f = 0, star = SIZE_MAX, tried = 0;
    while (f < form.length) {
        if (p < pattern.length && pattern.data[p] == '*') {
            star = ++p;
            tried = f;
        } else if (p < pattern.length && pattern.data[p] == '?') {
            p++;
            f = next_letter(form, f);
        } else if (p < pattern.length && pattern.data[p] == form.data[f]) {
            p++;
            f++;
        } else if (star != SIZE_MAX) {
            tried = next_letter(form, tried);
            p = star;
            f = tried;
        } else {
            return false;
        }
    }
    while (p < pattern.length && pattern.data[p] == '*')
        p++;
    return p == pattern.length;
}

static unsigned wild_far(const struct wild *wild, struct slice form)
{
    unsigned best = wild->distance + 1;
    struct near_word word, other;
    near_read(&word, form);
    for (size_t i = 0; i < wild->count; i++) {
        near_read(&other, wild->patterns[i]);
        unsigned distance = near_distance(&other, &word, wild->distance);
        best = distance < best ? distance : best;
    }
    return best;
}

/* The languages in which the form is meant. */
static uint64_t fitting(const struct wild *wild, struct slice form)
{
    uint64_t languages = 0;
    if (wild->distance)
        return wild_far(wild, form) <= wild->distance ? WILD_ANY_LANGUAGE : 0;
    for (size_t i = 0; i < wild->count; i++)
        if (wild_matches(wild->patterns[i], form))
            languages |= wild->languages[i];
    return languages;
}

bool wild_fits(const struct wild *wild, enum language language, struct slice form)
{
    return fitting(wild, form) >> language & 1;
}

static bool is_mark(char c)
{
    return c == '*' || c == '?';
}

/* Folds a stretch without marks. Inside a word letters may fold otherwise than at its beginning (Uzbek е): there it
 * is folded behind a consonant, which is taken off again. */
static void fold_stretch(enum language language, struct slice stretch, bool inside, struct buffer *out)
{
    char text[FOLD_MAX], folded[FOLD_MAX];
    bool cyrillic = (fold_scripts(stretch.data, stretch.length) & SCRIPT_CYRILLIC) != 0;
    const char *before = !inside ? "" : cyrillic ? "б" : "b";
    size_t lead = strlen(before), length = stretch.length < FOLD_MAX - lead ? stretch.length : FOLD_MAX - lead;
    memcpy(text, before, lead);
    memcpy(text + lead, stretch.data, length);
    size_t count = fold_word(language, text, lead + length, folded);
    size_t from = inside && count ? next_letter((struct slice){folded, count}, 0) : 0;
    buffer_append(out, folded + from, count - from);
}

/* The pattern in canonical letters of one language; runs of * become one. */
static void fold_pattern(enum language language, struct slice text, struct buffer *out)
{
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && !is_mark(text.data[end]))
            end++;
        if (end > at) {
            fold_stretch(language, (struct slice){text.data + at, end - at}, at > 0, out);
            at = end;
            continue;
        }
        if (text.data[at] != '*' || !out->length || out->data[out->length - 1] != '*')
            buffer_putc(out, text.data[at]);
        at++;
    }
}

static void add_pattern(struct plan *plan, struct wild *wild, const struct buffer *folded, uint64_t languages)
{
    struct slice pattern = {folded->data, folded->length};
    if (!folded->length || wild->count == WILD_PATTERNS_MAX)
        return;
    for (size_t i = 0; i < wild->count; i++)
        if (slice_same(wild->patterns[i], pattern)) {
            wild->languages[i] |= languages;
            return;
        }
    wild->languages[wild->count] = languages;
    wild->patterns[wild->count] = pool_copy(&plan->strings, pattern);
    if (wild->patterns[wild->count].data)
        wild->count++;
    else
        plan->failed = true;
}

/* What a language makes of Latin letters counts in its texts alone (Karakalpak wo is o); what they are by themselves, and
 * what Cyrillic ones are in Latin, in any. */
static void fold_patterns(struct plan *plan, struct wild *wild, const enum language *languages, size_t count,
                          struct slice text)
{
    struct buffer plain = {0}, folded = {0};
    bool cyrillic = (fold_scripts(text.data, text.length) & SCRIPT_CYRILLIC) != 0;
    fold_pattern(LANGUAGE_UND, text, &plain);
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&folded);
        fold_pattern(languages[i], text, &folded);
        bool same = cyrillic || slice_same((struct slice){folded.data, folded.length}, (struct slice){plain.data, plain.length});
        add_pattern(plan, wild, &folded, same ? WILD_ANY_LANGUAGE : UINT64_C(1) << languages[i]);
    }
    plan->failed |= plain.failed | folded.failed;
    buffer_free(&plain);
    buffer_free(&folded);
}

static struct wild *read_patterns(struct plan *plan, const enum language *languages, size_t count,
                                  const struct node *node)
{
    struct wild *wild = pool_take(&plan->strings, sizeof *wild);
    if (!wild) {
        plan->failed = true;
        return NULL;
    }
    *wild = (struct wild){.count = 0};
    fold_patterns(plan, wild, languages, count, node->text);
    if (node->kind == NODE_FUZZY && wild->count) {
        struct near_word word;
        near_read(&word, wild->patterns[0]);
        wild->distance = word.count > NEAR_LENGTH ? 2 : 1;
    }
    return wild;
}

/* ---- terms ---- */

struct found {
    struct slice term;
    uint64_t languages; /* in whose texts it is sought; 0: none of its forms fits so far */
    unsigned distance;
    bool mixed;         /* not all of its forms fit */
    uint32_t frequency;
};

struct gathering {
    struct plan *plan;
    const struct wild *wild;
    struct found *items;
    size_t count, capacity;
};

/* Forms of one stem stand together: most repetitions are among the last few. No languages: a form that does not fit. */
static void add_found(struct gathering *g, struct slice term, uint64_t languages, unsigned distance)
{
    for (size_t i = g->count; i > 0 && i + 16 > g->count; i--)
        if (slice_same(g->items[i - 1].term, term)) {
            if (distance < g->items[i - 1].distance)
                g->items[i - 1].distance = distance;
            g->items[i - 1].languages |= languages;
            g->items[i - 1].mixed |= !languages;
            return;
        }
    struct slice copy = pool_copy(&g->plan->strings, term);
    if (!copy.data || !array_reserve(&g->items, &g->capacity, g->count + 1, sizeof *g->items)) {
        g->plan->failed = true;
        return;
    }
    g->items[g->count++] = (struct found){.term = copy, .languages = languages, .distance = distance,
                                        .mixed = !languages};
}

static bool take_form(void *context, struct slice form, struct slice entries)
{
    struct gathering *g = context;
    unsigned distance = g->wild->distance ? wild_far(g->wild, form) : 0;
    uint64_t languages = fitting(g->wild, form);
    if (!languages && g->wild->distance)
        return true;
    struct cursor cursor = {.at = entries.data, .end = entries.data + entries.length};
    struct lexicon_entry entry;
    while (lexicon_entry_read(&entry, &cursor))
        add_found(g, entry.term, languages, distance);
    return !g->plan->failed;
}

/* By term, the nearest first. */
static int compare_terms(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    int order = slice_compare(a->term, b->term);
    return order ? order : (a->distance > b->distance) - (a->distance < b->distance);
}

static int compare_worth(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    if (a->frequency != b->frequency)
        return a->frequency > b->frequency ? -1 : 1;
    return compare_terms(left, right);
}

/* Every term once. */
static void merge(struct gathering *g)
{
    size_t kept = 0;
    if (g->count)
        qsort(g->items, g->count, sizeof *g->items, compare_terms);
    for (size_t i = 0; i < g->count; i++) {
        struct found *last = kept ? &g->items[kept - 1] : NULL;
        if (last && slice_same(last->term, g->items[i].term)) {
            last->languages |= g->items[i].languages;
            last->mixed |= g->items[i].mixed;
        } else {
            g->items[kept++] = g->items[i];
        }
    }
    g->count = kept;
}

/* Those with a form that fits, the nearest and most frequent first; at most `limit`. */
static void settle(struct gathering *g, daftar_index *index, char prefix, size_t limit)
{
    size_t kept = 0;
    merge(g);
    for (size_t i = 0; i < g->count; i++) {
        struct found *item = &g->items[i];
        char bytes[FOLD_MAX + 1];
        size_t length = item->term.length < FOLD_MAX ? item->term.length : FOLD_MAX;
        if (!item->languages)
            continue;
        bytes[0] = prefix;
        memcpy(bytes + 1, item->term.data, length);
        item->frequency = store_term_frequency(index->store, bytes + !prefix, length + (prefix != 0));
        if (prefix)
            item->languages = WILD_ANY_LANGUAGE; /* the fields of an article are of any */
        if (item->frequency)
            g->items[kept++] = *item;
    }
    if (kept)
        qsort(g->items, kept, sizeof *g->items, compare_worth);
    g->count = kept < limit ? kept : limit;
}

/* How a pattern begins, up to its first mark. */
static struct slice literal(struct slice pattern)
{
    size_t length = 0;
    while (length < pattern.length && !is_mark(pattern.data[length]))
        length++;
    return (struct slice){pattern.data, length};
}

/* What is walked through: of an inexact word what has its first letter. */
static struct slice beginning(const struct wild *wild, struct slice pattern)
{
    return wild->distance ? (struct slice){pattern.data, next_letter(pattern, 0)} : literal(pattern);
}

static bool starts_with(struct slice text, struct slice start)
{
    return text.length >= start.length && !memcmp(text.data, start.data, start.length);
}

static daftar_status gather(struct gathering *g, daftar_index *index)
{
    daftar_status status = DAFTAR_OK;
    size_t budget = WALK_MAX;
    for (size_t i = 0; i < g->wild->count && !status; i++) {
        struct slice start = beginning(g->wild, g->wild->patterns[i]);
        bool walked = false; /* one walk may serve several patterns */
        for (size_t j = 0; j < g->wild->count && !walked; j++) {
            struct slice other = beginning(g->wild, g->wild->patterns[j]);
            walked = j != i && starts_with(start, other) && (other.length < start.length || j < i);
        }
        if (start.length && !walked)
            status = near_each(index, literal(g->wild->patterns[i]), start.length, &budget, take_form, g);
    }
    return status;
}

static void add_expansions(struct gathering *g, struct slice typed)
{
    static const double weights[] = {1, 0.7, 0.5}; /* by distance */
    for (size_t i = 0; i < g->count; i++)
        layers_add(g->plan, (struct expansion){.term = g->items[i].term, .word = typed, .layer = LAYER_EXACT,
                                               .weight = weights[g->items[i].distance], .wild = g->wild});
}

static struct store_query *in_languages(struct store_query *query, uint64_t languages)
{
    struct store_query *codes[LANGUAGE_COUNT];
    size_t count = 0;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (languages >> i & 1) {
            const char *code = language_code((enum language)i);
            codes[count++] = layers_term(TERM_LANGUAGE, (struct slice){code, strlen(code)});
        }
    struct store_query *pair[2] = {query, store_query_join(STORE_OR, codes, count)};
    return store_query_join(STORE_FILTER, pair, 2);
}

/* Any of the terms that are mixed, or that are not, each in texts of its languages. */
static struct store_query *synonym(const struct gathering *g, char prefix, bool mixed)
{
    struct store_query *parts[WILD_TERMS_MAX], *terms[WILD_TERMS_MAX];
    uint64_t known[WILD_TERMS_MAX];
    size_t part_count = 0;
    for (size_t first = 0; first < g->count; first++) {
        uint64_t languages = g->items[first].languages;
        size_t count = 0, part = 0;
        while (part < part_count && known[part] != languages)
            part++;
        if (g->items[first].mixed != mixed || part < part_count)
            continue;
        for (size_t i = first; i < g->count; i++)
            if (g->items[i].languages == languages && g->items[i].mixed == mixed)
                terms[count++] = layers_term(prefix, g->items[i].term);
        known[part_count] = languages;
        parts[part_count] = store_query_join(STORE_SYNONYM, terms, count);
        if (languages != WILD_ANY_LANGUAGE)
            parts[part_count] = in_languages(parts[part_count], languages);
        part_count++;
    }
    return part_count ? store_query_join(STORE_OR, parts, part_count) : store_query_none();
}

/* ---- forms in the text ---- */

struct reading {
    const struct wild *wild;
    struct analyzer *analyzer;
    bool found, failed;
};

static void take_token(void *context, const struct token *token)
{
    struct reading *r = context;
    r->found |= wild_fits(r->wild, (enum language)token->word->language, token->word->form);
}

static bool holds_form(void *context, enum language language, struct slice text)
{
    struct reading *r = context;
    r->found = false;
    r->failed |= text.length && !analyzer_text(r->analyzer, language, text.data, text.length, 1, take_token, r);
    return r->found;
}

/* A stem that has other forms too: only passages with one that fits. The fields of an article have no text to be read. */
static struct store_query *mixed_query(const struct gathering *g, daftar_index *index, char prefix,
                                       daftar_status *status)
{
    uint64_t passages = 0;
    struct store_query *query = synonym(g, prefix, true);
    struct reading reading = {.wild = g->wild, .analyzer = index->analyzer};
    for (size_t i = 0; i < g->count; i++)
        passages += g->items[i].mixed ? g->items[i].frequency : 0;
    if (prefix || !passages || passages > READ_MAX)
        return query;
    query = verify(index, query, holds_form, &reading, status);
    g->plan->failed |= reading.failed;
    return query;
}

struct store_query *wild_query(struct plan *plan, daftar_index *index, const enum language *languages, size_t count,
                               const struct node *node, char prefix, daftar_status *status)
{
    struct gathering g = {.plan = plan, .wild = read_patterns(plan, languages, count, node)};
    bool fuzzy = node->kind == NODE_FUZZY;
    if (!g.wild)
        return NULL;
    layers_begin(plan);
    *status = gather(&g, index);
    settle(&g, index, prefix, fuzzy ? FUZZY_TERMS_MAX : WILD_TERMS_MAX);
    add_expansions(&g, node->text);
    if (fuzzy || *status) {
        free(g.items);
        return fuzzy ? layers_query(plan, prefix, 1) : NULL;
    }
    struct store_query *pair[2] = {synonym(&g, prefix, false), mixed_query(&g, index, prefix, status)};
    free(g.items);
    return store_query_join(STORE_OR, pair, 2);
}

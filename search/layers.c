/* layers.c: gathers the terms by which a word may match and makes tiers of them. */
#include "search/layers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TIER_TERMS_MAX 8 /* synonyms: 20 frequent ones cost 8 ms */
#define TIERS_MAX 4
#define TIER_WIDTH 0.8   /* the weakest of a tier weighs this much of the strongest, at least */
#define PLACES_MAX 8
#define PHRASES_WEIGHT 0.75 /* tuned by `make evaluate`: 0.6 costs .002 of nDCG on titles, 1 costs .006 */

void layers_begin(struct plan *plan)
{
    plan->word_from = plan->count;
}

static bool append(struct plan *plan, struct expansion expansion)
{
    expansion.term = pool_copy(&plan->strings, expansion.term);
    expansion.source = pool_copy(&plan->strings, expansion.source);
    if (!expansion.term.data || !expansion.source.data ||
        !array_reserve(&plan->expansions, &plan->capacity, plan->count + 1, sizeof *plan->expansions)) {
        plan->failed = true;
        return false;
    }
    plan->expansions[plan->count++] = expansion;
    return true;
}

void layers_add(struct plan *plan, struct expansion expansion)
{
    for (size_t i = plan->word_from; i < plan->count; i++) {
        struct expansion *known = &plan->expansions[i];
        if (!slice_same(known->term, expansion.term))
            continue;
        /* Of several articles that teach the same the first by its path: segments come in any order. */
        bool first = known->layer == LAYER_MINED && expansion.layer == LAYER_MINED &&
                     known->weight == expansion.weight && slice_compare(expansion.source, known->source) < 0;
        if (known->weight < expansion.weight || first) {
            expansion.term = known->term;
            expansion.source = pool_copy(&plan->strings, expansion.source);
            plan->failed |= !expansion.source.data;
            *known = expansion;
        }
        return;
    }
    append(plan, expansion);
}

/* The term under a field's letter, made in `bytes`. */
static struct slice term_bytes(char prefix, struct slice term, char bytes[FOLD_MAX + 1])
{
    size_t length = term.length < FOLD_MAX ? term.length : FOLD_MAX;
    bytes[0] = prefix;
    memcpy(bytes + 1, term.data, length);
    return prefix ? (struct slice){bytes, length + 1} : term;
}

struct store_query *layers_term(char prefix, struct slice term)
{
    char bytes[FOLD_MAX + 1];
    struct slice whole = term_bytes(prefix, term, bytes);
    return store_query_term(whole.data, whole.length);
}

/* A term, or the stems of a phrase next to one another; a field's terms have no positions. */
static struct store_query *expansion_query(const struct plan *plan, const struct expansion *expansion, char prefix)
{
    struct store_query *places[PLACES_MAX];
    size_t count = 0;
    for (size_t at = 0; at <= expansion->term.length && count < PLACES_MAX;) {
        const char *start = expansion->term.data + at;
        const char *blank = memchr(start, ' ', expansion->term.length - at);
        size_t length = blank ? (size_t)(blank - start) : expansion->term.length - at;
        places[count++] = layers_term(prefix, (struct slice){start, length});
        at += length + 1;
    }
    if (count == 1)
        return places[0];
    return prefix ? store_query_join(STORE_AND, places, count) : store_query_near(plan->store, places, count, count, true);
}

/* ---- tiers ---- */

static int compare_weights(const void *left, const void *right)
{
    const struct expansion *a = *(const struct expansion *const *)left, *b = *(const struct expansion *const *)right;
    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    /* By bytes: the order in which they were found differs from shard to shard. */
    return slice_compare(a->term, b->term);
}

/* The expansions of the word, the heaviest first; at most `room` of them. */
static size_t heaviest(const struct plan *plan, const struct expansion **out, size_t room)
{
    size_t count = 0;
    for (size_t i = plan->word_from; i < plan->count && count < room; i++)
        out[count++] = &plan->expansions[i];
    qsort(out, count, sizeof(const struct expansion *), compare_weights);
    return count;
}

static bool is_phrase(const struct expansion *expansion)
{
    return memchr(expansion->term.data, ' ', expansion->term.length) != NULL;
}

/* The next of the words in `rest`, which are joined with blanks. */
static struct slice next_word(struct slice *rest)
{
    const char *blank = memchr(rest->data, ' ', rest->length);
    struct slice word = {rest->data, blank ? (size_t)(blank - rest->data) : rest->length};
    rest->data += word.length + (blank != NULL);
    rest->length -= word.length + (blank != NULL);
    return word;
}

/* A tier in the making: its terms are one synonym. Of several phrases a passage with any gets what a word would get that
 * is as rare as they are thought to be, and as frequent in the passage as their rarest words are: a phrase cannot stand
 * in a synonym (store.h). */
struct tier {
    struct plan *plan;
    char prefix;
    struct store_query *terms[TIER_TERMS_MAX], *phrases[TIER_TERMS_MAX], *rarest[TIER_TERMS_MAX];
    size_t term_count, phrase_count;
    double frequency;        /* of all of them */
    double rarest_frequency; /* of the rarest words */
};

static double idf(const struct tier *tier, double frequency)
{
    double odds = ((double)store_passage_count(tier->plan->store) - frequency + 0.5) / (frequency + 0.5);
    return log(odds < 2 ? fmax(odds, 0) / 2 + 1 : odds);
}

/* The words of a phrase fall together by chance, and as a phrase four times less. */
static void add_phrase(struct tier *tier, const struct expansion *expansion)
{
    double passages = (double)store_passage_count(tier->plan->store), guess = passages / 4, least = passages;
    struct slice rest = expansion->term, rarest = {"", 0};
    while (rest.length) {
        char bytes[FOLD_MAX + 1];
        struct slice word = next_word(&rest), term = term_bytes(tier->prefix, word, bytes);
        double frequency = (double)store_term_frequency(tier->plan->store, term.data, term.length);
        guess *= passages > 0 ? frequency / passages : 0;
        if (frequency <= least) {
            least = frequency;
            rarest = word;
        }
    }
    tier->frequency += guess;
    tier->rarest_frequency += least;
    tier->rarest[tier->phrase_count] = layers_term(tier->prefix, rarest);
    tier->phrases[tier->phrase_count++] = expansion_query(tier->plan, expansion, tier->prefix);
}

static void add_word(struct tier *tier, const struct expansion *expansion)
{
    char bytes[FOLD_MAX + 1];
    struct slice term = term_bytes(tier->prefix, expansion->term, bytes);
    tier->frequency += (double)store_term_frequency(tier->plan->store, term.data, term.length);
    tier->terms[tier->term_count++] = store_query_term(term.data, term.length);
}

static struct store_query *synonym(struct store_query **terms, size_t count)
{
    return count == 1 ? terms[0] : store_query_join(STORE_SYNONYM, terms, count);
}

static struct store_query *tier_phrases(struct tier *tier)
{
    double factor = PHRASES_WEIGHT * idf(tier, tier->frequency) / idf(tier, tier->rarest_frequency);
    struct store_query *pair[2] = {store_query_scale(synonym(tier->rarest, tier->phrase_count), factor),
                                   store_query_join(STORE_OR, tier->phrases, tier->phrase_count)};
    return store_query_join(STORE_FILTER, pair, 2);
}

static struct store_query *join_tier(struct tier *tier)
{
    if (!tier->phrase_count)
        return synonym(tier->terms, tier->term_count);
    if (!tier->term_count && tier->phrase_count == 1) {
        store_query_free(tier->rarest[0]);
        return tier->phrases[0];
    }
    struct store_query *phrases = tier_phrases(tier);
    if (!tier->term_count)
        return phrases;
    struct store_query *terms = synonym(tier->terms, tier->term_count);
    struct store_query *pair[2] = {phrases, store_query_copy(terms)};
    struct store_query *both[2] = {terms, store_query_join(STORE_AND_NOT, pair, 2)};
    return store_query_join(STORE_OR, both, 2);
}

/* The next tier: takes from items[*at] on what weighs alike. */
static struct store_query *tier_query(struct plan *plan, const struct expansion *const *items, size_t count, size_t *at,
                                      char prefix)
{
    struct tier tier = {.plan = plan, .prefix = prefix};
    double heaviest_weight = items[*at]->weight;
    for (; *at < count && items[*at]->weight >= heaviest_weight * TIER_WIDTH; ++*at) {
        if (tier.term_count + tier.phrase_count < TIER_TERMS_MAX)
            (is_phrase(items[*at]) ? add_phrase : add_word)(&tier, items[*at]);
    }
    return join_tier(&tier);
}

/* A weaker tier has the passages that no stronger one has. Nested, each tier is read twice at most: T1 OR ((T2 OR ((T3 OR ...)
 * AND_NOT T2)) AND_NOT T1). */
static struct store_query *nest(struct store_query **tiers, const double *weights, size_t count)
{
    struct store_query *query = NULL;
    for (size_t i = count; i-- > 0;) {
        struct store_query *itself = query ? store_query_copy(tiers[i]) : NULL;
        struct store_query *pair[2] = {store_query_scale(tiers[i], weights[i]), NULL};
        if (query) {
            struct store_query *rest[2] = {query, itself};
            pair[1] = store_query_join(STORE_AND_NOT, rest, 2);
        }
        query = query ? store_query_join(STORE_OR, pair, 2) : pair[0];
    }
    return query;
}

struct store_query *layers_query(struct plan *plan, char prefix, double factor)
{
    const struct expansion *items[256];
    struct store_query *tiers[TIERS_MAX];
    double weights[TIERS_MAX];
    size_t count = heaviest(plan, items, 256), tier_count = 0;
    for (size_t at = 0; at < count && tier_count < TIERS_MAX; tier_count++) {
        weights[tier_count] = items[at]->weight * factor;
        tiers[tier_count] = tier_query(plan, items, count, &at, prefix);
    }
    return tier_count ? nest(tiers, weights, tier_count) : store_query_none();
}

/* ---- looking up ---- */

static int compare_expansions(const void *left, const void *right)
{
    const struct expansion *a = left, *b = right;
    int order = slice_compare(a->term, b->term);
    if (!order)
        order = (a->phrase.length > 0) - (b->phrase.length > 0);
    return order ? order : (a->weight < b->weight) - (a->weight > b->weight);
}

static unsigned bit_of(struct slice term)
{
    const unsigned char *bytes = (const unsigned char *)term.data;
    size_t length = term.length;
    return length ? (bytes[0] + bytes[length - 1] * 5u + bytes[length / 2] * 17u + (unsigned)length * 31u) % 256 : 0;
}

/* A phrase is found by its last stem. */
static void settle_phrase(struct expansion *expansion)
{
    const char *blank = memrchr(expansion->term.data, ' ', expansion->term.length);
    if (!blank)
        return;
    size_t before = (size_t)(blank + 1 - expansion->term.data);
    expansion->phrase = expansion->term;
    expansion->term = (struct slice){blank + 1, expansion->phrase.length - before};
}

void layers_sort(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        settle_phrase(&plan->expansions[i]);
    if (plan->count)
        qsort(plan->expansions, plan->count, sizeof *plan->expansions, compare_expansions);
    for (size_t i = 0; i < plan->count; i++) {
        unsigned bit = bit_of(plan->expansions[i].term);
        plan->terms[bit / 64] |= UINT64_C(1) << bit % 64;
    }
}

/* The first expansion of the term, or of the phrases that end with it; NULL when there is none. */
static const struct expansion *first_of(const struct plan *plan, struct slice term, bool phrase)
{
    size_t low = 0, high = plan->count;
    struct expansion key = {.term = term, .weight = 2, .phrase = {"", phrase}};
    unsigned bit = bit_of(term);
    if (!(plan->terms[bit / 64] >> bit % 64 & 1))
        return NULL;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare_expansions(&plan->expansions[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const struct expansion *found = &plan->expansions[low];
    return low < plan->count && slice_same(found->term, term) && (found->phrase.length > 0) == phrase ? found : NULL;
}

const struct expansion *plan_find(const struct plan *plan, struct slice term)
{
    return first_of(plan, term, false);
}

const struct expansion *plan_phrase(const struct plan *plan, struct slice term, size_t number)
{
    const struct expansion *first = first_of(plan, term, true), *end = plan->expansions + plan->count;
    return first && number < (size_t)(end - first) && slice_same(first[number].term, term) ? &first[number] : NULL;
}

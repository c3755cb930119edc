/* plan.c: turns the tree of a question into a query of layers. */
#include "search/plan.h"

#include "analysis/detect.h"
#include "search/expand.h"
#include "search/phrase.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

const char *const layer_names[LAYER_COUNT] = {"exact", "variant", "glossary", "mined", "cognate"};

#define LAYER_TERMS_MAX 8 /* a layer's synonyms: 20 frequent ones cost 8 ms */

struct planner {
    struct plan *plan;
    daftar_index *index;
    const struct query *query;
    const struct plan_options *options;
    enum language languages[LANGUAGE_COUNT]; /* that words are analysed in; the likeliest first */
    size_t language_count;
    daftar_status status;
};

static struct store_query *plan_node(struct planner *p, unsigned node);

/* ---- expansions ---- */

static bool same(struct slice a, struct slice b)
{
    return a.length == b.length && !memcmp(a.data, b.data, a.length);
}

void plan_add(struct plan *plan, struct expansion expansion)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct expansion *known = &plan->expansions[i];
        if (known->word.data != expansion.word.data || !same(known->term, expansion.term))
            continue;
        if (known->layer == expansion.layer && known->weight < expansion.weight)
            known->weight = expansion.weight;
        return;
    }
    expansion.term = pool_copy(&plan->strings, expansion.term);
    expansion.source = pool_copy(&plan->strings, expansion.source);
    if (!expansion.term.data || !expansion.source.data ||
        !array_reserve(&plan->expansions, &plan->capacity, plan->count + 1, sizeof *plan->expansions)) {
        plan->failed = true;
        return;
    }
    plan->expansions[plan->count++] = expansion;
}

static int compare_expansions(const void *left, const void *right)
{
    const struct expansion *a = left, *b = right;
    size_t shared = a->term.length < b->term.length ? a->term.length : b->term.length;
    int order = memcmp(a->term.data, b->term.data, shared);
    if (!order)
        order = (a->term.length > b->term.length) - (a->term.length < b->term.length);
    return order ? order : (a->weight < b->weight) - (a->weight > b->weight);
}

const struct expansion *plan_find(const struct plan *plan, struct slice term)
{
    size_t low = 0, high = plan->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct expansion key = {.term = term, .weight = 2};
        if (compare_expansions(&plan->expansions[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < plan->count && same(plan->expansions[low].term, term) ? &plan->expansions[low] : NULL;
}

/* ---- languages ---- */

static bool fits(const struct planner *p, enum language language, unsigned scripts)
{
    return p->index->holds[language] && (!scripts || (language_row(language)->scripts & scripts));
}

/* A short query cannot be told apart: every language that the script allows and the index holds. */
static void choose_languages(struct planner *p, struct slice text)
{
    unsigned scripts = fold_scripts(text.data, text.length);
    enum language likeliest = detect_language(text.data, text.length, LANGUAGE_UND, NULL);
    p->language_count = 0;
    if (p->options->language != LANGUAGE_UND) {
        p->languages[p->language_count++] = p->options->language;
        return;
    }
    if (fits(p, likeliest, scripts) || p->options->likeliest)
        p->languages[p->language_count++] = likeliest;
    for (int i = 0; i < LANGUAGE_COUNT && !p->options->likeliest; i++)
        if ((enum language)i != likeliest && fits(p, (enum language)i, scripts))
            p->languages[p->language_count++] = (enum language)i;
    if (!p->language_count)
        p->languages[p->language_count++] = likeliest;
}

/* ---- words ---- */

/* Letters before a stem that make it a field's term; 0: none. */
static char field_prefix(enum query_field field)
{
    switch (field) {
    case QUERY_TITLE: return TERM_TITLE;
    case QUERY_AUTHOR: return TERM_AUTHOR;
    case QUERY_KEYWORD: return TERM_KEYWORD;
    case QUERY_HEADING: return TERM_HEADING;
    default: return 0;
    }
}

static struct store_query *term_query(char prefix, struct slice term)
{
    char bytes[FOLD_MAX + 1];
    if (!prefix)
        return store_query_term(term.data, term.length);
    bytes[0] = prefix;
    memcpy(bytes + 1, term.data, term.length);
    return store_query_term(bytes, term.length + 1);
}

/* The terms of one layer of the word whose expansions begin at `from`, the heaviest first, as one synonym. */
static struct store_query *layer_query(struct planner *p, size_t from, enum layer layer, char prefix, double *weight)
{
    struct store_query *terms[LAYER_TERMS_MAX];
    size_t count = 0;
    *weight = 0;
    for (size_t i = from; i < p->plan->count && count < LAYER_TERMS_MAX; i++) {
        const struct expansion *expansion = &p->plan->expansions[i];
        if (expansion->layer != layer)
            continue;
        *weight = *weight < expansion->weight ? expansion->weight : *weight;
        terms[count++] = term_query(prefix, expansion->term);
    }
    return count ? store_query_join(STORE_SYNONYM, terms, count) : NULL;
}

/* OR(L1, w2 (L2 AND_NOT L1), w3 (L3 AND_NOT (L1 OR L2)) ...): the strongest layer that matches counts. */
static struct store_query *layers_query(struct planner *p, size_t from, char prefix)
{
    struct store_query *layers[LAYER_COUNT], *stronger = NULL;
    size_t count = 0;
    for (int layer = 0; layer < LAYER_COUNT; layer++) {
        double weight;
        struct store_query *query = layer_query(p, from, (enum layer)layer, prefix, &weight);
        if (!query)
            continue;
        struct store_query *copy = store_query_copy(query);
        if (!stronger) {
            layers[count++] = store_query_scale(query, weight);
            stronger = copy;
            continue;
        }
        struct store_query *pair[2] = {query, store_query_copy(stronger)};
        layers[count++] = store_query_scale(store_query_join(STORE_AND_NOT, pair, 2), weight);
        struct store_query *both[2] = {stronger, copy};
        stronger = store_query_join(STORE_OR, both, 2);
    }
    store_query_free(stronger);
    return count ? store_query_join(STORE_OR, layers, count) : store_query_none();
}

/* One word of the text of a node, in every language it may be of. */
static struct store_query *word_query(struct planner *p, struct slice surface, enum query_field field)
{
    const struct word *words[LANGUAGE_COUNT];
    size_t from = p->plan->count, count = 0;
    for (size_t i = 0; i < p->language_count; i++) {
        const struct word *word =
            analyzer_word(p->index->analyzer, p->languages[i], surface.data, surface.length);
        if (!word)
            p->plan->failed = true;
        else if (word->term.length)
            words[count++] = word;
    }
    for (size_t i = 0; i < count; i++)
        plan_add(p->plan, (struct expansion){.term = words[i]->term, .word = surface, .layer = LAYER_EXACT, .weight = 1});
    for (size_t i = 0; i < count; i++) {
        if (p->options->expand & DAFTAR_EXPAND_VARIANT)
            expand_variant(p->plan, p->index, words[i], surface);
        if (p->options->expand & DAFTAR_EXPAND_COGNATE)
            expand_cognate(p->plan, p->index, words[i], surface);
    }
    return layers_query(p, from, field_prefix(field));
}

/* ---- the tokens of a node's text ---- */

struct tokens {
    struct slice items[256];
    bool compound[256];
    size_t count;
    const char *text;
};

static void take_token(void *context, const struct token *token)
{
    struct tokens *tokens = context;
    if (tokens->count == sizeof tokens->items / sizeof *tokens->items)
        return;
    tokens->compound[tokens->count] = token->compound;
    tokens->items[tokens->count++] = (struct slice){tokens->text + token->start, token->end - token->start};
}

static bool read_tokens(struct planner *p, struct slice text, struct tokens *tokens)
{
    tokens->count = 0;
    tokens->text = text.data;
    if (!analyzer_text(p->index->analyzer, p->languages[0], text.data, text.length, 1, take_token, tokens)) {
        p->plan->failed = true;
        return false;
    }
    return tokens->count > 0;
}

static struct store_query *words_query(struct planner *p, const struct node *node)
{
    struct tokens tokens;
    struct store_query *words[256];
    if (!read_tokens(p, node->text, &tokens))
        return store_query_none();
    for (size_t i = 0; i < tokens.count; i++)
        words[i] = word_query(p, tokens.items[i], node->field);
    return store_query_join(STORE_OR, words, tokens.count);
}

/* ---- phrases ---- */

/* The stems of one word of a phrase as alternatives of one place. */
static struct store_query *place_query(struct planner *p, struct slice surface, char prefix)
{
    struct store_query *terms[LANGUAGE_COUNT];
    struct slice known[LANGUAGE_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < p->language_count; i++) {
        const struct word *word =
            analyzer_word(p->index->analyzer, p->languages[i], surface.data, surface.length);
        if (!word || !word->term.length)
            continue;
        size_t seen = 0;
        while (seen < count && !same(known[seen], word->term))
            seen++;
        if (seen < count)
            continue;
        known[count] = word->term;
        terms[count++] = term_query(prefix, word->term);
        plan_add(p->plan, (struct expansion){.term = word->term, .word = surface, .layer = LAYER_EXACT, .weight = 1});
    }
    return store_query_join(STORE_OR, terms, count);
}

static struct store_query *phrase_query(struct planner *p, const struct node *node)
{
    struct tokens tokens;
    struct store_query *places[256];
    size_t count = 0;
    char prefix = field_prefix(node->field);
    if (!read_tokens(p, node->text, &tokens))
        return store_query_none();
    for (size_t i = 0; i < tokens.count; i++)
        if (!tokens.compound[i])
            places[count++] = place_query(p, tokens.items[i], prefix);
    struct store_query *query = prefix ? store_query_join(STORE_AND, places, count)
                                : count > 1 ? store_query_near(places, count, count, true)
                                            : store_query_join(STORE_OR, places, count);
    if (!node->exact || prefix || !query)
        return query;
    return phrase_verify(p->index, query, p->languages, p->language_count, node->text, &p->status);
}

static struct store_query *near_query(struct planner *p, const struct node *node)
{
    struct store_query *places[256];
    size_t count = 0;
    for (unsigned child = node->first; child; child = p->query->nodes[child].next) {
        struct tokens tokens;
        if (!read_tokens(p, p->query->nodes[child].text, &tokens))
            continue;
        for (size_t i = 0; i < tokens.count && count < 256; i++)
            if (!tokens.compound[i])
                places[count++] = place_query(p, tokens.items[i], 0);
    }
    return store_query_near(places, count, count + node->distance - 1, node->ordered);
}

/* ---- filters ---- */

static struct store_query *boolean_query(char prefix, struct slice value)
{
    char bytes[STORE_TERM_MAX];
    size_t length = value.length < sizeof bytes - 1 ? value.length : sizeof bytes - 1;
    bytes[0] = prefix;
    memcpy(bytes + 1, value.data, length);
    return store_query_term(bytes, length + 1);
}

static struct store_query *year_query(struct slice text)
{
    char low[9], high[9];
    unsigned long from = 0, to = 0;
    char copy[32];
    size_t length = text.length < sizeof copy - 1 ? text.length : sizeof copy - 1;
    memcpy(copy, text.data, length);
    copy[length] = '\0';
    const char *dots = strstr(copy, "..");
    if (copy[0] == '>')
        from = strtoul(copy + 1 + (copy[1] == '='), NULL, 10) + (copy[1] != '=');
    else if (copy[0] == '<')
        to = strtoul(copy + 1 + (copy[1] == '='), NULL, 10) - (copy[1] != '=');
    else if (dots) {
        from = strtoul(copy, NULL, 10);
        to = strtoul(dots + strspn(dots, "."), NULL, 10);
    } else
        from = to = strtoul(copy, NULL, 10);
    size_t low_length = from ? store_pack_number((double)from, low) : store_pack_number(1, low);
    size_t high_length = to ? store_pack_number((double)to, high) : 0;
    return store_query_range(SLOT_YEAR, low, low_length, high, high_length);
}

static struct store_query *path_query(struct slice value)
{
    while (value.length && value.data[value.length - 1] == '/')
        value.length--;
    return boolean_query(TERM_PATH, value);
}

static bool is_filter(const struct node *node)
{
    return node->field >= QUERY_LANG;
}

static struct store_query *filter_query(const struct node *node)
{
    switch (node->field) {
    case QUERY_LANG: return boolean_query(TERM_LANGUAGE, node->text);
    case QUERY_YEAR: return year_query(node->text);
    case QUERY_PATH: return path_query(node->text);
    case QUERY_FORMAT: return boolean_query(TERM_FORMAT, node->text);
    default: return boolean_query(TERM_PART, node->text);
    }
}

/* ---- the tree ---- */

struct parts {
    struct store_query *items[4096];
    size_t count;
};

static struct store_query *list_query(struct planner *p, const struct node *node)
{
    struct parts *should = calloc(4, sizeof *should);
    if (!should) {
        p->plan->failed = true;
        return NULL;
    }
    struct parts *must = should + 1, *not = should + 2, *filters = should + 3;
    for (unsigned child = node->first; child; child = p->query->nodes[child].next) {
        const struct node *n = &p->query->nodes[child];
        struct parts *to = n->occur == OCCUR_MUST_NOT ? not : is_filter(n) ? filters
                           : n->occur == OCCUR_MUST  ? must : should;
        to->items[to->count++] = plan_node(p, child);
    }
    struct store_query *query = NULL;
    if (must->count && should->count) {
        struct store_query *pair[2] = {store_query_join(STORE_AND, must->items, must->count),
                                       store_query_join(STORE_OR, should->items, should->count)};
        query = store_query_join(STORE_AND_MAYBE, pair, 2);
    } else if (must->count || should->count) {
        struct parts *only = must->count ? must : should;
        query = store_query_join(must->count ? STORE_AND : STORE_OR, only->items, only->count);
    }
    if (filters->count) {
        struct store_query *filter = store_query_join(STORE_AND, filters->items, filters->count);
        struct store_query *pair[2] = {query ? query : store_query_all(), filter};
        query = store_query_join(STORE_FILTER, pair, 2);
    }
    if (not->count) {
        struct store_query *pair[2] = {query ? query : store_query_all(),
                                       store_query_join(STORE_OR, not->items, not->count)};
        query = store_query_join(STORE_AND_NOT, pair, 2);
    }
    free(should);
    return query;
}

static struct store_query *children_query(struct planner *p, const struct node *node)
{
    struct parts *parts = calloc(1, sizeof *parts);
    if (!parts) {
        p->plan->failed = true;
        return NULL;
    }
    for (unsigned child = node->first; child; child = p->query->nodes[child].next)
        parts->items[parts->count++] = plan_node(p, child);
    struct store_query *query;
    if (node->kind == NODE_NOT) {
        struct store_query *pair[2] = {parts->items[0],
                                       store_query_join(STORE_OR, parts->items + 1, parts->count - 1)};
        query = store_query_join(STORE_AND_NOT, pair, 2);
    } else {
        query = store_query_join(node->kind == NODE_AND ? STORE_AND : STORE_OR, parts->items, parts->count);
    }
    free(parts);
    return query;
}

static struct store_query *plan_node(struct planner *p, unsigned index)
{
    const struct node *node = &p->query->nodes[index];
    if (is_filter(node) && !node->first)
        return store_query_scale(filter_query(node), 0);
    switch (node->kind) {
    case NODE_LIST: return list_query(p, node);
    case NODE_AND: case NODE_OR: case NODE_NOT: return children_query(p, node);
    case NODE_NEAR: return near_query(p, node);
    case NODE_PHRASE: return phrase_query(p, node);
    default: return words_query(p, node);
    }
}

/* The words of the query together: what its language is guessed from. */
static void gather_text(const struct query *query, unsigned node, struct buffer *out)
{
    for (; node; node = query->nodes[node].next) {
        const struct node *n = &query->nodes[node];
        if (n->text.length && n->field < QUERY_LANG) {
            buffer_append(out, n->text.data, n->text.length);
            buffer_putc(out, ' ');
        }
        gather_text(query, n->first, out);
    }
}

static struct store_query *language_filter(const struct plan_options *options, struct store_query *query)
{
    struct store_query *codes[LANGUAGE_COUNT];
    size_t count = 0;
    for (; count < options->filter_count && count < LANGUAGE_COUNT; count++) {
        const char *code = language_code(options->filter[count]);
        codes[count] = boolean_query(TERM_LANGUAGE, (struct slice){code, strlen(code)});
    }
    struct store_query *pair[2] = {query, store_query_join(STORE_OR, codes, count)};
    return count ? store_query_join(STORE_FILTER, pair, 2) : query;
}

daftar_status plan_make(struct plan *out, daftar_index *index, const struct query *query,
                        const struct plan_options *options)
{
    *out = (struct plan){0};
    struct planner p = {.plan = out, .index = index, .query = query, .options = options};
    struct buffer text = {0};
    if (!index->analyzer && !(index->analyzer = analyzer_new()))
        return DAFTAR_NO_MEMORY;
    analyzer_trim(index->analyzer, (size_t)32 << 20);
    gather_text(query, query->root, &text);
    choose_languages(&p, (struct slice){text.data ? text.data : "", text.length});
    buffer_free(&text);
    const struct node *root = &query->nodes[query->root];
    bool listing = is_filter(root) && !root->first;
    struct store_query *answer = plan_node(&p, query->root);
    if (listing) {
        struct store_query *pair[2] = {store_query_all(), answer};
        answer = store_query_join(STORE_FILTER, pair, 2);
    }
    out->query = language_filter(options, answer);
    if (p.status)
        return p.status;
    if (out->failed || !out->query)
        return status_no_memory();
    if (out->count)
        qsort(out->expansions, out->count, sizeof *out->expansions, compare_expansions);
    return DAFTAR_OK;
}

void plan_free(struct plan *plan)
{
    store_query_free(plan->query);
    free(plan->expansions);
    pool_free(&plan->strings);
    *plan = (struct plan){0};
}

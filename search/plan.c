/* plan.c: turns the tree of a question into a query of layers. */
#include "search/plan.h"

#include "search/articles.h"
#include "search/expand.h"
#include "search/layers.h"
#include "search/phrase.h"
#include "search/planner.h"
#include "search/wild.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

const char *const layer_names[LAYER_COUNT] = {"exact", "variant", "glossary", "mined", "cognate"};

static struct store_query *plan_node(struct planner *p, unsigned node);

/* ---- phrases ---- */

/* The stems of one word of a phrase as alternatives of one place. */
static struct store_query *place_query(struct planner *p, struct slice surface, char prefix)
{
    struct store_query *terms[LANGUAGE_COUNT];
    struct slice known[LANGUAGE_COUNT];
    size_t count = 0;
    layers_begin(p->plan);
    for (size_t i = 0; i < p->language_count; i++) {
        const struct word *word =
            analyzer_word(p->index->analyzer, p->languages[i], surface.data, surface.length);
        if (!word || !word->term.length)
            continue;
        size_t seen = 0;
        while (seen < count && !slice_same(known[seen], word->term))
            seen++;
        if (seen < count)
            continue;
        known[count] = word->term;
        terms[count++] = layers_term(prefix, word->term);
        layers_add(p->plan, (struct expansion){.term = word->term, .word = surface, .layer = LAYER_EXACT, .weight = 1});
    }
    return store_query_join(STORE_OR, terms, count);
}

static struct store_query *phrase_query(struct planner *p, const struct node *node)
{
    struct tokens tokens;
    struct store_query *places[256];
    size_t count = 0;
    char prefix = planner_prefix(node->field);
    if (!planner_tokens(p, node->text, &tokens))
        return store_query_none();
    for (size_t i = 0; i < tokens.count; i++)
        if (!tokens.compound[i])
            places[count++] = place_query(p, tokens.items[i], prefix);
    struct store_query *query = prefix ? store_query_join(STORE_AND, places, count)
                                : count > 1 ? store_query_near(p->index->store, places, count, count, true)
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
        if (!planner_tokens(p, p->query->nodes[child].text, &tokens))
            continue;
        for (size_t i = 0; i < tokens.count && count < 256; i++)
            if (!tokens.compound[i])
                places[count++] = place_query(p, tokens.items[i], 0);
    }
    struct store_query *query =
        store_query_near(p->index->store, places, count, count + node->distance - 1, node->ordered);
    for (unsigned child = node->first; child; child = p->query->nodes[child].next) {
        if (p->query->nodes[child].kind != NODE_PHRASE) /* whose words are more than near */
            continue;
        struct store_query *pair[2] = {query, phrase_query(p, &p->query->nodes[child])};
        query = store_query_join(STORE_FILTER, pair, 2);
    }
    return query;
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
    const char *number = copy + strspn(copy, "<>="), *second = number + strspn(number, "0123456789");
    unsigned long year = strtoul(number, NULL, 10);
    bool equal = number > copy && number[-1] == '=';
    if (copy[0] == '>')
        from = year + !equal;
    else if (copy[0] == '<')
        to = year ? year - !equal : 0;
    else if (*second) { /* dots, or a dash */
        from = year;
        to = strtoul(second + strcspn(second, "0123456789"), NULL, 10);
    } else
        from = to = year;
    if (to && from > to) {
        from = to;
        to = year;
    }
    size_t low_length = from ? store_pack_number((double)from, low) : store_pack_number(1, low);
    size_t high_length = to || copy[0] == '<' ? store_pack_number((double)to, high) : 0;
    return store_query_range(SLOT_YEAR, low, low_length, high, high_length);
}

/* Codes and names are in small letters in the index. */
static struct store_query *name_query(char prefix, struct slice value)
{
    char small[STORE_TERM_MAX];
    size_t length = value.length < sizeof small ? value.length : sizeof small;
    for (size_t i = 0; i < length; i++)
        small[i] = value.data[i] >= 'A' && value.data[i] <= 'Z' ? value.data[i] | 32 : value.data[i];
    return boolean_query(prefix, (struct slice){small, length});
}

static struct store_query *path_query(struct planner *p, struct slice value)
{
    while (value.length && value.data[value.length - 1] == '/')
        value.length--;
    return articles_of(p->index, boolean_query(TERM_PATH, value), &p->status);
}

static bool is_filter(const struct node *node)
{
    return node->field >= QUERY_LANG;
}

/* The body is what is no other part. */
static struct store_query *part_query(struct slice name)
{
    const char *body = part_names[PART_BODY];
    struct store_query *parts[PART_COUNT];
    size_t count = 0;
    if (name.length != strlen(body) || strncasecmp(name.data, body, name.length))
        return name_query(TERM_PART, name);
    for (int part = PART_BODY + 1; part < PART_COUNT; part++)
        parts[count++] = boolean_query(TERM_PART, (struct slice){part_names[part], strlen(part_names[part])});
    struct store_query *pair[2] = {store_query_all(), store_query_join(STORE_OR, parts, count)};
    return store_query_join(STORE_AND_NOT, pair, 2);
}

static struct store_query *filter_query(struct planner *p, const struct node *node)
{
    switch (node->field) {
    case QUERY_LANG: return name_query(TERM_LANGUAGE, node->text);
    case QUERY_YEAR: return year_query(node->text);
    case QUERY_PATH: return path_query(p, node->text);
    case QUERY_FORMAT: return name_query(TERM_FORMAT, node->text);
    default: return part_query(node->text);
    }
}

/* ---- the tree ---- */

/* Words that only rank, of no field: phrases are sought in runs of them. */
static bool is_plain(const struct node *node)
{
    return (node->kind == NODE_WORD || node->kind == NODE_PHRASE) && node->occur == OCCUR_SHOULD &&
           node->field == QUERY_ANY;
}

/* A child of a list. A phrase beside other words only ranks, so its words do too: people put titles in quotation marks. */
static struct store_query *child_query(struct planner *p, const struct node *list, unsigned child)
{
    const struct node *node = &p->query->nodes[child];
    struct store_query *query = plan_node(p, child);
    bool alone = list->first == child && !node->next;
    if (alone || node->kind != NODE_PHRASE || !is_plain(node))
        return query;
    struct store_query *pair[2] = {query, planner_words(p, node)};
    return store_query_join(STORE_OR, pair, 2);
}

/* The glossary's phrases in each run of plain words among the children. */
static void find_phrases(struct planner *p, const struct node *node, struct parts *parts)
{
    struct slice run = {NULL, 0};
    for (unsigned child = node->first; child; child = p->query->nodes[child].next) {
        const struct node *n = &p->query->nodes[child];
        if (is_plain(n)) {
            if (!run.length)
                run.data = n->text.data;
            run.length = (size_t)(n->text.data + n->text.length - run.data);
        } else {
            planner_phrases(p, run, parts);
            run.length = 0;
        }
    }
    planner_phrases(p, run, parts);
}

/* A query of one word, which may be several with hyphens: a phrase too. */
static struct store_query *lone_query(struct planner *p, const struct node *node)
{
    struct store_query *pair[2] = {NULL, NULL};
    struct parts *phrases = calloc(1, sizeof *phrases);
    if (!phrases) {
        p->plan->failed = true;
        return NULL;
    }
    planner_phrases(p, node->text, phrases);
    pair[0] = planner_words(p, node);
    pair[1] = store_query_join(STORE_OR, phrases->items, phrases->count);
    size_t count = phrases->count ? 2 : 1;
    if (count == 1)
        store_query_free(pair[1]);
    free(phrases);
    return store_query_join(STORE_OR, pair, count);
}

/* What is refused is refused in these words: a guess must not hide a passage. */
static struct store_query *refused_query(struct planner *p, unsigned child)
{
    const struct plan_options *options = p->options;
    struct plan_options strict = *options;
    strict.expand = DAFTAR_EXPAND_NONE;
    p->options = &strict;
    struct store_query *query = plan_node(p, child);
    p->options = options;
    return query;
}

static struct store_query *list_query(struct planner *p, const struct node *node)
{
    struct parts *should = calloc(4, sizeof *should);
    if (!should) {
        p->plan->failed = true;
        return NULL;
    }
    struct parts *must = should + 1, *not = should + 2, *filters = should + 3;
    find_phrases(p, node, should);
    for (unsigned child = node->first; child; child = p->query->nodes[child].next) {
        const struct node *n = &p->query->nodes[child];
        struct parts *to = n->occur == OCCUR_MUST_NOT ? not : is_filter(n) ? filters
                           : n->occur == OCCUR_MUST  ? must : should;
        if (to->count < PARTS_MAX)
            to->items[to->count++] = to == not ? refused_query(p, child) : child_query(p, node, child);
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
        parts->items[parts->count++] =
            node->kind == NODE_NOT && child != node->first ? refused_query(p, child) : plan_node(p, child);
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

/* Title, author and keyword stand at the first passage of an article and count for all of them. */
static bool of_article(enum query_field field)
{
    return field == QUERY_TITLE || field == QUERY_AUTHOR || field == QUERY_KEYWORD;
}

static struct store_query *leaf_query(struct planner *p, const struct node *node)
{
    switch (node->kind) {
    case NODE_PHRASE: return phrase_query(p, node);
    case NODE_WILD: case NODE_FUZZY:
        return wild_query(p->plan, p->index, p->languages, p->language_count, node, planner_prefix(node->field),
                          &p->status);
    default: return planner_words(p, node);
    }
}

static struct store_query *plan_node(struct planner *p, unsigned index)
{
    const struct node *node = &p->query->nodes[index];
    if (of_article(node->field) && !node->first)
        return articles_of(p->index, leaf_query(p, node), &p->status);
    if (is_filter(node) && !node->first)
        return store_query_scale(filter_query(p, node), 0);
    switch (node->kind) {
    case NODE_LIST: return list_query(p, node);
    case NODE_AND: case NODE_OR: case NODE_NOT: return children_query(p, node);
    case NODE_NEAR: return near_query(p, node);
    default: return index == p->query->root && node->kind == NODE_WORD && is_plain(node) ? lone_query(p, node) : leaf_query(p, node);
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
    if (!count)
        return query;
    struct store_query *pair[2] = {query, store_query_join(STORE_OR, codes, count)};
    return store_query_join(STORE_FILTER, pair, 2);
}

static bool asks_for_part(const struct query *query, unsigned node)
{
    for (; node; node = query->nodes[node].next)
        if (query->nodes[node].field == QUERY_IN || asks_for_part(query, query->nodes[node].first))
            return true;
    return false;
}

/* References are found by `in:references` and not ranked with the text. */
static struct store_query *without_references(const struct query *query, struct store_query *answer)
{
    const char *name = part_names[PART_REFERENCES];
    if (asks_for_part(query, query->root))
        return answer;
    struct store_query *pair[2] = {answer, boolean_query(TERM_PART, (struct slice){name, strlen(name)})};
    return store_query_join(STORE_AND_NOT, pair, 2);
}

daftar_status plan_make(struct plan *out, daftar_index *index, const struct query *query,
                        const struct plan_options *options)
{
    *out = (struct plan){.store = index->store};
    struct planner p = {.plan = out, .index = index, .query = query, .options = options};
    struct buffer text = {0};
    if (!index->analyzer && !(index->analyzer = analyzer_new()))
        return DAFTAR_NO_MEMORY;
    analyzer_trim(index->analyzer, (size_t)32 << 20);
    if (options->glossary && options->expand & DAFTAR_EXPAND_GLOSSARY) {
        daftar_status status = user_glossary_open(&p.glossaries[p.glossary_count++], index, options->glossary);
        if (status)
            return status;
    }
    if (options->expand & DAFTAR_EXPAND_GLOSSARY)
        p.glossaries[p.glossary_count++] = glossary_builtin();
    p.mined = options->expand & DAFTAR_EXPAND_MINED && expand_knows_pairs(index);
    gather_text(query, query->root, &text);
    planner_languages(&p, (struct slice){text.data ? text.data : "", text.length});
    buffer_free(&text);
    const struct node *root = &query->nodes[query->root];
    bool listing = is_filter(root) && !root->first;
    struct store_query *answer = plan_node(&p, query->root);
    if (listing) {
        struct store_query *pair[2] = {store_query_all(), answer};
        answer = store_query_join(STORE_FILTER, pair, 2);
    }
    out->query = language_filter(options, without_references(query, answer));
    if (p.status)
        return p.status;
    if (out->failed || !out->query)
        return status_no_memory();
    layers_sort(out);
    return out->failed ? status_no_memory() : DAFTAR_OK;
}

void plan_free(struct plan *plan)
{
    store_query_free(plan->query);
    free(plan->expansions);
    pool_free(&plan->strings);
    *plan = (struct plan){0};
}

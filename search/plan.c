/* plan.c: turns the tree of a question into a query of layers. */
#include "search/plan.h"

#include "analysis/detect.h"
#include "analysis/lexemes.h"
#include "search/articles.h"
#include "search/expand.h"
#include "search/layers.h"
#include "search/phrase.h"
#include "search/wild.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

const char *const layer_names[LAYER_COUNT] = {"exact", "variant", "glossary", "mined", "cognate"};

#define FOREIGN_EXACT 0.9    /* a word as it would be cut in another language than the likeliest */
#define FOREIGN_SOURCE 0.5   /* its other layers */
#define SURE_DETECTION 0.9   /* from here on a query is of one language */
#define STOPWORD_WEIGHT 0.15
#define PHRASE_WEIGHT 1
#define COVERED_WEIGHT 0.5 /* the weaker layers of a word that is part of a phrase */
#define COVERED_MAX 32
#define PARTS_MAX 4096

struct parts {
    struct store_query *items[PARTS_MAX];
    size_t count;
};

/* A language that the query may be written in, and how far that is sure. */
struct source {
    enum language language;
    double sure;
};

struct planner {
    struct plan *plan;
    daftar_index *index;
    const struct query *query;
    const struct plan_options *options;
    enum language languages[LANGUAGE_COUNT]; /* that words are analysed in; the likeliest first */
    size_t language_count;
    struct source sources[LANGUAGE_COUNT];   /* that weaker layers start from; the likeliest first */
    size_t source_count;
    const struct glossary *glossaries[2];    /* the user's first */
    size_t glossary_count;
    bool mined;                              /* the layer is on, and the index knows pairs */
    struct slice covered[COVERED_MAX];       /* stretches of the query that are phrases of a glossary */
    size_t covered_count;
    daftar_status status;
};

static struct store_query *plan_node(struct planner *p, unsigned node);

/* ---- languages ---- */

static bool fits(const struct planner *p, enum language language, unsigned scripts)
{
    return p->index->holds[language] && (!scripts || (language_row(language)->scripts & scripts));
}

static void add_source(struct planner *p, enum language language, double sure)
{
    if (p->source_count < LANGUAGE_COUNT)
        p->sources[p->source_count++] = (struct source){language, sure};
}

/* What the query may be written in: the likeliest alone if that is sure, else every one of ours in its script. */
static void choose_sources(struct planner *p, enum language likeliest, double confidence, unsigned scripts)
{
    bool sure = p->options->language != LANGUAGE_UND || confidence >= SURE_DETECTION;
    p->source_count = 0;
    add_source(p, likeliest, 1);
    for (int i = LANGUAGE_OURS_FIRST; i <= LANGUAGE_OURS_LAST && !sure; i++)
        if ((enum language)i != likeliest && (language_row((enum language)i)->scripts & scripts))
            add_source(p, (enum language)i, FOREIGN_SOURCE);
}

/* A short query cannot be told apart: its words are cut as every language does that the script allows and the index
 * holds. */
static void choose_languages(struct planner *p, struct slice text)
{
    double confidence = 0;
    unsigned scripts = fold_scripts(text.data, text.length);
    enum language likeliest = p->options->language;
    if (likeliest == LANGUAGE_UND)
        likeliest = detect_language(text.data, text.length, LANGUAGE_UND, &confidence);
    choose_sources(p, likeliest, confidence, scripts);
    p->language_count = 0;
    p->languages[p->language_count++] = likeliest;
    for (int i = 0; i < LANGUAGE_COUNT && !p->options->likeliest && p->options->language == LANGUAGE_UND; i++)
        if ((enum language)i != likeliest && fits(p, (enum language)i, scripts))
            p->languages[p->language_count++] = (enum language)i;
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

static const struct word *word_in(struct planner *p, enum language language, struct slice surface)
{
    const struct word *word = analyzer_word(p->index->analyzer, language, surface.data, surface.length);
    if (!word)
        p->plan->failed = true;
    return word && word->term.length ? word : NULL;
}

static void add_exact(struct planner *p, struct slice surface)
{
    for (size_t i = 0; i < p->language_count; i++) {
        const struct word *word = word_in(p, p->languages[i], surface);
        if (word)
            layers_add(p->plan, (struct expansion){.term = word->term, .word = surface, .layer = LAYER_EXACT,
                                                   .weight = i ? FOREIGN_EXACT : 1});
    }
}

/* What the glossaries and the articles' own lists say of stems; false: nothing. */
static bool add_concepts(struct planner *p, enum language language, struct slice stems, struct slice typed, double sure)
{
    bool found = false;
    for (size_t i = 0; i < p->glossary_count; i++)
        found |= expand_glossary(p->plan, p->index, p->glossaries[i], language, stems, typed, sure);
    if (p->mined)
        found |= expand_mined(p->plan, p->index, stems, typed, sure);
    return found;
}

/* The weaker layers of a word as a word of one language. */
static void add_weaker(struct planner *p, struct source source, struct slice surface)
{
    const struct word *word = word_in(p, source.language, surface);
    unsigned expand = p->options->expand;
    if (!word)
        return;
    if (expand & DAFTAR_EXPAND_VARIANT)
        expand_variant(p->plan, p->index, word, surface, source.sure);
    if (expand & (DAFTAR_EXPAND_GLOSSARY | DAFTAR_EXPAND_MINED))
        add_concepts(p, (enum language)word->language, word->term, surface, source.sure);
    if (expand & DAFTAR_EXPAND_COGNATE)
        expand_cognate(p->plan, p->index, word, surface, source.sure);
}

/* Without a subject in the language that the query is likeliest in? */
static bool is_stopword(struct planner *p, struct slice surface)
{
    const struct word *word = word_in(p, p->sources[0].language, surface);
    return word && lexicon_is_stopword((enum language)word->language, word->form.data, word->form.length);
}

static bool is_covered(const struct planner *p, struct slice surface)
{
    for (size_t i = 0; i < p->covered_count; i++)
        if (surface.data >= p->covered[i].data && surface.data < p->covered[i].data + p->covered[i].length)
            return true;
    return false;
}

/* One word of the text of a node, in every language it may be of. */
static struct store_query *word_query(struct planner *p, struct slice surface, enum query_field field)
{
    bool stopword = is_stopword(p, surface);
    layers_begin(p->plan);
    add_exact(p, surface);
    double sure = is_covered(p, surface) ? COVERED_WEIGHT : 1;
    for (size_t i = 0; i < p->source_count && p->options->expand && !stopword; i++)
        add_weaker(p, (struct source){p->sources[i].language, p->sources[i].sure * sure}, surface);
    return layers_query(p->plan, field_prefix(field), stopword ? STOPWORD_WEIGHT : 1);
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

/* ---- phrases of the glossary ---- */

/* The stems of the words [from, from + count) in one language, joined with blanks; 0: too long. */
static size_t join_stems(struct planner *p, enum language language, const struct slice *words, size_t count, char *out,
                         size_t room)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        const struct word *word = word_in(p, language, words[i]);
        if (!word || length + word->term.length + 1 > room)
            return 0;
        if (length)
            out[length++] = ' ';
        memcpy(out + length, word->term.data, word->term.length);
        length += word->term.length;
    }
    return length;
}

/* The terms of the longest phrase that begins with words[0]; returns how many words it has, 0: there is none. */
static size_t add_phrase(struct planner *p, const struct slice *words, size_t count)
{
    char stems[256];
    count = count < GLOSSARY_WORDS_MAX ? count : GLOSSARY_WORDS_MAX;
    for (; count > 1; count--) {
        struct slice typed = {words[0].data, (size_t)(words[count - 1].data + words[count - 1].length - words[0].data)};
        bool found = false;
        for (size_t i = 0; i < p->source_count; i++) {
            enum language language = p->sources[i].language;
            size_t length = join_stems(p, language, words, count, stems, sizeof stems);
            if (length && add_concepts(p, language, (struct slice){stems, length}, typed, p->sources[i].sure))
                found = true;
        }
        if (found)
            return count;
    }
    return 0;
}

static void cover(struct planner *p, struct slice first, struct slice last)
{
    if (p->covered_count < COVERED_MAX)
        p->covered[p->covered_count++] =
            (struct slice){first.data, (size_t)(last.data + last.length - first.data)};
}

/* Adds to `parts` a query for each phrase of the glossary in a run of plain words. The words count by themselves too:
 * a passage may say it otherwise. */
static void add_phrases(struct planner *p, struct slice run, struct parts *parts)
{
    struct tokens tokens;
    size_t count = 0;
    if (!(p->options->expand & (DAFTAR_EXPAND_GLOSSARY | DAFTAR_EXPAND_MINED)) || !run.length || !read_tokens(p, run, &tokens))
        return;
    for (size_t i = 0; i < tokens.count; i++)
        if (!tokens.compound[i])
            tokens.items[count++] = tokens.items[i];
    for (size_t at = 0; at < count && parts->count < PARTS_MAX;) {
        layers_begin(p->plan);
        size_t words = add_phrase(p, tokens.items + at, count - at);
        if (p->plan->count > p->plan->word_from) {
            parts->items[parts->count++] = layers_query(p->plan, 0, PHRASE_WEIGHT);
            cover(p, tokens.items[at], tokens.items[at + words - 1]);
        }
        at += words ? words : 1;
    }
}

/* ---- phrases ---- */

static bool same(struct slice a, struct slice b)
{
    return a.length == b.length && !memcmp(a.data, b.data, a.length);
}

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
        while (seen < count && !same(known[seen], word->term))
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

static struct store_query *filter_query(struct planner *p, const struct node *node)
{
    switch (node->field) {
    case QUERY_LANG: return boolean_query(TERM_LANGUAGE, node->text);
    case QUERY_YEAR: return year_query(node->text);
    case QUERY_PATH: return path_query(p, node->text);
    case QUERY_FORMAT: return boolean_query(TERM_FORMAT, node->text);
    default: return boolean_query(TERM_PART, node->text);
    }
}

/* ---- the tree ---- */

/* A word that only ranks, of no field: phrases are sought in runs of them. */
static bool is_plain(const struct node *node)
{
    return node->kind == NODE_WORD && node->occur == OCCUR_SHOULD && node->field == QUERY_ANY;
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
            add_phrases(p, run, parts);
            run.length = 0;
        }
    }
    add_phrases(p, run, parts);
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
    add_phrases(p, node->text, phrases);
    pair[0] = words_query(p, node);
    pair[1] = store_query_join(STORE_OR, phrases->items, phrases->count);
    size_t count = phrases->count ? 2 : 1;
    if (count == 1)
        store_query_free(pair[1]);
    free(phrases);
    return store_query_join(STORE_OR, pair, count);
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
        return wild_query(p->plan, p->index, p->languages, p->language_count, node, field_prefix(node->field),
                          &p->status);
    default: return words_query(p, node);
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
    default: return index == p->query->root && is_plain(node) ? lone_query(p, node) : leaf_query(p, node);
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
    *out = (struct plan){0};
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
    choose_languages(&p, (struct slice){text.data ? text.data : "", text.length});
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

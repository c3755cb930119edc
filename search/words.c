/* words.c: plans the words of a query: their languages, their layers, and the phrases of the glossary among them. */
#include "analysis/detect.h"
#include "analysis/lexemes.h"
#include "search/expand.h"
#include "search/layers.h"
#include "search/planner.h"
#include "store/schema.h"

#include <math.h>
#include <string.h>

/* Tuned by `make evaluate`: flat around these values. */
#define FOREIGN_EXACT 0.9    /* a word as it would be cut in another language than the likeliest */
#define FOREIGN_SOURCE 0.5   /* its other layers */
#define SURE_DETECTION 0.9   /* from here on a query is of one language */
#define STOPWORD_WEIGHT 0.15
#define PHRASE_WEIGHT 1
#define COVERED_WEIGHT 0.5 /* the weaker layers of a word that is part of a phrase */
#define FURTHER_WORD 0.5   /* what each further word of a phrase adds where it is said otherwise, by its share of the query */
#define NEIGHBOUR_WEIGHT 0.2 /* words of the query side by side in the passage too: doc/ranking.md */

static const struct word *word_in(struct planner *p, enum language language, struct slice surface)
{
    const struct word *word = analyzer_word(p->index->analyzer, language, surface.data, surface.length);
    if (!word)
        p->plan->failed = true;
    return word && word->term.length ? word : NULL;
}

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

/* How well a language's words of the built-in glossary cover the query: two for a word as it is typed, one for its stem. */
static unsigned knows(struct planner *p, enum language language, const struct tokens *tokens)
{
    unsigned known = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct word *word = word_in(p, language, tokens->items[i]);
        struct glossary_phrase form = {.length = 0};
        size_t count = 0;
        if (!word || !glossary_phrase_add(&form, word->form))
            continue;
        const struct glossary_form *forms =
            glossary_find(glossary_builtin(), language, word->term.data, word->term.length, &count);
        uint8_t written = glossary_written(&form);
        bool as_typed = word_is_stopword(word);
        for (size_t k = 0; k < count; k++)
            as_typed |= forms[k].written == written;
        known += as_typed ? 2 : count > 0;
    }
    return known;
}

/* Where the letters leave several languages, that with the most words that are known comes first. */
static void prefer_known(struct planner *p, struct slice text)
{
    struct tokens tokens;
    if (p->source_count < 2 || !planner_tokens(p, text, &tokens))
        return;
    size_t best = 0;
    unsigned most = knows(p, p->sources[0].language, &tokens);
    for (size_t i = 1; i < p->source_count; i++) {
        unsigned known = knows(p, p->sources[i].language, &tokens);
        if (known > most) {
            most = known;
            best = i;
        }
    }
    enum language language = p->sources[best].language;
    p->sources[best].language = p->sources[0].language;
    p->sources[0].language = language;
}

/* A short query cannot be told apart: its words are cut as every language does that the script allows and the index
 * holds. */
void planner_languages(struct planner *p, struct slice text)
{
    double confidence = 0;
    unsigned scripts = fold_scripts(text.data, text.length);
    enum language likeliest = p->options->language;
    if (likeliest == LANGUAGE_UND)
        likeliest = detect_language(text.data, text.length, LANGUAGE_UND, &confidence);
    p->languages[0] = likeliest;
    choose_sources(p, likeliest, confidence, scripts);
    if (p->options->expand)
        prefer_known(p, text);
    likeliest = p->sources[0].language;
    p->language_count = 0;
    p->languages[p->language_count++] = likeliest;
    for (int i = 0; i < LANGUAGE_COUNT && !p->options->likeliest && p->options->language == LANGUAGE_UND; i++)
        if ((enum language)i != likeliest && fits(p, (enum language)i, scripts))
            p->languages[p->language_count++] = (enum language)i;
}

/* ---- words ---- */

char planner_prefix(enum query_field field)
{
    switch (field) {
    case QUERY_TITLE: return TERM_TITLE;
    case QUERY_AUTHOR: return TERM_AUTHOR;
    case QUERY_KEYWORD: return TERM_KEYWORD;
    case QUERY_HEADING: return TERM_HEADING;
    default: return 0;
    }
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

/* The stems and the forms of words in one language; false: too long, or not all are words. */
static bool join(struct planner *p, enum language language, const struct slice *words, size_t count,
                 struct glossary_phrase *stems, struct glossary_phrase *forms)
{
    for (size_t i = 0; i < count; i++) {
        const struct word *word = word_in(p, language, words[i]);
        if (!word || !glossary_phrase_add(stems, word->term))
            return false;
        glossary_phrase_add(forms, word->form);
    }
    return true;
}

/* What the glossaries and the articles' own lists say of a word or phrase, which counts for `worth` words where it is said
 * otherwise; false: nothing. */
static bool add_concepts(struct planner *p, struct source source, const struct slice *words, size_t count, double worth)
{
    struct glossary_phrase stems = {.length = 0}, forms = {.length = 0};
    if (!join(p, source.language, words, count, &stems, &forms))
        return false;
    const char *end = words[count - 1].data + words[count - 1].length;
    struct sought sought = {.typed = {words[0].data, (size_t)(end - words[0].data)}, .stems = {stems.text, stems.length},
                            .written = glossary_written(&forms), .sure = source.sure, .worth = worth};
    bool found = false;
    for (size_t i = 0; i < p->glossary_count; i++)
        found |= expand_glossary(p->plan, p->index, p->glossaries[i], source.language, &sought);
    if (p->mined)
        found |= expand_mined(p->plan, p->index, &sought);
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
        add_concepts(p, source, &surface, 1, 1);
    if (expand & DAFTAR_EXPAND_COGNATE)
        expand_cognate(p->plan, p->index, word, surface, source.sure);
}

/* Without a subject in the language that the query is likeliest in? */
static bool is_stopword(struct planner *p, struct slice surface)
{
    const struct word *word = word_in(p, p->sources[0].language, surface);
    return word && word_is_stopword(word);
}

static bool is_covered(const struct planner *p, struct slice surface)
{
    for (size_t i = 0; i < p->covered_count; i++)
        if (surface.data >= p->covered[i].data && surface.data < p->covered[i].data + p->covered[i].length)
            return true;
    return false;
}

/* A ranked word, whose very form is preferred (rank.h); stop words only while there is nothing else. What is looked up
 * strictly, as `--expand none` and what is refused are, stays as the index ranks it. */
static void note_typed(struct planner *p, struct slice surface, bool stopword)
{
    struct plan *plan = p->plan;
    if (!p->options->expand || (stopword && plan->typed_subject))
        return;
    if (!stopword && !plan->typed_subject)
        plan->typed_count = 0;
    plan->typed_subject |= !stopword;
    if (plan->typed_count < PLAN_TYPED_MAX)
        plan->typed[plan->typed_count] = surface;
    plan->typed_count += plan->typed_count <= PLAN_TYPED_MAX;
}

/* One word of the text of a node, in every language it may be of. */
static struct store_query *word_query(struct planner *p, struct slice surface, enum query_field field)
{
    bool stopword = is_stopword(p, surface);
    if (!field)
        note_typed(p, surface, stopword);
    layers_begin(p->plan);
    add_exact(p, surface);
    double sure = is_covered(p, surface) ? COVERED_WEIGHT : 1;
    for (size_t i = 0; i < p->source_count && p->options->expand && !stopword; i++)
        add_weaker(p, (struct source){p->sources[i].language, p->sources[i].sure * sure}, surface);
    return layers_query(p->plan, planner_prefix(field), stopword ? STOPWORD_WEIGHT : 1);
}

/* ---- the tokens of a node's text ---- */

static void take_token(void *context, const struct token *token)
{
    struct tokens *tokens = context;
    if (tokens->count == sizeof tokens->items / sizeof *tokens->items)
        return;
    tokens->compound[tokens->count] = token->compound;
    tokens->items[tokens->count++] = (struct slice){tokens->text + token->start, token->end - token->start};
}

bool planner_tokens(struct planner *p, struct slice text, struct tokens *tokens)
{
    tokens->count = 0;
    tokens->text = text.data;
    if (!analyzer_text(p->index->analyzer, p->languages[0], text.data, text.length, 1, take_token, tokens)) {
        p->plan->failed = true;
        return false;
    }
    return tokens->count > 0;
}

struct store_query *planner_words(struct planner *p, const struct node *node)
{
    struct tokens tokens;
    struct store_query *words[256];
    if (!planner_tokens(p, node->text, &tokens))
        return store_query_none();
    for (size_t i = 0; i < tokens.count; i++)
        words[i] = word_query(p, tokens.items[i], node->field);
    return store_query_join(STORE_OR, words, tokens.count);
}

/* ---- phrases of the glossary ---- */

/* The terms of the longest phrase that begins with words[0]; returns how many words it has, 0: there is none.
 * `subject` is how many words of the query are no stop words. */
static size_t add_phrase(struct planner *p, const struct slice *words, size_t count, size_t subject)
{
    count = count < GLOSSARY_WORDS_MAX ? count : GLOSSARY_WORDS_MAX;
    for (; count > 1; count--) {
        bool found = false;
        double share = fmin((double)count / fmax((double)subject, 1), 1), worth = 1 + FURTHER_WORD * share * (double)(count - 1);
        for (size_t i = 0; i < p->source_count; i++)
            found |= add_concepts(p, p->sources[i], words, count, worth);
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

static struct store_query *neighbour_query(struct planner *p, struct slice surface)
{
    const struct word *word = word_in(p, p->sources[0].language, surface);
    return word ? store_query_term(word->term.data, word->term.length) : store_query_none();
}

/* Neighbours that are no phrase of a glossary count once more where a passage has them side by side. */
static void add_neighbours(struct planner *p, const struct slice *words, size_t count, struct parts *parts)
{
    for (size_t i = 0; i + 1 < count && parts->count < PARTS_MAX; i++) {
        if ((is_covered(p, words[i]) && is_covered(p, words[i + 1])) || is_stopword(p, words[i]) ||
            is_stopword(p, words[i + 1]))
            continue;
        struct store_query *pair[2] = {neighbour_query(p, words[i]), neighbour_query(p, words[i + 1])};
        struct store_query *near = store_query_near(p->index->store, pair, 2, 2, true);
        parts->items[parts->count++] = store_query_scale(near, NEIGHBOUR_WEIGHT);
    }
}

void planner_phrases(struct planner *p, struct slice run, struct parts *parts)
{
    struct tokens tokens;
    size_t count = 0, subject = 0;
    if (!(p->options->expand & (DAFTAR_EXPAND_GLOSSARY | DAFTAR_EXPAND_MINED)) || !run.length || !planner_tokens(p, run, &tokens))
        return;
    for (size_t i = 0; i < tokens.count; i++)
        if (!tokens.compound[i]) {
            subject += !is_stopword(p, tokens.items[i]);
            tokens.items[count++] = tokens.items[i];
        }
    for (size_t at = 0; at < count && parts->count < PARTS_MAX;) {
        layers_begin(p->plan);
        size_t words = add_phrase(p, tokens.items + at, count - at, subject);
        if (p->plan->count > p->plan->word_from) {
            parts->items[parts->count++] = layers_query(p->plan, 0, PHRASE_WEIGHT);
            cover(p, tokens.items[at], tokens.items[at + words - 1]);
        }
        at += words ? words : 1;
    }
    add_neighbours(p, tokens.items, count, parts);
}

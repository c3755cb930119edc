/* learn.c: counts which stems stand in translations of one another and keeps those that do so beyond chance. */
#include "indexer/learn.h"

#include "analysis/analyzer.h"
#include "analysis/cognate.h"
#include "analysis/glossary.h"
#include "analysis/lexemes.h"
#include "base/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE_MAX 256         /* distinct stems of one text */
#define CELLS_MAX (1u << 21) /* of the table of counts: 64 MB */
#define STEMS_MAX (1u << 18) /* distinct ones: 32 MB; later ones are not learned */
#define CACHE_BYTES ((size_t)16 << 20) /* words that the analyzer may keep from text to text */
#define STEM_BYTES_MIN 3
#define CONFIRMED_PART 8     /* one stem of so many has to be accounted for */
#define COGNATE_MIN 0.5
#define TOGETHER_MIN 3       /* texts that both stand in */
#define RATIO_MIN 15         /* log-likelihood: chance does this once in ten thousand pairs */
#define DICE_MIN 0.5
#define LINKS_MAX 2          /* translations of a stem in one language */

struct stem {
    struct slice text;
    const struct glossary_form *forms; /* in the glossary */
    size_t form_count;
    char key[COGNATE_KEY_MAX];         /* that cognates share; longer ones count by their beginning */
    size_t key_length;
    enum language language;
    uint8_t links[LANGUAGE_COUNT];
};

/* How often a pair of stems, or one stem in texts with a partner in some language, was seen. */
struct cell {
    uint64_t key; /* 0: free */
    uint32_t count, source;
};

struct side {
    uint32_t stems[SIDE_MAX];
    size_t count;
};

struct learner {
    struct analyzer *analyzer;
    struct pool strings;
    struct stem *stems; /* number 0 is none */
    size_t stem_count, stem_capacity;
    uint32_t *slots;
    size_t slot_count;
    struct cell *cells;
    size_t cell_count, cell_slots;
    const char **sources;
    size_t source_count, source_capacity;
    uint32_t units[LANGUAGE_COUNT][LANGUAGE_COUNT];
    struct side sides[2];
    enum language reading; /* the language of the text that is being read */
    struct side *into;
    bool failed;
};

struct learner *learner_new(void)
{
    struct learner *learner = calloc(1, sizeof *learner);
    if (!learner || !(learner->analyzer = analyzer_new())) {
        free(learner);
        status_no_memory();
        return NULL;
    }
    learner->stem_count = 1;
    return learner;
}

void learner_free(struct learner *learner)
{
    if (!learner)
        return;
    analyzer_free(learner->analyzer);
    pool_free(&learner->strings);
    free(learner->stems);
    free(learner->slots);
    free(learner->cells);
    free(learner->sources);
    free(learner);
}

/* ---- tables ---- */

static uint32_t *stem_slot(const struct learner *learner, enum language language, struct slice text)
{
    for (size_t i = glossary_hash((unsigned)language, text.data, text.length);; i++) {
        uint32_t *slot = &learner->slots[i & (learner->slot_count - 1)];
        const struct stem *stem = &learner->stems[*slot];
        if (!*slot || (stem->language == language && slice_same(stem->text, text)))
            return slot;
    }
}

static bool grow_stems(struct learner *learner)
{
    size_t count = learner->slot_count ? 2 * learner->slot_count : 1024;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots || !array_reserve(&learner->stems, &learner->stem_capacity, count / 2 + 1, sizeof *learner->stems)) {
        free(slots);
        return false;
    }
    free(learner->slots);
    learner->slots = slots;
    learner->slot_count = count;
    learner->stems[0] = (struct stem){.text = {"", 0}};
    for (size_t i = 1; i < learner->stem_count; i++)
        *stem_slot(learner, learner->stems[i].language, learner->stems[i].text) = (uint32_t)i;
    return true;
}

/* The number of a stem; 0: there are too many, or no memory is left, which is noted. */
static uint32_t stem_number(struct learner *learner, enum language language, struct slice text)
{
    if (2 * learner->stem_count >= learner->slot_count && !grow_stems(learner)) {
        learner->failed = true;
        return 0;
    }
    uint32_t *slot = stem_slot(learner, language, text);
    if (*slot || learner->stem_count == STEMS_MAX)
        return *slot;
    struct slice copy = pool_copy(&learner->strings, text);
    learner->failed |= !copy.data;
    if (!copy.data)
        return 0;
    struct stem *stem = &learner->stems[learner->stem_count];
    *stem = (struct stem){.text = copy, .language = language};
    stem->forms = glossary_find(glossary_builtin(), language, text.data, text.length, &stem->form_count);
    char key[FOLD_MAX];
    stem->key_length = cognate_key(text.data, text.length, key);
    stem->key_length = stem->key_length < sizeof stem->key ? stem->key_length : sizeof stem->key;
    memcpy(stem->key, key, stem->key_length);
    return *slot = (uint32_t)learner->stem_count++;
}

static struct cell *find_cell(struct cell *cells, size_t slots, uint64_t key)
{
    for (size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20);; i++) {
        struct cell *cell = &cells[i & (slots - 1)];
        if (!cell->key || cell->key == key)
            return cell;
    }
}

static bool grow_cells(struct learner *learner)
{
    size_t slots = learner->cell_slots ? 2 * learner->cell_slots : 4096;
    struct cell *cells = calloc(slots, sizeof *cells);
    if (!cells)
        return false;
    for (size_t i = 0; i < learner->cell_slots; i++)
        if (learner->cells[i].key)
            *find_cell(cells, slots, learner->cells[i].key) = learner->cells[i];
    free(learner->cells);
    learner->cells = cells;
    learner->cell_slots = slots;
    return true;
}

static void count_cell(struct learner *learner, uint64_t key)
{
    if (2 * learner->cell_count >= learner->cell_slots && learner->cell_slots < 2 * CELLS_MAX && !grow_cells(learner)) {
        learner->failed = true;
        return;
    }
    struct cell *cell = find_cell(learner->cells, learner->cell_slots, key);
    if (!cell->key && learner->cell_count == CELLS_MAX)
        return;
    learner->cell_count += !cell->key;
    if (!cell->key)
        *cell = (struct cell){key, 0, (uint32_t)learner->source_count - 1};
    cell->count++;
}

static uint64_t pair_key(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

/* The stem in texts with a partner in that language. */
static uint64_t single_key(uint32_t stem, enum language partner)
{
    return (uint64_t)stem << 32 | (UINT32_MAX - (uint32_t)partner);
}

/* ---- reading a text ---- */

static void take_token(void *context, const struct token *token)
{
    struct learner *learner = context;
    const struct word *word = token->word;
    if (token->compound || word->term.length < STEM_BYTES_MIN || learner->into->count == SIDE_MAX ||
        word_is_stopword(word))
        return;
    uint32_t number = stem_number(learner, learner->reading, word->term);
    if (number)
        learner->into->stems[learner->into->count++] = number;
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void read_side(struct learner *learner, struct side *side, struct learner_text text)
{
    side->count = 0;
    learner->into = side;
    learner->reading = text.language;
    if (!text.text.length)
        return;
    if (!analyzer_text(learner->analyzer, text.language, text.text.data, text.text.length, 1, take_token, learner))
        learner->failed = true;
    analyzer_trim(learner->analyzer, CACHE_BYTES);
    qsort(side->stems, side->count, sizeof *side->stems, compare_numbers);
    size_t kept = 0;
    for (size_t i = 0; i < side->count; i++)
        if (!kept || side->stems[kept - 1] != side->stems[i])
            side->stems[kept++] = side->stems[i];
    side->count = kept;
}

/* ---- what is known already ---- */

static bool is_known(const struct stem *a, const struct stem *b)
{
    if (slice_same(a->text, b->text) || glossary_share_concept(a->forms, a->form_count, b->forms, b->form_count))
        return true;
    return a->key_length && a->key_length == b->key_length && !memcmp(a->key, b->key, a->key_length) &&
           cognate_similarity(a->text.data, a->text.length, b->text.data, b->text.length) >= COGNATE_MIN;
}

static bool has_digit(struct slice text)
{
    return text.length && text.data[0] >= '0' && text.data[0] <= '9';
}

/* Takes out of both sides what translates what, and numbers; returns how many stems of the first had a partner. */
static size_t account_for(struct learner *learner, struct side *a, struct side *b)
{
    bool taken[SIDE_MAX] = {false};
    size_t known = 0, kept = 0;
    for (size_t i = 0; i < a->count; i++) {
        const struct stem *from = &learner->stems[a->stems[i]];
        bool found = false;
        for (size_t j = 0; j < b->count; j++)
            if (!taken[j] && is_known(from, &learner->stems[b->stems[j]]))
                found = taken[j] = true;
        known += found;
        if (!found && !has_digit(from->text))
            a->stems[kept++] = a->stems[i];
    }
    a->count = kept;
    kept = 0;
    for (size_t j = 0; j < b->count; j++)
        if (!taken[j] && !has_digit(learner->stems[b->stems[j]].text))
            b->stems[kept++] = b->stems[j];
    b->count = kept;
    return known;
}

/* ---- counting ---- */

static bool name_source(struct learner *learner, const char *source)
{
    if (learner->source_count && !strcmp(learner->sources[learner->source_count - 1], source))
        return true;
    struct slice copy = pool_copy(&learner->strings, (struct slice){source, strlen(source) + 1});
    if (!copy.data || !array_reserve(&learner->sources, &learner->source_capacity, learner->source_count + 1,
                                     sizeof *learner->sources))
        return false;
    learner->sources[learner->source_count++] = copy.data;
    return true;
}

static void count_sides(struct learner *learner, const struct side *a, const struct side *b, enum language left,
                        enum language right)
{
    learner->units[left][right]++;
    learner->units[right][left]++;
    for (size_t i = 0; i < a->count && !learner->failed; i++)
        count_cell(learner, single_key(a->stems[i], right));
    for (size_t j = 0; j < b->count && !learner->failed; j++)
        count_cell(learner, single_key(b->stems[j], left));
    for (size_t i = 0; i < a->count && !learner->failed; i++)
        for (size_t j = 0; j < b->count; j++)
            count_cell(learner, pair_key(a->stems[i], b->stems[j]));
}

daftar_status learner_pair(struct learner *learner, struct learner_text a, struct learner_text b, const char *source)
{
    struct side *left = &learner->sides[0], *right = &learner->sides[1];
    if (a.language == b.language)
        return DAFTAR_OK;
    read_side(learner, left, a);
    read_side(learner, right, b);
    if (learner->failed || !name_source(learner, source))
        return status_no_memory();
    size_t words = left->count < right->count ? left->count : right->count;
    size_t known = account_for(learner, left, right);
    if (known && known * CONFIRMED_PART >= words)
        count_sides(learner, left, right, a.language, b.language);
    return learner->failed ? status_no_memory() : DAFTAR_OK;
}

/* ---- keeping ---- */

struct link {
    uint32_t a, b, source;
    double ratio;
};

static double entropy_term(double count, double expected)
{
    return count > 0 ? count * log(count / expected) : 0;
}

/* Dunning's ratio of the table {both, only a; only b, neither}; 0 when they meet no more often than by chance. */
static double log_likelihood(double both, double a, double b, double all)
{
    double expected = a * b / all;
    if (both <= expected)
        return 0;
    return 2 * (entropy_term(both, expected) + entropy_term(a - both, a * (all - b) / all) +
                entropy_term(b - both, (all - a) * b / all) +
                entropy_term(all - a - b + both, (all - a) * (all - b) / all));
}

static uint32_t count_of(const struct learner *learner, uint64_t key)
{
    return find_cell(learner->cells, learner->cell_slots, key)->count;
}

/* Is the cell a pair that is worth keeping? */
static bool make_link(const struct learner *learner, const struct cell *cell, struct link *out)
{
    uint32_t a = (uint32_t)(cell->key >> 32), b = (uint32_t)cell->key;
    if (b >= learner->stem_count || cell->count < TOGETHER_MIN)
        return false;
    enum language left = learner->stems[a].language, right = learner->stems[b].language;
    double with_a = count_of(learner, single_key(a, right)), with_b = count_of(learner, single_key(b, left));
    *out = (struct link){a, b, cell->source, log_likelihood(cell->count, with_a, with_b, learner->units[left][right])};
    return out->ratio >= RATIO_MIN && 2.0 * cell->count / (with_a + with_b) >= DICE_MIN;
}

static int compare_links(const void *left, const void *right)
{
    const struct link *a = left, *b = right;
    if (a->ratio != b->ratio)
        return a->ratio < b->ratio ? 1 : -1;
    return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

/* The surest links take their stems: what is left over for them later is an echo. */
static void take_link(struct learner *learner, const struct link *link, learner_take take, void *context)
{
    struct stem *a = &learner->stems[link->a], *b = &learner->stems[link->b];
    const char *source = learner->sources[link->source];
    if (a->links[b->language] == LINKS_MAX || b->links[a->language] == LINKS_MAX)
        return;
    a->links[b->language]++;
    b->links[a->language]++;
    struct slice name = {source, strlen(source)};
    take(context, a->text, b->text, name);
    take(context, b->text, a->text, name);
}

daftar_status learner_finish(struct learner *learner, learner_take take, void *context)
{
    struct link *links = NULL, link;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < learner->cell_slots; i++) {
        if (!learner->cells[i].key || !make_link(learner, &learner->cells[i], &link))
            continue;
        if (!array_reserve(&links, &capacity, count + 1, sizeof *links)) {
            free(links);
            return status_no_memory();
        }
        links[count++] = link;
    }
    if (count)
        qsort(links, count, sizeof *links, compare_links);
    for (size_t i = 0; i < count; i++)
        take_link(learner, &links[i], take, context);
    free(links);
    return DAFTAR_OK;
}

/* snippet.c: finds the query's words in a stored passage and cuts out the stretch that says most. */
#include "search/snippet.h"

#include "base/utf8.h"
#include "search/wild.h"

#include <stdlib.h>
#include <string.h>

#define PHRASE_WORDS 8

struct finder {
    struct snippet *out;
    const struct plan *plan;
    struct { /* the last words, the latest at words[count % PHRASE_WORDS] */
        struct slice term;
        uint32_t start;
    } words[PHRASE_WORDS];
    size_t count;
};

static void add_match(struct snippet *out, uint32_t start, uint32_t end, const struct expansion *expansion)
{
    if (!array_reserve(&out->matches, &out->match_capacity, out->match_count + 1, sizeof *out->matches)) {
        out->failed = true;
        return;
    }
    out->matches[out->match_count++] = (struct snippet_match){start, end, expansion};
}

/* Do the last words spell the phrase? Then the number of its words, else 0. */
static size_t phrase_words(const struct finder *finder, struct slice phrase)
{
    size_t words = 0;
    for (size_t end = phrase.length; words < PHRASE_WORDS && words < finder->count; words++) {
        struct slice term = finder->words[(finder->count - words) % PHRASE_WORDS].term;
        size_t start = end - term.length;
        if (term.length > end || memcmp(phrase.data + start, term.data, term.length))
            return 0;
        if (!start)
            return words + 1;
        if (phrase.data[start - 1] != ' ')
            return 0;
        end = start - 1;
    }
    return 0;
}

/* The strongest meaning of a word of the passage, if it is one of those that a pattern of the query stands for. */
static const struct expansion *find_meaning(const struct plan *plan, const struct word *word)
{
    const struct expansion *e = plan_find(plan, word->term), *end = plan->expansions + plan->count;
    for (; e && e < end && !e->phrase.length && slice_same(e->term, word->term); e++)
        if (!e->wild || wild_fits(e->wild, (enum language)word->language, word->form))
            return e;
    return NULL;
}

static void take_token(void *context, const struct token *token)
{
    struct finder *finder = context;
    const struct expansion *expansion = find_meaning(finder->plan, token->word), *phrase;
    if (expansion)
        add_match(finder->out, token->start, token->end, expansion);
    if (token->compound)
        return;
    finder->count++;
    finder->words[finder->count % PHRASE_WORDS].term = token->word->term;
    finder->words[finder->count % PHRASE_WORDS].start = token->start;
    for (size_t i = 0; (phrase = plan_phrase(finder->plan, token->word->term, i)) != NULL; i++) {
        size_t words = phrase_words(finder, phrase->phrase);
        if (words) {
            size_t first = (finder->count - words + 1) % PHRASE_WORDS;
            add_match(finder->out, finder->words[first].start, token->end, phrase);
        }
    }
}

/* What stands in [start, start + bytes) is worth: each word of the query once, repeats a little. */
static double worth(const struct snippet *s, uint32_t start, size_t bytes)
{
    double sum = 0;
    for (size_t i = 0; i < s->match_count; i++) {
        const struct snippet_match *match = &s->matches[i];
        if (match->start < start || match->end > start + bytes)
            continue;
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = s->matches[j].start >= start &&
                   s->matches[j].expansion->word.data == match->expansion->word.data;
        sum += match->expansion->weight * (seen ? 0.1 : 1);
    }
    return sum;
}

static bool sentence_start(const char *text, uint32_t at)
{
    if (!at)
        return true;
    return (text[at - 1] == ' ' || text[at - 1] == '\n') && at > 1 && strchr(".!?\n", text[at - 2]) != NULL;
}

/* Where the sentence that holds `at` begins, not further back than `reach`. */
static uint32_t sentence_of(const char *text, uint32_t at, uint32_t reach)
{
    uint32_t lowest = at > reach ? at - reach : 0;
    for (uint32_t i = at; i > lowest; i--)
        if (sentence_start(text, i))
            return i;
    if (!lowest)
        return 0;
    for (uint32_t i = lowest; i < at; i++) /* no sentence begins near: at least a word does */
        if (text[i] == ' ')
            return i + 1;
    return (uint32_t)utf8_boundary(text, lowest);
}

static uint32_t best_start(const struct snippet *s, struct slice text, size_t bytes)
{
    uint32_t best = 0;
    double most = worth(s, 0, bytes);
    for (size_t i = 0; i < s->match_count && i < 200; i++) {
        uint32_t start = sentence_of(text.data, s->matches[i].start, (uint32_t)bytes / 2);
        double value = worth(s, start, bytes);
        if (value > most) {
            most = value;
            best = start;
        }
    }
    return best;
}

static size_t stop_at_blank(struct slice text, uint32_t start, size_t bytes)
{
    if (text.length - start <= bytes)
        return text.length;
    size_t end = start + bytes;
    for (size_t i = end; i > start + bytes / 2; i--)
        if (text.data[i] == ' ' || text.data[i] == '\n')
            return i;
    return utf8_boundary(text.data, end);
}

/* Copies the stretch with runs of blanks as one; the highlights move with their words. */
static void copy_stretch(struct snippet *s, struct slice text, uint32_t start, size_t end)
{
    size_t next = 0, open = SIZE_MAX;
    while (next < s->match_count && s->matches[next].start < start)
        next++;
    if (start)
        buffer_puts(&s->text, "… ");
    for (size_t i = start; i < end; i++) {
        if (next < s->match_count && s->matches[next].start == i)
            open = s->text.length;
        char c = text.data[i];
        bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!blank)
            buffer_putc(&s->text, c);
        else if (s->text.length && s->text.data[s->text.length - 1] != ' ')
            buffer_putc(&s->text, ' ');
        if (open != SIZE_MAX && s->matches[next].end == i + 1) {
            s->ranges[s->range_count++] = (struct daftar_range){(uint32_t)open, (uint32_t)s->text.length};
            open = SIZE_MAX;
            while (next < s->match_count && s->matches[next].start <= i)
                next++;
        }
    }
    if (end < text.length)
        buffer_puts(&s->text, " …");
    s->failed |= s->text.failed;
}

/* A whole and its parts may both match: the outer of two that overlap is kept for the highlight. */
static void drop_overlaps(struct snippet *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->match_count; i++) {
        struct snippet_match match = s->matches[i];
        while (kept && s->matches[kept - 1].start >= match.start && s->matches[kept - 1].end <= match.end)
            kept--;
        if (!kept || s->matches[kept - 1].end <= match.start)
            s->matches[kept++] = match;
    }
    s->match_count = kept;
}

daftar_status snippet_find(struct snippet *out, daftar_index *index, const struct plan *plan, enum language language,
                           struct slice text)
{
    *out = (struct snippet){0};
    struct finder finder = {.out = out, .plan = plan};
    if (text.length && !analyzer_text(index->analyzer, language, text.data, text.length, 1, take_token, &finder))
        out->failed = true;
    drop_overlaps(out);
    return out->failed ? status_no_memory() : DAFTAR_OK;
}

daftar_status snippet_make(struct snippet *out, daftar_index *index, const struct plan *plan,
                           const struct passage_record *passage, size_t bytes)
{
    enum language language = passage->language < LANGUAGE_COUNT ? (enum language)passage->language : LANGUAGE_UND;
    daftar_status status = snippet_find(out, index, plan, language, passage->text);
    if (status)
        return status;
    out->ranges = calloc(out->match_count + 1, sizeof *out->ranges);
    if (!out->ranges)
        return status_no_memory();
    uint32_t start = best_start(out, passage->text, bytes);
    copy_stretch(out, passage->text, start, stop_at_blank(passage->text, start, bytes));
    return out->failed ? status_no_memory() : DAFTAR_OK;
}

void snippet_free(struct snippet *snippet)
{
    free(snippet->matches);
    free(snippet->ranges);
    buffer_free(&snippet->text);
    *snippet = (struct snippet){0};
}

/* present_text.c: a page of results for people at a terminal. */
#include "search/present.h"

#include <stdlib.h>
#include <string.h>

#define YEARS_MAX 400
#define TWINS_NAMED 3

static void paint(const struct presentation *how, struct buffer *out, const char *code)
{
    if (how->color)
        buffer_puts(out, code);
}

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define MATCH "\033[1;33m"
#define PLAIN "\033[0m"

/* Text of a document may hold anything: control characters must not reach the terminal. C1 controls too. */
static void safe(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool c1 = c == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] < 0xA0;
        if (c1)
            i++;
        buffer_putc(out, c < 0x20 || c == 0x7f || c1 ? ' ' : (char)c);
    }
}

static void safe_string(struct buffer *out, const char *text)
{
    safe(out, text, strlen(text));
}

/* Columns of a word, for wrapping: characters, without asking for a locale. */
static size_t columns(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

struct snippet_writer {
    const struct presentation *how;
    struct buffer *out;
    const daftar_hit *hit;
    size_t at;   /* byte of the snippet */
    size_t next; /* highlight */
    bool open;
};

/* Marks without colour are brackets, so that a pipe keeps them. */
static void mark(struct snippet_writer *w)
{
    if (w->open && w->hit->highlights[w->next].end == w->at) {
        paint(w->how, w->out, PLAIN);
        if (!w->how->color)
            buffer_puts(w->out, "]");
        w->open = false;
        w->next++;
    }
    if (!w->open && w->next < w->hit->highlight_count && w->hit->highlights[w->next].start == w->at) {
        if (!w->how->color)
            buffer_puts(w->out, "[");
        paint(w->how, w->out, MATCH);
        w->open = true;
    }
}

static void put_word(struct snippet_writer *w, size_t end)
{
    while (w->at < end) {
        mark(w);
        const char *text = w->hit->snippet + w->at;
        size_t length = (unsigned char)*text == 0xC2 && w->at + 1 < end ? 2 : 1; /* C1 controls are of two bytes */
        safe(w->out, text, length);
        w->at += length;
    }
    mark(w);
}

static void put_snippet(const struct presentation *how, const daftar_hit *hit, struct buffer *out)
{
    struct snippet_writer w = {.how = how, .out = out, .hit = hit};
    size_t length = strlen(hit->snippet), column = 3;
    buffer_puts(out, "   ");
    while (w.at < length) {
        size_t end = w.at;
        while (end < length && hit->snippet[end] != ' ')
            end++;
        size_t width = columns(hit->snippet + w.at, end - w.at);
        if (how->width && column > 3 && column + 1 + width > how->width) {
            buffer_puts(out, "\n   ");
            column = 3;
        } else if (column > 3) {
            buffer_putc(out, ' ');
            column++;
        }
        put_word(&w, end);
        column += width;
        if (w.at < length)
            w.at++; /* the blank */
    }
    buffer_putc(out, '\n');
}

static void put_place(const daftar_hit *hit, struct buffer *out)
{
    safe_string(out, hit->path);
    buffer_printf(out, "#%u", hit->passage);
    if (hit->page)
        buffer_printf(out, ", page %u", hit->page);
    else if (hit->line)
        buffer_printf(out, ", line %u", hit->line);
    buffer_printf(out, ", %s", hit->language);
    if (hit->year)
        buffer_printf(out, ", %u", hit->year);
}

static void put_explanation(const daftar_results *results, size_t number, struct buffer *out)
{
    size_t count;
    const daftar_match *matches = daftar_results_explain(results, number, &count);
    for (size_t i = 0; i < count; i++) {
        buffer_puts(out, "     ");
        safe_string(out, matches[i].word);
        buffer_puts(out, " -> ");
        safe_string(out, matches[i].form);
        buffer_printf(out, "  (%s %.2f", matches[i].layer, matches[i].weight);
        if (*matches[i].source) {
            buffer_puts(out, ", ");
            safe_string(out, matches[i].source);
        }
        buffer_puts(out, ")\n");
    }
}

/* "and 2 near-identical: other.txt#1, third.txt#4" */
static void put_twins(const daftar_results *results, const size_t *twins, size_t number, struct buffer *out)
{
    size_t count = daftar_results_count(results), others = present_twin_count(twins, count, number), named = 0;
    if (!others)
        return;
    buffer_printf(out, "   and %zu near-identical: ", others);
    for (size_t i = number + 1; i < count && named < TWINS_NAMED; i++) {
        const daftar_hit *hit = daftar_results_hit(results, i);
        if (twins[i] != number)
            continue;
        buffer_puts(out, named++ ? ", " : "");
        safe_string(out, hit->path);
        buffer_printf(out, "#%u", hit->passage);
    }
    buffer_puts(out, others > named ? " ...\n" : "\n");
}

static void put_hit(const struct presentation *how, const daftar_results *results, const size_t *twins, size_t number,
                    struct buffer *out)
{
    const daftar_hit *hit = daftar_results_hit(results, number);
    buffer_printf(out, "%zu. ", how->offset + number + 1);
    paint(how, out, BOLD);
    safe_string(out, present_name(hit));
    paint(how, out, PLAIN);
    buffer_printf(out, "  (%.2f)\n   ", hit->score);
    paint(how, out, DIM);
    put_place(hit, out);
    if (how->by_article && hit->others)
        buffer_printf(out, ", and %u more passages", hit->others);
    paint(how, out, PLAIN);
    buffer_putc(out, '\n');
    put_snippet(how, hit, out);
    put_twins(results, twins, number, out);
    if (how->explain)
        put_explanation(results, number, out);
    buffer_putc(out, '\n');
}

static void put_bar(uint64_t count, uint64_t most, const char *value, struct buffer *out)
{
    size_t bar = (size_t)(count * 30 / most);
    buffer_printf(out, "%8llu ", (unsigned long long)count);
    for (size_t k = 0; k <= bar; k++)
        buffer_puts(out, "▪");
    buffer_putc(out, ' ');
    safe_string(out, value);
    buffer_putc(out, '\n');
}

static void put_timeline(const daftar_results *results, struct buffer *out)
{
    struct present_year years[YEARS_MAX];
    size_t count = present_years(results, years, YEARS_MAX);
    uint64_t most = 1;
    buffer_puts(out, "year:\n");
    for (size_t i = 0; i < count; i++)
        most = years[i].count > most ? years[i].count : most;
    for (size_t i = 0; i < count; i++) {
        size_t bar = (size_t)(years[i].count * 30 / most);
        buffer_printf(out, "%8u ", years[i].year);
        for (size_t k = 0; k <= bar; k++)
            buffer_puts(out, "▪");
        buffer_printf(out, " %llu\n", (unsigned long long)years[i].count);
    }
}

static void put_facets(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    for (size_t i = 0; i < how->facet_count; i++) {
        size_t count;
        const daftar_facet *values = daftar_results_facet(results, how->facets[i], &count);
        if (how->timeline && !strcmp(how->facets[i], "year")) {
            put_timeline(results, out);
            continue;
        }
        buffer_printf(out, "%s:\n", how->facets[i]);
        for (size_t j = 0; j < count && j < 12; j++)
            put_bar(values[j].count, values[0].count, values[j].value, out);
    }
}

void present_text(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    size_t count = daftar_results_count(results), *twins = present_twins(results);
    for (size_t i = 0; i < count; i++)
        if (twins && twins[i] == i)
            put_hit(how, results, twins, i, out);
    if (daftar_results_correction(results)) {
        buffer_puts(out, "Did you mean: ");
        safe_string(out, daftar_results_correction(results));
        buffer_putc(out, '\n');
    }
    put_facets(how, results, out);
    out->failed |= !twins;
    free(twins);
}

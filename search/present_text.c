/* present_text.c: a page of results for people at a terminal. */
#include "base/messages.h"
#include "search/present.h"
#include "search/present_width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEARS_MAX 400
#define TWINS_NAMED 3
#define MARGIN 3
#define VALUES_MAX 12   /* of a facet that are shown */
#define BAR_COLUMNS 30
#define BAR_LEAST 3
#define COUNT_COLUMNS 8 /* behind a bar, with its blank */
#define NAME_COLUMNS 40 /* longer names of values do not widen the column */

static void paint(const struct presentation *how, struct buffer *out, const char *code)
{
    if (how->color)
        buffer_puts(out, code);
}

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define MATCH "\033[1;33m"
#define BAR "\033[36m"
#define PLAIN "\033[0m"

/* Text of a document may hold anything: what is not harmless becomes a blank. */
static void safe(struct buffer *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        struct present_character c = present_character(text + at, length - at);
        if (c.harmless)
            buffer_append(out, text + at, c.bytes);
        else
            buffer_putc(out, ' ');
        at += c.bytes;
    }
}

static void safe_string(struct buffer *out, const char *text)
{
    safe(out, text, strlen(text));
}

static void indent(struct buffer *out, size_t columns)
{
    while (columns--)
        buffer_putc(out, ' ');
}

/* Text to be wrapped, with stretches of it to be marked. */
struct writer {
    const struct presentation *how;
    struct buffer *out;
    const char *text;
    const daftar_range *ranges;
    size_t range_count;
    const char *style; /* of the ranges */
    bool brackets;     /* around the ranges where there is no colour, so that a pipe keeps them */
    size_t margin;     /* columns before each line */
    size_t at;         /* byte of the text */
    size_t column;
    size_t next;       /* range */
    bool open;
};

static void mark(struct writer *w)
{
    bool brackets = w->brackets && !w->how->color;
    if (w->open && w->ranges[w->next].end == w->at) {
        paint(w->how, w->out, PLAIN);
        buffer_puts(w->out, brackets ? "]" : "");
        w->column += brackets;
        w->open = false;
        w->next++;
    }
    if (!w->open && w->next < w->range_count && w->ranges[w->next].start == w->at) {
        buffer_puts(w->out, brackets ? "[" : "");
        w->column += brackets;
        paint(w->how, w->out, w->style);
        w->open = true;
    }
}

static void break_line(struct writer *w)
{
    buffer_putc(w->out, '\n');
    indent(w->out, w->margin);
    w->column = w->margin;
}

/* Columns up to `end`, with the brackets of ranges that begin or end before it. */
static size_t width_to(const struct writer *w, size_t end)
{
    size_t width = present_columns(w->text + w->at, end - w->at);
    for (size_t i = w->next; w->brackets && !w->how->color && i < w->range_count && w->ranges[i].start < end; i++)
        width += (w->ranges[i].start >= w->at) + (w->ranges[i].end <= end);
    return width;
}

/* A word; one that no line can hold goes on in the next. */
static void put_word(struct writer *w, size_t end)
{
    while (w->at < end) {
        struct present_character c = present_character(w->text + w->at, end - w->at);
        if (w->how->width && w->column > w->margin && w->column + c.columns > w->how->width)
            break_line(w);
        mark(w);
        safe(w->out, w->text + w->at, c.bytes);
        w->at += c.bytes;
        w->column += c.columns;
    }
    mark(w);
}

/* Puts the text, of which the line so far holds the columns of the margin, and a line end. */
static void put_wrapped(struct writer *w)
{
    size_t length = strlen(w->text);
    w->column = w->margin;
    while (w->at < length) {
        size_t end = w->at;
        while (end < length && w->text[end] != ' ')
            end++;
        if (w->how->width && w->column > w->margin && w->column + 1 + width_to(w, end) > w->how->width) {
            break_line(w);
        } else if (w->column > w->margin) {
            buffer_putc(w->out, ' ');
            w->column++;
        }
        put_word(w, end);
        if (w->at < length)
            w->at++; /* the blank */
    }
    buffer_putc(w->out, '\n');
}

/* A line in one style. */
static void put_line(const struct presentation *how, const char *text, const char *style, size_t margin,
                     struct buffer *out)
{
    daftar_range whole = {0, (uint32_t)strlen(text)};
    put_wrapped(&(struct writer){.how = how, .out = out, .text = text, .ranges = &whole, .range_count = whole.end > 0,
                                 .style = style, .margin = margin});
}

static void put_snippet(const struct presentation *how, const daftar_hit *hit, struct buffer *out)
{
    indent(out, MARGIN);
    put_wrapped(&(struct writer){.how = how, .out = out, .text = hit->snippet, .ranges = hit->highlights,
                                 .range_count = hit->highlight_count, .style = MATCH, .brackets = true,
                                 .margin = MARGIN});
}

/* path#3, page 2, uz, 2021 */
static void put_place(const struct presentation *how, const daftar_hit *hit, struct buffer *out)
{
    struct buffer line = {0};
    buffer_printf(&line, "%s#%u", hit->path, hit->passage);
    if (hit->page || hit->line) {
        buffer_puts(&line, ", ");
        buffer_printf(&line, hit->page ? _("page %u") : _("line %u"), hit->page ? hit->page : hit->line);
    }
    buffer_printf(&line, ", %s", hit->language);
    if (hit->year)
        buffer_printf(&line, ", %u", hit->year);
    if (how->by_article && hit->others) {
        buffer_puts(&line, ", ");
        buffer_printf(&line, ngettext("and %u more passage", "and %u more passages", hit->others), hit->others);
    }
    indent(out, MARGIN);
    put_line(how, line.data ? line.data : "", DIM, MARGIN, out);
    out->failed |= line.failed;
    buffer_free(&line);
}

static void put_explanation(const struct presentation *how, const daftar_results *results, size_t number,
                            struct buffer *out)
{
    size_t count;
    const daftar_match *matches = daftar_results_explain(results, number, &count);
    for (size_t i = 0; i < count; i++) {
        struct buffer line = {0};
        const daftar_match *match = &matches[i];
        buffer_printf(&line, "%s -> %s  (%s %.2f%s%s)", match->word, match->form, present_layer_name(match->layer), match->weight,
                      *match->source ? ", " : "", match->source);
        indent(out, MARGIN + 2);
        put_wrapped(&(struct writer){.how = how, .out = out, .text = line.data ? line.data : "",
                                     .margin = MARGIN + 2});
        out->failed |= line.failed;
        buffer_free(&line);
    }
}

/* "and 2 near-identical: other.txt#1, third.txt#4" */
static void put_twins(const struct presentation *how, const daftar_results *results, const size_t *twins, size_t number,
                      struct buffer *out)
{
    size_t count = daftar_results_count(results), others = present_twin_count(twins, count, number), named = 0;
    struct buffer line = {0};
    if (!others)
        return;
    buffer_printf(&line, ngettext("and %zu near-identical", "and %zu near-identical", others), others);
    for (size_t i = number + 1; i < count && named < TWINS_NAMED; i++)
        if (twins[i] == number)
            buffer_printf(&line, "%s%s#%u", named++ ? ", " : ": ", daftar_results_hit(results, i)->path,
                          daftar_results_hit(results, i)->passage);
    buffer_puts(&line, others > named ? " ..." : "");
    indent(out, MARGIN);
    put_line(how, line.data ? line.data : "", DIM, MARGIN, out);
    out->failed |= line.failed;
    buffer_free(&line);
}

/* 1. Title  (score), and the headings below it. */
static void put_name(const struct presentation *how, const daftar_hit *hit, size_t rank, struct buffer *out)
{
    struct buffer line = {0};
    const char *title = present_title(hit), *heading = present_below(hit);
    int number = snprintf(NULL, 0, "%zu. ", rank);
    buffer_printf(out, "%zu. ", rank);
    buffer_printf(&line, "%s  (%.2f)", title, hit->score);
    daftar_range name = {0, (uint32_t)strlen(title)};
    put_wrapped(&(struct writer){.how = how, .out = out, .text = line.data ? line.data : "", .ranges = &name,
                                 .range_count = name.end > 0, .style = BOLD, .margin = (size_t)number});
    if (*heading) {
        indent(out, MARGIN);
        put_line(how, heading, "", MARGIN, out);
    }
    out->failed |= line.failed;
    buffer_free(&line);
}

static void put_hit(const struct presentation *how, const daftar_results *results, const size_t *twins, size_t number,
                    struct buffer *out)
{
    const daftar_hit *hit = daftar_results_hit(results, number);
    put_name(how, hit, how->offset + number + 1, out);
    put_place(how, hit, out);
    put_snippet(how, hit, out);
    put_twins(how, results, twins, number, out);
    if (how->explain)
        put_explanation(how, results, number, out);
    buffer_putc(out, '\n');
}

/* ---- facets ---- */

/* Bars are shorter where a line is. */
static size_t bar_columns(const struct presentation *how, size_t width)
{
    size_t others = MARGIN + width + 2 + COUNT_COLUMNS;
    if (!how->width || others + BAR_COLUMNS <= how->width)
        return BAR_COLUMNS;
    return how->width > others + BAR_LEAST ? how->width - others : BAR_LEAST;
}

/* A value, a bar, a count; the names of a facet stand in one column of `width`. */
static void put_bar(const struct presentation *how, const char *name, size_t width, uint64_t count, uint64_t most,
                    struct buffer *out)
{
    size_t used = present_columns(name, strlen(name));
    indent(out, MARGIN);
    safe_string(out, name);
    indent(out, 2 + (used < width ? width - used : 0));
    paint(how, out, BAR);
    size_t bar = bar_columns(how, width);
    for (size_t k = 0; k < 1 + count * (bar - 1) / (most ? most : 1); k++)
        buffer_puts(out, "▪");
    paint(how, out, PLAIN);
    buffer_printf(out, " %llu\n", (unsigned long long)count);
}

static void put_timeline(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    struct present_year years[YEARS_MAX];
    size_t count = present_years(results, years, YEARS_MAX);
    uint64_t most = 1;
    for (size_t i = 0; i < count; i++)
        most = years[i].count > most ? years[i].count : most;
    for (size_t i = 0; i < count; i++) {
        char name[16];
        snprintf(name, sizeof name, "%u", years[i].year);
        put_bar(how, name, strlen(name), years[i].count, most, out);
    }
}

/* What a value is called: "uz Uzbek". */
static void name_value(const char *facet, const char *value, struct buffer *out)
{
    buffer_clear(out);
    buffer_puts(out, value);
    if (!strcmp(facet, "lang"))
        buffer_printf(out, " %s", present_language_name(value));
}

static void put_values(const struct presentation *how, const char *facet, const daftar_facet *values, size_t count,
                       struct buffer *out)
{
    struct buffer name = {0};
    size_t width = 0, shown = count < VALUES_MAX ? count : VALUES_MAX;
    for (size_t i = 0; i < shown; i++) {
        name_value(facet, values[i].value, &name);
        size_t wide = present_columns(name.data ? name.data : "", name.length);
        width = wide > width && wide <= NAME_COLUMNS ? wide : width;
    }
    for (size_t i = 0; i < shown; i++) {
        name_value(facet, values[i].value, &name);
        put_bar(how, name.data ? name.data : "", width, values[i].count, values[0].count, out);
    }
    if (count > shown) {
        indent(out, MARGIN);
        buffer_printf(out, ngettext("and %zu more", "and %zu more", count - shown), count - shown);
        buffer_putc(out, '\n');
    }
    out->failed |= name.failed;
    buffer_free(&name);
}

static void put_facets(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    for (size_t i = 0; i < how->facet_count; i++) {
        size_t count;
        const daftar_facet *values = daftar_results_facet(results, how->facets[i], &count);
        bool years = how->timeline && !strcmp(how->facets[i], "year");
        paint(how, out, BOLD);
        buffer_printf(out, "%s:", how->facets[i]);
        paint(how, out, PLAIN);
        buffer_putc(out, '\n');
        if (years)
            put_timeline(how, results, out);
        else
            put_values(how, how->facets[i], values, count, out);
    }
}

/* How much more there is; only for someone who looks on. */
static void put_sum(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    unsigned long long found = daftar_results_estimate(results);
    size_t count = daftar_results_count(results);
    if (!how->width || !count || (how->offset == 0 && found <= count))
        return;
    paint(how, out, DIM);
    buffer_printf(out, _("%zu to %zu of about %llu"), how->offset + 1, how->offset + count, found);
    paint(how, out, PLAIN);
    buffer_putc(out, '\n');
}

void present_text(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    size_t count = daftar_results_count(results), *twins = present_twins(results);
    for (size_t i = 0; i < count; i++)
        if (twins && twins[i] == i)
            put_hit(how, results, twins, i, out);
    put_sum(how, results, out);
    if (daftar_results_correction(results)) {
        buffer_printf(out, "%s ", _("Did you mean:"));
        safe_string(out, daftar_results_correction(results));
        buffer_putc(out, '\n');
    }
    put_facets(how, results, out);
    out->failed |= !twins;
    free(twins);
}

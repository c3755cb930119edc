/* present_json.c: a page of results for programs: JSON, JSON Lines, TSV, TREC runs, and lines as grep prints them. */
#include "base/json.h"
#include "search/present.h"

#define SCHEMA 1

static void json_explanation(struct json *json, const daftar_results *results, size_t number)
{
    size_t count;
    const daftar_match *matches = daftar_results_explain(results, number, &count);
    json_open(json, "explain", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_string(json, "word", matches[i].word);
        json_string(json, "form", matches[i].form);
        json_string(json, "layer", matches[i].layer);
        json_real(json, "weight", matches[i].weight);
        json_string(json, "source", matches[i].source);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* The members of a hit, without its brackets. */
static void json_hit(struct json *json, const struct presentation *how, const daftar_results *results, size_t number)
{
    const daftar_hit *hit = daftar_results_hit(results, number);
    json_string(json, "path", hit->path);
    json_integer(json, "passage", hit->passage);
    json_real(json, "score", hit->score);
    json_string(json, "language", hit->language);
    json_string(json, "title", hit->title);
    json_string(json, "authors", hit->authors);
    json_string(json, "heading", hit->heading);
    json_integer(json, "page", hit->page);
    json_integer(json, "line", hit->line);
    json_integer(json, "year", hit->year);
    json_string(json, "format", hit->format);
    if (how->by_article)
        json_integer(json, "others", hit->others);
    json_string(json, "snippet", hit->snippet);
    json_open(json, "highlights", '[');
    for (size_t i = 0; i < hit->highlight_count; i++) {
        json_open(json, NULL, '[');
        json_integer(json, NULL, hit->highlights[i].start);
        json_integer(json, NULL, hit->highlights[i].end);
        json_close(json, ']');
    }
    json_close(json, ']');
    json_string(json, "text", hit->text);
    if (how->explain)
        json_explanation(json, results, number);
}

static void json_facets(struct json *json, const struct presentation *how, const daftar_results *results)
{
    json_open(json, "facets", '{');
    for (size_t i = 0; i < how->facet_count; i++) {
        size_t count;
        const daftar_facet *values = daftar_results_facet(results, how->facets[i], &count);
        json_open(json, how->facets[i], '[');
        for (size_t j = 0; j < count; j++) {
            json_open(json, NULL, '{');
            json_string(json, "value", values[j].value);
            json_integer(json, "count", values[j].count);
            json_close(json, '}');
        }
        json_close(json, ']');
    }
    json_close(json, '}');
}

void present_json(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    struct json json = {.out = out};
    json_open(&json, NULL, '{');
    json_integer(&json, "schema", SCHEMA);
    json_string(&json, "query", how->query);
    json_integer(&json, "estimate", daftar_results_estimate(results));
    if (daftar_results_correction(results))
        json_string(&json, "correction", daftar_results_correction(results));
    if (how->note)
        json_string(&json, "note", how->note);
    json_open(&json, "hits", '[');
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        json_open(&json, NULL, '{');
        json_hit(&json, how, results, i);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    if (how->facet_count)
        json_facets(&json, how, results);
    json_close(&json, '}');
    buffer_putc(out, '\n');
}

/* A line is a hit; what of the page is the same for all of them stands in none. */
void present_jsonl(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        struct json json = {.out = out};
        json_open(&json, NULL, '{');
        json_string(&json, "id", how->query_id);
        json_string(&json, "query", how->query);
        json_integer(&json, "rank", how->offset + i + 1);
        json_hit(&json, how, results, i);
        json_close(&json, '}');
        buffer_putc(out, '\n');
    }
}

/* Tabs and line ends inside a value would end it. */
static void cell(struct buffer *out, const char *text)
{
    for (; *text; text++)
        buffer_putc(out, (unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
}

void present_tsv(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        const daftar_hit *hit = daftar_results_hit(results, i);
        buffer_printf(out, "%zu\t%.6f\t", how->offset + i + 1, hit->score);
        cell(out, hit->path);
        buffer_printf(out, "\t%u\t%s\t%u\t%u\t", hit->passage, hit->language, hit->page, hit->line);
        cell(out, hit->heading);
        buffer_putc(out, '\t');
        cell(out, hit->snippet);
        buffer_putc(out, '\n');
    }
}

/* path:line: heading: snippet, as editors read it; the line of a page-bound file is 1. C1 controls go too. */
static void plain(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool c1 = c == 0xC2 && (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] < 0xA0;
        text += c1;
        buffer_putc(out, c < 0x20 || c == 0x7f || c1 ? ' ' : (char)c);
    }
}

void present_grep(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    (void)how;
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        const daftar_hit *hit = daftar_results_hit(results, i);
        plain(out, hit->path);
        buffer_printf(out, ":%u: ", hit->line ? hit->line : 1);
        plain(out, present_name(hit));
        if (hit->page)
            buffer_printf(out, ", page %u", hit->page);
        buffer_puts(out, ": ");
        plain(out, hit->snippet);
        buffer_putc(out, '\n');
    }
}

static void percent_encoded(struct buffer *out, const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text <= 0x20 || *text == '%' || *text == 0x7f)
            buffer_printf(out, "%%%02X", (unsigned char)*text);
        else
            buffer_putc(out, *text);
}

void present_trec(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        const daftar_hit *hit = daftar_results_hit(results, i);
        percent_encoded(out, how->query_id);
        buffer_puts(out, " Q0 ");
        percent_encoded(out, hit->path);
        if (!how->by_article)
            buffer_printf(out, "#%u", hit->passage);
        buffer_printf(out, " %zu %.17g daftar\n", how->offset + i + 1, hit->score);
    }
}

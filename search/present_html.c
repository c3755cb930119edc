/* present_html.c: a page of results as one HTML file that needs nothing else. */
#include "base/messages.h"
#include "base/utf8.h"
#include "search/present.h"
#include "search/present_page.h"

#include <stdlib.h>
#include <string.h>

#define YEARS_MAX 400
#define VALUES_MAX 12
#define CHART_WIDTH 640
#define CHART_HEIGHT 80
#define CHART_TEXT 18  /* above and below the bars */
#define STEP_MAX 64    /* of a year */
#define STEP_NAMED 40  /* narrower years have no words of their own */

static const struct {
    const char *name;
    const char *word;
    bool filters; /* hits carry it */
} facets[] = {{"lang", N_("Language"), true},         {"year", N_("Year"), true},     {"author", N_("Author"), true},
              {"keyword", N_("Keyword"), false}, {"format", N_("Format"), true}};

/* ---- text ---- */

static void escape(struct buffer *out, const char *text, size_t length)
{
    struct buffer sound = {0};
    utf8_append(&sound, text, length);
    out->failed |= sound.failed;
    for (size_t i = 0; i < sound.length; i++)
        switch (sound.data[i]) {
        case '&': buffer_puts(out, "&amp;"); break;
        case '<': buffer_puts(out, "&lt;"); break;
        case '>': buffer_puts(out, "&gt;"); break;
        case '"': buffer_puts(out, "&quot;"); break;
        case '\'': buffer_puts(out, "&#39;"); break;
        default: buffer_putc(out, sound.data[i]);
        }
    buffer_free(&sound);
}

static void put(struct buffer *out, const char *text)
{
    escape(out, text, strlen(text));
}

/* The language of a text for who reads it aloud: with its script, where a language has two. */
static void put_language(struct buffer *out, const char *code, const char *text)
{
    static const char *const of_two_scripts[] = {"uz", "kk", "tk", "kaa"};
    buffer_printf(out, " dir=\"auto\" lang=\"%s", code);
    for (size_t i = 0; i < sizeof of_two_scripts / sizeof *of_two_scripts; i++)
        if (!strcmp(code, of_two_scripts[i])) {
            while (*text && (unsigned char)*text < 0x80 && !((*text | 32) >= 'a' && (*text | 32) <= 'z'))
                text++;
            bool cyrillic = (unsigned char)*text >= 0xD0 && (unsigned char)*text <= 0xD3;
            buffer_puts(out, cyrillic ? "-Cyrl" : "-Latn");
        }
    buffer_puts(out, "\"");
}

/* What a value of a facet is called. */
static const char *value_name(const char *facet, const char *value)
{
    return strcmp(facet, "lang") ? value : present_language_name(value);
}

/* ---- facets and time ---- */

static bool is_among(const char *joined, const char *value)
{
    size_t length = strlen(value);
    for (const char *at = joined; at; at = strstr(at, "; ") ? strstr(at, "; ") + 2 : NULL)
        if (!strncmp(at, value, length) && (!at[length] || !strncmp(at + length, "; ", 2)))
            return true;
    return false;
}

static bool has_value(const daftar_hit *hit, const char *facet, const char *value)
{
    if (!strcmp(facet, "year"))
        return hit->year == strtoul(value, NULL, 10);
    return !strcmp(facet, "author") ? is_among(hit->authors, value)
                                    : !strcmp(!strcmp(facet, "lang") ? hit->language : hit->format, value);
}

/* Whether a hit of this page has the value: only then there is something to be filtered by it. */
static bool filters_page(const daftar_results *results, size_t kind, const char *value)
{
    const daftar_hit *hit;
    for (size_t i = 0; facets[kind].filters && (hit = daftar_results_hit(results, i)) != NULL; i++)
        if (has_value(hit, facets[kind].name, value))
            return true;
    return false;
}

static void put_value(const daftar_results *results, size_t kind, const daftar_facet *value, uint64_t most,
                      struct buffer *out)
{
    unsigned width = (unsigned)(value->count * 100 / (most ? most : 1));
    bool filters = filters_page(results, kind, value->value);
    buffer_puts(out, "<li>");
    if (filters) {
        buffer_printf(out, "<button type=\"button\" aria-pressed=\"false\" data-facet=\"%s\" data-value=\"",
                      facets[kind].name);
        put(out, value->value);
        buffer_puts(out, "\">");
    } else {
        buffer_puts(out, "<div>");
    }
    buffer_puts(out, "<span dir=\"auto\">");
    put(out, value_name(facets[kind].name, value->value));
    buffer_printf(out, "</span> <b>%llu</b><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
                       "focusable=\"false\"><rect width=\"%u\" height=\"10\"/></svg>%s</li>\n",
                  (unsigned long long)value->count, width ? width : 1, filters ? "</button>" : "</div>");
}

static void put_facet(const daftar_results *results, size_t kind, struct buffer *out)
{
    size_t count;
    const daftar_facet *values = daftar_results_facet(results, facets[kind].name, &count);
    if (!count)
        return;
    buffer_puts(out, "<section><h2>");
    put(out, _(facets[kind].word));
    buffer_puts(out, "</h2>\n<ul>\n");
    for (size_t i = 0; i < count && i < VALUES_MAX; i++)
        put_value(results, kind, &values[i], values[0].count, out);
    buffer_puts(out, "</ul></section>\n");
}

static void put_year_word(double x, double y, unsigned long long number, struct buffer *out)
{
    buffer_printf(out, "<text x=\"%.1f\" y=\"%.1f\">%llu</text>\n", x, y, number);
}

/* A bar, and in words how many and when, where there is room for words; else the first and the last year. */
static void put_year(const struct present_year *year, double x, double step, double height, bool end, struct buffer *out)
{
    double middle = x + step * 0.4, top = CHART_TEXT + CHART_HEIGHT - height;
    buffer_printf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%u: %llu</title></rect>\n",
                  x, top, step * 0.8, height, year->year, (unsigned long long)year->count);
    if (step >= STEP_NAMED)
        put_year_word(middle, top - 4, year->count, out);
    if (step >= STEP_NAMED || end)
        put_year_word(middle, CHART_TEXT + CHART_HEIGHT + 15, year->year, out);
}

/* A bar a year, the years between them too. */
static void put_timeline(const daftar_results *results, struct buffer *out)
{
    struct present_year years[YEARS_MAX];
    size_t count = present_years(results, years, YEARS_MAX);
    uint64_t most = 1;
    const char *name = _("Passages a year");
    if (count < 2)
        return;
    for (size_t i = 0; i < count; i++)
        most = years[i].count > most ? years[i].count : most;
    unsigned first = years[0].year, span = years[count - 1].year - first + 1;
    double room = CHART_WIDTH - 2 * CHART_TEXT, step = room / span < STEP_MAX ? room / span : STEP_MAX;
    buffer_printf(out, "<figure class=\"time\"><figcaption>%s</figcaption>\n<svg viewBox=\"0 0 %d %d\" "
                       "preserveAspectRatio=\"xMinYMid\" role=\"img\" aria-label=\"%s: ",
                  name, CHART_WIDTH, CHART_HEIGHT + 2 * CHART_TEXT, name);
    for (size_t i = 0; i < count; i++)
        buffer_printf(out, "%s%u %llu", i ? ", " : "", years[i].year, (unsigned long long)years[i].count);
    buffer_puts(out, "\">\n");
    double margin = step < STEP_NAMED ? CHART_TEXT : 0; /* a word is wider than its bar */
    for (size_t i = 0; i < count; i++)
        put_year(&years[i], margin + (years[i].year - first) * step, step,
                 (double)years[i].count / (double)most * CHART_HEIGHT, !i || i == count - 1, out);
    buffer_puts(out, "</svg></figure>\n");
}

static void put_filters(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    if (!how->facet_count)
        return;
    buffer_printf(out, "<nav aria-label=\"%s\">\n", _("Filters"));
    for (size_t i = 0; i < how->facet_count; i++)
        for (size_t kind = 0; kind < sizeof facets / sizeof *facets; kind++)
            if (!strcmp(how->facets[i], facets[kind].name))
                put_facet(results, kind, out);
    buffer_printf(out, "<button type=\"button\" id=\"clear\" hidden>%s</button>\n</nav>\n",
                  _("Show all"));
}

/* ---- hits ---- */

static void put_snippet(const daftar_hit *hit, struct buffer *out)
{
    size_t at = 0;
    buffer_puts(out, "<p class=\"snippet\"");
    put_language(out, hit->language, hit->snippet);
    buffer_puts(out, ">");
    for (size_t i = 0; i < hit->highlight_count; i++) {
        size_t start = hit->highlights[i].start, end = hit->highlights[i].end;
        escape(out, hit->snippet + at, start - at);
        buffer_puts(out, "<mark>");
        escape(out, hit->snippet + start, end - start);
        buffer_puts(out, "</mark>");
        at = end;
    }
    put(out, hit->snippet + at);
    buffer_puts(out, "</p>\n");
}

static void put_cell(struct buffer *out, const char *tag, const char *text)
{
    buffer_printf(out, "<%s>", tag);
    put(out, text);
    buffer_printf(out, "</%.2s>", tag);
}

static void put_explanation(const daftar_results *results, size_t number,
                            struct buffer *out)
{
    static const char *const heads[] = {N_("Query"), N_("In the text"), N_("Match"), N_("Weight")};
    size_t count;
    const daftar_match *matches = daftar_results_explain(results, number, &count);
    if (!count)
        return;
    buffer_printf(out, "<details><summary>%s</summary><table><thead><tr>", _("Why it matched"));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        put_cell(out, "th scope=\"col\"", _(heads[i]));
    buffer_puts(out, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < count; i++) {
        buffer_puts(out, "<tr>");
        put_cell(out, "td dir=\"auto\"", matches[i].word);
        put_cell(out, "td dir=\"auto\"", matches[i].form);
        buffer_puts(out, "<td>");
        put(out, present_layer_name(matches[i].layer));
        if (*matches[i].source) {
            buffer_puts(out, ": ");
            put(out, matches[i].source);
        }
        buffer_printf(out, "</td><td>%.2f</td></tr>\n", matches[i].weight);
    }
    buffer_puts(out, "</tbody></table></details>\n");
}

static void put_place(const daftar_hit *hit, struct buffer *out)
{
    const char *heading = present_below(hit);
    if (*heading) {
        buffer_puts(out, "<p class=\"heading\" dir=\"auto\">");
        put(out, heading);
        buffer_puts(out, "</p>\n");
    }
    buffer_puts(out, "<p class=\"place\">");
    if (*hit->authors) {
        put(out, hit->authors);
        buffer_puts(out, " · ");
    }
    if (hit->year)
        buffer_printf(out, "%u · ", hit->year);
    put(out, present_language_name(hit->language));
    if (hit->page || hit->line) {
        buffer_puts(out, " · <span>");
        buffer_printf(out, hit->page ? _("page %u") : _("line %u"), hit->page ? hit->page : hit->line);
        buffer_puts(out, "</span>");
    }
    buffer_puts(out, " · <code>");
    put(out, hit->path);
    buffer_printf(out, "#%u</code></p>\n", hit->passage);
}

static void put_hit(const struct presentation *how, const daftar_results *results, size_t number, size_t twins,
                    struct buffer *out)
{
    const daftar_hit *hit = daftar_results_hit(results, number);
    size_t rank = how->offset + number + 1;
    buffer_printf(out, "<li value=\"%zu\" class=\"hit\" data-lang=\"%s\" data-year=\"%u\" data-format=\"", rank,
                  hit->language, hit->year);
    put(out, hit->format);
    buffer_puts(out, "\" data-author=\"");
    put(out, hit->authors);
    buffer_printf(out, "\"><article aria-labelledby=\"h%zu\">\n<h3 id=\"h%zu\" dir=\"auto\">", rank, rank);
    put(out, present_title(hit));
    buffer_puts(out, "</h3>\n");
    put_place(hit, out);
    put_snippet(hit, out);
    if (how->by_article && hit->others) {
        buffer_puts(out, "<p class=\"more\">");
        buffer_printf(out, ngettext("and %u more passage", "and %u more passages", hit->others), hit->others);
        buffer_puts(out, "</p>\n");
    }
    if (twins) {
        buffer_puts(out, "<p class=\"more\">");
        buffer_printf(out, ngettext("and %zu near-identical", "and %zu near-identical", twins), twins);
        buffer_puts(out, "</p>\n");
    }
    put_explanation(results, number, out);
    buffer_printf(out, "<details><summary>%s</summary><p class=\"text\"", _("Whole passage"));
    put_language(out, hit->language, hit->text);
    buffer_puts(out, ">");
    put(out, hit->text);
    buffer_puts(out, "</p></details>\n</article></li>\n");
}

/* ---- the page ---- */

static void put_head(const struct presentation *how, const daftar_results *results, size_t shown, struct buffer *out)
{
    unsigned long long found = daftar_results_estimate(results);
    const char *correction = daftar_results_correction(results);
    buffer_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n%s<title>",
                  _("en"), page_meta); /* translators: the code of your language */
    put(out, how->query);
    buffer_printf(out, " – daftar</title>\n<style>\n%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#results\">%s</a>\n"
                       "<header><h1 dir=\"auto\">", page_style, _("To the results"));
    put(out, how->query);
    buffer_puts(out, "</h1>\n<p>");
    buffer_printf(out, ngettext("%llu passage found", "%llu passages found", found), found);
    buffer_printf(out, "; %s <span id=\"shown\" role=\"status\">%zu</span></p>\n", _("shown:"), shown);
    if (correction) {
        buffer_printf(out, "<p>%s <strong>", _("Did you mean:"));
        put(out, correction);
        buffer_puts(out, "</strong></p>\n");
    }
    if (how->note) {
        struct buffer said = {0};
        present_said(how->note, &said);
        buffer_puts(out, "<p>");
        escape(out, said.data ? said.data : "", said.length);
        buffer_puts(out, "</p>\n");
        buffer_free(&said);
    }
    buffer_puts(out, "</header>\n");
}

void present_html(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    size_t count = daftar_results_count(results), *twins = present_twins(results), shown = 0;
    for (size_t i = 0; i < count; i++)
        shown += !twins || twins[i] == i;
    put_head(how, results, shown, out);
    buffer_puts(out, "<div class=\"columns\">\n");
    put_filters(how, results, out);
    buffer_printf(out, "<main id=\"results\" tabindex=\"-1\">\n");
    put_timeline(results, out);
    buffer_printf(out, "<h2>%s</h2>\n", _("Results"));
    buffer_printf(out, "<p id=\"none\"%s>%s</p>\n", count ? " hidden" : "",
                  count ? _("No passage of this page has all of these.") : _("Nothing found."));
    buffer_puts(out, "<ol>\n");
    for (size_t i = 0; i < count; i++)
        if (!twins || twins[i] == i)
            put_hit(how, results, i, present_twin_count(twins, count, i), out);
    buffer_printf(out, "</ol></main>\n</div>\n<script>\n%s</script>\n</body>\n</html>\n", page_script);
    out->failed |= !twins;
    free(twins);
}

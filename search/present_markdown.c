/* present_markdown.c: a page of results as a dossier in Markdown, each passage with its source. */
#include "base/messages.h"
#include "base/utf8.h"
#include "search/present.h"

#include <stdlib.h>
#include <string.h>

/* Everything that means something to Markdown or HTML loses its meaning; a line of text stays one line. */
static void escape(struct buffer *out, const char *text, size_t length, bool at_start)
{
    struct buffer sound = {0};
    utf8_append(&sound, text, length);
    out->failed |= sound.failed;
    size_t digits = at_start && sound.data ? strspn(sound.data, "0123456789") : 0;
    for (size_t i = 0; i < sound.length; i++) {
        char c = sound.data[i];
        bool marks_start = at_start && ((!i && strchr("+-=", c)) || (digits && i == digits && strchr(".)", c)));
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
        if (c == '&')
            buffer_puts(out, "&amp;");
        else if (c == '<')
            buffer_puts(out, "&lt;");
        else if (marks_start || strchr("\\`*_[]>#|~$", c))
            buffer_printf(out, "\\%c", c);
        else
            buffer_putc(out, c);
    }
    buffer_free(&sound);
}

static void escape_string(struct buffer *out, const char *text)
{
    escape(out, text, strlen(text), false);
}

static void put_snippet(const daftar_hit *hit, struct buffer *out)
{
    size_t at = 0;
    buffer_puts(out, "> ");
    for (size_t i = 0; i < hit->highlight_count; i++) {
        size_t start = hit->highlights[i].start, end = hit->highlights[i].end;
        escape(out, hit->snippet + at, start - at, !at);
        buffer_puts(out, "**");
        escape(out, hit->snippet + start, end - start, false);
        buffer_puts(out, "**");
        at = end;
    }
    escape(out, hit->snippet + at, strlen(hit->snippet + at), !at);
    buffer_puts(out, "\n\n");
}

/* Author (year). *Title*, page 3. path */
static void put_citation(const daftar_hit *hit, struct buffer *out)
{
    buffer_puts(out, "— ");
    if (*hit->authors) {
        escape_string(out, hit->authors);
        bool stop = hit->authors[strlen(hit->authors) - 1] == '.'; /* of an initial */
        buffer_puts(out, hit->year || stop ? " " : ". ");
    }
    if (hit->year)
        buffer_printf(out, "(%u). ", hit->year);
    if (*hit->title) {
        buffer_putc(out, '*');
        escape_string(out, hit->title);
        buffer_putc(out, '*');
    } else {
        escape_string(out, present_name(hit));
    }
    if (hit->page || hit->line) {
        buffer_puts(out, ", ");
        buffer_printf(out, hit->page ? _("page %u") : _("line %u"), hit->page ? hit->page : hit->line);
    }
    buffer_puts(out, ". ");
    escape_string(out, hit->path);
    buffer_printf(out, "\\#%u (%s)", hit->passage, hit->language);
}

static void put_hit(const struct presentation *how, const daftar_results *results, size_t number, size_t twins,
                    struct buffer *out)
{
    const daftar_hit *hit = daftar_results_hit(results, number);
    buffer_printf(out, "## %zu. ", how->offset + number + 1);
    escape_string(out, present_name(hit));
    buffer_puts(out, "\n\n");
    put_snippet(hit, out);
    put_citation(hit, out);
    if (twins) {
        buffer_puts(out, ", ");
        buffer_printf(out, ngettext("and %zu near-identical", "and %zu near-identical", twins), twins);
    }
    buffer_puts(out, "\n\n");
}

void present_markdown(const struct presentation *how, const daftar_results *results, struct buffer *out)
{
    size_t count = daftar_results_count(results), *twins = present_twins(results);
    unsigned long long found = daftar_results_estimate(results);
    buffer_puts(out, "# ");
    escape_string(out, how->query);
    buffer_puts(out, "\n\n");
    buffer_printf(out, ngettext("%llu passage found", "%llu passages found", found), found);
    buffer_puts(out, ".\n\n");
    if (daftar_results_correction(results)) {
        buffer_printf(out, "%s ", _("Did you mean:"));
        escape_string(out, daftar_results_correction(results));
        buffer_puts(out, "\n\n");
    }
    for (size_t i = 0; i < count; i++)
        if (!twins || twins[i] == i)
            put_hit(how, results, i, present_twin_count(twins, count, i), out);
    out->failed |= !twins;
    free(twins);
}

/* present.c: the table of formats, and what several of them do alike. */
#include "search/present.h"

#include <stdlib.h>
#include <string.h>

static const struct present_format formats[] = {
    {"text", present_text, false}, {"json", present_json, false}, {"jsonl", present_jsonl, false},
    {"tsv", present_tsv, false},   {"trec", present_trec, false}, {"grep", present_grep, false},
    {"html", present_html, true},  {"markdown", present_markdown, false},
};

const struct present_format *present_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!strcmp(formats[i].name, name))
            return &formats[i];
    return NULL;
}

const char *present_name(const daftar_hit *hit)
{
    return *hit->heading ? hit->heading : *hit->title ? hit->title : hit->path;
}

const char *present_title(const daftar_hit *hit)
{
    return *hit->title ? hit->title : present_name(hit);
}

const char *present_below(const daftar_hit *hit)
{
    const char *title = present_title(hit), *heading = hit->heading;
    size_t length = strlen(title);
    if (strncmp(heading, title, length) || (heading[length] && strncmp(heading + length, " > ", 3)))
        return heading;
    return heading + length + (heading[length] ? 3 : 0);
}

/* ---- years ---- */

static int compare_years(const void *left, const void *right)
{
    const struct present_year *a = left, *b = right;
    return (a->year > b->year) - (a->year < b->year);
}

size_t present_years(const daftar_results *results, struct present_year *out, size_t room)
{
    size_t values, count = 0;
    const daftar_facet *facet = daftar_results_facet(results, "year", &values);
    for (size_t i = 0; i < values && count < room; i++) {
        unsigned long year = strtoul(facet[i].value, NULL, 10);
        if (year > 0 && year < 10000)
            out[count++] = (struct present_year){(unsigned)year, facet[i].count};
    }
    if (count)
        qsort(out, count, sizeof *out, compare_years);
    return count;
}

/* present.c: the table of formats, and what several of them do alike. */
#include "search/present.h"

#include <stdlib.h>
#include <string.h>

#define TWIN_BYTES 60 /* shorter texts may well be equal without being copies */

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

/* ---- near-identical passages ---- */

/* FNV-1a over letters and digits, capitals of ASCII as small ones; 0: too short to tell. */
static uint64_t text_hash(const char *text)
{
    uint64_t hash = 14695981039346656037u;
    size_t taken = 0;
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if (c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
            continue;
        hash = (hash ^ c) * 1099511628211u;
        taken++;
    }
    return taken < TWIN_BYTES ? 0 : hash;
}

struct hashed {
    uint64_t hash;
    size_t number;
};

static int compare_hashes(const void *left, const void *right)
{
    const struct hashed *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

size_t *present_twins(const daftar_results *results)
{
    size_t count = daftar_results_count(results);
    size_t *first = calloc(count + 1, sizeof *first);
    struct hashed *hashes = calloc(count + 1, sizeof *hashes);
    for (size_t i = 0; first && hashes && i < count; i++)
        hashes[i] = (struct hashed){text_hash(daftar_results_hit(results, i)->text), i};
    if (first && hashes && count)
        qsort(hashes, count, sizeof *hashes, compare_hashes);
    for (size_t i = 0, group = 0; first && hashes && i < count; i++) {
        if (!hashes[i].hash || hashes[i].hash != hashes[group].hash)
            group = i;
        first[hashes[i].number] = hashes[group].number;
    }
    if (!hashes) {
        free(first);
        first = NULL;
    }
    free(hashes);
    return first;
}

size_t present_twin_count(const size_t *twins, size_t count, size_t number)
{
    size_t others = 0;
    for (size_t i = number + 1; twins && i < count; i++)
        others += twins[i] == number;
    return others;
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

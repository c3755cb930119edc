/* facets.c: splits, joins and sorts the values that a match has counted. */
#include "search/facets.h"

#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* Facets by name: the slot that is counted, and whether it holds several values, or a number. */
static const struct facet_kind {
    const char *name;
    unsigned slot;
    bool joined, number;
} kinds[] = {
    {"lang", SLOT_LANGUAGE, false, false}, {"year", SLOT_YEAR, false, true},
    {"author", SLOT_AUTHORS, true, false}, {"keyword", SLOT_KEYWORDS, true, false},
    {"format", SLOT_FORMAT, false, false},
};

static const struct facet_kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

int facets_slot(const char *name)
{
    const struct facet_kind *kind = find_kind(name);
    return kind ? (int)kind->slot : -1;
}

/* ---- values ---- */

/* One facet being filled; articles share authors and keywords, so that each is looked up by its hash. */
struct filling {
    struct daftar_results *results;
    struct facet *facet;
    const struct facet_kind *kind;
    uint32_t *slots; /* 1 + the number of a value; 0: free. A power of two of them, at least twice the values */
    size_t slot_count;
};

static size_t hash_of(const struct filling *f, struct slice value)
{
    return (size_t)XXH3_64bits(value.data, value.length) & (f->slot_count - 1);
}

/* The slot of a value: where its number stands, or may be put. */
static uint32_t *find_slot(const struct filling *f, struct slice value)
{
    size_t at = hash_of(f, value);
    for (; f->slots[at]; at = (at + 1) & (f->slot_count - 1)) {
        const char *known = f->facet->values[f->slots[at] - 1].value;
        if (!strncmp(known, value.data, value.length) && !known[value.length])
            break;
    }
    return &f->slots[at];
}

static bool grow(struct filling *f)
{
    size_t count = f->slot_count ? f->slot_count * 2 : 256;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    free(f->slots);
    f->slots = slots;
    f->slot_count = count;
    for (size_t i = 0; i < f->facet->count; i++) {
        const char *value = f->facet->values[i].value;
        *find_slot(f, (struct slice){value, strlen(value)}) = (uint32_t)i + 1;
    }
    return true;
}

static void add_value(struct filling *f, struct slice value, uint32_t count)
{
    struct facet *facet = f->facet;
    if ((facet->count + 1) * 2 > f->slot_count && !grow(f)) {
        f->results->failed = true;
        return;
    }
    uint32_t *slot = find_slot(f, value);
    if (*slot) {
        facet->values[*slot - 1].count += count;
        return;
    }
    struct slice kept = pool_copy(&f->results->strings, value);
    if (!kept.data || !array_reserve(&facet->values, &facet->capacity, facet->count + 1, sizeof *facet->values)) {
        f->results->failed = true;
        return;
    }
    facet->values[facet->count++] = (struct daftar_facet){kept.data, count};
    *slot = (uint32_t)facet->count;
}

/* Lists of keywords in two languages may have a word in common: it counts once. */
static bool stands_before(struct slice values, struct slice value)
{
    struct slice other;
    while (slot_next(&values, &other) && other.data < value.data)
        if (slice_same(other, value))
            return true;
    return false;
}

static bool take_value(void *context, struct slice stored, uint32_t frequency)
{
    struct filling *f = context;
    char number[32];
    if (f->kind->number) {
        int length = snprintf(number, sizeof number, "%.0f", store_unpack_number(stored.data, stored.length));
        stored = (struct slice){number, (size_t)length};
    }
    struct slice value = stored, all = stored;
    if (!f->kind->joined && value.length)
        add_value(f, value, frequency);
    while (f->kind->joined && slot_next(&stored, &value))
        if (value.length && !stands_before(all, value))
            add_value(f, value, frequency);
    return !f->results->failed;
}

static int compare_values(const void *left, const void *right)
{
    const struct daftar_facet *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->value, b->value);
}

daftar_status facets_fill(struct daftar_results *results, const struct store_matches *matches,
                          const char *const *names, size_t count)
{
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && i < count; i++) {
        struct facet *facet = &results->facets[i];
        struct filling filling = {.results = results, .facet = facet, .kind = find_kind(names[i])};
        facet->name = filling.kind->name;
        results->facet_count++;
        status = store_matches_facet(matches, i, take_value, &filling);
        if (facet->count)
            qsort(facet->values, facet->count, sizeof *facet->values, compare_values);
        free(filling.slots);
    }
    return status;
}

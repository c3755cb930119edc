/* near.c: the forms of the lexicon by their beginning, and edit distance. */
#include "search/near.h"

#include "store/lexicon.h"

#include <string.h>
#include <unicode/utf8.h>

void near_read(struct near_word *out, struct slice form)
{
    out->count = 0;
    for (size_t i = 0; i < form.length;) {
        UChar32 c;
        U8_NEXT(form.data, i, form.length, c);
        if (c < 0 || out->count == NEAR_LETTERS_MAX) {
            out->count = 0;
            return;
        }
        out->letters[out->count++] = (uint32_t)c;
    }
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* One row of the table of distances between beginnings of a and of b; returns its least. Outside of the band around
 * the diagonal everything is too far. */
static unsigned fill_row(unsigned (*rows)[NEAR_LETTERS_MAX + 1], size_t i, const struct near_word *a,
                         const struct near_word *b, unsigned limit)
{
    unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3], best = limit + 1;
    for (size_t j = 0; j <= b->count; j++) {
        row[j] = limit + 1;
        if (i > j + limit || j > i + limit)
            continue;
        if (!i || !j) {
            row[j] = (unsigned)(i + j);
        } else {
            bool same = a->letters[i - 1] == b->letters[j - 1];
            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + !same);
            if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] && a->letters[i - 2] == b->letters[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        best = least(best, row[j]);
    }
    return best;
}

unsigned near_distance(const struct near_word *a, const struct near_word *b, unsigned limit)
{
    unsigned rows[3][NEAR_LETTERS_MAX + 1];
    if (!a->count || !b->count || a->count > b->count + limit || b->count > a->count + limit)
        return limit + 1;
    for (size_t i = 0; i <= a->count; i++)
        if (fill_row(rows, i, a, b, limit) > limit)
            return limit + 1;
    return least(rows[a->count % 3][b->count], limit + 1);
}

struct walk {
    near_visit visit;
    void *context;
    size_t *budget;
    bool stopped;
};

static bool take_key(void *context, struct slice key, struct slice value)
{
    struct walk *walk = context;
    if (!*walk->budget) {
        walk->stopped = true;
        return false;
    }
    --*walk->budget;
    walk->stopped = !walk->visit(walk->context, (struct slice){key.data + 1, key.length - 1}, value);
    return !walk->stopped;
}

static size_t form_key(struct slice form, char key[FOLD_MAX + 1])
{
    size_t length = form.length < FOLD_MAX ? form.length : FOLD_MAX;
    key[0] = LEXICON_FORM;
    memcpy(key + 1, form.data, length);
    return length + 1;
}

static daftar_status each_of_part(struct store *store, size_t part, struct slice beginning, size_t length,
                                  struct walk *walk)
{
    char key[FOLD_MAX + 1];
    for (;;) {
        size_t key_length = form_key((struct slice){beginning.data, length}, key);
        daftar_status status = store_metadata_each(store, part, key, key_length, take_key, walk);
        if (status != DAFTAR_UNSUPPORTED)
            return status;
        if (length >= beginning.length)
            return DAFTAR_OK;
        U8_FWD_1(beginning.data, length, beginning.length);
    }
}

daftar_status near_each(daftar_index *index, struct slice beginning, size_t length, size_t *budget, near_visit visit,
                        void *context)
{
    struct walk walk = {.visit = visit, .context = context, .budget = budget};
    daftar_status status = DAFTAR_OK;
    for (size_t part = 0; part < store_part_count(index->store) && !walk.stopped && !status; part++)
        status = each_of_part(index->store, part, beginning, length, &walk);
    return status;
}

daftar_status near_one(daftar_index *index, struct slice form, near_visit visit, void *context)
{
    char key[FOLD_MAX + 1];
    size_t length = form_key(form, key);
    struct buffer entries = {0};
    daftar_status status = DAFTAR_OK;
    for (size_t part = 0; part < store_part_count(index->store) && !status; part++) {
        status = store_metadata(index->store, part, key, length, &entries);
        if (!status && !visit(context, form, (struct slice){entries.data, entries.length}))
            break;
        if (status == DAFTAR_NOT_FOUND)
            status = DAFTAR_OK;
    }
    buffer_free(&entries);
    return status;
}

/* expand.c: looks the weaker layers of a word up: in the lexicon of every segment, and in glossaries. */
#include "search/expand.h"

#include "analysis/cognate.h"
#include "search/layers.h"
#include "store/lexicon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VARIANT_WEIGHT 0.6
#define COGNATE_WEIGHT 0.65
#define COGNATE_SIMILARITY 0.4 /* below this two words hardly sound alike */
#define MINED_WEIGHT 0.65
#define GLOSSARY_WEIGHT 0.7
#define SYNONYM_FROM 0.7   /* the word is not the first synonym of the concept */
#define SYNONYM_TO 0.85    /* the term is not */
#define OTHER_FORM 0.6     /* a concept that only shares the stem of the word, where another has the word as typed */
#define CONCEPTS_MAX 4     /* of one word */

struct seeking {
    struct plan *plan;
    daftar_index *index;
    const struct sought *sought;
    const struct cognate_word *sounds; /* of the word: its stem, and its form if that is another */
    size_t sound_count;
};

typedef void (*take_entry)(struct seeking *seeking, const struct lexicon_entry *entry);

static void look_up(struct seeking *seeking, char kind, struct slice key, take_entry take)
{
    char bytes[FOLD_MAX + 1];
    struct buffer list = {0};
    struct store *store = seeking->index->store;
    if (!key.length)
        return;
    bytes[0] = kind;
    memcpy(bytes + 1, key.data, key.length);
    for (size_t part = 0; part < store_part_count(store); part++) {
        if (store_metadata(store, part, bytes, key.length + 1, &list))
            continue;
        struct cursor cursor = {.at = list.data, .end = list.data + list.length};
        struct lexicon_entry entry;
        while (lexicon_entry_read(&entry, &cursor))
            take(seeking, &entry);
    }
    seeking->plan->failed |= list.failed;
    buffer_free(&list);
}

static void take_variant(struct seeking *seeking, const struct lexicon_entry *entry)
{
    layers_add(seeking->plan, (struct expansion){.term = entry->term, .word = seeking->sought->typed, .layer = LAYER_VARIANT,
                                                 .weight = VARIANT_WEIGHT * seeking->sought->sure});
}

void expand_variant(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed, double sure)
{
    char key[FOLD_MAX];
    struct sought sought = {.typed = typed, .sure = sure};
    struct seeking seeking = {.plan = plan, .index = index, .sought = &sought};
    size_t length = fold_variant((enum language)word->language, word->term.data, word->term.length, key);
    struct lexicon_entry itself = {.term = {key, length}};
    look_up(&seeking, LEXICON_VARIANT, itself.term, take_variant);
    if (length && store_term_frequency(index->store, key, length))
        take_variant(&seeking, &itself);
}

/* How alike an entry's word is to the one that is sought, by its stem or by its form: a stem may be cut too short, a form
 * too long. */
static double alike(const struct seeking *seeking, struct slice entry, double least)
{
    struct cognate_word heard;
    if (!entry.length)
        return least;
    cognate_read(&heard, entry.data, entry.length);
    for (size_t i = 0; i < seeking->sound_count; i++)
        least = fmax(least, cognate_alike(&seeking->sounds[i], &heard, least));
    return least;
}

static void take_cognate(struct seeking *seeking, const struct lexicon_entry *entry)
{
    const double below = COGNATE_SIMILARITY * (1 - 1e-9);
    double similarity = alike(seeking, entry->term, below);
    if (!slice_same(entry->term, entry->written))
        similarity = alike(seeking, entry->written, similarity);
    if (similarity >= COGNATE_SIMILARITY)
        layers_add(seeking->plan,
                   (struct expansion){.term = entry->term, .word = seeking->sought->typed, .layer = LAYER_COGNATE,
                                      .weight = COGNATE_WEIGHT * similarity * seeking->sought->sure});
}

void expand_cognate(struct plan *plan, daftar_index *index, const struct word *word, struct slice typed, double sure)
{
    struct cognate_word sounds[2];
    struct sought sought = {.typed = typed, .sure = sure};
    struct seeking seeking = {.plan = plan, .index = index, .sought = &sought, .sounds = sounds, .sound_count = 1};
    struct cognate_keys keys = {.count = 0};
    cognate_read(&sounds[0], word->term.data, word->term.length);
    if (!slice_same(word->term, word->form))
        cognate_read(&sounds[seeking.sound_count++], word->form.data, word->form.length);
    cognate_probes(&keys, word->form.data, word->form.length, word->term.data, word->term.length);
    for (size_t i = 0; i < keys.count; i++)
        look_up(&seeking, LEXICON_COGNATE, (struct slice){keys.keys[i], keys.lengths[i]}, take_cognate);
}

/* ---- what the index holds ---- */

/* Does the index hold every stem of the text? */
static bool held(daftar_index *index, struct slice text)
{
    for (size_t at = 0; at < text.length;) {
        const char *blank = memchr(text.data + at, ' ', text.length - at);
        size_t length = blank ? (size_t)(blank - text.data) - at : text.length - at;
        if (!store_term_frequency(index->store, text.data + at, length))
            return false;
        at += length + 1;
    }
    return text.length > 0;
}

/* ---- mined ---- */

bool expand_knows_pairs(daftar_index *index)
{
    static const char key[] = {LEXICON_MINED, LEXICON_ANY[0]};
    struct buffer list = {0};
    bool known = false;
    for (size_t part = 0; part < store_part_count(index->store) && !known; part++)
        known = !store_metadata(index->store, part, key, sizeof key, &list);
    buffer_free(&list);
    return known;
}

/* A phrase said in other words counts for all of its own; where it is said in these, they count by themselves. */
static double words_worth(const struct seeking *seeking, struct slice term)
{
    return slice_same(term, seeking->sought->stems) ? 1 : seeking->sought->worth;
}

static void take_pair(struct seeking *seeking, const struct lexicon_entry *entry)
{
    if (held(seeking->index, entry->term))
        layers_add(seeking->plan, (struct expansion){.term = entry->term, .word = seeking->sought->typed, .layer = LAYER_MINED,
                                                     .weight = MINED_WEIGHT * seeking->sought->sure * words_worth(seeking, entry->term),
                                                     .source = entry->written});
}

bool expand_mined(struct plan *plan, daftar_index *index, const struct sought *sought)
{
    struct seeking seeking = {.plan = plan, .index = index, .sought = sought};
    size_t before = plan->count;
    if (sought->stems.length < FOLD_MAX)
        look_up(&seeking, LEXICON_MINED, sought->stems, take_pair);
    return plan->count > before;
}

/* ---- glossary ---- */

/* A concept that has a word or phrase: the commonest of its synonyms with these stems. */
struct meaning {
    const struct glossary_form *form;
    bool written; /* is the word in the cell as it was typed? */
};

static bool comes_before(const struct meaning *a, const struct meaning *b)
{
    return a->written != b->written ? a->written : a->form->rank < b->form->rank;
}

/* The first `room` meanings of forms with equal stems: as typed, then by rank. */
static size_t sort_meanings(const struct glossary_form *forms, size_t count, uint8_t written, struct meaning *out,
                            size_t room)
{
    size_t kept = 0;
    for (size_t i = 0, next; i < count; i = next) {
        struct meaning meaning = {&forms[i], false};
        for (next = i; next < count && forms[next].concept == forms[i].concept; next++)
            meaning.written |= forms[next].written == written;
        size_t at = kept;
        while (at > 0 && comes_before(&meaning, &out[at - 1]))
            at--;
        if (at >= room)
            continue;
        kept += kept < room;
        memmove(&out[at + 1], &out[at], (kept - at - 1) * sizeof *out);
        out[at] = meaning;
    }
    return kept;
}

static void take_meaning(struct seeking *seeking, const struct glossary *glossary, const struct glossary_form *from,
                         double weight)
{
    const struct glossary_concept *concept = &glossary->concepts[from->concept];
    struct slice source = {glossary->strings + concept->name, concept->name_length};
    weight *= GLOSSARY_WEIGHT * seeking->sought->sure * (from->rank ? SYNONYM_FROM : 1);
    for (uint32_t at = concept->first; at != UINT32_MAX; at = glossary->forms[at].next) {
        const struct glossary_form *form = &glossary->forms[at];
        struct slice term = {glossary->strings + form->text, form->length};
        double synonym = form->rank ? SYNONYM_TO : 1;
        if (seeking->index->holds[form->language] && held(seeking->index, term))
            layers_add(seeking->plan, (struct expansion){.term = term, .word = seeking->sought->typed, .layer = LAYER_GLOSSARY,
                                                         .weight = weight * synonym * words_worth(seeking, term),
                                                         .source = source});
    }
}

bool expand_glossary(struct plan *plan, daftar_index *index, const struct glossary *glossary, enum language language,
                     const struct sought *sought)
{
    struct seeking seeking = {.plan = plan, .index = index, .sought = sought};
    struct meaning meanings[CONCEPTS_MAX];
    size_t count;
    const struct glossary_form *forms = glossary_find(glossary, language, sought->stems.data, sought->stems.length, &count);
    size_t kept = sort_meanings(forms, count, sought->written, meanings, CONCEPTS_MAX);
    for (size_t i = 0; i < kept; i++)
        take_meaning(&seeking, glossary, meanings[i].form, meanings[0].written && !meanings[i].written ? OTHER_FORM : 1);
    return count > 0;
}

/* rank.c: reads the stored text of the best passages and prefers the forms that were typed.
 *
 * A stem is one term in the index, so that all forms of a word weigh alike there. A term for each form as well would
 * add a quarter to the postings; reading the text of some dozens of passages costs less than a millisecond. */
#include "search/rank.h"

#include "store/schema.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* By the number of words that were typed: how many passages may be read, and what is added to a score, as shares of the
 * best one: in all for words that stand as typed, and besides where every word does. One word decides. Of several a rare
 * one matters more than a form: short queries cut from sentences gain up to .6, titles of laws in their own language from
 * .1 to .3. */
static const struct {
    size_t window;
    double words, whole;
} preference[PLAN_TYPED_MAX + 1] = {{0, 0, 0}, {200, 1, 0}, {50, .2, .2}, {40, .2, .2}, {40, .2, .2}};

size_t rank_window(const struct plan *plan)
{
    return plan->typed_count <= PLAN_TYPED_MAX ? preference[plan->typed_count].window : 0;
}

/* ---- forms in a text ---- */

enum { LOWER, TITLE, UPPER, CASES };

/* A word as it was typed, in the cases that a text may have it in. */
struct typed {
    struct buffer cases[CASES];
    struct buffer plain; /* small letters, as normalise() makes them */
    bool apostrophe;
};

static void put_character(struct buffer *out, UChar32 c)
{
    uint8_t bytes[U8_MAX_LENGTH];
    size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    buffer_append(out, (const char *)bytes, length);
}

/* Appends small letters, apostrophes of one kind, ё as е, no soft hyphens: what makes no other form of a word. */
static void normalise(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.length;) {
        UChar32 c;
        U8_NEXT(text.data, i, text.length, c);
        if (c < 0 || c == 0xAD)
            continue;
        c = letter_is_apostrophe(c) ? '\'' : u_tolower(c);
        put_character(out, c == 0x451 ? 0x435 : c);
    }
}

static void typed_make(struct typed *typed, struct slice word)
{
    for (size_t i = 0; i < word.length;) {
        UChar32 c;
        bool first = !i;
        U8_NEXT(word.data, i, word.length, c);
        if (c < 0)
            continue;
        put_character(&typed->cases[LOWER], u_tolower(c));
        put_character(&typed->cases[TITLE], first ? u_toupper(c) : u_tolower(c));
        put_character(&typed->cases[UPPER], u_toupper(c));
        typed->apostrophe |= letter_is_apostrophe(c);
    }
    normalise(&typed->plain, word);
}

static void typed_free(struct typed *typed)
{
    for (int i = 0; i < CASES; i++)
        buffer_free(&typed->cases[i]);
    buffer_free(&typed->plain);
}

static bool typed_failed(const struct typed *typed)
{
    return typed->cases[LOWER].failed || typed->cases[TITLE].failed || typed->cases[UPPER].failed ||
           typed->plain.failed;
}

/* Does a word of the text begin, or end, at this place? */
static bool is_edge(struct slice text, size_t at, bool before)
{
    UChar32 c = ' ';
    int32_t i = (int32_t)at, length = (int32_t)text.length;
    if (before && i > 0)
        U8_PREV(text.data, 0, i, c);
    else if (!before && i < length)
        U8_NEXT(text.data, i, length, c);
    return !u_isalnum(c) && (!before || !letter_is_apostrophe(c));
}

static bool holds(struct slice text, const struct buffer *word)
{
    for (size_t at = 0; word->length && at + word->length <= text.length;) {
        const char *found = memmem(text.data + at, text.length - at, word->data, word->length);
        if (!found)
            return false;
        at = (size_t)(found - text.data);
        if (is_edge(text, at, true) && is_edge(text, at + word->length, false))
            return true;
        at += word->length;
    }
    return false;
}

/* Only a text with ё or soft hyphens, or a word with an apostrophe, is worth normalising. */
static bool text_holds(struct slice text, const struct typed *typed, struct buffer *scratch)
{
    for (int i = 0; i < CASES; i++)
        if (holds(text, &typed->cases[i]))
            return true;
    if (!typed->apostrophe && !memmem(text.data, text.length, "ё", 2) && !memmem(text.data, text.length, "\u00AD", 2))
        return false;
    buffer_clear(scratch);
    normalise(scratch, text);
    return holds((struct slice){scratch->data ? scratch->data : "", scratch->length}, &typed->plain);
}

/* ---- ranking ---- */

/* The share of the typed words that stand in the passage as they were typed; 0 for a damaged one, which is told of
 * when it is shown. */
static daftar_status share_as_typed(double *out, daftar_index *index, struct store_id id, const struct typed *words,
                                    size_t count, struct buffer scratch[2])
{
    struct passage_record passage;
    size_t found = 0;
    daftar_status status = store_passage_data(index->store, id, &scratch[0]);
    if (!status && passage_record_read(&passage, scratch[0].data, scratch[0].length))
        for (size_t i = 0; i < count; i++)
            found += text_holds(passage.text, &words[i], &scratch[1]) ||
                     text_holds(passage.heading, &words[i], &scratch[1]);
    *out = (double)found / (double)count;
    return status;
}

static int compare_scores(const void *left, const void *right)
{
    const struct store_hit *a = left, *b = right;
    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return store_id_compare(a->id, b->id);
}

/* Are there `wanted` among the first `count` hits that no later one can pass? */
static bool is_settled(const struct store_hit *hits, size_t count, size_t wanted, double bound)
{
    size_t above = 0;
    for (size_t i = 0; i < count && above < wanted; i++)
        above += hits[i].score >= bound;
    return above >= wanted;
}

/* Raises one equal hit after another: whether later ones are still worth reading is asked before the first of them. */
static daftar_status raise_scores(struct ranking *ranking, size_t wanted, const struct typed *words,
                                  struct buffer scratch[2])
{
    size_t typed = ranking->plan->typed_count, window = preference[typed].window, end = 0;
    double for_words = ranking->hits[0].score * preference[typed].words;
    double for_whole = ranking->hits[0].score * preference[typed].whole, share;
    daftar_status status = DAFTAR_OK;
    for (size_t i = 0; !status && !scratch[1].failed && i < ranking->count && i < window; i++) {
        if (i == end) {
            if (is_settled(ranking->hits, i, wanted, ranking->hits[i].score + for_words + for_whole))
                break;
            end = ties_end(ranking, i);
            status = end > window ? ties_complete(ranking, i) : DAFTAR_OK;
            if (!status)
                status = ties_part(ranking, end > window ? window : 0);
            if (status)
                break;
        }
        struct store_hit *hit = &ranking->hits[i];
        status = share_as_typed(&share, ranking->index, hit->id, words, typed, scratch);
        hit->score += for_words * share + (share >= 1 ? for_whole : 0);
    }
    return status;
}

daftar_status rank_forms(struct ranking *ranking, size_t wanted)
{
    const struct plan *plan = ranking->plan;
    struct typed words[PLAN_TYPED_MAX] = {0};
    struct buffer scratch[2] = {0};
    bool failed = false;
    if (!rank_window(plan) || ranking->count < 2)
        return DAFTAR_OK;
    for (size_t i = 0; i < plan->typed_count; i++) {
        typed_make(&words[i], plan->typed[i]);
        failed |= typed_failed(&words[i]);
    }
    daftar_status status = failed ? DAFTAR_OK : raise_scores(ranking, wanted, words, scratch);
    qsort(ranking->hits, ranking->count, sizeof *ranking->hits, compare_scores);
    for (size_t i = 0; i < plan->typed_count; i++)
        typed_free(&words[i]);
    failed |= scratch[1].failed;
    buffer_free(&scratch[0]);
    buffer_free(&scratch[1]);
    return failed ? status_no_memory() : status;
}

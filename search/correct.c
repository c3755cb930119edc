/* correct.c: looks for words of the lexicon near those of a query that finds little. */
#include "search/correct.h"

#include "analysis/detect.h"
#include "analysis/lexemes.h"
#include "search/keyboard.h"
#include "search/near.h"
#include "store/lexicon.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define LITTLE 10          /* hits: below this words that only sound alike do not count */
#define CLEARLY 20         /* times as frequent as the word typed */
#define LETTERS_MIN 4      /* shorter words are near too many */
#define NEAR_LENGTH 5      /* up to so many letters one may be wrong, in longer words two */
#define WALK_MAX 12000     /* forms looked at for a query: 3 ms */
#define TOKENS_MAX 32
#define EDITED_LETTERS 2   /* the walk keeps these; one edit among them is tried by itself */
#define CHUNK_MAX 120      /* bytes */

/* ---- words of the query ---- */

struct replacement {
    struct slice typed;
    struct buffer text;
};

struct corrector {
    daftar_index *index;
    const struct query *query;
    const struct plan *plan;
    struct slice text;
    bool little;         /* the query found little */
    size_t budget;       /* forms that may be looked at */
    struct slice words[TOKENS_MAX];
    size_t word_count;
    const char *base;    /* of the node whose tokens are read */
    bool failed;
};

static void take_token(void *context, const struct token *token)
{
    struct corrector *c = context;
    if (c->word_count < TOKENS_MAX && !token->compound)
        c->words[c->word_count++] = (struct slice){c->base + token->start, token->end - token->start};
}

static void gather_words(struct corrector *c, unsigned node)
{
    const struct node *n = &c->query->nodes[node];
    if (n->occur == OCCUR_MUST_NOT || n->field >= QUERY_LANG)
        return;
    if ((n->kind == NODE_WORD || n->kind == NODE_PHRASE) && n->text.length) {
        c->base = n->text.data;
        if (!analyzer_text(c->index->analyzer, detect_language(n->text.data, n->text.length, LANGUAGE_UND, NULL),
                           n->text.data, n->text.length, 1, take_token, c))
            c->failed = true;
    }
    for (unsigned child = n->first; child; child = c->query->nodes[child].next) {
        gather_words(c, child);
        if (n->kind == NODE_NOT) /* what follows is not wanted */
            return;
    }
}

static bool overlap(struct slice a, struct slice b)
{
    return a.data < b.data + b.length && b.data < a.data + a.length;
}

/* Passages with the most frequent term by which the word matches, through this layer or a stronger one. */
static uint32_t word_frequency(const struct corrector *c, struct slice word, enum layer weakest)
{
    uint32_t most = 0;
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct expansion *e = &c->plan->expansions[i];
        if (!overlap(e->word, word) || e->layer > weakest)
            continue;
        uint32_t frequency = store_term_frequency(c->index->store, e->term.data, e->term.length);
        most = frequency > most ? frequency : most;
    }
    return most;
}

/* ---- candidates ---- */

struct seeking {
    struct corrector *c;
    struct slice typed;
    unsigned scripts;
    struct near_word word;
    struct near_word known[LANGUAGE_COUNT]; /* forms that were sought already */
    size_t known_count;
    unsigned limit;         /* letters that may be wrong */
    unsigned distance;      /* of the best */
    uint32_t frequency;     /* of the best */
    struct buffer best;
};

static uint32_t entry_frequency(const struct seeking *s, const struct lexicon_entry *entry)
{
    return store_term_frequency(s->c->index->store, entry->term.data, entry->term.length);
}

/* Nearer is better, then more frequent; of one more wrong letter only what is far more frequent. */
static bool is_better(const struct seeking *s, unsigned distance, uint32_t frequency)
{
    if (!s->best.length)
        return true;
    return distance < s->distance || (distance == s->distance && frequency > s->frequency);
}

static bool take_form(void *context, struct slice form, struct slice entries)
{
    struct seeking *s = context;
    struct near_word word;
    near_read(&word, form);
    unsigned distance = near_distance(&s->word, &word, s->limit);
    if (!distance || distance > s->limit || (s->best.length && distance > s->distance))
        return true;
    struct cursor cursor = {.at = entries.data, .end = entries.data + entries.length};
    struct lexicon_entry entry;
    while (lexicon_entry_read(&entry, &cursor)) {
        struct slice written = entry.written.length ? entry.written : form;
        uint32_t frequency = entry_frequency(s, &entry);
        if (fold_scripts(written.data, written.length) != s->scripts || !frequency ||
            !is_better(s, distance, frequency))
            continue;
        s->distance = distance;
        s->frequency = frequency;
        buffer_clear(&s->best);
        buffer_append(&s->best, written.data, written.length);
    }
    return true;
}

static void append_letter(struct buffer *out, uint32_t letter)
{
    char bytes[4];
    size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, letter);
    buffer_append(out, bytes, length);
}

/* The word with `cut` letters at `at` replaced by the `count` letters given, looked up. */
static void try_edit(struct seeking *s, size_t at, size_t cut, const uint32_t *letters, size_t count)
{
    struct buffer form = {0};
    for (size_t i = 0; i < at; i++)
        append_letter(&form, s->word.letters[i]);
    for (size_t i = 0; i < count; i++)
        append_letter(&form, letters[i]);
    for (size_t i = at + cut; i < s->word.count; i++)
        append_letter(&form, s->word.letters[i]);
    if (!form.failed && form.length <= FOLD_MAX)
        near_one(s->c->index, (struct slice){form.data, form.length}, take_form, s);
    s->c->failed |= form.failed;
    buffer_free(&form);
}

/* One edit among the letters that the walk keeps. */
static void try_edits(struct seeking *s)
{
    static const char *const alphabets[] = {"abcdefghijklmnopqrstuvwxyzöüşğıäñç",
                                            "абвгдежзийклмнопрстуфхцчшщъыьэюяқғҳўңөүұәіҷӣӯҗ"};
    struct near_word alphabet;
    const char *letters = alphabets[s->word.letters[0] >= 0x400];
    near_read(&alphabet, (struct slice){letters, strlen(letters)});
    for (size_t at = 0; at < EDITED_LETTERS && at < s->word.count; at++) {
        try_edit(s, at, 1, NULL, 0);
        if (at + 1 < s->word.count)
            try_edit(s, at, 2, (uint32_t[]){s->word.letters[at + 1], s->word.letters[at]}, 2);
        for (size_t i = 0; i < alphabet.count; i++) {
            try_edit(s, at, 1, &alphabet.letters[i], 1);
            try_edit(s, at, 0, &alphabet.letters[i], 1);
        }
    }
}

static bool is_new(struct seeking *s)
{
    for (size_t i = 0; i < s->known_count; i++)
        if (!near_distance(&s->known[i], &s->word, 0))
            return false;
    s->known[s->known_count++] = s->word;
    return true;
}

/* Looks for what is near the word as one of this language. */
static void seek_near(struct seeking *s, enum language language)
{
    char form[FOLD_MAX];
    size_t length = fold_word(language, s->typed.data, s->typed.length, form), prefix = 0;
    near_read(&s->word, (struct slice){form, length});
    if (s->word.count < LETTERS_MIN || !is_new(s))
        return;
    s->limit = s->word.count > NEAR_LENGTH && s->c->little ? 2 : 1;
    for (size_t i = 0; i < EDITED_LETTERS; i++)
        U8_FWD_1(form, prefix, length);
    near_each(s->c->index, (struct slice){form, length}, prefix, &s->c->budget, take_form, s);
    if (!s->best.length || s->distance > 1)
        try_edits(s);
}

/* ---- replacing ---- */

/* The run of characters without blanks around a word: on the other keyboard х and ж are punctuation. */
static struct slice chunk_of(const struct corrector *c, struct slice word)
{
    size_t start = (size_t)(word.data - c->text.data), end = start + word.length;
    while (start > 0 && !strchr(" \t\"()", c->text.data[start - 1]))
        start--;
    while (end < c->text.length && !strchr(" \t\"()", c->text.data[end]))
        end++;
    return (struct slice){c->text.data + start, end - start};
}

static bool see_form(void *context, struct slice form, struct slice entries)
{
    (void)form;
    *(bool *)context |= entries.length > 0;
    return true;
}

/* Whether texts have the word in this very form. */
static bool is_form(struct corrector *c, const struct word *word)
{
    bool seen = false;
    near_one(c->index, word->form, see_form, &seen);
    return seen;
}

/* Passages with the word. A short one must stand there as it is: stems of two letters are many. */
static uint32_t known_as(struct corrector *c, struct slice word)
{
    uint32_t most = 0;
    struct near_word letters;
    near_read(&letters, word);
    unsigned scripts = fold_scripts(word.data, word.length);
    for (int i = LANGUAGE_OURS_FIRST; i <= LANGUAGE_OURS_LAST; i++) {
        if (!c->index->holds[i] || !(language_row((enum language)i)->scripts & scripts))
            continue;
        const struct word *known = analyzer_word(c->index->analyzer, (enum language)i, word.data, word.length);
        if (!known || (letters.count < LETTERS_MIN && !is_form(c, known)))
            continue;
        uint32_t frequency = store_term_frequency(c->index->store, known->term.data, known->term.length);
        most = frequency > most ? frequency : most;
    }
    return most;
}

/* What was meant by these keys on the keyboard of some language, in `out`; the passages that have it. */
static uint32_t best_keyboard(struct corrector *c, struct slice typed, struct buffer *out)
{
    struct buffer meant = {0};
    uint32_t most = 0;
    enum language language;
    for (size_t i = 0; (language = keyboard_language(i)) != LANGUAGE_UND; i++) {
        buffer_clear(&meant);
        if (!keyboard_other(language, typed, &meant) || meant.failed)
            continue;
        uint32_t frequency = known_as(c, (struct slice){meant.data, meant.length});
        if (frequency <= most)
            continue;
        most = frequency;
        buffer_clear(out);
        buffer_append(out, meant.data, meant.length);
    }
    c->failed |= meant.failed;
    buffer_free(&meant);
    return most;
}

/* The word, or the run it stands in, as typed on another keyboard; false: that is no word either. */
static bool correct_keyboard(struct corrector *c, struct slice word, uint32_t typed, struct replacement *out)
{
    struct slice tries[] = {chunk_of(c, word), word};
    for (size_t i = 0; i < 2; i++)
        if (tries[i].length <= CHUNK_MAX && best_keyboard(c, tries[i], &out->text) > (uint64_t)typed * CLEARLY) {
            out->typed = tries[i];
            return true;
        }
    return false;
}

/* As many capitals as the word typed: none, the first or all. */
static void copy_case(struct slice typed, const struct buffer *best, struct buffer *out)
{
    size_t at = 0, last = 0, count = 0;
    UChar32 c = 0, first = 0, end = 0;
    for (; at < typed.length; count++) {
        U8_NEXT(typed.data, at, typed.length, c);
        first = count ? first : c;
        end = c;
    }
    for (at = 0, count = 0; at < best->length; count++) {
        last = at;
        U8_NEXT(best->data, at, best->length, c);
        if (c < 0)
            buffer_append(out, best->data + last, at - last);
        else
            append_letter(out, (uint32_t)(u_isupper(first) && (!count || u_isupper(end)) ? u_toupper(c) : c));
    }
}

static bool correct_spelling(struct corrector *c, struct slice word, uint32_t typed, struct replacement *out)
{
    struct seeking s = {.c = c, .typed = word, .scripts = fold_scripts(word.data, word.length)};
    for (int i = LANGUAGE_OURS_FIRST; i <= LANGUAGE_OURS_LAST && !c->failed; i++)
        if (c->index->holds[i] && (language_row((enum language)i)->scripts & s.scripts))
            seek_near(&s, (enum language)i);
    buffer_clear(&out->text);
    bool found = s.best.length && s.frequency > (uint64_t)typed * CLEARLY;
    if (found) {
        out->typed = word;
        copy_case(word, &s.best, &out->text);
    }
    c->failed |= s.best.failed;
    buffer_free(&s.best);
    return found;
}

/* A stop word of some language is no mistake, whether it stands in these texts or not. */
static bool is_stopword(struct corrector *c, struct slice word)
{
    unsigned scripts = fold_scripts(word.data, word.length);
    for (int i = LANGUAGE_OURS_FIRST; i <= LANGUAGE_OURS_LAST; i++) {
        if (!(language_row((enum language)i)->scripts & scripts))
            continue;
        const struct word *known = analyzer_word(c->index->analyzer, (enum language)i, word.data, word.length);
        if (known && word_is_stopword(known))
            return true;
    }
    return false;
}

static bool has_digit(struct slice word)
{
    for (size_t i = 0; i < word.length; i++)
        if (word.data[i] >= '0' && word.data[i] <= '9')
            return true;
    return false;
}

/* Of a query that finds much, a word that only sounds like others may still be misspelt. */
static bool correct_word(struct corrector *c, struct slice word, struct replacement *out)
{
    uint32_t exact = word_frequency(c, word, LAYER_EXACT);
    if ((!c->little && word_frequency(c, word, LAYER_MINED)) || is_stopword(c, word))
        return false;
    return correct_keyboard(c, word, exact, out) || (!has_digit(word) && correct_spelling(c, word, exact, out));
}

daftar_status correct_query(struct buffer *out, daftar_index *index, const struct query *query, struct slice text,
                            const struct plan *plan, uint64_t estimate)
{
    struct corrector c = {.index = index, .query = query, .plan = plan, .text = text, .little = estimate < LITTLE,
                          .budget = WALK_MAX};
    struct replacement replacement = {.text = {0}};
    const char *at = text.data;
    bool corrected = false;
    gather_words(&c, query->root);
    for (size_t i = 0; i < c.word_count && !c.failed; i++) {
        if (c.words[i].data < at || !correct_word(&c, c.words[i], &replacement) || replacement.typed.data < at)
            continue;
        buffer_append(out, at, (size_t)(replacement.typed.data - at));
        buffer_append(out, replacement.text.data, replacement.text.length);
        at = replacement.typed.data + replacement.typed.length;
        corrected = true;
    }
    if (corrected)
        buffer_append(out, at, (size_t)(text.data + text.length - at));
    bool failed = c.failed || out->failed || replacement.text.failed;
    buffer_free(&replacement.text);
    return failed ? status_no_memory() : DAFTAR_OK;
}

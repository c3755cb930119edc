/* analyzer.c: breaks a block into words and looks each up in a cache of words already folded and stemmed. */
#include "analysis/analyzer.h"

#include "analysis/lexemes.h"
#include "analysis/spans.h"
#include "analysis/stem.h"
#include "base/pool.h"
#include "base/status.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <xxhash.h>

#define PARTS_MAX 8
#define PIECE_BYTES ((size_t)1 << 18) /* the breaker's state and the decoded text stay small */
#define COMPOUND_MAX 100              /* bytes of a hyphenated whole worth a term of its own */

/* The hash stands beside the word: looking for one touches no other, and neither does making room. */
struct word_slot {
    uint64_t hash;
    struct word *word;
};

struct analyzer {
    struct stemmer *stemmer;
    UBreakIterator *breaker;
    struct text text;
    struct word_slot *slots; /* open addressing; a power of two, at most half full */
    size_t slot_count;
    size_t word_count;
    struct pool pool; /* words and their strings live until all are forgotten at once */
};

struct analyzer *analyzer_new(void)
{
    struct analyzer *analyzer = calloc(1, sizeof *analyzer);
    if (!analyzer || !(analyzer->stemmer = stemmer_new())) {
        status_no_memory();
        analyzer_free(analyzer);
        return NULL;
    }
    UErrorCode error = U_ZERO_ERROR;
    analyzer->breaker = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    if (U_FAILURE(error)) {
        status_fail(DAFTAR_INTERNAL, "ICU has no word breaker (%s): reinstall libicu", u_errorName(error));
        analyzer->breaker = NULL;
        analyzer_free(analyzer);
        return NULL;
    }
    return analyzer;
}

static void forget_words(struct analyzer *analyzer)
{
    pool_free(&analyzer->pool);
    free(analyzer->slots);
    analyzer->slots = NULL;
    analyzer->slot_count = analyzer->word_count = 0;
}

void analyzer_free(struct analyzer *analyzer)
{
    if (!analyzer)
        return;
    forget_words(analyzer);
    text_free(&analyzer->text);
    if (analyzer->breaker)
        ubrk_close(analyzer->breaker);
    stemmer_free(analyzer->stemmer);
    free(analyzer);
}

size_t analyzer_bytes(const struct analyzer *analyzer)
{
    return analyzer->pool.bytes + analyzer->slot_count * sizeof *analyzer->slots;
}

void analyzer_trim(struct analyzer *analyzer, size_t limit)
{
    if (analyzer_bytes(analyzer) > limit)
        forget_words(analyzer);
}

/* ---- the cache of words ---- */

static size_t free_slot(const struct word_slot *slots, size_t count, uint64_t hash)
{
    size_t at = hash & (count - 1);
    while (slots[at].word)
        at = (at + 1) & (count - 1);
    return at;
}

static bool grow_slots(struct analyzer *analyzer)
{
    size_t count = analyzer->slot_count ? analyzer->slot_count * 2 : 1024;
    struct word_slot *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < analyzer->slot_count; i++) {
        struct word_slot slot = analyzer->slots[i];
        if (slot.word)
            slots[free_slot(slots, count, slot.hash)] = slot;
    }
    free(analyzer->slots);
    analyzer->slots = slots;
    analyzer->slot_count = count;
    return true;
}

static struct word *find_word(const struct analyzer *analyzer, uint64_t hash, const char *surface, size_t length)
{
    if (!analyzer->slot_count)
        return NULL;
    for (size_t at = hash & (analyzer->slot_count - 1);; at = (at + 1) & (analyzer->slot_count - 1)) {
        const struct word_slot *slot = &analyzer->slots[at];
        if (!slot->word)
            return NULL;
        if (slot->hash == hash && slot->word->surface.length == length &&
            !memcmp(slot->word->surface.data, surface, length))
            return slot->word;
    }
}

static bool remember(struct analyzer *analyzer, struct word *word, uint64_t hash)
{
    if ((analyzer->word_count + 1) * 2 > analyzer->slot_count && !grow_slots(analyzer))
        return false;
    analyzer->slots[free_slot(analyzer->slots, analyzer->slot_count, hash)] = (struct word_slot){hash, word};
    analyzer->word_count++;
    return true;
}

/* ---- a new word ---- */

static struct word *look_up(struct analyzer *analyzer, enum language block, const char *surface, size_t length);

/* A word of another script than its block's is a foreign one. */
static enum language word_language(enum language block, unsigned scripts)
{
    if (!scripts || (scripts & language_row(block)->scripts) || block == LANGUAGE_UND)
        return block;
    if (scripts == SCRIPT_LATIN)
        return LANGUAGE_EN;
    return scripts == SCRIPT_CYRILLIC ? LANGUAGE_RU : LANGUAGE_UND;
}

enum kind { OTHER, LETTER, DIGIT };

/* What stands inside a word without ending it: apostrophes of every kind, and what the decoder drops. */
static bool is_inside_words(UChar32 c)
{
    static const uint16_t marks[] = {'\'',   '`',    0x00AD, 0x00B4, 0x02CA, 0x02CB, 0x2018, 0x2019, 0x200B,
                                     0x201B, 0x2032, 0x2035, 0x2060, 0xFEFF, 0xFF07, 0xFF40};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (c == marks[i])
            return true;
    return false;
}

static enum kind kind_of(UChar32 c)
{
    if (c < 0)
        return OTHER;
    if (letter_is_basic_latin((uint32_t)c) || letter_is_basic_cyrillic((uint32_t)c))
        return LETTER;
    if (u_isdigit(c))
        return DIGIT;
    return u_isalpha(c) || u_getCombiningClass(c) || is_inside_words(c) ? LETTER : OTHER;
}

struct run {
    size_t start, end;
    size_t characters;
};

/* The runs of letters or of digits in a word; a count over `max` means more than that. */
static size_t split_runs(const char *surface, size_t length, struct run *runs, size_t max)
{
    size_t count = 0;
    enum kind before = OTHER;
    for (size_t i = 0; i < length;) {
        size_t start = i;
        UChar32 c;
        U8_NEXT(surface, i, length, c);
        enum kind kind = kind_of(c);
        if (kind != OTHER && kind != before) {
            if (count == max)
                return max + 1;
            runs[count++] = (struct run){.start = start};
        }
        if (kind != OTHER) {
            runs[count - 1].end = i;
            runs[count - 1].characters++;
        }
        before = kind;
    }
    return count;
}

/* `А.Қ.Ш` is АҚШ: true when every run is one letter, which are then joined in `out`. */
static bool join_initials(const char *surface, const struct run *runs, size_t count, char *out, size_t *length)
{
    *length = 0;
    for (size_t i = 0; i < count; i++) {
        if (runs[i].characters != 1)
            return false;
        memcpy(out + *length, surface + runs[i].start, runs[i].end - runs[i].start);
        *length += runs[i].end - runs[i].start;
    }
    return count > 1;
}

static bool add_parts(struct analyzer *analyzer, struct word *word, enum language block, const struct run *runs,
                      size_t count)
{
    struct word_part parts[PARTS_MAX];
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (runs[i].characters < 2)
            continue;
        struct word *part =
            look_up(analyzer, block, word->surface.data + runs[i].start, runs[i].end - runs[i].start);
        if (!part)
            return false;
        if (part->form.length)
            parts[kept++] = (struct word_part){part, (uint32_t)runs[i].start};
    }
    struct word_part *copy = kept ? pool_take(&analyzer->pool, kept * sizeof *copy) : NULL;
    if (kept && !copy)
        return false;
    if (kept)
        memcpy(copy, parts, kept * sizeof *copy);
    word->parts = copy;
    word->part_count = (uint8_t)kept;
    return true;
}

static struct slice keep(char **at, const char *bytes, size_t length)
{
    struct slice slice = {*at, length};
    memcpy(*at, bytes, length);
    *at += length;
    return slice;
}

static struct word *make_word(struct analyzer *analyzer, uint64_t hash, enum language block, const char *surface,
                              size_t length)
{
    struct run runs[PARTS_MAX];
    size_t run_count = split_runs(surface, length, runs, PARTS_MAX);
    char initials[WORD_MAX], form[FOLD_MAX], term[FOLD_MAX];
    const char *source = surface;
    size_t source_length = length;
    if (run_count <= PARTS_MAX && join_initials(surface, runs, run_count, initials, &source_length))
        source = initials;
    else
        source_length = length;
    enum language language = word_language(block, fold_scripts(source, source_length));
    size_t form_length = fold_word(language, source, source_length, form);
    size_t term_length = form_length ? stem_word(analyzer->stemmer, language, form, form_length, term) : 0;

    struct word *word = pool_take(&analyzer->pool, sizeof *word + length + form_length + term_length);
    if (!word)
        return NULL;
    char *at = (char *)(word + 1);
    *word = (struct word){.language = (uint8_t)language};
    word->surface = keep(&at, surface, length);
    word->form = keep(&at, form, form_length);
    word->term = keep(&at, term, term_length);
    if (run_count > 1 && run_count <= PARTS_MAX && source == surface &&
        !add_parts(analyzer, word, block, runs, run_count))
        return NULL;
    return remember(analyzer, word, hash) ? word : NULL;
}

static uint64_t hash_word(enum language block, const char *surface, size_t length)
{
    return XXH3_64bits_withSeed(surface, length, (XXH64_hash_t)block);
}

static struct word *look_up_hash(struct analyzer *analyzer, uint64_t hash, enum language block, const char *surface,
                                 size_t length)
{
    struct word *word = find_word(analyzer, hash, surface, length);
    return word ? word : make_word(analyzer, hash, block, surface, length);
}

static struct word *look_up(struct analyzer *analyzer, enum language block, const char *surface, size_t length)
{
    return look_up_hash(analyzer, hash_word(block, surface, length), block, surface, length);
}

struct word *analyzer_word(struct analyzer *analyzer, enum language language, const char *text, size_t length)
{
    return look_up(analyzer, language, text, utf8_cut(text, length, WORD_MAX));
}

/* ---- the text ---- */

/* A run over one piece of the text. `chain` is where a hyphenated compound that is still open began. */
struct pass {
    struct analyzer *analyzer;
    enum language language;
    const char *piece;
    uint32_t base; /* of the piece in the text */
    uint32_t position;
    analyzer_sink sink;
    void *context;
    uint32_t chain_start, chain_end, chain_position;
    unsigned chain_words;
};

static void emit(struct pass *pass, struct word *word, uint32_t start, uint32_t position, bool compound)
{
    struct token token = {.word = word, .start = pass->base + start, .position = position, .compound = compound};
    token.end = token.start + (uint32_t)word->surface.length;
    pass->sink(pass->context, &token);
}

static bool close_chain(struct pass *pass)
{
    uint32_t length = pass->chain_end - pass->chain_start;
    if (pass->chain_words > 1 && length <= COMPOUND_MAX) {
        struct word *whole =
            look_up(pass->analyzer, pass->language, pass->piece + pass->chain_start, length);
        if (!whole)
            return false;
        if (whole->form.length)
            emit(pass, whole, pass->chain_start, pass->chain_position, true);
    }
    pass->chain_words = 0;
    return true;
}

static bool is_hyphen(const char *bytes, size_t length)
{
    return (length == 1 && *bytes == '-') ||
           (length == 3 && (!memcmp(bytes, "\xE2\x80\x90", 3) || !memcmp(bytes, "\xE2\x80\x91", 3)));
}

static bool extend_chain(struct pass *pass, uint32_t start, uint32_t end)
{
    bool linked = pass->chain_words && is_hyphen(pass->piece + pass->chain_end, start - pass->chain_end);
    if (!linked) {
        if (!close_chain(pass))
            return false;
        pass->chain_start = start;
        pass->chain_position = pass->position;
    }
    pass->chain_end = end;
    pass->chain_words++;
    return true;
}

/* Where a word stands in the piece, and its hash. */
struct place {
    uint32_t start, length;
    uint64_t hash;
};

/* Has the cache of words fetched to where this one will be looked for. */
static struct place place_of(const struct pass *pass, size_t start, size_t end)
{
    const struct analyzer *analyzer = pass->analyzer;
    struct place place = {(uint32_t)start, (uint32_t)utf8_cut(pass->piece + start, end - start, WORD_MAX), 0};
    place.hash = hash_word(pass->language, pass->piece + start, place.length);
    if (analyzer->slot_count)
        __builtin_prefetch(&analyzer->slots[place.hash & (analyzer->slot_count - 1)]);
    return place;
}

static bool take_word(struct pass *pass, const struct place *place)
{
    uint32_t start = place->start, length = place->length;
    struct word *word = look_up_hash(pass->analyzer, place->hash, pass->language, pass->piece + start, length);
    if (!word)
        return false;
    if (!word->form.length)
        return true;
    if (!extend_chain(pass, start, start + length))
        return false;
    /* Broken at a line end it is one word, and may have been a compound: its halves stand beside it. */
    bool broken = word->part_count && memchr(pass->piece + start, '\n', length);
    emit(pass, word, start, pass->position, word->part_count > 0 && !broken);
    for (size_t i = 0; i < word->part_count; i++)
        emit(pass, word->parts[i].word, start + word->parts[i].start,
             broken ? pass->position : pass->position + (uint32_t)i, broken);
    pass->position += broken || !word->part_count ? 1 : word->part_count;
    return true;
}

static bool take_piece(struct pass *pass, size_t length)
{
    struct analyzer *analyzer = pass->analyzer;
    struct place place = {0}; /* of the last word, which is taken when the next one is found */
    struct spans spans;
    size_t start, end;
    spans_begin(&spans, analyzer->breaker, &analyzer->text, pass->language, pass->piece, length);
    pass->chain_words = 0;
    while (spans_next(&spans, &start, &end)) {
        struct place next = place_of(pass, start, end);
        if (place.length && !take_word(pass, &place))
            return false;
        place = next;
    }
    return !spans.failed && (!place.length || take_word(pass, &place)) && close_chain(pass);
}

bool word_is_stopword(const struct word *word)
{
    return lexicon_is_stopword((enum language)word->language, word->form.data, word->form.length);
}

/* Pieces end at a blank where there is one. */
static size_t piece_length(const char *text, size_t length)
{
    if (length <= PIECE_BYTES)
        return length;
    for (size_t cut = PIECE_BYTES; cut > PIECE_BYTES / 2; cut--)
        if (text[cut] == ' ' || text[cut] == '\n')
            return cut;
    return utf8_boundary(text, PIECE_BYTES);
}

uint32_t analyzer_text(struct analyzer *analyzer, enum language language, const char *text, size_t length,
                       uint32_t position, analyzer_sink sink, void *context)
{
    struct pass pass = {.analyzer = analyzer, .language = language, .position = position, .sink = sink,
                        .context = context};
    if (length > UINT32_MAX)
        length = UINT32_MAX;
    for (size_t at = 0; at < length;) {
        size_t piece = piece_length(text + at, length - at);
        pass.piece = text + at;
        pass.base = (uint32_t)at;
        if (!take_piece(&pass, piece)) {
            status_no_memory();
            return 0;
        }
        at += piece;
    }
    return pass.position;
}

/* split_language.c: tells the language of every block: by its own words, then by its neighbours. */
#include "indexer/split.h"

#include "analysis/detect.h"
#include "analysis/fold.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* A block needs no neighbour when it is told apart surely, and is prose, and is long or in a language
 * that the document is known to speak: three words of a caption prove no Bulgarian. */
#define SURE 0.8
#define LONG_BYTES 240
#define SPOKEN_SHARE 20 /* a language that has a twentieth of the sure text is spoken */

/* Short blocks come again and again in forms and tables: what was heard of one is kept by the hash of its text. */
#define KEPT 1024

struct heard {
    uint64_t hash; /* 0: none */
    double confidence;
    uint8_t neighbour, language;
};

struct hearing {
    double *confidence; /* of each block */
    uint64_t bytes[LANGUAGE_COUNT], total; /* of prose told apart surely */
    struct heard kept[KEPT];
};

static enum language listen(struct hearing *hearing, struct slice text, enum language neighbour, double *confidence)
{
    if (text.length >= LONG_BYTES)
        return detect_language(text.data, text.length, neighbour, confidence);
    uint64_t hash = XXH3_64bits(text.data, text.length) | 1;
    struct heard *heard = &hearing->kept[(hash >> 32) % KEPT];
    if (heard->hash != hash || heard->neighbour != neighbour) {
        *heard = (struct heard){.hash = hash, .neighbour = (uint8_t)neighbour};
        heard->language = (uint8_t)detect_language(text.data, text.length, neighbour, &heard->confidence);
    }
    *confidence = heard->confidence;
    return (enum language)heard->language;
}

/* A long document that has spoken one language so far goes on in it where a short block has no other letters:
 * telling every line of a manual apart would cost as much as indexing its words. */
#define FLUENT_BYTES 20000
#define FLUENT_SHARE 50 /* all but a fiftieth of the sure text */

static bool fluent(const struct hearing *hearing, enum language language, struct slice text)
{
    unsigned script = language == LANGUAGE_RU ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
    return text.length < LONG_BYTES && hearing->total >= FLUENT_BYTES &&
           (hearing->total - hearing->bytes[language]) * FLUENT_SHARE < hearing->total &&
           (fold_scripts(text.data, text.length) & ~(unsigned)SCRIPT_LATIN) == (script & ~(unsigned)SCRIPT_LATIN);
}

/* Code, markup and tables of figures are prose of no language. */
static bool is_prose(struct slice text)
{
    size_t marks = 0, letters = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        letters += c >= 0xC0 || ((c | 32) >= 'a' && (c | 32) <= 'z');
        marks += c == '<' || c == '>' || c == '{' || c == '}' || c == '=' || c == ';' || c == '_' || c == '|' ||
                 c == '\\' || c == '/' || c == '[' || c == ']' || c == '$' || c == '#' || c == '`';
    }
    return marks * 10 < letters;
}

#define HINTS_ASKED 20 /* long blocks of a language that are asked whether its hint is true */

/* What a lang attribute says is a hint: whole sites say lang="en" of everything. One that most long blocks speak
 * against is forgotten. */
static void weigh_hints(struct document *document, struct hearing *hearing)
{
    unsigned asked[LANGUAGE_COUNT] = {0}, against[LANGUAGE_COUNT] = {0};
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        struct slice text = block_text(document, block);
        double confidence;
        if (block->language == LANGUAGE_UND || text.length < LONG_BYTES || asked[block->language] >= HINTS_ASKED ||
            !is_prose(text))
            continue;
        asked[block->language]++;
        enum language found = listen(hearing, text, LANGUAGE_UND, &confidence);
        against[block->language] += found != block->language && confidence >= SURE;
    }
    for (size_t i = 0; i < document->block_count; i++) {
        struct block *block = &document->blocks[i];
        if (against[block->language] * 2 > asked[block->language])
            block->language = LANGUAGE_UND;
    }
}

/* The language of a block by its own words and the hint. *confidence: 1 where that is agreed upon. */
static enum language hear_block(struct hearing *hearing, struct slice text, enum language hint, double *confidence)
{
    if (hint != LANGUAGE_UND) {
        enum language found = listen(hearing, text, hint, confidence);
        bool against = found == LANGUAGE_UND || (found != hint && *confidence >= SURE);
        *confidence = 1;
        if (!against)
            return hint;
    }
    *confidence = 0;
    if (!is_prose(text))
        return LANGUAGE_UND;
    *confidence = 1;
    for (int turn = 0; turn < 2; turn++)
        if (fluent(hearing, turn ? LANGUAGE_EN : LANGUAGE_RU, text))
            return turn ? LANGUAGE_EN : LANGUAGE_RU;
    enum language found = listen(hearing, text, LANGUAGE_UND, confidence);
    if (*confidence >= SURE && text.length >= LONG_BYTES / 4) {
        hearing->bytes[found] += text.length;
        hearing->total += text.length;
    }
    return found;
}

static void hear(struct document *document, struct hearing *hearing)
{
    weigh_hints(document, hearing);
    for (size_t i = 0; i < document->block_count; i++) {
        struct block *block = &document->blocks[i];
        block->language = (uint8_t)hear_block(hearing, block_text(document, block), (enum language)block->language,
                                              &hearing->confidence[i]);
    }
}

static bool sure(const struct document *document, const struct hearing *hearing, size_t i)
{
    const struct block *block = &document->blocks[i];
    if (hearing->confidence[i] < SURE || block->language == LANGUAGE_UND)
        return false;
    return block->end - block->start >= LONG_BYTES ||
           hearing->bytes[block->language] * SPOKEN_SHARE >= hearing->total;
}

/* The nearest sure block: for a heading the one below it, else the one above. */
static enum language neighbour(const struct document *document, const struct hearing *hearing, size_t at)
{
    bool below = document->blocks[at].kind == BLOCK_HEADING;
    for (int turn = 0; turn < 2; turn++, below = !below) {
        for (size_t step = 1; step <= 8; step++) {
            size_t i = below ? at + step : at - step;
            if (i >= document->block_count)
                break;
            if (sure(document, hearing, i))
                return (enum language)document->blocks[i].language;
        }
    }
    return LANGUAGE_UND;
}

/* The language of a block in its place. Prose that could be the neighbour's as well as what it was heard as is
 * weighed again with the neighbour in mind; what is not prose goes along. */
static uint8_t settle(const struct document *document, struct hearing *hearing, size_t i)
{
    const struct block *block = &document->blocks[i];
    struct slice text = block_text(document, block);
    double unused;
    if (sure(document, hearing, i))
        return block->language;
    enum language near = neighbour(document, hearing, i);
    bool prose = is_prose(text);
    if (near == LANGUAGE_UND)
        return prose ? block->language : (uint8_t)listen(hearing, text, LANGUAGE_UND, &unused);
    if (!prose || (language_row(near)->scripts & fold_scripts(text.data, text.length)) == 0)
        return prose ? block->language : (uint8_t)near;
    enum language again = listen(hearing, text, near, &unused);
    bool spoken = hearing->bytes[again] * SPOKEN_SHARE >= hearing->total;
    return (uint8_t)(again == near || spoken ? again : near);
}

void split_languages(struct document *document)
{
    struct hearing *hearing = calloc(1, sizeof *hearing);
    double *confidence = calloc(document->block_count + 1, sizeof *confidence);
    uint8_t *settled = calloc(document->block_count + 1, 1);
    if (!hearing || !confidence || !settled) {
        document->failed = true;
    } else {
        hearing->confidence = confidence;
        hear(document, hearing);
        for (size_t i = 0; i < document->block_count; i++)
            settled[i] = settle(document, hearing, i);
        for (size_t i = 0; i < document->block_count; i++)
            document->blocks[i].language = settled[i];
    }
    free(hearing);
    free(confidence);
    free(settled);
}

/* detect_vote.c: lets words and endings of words vote for the languages that they are common in. */
#include "analysis/detect_count.h"

#include <pthread.h>
#include <string.h>

#include <unicode/utf8.h>

/* Weights of single votes, in DETECT_UNIT. */
enum { WEIGHT_WORD = 10, WEIGHT_ENDING = 5 };

#define WORD_MOST 64 /* bytes of a word that votes */

struct word {
    char text[WORD_MOST];
    unsigned length; /* WORD_MOST: too long to vote */
};

/* Where the words of a table are found by what hash_before() says of their bytes from the last to the first, so that all
 * endings of a word are looked up on one way through it. */
#define SLOTS 8192
struct lookup {
    const struct detect_word *table;
    uint16_t slots[SLOTS]; /* numbers from 1 */
};

static struct lookup words, endings;

static uint32_t hash_before(uint32_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * 0x01000193u;
}

static size_t slot_of(uint32_t hash)
{
    return (hash ^ hash >> 15) % SLOTS;
}

static void fill_lookup(struct lookup *lookup, const struct detect_word *table, unsigned count)
{
    lookup->table = table;
    for (unsigned i = 0; i < count; i++) {
        uint32_t hash = 0;
        for (size_t at = strlen(table[i].text); at-- > 0;)
            hash = hash_before(hash, table[i].text[at]);
        size_t slot = slot_of(hash);
        while (lookup->slots[slot])
            slot = (slot + 1) % SLOTS;
        lookup->slots[slot] = (uint16_t)(i + 1);
    }
}

/* The languages that `length` bytes of text stand under; 0 for none. */
static uint64_t languages_of(const struct lookup *lookup, uint32_t hash, const char *text, unsigned length)
{
    for (size_t slot = slot_of(hash); lookup->slots[slot]; slot = (slot + 1) % SLOTS) {
        const struct detect_word *word = &lookup->table[lookup->slots[slot] - 1];
        if (!strncmp(text, word->text, length) && !word->text[length])
            return word->languages;
    }
    return 0;
}

static void fill_lookups(void)
{
    fill_lookup(&words, detect_words, detect_word_count);
    fill_lookup(&endings, detect_endings, detect_ending_count);
}

void detect_vote(struct detect_tally *tally, uint64_t languages, int weight)
{
    for (; languages; languages &= languages - 1)
        tally->votes[__builtin_ctzll(languages)] += weight;
}

/* The word if the table knows it, else its longest ending that the other one knows, with two bytes or more before it. */
static void vote_word(struct detect_tally *tally, const struct word *word)
{
    uint64_t found = 0;
    uint32_t hash = 0;
    for (unsigned from = word->length; from-- > 0;) {
        hash = hash_before(hash, word->text[from]);
        if (from < 2 || from + 2 > word->length || (word->text[from] & 0xC0) == 0x80)
            continue;
        uint64_t languages = languages_of(&endings, hash, word->text + from, word->length - from);
        found = languages ? languages : found;
    }
    uint64_t languages = languages_of(&words, hash, word->text, word->length);
    detect_vote(tally, languages ? languages : found, languages ? WEIGHT_WORD : WEIGHT_ENDING);
}

/* Adds a letter, lower-case. */
static void spell(struct word *word, int32_t letter)
{
    if (word->length + U8_MAX_LENGTH <= WORD_MOST)
        U8_APPEND_UNSAFE(word->text, word->length, letter);
    else
        word->length = WORD_MOST;
}

static void end_word(struct detect_tally *tally, struct word *word)
{
    if (word->length > 0 && word->length < WORD_MOST)
        vote_word(tally, word);
    word->length = 0;
}

/* Words are the same as those whose pairs detect_count() counts. */
void detect_vote_words(struct detect_tally *tally, const char *text, size_t length)
{
    static pthread_once_t filled = PTHREAD_ONCE_INIT;
    struct word word = {.length = 0};
    pthread_once(&filled, fill_lookups);
    for (size_t at = 0; at < length;) {
        int32_t near = detect_letter_near(text, length, at);
        struct detect_letter letter = {.script = near < 0x80 ? SCRIPT_LATIN : SCRIPT_CYRILLIC, .character = near};
        if (near)
            at += near < 0x80 ? 1 : 2;
        else
            at = detect_letter_read(text, length, at, &letter);
        if (letter.script == SCRIPT_NONE || (letter.character == '\'' && !word.length))
            end_word(tally, &word);
        else
            spell(&word, letter.character);
    }
    end_word(tally, &word);
}

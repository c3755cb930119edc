/* present_twins.c: finds passages of a page that say the same, as the abstract of an article in two files does. */
#include "search/present.h"

#include <stdlib.h>
#include <string.h>

#define TWIN_BYTES 60      /* shorter texts may well be equal without being copies */
#define SHINGLE_WORDS 3
#define SHINGLES_MAX 2048  /* of a passage */
#define COMPARED_MAX 200   /* on larger pages only equal texts are found: comparing each with each would take long */
#define ALIKE 0.8          /* share of shingles (Broder 1997): one word changed in thirty, or more */

/* What a passage says: the hash of its letters, and the sorted hashes of its runs of words. */
struct gist {
    uint64_t letters; /* 0: too short to tell */
    uint64_t *shingles;
    size_t count;
};

/* FNV-1a */
#define HASH_START 14695981039346656037u
static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 1099511628211u;
}

/* Bytes of one character that is no letter or digit: of ASCII, Latin-1's signs, U+02BB and U+02BC, U+2000 to U+206F.
 * 0: a letter. */
static size_t punctuation(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    if (*c < 0x80)
        return !((*c | 32) >= 'a' && (*c | 32) <= 'z') && !(*c >= '0' && *c <= '9');
    if (*c == 0xC2 || (*c == 0xCA && (c[1] == 0xBB || c[1] == 0xBC)))
        return c[1] ? 2 : 1;
    return *c == 0xE2 && (c[1] == 0x80 || c[1] == 0x81) ? (c[2] ? 3 : 2) : 0;
}

/* The next word as a hash, its letters joined to those before; false: the text ends. */
static bool next_word(const char **at, uint64_t *word, uint64_t *letters, size_t *taken)
{
    size_t skipped;
    while (**at && (skipped = punctuation(*at)) > 0)
        *at += skipped;
    *word = HASH_START;
    size_t before = *taken;
    for (; **at && !punctuation(*at); ++*at, ++*taken) {
        unsigned char c = (unsigned char)**at;
        c |= c >= 'A' && c <= 'Z' ? 32 : 0;
        *word = mix(*word, c);
        *letters = mix(*letters, c);
    }
    return *taken > before;
}

static int compare_hashes(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* `close`: with shingles. */
static bool read_gist(struct gist *out, const char *text, bool close)
{
    uint64_t words[SHINGLE_WORDS] = {0}, letters = HASH_START, word;
    size_t taken = 0, count = 0;
    if (close && !(out->shingles = malloc(SHINGLES_MAX * sizeof *out->shingles)))
        return false;
    while (next_word(&text, &word, &letters, &taken)) {
        memmove(words, words + 1, sizeof words - sizeof *words);
        words[SHINGLE_WORDS - 1] = word;
        if (close && ++count >= SHINGLE_WORDS && out->count < SHINGLES_MAX)
            out->shingles[out->count++] = mix(mix(words[0], words[1]), words[2]);
    }
    out->letters = taken < TWIN_BYTES ? 0 : letters;
    if (out->count)
        qsort(out->shingles, out->count, sizeof *out->shingles, compare_hashes);
    return true;
}

static bool are_twins(const struct gist *a, const struct gist *b)
{
    size_t common = 0;
    if (!a->letters || !b->letters || a->letters == b->letters || !a->count || !b->count)
        return a->letters && a->letters == b->letters;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;)
        if (a->shingles[i] == b->shingles[j]) {
            common++;
            i++;
            j++;
        } else if (a->shingles[i] < b->shingles[j]) {
            i++;
        } else {
            j++;
        }
    return (double)common >= ALIKE * (double)(a->count + b->count - common);
}

size_t *present_twins(const daftar_results *results)
{
    size_t count = daftar_results_count(results);
    size_t *first = calloc(count + 1, sizeof *first);
    struct gist *gists = calloc(count + 1, sizeof *gists);
    bool failed = !first || !gists;
    for (size_t i = 0; !failed && i < count; i++) {
        failed = !read_gist(&gists[i], daftar_results_hit(results, i)->text, count <= COMPARED_MAX);
        first[i] = i;
        for (size_t j = 0; !failed && first[i] == i && j < i; j++)
            if (first[j] == j && are_twins(&gists[j], &gists[i]))
                first[i] = j;
    }
    for (size_t i = 0; gists && i < count; i++)
        free(gists[i].shingles);
    free(gists);
    if (failed) {
        free(first);
        first = NULL;
    }
    return first;
}

size_t present_twin_count(const size_t *twins, size_t count, size_t number)
{
    size_t others = 0;
    for (size_t i = number + 1; twins && i < count; i++)
        others += twins[i] == number;
    return others;
}

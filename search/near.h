/* near.h: walks the written forms of an index's lexicon, and says how far two forms are apart. */
#ifndef SEARCH_NEAR_H
#define SEARCH_NEAR_H

#include "search/index.h"

#define NEAR_LETTERS_MAX 64 /* longer forms are near nothing */

/* A canonical form as characters; count 0: too long, or not UTF-8. */
struct near_word {
    uint32_t letters[NEAR_LETTERS_MAX];
    size_t count;
};
void near_read(struct near_word *out, struct slice form);

/* Letters that were changed, left out, put in or exchanged with the next one; limit + 1 when more than `limit` (at
 * most 3). */
unsigned near_distance(const struct near_word *a, const struct near_word *b, unsigned limit);

/* Calls back for each form that starts with the first `length` bytes of `beginning`, with its list of lexicon entries, until
 * it returns false or `budget` forms were seen; *budget keeps what is left. A remote part that cannot list so many is asked
 * with more letters of the beginning, as few as it takes; without them it is passed over. */
typedef bool (*near_visit)(void *context, struct slice form, struct slice entries);
daftar_status near_each(daftar_index *index, struct slice beginning, size_t length, size_t *budget, near_visit visit,
                        void *context);

/* The same for this form alone. */
daftar_status near_one(daftar_index *index, struct slice form, near_visit visit, void *context);

#endif

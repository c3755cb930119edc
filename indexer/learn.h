/* learn.h: learns from pairs of texts that say the same which words of two languages go together. */
#ifndef INDEXER_LEARN_H
#define INDEXER_LEARN_H

#include "analysis/language.h"
#include "base/buffer.h"
#include "base/status.h"

struct learner;

struct learner_text {
    enum language language;
    struct slice text; /* UTF-8, any bytes; a sentence to a few paragraphs */
};

/* NULL with the reason recorded. Memory is bounded: what comes when it is full teaches nothing new. */
struct learner *learner_new(void);
void learner_free(struct learner *learner); /* NULL is fine */

/* Two texts that may be translations. They teach only if numbers, the glossary or words that sound alike confirm it,
 * and only words that those do not account for. `source` is the article that is named as the teacher. */
daftar_status learner_pair(struct learner *learner, struct learner_text a, struct learner_text b,
                           const char *source);

/* Calls back for each pair of stems that stand in the same texts far more often than by chance (Dunning's
 * log-likelihood ratio), in both directions, the surest first. */
typedef void (*learner_take)(void *context, struct slice from, struct slice to, struct slice source);
daftar_status learner_finish(struct learner *learner, learner_take take, void *context);

#endif

/* align.h: which passages of two translations of a text say the same. */
#ifndef INDEXER_ALIGN_H
#define INDEXER_ALIGN_H

#include "base/buffer.h"
#include "base/status.h"

struct align_unit {
    struct slice text, heading;
};

/* Calls back for stretches of both texts that are likely to translate each other: number by number where the headings of
 * both have numbers (articles of laws), else by their lengths (Gale and Church, 1993). The slices passed last as long as
 * the call. Texts of very many units without numbers teach nothing. */
typedef void (*align_take)(void *context, struct slice a, struct slice b);
daftar_status align_units(const struct align_unit *a, size_t a_count, const struct align_unit *b, size_t b_count,
                          align_take take, void *context);

#endif

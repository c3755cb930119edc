/* sorter.h: sorts the terms of a passage by their bytes: what is given to Xapian sorted it stores faster. */
#ifndef INDEXER_SORTER_H
#define INDEXER_SORTER_H

#include "store/store.h"

/* Buffers that are used again from passage to passage. Zero-initialised is empty. */
struct sorter {
    struct store_term *sorted; /* the result: as many as were given */
    size_t sorted_capacity;
    struct sort_item *items;
    size_t item_capacity;
};

bool sorter_sort(struct sorter *sorter, const struct store_term *terms, size_t count); /* false: no memory */
void sorter_free(struct sorter *sorter);

#endif

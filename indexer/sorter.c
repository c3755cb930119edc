/* sorter.c: merge sort on the first eight bytes as one number; most pairs of terms differ there. */
#include "indexer/sorter.h"

#include <stdlib.h>
#include <string.h>

struct sort_item {
    uint64_t head;
    uint32_t index;
};

static uint64_t head_of(const struct store_term *term)
{
    unsigned char bytes[8] = {0};
    memcpy(bytes, term->bytes, term->length < 8 ? term->length : 8);
    uint64_t head = 0;
    for (int i = 0; i < 8; i++)
        head = head << 8 | bytes[i];
    return head;
}

static bool before(const struct store_term *terms, struct sort_item a, struct sort_item b)
{
    if (a.head != b.head)
        return a.head < b.head;
    const struct store_term *x = &terms[a.index], *y = &terms[b.index];
    int order = memcmp(x->bytes, y->bytes, x->length < y->length ? x->length : y->length);
    if (order || x->length != y->length)
        return order ? order < 0 : x->length < y->length;
    return x->position < y->position;
}

/* From runs of one; `items` and `spare` have room for `count`. Returns the sorted one of the two. */
static struct sort_item *merge_sort(const struct store_term *terms, struct sort_item *items, struct sort_item *spare,
                                    size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t from = 0; from < count; from += 2 * width) {
            size_t middle = from + width < count ? from + width : count;
            size_t end = from + 2 * width < count ? from + 2 * width : count;
            for (size_t left = from, right = middle, to = from; to < end; to++)
                spare[to] = left < middle && (right == end || !before(terms, items[right], items[left]))
                                ? items[left++]
                                : items[right++];
        }
        struct sort_item *swapped = items;
        items = spare;
        spare = swapped;
    }
    return items;
}

bool sorter_sort(struct sorter *sorter, const struct store_term *terms, size_t count)
{
    if (!array_reserve(&sorter->items, &sorter->item_capacity, 2 * count, sizeof *sorter->items) ||
        !array_reserve(&sorter->sorted, &sorter->sorted_capacity, count, sizeof *sorter->sorted))
        return false;
    for (size_t i = 0; i < count; i++)
        sorter->items[i] = (struct sort_item){head_of(&terms[i]), (uint32_t)i};
    const struct sort_item *order = merge_sort(terms, sorter->items, sorter->items + count, count);
    for (size_t i = 0; i < count; i++)
        sorter->sorted[i] = terms[order[i].index];
    return true;
}

void sorter_free(struct sorter *sorter)
{
    free(sorter->sorted);
    free(sorter->items);
    *sorter = (struct sorter){0};
}

/* office_parts.c: finds the sheets and slides of an office file, in the order in which the file shows them. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RELATIONS_MAX 20000

/* What `_rels/NAME.rels` says of the parts that NAME refers to. */
struct relation {
    char id[64], target[OFFICE_NAME];
};
struct relations {
    const char *part;
    struct relation *items;
    size_t count, capacity;
};

/* The name of what `part` calls `target`: relative to its folder, or from the root. */
static void resolve(char out[OFFICE_NAME], const char *part, const char *target)
{
    const char *slash = strrchr(part, '/');
    size_t length = *target == '/' || !slash ? 0 : (size_t)(slash - part);
    target += *target == '/';
    for (; !strncmp(target, "../", 3); target += 3) {
        while (length && part[length - 1] != '/')
            length--;
        length -= length > 0;
    }
    snprintf(out, OFFICE_NAME, "%.*s%s%s", (int)length, part, length ? "/" : "", target);
}

static const char *const relation_elements[] = {"Relationship", NULL};

static void relation_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct relations *relations = context;
    char target[OFFICE_NAME];
    (void)element;
    if (relations->count >= RELATIONS_MAX ||
        !array_reserve(&relations->items, &relations->capacity, relations->count + 1, sizeof *relations->items))
        return;
    struct relation *relation = &relations->items[relations->count++];
    markup_attribute(tag, "Id", relation->id, sizeof relation->id);
    resolve(relation->target, relations->part, markup_attribute(tag, "Target", target, sizeof target));
}

static void read_relations(struct relations *out, const struct container *container, const char *part)
{
    static const struct markup_calls calls = {relation_elements, relation_start, NULL, NULL};
    char name[OFFICE_NAME + 16];
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    snprintf(name, sizeof name, "%.*s_rels/%s.rels", folder, part, part + folder);
    *out = (struct relations){.part = part};
    const struct entry *entry = container_find(container, name);
    if (entry && entry->bytes.length) /* damaged ones are as good as none */
        markup_walk(entry->bytes.data, entry->bytes.length, &calls, out);
}

const struct entry *office_related(const struct container *container, const char *part, const char *prefix)
{
    struct relations relations;
    const struct entry *found = NULL;
    read_relations(&relations, container, part);
    for (size_t i = 0; i < relations.count && !found; i++)
        if (office_number(relations.items[i].target, prefix, ".xml"))
            found = container_find(container, relations.items[i].target);
    free(relations.items);
    return found;
}

/* ---- the order ---- */

struct order {
    struct office_parts *out;
    const struct container *container;
    struct relations relations;
};

static struct office_part *add_part(struct office_parts *out)
{
    if (out->count >= OFFICE_PARTS_MAX || !array_reserve(&out->items, &out->capacity, out->count + 1, sizeof *out->items))
        return NULL;
    struct office_part *part = &out->items[out->count++];
    *part = (struct office_part){.number = (unsigned)out->count};
    return part;
}

static void order_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct order *order = context;
    struct office_part *part = add_part(order->out);
    char id[64];
    (void)element;
    if (!part)
        return;
    markup_attribute(tag, "name", part->title, sizeof part->title);
    markup_reference(tag, id, sizeof id);
    for (size_t i = 0; *id && i < order->relations.count; i++)
        if (!strcmp(order->relations.items[i].id, id))
            part->entry = container_find(order->container, order->relations.items[i].target);
}

static int by_number(const void *a, const void *b)
{
    const struct office_part *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* Without relationships: by the numbers in the names, which take the titles in turn. */
static void order_by_number(struct office_parts *out, const struct container *container, const char *prefix)
{
    struct office_parts named = *out;
    *out = (struct office_parts){0};
    for (size_t i = 0; i < container->count; i++) {
        unsigned number = office_number(container->items[i].name, prefix, ".xml");
        struct office_part *part = number ? add_part(out) : NULL;
        if (part) {
            part->entry = &container->items[i];
            part->number = number;
        }
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_number);
    for (size_t i = 0; i < out->count && i < named.count; i++)
        memcpy(out->items[i].title, named.items[i].title, sizeof named.items[i].title);
    free(named.items);
}

daftar_status office_order(struct office_parts *out, const struct container *container, const char *part,
                           const char *element, const char *prefix)
{
    const char *const elements[] = {element, NULL};
    const struct markup_calls calls = {elements, order_start, NULL, NULL};
    const struct entry *entry = container_find(container, part);
    struct order order = {.out = out, .container = container};
    size_t found = 0;
    *out = (struct office_parts){0};
    read_relations(&order.relations, container, part);
    daftar_status status = entry && entry->bytes.length
                               ? markup_walk(entry->bytes.data, entry->bytes.length, &calls, &order) : DAFTAR_OK;
    free(order.relations.items);
    for (size_t i = 0; i < out->count; i++)
        found += out->items[i].entry != NULL;
    if (!found)
        order_by_number(out, container, prefix);
    return status;
}

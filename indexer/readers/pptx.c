/* pptx.c: reads PPTX: the text of each slide, its title as heading, its number as page. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdlib.h>
#include <string.h>

#define SLIDES 5000

struct slides {
    struct flow flow;
    bool text, title;
};

enum element { T, P, SHAPE, PLACEHOLDER, BR, TABLE, CELL, ROW };
static const char *const elements[] = {"t", "p", "sp", "ph", "br", "tbl", "tc", "tr", NULL};

static void start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct slides *slides = context;
    char value[32];
    if (element == T) {
        slides->text = true;
    } else if (element == SHAPE) {
        slides->title = false;
    } else if (element == PLACEHOLDER) {
        markup_attribute(tag, "type", value, sizeof value);
        slides->title = !strcmp(value, "title") || !strcmp(value, "ctrTitle");
    } else if (element == BR) {
        flow_break(&slides->flow);
    } else if (element == TABLE) {
        flow_table(&slides->flow);
    }
}

static void end(void *context, unsigned element)
{
    struct slides *slides = context;
    if (element == T) {
        slides->text = false;
    } else if (element == P) {
        if (slides->title && !slides->flow.tables)
            flow_heading(&slides->flow, 1);
        flow_paragraph(&slides->flow);
    } else if (element == CELL) {
        flow_cell(&slides->flow);
    } else if (element == ROW) {
        flow_row(&slides->flow);
    } else if (element == TABLE) {
        flow_table_end(&slides->flow);
    }
}

static void text(void *context, const char *bytes, size_t length)
{
    struct slides *slides = context;
    if (slides->text && !flow_full(&slides->flow))
        flow_text(&slides->flow, bytes, length, false);
}

static bool wanted(const char *name)
{
    return office_number(name, "ppt/slides/slide", ".xml") || !strcmp(name, "docProps/core.xml");
}

static int by_number(const void *a, const void *b)
{
    unsigned x = office_number(((const struct entry *)a)->name, "ppt/slides/slide", ".xml");
    unsigned y = office_number(((const struct entry *)b)->name, "ppt/slides/slide", ".xml");
    return (x > y) - (x < y);
}

static daftar_status read_slides(struct document *document, struct container *container)
{
    static const struct markup_calls calls = {elements, start, end, text};
    struct slides slides = {.flow = {.document = document}};
    daftar_status status = container->count ? DAFTAR_OK : status_fail(DAFTAR_BAD_INPUT, "holds no slides");
    if (container->count)
        qsort(container->items, container->count, sizeof *container->items, by_number);
    for (size_t i = 0; !status && i < container->count && i < SLIDES; i++) {
        const struct entry *entry = &container->items[i];
        slides.flow.page = office_number(entry->name, "ppt/slides/slide", ".xml");
        if (!slides.flow.page || !entry->bytes.length)
            continue;
        status = markup_walk(entry->bytes.data, entry->bytes.length, &calls, &slides);
        while (slides.flow.tables)
            flow_table_end(&slides.flow);
        flow_paragraph(&slides.flow);
    }
    daftar_status finished = flow_finish(&slides.flow);
    return status ? status : finished;
}

daftar_status read_pptx(struct document *document, const char *bytes, size_t length)
{
    static const struct office_format pptx = {wanted, "docProps/core.xml", read_slides};
    return office_read(document, bytes, length, &pptx);
}

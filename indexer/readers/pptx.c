/* pptx.c: reads PPTX: the text of each slide, its title as heading, its number as page. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdlib.h>
#include <string.h>

#define SLIDES 5000

struct slides {
    struct flow flow;
    bool text, title, shape;
};

static void start(void *context, xmlTextReader *reader, const char *name)
{
    struct slides *slides = context;
    char value[32];
    if (!strcmp(name, "t")) {
        slides->text = true;
    } else if (!strcmp(name, "sp")) {
        slides->title = false;
    } else if (!strcmp(name, "ph")) {
        markup_attribute(reader, "type", value, sizeof value);
        slides->title = !strcmp(value, "title") || !strcmp(value, "ctrTitle");
    } else if (!strcmp(name, "br")) {
        flow_break(&slides->flow);
    } else if (!strcmp(name, "tbl")) {
        flow_table(&slides->flow);
    }
}

static void end(void *context, const char *name)
{
    struct slides *slides = context;
    if (!strcmp(name, "t")) {
        slides->text = false;
    } else if (!strcmp(name, "p")) {
        if (slides->title && !slides->flow.tables)
            flow_heading(&slides->flow, 1);
        flow_paragraph(&slides->flow);
    } else if (!strcmp(name, "tc")) {
        flow_cell(&slides->flow);
    } else if (!strcmp(name, "tr")) {
        flow_row(&slides->flow);
    } else if (!strcmp(name, "tbl")) {
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

daftar_status read_pptx(struct document *document, const char *bytes, size_t length)
{
    static const struct markup_calls calls = {start, end, text};
    struct container container = {0};
    struct slides slides = {.flow = {.document = document}};
    daftar_status status = container_read(&container, bytes, length, wanted);
    if (!status && !container.count)
        status = status_fail(DAFTAR_BAD_INPUT, "holds no slides");
    if (!status)
        office_properties(document, &container, "docProps/core.xml");
    if (container.count)
        qsort(container.items, container.count, sizeof *container.items, by_number);
    for (size_t i = 0; !status && i < container.count && i < SLIDES; i++) {
        const struct entry *entry = &container.items[i];
        slides.flow.page = office_number(entry->name, "ppt/slides/slide", ".xml");
        if (!slides.flow.page || !entry->bytes.length)
            continue;
        status = markup_walk(entry->bytes.data, entry->bytes.length, &calls, &slides);
        while (slides.flow.tables)
            flow_table_end(&slides.flow);
        flow_paragraph(&slides.flow);
    }
    daftar_status finished = flow_finish(&slides.flow);
    container_free(&container);
    return status ? status : finished;
}

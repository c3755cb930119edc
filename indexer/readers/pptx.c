/* pptx.c: reads PPTX: the text of each slide and its notes, its title as heading, its number as page. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdlib.h>
#include <string.h>

struct slides {
    struct flow flow;
    bool text, title;
    bool notes, apart; /* reading notes; inside a shape of theirs that repeats the slide or its number */
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
        slides->apart = slides->notes;
    } else if (element == PLACEHOLDER) {
        markup_attribute(tag, "type", value, sizeof value);
        slides->title = !slides->notes && (!strcmp(value, "title") || !strcmp(value, "ctrTitle"));
        slides->apart = slides->notes && strcmp(value, "body");
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
    if (slides->text && !slides->apart && !flow_full(&slides->flow))
        flow_text(&slides->flow, bytes, length, false);
}

static bool wanted(const char *name)
{
    return office_number(name, "ppt/slides/slide", ".xml") || office_number(name, "ppt/notesSlides/notesSlide", ".xml") ||
           !strcmp(name, "ppt/presentation.xml") || !strcmp(name, "ppt/_rels/presentation.xml.rels") ||
           office_number(name, "ppt/slides/_rels/slide", ".xml.rels") || !strcmp(name, "docProps/core.xml");
}

static daftar_status walk_slide(struct slides *slides, const struct entry *entry)
{
    static const struct markup_calls calls = {elements, start, end, text};
    if (!entry || !entry->bytes.length)
        return DAFTAR_OK;
    daftar_status status = markup_walk(entry->bytes.data, entry->bytes.length, &calls, slides);
    while (slides->flow.tables)
        flow_table_end(&slides->flow);
    flow_paragraph(&slides->flow);
    return status;
}

static daftar_status read_slides(struct document *document, struct container *container)
{
    struct slides slides = {.flow = {.document = document}};
    struct office_parts parts;
    daftar_status status = office_order(&parts, container, "ppt/presentation.xml", "sldId", "ppt/slides/slide");
    if (!status && !parts.count)
        status = status_fail(DAFTAR_BAD_INPUT, "holds no slides");
    for (size_t i = 0; !status && i < parts.count; i++) {
        const struct entry *slide = parts.items[i].entry;
        slides.flow.page = parts.items[i].number;
        slides.notes = slides.apart = false;
        status = walk_slide(&slides, slide);
        slides.notes = true;
        if (!status && slide)
            status = walk_slide(&slides, office_related(container, slide->name, "ppt/notesSlides/notesSlide"));
    }
    free(parts.items);
    daftar_status finished = flow_finish(&slides.flow);
    return status ? status : finished;
}

daftar_status read_pptx(struct document *document, const char *bytes, size_t length)
{
    static const struct office_format pptx = {wanted, "docProps/core.xml", read_slides};
    return office_read(document, bytes, length, &pptx);
}

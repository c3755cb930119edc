/* odt.c: reads ODT: paragraphs, headings, tables, notes, properties. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdlib.h>
#include <string.h>

struct odt {
    struct flow flow;
    unsigned absent; /* depth inside what is no text of the page */
    unsigned notes;  /* depth inside a footnote */
    unsigned body;
};

enum element { H, P, S, TAB, LINE_BREAK, TABLE, CELL, ROW, NOTE, ABSENT };
static const char *const elements[] = {
    "h", "p", "s", "tab", "line-break", "table", "table-cell", "table-row", "note-body",
    /* what is no text of the page: */
    "tracked-changes", "annotation", "note-citation", "table-of-content", "index-title-template", "forms", "script", NULL,
};

static void start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct odt *odt = context;
    odt->absent += element >= ABSENT;
    odt->notes += element == NOTE;
    if (odt->absent || odt->notes)
        return;
    if (element == H) {
        unsigned level = markup_number(tag, "outline-level");
        flow_paragraph(&odt->flow);
        if (!odt->flow.tables)
            flow_heading(&odt->flow, level ? level : 1);
    } else if (element == P) {
        flow_paragraph(&odt->flow);
    } else if (element == S || element == TAB) {
        flow_text(&odt->flow, " ", 1, false);
    } else if (element == LINE_BREAK) {
        flow_break(&odt->flow);
    } else if (element == TABLE) {
        flow_table(&odt->flow);
    }
}

static void end(void *context, unsigned element)
{
    struct odt *odt = context;
    if (odt->notes && element == P)
        flow_note_end(&odt->flow);
    odt->absent -= element >= ABSENT && odt->absent;
    odt->notes -= element == NOTE && odt->notes;
    if (odt->absent || odt->notes)
        return;
    if (element == H || element == P)
        flow_paragraph(&odt->flow);
    else if (element == CELL)
        flow_cell(&odt->flow);
    else if (element == ROW)
        flow_row(&odt->flow);
    else if (element == TABLE)
        flow_table_end(&odt->flow);
}

static void text(void *context, const char *bytes, size_t length)
{
    struct odt *odt = context;
    if (odt->absent || flow_full(&odt->flow))
        return;
    if (odt->notes)
        flow_note(&odt->flow, bytes, length);
    else
        flow_text(&odt->flow, bytes, length, false);
}

static bool wanted(const char *name)
{
    return !strcmp(name, "content.xml") || !strcmp(name, "meta.xml");
}

static daftar_status read_content(struct document *document, struct container *container)
{
    static const struct markup_calls calls = {elements, start, end, text};
    const struct entry *content = container_find(container, "content.xml");
    if (!content)
        return status_fail(DAFTAR_BAD_INPUT, "holds no text document");
    struct odt odt = {.flow = {.document = document}};
    daftar_status status = markup_walk(content->bytes.data, content->bytes.length, &calls, &odt);
    daftar_status finished = flow_finish(&odt.flow);
    return status ? status : finished;
}

daftar_status read_odt(struct document *document, const char *bytes, size_t length)
{
    static const struct office_format odt = {wanted, "meta.xml", read_content};
    return office_read(document, bytes, length, &odt);
}

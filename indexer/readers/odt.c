/* odt.c: reads ODT: paragraphs, headings, tables, notes, properties. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdlib.h>
#include <string.h>

struct odt {
    struct flow flow;
    unsigned absent; /* depth inside what is no text of the page */
    unsigned notes;  /* depth inside a footnote */
    struct buffer note;
    unsigned body;
};

static bool is_absent(const char *name)
{
    return !strcmp(name, "tracked-changes") || !strcmp(name, "annotation") || !strcmp(name, "note-citation") ||
           !strcmp(name, "index-title-template") || !strcmp(name, "forms") || !strcmp(name, "script");
}

static void start(void *context, xmlTextReader *reader, const char *name)
{
    struct odt *odt = context;
    char value[16];
    odt->absent += is_absent(name);
    odt->notes += !strcmp(name, "note-body");
    if (odt->absent || odt->notes)
        return;
    if (!strcmp(name, "h")) {
        unsigned level = (unsigned)strtoul(markup_attribute(reader, "outline-level", value, sizeof value), NULL, 10);
        flow_paragraph(&odt->flow);
        if (!odt->flow.tables)
            flow_heading(&odt->flow, level ? level : 1);
    } else if (!strcmp(name, "p")) {
        flow_paragraph(&odt->flow);
    } else if (!strcmp(name, "s") || !strcmp(name, "tab")) {
        flow_text(&odt->flow, " ", 1, false);
    } else if (!strcmp(name, "line-break")) {
        flow_break(&odt->flow);
    } else if (!strcmp(name, "table")) {
        flow_table(&odt->flow);
    }
}

static void end(void *context, const char *name)
{
    struct odt *odt = context;
    if (odt->notes && !strcmp(name, "p"))
        buffer_puts(&odt->note, "\n\n");
    odt->absent -= is_absent(name) && odt->absent;
    odt->notes -= !strcmp(name, "note-body") && odt->notes;
    if (odt->absent || odt->notes)
        return;
    if (!strcmp(name, "h") || !strcmp(name, "p"))
        flow_paragraph(&odt->flow);
    else if (!strcmp(name, "table-cell"))
        flow_cell(&odt->flow);
    else if (!strcmp(name, "table-row"))
        flow_row(&odt->flow);
    else if (!strcmp(name, "table"))
        flow_table_end(&odt->flow);
}

static void text(void *context, const char *bytes, size_t length)
{
    struct odt *odt = context;
    if (odt->absent || flow_full(&odt->flow))
        return;
    if (odt->notes)
        buffer_append(&odt->note, bytes, length);
    else
        flow_text(&odt->flow, bytes, length, false);
}

/* The footnotes stand behind the text. */
static void add_notes(struct odt *odt)
{
    const char *at = odt->note.data ? odt->note.data : "";
    odt->flow.part = PART_FOOTNOTE;
    while (*at) {
        const char *stop = strstr(at, "\n\n");
        size_t length = stop ? (size_t)(stop - at) : strlen(at);
        flow_text(&odt->flow, at, length, false);
        flow_paragraph(&odt->flow);
        at += length + (stop ? 2 : 0);
    }
    odt->flow.document->failed |= odt->note.failed;
    buffer_free(&odt->note);
}

static bool wanted(const char *name)
{
    return !strcmp(name, "content.xml") || !strcmp(name, "meta.xml");
}

static daftar_status read_content(struct document *document, const struct container *container)
{
    static const struct markup_calls calls = {start, end, text};
    const struct entry *content = container_find(container, "content.xml");
    if (!content)
        return status_fail(DAFTAR_BAD_INPUT, "holds no text document");
    struct odt odt = {.flow = {.document = document}};
    daftar_status status = markup_walk(content->bytes.data, content->bytes.length, &calls, &odt);
    while (odt.flow.tables)
        flow_table_end(&odt.flow);
    flow_paragraph(&odt.flow);
    add_notes(&odt);
    daftar_status finished = flow_finish(&odt.flow);
    return status ? status : finished;
}

daftar_status read_odt(struct document *document, const char *bytes, size_t length)
{
    struct container container = {0};
    daftar_status status = container_read(&container, bytes, length, wanted);
    if (!status) {
        office_properties(document, &container, "meta.xml");
        status = read_content(document, &container);
    }
    container_free(&container);
    return status;
}

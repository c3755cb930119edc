/* docx.c: reads DOCX: paragraphs, headings by their style, tables, footnotes, properties. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define STYLES 4000

/* What a paragraph style says: the level of a heading, 0: none; TITLE. */
struct style {
    char id[64];
    char base[64];
    unsigned level;
};
struct styles {
    struct style *items;
    size_t count, capacity;
    bool failed;
};

/* ---- styles.xml ---- */

static void style_start(void *context, xmlTextReader *reader, const char *name)
{
    struct styles *styles = context;
    char value[64];
    if (!strcmp(name, "style")) {
        if (styles->count >= STYLES ||
            !array_reserve(&styles->items, &styles->capacity, styles->count + 1, sizeof *styles->items))
            return;
        struct style *style = &styles->items[styles->count++];
        *style = (struct style){.level = 0};
        markup_attribute(reader, "styleId", style->id, sizeof style->id);
    }
    if (!styles->count)
        return;
    struct style *style = &styles->items[styles->count - 1];
    if (!strcmp(name, "name")) {
        markup_attribute(reader, "val", value, sizeof value);
        if (!strncasecmp(value, "heading ", 8))
            style->level = (unsigned)strtoul(value + 8, NULL, 10);
        else if (!strcasecmp(value, "title"))
            style->level = 1;
    } else if (!strcmp(name, "outlineLvl") && !style->level) {
        unsigned level = (unsigned)strtoul(markup_attribute(reader, "val", value, sizeof value), NULL, 10);
        style->level = *value && level < 9 ? level + 1 : 0;
    } else if (!strcmp(name, "basedOn")) {
        markup_attribute(reader, "val", style->base, sizeof style->base);
    }
}

static void style_end(void *context, const char *name)
{
    (void)context;
    (void)name;
}

static unsigned style_level(const struct styles *styles, const char *id)
{
    for (unsigned step = 0; step < 6 && *id; step++) {
        const struct style *found = NULL;
        for (size_t i = 0; i < styles->count && !found; i++)
            if (!strcmp(styles->items[i].id, id))
                found = &styles->items[i];
        if (!found || found->level)
            return found ? found->level : 0;
        id = found->base;
    }
    return 0;
}

/* ---- document.xml, footnotes.xml ---- */

struct word {
    struct flow flow;
    struct styles styles;
    bool text;           /* inside w:t */
    bool bold, run_bold;
    unsigned level;      /* of the paragraph */
    unsigned deleted;    /* depth inside what is not there any more, or is there twice */
    bool note;           /* reading footnotes */
};

/* Elements whose content is not text of the page: deletions, field codes, fallbacks of drawings. */
static bool is_absent(const char *name)
{
    return !strcmp(name, "del") || !strcmp(name, "instrText") || !strcmp(name, "Fallback") ||
           !strcmp(name, "moveFrom") || !strcmp(name, "delText");
}

static bool is_off(xmlTextReader *reader)
{
    char value[16];
    markup_attribute(reader, "val", value, sizeof value);
    return !strcmp(value, "0") || !strcmp(value, "false") || !strcmp(value, "none");
}

static void paragraph_property(struct word *word, xmlTextReader *reader, const char *name)
{
    char value[64];
    if (!strcmp(name, "pStyle")) {
        word->level = style_level(&word->styles, markup_attribute(reader, "val", value, sizeof value));
    } else if (!strcmp(name, "outlineLvl")) {
        unsigned level = (unsigned)strtoul(markup_attribute(reader, "val", value, sizeof value), NULL, 10);
        word->level = *value && level < 9 ? level + 1 : 0;
    }
}

static void word_start(void *context, xmlTextReader *reader, const char *name)
{
    struct word *word = context;
    if (is_absent(name))
        word->deleted++;
    if (word->deleted)
        return;
    if (!strcmp(name, "t"))
        word->text = true;
    else if (!strcmp(name, "p"))
        word->level = 0;
    else if (!strcmp(name, "r"))
        word->run_bold = false;
    else if (!strcmp(name, "b"))
        word->run_bold = !is_off(reader);
    else if (!strcmp(name, "tab"))
        flow_text(&word->flow, " ", 1, word->run_bold);
    else if (!strcmp(name, "br") || !strcmp(name, "cr"))
        flow_break(&word->flow);
    else if (!strcmp(name, "noBreakHyphen"))
        flow_text(&word->flow, "-", 1, word->run_bold);
    else if (!strcmp(name, "tbl"))
        flow_table(&word->flow);
    else
        paragraph_property(word, reader, name);
}

static void word_end(void *context, const char *name)
{
    struct word *word = context;
    if (is_absent(name) && word->deleted)
        word->deleted--;
    if (word->deleted)
        return;
    if (!strcmp(name, "t")) {
        word->text = false;
    } else if (!strcmp(name, "p")) {
        if (word->level && !word->flow.tables && !word->note)
            flow_heading(&word->flow, word->level);
        flow_paragraph(&word->flow);
        word->level = 0;
    } else if (!strcmp(name, "tc")) {
        flow_cell(&word->flow);
    } else if (!strcmp(name, "tr")) {
        flow_row(&word->flow);
    } else if (!strcmp(name, "tbl")) {
        flow_table_end(&word->flow);
    }
}

static void word_text(void *context, const char *bytes, size_t length)
{
    struct word *word = context;
    if (word->text && !word->deleted && !flow_full(&word->flow))
        flow_text(&word->flow, bytes, length, word->run_bold);
}

static bool wanted(const char *name)
{
    return !strcmp(name, "word/document.xml") || !strcmp(name, "word/styles.xml") ||
           !strcmp(name, "word/footnotes.xml") || !strcmp(name, "word/endnotes.xml") ||
           !strcmp(name, "docProps/core.xml") ||
           (!strncmp(name, "word/document", 13) && office_ends(name, ".xml"));
}

static daftar_status walk_part(struct word *word, const struct container *container, const char *name)
{
    static const struct markup_calls calls = {word_start, word_end, word_text};
    const struct entry *entry = container_find(container, name);
    if (!entry || !entry->bytes.length)
        return DAFTAR_OK;
    daftar_status status = markup_walk(entry->bytes.data, entry->bytes.length, &calls, word);
    flow_paragraph(&word->flow);
    return status;
}

static const char *main_part(const struct container *container)
{
    if (container_find(container, "word/document.xml"))
        return "word/document.xml";
    for (size_t i = 0; i < container->count; i++)
        if (!strncmp(container->items[i].name, "word/document", 13))
            return container->items[i].name;
    return NULL;
}

static daftar_status read_parts(struct document *document, const struct container *container)
{
    static const struct markup_calls style_calls = {style_start, style_end, NULL};
    struct word word = {.flow = {.document = document}};
    const struct entry *styles = container_find(container, "word/styles.xml");
    const char *part = main_part(container);
    if (!part)
        return status_fail(DAFTAR_BAD_INPUT, "holds no Word document");
    if (styles && styles->bytes.length) /* without styles there are no headings, and still a text */
        markup_walk(styles->bytes.data, styles->bytes.length, &style_calls, &word.styles);
    daftar_status status = walk_part(&word, container, part);
    word.note = true;
    word.flow.part = PART_FOOTNOTE;
    if (!status)
        status = walk_part(&word, container, "word/footnotes.xml");
    if (!status)
        status = walk_part(&word, container, "word/endnotes.xml");
    daftar_status finished = flow_finish(&word.flow);
    free(word.styles.items);
    return status ? status : finished;
}

daftar_status read_docx(struct document *document, const char *bytes, size_t length)
{
    struct container container = {0};
    daftar_status status = container_read(&container, bytes, length, wanted);
    if (!status) {
        office_properties(document, &container, "docProps/core.xml");
        status = read_parts(document, &container);
    }
    container_free(&container);
    return status;
}

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
    struct style *items; /* sorted by id once they are all there */
    size_t count, capacity;
};

/* ---- styles.xml ---- */

enum style_element { STYLE, STYLE_NAME, STYLE_OUTLINE, STYLE_BASE };
static const char *const style_elements[] = {"style", "name", "outlineLvl", "basedOn", NULL};

/* The level of an outline, which counts from 0; 9 and more are text. */
static unsigned outline_level(const struct markup_tag *tag)
{
    char value[16];
    unsigned level = (unsigned)strtoul(markup_attribute(tag, "val", value, sizeof value), NULL, 10);
    return *value && level < 9 ? level + 1 : 0;
}

static unsigned named_level(const char *name)
{
    if (!strncasecmp(name, "heading ", 8))
        return (unsigned)strtoul(name + 8, NULL, 10);
    return !strcasecmp(name, "title");
}

static void style_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct styles *styles = context;
    char value[64];
    if (element == STYLE) {
        if (styles->count >= STYLES ||
            !array_reserve(&styles->items, &styles->capacity, styles->count + 1, sizeof *styles->items))
            return;
        styles->items[styles->count] = (struct style){.level = 0};
        markup_attribute(tag, "styleId", styles->items[styles->count++].id, sizeof value);
    }
    struct style *style = styles->count ? &styles->items[styles->count - 1] : NULL;
    if (style && element == STYLE_NAME)
        style->level = named_level(markup_attribute(tag, "val", value, sizeof value));
    else if (style && element == STYLE_OUTLINE && !style->level)
        style->level = outline_level(tag);
    else if (style && element == STYLE_BASE)
        markup_attribute(tag, "val", style->base, sizeof style->base);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct style *)a)->id, ((const struct style *)b)->id);
}

static void read_styles(struct styles *styles, const struct container *container)
{
    static const struct markup_calls calls = {style_elements, style_start, NULL, NULL};
    const struct entry *entry = container_find(container, "word/styles.xml");
    if (entry && entry->bytes.length) /* without styles there are no headings, and still a text */
        markup_walk(entry->bytes.data, entry->bytes.length, &calls, styles);
    if (styles->count)
        qsort(styles->items, styles->count, sizeof *styles->items, by_id);
}

static unsigned style_level(const struct styles *styles, const char *id)
{
    struct style key = {.level = 0};
    for (unsigned step = 0; step < 6 && *id && styles->count; step++) {
        snprintf(key.id, sizeof key.id, "%s", id);
        const struct style *found = bsearch(&key, styles->items, styles->count, sizeof key, by_id);
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
    bool run_bold;
    unsigned level;      /* of the paragraph */
    unsigned deleted;    /* depth inside what is not there any more, or is there twice */
    bool note;           /* reading footnotes */
};

enum word_element {
    T, P, R, BOLD, TAB, BR, CR, HYPHEN, TABLE, CELL, ROW, TEXT_BOX, P_STYLE, OUTLINE,
    ABSENT /* the first of those whose content is not text of the page */
};
static const char *const word_elements[] = {
    "t", "p", "r", "b", "tab", "br", "cr", "noBreakHyphen", "tbl", "tc", "tr", "txbxContent", "pStyle", "outlineLvl",
    /* deletions, field codes, fallbacks of drawings: */
    "del", "instrText", "Fallback", "moveFrom", "delText", NULL,
};

static bool is_off(const struct markup_tag *tag)
{
    char value[16];
    markup_attribute(tag, "val", value, sizeof value);
    return !strcmp(value, "0") || !strcmp(value, "false") || !strcmp(value, "none");
}

static void word_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct word *word = context;
    char value[64];
    word->deleted += element >= ABSENT;
    if (word->deleted)
        return;
    switch ((enum word_element)element) {
    case T: word->text = true; break;
    case P: word->level = 0; break;
    case R: word->run_bold = false; break;
    case BOLD: word->run_bold = !is_off(tag); break;
    case TAB: flow_text(&word->flow, " ", 1, word->run_bold); break;
    case BR:
    case CR: flow_break(&word->flow); break;
    case HYPHEN: flow_text(&word->flow, "-", 1, word->run_bold); break;
    case TABLE: flow_table(&word->flow); break;
    case TEXT_BOX: flow_paragraph(&word->flow); break; /* it stands inside a paragraph of the page */
    case P_STYLE:
        word->level = style_level(&word->styles, markup_attribute(tag, "val", value, sizeof value));
        break;
    case OUTLINE: word->level = outline_level(tag); break;
    default: break;
    }
}

static void end_paragraph(struct word *word)
{
    if (word->level && !word->flow.tables && !word->note)
        flow_heading(&word->flow, word->level);
    flow_paragraph(&word->flow);
    word->level = 0;
}

static void word_end(void *context, unsigned element)
{
    struct word *word = context;
    word->deleted -= element >= ABSENT && word->deleted;
    if (word->deleted)
        return;
    switch ((enum word_element)element) {
    case T: word->text = false; break;
    case P: end_paragraph(word); break;
    case CELL: flow_cell(&word->flow); break;
    case ROW: flow_row(&word->flow); break;
    case TABLE: flow_table_end(&word->flow); break;
    default: break;
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
    static const struct markup_calls calls = {word_elements, word_start, word_end, word_text};
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

static daftar_status read_parts(struct document *document, struct container *container)
{
    struct word word = {.flow = {.document = document}};
    const char *part = main_part(container);
    if (!part)
        return status_fail(DAFTAR_BAD_INPUT, "holds no Word document");
    read_styles(&word.styles, container);
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
    static const struct office_format docx = {wanted, "docProps/core.xml", read_parts};
    return office_read(document, bytes, length, &docx);
}

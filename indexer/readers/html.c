/* html.c: reads HTML: its text in blocks, without what surrounds it on a web page. */
#include "indexer/readers/formats.h"

#include "indexer/encoding.h"
#include "indexer/readers/html_page.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

/* What an element does to the flow of text. */
enum effect { EFFECT_NONE, EFFECT_BLOCK, EFFECT_HEADING, EFFECT_BREAK, EFFECT_BOLD, EFFECT_TABLE, EFFECT_ROW,
              EFFECT_CELL, EFFECT_PRE, EFFECT_LINK };

static const struct {
    const char *name;
    enum effect effect;
} effects[] = { /* sorted */
    {"a", EFFECT_LINK}, {"address", EFFECT_BLOCK}, {"article", EFFECT_BLOCK}, {"aside", EFFECT_BLOCK},
    {"b", EFFECT_BOLD},
    {"blockquote", EFFECT_BLOCK}, {"body", EFFECT_BLOCK}, {"br", EFFECT_BREAK}, {"caption", EFFECT_BLOCK},
    {"center", EFFECT_BLOCK}, {"dd", EFFECT_BLOCK}, {"details", EFFECT_BLOCK}, {"div", EFFECT_BLOCK},
    {"dl", EFFECT_BLOCK}, {"dt", EFFECT_BLOCK}, {"fieldset", EFFECT_BLOCK}, {"figcaption", EFFECT_BLOCK},
    {"figure", EFFECT_BLOCK}, {"footer", EFFECT_BLOCK}, {"form", EFFECT_BLOCK}, {"h1", EFFECT_HEADING},
    {"h2", EFFECT_HEADING}, {"h3", EFFECT_HEADING}, {"h4", EFFECT_HEADING}, {"h5", EFFECT_HEADING},
    {"h6", EFFECT_HEADING}, {"header", EFFECT_BLOCK}, {"hr", EFFECT_BLOCK}, {"label", EFFECT_BLOCK},
    {"legend", EFFECT_BLOCK}, {"li", EFFECT_BLOCK}, {"main", EFFECT_BLOCK}, {"ol", EFFECT_BLOCK},
    {"p", EFFECT_BLOCK}, {"pre", EFFECT_PRE}, {"section", EFFECT_BLOCK}, {"strong", EFFECT_BOLD},
    {"summary", EFFECT_BLOCK}, {"table", EFFECT_TABLE}, {"td", EFFECT_CELL}, {"th", EFFECT_CELL},
    {"tr", EFFECT_ROW}, {"ul", EFFECT_BLOCK},
};

static enum effect effect_of(const char *name)
{
    size_t low = 0, high = sizeof effects / sizeof *effects;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcasecmp(name, effects[middle].name);
        if (!order)
            return effects[middle].effect;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return EFFECT_NONE;
}

/* A table that sets the page out holds paragraphs; one of data holds short cells. */
static bool is_layout(const xmlNode *table)
{
    const xmlNode *node = table->children;
    size_t rows = 0, cells = 0, steps = 0;
    while (node && steps++ < 4000) {
        if (node->type == XML_ELEMENT_NODE) {
            const char *name = (const char *)node->name;
            rows += !strcasecmp(name, "tr");
            cells += !strcasecmp(name, "td") || !strcasecmp(name, "th");
            if (!strcasecmp(name, "table") || effect_of(name) == EFFECT_HEADING)
                return true;
        } else if (node->type == XML_TEXT_NODE && xmlStrlen(node->content) > 1200) {
            return true;
        }
        node = html_next(node, table);
    }
    return rows < 2 || cells < 2 * rows;
}

struct walk {
    struct flow flow;
    const xmlNode *root;
    unsigned bold, links;
    unsigned data_tables; /* open tables whose rows are lines */
};

static void set_language(struct walk *walk, const xmlNode *node)
{
    xmlChar *code = xmlGetProp((xmlNode *)node, (const xmlChar *)"lang");
    if (!code)
        return;
    size_t length = strcspn((const char *)code, "-_");
    walk->flow.language = language_by_code((const char *)code, length);
    xmlFree(code);
}

static void enter(struct walk *walk, const xmlNode *node)
{
    struct flow *flow = &walk->flow;
    const char *name = (const char *)node->name;
    enum effect effect = effect_of(name);
    if (effect == EFFECT_BLOCK || effect == EFFECT_HEADING || effect == EFFECT_PRE)
        flow_paragraph(flow);
    if (node->properties && effect != EFFECT_BOLD)
        set_language(walk, node);
    if (effect == EFFECT_HEADING && !flow->tables)
        flow_heading(flow, (unsigned)(name[1] - '0'));
    if (effect == EFFECT_TABLE && !is_layout(node)) {
        flow_table(flow);
        walk->data_tables++;
    } else if (effect == EFFECT_TABLE || (!walk->data_tables && (effect == EFFECT_ROW || effect == EFFECT_CELL))) {
        flow_paragraph(flow);
    }
    bool second = flow->text.length && flow->text.data[flow->text.length - 1] == '\n' && !flow->tables;
    if (effect == EFFECT_BREAK && second) /* two in a row set paragraphs apart */
        flow_paragraph(flow);
    else if (effect == EFFECT_BREAK)
        flow_break(flow);
    walk->bold += effect == EFFECT_BOLD;
    walk->links += effect == EFFECT_LINK;
    flow->link = walk->links > 0;
    flow->keep_lines |= effect == EFFECT_PRE && !flow->tables;
}

static void leave(struct walk *walk, const xmlNode *node)
{
    struct flow *flow = &walk->flow;
    enum effect effect = effect_of((const char *)node->name);
    if (effect == EFFECT_BLOCK || effect == EFFECT_HEADING || effect == EFFECT_PRE)
        flow_paragraph(flow);
    if (effect == EFFECT_PRE)
        flow->keep_lines = false;
    if (effect == EFFECT_TABLE && walk->data_tables && flow->tables && !is_layout(node)) {
        flow_table_end(flow);
        walk->data_tables--;
    } else if (effect == EFFECT_ROW && walk->data_tables) {
        flow_row(flow);
    } else if (effect == EFFECT_CELL && walk->data_tables) {
        flow_cell(flow);
    } else if (effect == EFFECT_TABLE || effect == EFFECT_ROW || effect == EFFECT_CELL) {
        flow_paragraph(flow);
    }
    walk->bold -= effect == EFFECT_BOLD && walk->bold;
    walk->links -= effect == EFFECT_LINK && walk->links;
    flow->link = walk->links > 0;
    if (node->properties && xmlHasProp((xmlNode *)node, (const xmlChar *)"lang"))
        walk->flow.language = LANGUAGE_UND;
}

/* Walks the tree without recursion: it may be as deep as the file is long. */
static void walk_tree(struct walk *walk)
{
    const xmlNode *node = walk->root;
    bool down = true;
    while (node && !flow_full(&walk->flow)) {
        bool element = node->type == XML_ELEMENT_NODE;
        if (down && element && html_skipped(node))
            down = false; /* neither entered nor left */
        else if (down && element)
            enter(walk, node);
        else if (down && (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            flow_text(&walk->flow, (const char *)node->content, strlen((const char *)node->content), walk->bold > 0);
        else if (!down && element)
            leave(walk, node);
        if (down && element && node->children) {
            node = node->children;
            continue;
        }
        if (down && element)
            leave(walk, node);
        if (node == walk->root)
            break;
        down = node->next != NULL;
        node = down ? node->next : node->parent;
    }
}

#define MENU_LINKS 5 /* so many paragraphs in a row that are short links are a menu */

/* Takes menus out of the blocks from `first` on: they would be found for every word on every page of a site. */
static void drop_menus(struct document *document, size_t first, const struct buffer *links)
{
    struct buffer text = {0};
    size_t kept = first, count = document->block_count;
    if (links->failed || links->length != count - first || !links->data)
        return;
    buffer_append(&text, document->text.data, first ? document->blocks[first - 1].end : 0);
    for (size_t i = first, end; i < count; i = end) {
        for (end = i; end < count && links->data[end - first]; end++)
            continue;
        bool menu = end - i >= MENU_LINKS;
        end += end == i;
        for (size_t j = menu ? end : i; j < end; j++) {
            struct block block = document->blocks[j];
            if (text.length)
                buffer_puts(&text, "\n\n");
            uint32_t start = (uint32_t)text.length;
            buffer_append(&text, document->text.data + block.start, block.end - block.start);
            block.end = start + (block.end - block.start);
            block.start = start;
            document->blocks[kept++] = block;
        }
    }
    document->failed |= text.failed;
    document->block_count = kept;
    buffer_free(&document->text);
    document->text = text;
}

daftar_status html_add(struct document *document, const char *bytes, size_t length)
{
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                  HTML_PARSE_COMPACT | XML_PARSE_HUGE;
    if (!length || length > INT32_MAX)
        return length ? status_fail(DAFTAR_BAD_INPUT, "too large for HTML") : DAFTAR_OK;
    htmlDocPtr page = htmlReadMemory(bytes, (int)length, NULL, "UTF-8", options);
    if (!page)
        return status_fail(DAFTAR_BAD_INPUT, "no HTML can be made of it");
    struct walk walk = {.flow = {.document = document}};
    size_t first = document->block_count;
    html_fields(document, page);
    walk.root = html_main(page);
    if (walk.root)
        walk_tree(&walk);
    flow_paragraph(&walk.flow);
    if (!walk.flow.tables && !document->failed)
        drop_menus(document, first, &walk.flow.links);
    daftar_status status = flow_finish(&walk.flow);
    xmlFreeDoc(page);
    return status;
}

/* What the first kilobytes say of their encoding: <meta charset=...>, <?xml encoding=...?>. */
static bool declared_charset(const char *bytes, size_t length, char name[40])
{
    size_t most = length < 4096 ? length : 4096;
    for (size_t i = 0; i + 9 < most; i++) {
        size_t word = !strncasecmp(bytes + i, "charset=", 8) ? 8 : !strncasecmp(bytes + i, "encoding=", 9) ? 9 : 0;
        if (!word)
            continue;
        size_t at = i + word, count = 0;
        while (at < most && strchr("\"' ", bytes[at]) && bytes[at])
            at++;
        while (at < most && count < 39 && bytes[at] && !strchr("\"' ;/>?", bytes[at]))
            name[count++] = bytes[at++];
        name[count] = '\0';
        return count > 0;
    }
    return false;
}

daftar_status read_html(struct document *document, const char *bytes, size_t length)
{
    char name[40];
    struct buffer decoded = {0};
    bool declared = declared_charset(bytes, length, name);
    daftar_status status = encoding_decode(&decoded, &bytes, &length, declared ? name : NULL);
    if (!status)
        status = html_add(document, bytes, length);
    buffer_free(&decoded);
    return status;
}

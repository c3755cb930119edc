/* html.c: reads HTML: its text in blocks, without what surrounds it on a web page. */
#include "indexer/readers/formats.h"

#include "indexer/encoding.h"
#include "indexer/readers/html_tree.h"

#include <string.h>
#include <strings.h>

struct walk {
    struct flow flow;
    struct html_tree *tree;
    unsigned bold, links;
    uint32_t link_end;    /* where the last link ended */
    unsigned data_tables; /* open tables whose rows are lines */
    bool all;             /* what surrounds the content as well */
};

#define TABLE_NODES 4000 /* of a table that are looked at */

/* A table that sets the page out holds paragraphs; one of data holds short cells. */
static bool is_data(const struct html_tree *tree, uint32_t table)
{
    size_t rows = 0, cells = 0;
    for (uint32_t i = table + 1; i < tree->nodes[table].end && i < table + TABLE_NODES; i++) {
        const struct html_node *node = &tree->nodes[i];
        rows += node->effect == EFFECT_ROW;
        cells += node->effect == EFFECT_CELL;
        if (node->effect == EFFECT_TABLE || node->effect == EFFECT_HEADING || node->length > 1200)
            return false;
    }
    return rows >= 2 && cells >= 2 * rows;
}

/* Whether an element begins and ends lines of its own. */
static bool is_line(const struct walk *walk, const struct html_node *node)
{
    switch ((enum html_effect)node->effect) {
    case EFFECT_BLOCK:
    case EFFECT_HEADING:
    case EFFECT_PRE:
        return true;
    case EFFECT_TABLE:
        return !(node->kind & HTML_DATA);
    case EFFECT_ROW:
    case EFFECT_CELL:
        return !walk->data_tables;
    default:
        return false;
    }
}

static void break_line(struct flow *flow)
{
    bool second = flow->text.length && flow->text.data[flow->text.length - 1] == '\n' && !flow->tables;
    if (second) /* two in a row set paragraphs apart */
        flow_paragraph(flow);
    else
        flow_break(flow);
}

static void enter(struct walk *walk, uint32_t number)
{
    struct flow *flow = &walk->flow;
    struct html_node *node = &walk->tree->nodes[number];
    if (node->effect == EFFECT_TABLE && is_data(walk->tree, number))
        node->kind |= HTML_DATA;
    if (is_line(walk, node))
        flow_paragraph(flow);
    if (node->effect == EFFECT_HEADING && !flow->tables)
        flow_heading(flow, node->level);
    if (node->effect == EFFECT_BREAK)
        break_line(flow);
    if (node->kind & HTML_DATA) {
        flow_table(flow);
        walk->data_tables++;
    }
    if (is_line(walk, node) || node->effect == EFFECT_TABLE)
        flow->language = (enum language)node->language;
    if (node->effect == EFFECT_LINK && walk->link_end == number) /* buttons side by side */
        flow_text(flow, " ", 1, false);
    walk->bold += node->effect == EFFECT_BOLD;
    walk->links += node->effect == EFFECT_LINK;
    flow->link = walk->links > 0;
    flow->keep_lines |= node->effect == EFFECT_PRE && !flow->tables;
}

static void leave(struct walk *walk, uint32_t number)
{
    struct flow *flow = &walk->flow;
    const struct html_node *node = &walk->tree->nodes[number];
    bool line = is_line(walk, node);
    if (line)
        flow_paragraph(flow);
    if (node->effect == EFFECT_PRE)
        flow->keep_lines = false;
    if ((node->kind & HTML_DATA) && flow->tables) {
        flow_table_end(flow);
        walk->data_tables--;
    } else if (node->effect == EFFECT_ROW && walk->data_tables) {
        flow_row(flow);
    } else if (node->effect == EFFECT_CELL && walk->data_tables) {
        flow_cell(flow);
    }
    walk->bold -= node->effect == EFFECT_BOLD && walk->bold;
    walk->links -= node->effect == EFFECT_LINK && walk->links;
    walk->link_end = node->effect == EFFECT_LINK ? node->end : walk->link_end;
    flow->link = walk->links > 0;
    if (line || node->effect == EFFECT_TABLE)
        flow->language = node->parent == HTML_NONE ? LANGUAGE_UND
                                                   : (enum language)walk->tree->nodes[node->parent].language;
}

/* Goes through what is in `root`; an element is left where the nodes behind it begin. */
static void walk_tree(struct walk *walk, uint32_t root)
{
    const struct html_tree *tree = walk->tree;
    uint32_t end = tree->nodes[root].end, stop = tree->nodes[root].parent, open = stop;
    for (uint32_t i = root; i < end && !flow_full(&walk->flow);) {
        const struct html_node *node = &tree->nodes[i];
        for (; open != stop && tree->nodes[open].end <= i; open = tree->nodes[open].parent)
            leave(walk, open);
        if (node->kind & HTML_TEXT) {
            flow_text(&walk->flow, tree->text.data + node->text, node->length, walk->bold > 0);
        } else if (walk->all ? node->kind & HTML_HIDDEN : html_skipped(tree, i)) {
            i = node->end; /* neither entered nor left */
            continue;
        } else {
            enter(walk, i);
            open = i;
        }
        i++;
    }
    for (; open != stop; open = tree->nodes[open].parent)
        leave(walk, open);
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

static daftar_status add_blocks(struct document *document, struct html_tree *tree, bool all)
{
    struct walk walk = {.flow = {.document = document}, .tree = tree, .all = all};
    size_t first = document->block_count;
    uint32_t root = html_main(tree);
    if (root != HTML_NONE)
        walk_tree(&walk, root);
    flow_paragraph(&walk.flow);
    if (!walk.flow.tables && !document->failed)
        drop_menus(document, first, &walk.flow.links);
    return flow_finish(&walk.flow);
}

daftar_status html_add(struct document *document, const char *bytes, size_t length)
{
    if (!length || length > INT32_MAX)
        return length ? status_fail(DAFTAR_BAD_INPUT, "too large for HTML") : DAFTAR_OK;
    struct html_tree tree = {0};
    size_t before = document->block_count;
    daftar_status status = html_tree_read(&tree, document, bytes, length);
    if (!status)
        status = add_blocks(document, &tree, false);
    if (!status && document->block_count == before) /* a page all of whose parts look like surroundings */
        status = add_blocks(document, &tree, true);
    if (!status && tree.title.length && !document_field(document, FIELD_TITLE))
        document_add(document, FIELD_TITLE, tree.title.data, tree.title.length, LANGUAGE_UND);
    html_tree_free(&tree);
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

/* html_tree.c: makes the list of a page's elements and texts of what libxml2 reads. */
#include "indexer/readers/html_tree.h"

#include "indexer/readers/libxml.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

static const struct element {
    const char *name;
    enum html_effect effect;
    unsigned kind;
} elements[] = { /* sorted */
    {"a", EFFECT_LINK, HTML_PLAIN}, {"address", EFFECT_BLOCK, 0}, {"applet", 0, HTML_NEVER},
    {"article", EFFECT_BLOCK, HTML_PLAIN | HTML_CONTENT | HTML_ARTICLE}, {"aside", EFFECT_BLOCK, HTML_EDGE},
    {"audio", 0, HTML_NEVER}, {"b", EFFECT_BOLD, HTML_PLAIN}, {"blockquote", EFFECT_BLOCK, 0},
    {"body", EFFECT_BLOCK, HTML_PLAIN | HTML_BODY}, {"br", EFFECT_BREAK, HTML_PLAIN}, {"button", 0, HTML_NEVER},
    {"canvas", 0, HTML_NEVER}, {"caption", EFFECT_BLOCK, 0}, {"center", EFFECT_BLOCK, 0}, {"datalist", 0, HTML_NEVER},
    {"dd", EFFECT_BLOCK, 0}, {"details", EFFECT_BLOCK, 0}, {"dialog", 0, HTML_NEVER}, {"div", EFFECT_BLOCK, 0},
    {"dl", EFFECT_BLOCK, 0}, {"dt", EFFECT_BLOCK, 0}, {"em", 0, HTML_PLAIN}, {"embed", 0, HTML_NEVER},
    {"fieldset", EFFECT_BLOCK, 0}, {"figcaption", EFFECT_BLOCK, 0}, {"figure", EFFECT_BLOCK, 0},
    {"footer", EFFECT_BLOCK, HTML_EDGE}, {"form", EFFECT_BLOCK, 0}, {"frame", 0, HTML_NEVER},
    {"frameset", 0, HTML_NEVER}, {"h1", EFFECT_HEADING, HTML_PLAIN}, {"h2", EFFECT_HEADING, HTML_PLAIN},
    {"h3", EFFECT_HEADING, HTML_PLAIN}, {"h4", EFFECT_HEADING, 0}, {"h5", EFFECT_HEADING, 0},
    {"h6", EFFECT_HEADING, 0}, {"head", 0, HTML_NEVER}, {"header", EFFECT_BLOCK, HTML_EDGE}, {"hr", EFFECT_BLOCK, 0},
    {"html", 0, HTML_PLAIN}, {"i", 0, HTML_PLAIN}, {"iframe", 0, HTML_NEVER}, {"label", EFFECT_BLOCK, 0},
    {"legend", EFFECT_BLOCK, 0}, {"li", EFFECT_BLOCK, 0},
    {"main", EFFECT_BLOCK, HTML_PLAIN | HTML_CONTENT | HTML_MAIN}, {"map", 0, HTML_NEVER}, {"meta", 0, HTML_NEVER},
    {"nav", 0, HTML_NEVER}, {"noindex", 0, HTML_EDGE}, {"noscript", 0, HTML_NEVER}, {"object", 0, HTML_NEVER}, {"ol", EFFECT_BLOCK, HTML_LIST},
    {"option", 0, HTML_NEVER}, {"p", EFFECT_BLOCK, HTML_PLAIN}, {"pre", EFFECT_PRE, 0}, {"script", 0, HTML_NEVER},
    {"section", EFFECT_BLOCK, 0}, {"select", 0, HTML_NEVER}, {"span", 0, HTML_PLAIN},
    {"strong", EFFECT_BOLD, HTML_PLAIN}, {"style", 0, HTML_NEVER}, {"summary", EFFECT_BLOCK, 0},
    {"svg", 0, HTML_NEVER}, {"table", EFFECT_TABLE, 0}, {"tbody", 0, HTML_PLAIN}, {"td", EFFECT_CELL, HTML_PLAIN},
    {"template", 0, HTML_NEVER}, {"textarea", 0, HTML_NEVER}, {"th", EFFECT_CELL, 0}, {"title", 0, HTML_NEVER},
    {"tr", EFFECT_ROW, HTML_PLAIN}, {"ul", EFFECT_BLOCK, HTML_LIST}, {"video", 0, HTML_NEVER},
};
static const struct element unknown = {"", EFFECT_NONE, 0};

#define NAMES 256

/* The page while it is read. */
struct reading {
    struct html_tree *tree;
    struct document *document;
    const xmlChar *names[NAMES]; /* the parser hands out one pointer a name, ... */
    const struct element *elements[NAMES]; /* ... so each is looked up once */
    uint32_t open;   /* the innermost element */
    unsigned hidden; /* open elements that are not in the tree */
    unsigned drawn;  /* of them below and including <svg>, whose <title> is no page's */
    bool title;      /* inside <title> */
};

static int by_name(const void *name, const void *element)
{
    return strcmp(name, ((const struct element *)element)->name);
}

static const struct element *find_element(struct reading *reading, const xmlChar *name)
{
    size_t slot = ((uintptr_t)name * UINT64_C(0x9E3779B97F4A7C15)) >> 56;
    if (reading->names[slot] != name) {
        const struct element *found =
            bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, by_name);
        reading->names[slot] = name;
        reading->elements[slot] = found ? found : &unknown;
    }
    return reading->elements[slot];
}

static struct html_node *add_node(struct reading *reading)
{
    struct html_tree *tree = reading->tree;
    if (tree->failed || tree->count >= HTML_NONE - 1 ||
        !array_reserve(&tree->nodes, &tree->capacity, tree->count + 1, sizeof *tree->nodes)) {
        tree->failed = true;
        return NULL;
    }
    struct html_node *node = &tree->nodes[tree->count++];
    *node = (struct html_node){.end = (uint32_t)tree->count, .parent = reading->open};
    return node;
}

static uint8_t language_of(const struct reading *reading, const xmlChar **attributes)
{
    const char *code = attributes ? html_attribute(attributes, "lang") : NULL;
    if (code)
        return (uint8_t)language_by_code(code, strcspn(code, "-_"));
    return reading->open == HTML_NONE ? LANGUAGE_UND : reading->tree->nodes[reading->open].language;
}

static void start_hidden(struct reading *reading, const struct element *element, const xmlChar **attributes)
{
    reading->hidden++;
    reading->drawn += reading->drawn || !strcmp(element->name, "svg");
    if (!strcmp(element->name, "meta") && attributes)
        html_add_meta(reading->document, attributes);
    reading->title = !strcmp(element->name, "title") && !reading->drawn && !reading->tree->title.length;
}

static void start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct reading *reading = context;
    const struct element *element = find_element(reading, name);
    if (reading->hidden || (element->kind & HTML_NEVER)) {
        start_hidden(reading, element, attributes);
        return;
    }
    struct html_node *node = add_node(reading);
    if (!node)
        return;
    node->kind = (uint16_t)(element->kind | (attributes ? html_surroundings(element->kind, attributes) : 0));
    node->effect = (uint8_t)element->effect;
    node->level = element->effect == EFFECT_HEADING ? (uint8_t)(element->name[1] - '0') : 0;
    node->language = language_of(reading, attributes);
    reading->open = (uint32_t)(node - reading->tree->nodes);
}

static void end(void *context, const xmlChar *name)
{
    struct reading *reading = context;
    (void)name;
    reading->title = false;
    if (reading->hidden) {
        reading->hidden--;
        reading->drawn -= reading->drawn > 0;
    } else if (reading->open != HTML_NONE && !reading->tree->failed) {
        struct html_node *node = &reading->tree->nodes[reading->open];
        node->end = (uint32_t)reading->tree->count;
        reading->open = node->parent;
    }
}

static void characters(void *context, const xmlChar *bytes, int length)
{
    struct reading *reading = context;
    struct html_tree *tree = reading->tree;
    if (reading->title)
        buffer_append(&tree->title, bytes, (size_t)length);
    if (reading->hidden || tree->failed)
        return;
    struct html_node *last = tree->count ? &tree->nodes[tree->count - 1] : NULL;
    if (!last || !(last->kind & HTML_TEXT) || last->parent != reading->open) {
        last = add_node(reading);
        if (!last)
            return;
        last->kind = HTML_TEXT;
        last->text = (uint32_t)tree->text.length;
    }
    buffer_append(&tree->text, bytes, (size_t)length);
    last->length += (uint32_t)length;
    tree->failed |= tree->text.failed || tree->text.length > HTML_NONE / 2;
}

static void close_all(struct reading *reading)
{
    for (uint32_t i = reading->open; i != HTML_NONE && !reading->tree->failed; i = reading->tree->nodes[i].parent)
        reading->tree->nodes[i].end = (uint32_t)reading->tree->count;
}

daftar_status html_tree_read(struct html_tree *tree, struct document *document, const char *bytes, size_t length)
{
    struct reading reading = {.tree = tree, .document = document, .open = HTML_NONE};
    htmlParserCtxt *parser = htmlNewParserCtxt();
    if (!parser)
        return status_no_memory();
    *parser->sax = (xmlSAXHandler){.initialized = 1, .startElement = start, .endElement = end,
                                   .characters = characters, .ignorableWhitespace = characters};
    parser->userData = &reading;
    bool no_memory;
    libxml_watch(&no_memory);
    xmlDoc *none = htmlCtxtReadMemory(parser, bytes, (int)length, NULL, "UTF-8",
                                      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                          HTML_PARSE_NONET | XML_PARSE_HUGE);
    libxml_unwatch();
    tree->failed |= no_memory;
    xmlFreeDoc(none);
    htmlFreeParserCtxt(parser);
    close_all(&reading);
    return tree->failed || tree->title.failed ? status_no_memory() : DAFTAR_OK;
}

void html_tree_free(struct html_tree *tree)
{
    free(tree->nodes);
    buffer_free(&tree->text);
    buffer_free(&tree->title);
    *tree = (struct html_tree){0};
}

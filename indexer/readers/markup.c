/* markup.c: walks through the XML of office formats, element by element. */
#include "indexer/readers/markup.h"

#include "base/utf8.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/libxml.h"
#include "indexer/readers/markup_walk.h"

#include <ctype.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#define TREE_MAX ((size_t)8 << 20) /* bytes of XML: a tree takes 3 times as much, one made by malice 26 times */

struct markup {
    const struct markup_calls *calls;
    void *context;
    uint8_t first[256], next[MARKUP_ELEMENTS]; /* by two letters: numbers of elements, counted from 1; 0: no more */
    int open[FORMAT_DEPTH]; /* elements one inside another */
    unsigned depth;
    xmlParserCtxt *parser;
    struct buffer mended; /* text that held control characters */
    const char *refused;  /* why it is not read any further */
};

/* What stands behind the prefix. */
static const char *local_name(const char *name)
{
    for (const char *at = name; *at; at++)
        if (*at == ':')
            return at > name ? at + 1 : name;
    return name;
}

static uint8_t letters(const char *name)
{
    return (uint8_t)(*name ? name[0] * 31 + name[1] : 0);
}

static void sort_elements(struct markup *markup)
{
    for (unsigned i = 0; i < MARKUP_ELEMENTS && markup->calls->elements[i]; i++) {
        uint8_t *first = &markup->first[letters(markup->calls->elements[i])];
        markup->next[i] = *first;
        *first = (uint8_t)(i + 1);
    }
}

static int find_element(const struct markup *markup, const char *name)
{
    const char *local = local_name(name);
    for (int i = markup->first[letters(local)]; i; i = markup->next[i - 1])
        if (!strcmp(markup->calls->elements[i - 1], local))
            return i - 1;
    return -1;
}

/* The first value of `name`; `prefixed`: only where it has a prefix. */
static const char *find_attribute(const struct markup_tag *tag, const char *name, bool prefixed, char *value, size_t size)
{
    const void *at = NULL;
    const char *full, *given;
    value[0] = '\0';
    while (tag->next(tag->element, &at, &full, &given)) {
        const char *local = local_name(full);
        if (strcmp(local, name) || (prefixed && local == full) || !strncmp(full, "xmlns:", 6))
            continue;
        size_t length = strnlen(given, size - 1);
        memcpy(value, given, length);
        value[length] = '\0';
        break;
    }
    return value;
}

const char *markup_attribute(const struct markup_tag *tag, const char *name, char *value, size_t size)
{
    return find_attribute(tag, name, false, value, size);
}

const char *markup_reference(const struct markup_tag *tag, char *value, size_t size)
{
    return find_attribute(tag, "id", true, value, size);
}

unsigned markup_number(const struct markup_tag *tag, const char *name)
{
    char value[16];
    return (unsigned)strtoul(markup_attribute(tag, name, value, sizeof value), NULL, 10);
}

bool markup_open(struct markup *markup, const char *name, const struct markup_tag *tag)
{
    if (markup->depth == FORMAT_DEPTH) {
        markup->refused = "nests elements more than 250 deep";
        return false;
    }
    int element = find_element(markup, name);
    markup->open[markup->depth++] = element;
    if (element >= 0)
        markup->calls->start(markup->context, (unsigned)element, tag);
    return true;
}

void markup_close(struct markup *markup)
{
    int element = markup->open[--markup->depth];
    if (element >= 0 && markup->calls->end)
        markup->calls->end(markup->context, (unsigned)element);
}

void markup_text(struct markup *markup, const char *text, size_t length)
{
    if (markup->calls->text)
        markup->calls->text(markup->context, text, length);
}

/* ---- ordinary XML: a tree ---- */

static bool is_letter(unsigned long code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0x7F) ||
           (code >= 0xA0 && code < 0xD800) || (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code < 0x110000);
}

/* Whether a letter by its number stands at `text`, behind "&#". */
static bool is_number(const char *text, const char *end)
{
    bool hex = text < end && *text == 'x';
    unsigned long code = 0, base = hex ? 16 : 10;
    for (text += hex; text < end && isxdigit((unsigned char)*text) && (hex || *text <= '9') && code < 0x110000; text++)
        code = code * base + (unsigned)(*text <= '9' ? *text - '0' : (*text | 0x20) - 'a' + 10);
    return text < end && *text == ';' && is_letter(code);
}

/* Whether a reference that every XML knows stands at `text`, behind "&". */
static bool is_reference(const char *text, const char *end)
{
    static const char *const names[] = {"amp;", "lt;", "gt;", "quot;", "apos;"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) <= (size_t)(end - text) && !memcmp(text, names[i], strlen(names[i])))
            return true;
    return text < end && *text == '#' && is_number(text + 1, end);
}

/* Whether it is UTF-8 without control characters, holds tags and references to letters, and nothing more: no comment, no
 * CDATA, no document type. */
static bool is_plain(const char *bytes, size_t length)
{
    const char *end = bytes + length, *at;
    for (at = bytes; (at = memchr(at, '!', (size_t)(end - at))); at++)
        if (at > bytes && at[-1] == '<')
            return false;
    for (at = bytes; (at = memchr(at, '&', (size_t)(end - at)));)
        if (!is_reference(++at, end))
            return false;
    return utf8_valid_prefix(bytes, length) == length;
}

/* ---- all other: the events of libxml2 ---- */

/* Names come with their prefix (SAX1): nobody here asks what a prefix stands for, and looking it up at every element
 * and attribute takes a seventh of the time. */
static bool next_attribute(const void *element, const void **at, const char **name, const char **value)
{
    const xmlChar *const *pair = *at ? *at : element; /* name, value, name, value ..., NULL; or NULL */
    if (!pair || !*pair)
        return false;
    *name = (const char *)pair[0];
    *value = (const char *)pair[1];
    *at = pair + 2;
    return true;
}

static void refuse(struct markup *markup, const char *why)
{
    markup->refused = why;
    xmlStopParser(markup->parser);
}

static void start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct markup *markup = user;
    struct markup_tag tag = {.element = attributes, .next = next_attribute};
    if (!markup->refused && !markup_open(markup, (const char *)name, &tag))
        xmlStopParser(markup->parser);
}

static void end(void *user, const xmlChar *name)
{
    struct markup *markup = user;
    (void)name;
    if (!markup->refused)
        markup_close(markup);
}

static void characters(void *user, const xmlChar *bytes, int length)
{
    struct markup *markup = user;
    struct slice text = {(const char *)bytes, (size_t)length};
    if (markup->refused)
        return;
    if (utf8_valid_prefix(text.data, text.length) < text.length) { /* U+007F to U+009F are characters of XML, and of no text */
        buffer_clear(&markup->mended);
        utf8_append(&markup->mended, text.data, text.length);
        text = (struct slice){markup->mended.data, markup->mended.length};
    }
    if (markup->mended.failed)
        refuse(markup, "out of memory");
    else
        markup_text(markup, text.data, text.length);
}

static void document_type(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    refuse(user, "declares entities, which documents of this format do not");
}

static daftar_status walk_events(struct markup *markup, const char *bytes, size_t length)
{
    markup->parser = xmlNewParserCtxt();
    if (!markup->parser)
        return status_no_memory();
    *markup->parser->sax = (xmlSAXHandler){
        .initialized = 1, .startElement = start, .endElement = end, .characters = characters,
        .cdataBlock = characters, .ignorableWhitespace = characters, .internalSubset = document_type};
    markup->parser->userData = markup;
    bool no_memory;
    libxml_watch(&no_memory);
    /* No document type gets through, so the entities that are replaced are &amp; and its like. */
    xmlDoc *none = xmlCtxtReadMemory(markup->parser, bytes, (int)length, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOENT |
                                         XML_PARSE_HUGE);
    libxml_unwatch();
    bool whole = markup->parser->wellFormed;
    xmlFreeDoc(none);
    xmlFreeParserCtxt(markup->parser);
    buffer_free(&markup->mended);
    if (no_memory)
        return status_no_memory();
    return whole || markup->refused ? DAFTAR_OK
                                    : status_fail(DAFTAR_BAD_INPUT, "the XML in it is damaged, or nests too deeply");
}

daftar_status markup_walk(const char *bytes, size_t length, const struct markup_calls *calls, void *context)
{
    if (!length || length > INT32_MAX)
        return status_fail(DAFTAR_BAD_INPUT, length ? "a part of it is too large" : "a part of it is empty");
    struct markup markup = {.calls = calls, .context = context};
    daftar_status status = DAFTAR_OK;
    sort_elements(&markup);
    if (length > TREE_MAX || !is_plain(bytes, length) || !markup_tree(&markup, bytes, length))
        status = walk_events(&markup, bytes, length);
    return markup.refused ? status_fail(DAFTAR_BAD_INPUT, "%s", markup.refused) : status;
}

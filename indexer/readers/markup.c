/* markup.c: walks through the XML of office formats, element by element. */
#include "indexer/readers/markup.h"

#include "base/utf8.h"
#include "indexer/readers/formats.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* Names come with their prefix (SAX1): nobody here asks what a prefix stands for, and looking it up at every element
 * and attribute takes a seventh of the time. */
struct markup_tag {
    const xmlChar **attributes; /* name, value, name, value ..., NULL; or NULL */
};

struct markup {
    const struct markup_calls *calls;
    void *context;
    xmlParserCtxt *parser;
    struct markup_names names;
    unsigned depth;
    struct buffer mended; /* text that held control characters */
    const char *refused;  /* why it is not read any further */
};

int markup_name(struct markup_names *names, const unsigned char *name, int (*find)(const void *context, const char *name),
                const void *context)
{
    size_t slot = ((uintptr_t)name * UINT64_C(0x9E3779B97F4A7C15)) >> 56;
    if (names->names[slot] != name) {
        names->names[slot] = name;
        names->numbers[slot] = find(context, (const char *)name);
    }
    return names->numbers[slot];
}

/* What stands behind the prefix. */
static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon && colon > name ? colon + 1 : name;
}

static int find_element(const void *context, const char *name)
{
    const char *const *elements = context;
    const char *local = local_name(name);
    for (int i = 0; elements[i]; i++)
        if (!strcmp(elements[i], local))
            return i;
    return -1;
}

/* The first value of `name`; `prefixed`: only where it has a prefix. */
static const char *find_attribute(const struct markup_tag *tag, const char *name, bool prefixed, char *value, size_t size)
{
    value[0] = '\0';
    for (const xmlChar **at = tag->attributes; at && *at; at += 2) {
        const char *full = (const char *)at[0], *local = local_name(full);
        if (strcmp(local, name) || (prefixed && local == full) || !strncmp(full, "xmlns:", 6))
            continue;
        size_t length = strnlen((const char *)at[1], size - 1);
        memcpy(value, at[1], length);
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

static void refuse(struct markup *markup, const char *why)
{
    markup->refused = why;
    xmlStopParser(markup->parser);
}

static void start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct markup *markup = user;
    if (++markup->depth > FORMAT_DEPTH)
        refuse(markup, "nests elements more than 250 deep");
    int element = markup->refused ? -1 : markup_name(&markup->names, name, find_element, markup->calls->elements);
    if (element >= 0)
        markup->calls->start(markup->context, (unsigned)element, &(struct markup_tag){attributes});
}

static void end(void *user, const xmlChar *name)
{
    struct markup *markup = user;
    markup->depth--;
    int element = markup->refused ? -1 : markup_name(&markup->names, name, find_element, markup->calls->elements);
    if (element >= 0 && markup->calls->end)
        markup->calls->end(markup->context, (unsigned)element);
}

/* U+007F to U+009F are characters of XML, and of no text: they become blanks. */
static struct slice without_controls(struct buffer *out, const char *text, size_t length)
{
    buffer_clear(out);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i], next = i + 1 < length ? (unsigned char)text[i + 1] : 0;
        bool two = c == 0xC2 && next >= 0x80 && next < 0xA0;
        buffer_putc(out, two || c == 0x7F ? ' ' : text[i]);
        i += two;
    }
    return (struct slice){out->data, out->length};
}

static void characters(void *user, const xmlChar *bytes, int length)
{
    struct markup *markup = user;
    struct slice text = {(const char *)bytes, (size_t)length};
    if (markup->refused || !markup->calls->text)
        return;
    if (utf8_valid_prefix(text.data, text.length) < text.length)
        text = without_controls(&markup->mended, text.data, text.length);
    if (markup->mended.failed)
        refuse(markup, "out of memory");
    else
        markup->calls->text(markup->context, text.data, text.length);
}

static void document_type(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    refuse(user, "declares entities, which documents of this format do not");
}

static void silent(void *user, const char *message, ...)
{
    (void)user, (void)message;
}

daftar_status markup_walk(const char *bytes, size_t length, const struct markup_calls *calls, void *context)
{
    if (!length || length > INT32_MAX)
        return status_fail(DAFTAR_BAD_INPUT, length ? "a part of it is too large" : "a part of it is empty");
    struct markup markup = {.calls = calls, .context = context, .parser = xmlNewParserCtxt()};
    if (!markup.parser)
        return status_no_memory();
    *markup.parser->sax = (xmlSAXHandler){
        .initialized = 1, .startElement = start, .endElement = end, .characters = characters,
        .cdataBlock = characters, .ignorableWhitespace = characters, .internalSubset = document_type,
        .error = silent, .warning = silent};
    markup.parser->userData = &markup;
    /* No document type gets through, so the entities that are replaced are &amp; and its like. */
    xmlDoc *none = xmlCtxtReadMemory(markup.parser, bytes, (int)length, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOENT |
                                         XML_PARSE_HUGE);
    bool whole = markup.parser->wellFormed;
    xmlFreeDoc(none);
    xmlFreeParserCtxt(markup.parser);
    buffer_free(&markup.mended);
    if (markup.refused)
        return status_fail(DAFTAR_BAD_INPUT, "%s", markup.refused);
    return whole ? DAFTAR_OK : status_fail(DAFTAR_BAD_INPUT, "the XML in it is damaged, or nests too deeply");
}

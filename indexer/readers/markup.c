/* markup.c: walks through the XML of office formats, element by element. */
#include "indexer/readers/markup.h"

#include "indexer/readers/formats.h"

#include <stdio.h>
#include <string.h>

const char *markup_attribute(xmlTextReader *reader, const char *name, char *value, size_t size)
{
    value[0] = '\0';
    for (int more = xmlTextReaderMoveToFirstAttribute(reader); more == 1;
         more = xmlTextReaderMoveToNextAttribute(reader)) {
        const char *own = (const char *)xmlTextReaderConstLocalName(reader);
        if (own && !strcmp(own, name)) {
            const char *text = (const char *)xmlTextReaderConstValue(reader);
            snprintf(value, size, "%s", text ? text : "");
            break;
        }
    }
    xmlTextReaderMoveToElement(reader);
    return value;
}

static daftar_status visit(xmlTextReader *reader, const struct markup_calls *calls, void *context)
{
    int type = xmlTextReaderNodeType(reader);
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);
    if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE)
        return status_fail(DAFTAR_BAD_INPUT, "declares entities, which documents of this format do not");
    if (xmlTextReaderDepth(reader) > FORMAT_DEPTH)
        return status_fail(DAFTAR_BAD_INPUT, "nests elements more than %d deep", FORMAT_DEPTH);
    if (type == XML_READER_TYPE_ELEMENT) {
        bool empty = xmlTextReaderIsEmptyElement(reader);
        calls->start(context, reader, name);
        if (empty)
            calls->end(context, name);
    } else if (type == XML_READER_TYPE_END_ELEMENT) {
        calls->end(context, name);
    } else if (calls->text && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                               type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)) {
        const char *text = (const char *)xmlTextReaderConstValue(reader);
        if (text)
            calls->text(context, text, strlen(text));
    }
    return DAFTAR_OK;
}

daftar_status markup_walk(const char *bytes, size_t length, const struct markup_calls *calls, void *context)
{
    if (!length || length > INT32_MAX)
        return status_fail(DAFTAR_BAD_INPUT, length ? "a part of it is too large" : "a part of it is empty");
    xmlTextReader *reader = xmlReaderForMemory(bytes, (int)length, NULL, NULL,
                                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!reader)
        return status_no_memory();
    daftar_status status = DAFTAR_OK;
    int more = 1;
    while (!status && (more = xmlTextReaderRead(reader)) == 1)
        status = visit(reader, calls, context);
    if (!status && more < 0)
        status = status_fail(DAFTAR_BAD_INPUT, "the XML in it is damaged, or nests too deeply");
    xmlFreeTextReader(reader);
    return status;
}

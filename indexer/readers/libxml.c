/* libxml.c: notices that libxml2 ran out of memory. */
#include "indexer/readers/libxml.h"

#include <libxml/xmlerror.h>
#include <stddef.h>

static void note(void *no_memory, const xmlError *error)
{
    *(bool *)no_memory |= error->code == XML_ERR_NO_MEMORY;
}

void libxml_watch(bool *no_memory)
{
    *no_memory = false;
    xmlSetStructuredErrorFunc(no_memory, (xmlStructuredErrorFunc)note); /* older versions have no const in its type */
}

void libxml_unwatch(void)
{
    xmlSetStructuredErrorFunc(NULL, NULL);
}

/* faults.h: what the fault programs share: a place of their own, and documents for an index in it. */
#ifndef TESTS_FAULTS_FAULTS_H
#define TESTS_FAULTS_FAULTS_H

#include "daftar.h"

#include <stdio.h>
#include <stdlib.h>

static char place[] = "/tmp/daftar-faults.XXXXXX";
static char path[64]; /* of the index in it */

static inline int make_place(void)
{
    int failed = !mkdtemp(place);
    snprintf(path, sizeof path, "%s/index", place);
    return failed;
}

static inline int remove_place(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", place);
    return system(command) != 0;
}

static inline daftar_status add(daftar_indexer *indexer, const char *name, const char *text)
{
    daftar_document *document;
    daftar_status status = daftar_document_new(&document);
    if (!status)
        status = daftar_document_set(document, "path", name, NULL);
    if (!status)
        status = daftar_document_set(document, "author", "A. Kamilov", NULL);
    if (!status)
        status = daftar_document_set(document, "text", text, NULL);
    if (!status)
        status = daftar_indexer_add_document(indexer, document);
    daftar_document_free(document);
    return status;
}

#endif

/* show.h: a document as JSON, for --show. */
#ifndef INDEXER_SHOW_H
#define INDEXER_SHOW_H

#include "daftar.h"
#include <stdio.h>

daftar_status show_document(const daftar_document *document, FILE *out);

#endif

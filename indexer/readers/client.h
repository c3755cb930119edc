/* client.h: reads risky formats through the reader program. */
#ifndef INDEXER_READERS_CLIENT_H
#define INDEXER_READERS_CLIENT_H

#include "indexer/document.h"

/* Has the calling thread's own reader program read a file of `format` (a name of the table); starts it when none
 * runs. BAD_INPUT with the reason when the file is bad, the program crashed, or a limit was met: that ends the
 * program, the next file gets a new one. The program ends with its thread. */
daftar_status client_read(struct document *document, const char *format, const char *bytes, size_t length);

#endif

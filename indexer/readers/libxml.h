/* libxml.h: notices that libxml2 ran out of memory, which its parsers say in their results only sometimes. */
#ifndef INDEXER_READERS_LIBXML_H
#define INDEXER_READERS_LIBXML_H

#include <stdbool.h>

/* Sets *no_memory when memory runs out in this thread, until libxml_unwatch(). All else that libxml2 says is dropped. */
void libxml_watch(bool *no_memory);
void libxml_unwatch(void);

#endif

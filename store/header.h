/* header.h: a look at the first bytes of a glass database before Xapian trusts them. */
#ifndef STORE_HEADER_H
#define STORE_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEADER_LENGTH 256 /* as much as Xapian reads */

/* Whether the magic and the tables' roots in the version block are such that Xapian can work with
 * them: it uses the depth of a tree as an index without a look. `size` is the whole file's. */
bool header_is_sound(const char *bytes, size_t length, uint64_t size);

#endif

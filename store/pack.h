/* pack.h: how terms and metadata keys lie in a database: letters of two bytes mostly in one. */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include <cstddef>
#include <string>

/* Replaces `out`. Different bytes stay different, and what starts alike, up to a whole letter, still
 * does. At most one byte longer. */
void term_pack(std::string &out, const char *bytes, size_t length);
std::string term_packed(const char *bytes, size_t length);
std::string term_unpacked(const std::string &packed);

#endif

/* encoding.h: makes UTF-8 of text in the encodings of the region's archives. */
#ifndef INDEXER_ENCODING_H
#define INDEXER_ENCODING_H

#include "base/buffer.h"
#include "base/status.h"

/* What the bytes are encoded in: "UTF-8" (which ASCII is), or a name that ICU's converters know. `declared` is what the file
 * says of itself, or NULL: it decides where the letters leave a choice. Never NULL. */
const char *encoding_detect(const char *bytes, size_t length, const char *declared);

/* Text of that encoding as UTF-8; *bytes and *length become what `out` holds, or stay, without a byte order mark, where they
 * are UTF-8 already. NO_MEMORY only. */
daftar_status encoding_decode(struct buffer *out, const char **bytes, size_t *length, const char *declared);

/* Appends `length` bytes of a named encoding; an unknown name is read as windows-1251. */
daftar_status encoding_append(struct buffer *out, const char *name, const char *bytes, size_t length);

#endif

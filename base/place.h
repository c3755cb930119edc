/* place.h: where a program finds its index. */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include "base/buffer.h"

/* `given` (of -i), else $DAFTAR_INDEX, else $XDG_DATA_HOME/daftar/index, else the same below ~/.local/share. What has to be
 * put together stands in `out`. */
const char *place_index(const char *given, struct buffer *out);

#endif

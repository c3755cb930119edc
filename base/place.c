/* place.c: the index that a program works on when its command line names none. */
#include "base/place.h"

#include <stdlib.h>

const char *place_index(const char *given, struct buffer *out)
{
    const char *named = given ? given : getenv("DAFTAR_INDEX");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (named && *named)
        return named;
    if (data && *data)
        buffer_printf(out, "%s/daftar/index", data);
    else
        buffer_printf(out, "%s/.local/share/daftar/index", home && *home ? home : ".");
    return out->data ? out->data : ".";
}

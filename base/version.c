/* version.c: the version of the library that runs. */
#include "daftar.h"

const char *daftar_version(void)
{
    return DAFTAR_VERSION;
}

/* present_open.h: hands the file of a hit to the program that the user looks at such files with. */
#ifndef SEARCH_PRESENT_OPEN_H
#define SEARCH_PRESENT_OPEN_H

#include "daftar.h"

/* The page is where a viewer is known to take one. Nothing passes through a shell. 0, or 2 after a message. */
int present_open(daftar_index *index, const daftar_hit *hit);

#endif

/* segment.h: opening a segment for the other files of the shim, safely. */
#ifndef STORE_SEGMENT_H
#define STORE_SEGMENT_H

#include <xapian.h>

/* Opens a segment file or a scratch directory. Never lets Xapian guess what the path is: it would
 * take an unknown file for a stub, and a stub may name a program that Xapian then runs. So the
 * magic of a file is looked at here and Xapian gets the descriptor, and a directory is opened as
 * glass and nothing else. Throws. */
Xapian::Database segment_database(const char *path);

/* A descriptor at the start of a glass single file, or -1 when `path` is a scratch directory. */
int segment_descriptor(const char *path);

#endif

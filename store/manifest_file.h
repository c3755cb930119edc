/* manifest_file.h: what the files about the manifest share; internal to the store. */
#ifndef STORE_MANIFEST_FILE_H
#define STORE_MANIFEST_FILE_H

#include "store/manifest.h"

#define MANIFEST_SEGMENTS_MAX 4096 /* compaction keeps it below some dozens */
#define MANIFEST_DEAD_NAME_MAX 96  /* NAME.dead-GENERATION */

bool manifest_name_valid(const char *name, size_t length);

/* The name of the file that the segment's dead list stands in under that generation. */
void manifest_dead_name(char out[MANIFEST_DEAD_NAME_MAX], const struct manifest_segment *segment,
                        uint64_t generation);

#endif

/* setup.h: what the user's configuration file says of reading, for daftar-index. */
#ifndef INDEXER_SETUP_H
#define INDEXER_SETUP_H

#include "base/buffer.h"
#include "daftar.h"

struct setup {
    struct daftar_reader_options readers; /* with the commands of the file */
    struct daftar_reader_command *commands;
    size_t count, capacity;
};

/* Adds the lines `reader .EXTENSION = COMMAND` of the configuration file, if there is one. False: *fault names file, line and
 * what is wrong. Lines with other keys are others' business. */
bool setup_read(struct setup *setup, struct buffer *fault);
void setup_free(struct setup *setup);

#endif

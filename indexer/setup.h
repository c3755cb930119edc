/* setup.h: what has to be read before daftar-index begins: the user's reader commands, and a glossary from a pipe. */
#ifndef INDEXER_SETUP_H
#define INDEXER_SETUP_H

#include "base/buffer.h"
#include "daftar.h"

struct setup {
    struct daftar_reader_options readers; /* with the commands of the file */
    struct daftar_reader_command *commands;
    size_t count, capacity;
    char glossary[32]; /* the path of one that came through a pipe */
};

/* Adds the lines `reader .EXTENSION = COMMAND` of the configuration file, if there is one. False: *fault names file, line and
 * what is wrong. Lines with other keys are others' business. */
bool setup_read(struct setup *setup, struct buffer *fault);
/* A pipe can be read once, but every part of an index reads the glossary: *path becomes that of a copy in memory. False:
 * *fault says why not. A file stays where it is, and NULL is none. */
bool setup_glossary(struct setup *setup, const char **path, struct buffer *fault);
void setup_free(struct setup *setup);

#endif

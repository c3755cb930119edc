/* config.h: the user's configuration file, which all programs share: `key = value` or `key argument = value` a line. */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include "base/buffer.h"
#include "daftar.h"

/* One line that says something. Strings live as long as the callback. */
struct config_line {
    const char *key;      /* never empty */
    const char *argument; /* what stands between the key and `=`; "" when nothing does */
    const char *value;    /* to the end of the line, blanks around it taken off; may be "" */
    const char *path;     /* of the file, for messages */
    unsigned number;      /* of the line, from 1 */
};

/* Takes one line; false ends the reading, after the handler has told why by itself. */
typedef bool (*config_handler)(void *context, const struct config_line *line);

/* Where the file is: $XDG_CONFIG_HOME/daftar/config, else ~/.config/daftar/config; false when neither is known. */
bool config_path(struct buffer *out);

/* Reads the file line by line; empty lines and those that begin with # are nothing. NOT_FOUND: no such file. BAD_INPUT
 * and IO put one sentence that names file and line into `fault`; STOPPED: by the handler. */
daftar_status config_read(const char *path, config_handler handler, void *context, struct buffer *fault);

#endif

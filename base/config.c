/* config.c: finds and reads the configuration file; what the keys mean is not its business. */
#include "base/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX (1 << 20)
#define BLANKS " \t"

bool config_path(struct buffer *out)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && *config == '/') /* a relative one is to be ignored, says the XDG specification */
        buffer_printf(out, "%s/daftar/config", config);
    else if (home && *home)
        buffer_printf(out, "%s/.config/daftar/config", home);
    return out->length && !out->failed;
}

/* Cuts the blanks off both ends, in place. */
static char *trim(char *text)
{
    text += strspn(text, BLANKS);
    size_t length = strlen(text);
    while (length && strchr(BLANKS, text[length - 1]))
        length--;
    text[length] = '\0';
    return text;
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 && *text != '\t') || *text == 0x7f)
            return true;
    return false;
}

/* NULL, or what is wrong with the line. */
static const char *split(char *text, struct config_line *out)
{
    char *equals = strchr(text, '=');
    if (has_control(text))
        return "control characters";
    if (!equals)
        return "not of the form `option = value`";
    *equals = '\0';
    char *key = trim(text), *argument = key + strcspn(key, BLANKS);
    if (!*key)
        return "nothing before the `=`";
    if (*argument)
        *argument++ = '\0';
    out->key = key;
    out->argument = trim(argument);
    out->value = trim(equals + 1);
    return NULL;
}

static daftar_status read_lines(char *text, struct config_line *line, config_handler handler, void *context,
                                struct buffer *fault)
{
    for (char *at; (at = strsep(&text, "\n")) != NULL;) {
        line->number++;
        size_t length = strlen(at);
        if (length && at[length - 1] == '\r')
            at[length - 1] = '\0';
        at = trim(at);
        if (!*at || *at == '#')
            continue;
        const char *wrong = split(at, line);
        if (wrong) {
            buffer_printf(fault, "%s:%u: %s", line->path, line->number, wrong);
            return DAFTAR_BAD_INPUT;
        }
        if (!handler(context, line))
            return DAFTAR_STOPPED;
    }
    return DAFTAR_OK;
}

/* The whole file as one string, or NULL with *status set. */
static char *load(const char *path, FILE *file, daftar_status *status, struct buffer *fault)
{
    struct stat st = {0};
    char *text = malloc(FILE_MAX + 2);
    size_t length = text && !fstat(fileno(file), &st) && S_ISREG(st.st_mode) ? fread(text, 1, FILE_MAX + 1, file) : 0;
    *status = DAFTAR_BAD_INPUT;
    if (!text) {
        *status = DAFTAR_NO_MEMORY;
        buffer_puts(fault, "out of memory");
    } else if (!S_ISREG(st.st_mode)) {
        buffer_printf(fault, "%s: not a file", path);
    } else if (ferror(file)) {
        *status = DAFTAR_IO;
        buffer_printf(fault, "%s: %s", path, strerror(errno));
    } else if (length > FILE_MAX) {
        buffer_printf(fault, "%s: larger than %d bytes", path, FILE_MAX);
    } else if (memchr(text, '\0', length)) {
        buffer_printf(fault, "%s: not a text file", path);
    } else {
        text[length] = '\0';
        *status = DAFTAR_OK;
    }
    return text;
}

/* O_NONBLOCK: a pipe in its place must not be waited for; load() refuses it. */
static FILE *open_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (!file && fd >= 0)
        close(fd);
    return file;
}

daftar_status config_read(const char *path, config_handler handler, void *context, struct buffer *fault)
{
    FILE *file = open_file(path);
    if (!file && (errno == ENOENT || errno == ENOTDIR || errno == EACCES)) /* another user's home */
        return DAFTAR_NOT_FOUND;
    if (!file) {
        buffer_printf(fault, "%s: %s", path, strerror(errno));
        return DAFTAR_IO;
    }
    daftar_status status;
    struct config_line line = {.path = path};
    char *text = load(path, file, &status, fault);
    if (!status) {
        size_t mark = strncmp(text, "\xEF\xBB\xBF", 3) ? 0 : 3;
        status = read_lines(text + mark, &line, handler, context, fault);
    }
    free(text);
    fclose(file);
    return status;
}

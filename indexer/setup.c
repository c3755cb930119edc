/* setup.c: takes the user's reader commands from the configuration file, and a glossary out of a pipe. */
#include "indexer/setup.h"

#include "base/config.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define GLOSSARY_MAX ((size_t)64 << 20)

struct reading {
    struct setup *setup;
    struct buffer *fault;
};

/* NULL, or what is wrong with the command. */
static const char *check(const char *command)
{
    const char *words[WORDS_MAX + 1];
    char *copy = strdup(command);
    const char *wrong = copy ? words_cut(copy, words) : "out of memory";
    free(copy);
    return wrong;
}

static bool complain(const struct reading *r, const struct config_line *line, const char *what)
{
    buffer_printf(r->fault, "%s:%u: reader %s: %s", line->path, line->number, line->argument, what);
    return false;
}

static bool take(void *context, const struct config_line *line)
{
    struct reading *r = context;
    struct setup *setup = r->setup;
    if (strcmp(line->key, "reader"))
        return true;
    if (!words_extension(line->argument))
        return complain(r, line, "not an extension in small letters, such as .djvu");
    const char *wrong = check(line->value);
    if (wrong)
        return complain(r, line, wrong);
    if (!array_reserve(&setup->commands, &setup->capacity, setup->count + 1, sizeof *setup->commands))
        return complain(r, line, "out of memory");
    struct daftar_reader_command *command = &setup->commands[setup->count];
    command->extension = strdup(line->argument);
    command->command = strdup(line->value);
    setup->count++;
    return (command->extension && command->command) || complain(r, line, "out of memory");
}

bool setup_read(struct setup *setup, struct buffer *fault)
{
    struct buffer path = {0};
    struct reading r = {setup, fault};
    daftar_status status = config_path(&path) ? config_read(path.data, take, &r, fault) : DAFTAR_NOT_FOUND;
    buffer_free(&path);
    setup->readers.commands = setup->commands;
    setup->readers.command_count = setup->count;
    return !status || status == DAFTAR_NOT_FOUND;
}

static bool copy(int from, int to)
{
    char bytes[16384];
    size_t length = 0;
    for (ssize_t got; (got = read(from, bytes, sizeof bytes)) != 0; length += got > 0 ? (size_t)got : 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (length > GLOSSARY_MAX)
            errno = EFBIG;
        if (got < 0 || length > GLOSSARY_MAX || write(to, bytes, (size_t)got) != got)
            return false;
    }
    return true;
}

bool setup_glossary(struct setup *setup, const char **path, struct buffer *fault)
{
    struct stat facts;
    if (!*path || stat(*path, &facts) || S_ISREG(facts.st_mode))
        return true; /* one that is not there is named where it is read */
    int from = open(*path, O_RDONLY | O_CLOEXEC), to = memfd_create("glossary", MFD_CLOEXEC);
    bool copied = from >= 0 && to >= 0 && copy(from, to);
    if (!copied)
        buffer_printf(fault, "%s: %s", *path, strerror(errno));
    if (from >= 0)
        close(from);
    snprintf(setup->glossary, sizeof setup->glossary, "/dev/fd/%d", to); /* open until the program ends */
    *path = setup->glossary;
    return copied;
}

void setup_free(struct setup *setup)
{
    for (size_t i = 0; i < setup->count; i++) {
        free((char *)setup->commands[i].extension);
        free((char *)setup->commands[i].command);
    }
    free(setup->commands);
}

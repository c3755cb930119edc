/* setup.c: takes the user's reader commands from the configuration file. */
#include "indexer/setup.h"

#include "base/config.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

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

void setup_free(struct setup *setup)
{
    for (size_t i = 0; i < setup->count; i++) {
        free((char *)setup->commands[i].extension);
        free((char *)setup->commands[i].command);
    }
    free(setup->commands);
}

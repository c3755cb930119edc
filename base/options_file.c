/* options_file.c: takes from the configuration file the options that a program knows. */
#include "base/config.h"
#include "base/messages.h"
#include "base/options.h"
#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

/* What one of the programs takes from the file; the others pass over it. */
static const char *const elsewhere[] = {
    "color", "context", "count", "exclude", "exhaustive", "expand", "explain", "facets", "format", "glossary", "group",
    "index", "jobs", "lang", "memory", "ocr", "offset", "page-language", "partial", "query-lang", "quiet", "reader",
    "reader-memory", "reader-output", "reader-seconds", "timeline", "verbose", "wait", "weighting",
};

struct reading {
    const struct program *program;
    struct pool *strings;
    option_handler handler;
    void *context;
};

static bool complain(const struct reading *r, const struct config_line *line, const char *what)
{
    return !messages_complain(r->program->name, line->key, what);
}

static bool is_elsewhere(const char *key)
{
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (!strcmp(elsewhere[i], key))
            return true;
    return false;
}

/* A value that lives on; ~/ before a file's name is the user's home. */
static const char *keep(const struct reading *r, const struct option_row *row, const char *value)
{
    struct buffer text = {0};
    const char *home = getenv("HOME");
    bool is_path = !strcmp(row->argument, "FILE") || !strcmp(row->argument, "INDEX");
    if (is_path && !strncmp(value, "~/", 2) && home && *home)
        buffer_puts(&text, home);
    buffer_puts(&text, text.length ? value + 1 : value);
    struct slice kept = {0};
    if (!text.failed)
        kept = pool_copy(r->strings, (struct slice){text.data ? text.data : "", text.length});
    buffer_free(&text);
    return kept.data;
}

static bool take_switch(const struct reading *r, const struct config_line *line, const struct option_row *row)
{
    if (!strcmp(line->value, "no"))
        return true;
    if (strcmp(line->value, "yes"))
        return complain(r, line, N_("not yes or no"));
    return !r->handler(r->context, row->id, NULL);
}

static bool take_line(const struct reading *r, const struct config_line *line)
{
    const struct option_row *row = options_find(r->program->options, line->key, strlen(line->key));
    if (!row)
        return is_elsewhere(line->key) || complain(r, line, N_("no such option"));
    if (*line->argument)
        return complain(r, line, N_("only blanks may stand before the ="));
    if (!row->argument)
        return take_switch(r, line, row);
    const char *value = keep(r, row, line->value);
    return value ? !r->handler(r->context, row->id, value) : complain(r, line, N_("out of memory"));
}

/* What is said of a line names its place. */
static bool take(void *context, const struct config_line *line)
{
    struct buffer place = {0};
    buffer_printf(&place, "%s:%u", line->path, line->number);
    messages_place(place.data);
    bool taken = take_line(context, line);
    messages_place(NULL);
    buffer_free(&place);
    return taken;
}

int options_read_file(const struct program *program, struct pool *strings, option_handler handler, void *context)
{
    struct reading r = {program, strings, handler, context};
    struct buffer path = {0}, fault = {0};
    daftar_status status = config_path(&path) ? config_read(path.data, take, &r, &fault) : DAFTAR_NOT_FOUND;
    if (status && fault.length)
        messages_complain(program->name, fault.data, NULL);
    buffer_free(&path);
    buffer_free(&fault);
    return status && status != DAFTAR_NOT_FOUND ? -1 : 0;
}

/* options.c: reads a command line by its program's table, and prints the table as help and man page. */
#include "base/options.h"

#include "base/messages.h"
#include "daftar.h"

#include <string.h>

enum { HELP = -101, VERSION = -102, MAN = -103 };

static const struct option_row common[] = {
    {'h', "help", NULL, N_("show this help"), N_("About"), HELP},
    {0, "version", NULL, N_("show the version"), NULL, VERSION},
    {0, "man", NULL, N_("print the manual page as roff"), NULL, MAN},
    {0},
};

static bool is_end(const struct option_row *row)
{
    return !row->letter && !row->name;
}

const struct option_row *options_find(const struct option_row *rows, const char *name, size_t length)
{
    for (; !is_end(rows); rows++)
        if (length ? rows->name && strlen(rows->name) == length && !memcmp(rows->name, name, length)
                   : rows->letter == *name)
            return rows;
    return NULL;
}

static const struct option_row *find_any(const struct program *program, const char *name, size_t length)
{
    const struct option_row *row = options_find(program->options, name, length);
    return row ? row : options_find(common, name, length);
}

static int answer(const struct program *program, const struct option_row *row)
{
    if (row->id == HELP)
        options_help(program, stdout);
    else if (row->id == MAN)
        options_man(program, stdout);
    else
        printf("%s %s\n", program->name, daftar_version());
    return -2;
}

static int complain(const struct program *program, const char *what, const char *option)
{
    return -messages_complain(program->name, option, what);
}

struct state {
    const struct program *program;
    int argc, at;
    char **argv;
    option_handler handler;
    void *context;
};

/* One option found in argv[at]; `value` is what is joined to it, or NULL. */
static int take(struct state *s, const struct option_row *row, const char *value)
{
    const char *shown = s->argv[s->at];
    if (row->id <= HELP && row->id >= MAN)
        return answer(s->program, row);
    if (!row->argument && value)
        return complain(s->program, N_("takes no value (try --help)"), shown);
    if (row->argument && !value) {
        if (s->at + 1 >= s->argc)
            return complain(s->program, N_("needs a value (try --help)"), shown);
        value = s->argv[++s->at];
    }
    return s->handler && s->handler(s->context, row->id, value) ? -1 : 0;
}

static int take_long(struct state *s, const char *word)
{
    size_t length = strcspn(word, "=");
    const struct option_row *row = length ? find_any(s->program, word, length) : NULL;
    if (!row)
        return complain(s->program, N_("no such option (try --help)"), s->argv[s->at]);
    return take(s, row, word[length] ? word + length + 1 : NULL);
}

static int take_letters(struct state *s, const char *letters)
{
    for (; *letters; letters++) {
        const struct option_row *row = find_any(s->program, letters, 0);
        if (!row)
            return complain(s->program, N_("no such option (try --help)"), s->argv[s->at]);
        if (row->argument)
            return take(s, row, letters[1] ? letters + 1 : NULL);
        int status = take(s, row, NULL);
        if (status)
            return status;
    }
    return 0;
}

int options_read(const struct program *program, int argc, char **argv, bool words_like_options,
                 option_handler handler, void *context)
{
    struct state s = {program, argc, 1, argv, handler, context};
    for (; s.at < argc; s.at++) {
        const char *word = argv[s.at];
        int status = 0;
        if (word[0] != '-' || !word[1])
            break;
        if (!strcmp(word, "--"))
            return s.at + 1;
        if (word[1] == '-')
            status = take_long(&s, word + 2);
        else if (words_like_options && !find_any(program, word + 1, 0))
            break;
        else
            status = take_letters(&s, word + 1);
        if (status)
            return status;
    }
    return s.at;
}

/* ---- help ---- */

static void help_rows(const struct option_row *rows, FILE *out)
{
    for (; !is_end(rows); rows++) {
        char left[64];
        if (rows->group)
            fprintf(out, "\n%s\n", _(rows->group));
        if (rows->letter && rows->name)
            snprintf(left, sizeof left, "-%c, --%s", rows->letter, rows->name);
        else if (rows->letter)
            snprintf(left, sizeof left, "-%c", rows->letter);
        else
            snprintf(left, sizeof left, "    --%s", rows->name);
        if (rows->argument)
            snprintf(left + strlen(left), sizeof left - strlen(left), " %s", rows->argument);
        fprintf(out, "  %-28s %s\n", left, _(rows->help));
    }
}

void options_help(const struct program *program, FILE *out)
{
    const char *word = _("usage:");
    int columns = 0;
    for (const char *at = word; *at; at++)
        columns += ((unsigned char)*at & 0xC0) != 0x80;
    for (size_t i = 0; program->usages[i]; i++)
        fprintf(out, "%*s%s %s %s\n", i ? columns : 0, "", i ? "" : word, program->name, program->usages[i]);
    help_rows(program->options, out);
    help_rows(common, out);
}

/* ---- man page ---- */

static void roff(const char *text, FILE *out)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++)
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            fputc(*text, out);
}

static void man_rows(const struct option_row *rows, FILE *out)
{
    for (; !is_end(rows); rows++) {
        if (rows->group) {
            fputs(".SS ", out);
            roff(rows->group, out);
            fputc('\n', out);
        }
        fputs(".TP\n.B ", out);
        if (rows->letter)
            fprintf(out, "\\-%c%s", rows->letter, rows->name ? ", " : "");
        if (rows->name) {
            fputs("\\-\\-", out);
            roff(rows->name, out);
        }
        if (rows->argument)
            fprintf(out, " \\fI%s\\fR", rows->argument);
        fputc('\n', out);
        roff(rows->help, out);
        fputs(".\n", out);
    }
}

void options_man(const struct program *program, FILE *out)
{
    fprintf(out, ".TH %s 1 \"\" \"daftar %s\" \"User Commands\"\n.SH NAME\n", program->name, daftar_version());
    roff(program->name, out);
    fprintf(out, " \\- %s\n.SH SYNOPSIS\n", program->brief);
    for (size_t i = 0; program->usages[i]; i++) {
        fprintf(out, ".B %s\n", program->name);
        roff(program->usages[i], out);
        fputs("\n.br\n", out);
    }
    fputs(".SH DESCRIPTION\n", out);
    for (size_t i = 0; program->description[i]; i++) {
        roff(program->description[i], out);
        fputs("\n.PP\n", out);
    }
    fputs(".SH OPTIONS\n", out);
    man_rows(program->options, out);
    man_rows(common, out);
    for (size_t i = 0; program->more[i]; i++)
        fprintf(out, "%s\n", program->more[i]);
}

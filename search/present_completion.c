/* present_completion.c: prints what bash, zsh and fish need to complete a program's command line. */
#include "search/present_completion.h"

#include "daftar.h"

#include <string.h>

struct completion {
    const struct program *program;
    const struct completion_values *values;
    const char *words;
    FILE *out;
};

static const struct option_row common[] = {
    {'h', "help", NULL, "show this help", NULL, 0},
    {0, "version", NULL, "show the version", NULL, 0},
    {0, "man", NULL, "print the manual page as roff", NULL, 0},
    {0},
};

static bool is_end(const struct option_row *row)
{
    return !row->letter && !row->name;
}

static const struct completion_values *values_of(const struct completion *c, const struct option_row *row)
{
    for (const struct completion_values *v = c->values; v->values; v++)
        if (v->id == row->id && row->argument)
            return v;
    return NULL;
}

static bool takes_file(const struct option_row *row)
{
    return row->argument && (!strcmp(row->argument, "FILE") || !strcmp(row->argument, "INDEX"));
}

/* Help inside quotes and brackets of the shells. */
static void put_help(const char *text, FILE *out)
{
    for (; *text; text++)
        fputc(strchr("'[]:\\", *text) ? ' ' : *text, out);
}

/* ---- bash ---- */

/* _daftar_search: a function's name cannot hold a hyphen everywhere. */
static void put_function(const struct completion *c)
{
    fputc('_', c->out);
    for (const char *at = c->program->name; *at; at++)
        fputc(*at == '-' ? '_' : *at, c->out);
}

static void bash_names(const struct completion *c, const struct option_row *rows)
{
    for (; !is_end(rows); rows++) {
        if (rows->letter)
            fprintf(c->out, " -%c", rows->letter);
        if (rows->name)
            fprintf(c->out, " --%s", rows->name);
    }
}

static void bash_pattern(const struct option_row *row, FILE *out)
{
    if (row->letter)
        fprintf(out, "-%c", row->letter);
    if (row->name)
        fprintf(out, "%s--%s", row->letter ? "|" : "", row->name);
}

static void bash_value(const struct completion *c, const struct option_row *row)
{
    const struct completion_values *v = values_of(c, row);
    fputs("    ", c->out);
    bash_pattern(row, c->out);
    if (v && v->list)
        fprintf(c->out, ") local before=; [[ $word == *,* ]] && before=${word%%,*},\n"
                        "        COMPREPLY=($(compgen -P \"$before\" -W '%s' -- \"${word##*,}\")) ;;\n", v->values);
    else if (v)
        fprintf(c->out, ") COMPREPLY=($(compgen -W '%s' -- \"$word\")) ;;\n", v->values);
    else
        fprintf(c->out, ") %s ;;\n", takes_file(row) ? "COMPREPLY=($(compgen -f -- \"$word\"))" : "COMPREPLY=()");
}

static void print_bash(const struct completion *c)
{
    fprintf(c->out, "# bash completion of %s\n", c->program->name);
    put_function(c);
    fputs("() {\n    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}\n    [[ $word == = ]] && word=\n"
          "    case $before in\n", c->out);
    for (const struct option_row *row = c->program->options; !is_end(row); row++)
        if (row->argument)
            bash_value(c, row);
    fputs("    *) if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '", c->out);
    bash_names(c, c->program->options);
    bash_names(c, common);
    fprintf(c->out, "' -- \"$word\"))\n        else compopt -o nospace; COMPREPLY=($(compgen -W '%s' -- \"$word\")); fi ;;\n"
                    "    esac\n}\ncomplete -F ", c->words);
    put_function(c);
    fprintf(c->out, " %s\n", c->program->name);
}

/* ---- zsh ---- */

static void zsh_action(const struct completion *c, const struct option_row *row)
{
    const struct completion_values *v = values_of(c, row);
    if (!row->argument)
        return;
    fprintf(c->out, ":%s:", row->argument);
    if (v)
        fprintf(c->out, v->list ? "_values -s , value %s" : "(%s)", v->values);
    else if (takes_file(row))
        fputs("_files", c->out);
}

static void zsh_rows(const struct completion *c, const struct option_row *rows)
{
    for (; !is_end(rows); rows++)
        for (int form = 0; form < 2; form++) {
            if (form ? !rows->name : !rows->letter)
                continue;
            fputs("    '*", c->out);
            if (form)
                fprintf(c->out, "--%s%s[", rows->name, rows->argument ? "=" : "");
            else
                fprintf(c->out, "-%c[", rows->letter);
            put_help(rows->help, c->out);
            fputc(']', c->out);
            zsh_action(c, rows);
            fputs("' \\\n", c->out);
        }
}

static void print_zsh(const struct completion *c)
{
    fprintf(c->out, "#compdef %s\n_arguments \\\n", c->program->name);
    zsh_rows(c, c->program->options);
    zsh_rows(c, common);
    fputs("    '*:query:compadd -S \"\" -- ", c->out);
    fprintf(c->out, "%s'\n", c->words);
}

/* ---- fish ---- */

static void fish_rows(const struct completion *c, const struct option_row *rows)
{
    for (; !is_end(rows); rows++) {
        const struct completion_values *v = values_of(c, rows);
        fprintf(c->out, "complete -c %s", c->program->name);
        if (rows->letter)
            fprintf(c->out, " -s %c", rows->letter);
        if (rows->name)
            fprintf(c->out, " -l %s", rows->name);
        if (rows->argument)
            fputs(takes_file(rows) ? " -rF" : " -x", c->out);
        if (v)
            fprintf(c->out, " -a '%s'", v->values);
        fputs(" -d '", c->out);
        put_help(rows->help, c->out);
        fputs("'\n", c->out);
    }
}

static void print_fish(const struct completion *c)
{
    fprintf(c->out, "complete -c %s -f -a '%s'\n", c->program->name, c->words);
    fish_rows(c, c->program->options);
    fish_rows(c, common);
}

static const struct {
    const char *shell;
    void (*print)(const struct completion *completion);
} shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

bool completion_print(const struct program *program, const struct completion_values *values, const char *words,
                      const char *shell, FILE *out)
{
    struct completion c = {program, values, words, out};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (!strcmp(shells[i].shell, shell)) {
            shells[i].print(&c);
            return true;
        }
    return false;
}

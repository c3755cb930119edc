/* options.h: one table of options gives a program its parser, its help, its man page and its completions. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct option_row {
    char letter;          /* 0: none */
    const char *name;     /* long name without --, or NULL */
    const char *argument; /* what it takes, as the help shows it; NULL: nothing */
    const char *help;     /* one line */
    const char *group;    /* heading above it in the help; NULL: as before */
    int id;               /* handed to the program */
};

struct program {
    const char *name;
    const char *brief;                /* for the man page's NAME */
    const char *const *usages;        /* lines without the name; NULL-terminated */
    const struct option_row *options; /* ended by a row without letter and name */
    const char *const *description;   /* man page paragraphs, NULL-terminated */
    const char *const *more;          /* roff lines of further sections, NULL-terminated */
};

/* Takes one option with its value (NULL when it takes none); 0 to go on. */
typedef int (*option_handler)(void *context, int id, const char *value);

/* Reads options until the first word that is none, or `--`; returns the index of that word in argv, or -1 after a message on stderr.
 * --help, --version and --man are answered here (returns -2, exit 0). Without a handler that is all that is done. `words_like_options`: an unknown -слово is no option but the first word. */
int options_read(const struct program *program, int argc, char **argv, bool words_like_options,
                 option_handler handler, void *context);

/* The same for the lines of the configuration file: `option = value` with long names, yes or no for one that takes
 * nothing. What only other programs know is passed over. Values live as long as `strings`. No file is fine; -1 after a
 * message on stderr. */
struct pool;
int options_read_file(const struct program *program, struct pool *strings, option_handler handler, void *context);

const struct option_row *options_find(const struct option_row *rows, const char *name, size_t length); /* NULL: none */

void options_help(const struct program *program, FILE *out);
void options_man(const struct program *program, FILE *out);

#endif

/* present_completion.h: shell completions out of a program's table of options. */
#ifndef SEARCH_PRESENT_COMPLETION_H
#define SEARCH_PRESENT_COMPLETION_H

#include "base/options.h"

/* The values that an option takes, between blanks; a list of them may follow with commas if `list`. */
struct completion_values {
    int id;
    const char *values;
    bool list;
};

/* Prints the completion of `program` for bash, zsh or fish; `values` ends with a NULL, `words` are what may begin a word
 * of the query. False: no such shell. */
bool completion_print(const struct program *program, const struct completion_values *values, const char *words,
                      const char *shell, FILE *out);

#endif

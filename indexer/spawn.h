/* spawn.h: starts programs with nothing but what they are given, and limits. */
#ifndef INDEXER_SPAWN_H
#define INDEXER_SPAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct spawn {
    const char *program;          /* a path, or a name that is looked for in PATH */
    const char *const *arguments; /* ended by NULL; the first is the program's name for itself */
    int input, output;            /* its standard input and output; -1: nothing. Its errors go nowhere */
    bool group;                   /* in a process group of its own, so that what it starts in turn can end with it */
    size_t memory;                /* bytes of its address space; 0: no limit */
    unsigned seconds;             /* of processor time; 0: no limit */
    size_t output_file;           /* bytes of a file that it may write; 0: no limit */
};
/* 0, or what errno would be. Safe in a host with threads. */
int spawn_start(pid_t *pid, const struct spawn *spawn);

/* Waits until it has ended; the result is that of waitpid. */
int spawn_wait(pid_t pid);

int64_t spawn_clock(void); /* milliseconds that pass evenly */

#endif

/* spawn.c: starts programs with nothing but what they are given, and limits. */
#include "indexer/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static int add_descriptor(posix_spawn_file_actions_t *actions, int given, int number)
{
    return given < 0 ? posix_spawn_file_actions_addopen(actions, number, "/dev/null", number ? O_WRONLY : O_RDONLY, 0)
                     : posix_spawn_file_actions_adddup2(actions, given, number);
}

static void limit(pid_t pid, int resource, rlim_t most)
{
    struct rlimit limits = {most, most};
    prlimit(pid, (enum __rlimit_resource)resource, &limits, NULL);
}

/* It runs already, and has hardly begun. */
static void set_limits(pid_t pid, const struct spawn *spawn)
{
    limit(pid, RLIMIT_CORE, 0);
    if (spawn->memory)
        limit(pid, RLIMIT_AS, spawn->memory);
    if (spawn->seconds)
        limit(pid, RLIMIT_CPU, spawn->seconds);
    if (spawn->output_file)
        limit(pid, RLIMIT_FSIZE, spawn->output_file);
}

int spawn_start(pid_t *pid, const struct spawn *spawn)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, (short)(POSIX_SPAWN_SETSIGMASK | (spawn->group ? POSIX_SPAWN_SETPGROUP : 0)));
    int failed = posix_spawn_file_actions_init(&actions);
    failed = failed ? failed : add_descriptor(&actions, spawn->input, 0);
    failed = failed ? failed : add_descriptor(&actions, spawn->output, 1);
    failed = failed ? failed : add_descriptor(&actions, -1, 2);
    char *const *words = (char *const *)spawn->arguments;
    failed = failed ? failed : posix_spawnp(pid, spawn->program, &actions, &attributes, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (!failed)
        set_limits(*pid, spawn);
    return failed;
}

int spawn_wait(pid_t pid)
{
    int result = 0;
    while (waitpid(pid, &result, 0) < 0 && errno == EINTR)
        continue;
    return result;
}

int64_t spawn_clock(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* memory_fixture.h: does something again and again, with a little more memory each time. */
#ifndef TESTS_UNIT_MEMORY_FIXTURE_H
#define TESTS_UNIT_MEMORY_FIXTURE_H

#include "daftar.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Allows this process so many bytes more than it has now. */
static inline bool limit_memory(size_t room)
{
    size_t pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    bool known = file && fscanf(file, "%zu", &pages) == 1;
    size_t most = pages * (size_t)sysconf(_SC_PAGESIZE) + room;
    return known && !setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
}

/* `work` is done, or says NO_MEMORY, with forty rooms up to `most`: with some one, with some the other. */
static inline void assert_done_or_no_memory(daftar_status (*work)(void), size_t most)
{
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    skip(); /* their memory is not to be limited */
#endif
    unsigned done = 0, refused = 0;
    for (size_t room = 0; room < most; room += most / 40) {
        int result = 0;
        pid_t pid = fork();
        if (pid == 0)
            _exit(limit_memory(room) ? (int)work() : 99);
        assert_int_equal(waitpid(pid, &result, 0), pid);
        bool good = WIFEXITED(result) && (WEXITSTATUS(result) == DAFTAR_OK || WEXITSTATUS(result) == DAFTAR_NO_MEMORY);
        if (!good)
            fail_msg("with %zu bytes more: %x", room, (unsigned)result);
        done += WEXITSTATUS(result) == DAFTAR_OK;
        refused += WEXITSTATUS(result) == DAFTAR_NO_MEMORY;
    }
    assert_true(done && refused);
}

#endif

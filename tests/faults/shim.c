/* shim.c: an LD_PRELOAD library that lets the n-th call that writes to an index, or the n-th allocation, fail.
 *
 * FAULT_CALLS=write,fsync,...  what may fail: write (all kinds), fsync, rename, open (for writing), mkdir, unlink,
 *                              truncate, read (all kinds), malloc, connect (sending to an address, too)
 * FAULT_AT=N                   the N-th of those fails ...
 * FAULT_ON=1                   ... and so do all later ones, as on a full disk
 * FAULT_ERROR=E                with this errno; 0: a write is cut short instead
 * FAULT_RUN=COMMAND            or, instead of failing, COMMAND is run before it
 * FAULT_BELOW=DIR              only calls on files below DIR count (not for malloc)
 * FAULT_OUTSIDE=DIR            only calls on files that are not below DIR count, nor devices and memory
 * FAULT_SAID=FILE              is made when one has failed
 * FAULT_CLOCK=1                the time of day is another year each time it is asked */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static const char *calls, *below, *outside, *said, *command;
static long at;
static int failure;
static bool on, mad_clock;
static atomic_long seen;

__attribute__((constructor)) static void set_up(void)
{
    const char *number = getenv("FAULT_AT"), *error = getenv("FAULT_ERROR");
    below = getenv("FAULT_BELOW");
    outside = getenv("FAULT_OUTSIDE");
    said = getenv("FAULT_SAID");
    command = getenv("FAULT_RUN");
    mad_clock = getenv("FAULT_CLOCK") != NULL;
    on = getenv("FAULT_ON") != NULL;
    failure = error ? atoi(error) : EIO;
    at = number ? atol(number) : 0;
    calls = getenv("FAULT_CALLS"); /* last: from here on calls count */
}

static bool listed(const char *call)
{
    const char *found = calls ? strstr(calls, call) : NULL;
    return found && (found == calls || found[-1] == ',') && strchr(",", found[strlen(call)]);
}

static bool starts(const char *path, const char *directory)
{
    return !strncmp(path, directory, strlen(directory));
}

/* A name that is not absolute is below. */
static bool counts(const char *path)
{
    if (outside)
        return path[0] == '/' && !starts(path, outside) && !starts(path, "/dev/") && !starts(path, "/proc/") &&
               !starts(path, "/memfd:");
    return !below || path[0] != '/' || starts(path, below);
}

static bool is_below(int fd)
{
    char link[64], path[4096];
    if (!below && !outside)
        return true;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return path[0] == '/' && counts(path); /* not a pipe or a socket */
}

static bool due(void)
{
    long number = atomic_fetch_add(&seen, 1) + 1;
    bool now = at && (number == at || (on && number > at));
    if (now && number == at && said)
        syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, said, O_CREAT | O_WRONLY | O_CLOEXEC, 0666));
    if (now && command) {
        calls = NULL; /* from here on nothing counts, in the command least of all */
        unsetenv("FAULT_CALLS");
        return system(command) == -1;
    }
    if (now)
        errno = failure;
    return now;
}

#define REAL(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

/* ---- descriptors ---- */

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (listed("write") && is_below(fd) && due()) {
        if (failure)
            return -1;
        length = (length + 1) / 2;
    }
    return REAL(write)(fd, bytes, length);
}

static ssize_t put(int fd, const void *bytes, size_t length, off_t offset)
{
    if (listed("write") && is_below(fd) && due()) {
        if (failure)
            return -1;
        length = (length + 1) / 2;
    }
    return REAL(pwrite)(fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    return put(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    return put(fd, bytes, length, offset);
}

ssize_t read(int fd, void *bytes, size_t length)
{
    if (listed("read") && is_below(fd) && due()) {
        if (failure)
            return -1;
        length = (length + 1) / 2;
    }
    return REAL(read)(fd, bytes, length);
}

static ssize_t get(int fd, void *bytes, size_t length, off_t offset)
{
    if (listed("read") && is_below(fd) && due()) {
        if (failure)
            return -1;
        length = (length + 1) / 2;
    }
    return REAL(pread)(fd, bytes, length, offset);
}

ssize_t pread(int fd, void *bytes, size_t length, off_t offset)
{
    return get(fd, bytes, length, offset);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset)
{
    return get(fd, bytes, length, offset);
}

int fsync(int fd)
{
    return listed("fsync") && is_below(fd) && due() ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return listed("fsync") && is_below(fd) && due() ? -1 : REAL(fdatasync)(fd);
}

int ftruncate(int fd, off_t length)
{
    return listed("truncate") && is_below(fd) && due() ? -1 : REAL(ftruncate)(fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    return listed("truncate") && is_below(fd) && due() ? -1 : REAL(ftruncate)(fd, length);
}

/* ---- names ---- */

int rename(const char *from, const char *to)
{
    return listed("rename") && counts(to) && due() ? -1 : REAL(rename)(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    bool there = outside && !access(path, F_OK); /* then nothing is made */
    return !there && listed("mkdir") && counts(path) && due() ? -1 : REAL(mkdir)(path, mode);
}

int unlink(const char *path)
{
    return listed("unlink") && counts(path) && due() ? -1 : REAL(unlink)(path);
}

int unlinkat(int directory, const char *path, int flags)
{
    return listed("unlink") && counts(path) && due() ? -1 : REAL(unlinkat)(directory, path, flags);
}

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & (O_CREAT | __O_TMPFILE) ? (mode_t)va_arg(arguments, int) : 0;
}

static bool refused(const char *path, int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY && listed("open") && counts(path) && due();
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list arguments; \
        va_start(arguments, flags); \
        mode_t mode = mode_of(flags, arguments); \
        va_end(arguments); \
        return refused(path, flags) ? -1 : REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

/* ---- the network ---- */

/* What stays on this machine is a pipe by another name. */
static bool leads_out(__CONST_SOCKADDR_ARG to)
{
    const struct sockaddr *address = to.__sockaddr__;
    return address && address->sa_family != AF_UNIX && listed("connect") && due();
}

int connect(int fd, __CONST_SOCKADDR_ARG address, socklen_t length)
{
    return leads_out(address) ? -1 : REAL(connect)(fd, address, length);
}

ssize_t sendto(int fd, const void *bytes, size_t length, int flags, __CONST_SOCKADDR_ARG address, socklen_t address_length)
{
    return leads_out(address) ? -1 : REAL(sendto)(fd, bytes, length, flags, address, address_length);
}

/* ---- time ---- */

/* Years back and forth, so that no two answers agree; what only goes on, goes on. */
static time_t mad(time_t now)
{
    static atomic_long asked;
    long turn = atomic_fetch_add(&asked, 1);
    return mad_clock ? now + (turn % 2 ? 1 : -1) * (turn % 40) * 31556952L : now;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
    int result = (int)syscall(SYS_clock_gettime, clock, out);
    if (!result && clock == CLOCK_REALTIME)
        out->tv_sec = mad(out->tv_sec);
    return result;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    int result = (int)syscall(SYS_gettimeofday, out, zone);
    if (!result)
        out->tv_sec = mad(out->tv_sec);
    return result;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

/* ---- memory ---- */

#ifndef NO_MEMORY /* a sanitizer has an allocator of its own */

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

static bool out_of_memory(void)
{
    static _Thread_local bool inside;
    if (!calls || inside || calls[0] != 'm' || calls[1] != 'a')
        return false;
    inside = true;
    bool now = due();
    inside = false;
    if (now)
        errno = ENOMEM;
    return now;
}

void *malloc(size_t size)
{
    return out_of_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return out_of_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return out_of_memory() ? NULL : __libc_realloc(old, size);
}

/* For a program that forks at a chosen moment: from now on the n-th allocation fails, alone or with all after it. */
void fault_memory(long number, int all_after);
long fault_seen(void);

void fault_memory(long number, int all_after)
{
    atomic_store(&seen, 0);
    at = number;
    on = all_after;
    calls = "malloc";
}

long fault_seen(void)
{
    return atomic_load(&seen);
}

#endif

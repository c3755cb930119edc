/* client.c: runs a reader program for each thread that reads, and keeps it to its limits. */
#include "indexer/readers/client.h"

#include "indexer/reader.h"
#include "indexer/readers/protocol.h"
#include "indexer/spawn.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef DAFTAR_LIBEXEC
#define DAFTAR_LIBEXEC "/usr/local/libexec/daftar"
#endif
#define PROGRAM "daftar-reader"

/* One a thread. A process that forks does not use its parent's. */
struct client {
    pid_t pid; /* 0: none runs */
    int socket;
    int64_t deadline;
    size_t memory;    /* what it was started with */
    unsigned seconds;
};
static _Thread_local struct client *client;

static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t key; /* ends a thread's program with the thread */

static void stop(struct client *c)
{
    if (!c->pid)
        return;
    close(c->socket);
    kill(c->pid, SIGKILL);
    spawn_wait(c->pid);
    c->pid = 0;
}

static void end_client(void *context)
{
    stop(context);
    free(context);
    client = NULL;
}

static void make_key(void)
{
    pthread_key_create(&key, end_client);
}

static struct client *own_client(void)
{
    if (client)
        return client;
    pthread_once(&key_once, make_key);
    struct client *made = calloc(1, sizeof *made);
    if (made && pthread_setspecific(key, made)) {
        free(made);
        made = NULL;
    }
    return client = made;
}

/* ---- the program ---- */

/* DIRECTORY/daftar-reader, if it can be run. */
static bool runnable(char *path, size_t size, const char *directory, size_t length, const char *below)
{
    int written = snprintf(path, size, "%.*s%s/" PROGRAM, (int)length, directory, below);
    return written > 0 && (size_t)written < size && access(path, X_OK) == 0;
}

/* The length of a path's directory, without the last slash; 0: it has none. */
static size_t directory_length(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length > 1 ? length - 1 : 0;
}

/* Beside a program or a library of ours, or where it is installed with it. */
static bool find_near(char *path, size_t size, const char *file, size_t length)
{
    size_t directory = directory_length(file, length);
    return directory && (runnable(path, size, file, directory, "") ||
                         runnable(path, size, file, directory, "/../libexec/daftar") ||
                         runnable(path, size, file, directory, "/../../libexec/daftar")); /* /usr/lib/MACHINE */
}

static bool find_program(char *path, size_t size)
{
    const char *given = getenv("DAFTAR_READER");
    if (given && *given) {
        int written = snprintf(path, size, "%s", given);
        return written > 0 && (size_t)written < size && access(path, X_OK) == 0;
    }
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self);
    Dl_info library; /* a program of someone else's has ours loaded from where it was installed */
    return (length > 0 && (size_t)length < sizeof self && find_near(path, size, self, (size_t)length)) ||
           (dladdr(&key_once, &library) && library.dli_fname &&
            find_near(path, size, library.dli_fname, strlen(library.dli_fname))) ||
           runnable(path, size, DAFTAR_LIBEXEC, strlen(DAFTAR_LIBEXEC), "");
}

/* The socket is the program's standard input, and all that is open. It takes its limits upon itself. */
static int spawn(struct client *c, const char *path, int theirs)
{
    char memory[32], seconds[16];
    c->memory = reader_settings()->memory;
    c->seconds = reader_settings()->seconds;
    snprintf(memory, sizeof memory, "%zu", c->memory);
    snprintf(seconds, sizeof seconds, "%u", c->seconds);
    const char *const arguments[] = {PROGRAM, memory, seconds, NULL};
    return spawn_start(&c->pid, &(struct spawn){.program = path, .arguments = arguments, .input = theirs, .output = -1});
}

static daftar_status start(struct client *c)
{
    char path[4096];
    int ends[2];
    if (!find_program(path, sizeof path))
        return status_fail(DAFTAR_UNSUPPORTED, "the program " PROGRAM " that reads this format is not installed");
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
        return status_fail(DAFTAR_BAD_INPUT, "no socket for " PROGRAM ": %s", strerror(errno));
    int failed = spawn(c, path, ends[1]);
    close(ends[1]);
    c->socket = ends[0];
    if (!failed)
        return DAFTAR_OK;
    c->pid = 0;
    close(ends[0]);
    return status_fail(DAFTAR_BAD_INPUT, "%s: %s", path, strerror(failed));
}

/* ---- frames ---- */

/* Waits until the socket is ready, the deadline passed (0) or the other end is gone (-1 at the next call). */
static int wait_for(const struct client *c, short what)
{
    struct pollfd poll_for = {.fd = c->socket, .events = what};
    for (;;) {
        int64_t left = c->deadline - spawn_clock();
        int ready = left > 0 ? poll(&poll_for, 1, (int)left) : 0;
        if (ready >= 0 || errno != EINTR)
            return ready;
    }
}

enum transfer { MOVED, GONE, TIMED_OUT };

static enum transfer send_all(const struct client *c, const void *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t sent = send(c->socket, (const char *)bytes + at, length - at, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0)
            at += (size_t)sent;
        else if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
            if (wait_for(c, POLLOUT) == 0)
                return TIMED_OUT;
        } else
            return GONE;
    }
    return MOVED;
}

static enum transfer receive_all(const struct client *c, void *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        int ready = wait_for(c, POLLIN);
        if (ready == 0)
            return TIMED_OUT;
        ssize_t got = recv(c->socket, (char *)bytes + at, length - at, MSG_DONTWAIT);
        if (got > 0)
            at += (size_t)got;
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            return GONE;
    }
    return MOVED;
}

/* Why the program is gone, as a sentence; it is collected. */
static daftar_status explain(struct client *c, enum transfer outcome)
{
    close(c->socket);
    if (outcome == TIMED_OUT)
        kill(c->pid, SIGKILL);
    else
        kill(c->pid, SIGTERM); /* it may only have closed its end */
    int result = spawn_wait(c->pid);
    c->pid = 0;
    int number = WIFSIGNALED(result) ? WTERMSIG(result) : 0;
    if (outcome == TIMED_OUT || number == SIGXCPU)
        return status_fail(DAFTAR_BAD_INPUT, "took longer than %u s to read", c->seconds);
    if (number && number != SIGTERM)
        return status_fail(DAFTAR_BAD_INPUT, "its reader crashed (%s)", strsignal(number));
    return status_fail(DAFTAR_BAD_INPUT, "its reader ended without an answer");
}

static daftar_status take_answer(struct client *c, struct document *document, enum transfer *outcome)
{
    struct protocol_header header;
    struct buffer bytes = {0};
    *outcome = receive_all(c, &header, sizeof header);
    if (*outcome != MOVED)
        return DAFTAR_OK;
    size_t output = reader_settings()->output;
    uint64_t most = output + output / 4; /* what is said of the text comes on top of it */
    if (header.magic != PROTOCOL_ANSWER || header.length > most) {
        stop(c);
        return status_fail(DAFTAR_BAD_INPUT, header.magic == PROTOCOL_ANSWER ? "holds more text than a file may"
                                                                             : "the reader's answer is damaged");
    }
    if (!buffer_reserve(&bytes, (size_t)header.length + 1)) {
        stop(c);
        return status_no_memory();
    }
    daftar_status status = DAFTAR_OK;
    *outcome = receive_all(c, bytes.data, (size_t)header.length);
    if (*outcome == MOVED && header.status != DAFTAR_OK)
        status = status_fail(header.status == DAFTAR_UNSUPPORTED ? DAFTAR_UNSUPPORTED : DAFTAR_BAD_INPUT, "%.*s",
                             (int)(header.length < 500 ? header.length : 500), bytes.data);
    else if (*outcome == MOVED)
        status = protocol_read(document, bytes.data, (size_t)header.length);
    buffer_free(&bytes);
    return status;
}

static daftar_status exchange(struct client *c, struct document *document, const char *format, const char *bytes,
                              size_t length)
{
    if (c->pid && (c->memory != reader_settings()->memory || c->seconds != reader_settings()->seconds))
        stop(c);
    daftar_status status = c->pid ? DAFTAR_OK : start(c);
    if (status)
        return status;
    struct protocol_header header = {.magic = PROTOCOL_REQUEST, .length = length};
    snprintf(header.format, sizeof header.format, "%s", format);
    c->deadline = spawn_clock() + 1000 * (int64_t)c->seconds;
    enum transfer outcome = send_all(c, &header, sizeof header);
    if (outcome == MOVED)
        outcome = send_all(c, bytes, length);
    if (outcome == MOVED)
        status = take_answer(c, document, &outcome);
    return outcome == MOVED ? status : explain(c, outcome);
}

daftar_status client_read(struct document *document, const char *format, const char *bytes, size_t length)
{
    struct client *c = own_client();
    if (!c)
        return status_no_memory();
    if (length > PROTOCOL_FILE_MAX)
        return status_fail(DAFTAR_BAD_INPUT, "larger than %u MiB", (unsigned)(PROTOCOL_FILE_MAX >> 20));
    reader_begin();
    daftar_status status = exchange(c, document, format, bytes, length);
    reader_end();
    return status;
}

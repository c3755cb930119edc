/* command.c: reads a format with a program that prints its text. */
#include "indexer/command.h"

#include "indexer/reader.h"
#include "indexer/readers/client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECONDS 60
#define OUTPUT_MAX ((size_t)256 << 20)

extern char **environ;

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The file as something that can be read and sought in. */
static int as_file(const char *bytes, size_t length)
{
    int fd = memfd_create("daftar", MFD_CLOEXEC);
    for (size_t at = 0; fd >= 0 && at < length;) {
        ssize_t written = write(fd, bytes + at, length - at);
        if (written < 0 && errno != EINTR) {
            close(fd);
            return -1;
        }
        at += written > 0 ? (size_t)written : 0;
    }
    if (fd >= 0 && lseek(fd, 0, SEEK_SET) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* In a process group of its own, so that what it starts in turn ends with it. */
static int spawn(pid_t *pid, const char *const *arguments, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    int failed = posix_spawn_file_actions_init(&actions);
    failed = failed ? failed : posix_spawn_file_actions_adddup2(&actions, input, 0);
    failed = failed ? failed : posix_spawn_file_actions_adddup2(&actions, output, 1);
    failed = failed ? failed : posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    char *const *words = (char *const *)arguments;
    failed = failed ? failed : posix_spawnp(pid, words[0], &actions, &attributes, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

/* Reads what the program prints until it closes its end. */
static daftar_status collect(struct buffer *out, const char *name, int output, unsigned seconds)
{
    int64_t deadline = now() + 1000 * (int64_t)seconds;
    for (;;) {
        struct pollfd ready = {.fd = output, .events = POLLIN};
        int64_t left = deadline - now();
        int got = left > 0 ? poll(&ready, 1, (int)left) : 0;
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return status_fail(DAFTAR_BAD_INPUT, "%s took longer than %u s", name, seconds);
        if (out->length > OUTPUT_MAX)
            return status_fail(DAFTAR_BAD_INPUT, "%s printed more than %zu MiB", name, OUTPUT_MAX >> 20);
        if (!buffer_reserve(out, 65536))
            return status_no_memory();
        ssize_t length = read(output, out->data + out->length, 65536);
        if (length == 0 || (length < 0 && errno != EINTR))
            return DAFTAR_OK;
        out->length += length > 0 ? (size_t)length : 0;
    }
}

static daftar_status finish(pid_t pid, const char *name, daftar_status status)
{
    int result = 0;
    if (status)
        kill(-pid, SIGKILL);
    while (waitpid(pid, &result, 0) < 0 && errno == EINTR)
        continue;
    if (status || (WIFEXITED(result) && WEXITSTATUS(result) == 0))
        return status;
    if (WIFEXITED(result) && WEXITSTATUS(result) == 127)
        return status_fail(DAFTAR_NOT_FOUND, "%s is not installed", name);
    if (WIFEXITED(result))
        return status_fail(DAFTAR_BAD_INPUT, "%s could not read it (exit code %d)", name, WEXITSTATUS(result));
    return status_fail(DAFTAR_BAD_INPUT, "%s crashed (%s)", name, strsignal(WTERMSIG(result)));
}

static daftar_status run(struct buffer *out, const char *const *arguments, unsigned seconds, int input)
{
    int ends[2];
    pid_t pid = 0;
    if (pipe2(ends, O_CLOEXEC))
        return status_fail(DAFTAR_BAD_INPUT, "no pipe for %s: %s", arguments[0], strerror(errno));
    int failed = spawn(&pid, arguments, input, ends[1]);
    close(ends[1]);
    daftar_status status = DAFTAR_OK;
    if (failed)
        status = status_fail(failed == ENOENT ? DAFTAR_NOT_FOUND : DAFTAR_BAD_INPUT, "%s: %s", arguments[0],
                             strerror(failed));
    else
        status = finish(pid, arguments[0], collect(out, arguments[0], ends[0], seconds));
    close(ends[0]);
    return status;
}

static bool is_html(const char *text, size_t length)
{
    while (length && strchr(" \t\r\n", *text) && *text) {
        text++;
        length--;
    }
    return length > 5 && (!strncasecmp(text, "<html", 5) || !strncasecmp(text, "<!doc", 5));
}

daftar_status command_read(struct document *document, const char *const *arguments, unsigned seconds,
                           const char *bytes, size_t length)
{
    struct buffer out = {0};
    int input = as_file(bytes, length);
    if (input < 0)
        return status_fail(DAFTAR_BAD_INPUT, "no room to hand it to %s: %s", arguments[0], strerror(errno));
    daftar_status status = run(&out, arguments, seconds ? seconds : SECONDS, input);
    close(input);
    if (!status && !out.length)
        status = status_fail(DAFTAR_BAD_INPUT, "%s found no text in it", arguments[0]);
    if (!status)
        status = is_html(out.data, out.length) ? client_read(document, "html", out.data, out.length)
                                               : read_text(document, out.data, out.length);
    buffer_free(&out);
    return status;
}

daftar_status read_doc(struct document *document, const char *bytes, size_t length)
{
    static const char *const antiword[] = {"antiword", "-m", "UTF-8.txt", "-w", "0", "-", NULL};
    static const char *const catdoc[] = {"catdoc", "-d", "utf-8", "-w", NULL};
    daftar_status status = command_read(document, antiword, 0, bytes, length);
    if (status == DAFTAR_NOT_FOUND)
        status = command_read(document, catdoc, 0, bytes, length);
    if (status == DAFTAR_NOT_FOUND)
        status = status_fail(DAFTAR_BAD_INPUT, "is read by antiword or catdoc, and neither is installed");
    return status;
}

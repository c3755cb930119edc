/* command.c: reads a format with a program that prints its text. */
#include "indexer/command.h"

#include "base/words.h"
#include "indexer/reader.h"
#include "indexer/readers/client.h"
#include "indexer/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define MEMORY ((size_t)4 << 30) /* of address space: such programs map more than they use */

static bool write_all(int fd, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t written = write(fd, bytes + at, length - at);
        if (written < 0 && errno != EINTR)
            return false;
        at += written > 0 ? (size_t)written : 0;
    }
    return lseek(fd, 0, SEEK_SET) == 0;
}

int command_file(const char *bytes, size_t length)
{
    int fd = memfd_create("daftar", MFD_CLOEXEC);
    if (fd >= 0 && !write_all(fd, bytes, length)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Reads what the program prints until it closes its end. */
static daftar_status collect(struct buffer *out, const char *name, int output, unsigned seconds)
{
    int64_t deadline = spawn_clock() + 1000 * (int64_t)seconds;
    size_t most = reader_settings()->output;
    for (;;) {
        struct pollfd ready = {.fd = output, .events = POLLIN};
        int64_t left = deadline - spawn_clock();
        int got = left > 0 ? poll(&ready, 1, (int)left) : 0;
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return status_fail(DAFTAR_BAD_INPUT, "%s took longer than %u s", name, seconds);
        if (out->length > most)
            return status_fail(DAFTAR_BAD_INPUT, "%s printed more than %zu MiB", name, most >> 20);
        if (!buffer_reserve(out, 65536))
            return status_no_memory();
        ssize_t length = read(output, out->data + out->length, 65536);
        if (length == 0 || (length < 0 && errno != EINTR)) {
            out->data[out->length] = '\0';
            return DAFTAR_OK;
        }
        out->length += length > 0 ? (size_t)length : 0;
    }
}

static daftar_status finish(pid_t pid, const char *name, daftar_status status)
{
    kill(-pid, status ? SIGKILL : SIGTERM); /* also what it may have left running */
    int result = spawn_wait(pid);
    if (status || (WIFEXITED(result) && WEXITSTATUS(result) == 0) ||
        (WIFSIGNALED(result) && WTERMSIG(result) == SIGTERM))
        return status;
    if (WIFEXITED(result) && WEXITSTATUS(result) == 127)
        return status_fail(DAFTAR_NOT_FOUND, "%s is not installed", name);
    if (WIFEXITED(result))
        return status_fail(DAFTAR_BAD_INPUT, "%s could not read it (exit code %d)", name, WEXITSTATUS(result));
    return status_fail(DAFTAR_BAD_INPUT, "%s crashed (%s)", name, strsignal(WTERMSIG(result)));
}

static daftar_status run_words(struct buffer *out, const struct command *command, const char *const *words, int input)
{
    int ends[2];
    pid_t pid = 0;
    unsigned seconds = command->seconds ? command->seconds : reader_settings()->seconds;
    if (pipe2(ends, O_CLOEXEC))
        return status_fail(DAFTAR_BAD_INPUT, "no pipe for %s: %s", words[0], strerror(errno));
    struct spawn spawn = {.program = words[0], .arguments = words, .input = input, .output = ends[1], .group = true,
                          .memory = MEMORY, .seconds = seconds, .output_file = reader_settings()->output};
    int failed = spawn_start(&pid, &spawn);
    close(ends[1]);
    daftar_status status = DAFTAR_OK;
    if (failed)
        status = failed == ENOENT ? status_fail(DAFTAR_NOT_FOUND, "%s is not installed", words[0])
                                  : status_fail(DAFTAR_BAD_INPUT, "%s: %s", words[0], strerror(failed));
    else
        status = finish(pid, words[0], collect(out, words[0], ends[0], seconds));
    close(ends[0]);
    return status;
}

daftar_status command_run_file(struct buffer *out, const struct command *command, int file)
{
    if (lseek(file, 0, SEEK_SET))
        return status_fail(DAFTAR_BAD_INPUT, "%s cannot be given it: %s", command->words[0], strerror(errno));
    return run_words(out, command, command->words, file);
}

/* ---- a file with a name ---- */

static bool asks_for_file(const struct command *command)
{
    for (size_t i = 1; command->words[i]; i++)
        if (strstr(command->words[i], "%f"))
            return true;
    return false;
}

/* Each word as the program gets it, one after another, ended by NUL; `starts` has their places. */
static size_t fill_words(struct buffer *text, size_t starts[WORDS_MAX + 1], const struct command *command, const char *file)
{
    size_t count = 0;
    for (; count < WORDS_MAX && command->words[count]; count++) {
        starts[count] = text->length;
        const char *word = command->words[count];
        for (const char *mark; count && (mark = strstr(word, "%f")) != NULL; word = mark + 2) {
            buffer_append(text, word, (size_t)(mark - word));
            buffer_puts(text, file);
        }
        buffer_puts(text, word);
        buffer_putc(text, '\0');
    }
    return count;
}

static daftar_status run_named(struct buffer *out, const struct command *command, const char *file)
{
    struct buffer text = {0};
    size_t starts[WORDS_MAX + 1];
    const char *words[WORDS_MAX + 1] = {NULL};
    size_t count = fill_words(&text, starts, command, file);
    for (size_t i = 0; !text.failed && i < count; i++)
        words[i] = text.data + starts[i];
    daftar_status status = text.failed ? status_no_memory() : run_words(out, command, words, -1);
    buffer_free(&text);
    return status;
}

static daftar_status run_on_copy(struct buffer *out, const struct command *command, const char *bytes, size_t length)
{
    const char *place = getenv("TMPDIR"), *extension = command->extension ? command->extension : "";
    struct buffer name = {0};
    buffer_printf(&name, "%s/daftar-XXXXXX%s", place && *place ? place : "/tmp", extension);
    int fd = name.failed ? -1 : mkostemps(name.data, (int)strlen(extension), O_CLOEXEC);
    daftar_status status = fd < 0 || !write_all(fd, bytes, length)
                               ? status_fail(DAFTAR_BAD_INPUT, "no room to hand it to %s: %s", command->words[0],
                                             strerror(errno))
                               : DAFTAR_OK;
    if (!status)
        status = run_named(out, command, name.data);
    if (fd >= 0) {
        close(fd);
        unlink(name.data);
    }
    buffer_free(&name);
    return status;
}

daftar_status command_run(struct buffer *out, const struct command *command, const char *bytes, size_t length)
{
    if (asks_for_file(command))
        return run_on_copy(out, command, bytes, length);
    int file = command_file(bytes, length);
    if (file < 0)
        return status_fail(DAFTAR_BAD_INPUT, "no room to hand it to %s: %s", command->words[0], strerror(errno));
    daftar_status status = command_run_file(out, command, file);
    close(file);
    return status;
}

/* ---- documents ---- */

static bool is_html(const char *text, size_t length)
{
    while (length && strchr(" \t\r\n", *text) && *text) {
        text++;
        length--;
    }
    return length > 5 && (!strncasecmp(text, "<html", 5) || !strncasecmp(text, "<!doc", 5));
}

daftar_status command_read(struct document *document, const struct command *command, const char *bytes, size_t length)
{
    struct buffer out = {0};
    daftar_status status = command_run(&out, command, bytes, length);
    if (!status && !out.length)
        status = status_fail(DAFTAR_BAD_INPUT, "%s found no text in it", command->words[0]);
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
    daftar_status status = command_read(document, &(struct command){.words = antiword}, bytes, length);
    if (status == DAFTAR_NOT_FOUND)
        status = command_read(document, &(struct command){.words = catdoc}, bytes, length);
    if (status == DAFTAR_NOT_FOUND)
        status = status_fail(DAFTAR_UNSUPPORTED, "is read by antiword or catdoc, and neither is installed");
    return status;
}

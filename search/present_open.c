/* present_open.c: starts a viewer on the file of a hit: the user's own, by xdg-open, or at its page where it can. */
#include "search/present_open.h"

#include "base/buffer.h"
#include "base/messages.h"
#include "search/present.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Viewers of PDF by the name of their desktop file, and how each takes a page: `option N FILE`, or FILE with a suffix. */
static const struct viewer {
    const char *desktop; /* part of its name */
    const char *program;
    const char *option;  /* before the page, or NULL */
    const char *suffix;  /* before the page behind the file's address, or NULL */
} viewers[] = {
    {"Evince", "evince", "--page-index", NULL},  {"Papers", "papers", "--page-index", NULL},
    {"okular", "okular", "--page", NULL},        {"zathura", "zathura", "--page", NULL},
    {"atril", "atril", "--page-index", NULL},    {"xreader", "xreader", "--page-index", NULL},
    {"qpdfview", "qpdfview", NULL, "#"},       {"firefox", "firefox", NULL, "#page="},
    {"chromium", "chromium", NULL, "#page="},  {"google-chrome", "google-chrome", NULL, "#page="},
    {"microsoft-edge", "microsoft-edge", NULL, "#page="},
};

/* What `xdg-mime query default` says, or "". */
static void ask_default(const char *type, char *out, size_t room)
{
    const char *const arguments[] = {"xdg-mime", "query", "default", type, NULL};
    int ends[2];
    pid_t child;
    posix_spawn_file_actions_t actions;
    *out = '\0';
    if (pipe(ends) || posix_spawn_file_actions_init(&actions))
        return;
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool started = !posix_spawnp(&child, *arguments, &actions, NULL, (char *const *)arguments, environ);
    close(ends[1]);
    size_t length = 0;
    for (ssize_t got; started && length < room - 1 && (got = read(ends[0], out + length, room - 1 - length)) > 0;)
        length += (size_t)got;
    out[length] = '\0';
    close(ends[0]);
    posix_spawn_file_actions_destroy(&actions);
    if (started)
        waitpid(child, NULL, 0);
}

static const struct viewer *find_viewer(void)
{
    char desktop[256];
    ask_default("application/pdf", desktop, sizeof desktop);
    for (size_t i = 0; *desktop && i < sizeof viewers / sizeof *viewers; i++)
        if (strcasestr(desktop, viewers[i].desktop))
            return &viewers[i];
    return NULL;
}

/* Where there is a screen the viewer goes its own way; else it may need this terminal, and is waited for. 0, errno's
 * number when there is no such program, or -1 after a message. */
static int start(const char *const *arguments)
{
    const char *display = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");
    bool apart = (display && *display) || (wayland && *wayland);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t child;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    if (apart) {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    }
    int error = posix_spawnp(&child, *arguments, &actions, &attributes, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    int status = 0;
    if (!error && !apart && waitpid(child, &status, 0) == child && status)
        return -messages_complain("daftar-search", *arguments, N_("could not open the file"));
    return error;
}

/* The same, at its page. */
static int start_at_page(const struct viewer *viewer, const char *file, unsigned page)
{
    struct buffer address = {0};
    if (viewer->option) {
        char number[16];
        snprintf(number, sizeof number, "%u", page);
        const char *const arguments[] = {viewer->program, viewer->option, number, file, NULL};
        return start(arguments);
    }
    buffer_puts(&address, "file://");
    for (const char *at = file; *at; at++)
        if (strchr("%#? \"<>\\^`{|}", *at) || (unsigned char)*at <= 0x20 || (unsigned char)*at >= 0x7f)
            buffer_printf(&address, "%%%02X", (unsigned char)*at);
        else
            buffer_putc(&address, *at);
    buffer_printf(&address, "%s%u", viewer->suffix, page);
    const char *const arguments[] = {viewer->program, address.failed ? file : address.data, NULL};
    int error = start(arguments);
    buffer_free(&address);
    return error;
}

int present_open(daftar_index *index, const daftar_hit *hit)
{
    const char *file;
    if (daftar_index_file(&file, index, hit->path)) {
        present_complain(daftar_last_error());
        return 2;
    }
    int error = ENOENT;
    const struct viewer *viewer = hit->page && !strcmp(hit->format, "pdf") ? find_viewer() : NULL;
    if (viewer)
        error = start_at_page(viewer, file, hit->page);
    if (error == ENOENT) {
        const char *const arguments[] = {"xdg-open", file, NULL};
        error = start(arguments);
    }
    if (error == ENOENT)
        messages_complain("daftar-search", "xdg-open", N_("not installed: it comes with xdg-utils"));
    else if (error > 0)
        messages_complain("daftar-search", "xdg-open", strerror(error));
    return error ? 2 : 0;
}

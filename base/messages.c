/* messages.c: finds the catalogue of messages, and prints complaints. */
#include "base/messages.h"

#include "base/buffer.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *place;

/* The locale may not be installed: its language is known nevertheless. */
static void take_language_alone(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && (!locale || !*locale); i++)
        locale = getenv(names[i]);
    if (!locale || !*locale || !setlocale(LC_MESSAGES, "C.UTF-8"))
        return;
    char *language = strndup(locale, strcspn(locale, ".@"));
    if (language)
        setenv("LANGUAGE", language, 0);
    free(language);
}

/* Beside the program, as built, or where it was installed to; else where the system keeps them. */
static void bind_catalogue(void)
{
    static const char *const below[] = {"/locale", "/../share/locale"};
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    while (length > 0 && program[length - 1] != '/')
        length--;
    for (size_t i = 0; length > 0 && i < sizeof below / sizeof *below; i++) {
        struct buffer path = {0};
        buffer_append(&path, program, (size_t)length - 1);
        buffer_puts(&path, below[i]);
        if (!path.failed && !access(path.data, X_OK)) {
            bindtextdomain("daftar", path.data);
            length = 0;
        }
        buffer_free(&path);
    }
}

void messages_open(void)
{
    if (!setlocale(LC_MESSAGES, ""))
        take_language_alone();
    bind_catalogue();
    bind_textdomain_codeset("daftar", "UTF-8");
    bind_textdomain_codeset("libc", "UTF-8"); /* what strerror says */
    textdomain("daftar");
}

void messages_language(const char *code)
{
    setenv("LANGUAGE", code, 1);
    setlocale(LC_MESSAGES, "C.UTF-8"); /* in the C locale LANGUAGE does not count; what was looked up is forgotten */
}

void messages_place(const char *where)
{
    place = where;
}

int messages_complain(const char *program, const char *value, const char *what)
{
    fprintf(stderr, "%s: ", program);
    if (place)
        fprintf(stderr, "%s: ", place);
    fprintf(stderr, "%s%s%s\n", value ? value : "", value && what ? ": " : "", what ? _(what) : "");
    return 1;
}

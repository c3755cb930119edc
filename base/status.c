/* status.c: keeps the last error of each thread in a fixed buffer, so that recording one cannot fail. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 1024

static _Thread_local char message[MESSAGE_MAX];

/* A message is one line whatever a file name or a document put into it. */
static void flatten(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            *text = ' ';
}

daftar_status status_fail(daftar_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    flatten(message);
    return status;
}

daftar_status status_size(const char *name, size_t given, size_t known)
{
    if (given < sizeof given || given > known || given % sizeof(void *))
        return status_fail(DAFTAR_BAD_INPUT, "%s: wrong size %zu: start from its _INIT; or the library is older than "
                           "the header (it is " DAFTAR_VERSION ")", name, given);
    return DAFTAR_OK;
}

const char *status_message(void)
{
    return message;
}

daftar_status status_prefix(daftar_status status, const char *context)
{
    char kept[MESSAGE_MAX];
    memcpy(kept, message, sizeof kept);
    return status_fail(status, "%.300s: %.700s", context, kept);
}

const char *daftar_last_error(void)
{
    return message;
}

static const char *const names[] = {
    "ok", "no memory", "not found", "io", "locked", "stale", "corrupt", "bad query",
    "bad input", "unsupported", "stopped", "internal",
};

const char *daftar_status_name(daftar_status status)
{
    size_t index = (size_t)status;
    return index < sizeof names / sizeof *names ? names[index] : "unknown";
}

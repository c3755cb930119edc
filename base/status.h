/* status.h: the thread's last error, set where a failure is born. */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#include "daftar.h"

/* Records the sentence for people (one line, cut at 1 KiB) and returns `status`, so that a
 * failure is `return status_fail(DAFTAR_IO, "%s: %s", path, strerror(errno));`. */
daftar_status status_fail(daftar_status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Shorthand for a failed allocation. Here, so that a checker sees that it is never OK. */
static inline daftar_status status_no_memory(void)
{
    status_fail(DAFTAR_NO_MEMORY, "out of memory");
    return DAFTAR_NO_MEMORY;
}

/* The sentence of this thread's last failure; "" when there was none. Never NULL. */
const char *status_message(void);

/* Checks the `size` that the caller put into a struct of `known` bytes: at least that member, no more than is
 * known, and no half of a member. BAD_INPUT names the struct. */
daftar_status status_size(const char *name, size_t given, size_t known);

/* Puts `context: ` before the sentence already recorded. */
daftar_status status_prefix(daftar_status status, const char *context);

#endif

/* guard.h: the one place where an exception becomes a status; every extern "C" body runs in it. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <string>
#include <xapian.h>

extern "C" {
#include "base/buffer.h"
#include "base/status.h"
}

/* Thrown by our own helpers once status_fail() has recorded the sentence. */
struct refusal {
    daftar_status status;
};

/* Records `subject: what Xapian says` and picks the status by the type of the error. */
daftar_status guard_status(const char *subject, const Xapian::Error &error);

/* Runs `body`, which returns a status, and turns whatever it throws into one. `subject` is what the
 * message starts with: the file, or the index. */
template <class Body> daftar_status guard(const char *subject, Body body) noexcept
{
    try {
        return body();
    } catch (const refusal &refused) {
        return refused.status;
    } catch (const Xapian::Error &error) {
        return guard_status(subject, error);
    } catch (const std::bad_alloc &) {
        return status_no_memory();
    } catch (const std::exception &error) {
        return status_fail(DAFTAR_INTERNAL, "%s: %s", subject, error.what());
    } catch (...) {
        return status_fail(DAFTAR_INTERNAL, "%s: unknown error", subject);
    }
}

/* Replaces `out` with `bytes`; throws when there is no memory. */
inline void guard_copy(struct buffer *out, const std::string &bytes)
{
    buffer_clear(out);
    buffer_append(out, bytes.data(), bytes.size());
    if (out->failed)
        throw std::bad_alloc();
}

#endif

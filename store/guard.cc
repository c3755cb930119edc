/* guard.cc: says which status each kind of Xapian error is. */
#include "store/guard.h"

#include <cstring>

namespace {

struct kind {
    const char *type; /* Xapian::Error::get_type(): the exact class, so no order matters */
    daftar_status status;
    daftar_status without_errno; /* then a block ended early or made no sense */
};

const kind kinds[] = {
    {"DatabaseModifiedError", DAFTAR_STALE, DAFTAR_STALE},
    {"DatabaseLockError", DAFTAR_LOCKED, DAFTAR_LOCKED},
    {"DatabaseNotFoundError", DAFTAR_NOT_FOUND, DAFTAR_NOT_FOUND},
    {"DocNotFoundError", DAFTAR_NOT_FOUND, DAFTAR_NOT_FOUND},
    {"DatabaseVersionError", DAFTAR_UNSUPPORTED, DAFTAR_UNSUPPORTED},
    {"FeatureUnavailableError", DAFTAR_UNSUPPORTED, DAFTAR_UNSUPPORTED},
    {"UnimplementedError", DAFTAR_UNSUPPORTED, DAFTAR_UNSUPPORTED},
    {"DatabaseCorruptError", DAFTAR_CORRUPT, DAFTAR_CORRUPT},
    {"SerialisationError", DAFTAR_CORRUPT, DAFTAR_CORRUPT},
    {"RangeError", DAFTAR_CORRUPT, DAFTAR_CORRUPT},
    {"DatabaseCreateError", DAFTAR_IO, DAFTAR_IO},
    {"DatabaseOpeningError", DAFTAR_IO, DAFTAR_CORRUPT},
    {"DatabaseError", DAFTAR_IO, DAFTAR_CORRUPT},
    {"NetworkError", DAFTAR_IO, DAFTAR_IO},
    {"NetworkTimeoutError", DAFTAR_IO, DAFTAR_IO},
    {"InvalidArgumentError", DAFTAR_BAD_INPUT, DAFTAR_BAD_INPUT},
};

daftar_status status_of(const Xapian::Error &error)
{
    for (const kind &row : kinds)
        if (!std::strcmp(row.type, error.get_type()))
            return error.get_error_string() ? row.status : row.without_errno;
    return DAFTAR_INTERNAL;
}

} // namespace

daftar_status guard_status(const char *subject, const Xapian::Error &error)
{
    daftar_status status = status_of(error);
    const char *system = error.get_error_string();
    return status_fail(status, "%s: %s%s%s%s", subject, error.get_msg().c_str(),
                       system ? " (" : "", system ? system : "", system ? ")" : "");
}

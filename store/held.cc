/* held.cc: a link to a file in memory stands in the place of the file until it is whole. */
#include "store/guard.h"
#include "store/held.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

[[noreturn]] void fail(const std::string &path)
{
    throw refusal{status_fail(DAFTAR_IO, "%s: %s", path.c_str(), std::strerror(errno))};
}

bool copy(int to, int from)
{
    struct stat facts;
    if (fstat(from, &facts))
        return false;
    if (!facts.st_size)
        return true;
    size_t length = size_t(facts.st_size), at = 0;
    void *mapped = mmap(nullptr, length, PROT_READ, MAP_SHARED, from, 0);
    if (mapped == MAP_FAILED)
        return false;
    while (at < length) {
        ssize_t put = write(to, static_cast<const char *>(mapped) + at, length - at);
        if (put < 0 && errno != EINTR)
            break;
        at += put > 0 ? size_t(put) : 0;
    }
    int why = errno;
    munmap(mapped, length);
    errno = why;
    return at == length;
}

} // namespace

held_file::~held_file()
{
    drop();
}

void held_file::drop()
{
    if (memory_ >= 0)
        close(memory_);
    memory_ = -1;
}

void held_file::hold(const std::string &path)
{
    path_ = path;
    memory_ = memfd_create("daftar", MFD_CLOEXEC);
    std::string target = "/proc/self/fd/" + std::to_string(memory_);
    if (memory_ < 0 || access(target.c_str(), W_OK))
        drop();
    else if (symlink(target.c_str(), path.c_str()))
        fail(path);
}

void held_file::release()
{
    if (memory_ < 0)
        return;
    unlink(path_.c_str());
    int file = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        fail(path_);
    bool copied = copy(file, memory_);
    int why = errno;
    bool closed = !close(file);
    if (!copied)
        errno = why;
    if (!copied || !closed)
        fail(path_);
    drop();
}

/* aside.h: runs what may not run out of memory in a thread of its own, which stops for good where it does.
 *
 * Xapian 1.4 writes the last values of a slot in a destructor (backends/glass/glass_values.cc) and copies them for it,
 * and an exception that leaves a destructor is the end of the process. So none may start there: operator new asks a
 * handler before it throws, and where the handler never returns no destructor runs. */
#ifndef STORE_ASIDE_H
#define STORE_ASIDE_H

#include <condition_variable>
#include <functional>
#include <mutex>
#include <pthread.h>
#include <string>

extern "C" {
#include "base/status.h"
}

class aside {
  public:
    aside() = default;
    aside(const aside &) = delete;
    aside &operator=(const aside &) = delete;

    /* Runs the body under the guard, with this subject, and waits for it; once. Throws bad_alloc when memory ran out:
     * then this object and all that the body works on have to stay until the process ends. */
    daftar_status run(const char *subject, std::function<daftar_status()> body);

  private:
    enum state { RUNS, ENDED, STARVED };
    const char *subject_ = nullptr;
    std::function<daftar_status()> body_;
    daftar_status status_ = DAFTAR_OK;
    std::string message_;
    std::mutex mutex_;
    std::condition_variable changed_;
    state state_ = RUNS;
    pthread_t thread_{};
    aside *next_ = nullptr; /* in the list of those that run */

    static void *start(void *self);
    static void starve();
    void enter();
    void leave(state state);
};

#endif

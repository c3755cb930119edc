/* aside.h: runs what may not run out of memory in a thread of its own, which stops for good where it does.
 *
 * Xapian 1.4 writes the last values of a slot in a destructor (backends/glass/glass_values.cc) and copies them for it,
 * and an exception that leaves a destructor is the end of the process. So none may start there: operator new asks a
 * handler before it throws, and where the handler never returns no destructor runs. */
#ifndef STORE_ASIDE_H
#define STORE_ASIDE_H

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <pthread.h>

class aside {
  public:
    aside() = default;
    aside(const aside &) = delete;
    aside &operator=(const aside &) = delete;

    /* Runs the body and waits for it; once. Throws what it throws, and bad_alloc when memory ran out: then this object
     * and all that the body works on have to stay until the process ends. */
    void run(std::function<void()> body);

  private:
    enum state { RUNS, ENDED, STARVED };
    std::function<void()> body_;
    std::exception_ptr thrown_;
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

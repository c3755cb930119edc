/* aside.cc: the thread, and the handler of operator new that stops it. The handler is the whole process's: it stands only
 * while something runs aside, and passes on what others ask of it. */
#include "store/aside.h"
#include "store/guard.h"

#include <csignal>
#include <cstring>
#include <unistd.h>

namespace {

const size_t stack_bytes = 1 << 20;

std::mutex running_mutex; /* of what follows */
aside *running;
std::new_handler others; /* that stood there before */

/* A detached thread that takes no signals: those are the program's. Returns an error number. */
int start_thread(void *(*start)(void *), void *argument)
{
    pthread_t thread;
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error)
        return error;
    pthread_attr_setstacksize(&attributes, stack_bytes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&thread, &attributes, start, argument);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_attr_destroy(&attributes);
    return error;
}

} // namespace

void aside::enter()
{
    std::lock_guard<std::mutex> lock(running_mutex);
    thread_ = pthread_self();
    if (!running)
        others = std::set_new_handler(starve);
    if (others == starve) /* somebody put it back */
        others = nullptr;
    next_ = running;
    running = this;
}

void aside::leave(state state)
{
    {
        std::lock_guard<std::mutex> lock(running_mutex);
        aside **at = &running;
        while (*at != this)
            at = &(*at)->next_;
        *at = next_;
        if (!running && std::get_new_handler() == starve)
            std::set_new_handler(others);
    }
    std::lock_guard<std::mutex> lock(mutex_);
    state_ = state;
    changed_.notify_one(); /* within the lock: right after it this object may be gone */
}

void aside::starve()
{
    aside *self;
    std::new_handler other;
    {
        std::lock_guard<std::mutex> lock(running_mutex);
        for (self = running; self && !pthread_equal(self->thread_, pthread_self());)
            self = self->next_;
        other = others;
    }
    if (self) {
        self->leave(STARVED);
        for (;;)
            pause();
    }
    if (!other)
        throw std::bad_alloc();
    other();
}

void *aside::start(void *context)
{
    aside *self = static_cast<aside *>(context);
    self->enter();
    self->status_ = guard(self->subject_, self->body_);
    if (self->status_)
        self->message_ = status_message(); /* of this thread alone */
    self->leave(ENDED);
    return nullptr;
}

daftar_status aside::run(const char *subject, std::function<daftar_status()> body)
{
    subject_ = subject;
    body_ = std::move(body);
    if (int error = start_thread(start, this))
        return status_fail(DAFTAR_NO_MEMORY, "cannot start a thread: %s", std::strerror(error));
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return state_ != RUNS; });
    if (state_ == STARVED)
        throw std::bad_alloc();
    return status_ ? status_fail(status_, "%s", message_.c_str()) : DAFTAR_OK;
}

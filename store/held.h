/* held.h: keeps a file in memory while Xapian writes it, because a write that fails there could end the process.
 *
 * Xapian 1.4 writes the last values of a slot in a destructor (backends/glass/glass_values.cc), and an exception that
 * leaves a destructor is the end. So the table of a scratch segment that holds them, a few megabytes, is written where
 * no disk is full, and put on the disk by a function that can say that it failed. */
#ifndef STORE_HELD_H
#define STORE_HELD_H

#include <string>

class held_file {
  public:
    held_file() = default;
    ~held_file();
    held_file(const held_file &) = delete;
    held_file &operator=(const held_file &) = delete;

    /* Whoever opens `path`, which must not exist, from now on writes to memory. Where the system has no such files it
     * does nothing. Throws. */
    void hold(const std::string &path);
    /* Puts what was written in the place of `path`. Throws. */
    void release();

  private:
    std::string path_;
    int memory_ = -1;

    void drop();
};

#endif

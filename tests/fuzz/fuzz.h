/* fuzz.h: what the fuzz targets share. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold; a fuzzer sees an abort. */
#define HOLDS(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

/* A file in memory with these bytes, under a name that can be opened. */
static inline int memory_file(const void *bytes, size_t length, char path[64])
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, length) != (ssize_t)length)
        abort();
    snprintf(path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

/* A directory that goes when the program ends. */
static char fuzz_directory[] = "/tmp/daftar-fuzz.XXXXXX";

static inline void remove_fuzz_place(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", fuzz_directory);
    if (system(command))
        fprintf(stderr, "%s stays\n", fuzz_directory);
}

static inline const char *fuzz_place(void)
{
    static int made;
    if (!made && (!mkdtemp(fuzz_directory) || atexit(remove_fuzz_place)))
        abort();
    made = 1;
    return fuzz_directory;
}

#endif

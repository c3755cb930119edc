/* replay.c: runs a fuzz target on files, and on some thousand harms done to each; needs no fuzzer. */
#include "fuzz.h"

#define HARMS 200

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Changes a few bytes, and sometimes cuts, or doubles a stretch. */
static size_t harm(uint8_t *bytes, size_t length, size_t room, uint64_t *state)
{
    for (uint64_t i = next(state) % 4 + 1; i-- > 0 && length;)
        bytes[next(state) % length] =
            next(state) % 3 ? (uint8_t)next(state) : (uint8_t)"\"\\\n\t <>&%'(*|"[next(state) % 13];
    if (length && next(state) % 4 == 0)
        length = next(state) % length;
    size_t from = length ? next(state) % length : 0, stretch = length - from;
    if (next(state) % 4 == 0 && length + stretch <= room) {
        memmove(bytes + length, bytes + from, stretch);
        length += stretch;
    }
    return length;
}

static void run_file(const char *path)
{
    static uint8_t bytes[1 << 16], copy[1 << 17];
    uint64_t state = 88172645463325252ull;
    FILE *file = fopen(path, "rb");
    if (!file)
        abort();
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, length);
    for (int i = 0; i < HARMS; i++) {
        memcpy(copy, bytes, length);
        LLVMFuzzerTestOneInput(copy, harm(copy, length, sizeof copy, &state));
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        printf("%s\n", argv[i]);
        fflush(stdout);
        run_file(argv[i]);
    }
    return argc < 2;
}

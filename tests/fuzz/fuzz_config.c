/* fuzz_config.c: any file is a configuration, whose every line has a key and no control characters, or is refused by place. */
#include "base/config.h"
#include "fuzz.h"

struct seen {
    const char *path;
    unsigned number;
};

static void check_text(const char *text)
{
    size_t length = strlen(text);
    HOLDS(!length || (!strchr(" \t", text[0]) && !strchr(" \t", text[length - 1])));
    for (size_t i = 0; i < length; i++)
        HOLDS(((unsigned char)text[i] >= ' ' && text[i] != 0x7f) || text[i] == '\t');
}

static bool take(void *context, const struct config_line *line)
{
    struct seen *seen = context;
    HOLDS(line->number > seen->number && !strcmp(line->path, seen->path));
    HOLDS(*line->key && !strpbrk(line->key, " \t="));
    HOLDS(!strchr(line->argument, '='));
    check_text(line->key);
    check_text(line->argument);
    check_text(line->value);
    seen->number = line->number;
    return line->number < 1000;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    struct buffer fault = {0};
    int fd = memory_file(data, size, path);
    struct seen seen = {.path = path};
    daftar_status status = config_read(path, take, &seen, &fault);
    HOLDS(status == DAFTAR_OK || status == DAFTAR_BAD_INPUT || status == DAFTAR_STOPPED);
    HOLDS((status == DAFTAR_BAD_INPUT) == (fault.length > 0));
    HOLDS(!fault.length || !memchr(fault.data, '\n', fault.length));
    buffer_free(&fault);
    close(fd);
    return 0;
}

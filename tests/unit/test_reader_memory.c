/* test_reader_memory.c: what is read with too little memory is read whole, or said to need more. */
#include "readers_fixture.h"

#include "indexer/readers/markup.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECES 40000

static struct buffer file;

static void make_file(const char *start, const char *piece, const char *end)
{
    buffer_clear(&file);
    buffer_puts(&file, start);
    for (unsigned i = 0; i < PIECES; i++)
        buffer_puts(&file, piece);
    buffer_puts(&file, end);
}

/* Allows this process so many bytes more than it has now. */
static bool limit_memory(size_t room)
{
    size_t pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    bool known = statm && fscanf(statm, "%zu", &pages) == 1;
    size_t most = pages * (size_t)sysconf(_SC_PAGESIZE) + room;
    return known && !setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
}

/* `work` is done, or says NO_MEMORY, with forty rooms up to `most`: with some one, with some the other. */
static void assert_done_or_no_memory(daftar_status (*work)(void), size_t most)
{
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    skip(); /* their memory is not to be limited */
#endif
    unsigned done = 0, refused = 0;
    for (size_t room = 0; room < most; room += most / 40) {
        int result = 0;
        pid_t pid = fork();
        if (pid == 0)
            _exit(limit_memory(room) ? (int)work() : 99);
        assert_int_equal(waitpid(pid, &result, 0), pid);
        bool good = WIFEXITED(result) && (WEXITSTATUS(result) == DAFTAR_OK || WEXITSTATUS(result) == DAFTAR_NO_MEMORY);
        if (!good)
            fail_msg("with %zu bytes more: %x", room, (unsigned)result);
        done += WEXITSTATUS(result) == DAFTAR_OK;
        refused += WEXITSTATUS(result) == DAFTAR_NO_MEMORY;
    }
    assert_true(done && refused);
}

/* ---- XML ---- */

static void start_nothing(void *context, unsigned element, const struct markup_tag *tag)
{
    (void)context, (void)element, (void)tag;
}

static void count_text(void *count, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)count += length;
}

static daftar_status walk_file(void)
{
    static const char *const none[] = {NULL};
    static const struct markup_calls calls = {none, start_nothing, NULL, count_text};
    size_t count = 0;
    daftar_status status = markup_walk(file.data, file.length, &calls, &count);
    return status || count == PIECES ? status : DAFTAR_INTERNAL;
}

/* A tree that does not fit gives way to events. */
static void test_xml(void **state)
{
    (void)state;
    make_file("<x>", "a<b/>", "</x>");
    assert_done_or_no_memory(walk_file, (size_t)10 << 20);
}

/* ---- HTML ---- */

static daftar_status read_file(void)
{
    struct document document;
    document_init(&document);
    daftar_status status = read_html(&document, file.data, file.length);
    return status || document.text.length >= PIECES * strlen("word") ? status : DAFTAR_INTERNAL;
}

static void test_html(void **state)
{
    (void)state;
    make_file("", "word<a>", "");
    assert_done_or_no_memory(read_file, (size_t)24 << 20);
}

static int free_file(void **state)
{
    (void)state;
    buffer_free(&file);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_xml), cmocka_unit_test(test_html)};
    return cmocka_run_group_tests(tests, NULL, free_file);
}

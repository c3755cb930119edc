/* test_walk.c: which files below a directory are listed, in which order. */
#include "base/buffer.h"
#include "indexer/walk.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char place[64];

static void put(const char *path, const char *text)
{
    char full[512];
    snprintf(full, sizeof full, "%s/%s", place, path);
    for (char *at = full + strlen(place) + 1; *at; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(full, 0777);
            *at = '/';
        }
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void link_to(const char *target, const char *path)
{
    char full[512];
    snprintf(full, sizeof full, "%s/%s", place, path);
    assert_int_equal(symlink(target, full), 0);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(place, "/tmp/test_walk.XXXXXX");
    if (!mkdtemp(place))
        return -1;
    put("b.txt", "12345");
    put("a/z.md", "1");
    put("a/y/deep.txt", "12");
    put("a.txt", "");
    put(".hidden", "x");
    put(".dir/x.txt", "x");
    put("Б.txt", "x");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwX '%s'; rm -rf '%s'", place, place);
    return system(command);
}

static void log_line(void *context, const char *line)
{
    buffer_printf(context, "%s;", line);
}

/* The paths with `exclude`, between blanks. */
static const char *walked(const char *const *exclude, size_t count)
{
    static char text[4096];
    struct walk walk;
    struct buffer log = {0};
    uint64_t failed = 0;
    assert_int_equal(walk_directory(&walk, place, exclude, count, log_line, &log, &failed), DAFTAR_OK);
    text[0] = '\0';
    for (size_t i = 0; i < walk.count; i++) {
        strcat(text, i ? " " : "");
        strcat(text, walk.files[i].path);
    }
    assert_int_equal(failed, 0);
    assert_int_equal(log.length, 0);
    walk_free(&walk);
    buffer_free(&log);
    return text;
}

static void files_are_sorted(void **state)
{
    (void)state;
    assert_string_equal(walked(NULL, 0), "a.txt a/y/deep.txt a/z.md b.txt Б.txt");
}

static void sizes_are_kept(void **state)
{
    (void)state;
    struct walk walk;
    uint64_t failed = 0;
    assert_int_equal(walk_directory(&walk, place, NULL, 0, NULL, NULL, &failed), DAFTAR_OK);
    assert_int_equal(walk.count, 5);
    assert_int_equal(walk.bytes, 9);
    assert_int_equal(walk.hidden, 2);
    assert_int_equal(walk.files[3].size, 5);
    walk_free(&walk);
    assert_int_equal(walk.count, 0);
}

/* A change of either time is a change; a file that changed a moment ago has no stamp yet. */
static void stamps_tell_changes(void **state)
{
    struct stat st = {.st_mtim = {1000, 1}, .st_ctim = {2000, 1}}, other = st;
    struct timespec now;
    int64_t stamp = walk_stamp(&st);
    (void)state;
    assert_int_not_equal(stamp, 0);
    assert_int_equal(walk_stamp(&other), stamp);
    other.st_ctim.tv_nsec++; /* as when it is rewritten and its time put back */
    assert_int_not_equal(walk_stamp(&other), stamp);
    other = st;
    other.st_mtim.tv_sec++; /* as where the other time is that of creation */
    assert_int_not_equal(walk_stamp(&other), stamp);
    clock_gettime(CLOCK_REALTIME, &now);
    other = st;
    other.st_ctim = now;
    assert_int_equal(walk_stamp(&other), 0);
    other = (struct stat){.st_mtim = {now.tv_sec - 1, 0}, .st_ctim = {1000, 0}}; /* whole seconds, or two */
    assert_int_equal(walk_stamp(&other), 0);
    other.st_mtim.tv_sec -= 10;
    assert_int_not_equal(walk_stamp(&other), 0);
}

static const struct {
    const char *globs[3], *left;
} exclusions[] = {
    {{"*.txt"}, "a/z.md"},
    {{"a"}, "a.txt b.txt Б.txt"},
    {{"a/*"}, "a.txt b.txt Б.txt"},
    {{"a/y"}, "a.txt a/z.md b.txt Б.txt"},
    {{"y"}, "a.txt a/z.md b.txt Б.txt"},
    {{"deep.txt", "[ab].*"}, "a/z.md Б.txt"},
    {{"*z*", "?.txt"}, "a/y/deep.txt Б.txt"}, /* in the C locale ? is a byte */
    {{"nothing", ""}, "a.txt a/y/deep.txt a/z.md b.txt Б.txt"},
};

static void globs_exclude(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof exclusions / sizeof *exclusions; i++) {
        size_t count = 0;
        while (count < 3 && exclusions[i].globs[count])
            count++;
        assert_string_equal(walked(exclusions[i].globs, count), exclusions[i].left);
    }
}

static void links_are_followed_once(void **state)
{
    (void)state;
    link_to("..", "a/up");
    link_to("y", "a/again");
    link_to("self", "self");
    link_to("/nowhere/at/all", "dangling.txt");
    link_to("b.txt", "c.txt");
    const char *paths = walked(NULL, 0);
    assert_non_null(strstr(paths, "c.txt"));
    assert_null(strstr(paths, "up/"));
    assert_null(strstr(paths, "dangling"));
    const char *deep = strstr(paths, "deep.txt");
    assert_non_null(deep);
    assert_null(strstr(deep + 1, "deep.txt"));
}

static void only_files_are_listed(void **state)
{
    (void)state;
    char pipe[128];
    snprintf(pipe, sizeof pipe, "%s/pipe.txt", place);
    assert_int_equal(mkfifo(pipe, 0666), 0);
    assert_string_equal(walked(NULL, 0), "a.txt a/y/deep.txt a/z.md b.txt Б.txt");
}

static void what_is_no_directory(void **state)
{
    (void)state;
    struct walk walk;
    char path[128];
    uint64_t failed = 0;
    assert_int_equal(walk_directory(&walk, "/nowhere/at/all", NULL, 0, NULL, NULL, &failed), DAFTAR_NOT_FOUND);
    assert_non_null(strstr(status_message(), "/nowhere/at/all"));
    snprintf(path, sizeof path, "%s/b.txt", place);
    assert_int_equal(walk_directory(&walk, path, NULL, 0, NULL, NULL, &failed), DAFTAR_IO);
    assert_int_equal(walk.count, 0);
}

static void what_cannot_be_opened_is_named_and_missed(void **state)
{
    (void)state;
    if (!geteuid()) {
        skip(); /* root may open anything; the command-line tests do this unprivileged */
    }
    char path[128];
    struct walk walk;
    struct buffer log = {0};
    uint64_t failed = 0;
    snprintf(path, sizeof path, "%s/a/y", place);
    chmod(path, 0);
    assert_int_equal(walk_directory(&walk, place, NULL, 0, log_line, &log, &failed), DAFTAR_OK);
    assert_string_equal(log.data, "a/y: Permission denied;");
    assert_int_equal(failed, 1);
    assert_int_equal(walk.count, 4);
    assert_true(walk_missed(&walk, "a/y/deep.txt"));
    assert_true(walk_missed(&walk, "a/y"));
    assert_false(walk_missed(&walk, "a/yy"));
    assert_false(walk_missed(&walk, "a/z.md"));
    walk_free(&walk);
    buffer_free(&log);
}

static void very_deep_trees_end(void **state)
{
    (void)state;
    int at = open(place, O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < 300; i++) {
        assert_int_equal(mkdirat(at, "d", 0777), 0);
        int next = openat(at, "d", O_RDONLY | O_DIRECTORY);
        close(at);
        at = next;
    }
    close(at);
    assert_string_equal(walked(NULL, 0), "a.txt a/y/deep.txt a/z.md b.txt Б.txt");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_sorted), TEST(sizes_are_kept), TEST(stamps_tell_changes), TEST(globs_exclude),
        TEST(links_are_followed_once),
        TEST(only_files_are_listed), TEST(what_is_no_directory), TEST(what_cannot_be_opened_is_named_and_missed),
        TEST(very_deep_trees_end),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}

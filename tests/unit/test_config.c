/* test_config.c: configuration files -> the lines that a handler sees, or what is wrong and where. */
#include "base/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char directory[] = "/tmp/daftar-config.XXXXXX";
static char file[64];

static void write_file(const char *text, size_t length)
{
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, length, out), length);
    fclose(out);
}

static bool take(void *context, const struct config_line *line)
{
    buffer_printf(context, "%u[%s|%s|%s]", line->number, line->key, line->argument, line->value);
    return strcmp(line->key, "stop") != 0;
}

/* What is seen, then `!` and what is wrong, without the path. */
static const struct {
    const char *text, *seen;
} rows[] = {
    {"", ""},
    {"\n\n", ""},
    {"# nothing\n  # = nothing\n", ""},
    {"count = 5\n", "1[count||5]"},
    {"count=5", "1[count||5]"},
    {"\n\t count\t=  5 \t\n", "2[count||5]"},
    {"count = 5\r\nlang = uz\r\n", "1[count||5]2[lang||uz]"},
    {"\xEF\xBB\xBF"
     "count = 5",
     "1[count||5]"},
    {"index = /a b/c", "1[index||/a b/c]"},
    {"glossary = a=b", "1[glossary||a=b]"},
    {"color =\n", "1[color||]"},
    {"lang = uz # not a comment", "1[lang||uz # not a comment]"},
    {"reader .djvu = djvutxt %s", "1[reader|.djvu|djvutxt %s]"},
    {"reader   .a  .b =  x", "1[reader|.a  .b|x]"},
    {"имя = қиймат", "1[имя||қиймат]"},
    {"count 5", "!:1: not of the form `option = value`"},
    {"a = 1\ncount", "1[a||1]!:2: not of the form `option = value`"},
    {" = 5", "!:1: nothing before the `=`"},
    {"a = \033[31m", "!:1: control characters"},
    {"a\001 = b", "!:1: control characters"},
    {"a = 1\nstop = 1\nb = 1", "1[a||1]2[stop||1]!"},
};

static void files_have_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer seen = {0}, fault = {0};
        write_file(rows[i].text, strlen(rows[i].text));
        daftar_status status = config_read(file, take, &seen, &fault);
        if (status)
            buffer_printf(&seen, "!%s", fault.data ? fault.data + strlen(file) : "");
        assert_int_equal(status, !strchr(rows[i].seen, '!')  ? DAFTAR_OK
                                 : strstr(rows[i].text, "stop") ? DAFTAR_STOPPED
                                                                : DAFTAR_BAD_INPUT);
        assert_string_equal(seen.data ? seen.data : "", rows[i].seen);
        buffer_free(&seen);
        buffer_free(&fault);
    }
}

static daftar_status read_fault(const char *path, const char *ending)
{
    struct buffer seen = {0}, fault = {0};
    daftar_status status = config_read(path, take, &seen, &fault);
    assert_true(!fault.length == !ending);
    if (ending)
        assert_non_null(strstr(fault.data, ending));
    buffer_free(&seen);
    buffer_free(&fault);
    return status;
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    write_file("a = b\0c", 7);
    assert_int_equal(read_fault(file, ": not a text file"), DAFTAR_BAD_INPUT);
    assert_int_equal(read_fault(directory, ": not a file"), DAFTAR_BAD_INPUT);
    assert_int_equal(unlink(file) | mkfifo(file, 0600), 0); /* nobody will ever write to it */
    assert_int_equal(read_fault(file, ": not a file"), DAFTAR_BAD_INPUT);
    assert_int_equal(unlink(file), 0);
    assert_int_equal(read_fault("/nowhere/at/all", NULL), DAFTAR_NOT_FOUND);
    char *large = malloc(3 << 20);
    assert_non_null(large);
    memset(large, '\n', 3 << 20);
    write_file(large, 1 << 20);
    assert_int_equal(read_fault(file, NULL), DAFTAR_OK);
    write_file(large, 3 << 20);
    assert_int_equal(read_fault(file, ": larger than 1048576 bytes"), DAFTAR_BAD_INPUT);
    free(large);
}

static void the_file_is_where_the_user_keeps_such(void **state)
{
    (void)state;
    static const struct {
        const char *config, *home, *path;
    } places[] = {
        {"/x", "/h", "/x/daftar/config"}, {"x", "/h", "/h/.config/daftar/config"}, {NULL, "/h", "/h/.config/daftar/config"},
        {"", "/h", "/h/.config/daftar/config"}, {NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct buffer path = {0};
        places[i].config ? setenv("XDG_CONFIG_HOME", places[i].config, 1) : unsetenv("XDG_CONFIG_HOME");
        places[i].home ? setenv("HOME", places[i].home, 1) : unsetenv("HOME");
        assert_int_equal(config_path(&path), places[i].path != NULL);
        if (places[i].path)
            assert_string_equal(path.data, places[i].path);
        buffer_free(&path);
    }
}

static int begin(void **state)
{
    (void)state;
    return !mkdtemp(directory) || snprintf(file, sizeof file, "%s/config", directory) < 0;
}

static int end(void **state)
{
    (void)state;
    return unlink(file) | rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_have_lines), cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(the_file_is_where_the_user_keeps_such),
    };
    return cmocka_run_group_tests_name("config", tests, begin, end);
}

/* test_options.c: command lines as rows -> what the handler sees, and where options end. */
#include "base/buffer.h"
#include "base/options.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct option_row options[] = {
    {'n', "count", "N", "how many", "Things", 1},
    {'q', "quiet", NULL, "silence", NULL, 2},
    {0, "name", "NAME", "a name", NULL, 3},
    {'x', NULL, NULL, "a letter alone", NULL, 4},
    {0},
};
static const char *const usages[] = {"[-n N] WORD...", NULL};
static const char *const description[] = {"Does things.", "'Quoted' -- and .dotted.", NULL};
static const char *const more[] = {".SH EXAMPLES", "none", NULL};
static const struct program program = {"prog", "does things", usages, options, description, more};

static int take(void *context, int id, const char *value)
{
    buffer_printf(context, "%d%s%s ", id, value ? "=" : "", value ? value : "");
    return value && !strcmp(value, "bad");
}

static const struct {
    const char *line; /* words between blanks; _ is an empty word */
    bool loose;       /* words_like_options */
    int first;        /* the word where options end, -1, -2 */
    const char *seen;
} rows[] = {
    {"", false, 1, ""},
    {"a b", false, 1, ""},
    {"-n 5 a", false, 3, "1=5 "},
    {"-n5 a", false, 2, "1=5 "},
    {"-qn5 a", false, 2, "2 1=5 "},
    {"-qxq a", false, 2, "2 4 2 "},
    {"-qn 5 a", false, 3, "2 1=5 "},
    {"--count 5 a", false, 3, "1=5 "},
    {"--count=5 a", false, 2, "1=5 "},
    {"--count= a", false, 2, "1= "},
    {"--name -n -q", false, 4, "3=-n 2 "},
    {"-q -- -n", false, 3, "2 "},
    {"-q a -q", false, 2, "2 "},
    {"-", false, 1, ""},
    {"-q -", false, 2, "2 "},
    {"-n _ a", false, 3, "1= "},
    {"_", false, 1, ""},
    {"-n", false, -1, ""},
    {"--count", false, -1, ""},
    {"--quiet=x", false, -1, ""},
    {"-n bad", false, -1, "1=bad "},
    {"-z", false, -1, ""},
    {"-qz", false, -1, "2 "},
    {"--nope", false, -1, ""},
    {"--coun", false, -1, ""},
    {"--=x", false, -1, ""},
    {"-слово a", false, -1, ""},
    {"-слово a", true, 1, ""},
    {"-q -слово", true, 2, "2 "},
    {"-zebra", true, 1, ""},
    {"--nope", true, -1, ""},
    {"--help", false, -2, ""},
    {"-h", false, -2, ""},
    {"--version -z", false, -2, ""},
    {"--man", false, -2, ""},
};

static int read_line(const char *line, bool loose, struct buffer *seen)
{
    char copy[200], *argv[20] = {"prog"}, *rest = copy;
    int argc = 1;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word; (word = strsep(&rest, " ")) != NULL;)
        if (*word)
            argv[argc++] = strcmp(word, "_") ? word : "";
    return options_read(&program, argc, argv, loose, take, seen);
}

/* What is printed on the way is of no interest here. */
static int quietly(const char *line, bool loose, struct buffer *seen)
{
    fflush(stdout);
    fflush(stderr);
    int out = dup(1), err = dup(2), nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 1);
    dup2(nothing, 2);
    int first = read_line(line, loose, seen);
    fflush(stdout);
    fflush(stderr);
    dup2(out, 1);
    dup2(err, 2);
    close(out);
    close(err);
    close(nothing);
    return first;
}

static void lines_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer seen = {0};
        int first = quietly(rows[i].line, rows[i].loose, &seen);
        if (first != rows[i].first || strcmp(seen.data ? seen.data : "", rows[i].seen))
            fail_msg("\"%s\": ends at %d, saw \"%s\"; not %d and \"%s\"", rows[i].line, first, seen.data ? seen.data : "",
                     rows[i].first, rows[i].seen);
        buffer_free(&seen);
    }
}

static char *printed(void (*print)(const struct program *, FILE *))
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    print(&program, file);
    fclose(file);
    return text;
}

static void help_is_the_table(void **state)
{
    (void)state;
    char *help = printed(options_help);
    assert_ptr_equal(strstr(help, "usage: prog [-n N] WORD...\n\nThings\n"), help);
    assert_non_null(strstr(help, "\n  -n, --count N                how many\n"));
    assert_non_null(strstr(help, "\n      --name NAME              a name\n"));
    assert_non_null(strstr(help, "\n  -x                           a letter alone\n"));
    assert_non_null(strstr(help, "\n  -h, --help"));
    free(help);
}

static void man_page_is_the_table(void **state)
{
    (void)state;
    char *man = printed(options_man);
    assert_ptr_equal(strstr(man, ".TH prog 1"), man);
    assert_non_null(strstr(man, "\nprog \\- does things\n"));
    assert_non_null(strstr(man, "\n\\&'Quoted' \\-\\- and .dotted.\n")); /* no request of roff's */
    assert_non_null(strstr(man, "\\-n, \\-\\-count \\fIN\\fR\n"));
    assert_non_null(strstr(man, "\n.SH EXAMPLES\nnone\n"));
    free(man);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read), cmocka_unit_test(help_is_the_table), cmocka_unit_test(man_page_is_the_table),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}

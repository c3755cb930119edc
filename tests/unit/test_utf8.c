/* test_utf8.c: what is well-formed, where characters end, how bad bytes are mended. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *bytes, *mended;
    size_t valid; /* well-formed bytes at the beginning */
} rows[] = {
    {"", "", 0},
    {"plain", "plain", 5},
    {"tab\tline\r\n", "tab\tline\r\n", 10},
    {"Ўзбек қазақ 中文 \xF0\x9F\x98\x80", "Ўзбек қазақ 中文 \xF0\x9F\x98\x80", 33},
    {"a\x01\x02" "b\x7F" "c", "a  b c", 1},
    {"a\xFF" "b", "a\xEF\xBF\xBD" "b", 1},
    {"\x80", "\xEF\xBF\xBD", 0},
    {"\xC0\xAF", "\xEF\xBF\xBD", 0},             /* overlong */
    {"\xE0\x80\x80x", "\xEF\xBF\xBDx", 0},       /* overlong */
    {"\xED\xA0\x80x", "\xEF\xBF\xBDx", 0},       /* surrogate */
    {"\xF4\x90\x80\x80x", "\xEF\xBF\xBDx", 0},   /* beyond U+10FFFF */
    {"\xF5\x80\x80\x80", "\xEF\xBF\xBD", 0},
    {"ok\xD0", "ok\xEF\xBF\xBD", 2},             /* cut short */
    {"ok\xE2\x80", "ok\xEF\xBF\xBD", 2},
    {"\xD0\xD0\x90", "\xEF\xBF\xBD\xD0\x90", 0},
    {"\xC2\x85next", " next", 0},                /* a C1 control */
    {"a\xC2\x9B\xC2\x80z\xC2", "a  z\xEF\xBF\xBD", 1},
    {"a\x01\xFF\xFE\xC2\x80\x80", "a \xEF\xBF\xBD \xEF\xBF\xBD", 1},
    {"\xC2\xA0", "\xC2\xA0", 2},
    {"\xEF\xBB\xBFmark", "\xEF\xBB\xBFmark", 7},
    {"a\xFF\xFE\xFD" "b\xFF" "c", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c", 1},
};

static void rows_are_mended(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};
        size_t length = strlen(rows[i].bytes);
        if (utf8_valid_prefix(rows[i].bytes, length) != rows[i].valid)
            fail_msg("row %zu: %zu bytes valid, not %zu", i, utf8_valid_prefix(rows[i].bytes, length), rows[i].valid);
        utf8_append(&out, rows[i].bytes, length);
        if (strcmp(out.data ? out.data : "", rows[i].mended))
            fail_msg("row %zu: \"%s\", not \"%s\"", i, out.data, rows[i].mended);
        buffer_free(&out);
    }
}

/* Bytes are looked at by eights: wherever one stands, and whatever stands around it. */
static void bytes_are_seen_at_any_place(void **state)
{
    (void)state;
    static const char *const around[] = {"xxxxxxxxxxxxxxxxxxxx", "~~~~~~~~~~~~~~~~~~~~", "                    "};
    for (size_t at = 0; at < 3 * 20; at++)
        for (unsigned byte = 0; byte < 256; byte++) {
            char text[20];
            memcpy(text, around[at / 20], sizeof text);
            text[at % 20] = (char)byte;
            bool good = (byte >= ' ' && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
            assert_int_equal(utf8_valid_prefix(text, sizeof text), good ? sizeof text : at % 20);
        }
}

static void all_short_strings_become_valid(void **state)
{
    (void)state;
    struct buffer out = {0};
    for (unsigned n = 0; n < 65536; n++) {
        char bytes[3] = {(char)(n >> 8), (char)n, 'z'};
        buffer_clear(&out);
        utf8_append(&out, bytes, 3);
        assert_int_equal(utf8_valid_prefix(out.data, out.length), out.length);
        assert_int_equal(out.data[out.length - 1], 'z');
    }
    buffer_free(&out);
}

static void cuts_are_between_characters(void **state)
{
    (void)state;
    const char *text = "aўқ中\xF0\x9F\x98\x80";
    static const size_t expected[] = {0, 1, 1, 3, 3, 5, 5, 5, 8, 8, 8, 8, 12};
    for (size_t max = 0; max <= 12; max++)
        assert_int_equal(utf8_cut(text, 12, max), expected[max]);
    assert_int_equal(utf8_cut(text, 12, 100), 12);
    /* Not UTF-8 at all: a cut is made anyway. */
    assert_int_equal(utf8_cut("\x80\x80\x80\x80\x80\x80\x80\x80", 8, 6), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_mended),
        cmocka_unit_test(bytes_are_seen_at_any_place), cmocka_unit_test(all_short_strings_become_valid),
        cmocka_unit_test(cuts_are_between_characters),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}

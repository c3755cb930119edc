/* test_buffer.c: growable bytes, numbers and strings of records, and what a damaged record yields. */
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void appends_and_stays_terminated(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    buffer_append(&buffer, "", 0);
    assert_int_equal(buffer.length, 0);
    for (int i = 0; i < 1000; i++) {
        buffer_putc(&buffer, 'a');
        assert_int_equal(strlen(buffer.data), i + 1);
    }
    buffer_puts(&buffer, "bc");
    buffer_printf(&buffer, "-%d-%s", 42, "x");
    assert_string_equal(buffer.data + 1000, "bc-42-x");
    assert_false(buffer.failed);
    buffer_clear(&buffer);
    assert_int_equal(buffer.length, 0);
    assert_string_equal(buffer.data, "");
    buffer_free(&buffer);
    assert_null(buffer.data);
}

static void long_printf(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    char text[5000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    buffer_printf(&buffer, "<%s>", text);
    assert_int_equal(buffer.length, sizeof text + 1);
    assert_int_equal(buffer.data[0], '<');
    assert_string_equal(buffer.data + sizeof text, ">");
    buffer_free(&buffer);
}

static void too_much_fails_and_stays_failed(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    buffer_puts(&buffer, "kept");
    assert_false(buffer_reserve(&buffer, SIZE_MAX));
    assert_true(buffer.failed);
    buffer_puts(&buffer, "more");
    assert_string_equal(buffer.data, "kept");
    buffer_clear(&buffer);
    buffer_puts(&buffer, "again");
    assert_string_equal(buffer.data, "again");
    assert_false(buffer_reserve(&buffer, SIZE_MAX - 3));
    buffer_free(&buffer);
}

static const uint64_t numbers[] = {0, 1, 127, 128, 129, 16383, 16384, 1u << 31, UINT32_MAX, 1ull << 63, UINT64_MAX};

static void numbers_and_strings_come_back(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        buffer_put_number(&buffer, numbers[i]);
    buffer_put_string(&buffer, "", 0);
    buffer_put_string(&buffer, "a\0b", 3);
    struct cursor cursor = {.at = buffer.data, .end = buffer.data + buffer.length};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_int_equal(cursor_number(&cursor), numbers[i]);
    assert_int_equal(cursor_string(&cursor).length, 0);
    struct slice string = cursor_string(&cursor);
    assert_int_equal(string.length, 3);
    assert_memory_equal(string.data, "a\0b", 3);
    assert_ptr_equal(cursor.at, cursor.end);
    assert_false(cursor.failed);
    buffer_free(&buffer);
}

static void reading_past_the_end_fails(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } bad[] = {{"", 0}, {"\x80", 1}, {"\xff\xff\xff", 3}, {"\x05" "abc", 4}, {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01x", 11},
               {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct cursor cursor = {.at = bad[i].bytes, .end = bad[i].bytes + bad[i].length};
        struct slice string = cursor_string(&cursor);
        assert_true(cursor.failed);
        assert_int_equal(string.length, 0);
        assert_non_null(string.data);
        assert_int_equal(cursor_number(&cursor), 0); /* from then on */
        assert_int_equal(cursor_string(&cursor).length, 0);
        assert_true(cursor.failed);
    }
}

static void arrays_grow(void **state)
{
    (void)state;
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        assert_true(array_reserve(&items, &capacity, (size_t)i + 1, sizeof *items));
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    assert_true(capacity < 2000);
    assert_false(array_reserve(&items, &capacity, SIZE_MAX / 2, sizeof *items));
    assert_int_equal(items[999], 999);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_and_stays_terminated), cmocka_unit_test(long_printf),
        cmocka_unit_test(too_much_fails_and_stays_failed), cmocka_unit_test(numbers_and_strings_come_back),
        cmocka_unit_test(reading_past_the_end_fails), cmocka_unit_test(arrays_grow),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}

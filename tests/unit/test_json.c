/* test_json.c: JSON as written, whatever bytes go in. */
#include "base/json.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void values_and_commas(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct json json = {.out = &out};
    json_open(&json, NULL, '{');
    json_string(&json, "a", "b");
    json_open(&json, "list", '[');
    json_integer(&json, NULL, 0);
    json_integer(&json, NULL, UINT64_MAX);
    json_open(&json, NULL, '[');
    json_close(&json, ']');
    json_null(&json, NULL);
    json_close(&json, ']');
    json_open(&json, "object", '{');
    json_close(&json, '}');
    json_real(&json, "half", 0.5);
    json_close(&json, '}');
    assert_string_equal(out.data, "{\"a\":\"b\",\"list\":[0,18446744073709551615,[],null],\"object\":{},\"half\":0.5}");
    buffer_free(&out);
}

static const struct {
    const char *text, *json;
} strings[] = {
    {"", "\"\""},
    {"Ўзбекистон", "\"Ўзбекистон\""},
    {"\"quoted\" \\ back", "\"\\\"quoted\\\" \\\\ back\""},
    {"line\nreturn\rtab\t", "\"line\\nreturn\\rtab\\t\""},
    {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
    {"/", "\"/\""},
    {"bad \xff\xfe bytes", "\"bad \xEF\xBF\xBD bytes\""},
    {"cut \xd0", "\"cut \xEF\xBF\xBD\""},
    {"\xd0\"", "\"\xEF\xBF\xBD\\\"\""},
    {"n r t", "\"n r t\""},
};

static void strings_are_escaped(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        struct buffer out = {0};
        struct json json = {.out = &out};
        json_string(&json, NULL, strings[i].text);
        assert_string_equal(out.data, strings[i].json);
        buffer_free(&out);
    }
}

static void reals(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *json;
    } rows[] = {{0, "0"}, {1, "1"}, {-2.25, "-2.25"}, {1e300, "1e+300"}, {1.0 / 3, "0.333333333333"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};
        struct json json = {.out = &out};
        json_real(&json, NULL, rows[i].number);
        assert_string_equal(out.data, rows[i].json);
        buffer_free(&out);
    }
    struct buffer out = {0};
    struct json json = {.out = &out};
    json_open(&json, NULL, '[');
    json_real(&json, NULL, NAN);
    json_real(&json, NULL, INFINITY);
    json_close(&json, ']');
    assert_string_equal(out.data, "[0,0]"); /* JSON has neither */
    buffer_free(&out);
}

static void the_locale_has_no_say(void **state)
{
    (void)state;
    if (!setlocale(LC_NUMERIC, "ru_RU.UTF-8") && !setlocale(LC_NUMERIC, "de_DE.UTF-8"))
        skip();
    struct buffer out = {0};
    struct json json = {.out = &out};
    json_real(&json, NULL, 0.5);
    setlocale(LC_NUMERIC, "C");
    assert_string_equal(out.data, "0.5");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_commas), cmocka_unit_test(strings_are_escaped), cmocka_unit_test(reals),
        cmocka_unit_test(the_locale_has_no_say),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}

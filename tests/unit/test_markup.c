/* test_markup.c: the XML of office formats: what is text, what a tag says, and what is damage. */
#include "base/buffer.h"
#include "indexer/readers/markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const elements[] = {"p", "id", "br", NULL};

static void start(void *out, unsigned element, const struct markup_tag *tag)
{
    char name[8], id[8];
    buffer_printf(out, "<%s", elements[element]);
    if (*markup_attribute(tag, "name", name, sizeof name))
        buffer_printf(out, " %s", name);
    if (*markup_reference(tag, id, sizeof id))
        buffer_printf(out, " ->%s", id);
    buffer_puts(out, ">");
}

static void end(void *out, unsigned element)
{
    buffer_printf(out, "</%s>", elements[element]);
}

static void text(void *out, const char *bytes, size_t length)
{
    buffer_append(out, bytes, length);
}

/* What the walk hands on of a copy that ends where the memory does; NULL: it is refused. */
static const char *walked(const char *bytes, size_t length)
{
    static const struct markup_calls calls = {elements, start, end, text};
    static struct buffer out;
    char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    buffer_clear(&out);
    daftar_status status = markup_walk(copy, length, &calls, &out);
    free(copy);
    return status ? NULL : out.data ? out.data : "";
}

static void test_whole(void **state)
{
    (void)state;
    static const struct {
        const char *xml, *expected;
    } rows[] = {
        {"<p>one</p>", "<p>one</p>"},
        {"<?xml version='1.0'?>\n<w:p xmlns:w='w'>a<w:r>b</w:r><w:br/>c</w:p>\n<!-- > -->", "<p>ab<br></br>c</p>"},
        {"<x><p name='a>b'/><p name=\"it's\"></p></x>", "<p a>b></p><p it's></p>"},
        {"<x><p\n name = 'no' other='y'/></x>", "<p no></p>"},
        {"<x><p w:name='longer than'/></x>", "<p longer ></p>"},
        {"<x><p id='256' r:id='rId3'/></x>", "<p ->rId3></p>"},
        {"<x xmlns:r='u'><p xmlns:name='u' xmlns:id='v' name='its own' r:id='rId3'/></x>", "<p its own ->rId3></p>"},
        {"<x xmlns:p='u'><p:x:p/><x p:p='v'/><undeclared:p/></x>", "<p></p>"},
        {"<p name='a&amp;&#1178;'>&lt;b&gt; &#x49A;&#1178; &quot;&apos;</p>", "<p a&Қ><b> ҚҚ \"'</p>"},
        {"<p><![CDATA[<b> & ]]]]></p>", "<p><b> & ]]</p>"},
        {"<p>Ўзбек\xC2\x85\x7F!</p>", "<p>Ўзбек  !</p>"},
        {"\xEF\xBB\xBF<p>bom</p>", "<p>bom</p>"},
        {"<?xml version='1.0' encoding='windows-1251'?><p>\xC2\xEE\xE4\xE0</p>", "<p>Вода</p>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *out = walked(rows[i].xml, strlen(rows[i].xml));
        if (!out)
            print_error("%s: %s\n", rows[i].xml, status_message());
        assert_non_null(out);
        assert_string_equal(out, rows[i].expected);
    }
    static const char wide[] = "\xFF\xFE<\0p\0>\0\x12\x04<\0/\0p\0>\0";
    assert_string_equal(walked(wide, sizeof wide - 1), "<p>В</p>");
}

static void test_damage(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "", " ", "text", "<", "<p", "<p>", "</p>", "<p></q>", "<p></p", "<p/><p/>", "<p/>x", "x<p/>", "<p/>&amp;",
        "<p>&nbsp;</p>", "<p>&</p>", "<p>&#0;</p>", "<p>&#xD800;</p>", "<p>&#x110000;</p>", "<p>&#12</p>", "<p>&#;</p>", "<p>&#x;</p>",
        "<p name='a></p>", "<p <b></p>", "< p></ p>", "<>", "<p></>", "<!-- x", "<p><![CDATA[x</p>", "<?xml", "<!DOCTYPE p><p/>",
        "<p>\xFF</p>", "<p>\xD0</p>", "<p>\x01</p>", "<p>\xED\xA0\x80</p>",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *out = walked(rows[i], strlen(rows[i]));
        if (out)
            print_error("%s: taken as %s\n", rows[i], out);
        assert_null(out);
    }
}

/* Every beginning of a document is damage, and none is read beyond its end. */
static void test_cut(void **state)
{
    (void)state;
    static const char whole[] = "<?xml version='1.0'?><x a='1'><!-- c --><p name='n'>a&amp;b<![CDATA[c]]></p><br/></x>";
    for (size_t length = 0; length + 1 < sizeof whole; length++)
        assert_null(walked(whole, length));
    assert_non_null(walked(whole, sizeof whole - 1));
}

static void test_depth(void **state)
{
    (void)state;
    struct buffer deep = {0};
    for (int depth = 250; depth <= 251; depth++) {
        buffer_clear(&deep);
        for (int i = 0; i < depth; i++)
            buffer_puts(&deep, "<x>");
        for (int i = 0; i < depth; i++)
            buffer_puts(&deep, "</x>");
        assert_int_equal(walked(deep.data, deep.length) != NULL, depth == 250);
    }
    buffer_free(&deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole), cmocka_unit_test(test_damage), cmocka_unit_test(test_cut), cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

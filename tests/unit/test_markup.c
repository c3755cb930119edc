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

/* Ordinary XML is read as a tree; a comment sends it the other way, by libxml2's events. */
static const char *const ways[] = {"", "<!-- -->"};
#define TREE ways[0]
#define EVENTS ways[1]

/* What the walk hands on of a copy that ends where the memory does; NULL: it is refused. */
static const char *walked(const char *bytes, size_t length, const char *way)
{
    static const struct markup_calls calls = {elements, start, end, text};
    static struct buffer out;
    size_t added = strlen(way);
    char *copy = malloc(length + added + !(length + added));
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    memcpy(copy + length, way, added);
    buffer_clear(&out);
    daftar_status status = markup_walk(copy, length + added, &calls, &out);
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
        {"<p a='&#xA;&#x430;'>&#9;&#10;&#x7E;&#xA0;&#xd7ff;&#xFFFD;&#65536;&#x10FFFF;</p>",
         "<p>\t\n~\xC2\xA0\xED\x9F\xBF\xEF\xBF\xBD\xF0\x90\x80\x80\xF4\x8F\xBF\xBF</p>"},
        {"<p>&#133;&#x7F;&#x9f;&#13;</p>", "<p>   \r</p>"},
        {"<p> <x> a </x>\r\n<br />\rb\tc\n</p>\r\n", "<p>  a \n<br></br>\nb\tc\n</p>"},
        {"<x><p name='\ta\nb'/><p name='&#9;&#xA;'/></x>", "<p  a b></p><p \t\n></p>"},
        {"<p>a<br>b</br>c<x/>d<id>e</id></p>", "<p>a<br>b</br>cd<id>e</id></p>"},
        {"<p>!&lt;!a&amp;#1;&amp;lt;>'\"]]</p>", "<p>!<!a&#1;&lt;>'\"]]</p>"},
        {"<?xml version='1.0' encoding=\"utf-8\" standalone='yes'?>\r\n<?a b?><p><?c d='>'?>e</p><?f?>\n", "<p>e</p>"},
        {"<x.y><p\t\r\n></p\n><_/><a-1/></x.y>", "<p></p>"},
        {"<p>Ўзбек\xC2\x85\x7F!</p>", "<p>Ўзбек  !</p>"},
        {"\xEF\xBB\xBF<p>bom</p>", "<p>bom</p>"},
        {"<?xml version='1.0' encoding='windows-1251'?><p>\xC2\xEE\xE4\xE0</p>", "<p>Вода</p>"},
    };
    for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
        const char *xml = rows[i / 2].xml, *out = walked(xml, strlen(xml), ways[i % 2]);
        if (!out)
            print_error("%s%s: %s\n", xml, ways[i % 2], status_message());
        assert_non_null(out);
        assert_string_equal(out, rows[i / 2].expected);
    }
    static const char wide[] = "\xFF\xFE<\0p\0>\0\x12\x04<\0/\0p\0>\0";
    assert_string_equal(walked(wide, sizeof wide - 1, TREE), "<p>В</p>");
}

static void test_damage(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "", " ", "text", "<", "<p", "<p>", "</p>", "<p></q>", "<p></p", "<p/><p/>", "<p/>x", "x<p/>", "<p/>&amp;",
        "<p>&nbsp;</p>", "<p>&</p>", "<p>&#0;</p>", "<p>&#xD800;</p>", "<p>&#x110000;</p>", "<p>&#12</p>", "<p>&#;</p>", "<p>&#x;</p>",
        "<p name='a></p>", "<p <b></p>", "< p></ p>", "<>", "<p></>", "<!-- x", "<p><![CDATA[x</p>", "<?xml", "<!DOCTYPE p><p/>",
        "<p>&#x0x41;</p>", "<p>&# 65;</p>", "<p>&#x4294967361;</p>", "<p>&#4294967361;</p>", "<p>&#xFFFE;</p>",
        "<p a=b/>", "<p a/>", "<p a='1'b='2'/>", "<p>a</p>b", "<p/ >", "<p></p b>", "<1/>",
        "<?xml version='1.0' encoding='UTF-7'?><p>\xFF</p>", "<p><?xml version='1.0'?></p>", "<p><?",
        "<p>\xFF</p>", "<p>\xD0</p>", "<p>\x01</p>", "<p>\xED\xA0\x80</p>",
    };
    for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
        const char *out = walked(rows[i / 2], strlen(rows[i / 2]), ways[i % 2]);
        if (out)
            print_error("%s%s: taken as %s\n", rows[i / 2], ways[i % 2], out);
        assert_null(out);
    }
    assert_null(walked("<p>a\0b</p>", 10, TREE));
}

/* What is no XML, and can be read all the same: a tree does not show it. */
static void test_lenient(void **state)
{
    (void)state;
    static const struct {
        const char *xml, *expected;
    } rows[] = {
        {"<p name='a' name='b'>c</p>", "<p a>c</p>"},
        {"<p name='a<b'>c</p>", "<p a<b>c</p>"},
        {"<p>a]]>b</p>", "<p>a]]>b</p>"},
        {"<x><p×/><p/></x>", "<p></p>"},
        {"<?a?><?xml version='1.0'?><p/>", "<p></p>"},
        {"<p>\xEF\xBF\xBF</p>", "<p>\xEF\xBF\xBF</p>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *out = walked(rows[i].xml, strlen(rows[i].xml), TREE);
        assert_non_null(out);
        assert_string_equal(out, rows[i].expected);
        assert_null(walked(rows[i].xml, strlen(rows[i].xml), EVENTS));
    }
}

/* Every beginning of a document is damage, and none is read beyond its end. */
static void test_cut(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "<?xml version='1.0'?><x a='1'><!-- c --><p name='n'>a&amp;b<![CDATA[c]]></p><br/></x>",
        "<?xml version='1.0' encoding='UTF-8'?><x a='1'><?b c?><p name=\"n\" >a&amp;b&#1178;Ўз</p><br/></x>",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t length = strlen(rows[i]);
        assert_non_null(walked(rows[i], length, TREE));
        while (length-- > 0)
            assert_null(walked(rows[i], length, TREE));
    }
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
        for (size_t i = 0; i < 2; i++)
            assert_int_equal(walked(deep.data, deep.length, ways[i]) != NULL, depth == 250);
    }
    buffer_free(&deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole), cmocka_unit_test(test_damage), cmocka_unit_test(test_lenient),
        cmocka_unit_test(test_cut), cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

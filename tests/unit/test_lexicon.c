/* test_lexicon.c: lists of entries are written, read, joined without repeats, and bounded. */
#include "store/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* "term/written term" -> an encoded list. */
static struct slice encode(struct buffer *out, const char *text)
{
    size_t from = out->length;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, " "), slash = strcspn(at, "/ ");
        struct lexicon_entry entry = {.term = {at, slash}, .written = {"", 0}};
        if (slash < length)
            entry.written = (struct slice){at + slash + 1, length - slash - 1};
        lexicon_entry_write(out, &entry);
        at += length + (at[length] == ' ');
    }
    return (struct slice){out->data ? out->data + from : "", out->length - from};
}

static const char *decode(const struct buffer *list)
{
    static char text[4096];
    struct cursor cursor = {.at = list->data, .end = list->data + list->length};
    struct lexicon_entry entry;
    text[0] = '\0';
    while (lexicon_entry_read(&entry, &cursor)) {
        size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s%.*s%s%.*s", length ? " " : "", (int)entry.term.length,
                 entry.term.data, entry.written.length ? "/" : "", (int)entry.written.length, entry.written.data);
    }
    return text;
}

static const struct {
    const char *a, *b, *c, *joined;
} rows[] = {
    {"", "", "", ""},
    {"a", "", "", "a"},
    {"a b", "b c", "c a d", "a b c d"},
    {"d", "c b", "b a", "a b c d"}, /* by bytes, and shorter ones first */
    {"a/A", "a", "a/A a/B", "a a/A a/B"},
    {"bb/A", "c", "a/BB a/B bb/A", "a/B a/BB c bb/A"},
    {"a a a", "", "a", "a"},
};

static void lists_are_joined(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer a = {0}, b = {0}, c = {0}, out = {0};
        const struct slice lists[] = {encode(&a, rows[i].a), encode(&b, rows[i].b), encode(&c, rows[i].c)};
        lexicon_join(lists, 3, &out);
        assert_string_equal(out.length ? decode(&out) : "", rows[i].joined);
        buffer_free(&a);
        buffer_free(&b);
        buffer_free(&c);
        buffer_free(&out);
    }
}

static void a_list_is_bounded(void **state)
{
    (void)state;
    struct buffer list = {0}, out = {0};
    for (int i = 0; i < 1000; i++) {
        char term[8];
        struct lexicon_entry entry = {.term = {term, (size_t)snprintf(term, sizeof term, "%d", i)}, .written = {"", 0}};
        lexicon_entry_write(&list, &entry);
    }
    lexicon_join(&(struct slice){list.data, list.length}, 1, &out);
    struct cursor cursor = {.at = out.data, .end = out.data + out.length};
    struct lexicon_entry entry;
    size_t count = 0;
    while (lexicon_entry_read(&entry, &cursor))
        count++;
    assert_int_equal(count, LEXICON_ENTRIES_MAX);
    buffer_free(&list);
    buffer_free(&out);
}

/* A hundred sources of each of two terms, and two of one between them, in three lists. */
static void encode_crowd(struct buffer lists[3])
{
    for (int i = 0; i < 202; i++) {
        char source[16];
        struct lexicon_entry entry = {.term = {i >= 200 ? "b" : i % 2 ? "a" : "c", 1}};
        entry.written = (struct slice){source, (size_t)snprintf(source, sizeof source, "source %d", i)};
        lexicon_entry_write(&lists[i % 3], &entry);
    }
}

static void joined(struct buffer *out, const struct buffer *a, const struct buffer *b)
{
    const struct slice lists[] = {{a->data, a->length}, {b->data, b->length}};
    lexicon_join(lists, 2, out);
}

static void many_sources_leave_room(void **state)
{
    (void)state;
    static const unsigned char orders[][3] = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct buffer lists[3] = {{0}}, first = {0};
    encode_crowd(lists);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct buffer two = {0}, all = {0};
        joined(&two, &lists[orders[i][0]], &lists[orders[i][1]]);
        joined(&all, &two, &lists[orders[i][2]]);
        if (!i)
            buffer_append(&first, all.data, all.length);
        assert_int_equal(all.length, first.length);
        assert_memory_equal(all.data, first.data, first.length);
        buffer_free(&two);
        buffer_free(&all);
    }
    size_t counts[256] = {0};
    struct cursor cursor = {.at = first.data, .end = first.data + first.length};
    for (struct lexicon_entry entry; lexicon_entry_read(&entry, &cursor);)
        counts[(unsigned char)entry.term.data[0]]++;
    assert_int_equal(counts['a'], 31);
    assert_int_equal(counts['b'], 2);
    assert_int_equal(counts['c'], 31);
    buffer_free(&first);
    for (size_t i = 0; i < 3; i++)
        buffer_free(&lists[i]);
}

static void damage_ends_a_list(void **state)
{
    (void)state;
    struct buffer list = {0};
    encode(&list, "first/First second/Second");
    for (size_t length = 0; length <= list.length; length++) {
        struct buffer out = {0};
        lexicon_join(&(struct slice){list.data, length}, 1, &out);
        assert_true(out.length <= length);
        buffer_free(&out);
    }
    struct buffer out = {0};
    lexicon_join(&(struct slice){"\xff\xff\xff\xff\x7f", 5}, 1, &out);
    assert_int_equal(out.length, 0);
    buffer_free(&out);
    buffer_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_joined), cmocka_unit_test(a_list_is_bounded),
        cmocka_unit_test(many_sources_leave_room), cmocka_unit_test(damage_ends_a_list),
    };
    return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}

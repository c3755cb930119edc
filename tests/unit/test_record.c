/* test_record.c: records of articles and passages come back as written, and damage is seen. */
#include "store/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SLICE(text) {text, sizeof(text) - 1}

static const struct article_record article = {
    .failed = true, .reading = 1000, .sequence = 7, .size = 1ull << 40, .stamp = -5, .hash = UINT64_MAX, .passages = 12,
    .year = 2022,
    .path = SLICE("rail/yo‘l 1.md"), .root = SLICE("/srv/texts"), .format = SLICE("md"), .title = SLICE("Title\x1fСарлавҳа"),
    .authors = SLICE("A. One\x1f" "B. Two"), .keywords = SLICE(""), .journal = SLICE("J"), .doi = SLICE("10.1/x"),
    .note = SLICE("a\0b")};

static const struct passage_record passage = {
    .article = "0123456789abcdef", .number = 3, .language = 8, .part = PART_ABSTRACT, .page = 2, .line = UINT32_MAX,
    .start = 10, .end = 4000000000u, .heading = SLICE("One > Two"), .text = SLICE("Text with \n\n two paragraphs.")};

static void assert_slice(struct slice a, struct slice b)
{
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.data, b.data, b.length);
}

static void articles_come_back(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    struct article_record read;
    buffer_puts(&bytes, "before");
    article_record_write(&bytes, &article);
    assert_true(article_record_read(&read, bytes.data + 6, bytes.length - 6));
    assert_false(read.removed);
    assert_true(read.failed);
    assert_int_equal(read.reading, 1000);
    assert_int_equal(read.sequence, article.sequence);
    assert_int_equal(read.size, article.size);
    assert_int_equal(read.stamp, article.stamp);
    assert_int_equal(read.hash, article.hash);
    assert_int_equal(read.passages, article.passages);
    assert_int_equal(read.year, article.year);
    assert_slice(read.path, article.path);
    assert_slice(read.root, article.root);
    assert_slice(read.format, article.format);
    assert_slice(read.title, article.title);
    assert_slice(read.authors, article.authors);
    assert_slice(read.keywords, article.keywords);
    assert_slice(read.journal, article.journal);
    assert_slice(read.doi, article.doi);
    assert_slice(read.note, article.note);
    buffer_free(&bytes);
}

static void passages_come_back(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    struct passage_record read;
    passage_record_write(&bytes, &passage);
    assert_true(passage_record_read(&read, bytes.data, bytes.length));
    assert_string_equal(read.article, passage.article);
    assert_int_equal(read.number, passage.number);
    assert_int_equal(read.language, passage.language);
    assert_int_equal(read.part, passage.part);
    assert_int_equal(read.page, passage.page);
    assert_int_equal(read.line, passage.line);
    assert_int_equal(read.start, passage.start);
    assert_int_equal(read.end, passage.end);
    assert_slice(read.heading, passage.heading);
    assert_slice(read.text, passage.text);
    buffer_free(&bytes);
}

static bool reads(bool of_article, const char *bytes, size_t length)
{
    struct article_record a;
    struct passage_record p;
    char *exact = malloc(length ? length : 1); /* so that reading beyond it is seen */
    memcpy(exact, bytes, length);
    bool good = of_article ? article_record_read(&a, exact, length) : passage_record_read(&p, exact, length);
    free(exact);
    return good;
}

static void every_damage_is_seen(void **state)
{
    (void)state;
    for (int of_article = 0; of_article < 2; of_article++) {
        struct buffer bytes = {0};
        if (of_article)
            article_record_write(&bytes, &article);
        else
            passage_record_write(&bytes, &passage);
        assert_true(reads(of_article, bytes.data, bytes.length));
        for (size_t length = 0; length < bytes.length; length++)
            assert_false(reads(of_article, bytes.data, length));
        for (size_t bit = 0; bit < bytes.length * 8; bit++) {
            bytes.data[bit / 8] ^= (char)(1 << bit % 8);
            assert_false(reads(of_article, bytes.data, bytes.length));
            bytes.data[bit / 8] ^= (char)(1 << bit % 8);
        }
        buffer_free(&bytes);
    }
}

static void ids_are_sixteen_digits(void **state)
{
    (void)state;
    char id[ARTICLE_ID_LENGTH + 1], other[ARTICLE_ID_LENGTH + 1];
    article_id("", 0, id);
    assert_int_equal(strlen(id), ARTICLE_ID_LENGTH);
    article_id("a/b", 3, id);
    article_id("a/b.txt", 3, other);
    assert_string_equal(id, other);
    article_id("a/c", 3, other);
    assert_string_not_equal(id, other);
    assert_int_equal(strspn(id, "0123456789abcdef"), ARTICLE_ID_LENGTH);
}

static void joined_values_are_walked(void **state)
{
    (void)state;
    static const struct {
        const char *joined, *walked; /* each value between brackets */
    } rows[] = {{"", ""}, {"a", "[a]"}, {"a\x1f" "b", "[a][b]"}, {"a\x1f\x1f" "b", "[a][][b]"},
                {"a\x1f", "[a]"}, {"\x1f" "a", "[][a]"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice values = {rows[i].joined, strlen(rows[i].joined)}, value;
        struct buffer walked = {0};
        while (slot_next(&values, &value))
            buffer_printf(&walked, "[%.*s]", (int)value.length, value.data);
        buffer_putc(&walked, '\0');
        assert_string_equal(walked.data, rows[i].walked);
        buffer_free(&walked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_come_back), cmocka_unit_test(passages_come_back),
        cmocka_unit_test(every_damage_is_seen), cmocka_unit_test(ids_are_sixteen_digits),
        cmocka_unit_test(joined_values_are_walked),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}

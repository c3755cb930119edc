/* test_store.c: segments written, merged and read. */
#include "store_fixture.h"

static void check_data(struct store *store, uint32_t part, const struct row *rows, uint32_t offset)
{
    struct buffer out = {0};
    for (uint32_t i = 0; i < 3; i++) {
        assert_done(store_passage_data(store, (struct store_id){part, offset + i + 1}, &out));
        assert_string_equal(out.data, rows[i].words);
        assert_done(
            store_passage_value(store, (struct store_id){part, offset + i + 1}, ARTICLE, &out));
        assert_string_equal(out.data, rows[i].article);
    }
    buffer_free(&out);
}

static void test_round_trip(void **state)
{
    (void)state;
    write_both();
    uint32_t passages;
    assert_done(segment_count(in_place("a"), &passages));
    assert_int_equal(passages, 3);
    assert_done(segment_count(in_place("s1"), &passages));
    assert_int_equal(passages, 3);
    assert_done(segment_check(in_place("a")));
    assert_done(segment_check(in_place("s1")));

    struct store *store = open_named("a", "b");
    struct buffer out = {0};
    check_data(store, 0, first_rows, 0);
    check_data(store, 1, second_rows, 0);
    assert_int_equal(store_passage_count(store), 6);
    assert_int_equal(store_part_count(store), 2);
    assert_true(fabs(store_average_length(store) - 18 / 6.) < 1e-9);
    assert_int_equal(store_term_frequency(store, "apple", 5), 4);
    assert_int_equal(store_term_frequency(store, "", 0), 0);
    assert_int_equal(store_passage_data(store, (struct store_id){0, 4}, &out), DAFTAR_NOT_FOUND);
    assert_int_equal(store_passage_data(store, (struct store_id){0, 0}, &out), DAFTAR_NOT_FOUND);
    assert_int_equal(store_passage_data(store, (struct store_id){2, 1}, &out), DAFTAR_BAD_INPUT);
    assert_done(store_metadata(store, 1, "s2", 2, &out));
    assert_string_equal(out.data, "alone");
    assert_int_equal(store_metadata(store, 0, "s2", 2, &out), DAFTAR_NOT_FOUND);
    assert_int_equal(store_metadata(store, 0, "", 0, &out), DAFTAR_NOT_FOUND);
    buffer_free(&out);
    store_free(store);
}

static void test_merge_order(void **state)
{
    (void)state;
    write_both();
    merge("ab", (const char *[]){"a", "s2", "s1"}, 3); /* files and directories in one merge */
    struct store *store = open_named("ab", NULL);
    check_data(store, 0, first_rows, 0);
    check_data(store, 0, second_rows, 3);
    check_data(store, 0, first_rows, 6);
    assert_string_equal(hits_of(store, word("plum"), NULL), "0:3 0:5 0:9");
    uint32_t *docids;
    size_t count;
    assert_done(store_postings(store, 0, "pie", 3, &docids, &count));
    assert_int_equal(count, 3);
    assert_memory_equal(docids, ((uint32_t[]){1, 5, 7}), 3 * sizeof *docids);
    free(docids);
    assert_done(store_postings(store, 0, "pi", 2, &docids, &count));
    assert_null(docids);
    assert_done(segment_check(in_place("ab")));
    assert_int_equal(access(in_place("ab.tmp"), F_OK), -1);
    store_free(store);
}

/* Values arrive in the order of the inputs, whatever heap they were merged with. */
static void test_merge_metadata(void **state)
{
    (void)state;
    const char *names[] = {"e", "d", "c", "b", "a"};
    const char *paths[5];
    struct buffer out = {0};
    size_t calls = 0;
    for (size_t i = 0; i < 5; i++) {
        struct segment_writer *writer = scratch(names[i]);
        put(writer, "all", names[i]);
        put(writer, "gone", "x");
        if (i % 2)
            put(writer, "odd", names[i]);
        if (i == 3)
            put(writer, "one", names[i]);
        finish(writer);
        paths[i] = in_place(names[i]);
    }
    assert_done(segment_merge(in_place("m"), paths, 5, join_values, &calls));
    assert_int_equal(calls, 3);
    struct store *store = open_named("m", NULL);
    assert_int_equal(store_passage_count(store), 0);
    assert_done(store_metadata(store, 0, "all", 3, &out));
    assert_string_equal(out.data, "edcba");
    assert_done(store_metadata(store, 0, "odd", 3, &out));
    assert_string_equal(out.data, "db");
    assert_done(store_metadata(store, 0, "one", 3, &out));
    assert_string_equal(out.data, "b");
    assert_int_equal(store_metadata(store, 0, "gone", 4, &out), DAFTAR_NOT_FOUND);
    store_free(store);
    assert_done(segment_merge(in_place("n"), paths, 5, NULL, NULL));
    store = open_named("n", NULL);
    assert_done(store_metadata(store, 0, "all", 3, &out));
    assert_string_equal(out.data, "a");
    store_free(store);
    buffer_free(&out);
}

static void test_listings(void **state)
{
    (void)state;
    write_both();
    struct store *store = open_named("a", "b");
    struct buffer out = {0};
    assert_done(store_metadata_each(store, 1, "", 0, collect_key, &out));
    assert_string_equal(out.data, "Vshared=s2 s2=alone ");
    buffer_clear(&out);
    assert_done(store_terms_each(store, 0, "p", 1, collect_all, &out));
    assert_string_equal(out.data, "pie=1 plum=1 ");
    buffer_clear(&out);
    assert_done(store_terms_each(store, 0, "", 0, collect_two, &out));
    assert_string_equal(out.data, "Fmd=3 apple=2 ");
    assert_int_equal(store_terms_each(store, 2, "", 0, collect_all, &out), DAFTAR_BAD_INPUT);
    buffer_free(&out);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_round_trip),
        TEST(test_merge_order),
        TEST(test_merge_metadata),
        TEST(test_listings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

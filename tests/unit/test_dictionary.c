/* test_dictionary.c: records that are compressed by dictionaries, through merges, damage and training. */
#include "store_fixture.h"

enum { TEXTS = 900, TEXT_MAX = 900 };

static size_t make_text(char *out, unsigned number, unsigned kind)
{
    static const char *const words[2][8] = {
        {"transport ", "corridor ", "railway ", "agreement ", "tariff ", "border ", "ministry ", "cargo "},
        {"вода ", "канал ", "река ", "насос ", "поле ", "хлопок ", "учёт ", "лимит "}};
    unsigned seed = number * 2654435761u + kind;
    size_t length = 0;
    while (length < TEXT_MAX - 40) {
        seed = seed * 1103515245 + 12345;
        length += (size_t)sprintf(out + length, "%s%u ", words[kind][seed >> 16 & 7], seed >> 24 & 15);
    }
    return length;
}

static struct store_dictionary *train(unsigned kind)
{
    char *samples = malloc(TEXTS * TEXT_MAX);
    size_t sizes[TEXTS], length = 0;
    for (unsigned i = 0; i < TEXTS; i++)
        length += sizes[i] = make_text(samples + length, i, kind);
    struct store_dictionary *dictionary;
    assert_done(store_dictionary_train(&dictionary, samples, sizes, TEXTS));
    free(samples);
    return dictionary;
}

/* Twenty passages of each kind under a dictionary for it; kind 2: without one. */
static void write_kind(const char *name, unsigned kind)
{
    struct segment_writer *writer = scratch(name);
    struct store_dictionary *dictionary = kind < 2 ? train(kind) : NULL;
    if (dictionary)
        assert_done(segment_writer_compress(writer, dictionary));
    for (unsigned i = 0; i < 20; i++) {
        char text[TEXT_MAX];
        struct store_passage passage = {.data = text, .data_length = make_text(text, 5000 + i, kind % 2)};
        assert_done(segment_writer_add(writer, &passage));
    }
    struct store_passage empty = {.data = "", .data_length = 0};
    assert_done(segment_writer_add(writer, &empty));
    finish(writer);
    store_dictionary_free(dictionary);
}

static void check_all(const char *name)
{
    struct store *store = open_named(name, NULL);
    struct buffer out = {0};
    for (uint32_t docid = 1; docid <= 63; docid++) {
        char text[TEXT_MAX];
        size_t length = docid % 21 ? make_text(text, 5000 + (docid - 1) % 21, (docid - 1) / 21 % 2) : 0;
        assert_done(store_passage_data(store, (struct store_id){0, docid}, &out));
        assert_int_equal(out.length, length);
        assert_memory_equal(out.data ? out.data : "", text, length);
    }
    buffer_free(&out);
    store_free(store);
}

static void write_three(void)
{
    write_kind("s0", 0);
    write_kind("s1", 1);
    write_kind("s2", 2);
    merge("a", (const char *[]){"s0", "s1", "s2"}, 3);
}

/* A merged segment holds the dictionaries of all its records, once each. */
static void test_merged(void **state)
{
    (void)state;
    write_three();
    check_all("a");
    merge("b", (const char *[]){"a"}, 1);
    check_all("b");
    merge("c", (const char *[]){"s0", "a"}, 2);
    struct store *store = open_named("c", NULL);
    struct buffer keys = {0};
    unsigned count = 0;
    assert_done(store_metadata_each(store, 0, "Z", 1, collect_key, &keys));
    for (size_t i = 0; i + 10 < keys.length; i++)
        count += keys.data[i] == 'Z' && keys.data[i + 9] == '=';
    assert_int_equal(count, 2);
    buffer_free(&keys);
    store_free(store);
}

/* An index goes on with the dictionary that it has. */
static void test_loaded(void **state)
{
    (void)state;
    struct store_dictionary *dictionary;
    write_three();
    struct store *store = open_named("a", NULL);
    assert_done(store_dictionary_load(&dictionary, store));
    store_free(store);
    struct segment_writer *writer = scratch("t");
    assert_done(segment_writer_compress(writer, dictionary));
    char text[TEXT_MAX];
    struct store_passage passage = {.data = text, .data_length = make_text(text, 1, 0)};
    assert_done(segment_writer_add(writer, &passage));
    finish(writer);
    store_dictionary_free(dictionary);
    merge("m", (const char *[]){"a", "t"}, 2);
    check_all("m");
    merge("plain", (const char *[]){"s2"}, 1);
    store = open_named("plain", NULL);
    assert_int_equal(store_dictionary_load(&dictionary, store), DAFTAR_NOT_FOUND);
    assert_null(dictionary);
    store_free(store);
}

/* Too little to learn from is said, not crashed on. */
static void test_untrainable(void **state)
{
    (void)state;
    struct store_dictionary *dictionary;
    size_t sizes[] = {3, 0, 3};
    assert_int_equal(store_dictionary_train(&dictionary, "abcabc", sizes, 3), DAFTAR_UNSUPPORTED);
    assert_null(dictionary);
    assert_int_equal(store_dictionary_train(&dictionary, "", sizes, 0), DAFTAR_UNSUPPORTED);
}

/* A dictionary that is another one: the record is damaged, and nothing worse. */
static void test_wrong_dictionary(void **state)
{
    (void)state;
    write_three();
    struct store *store = open_named("a", NULL);
    struct buffer keys = {0}, out = {0};
    assert_done(store_metadata_each(store, 0, "Z", 1, collect_key, &keys));
    store_free(store);
    struct segment_writer *writer = scratch("other");
    for (size_t i = 0; i + 10 < keys.length; i++)
        if (keys.data[i] == 'Z' && keys.data[i + 9] == '=')
            assert_done(segment_writer_metadata(writer, keys.data + i, 9, "nonsense", 8));
    finish(writer);
    /* Of equal keys a merge keeps the first. */
    merge("d", (const char *[]){"other", "a"}, 2);
    store = open_named("d", NULL);
    assert_int_equal(store_passage_data(store, (struct store_id){0, 1}, &out), DAFTAR_CORRUPT);
    assert_done(store_passage_data(store, (struct store_id){0, 43}, &out));
    store_free(store);
    buffer_free(&keys);
    buffer_free(&out);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(test_merged), TEST(test_loaded), TEST(test_untrainable),
                                       TEST(test_wrong_dictionary)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

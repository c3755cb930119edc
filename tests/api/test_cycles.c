/* test_cycles.c: opening, searching and closing again and again leaks no descriptors, in one thread or in several. */
#include "fixture.h"

#include <dirent.h>
#include <pthread.h>

static size_t open_descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    size_t count = 0;
    assert_non_null(directory);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

static int search_once(const char *path)
{
    daftar_index *index;
    daftar_results *results = NULL;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    int found = -1;
    options.expand = DAFTAR_EXPAND_NONE;
    if (!daftar_index_open(&index, &path, 1, NULL) && !daftar_search(&results, index, "railways \"sea\"", &options))
        found = (int)daftar_results_count(results);
    daftar_results_free(results);
    daftar_index_free(index);
    return found;
}

static void a_thousand_times(void **state)
{
    (void)state;
    const char *path = in_place("index");
    make_index(path);
    assert_int_equal(search_once(path), 2);
    size_t before = open_descriptors();
    for (int i = 0; i < 1000; i++)
        assert_int_equal(search_once(path), 2);
    assert_int_equal(open_descriptors(), before);
}

static void writers_and_failures(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s", in_place("index"));
    make_index(path);
    size_t before = open_descriptors();
    for (int i = 0; i < 20; i++) {
        daftar_indexer *indexer;
        daftar_index *index;
        const char *nowhere = "/nowhere/at/all";
        assert_done(daftar_indexer_new(&indexer, path, NULL));
        assert_done(daftar_indexer_remove(indexer, "water"));
        add_documents(indexer);
        assert_done(daftar_indexer_commit(indexer));
        daftar_indexer_free(indexer);
        assert_int_equal(daftar_index_open(&index, &nowhere, 1, NULL), DAFTAR_NOT_FOUND);
        assert_int_equal(daftar_indexer_new(&indexer, "/proc/no", NULL), DAFTAR_IO);
    }
    assert_int_equal(open_descriptors(), before);
    assert_int_equal(search_once(path), 2);
    assert_done(daftar_index_verify(path, NULL, NULL));
}

static void *search_often(void *path)
{
    for (int i = 0; i < 50; i++)
        if (search_once(path) != 2)
            return path;
    return NULL;
}

static void separate_handles_are_independent(void **state)
{
    (void)state;
    char path[128];
    pthread_t threads[4];
    snprintf(path, sizeof path, "%s", in_place("index"));
    make_index(path);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, search_often, path), 0);
    for (int i = 0; i < 4; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_thousand_times, set_up, tear_down),
        cmocka_unit_test_setup_teardown(writers_and_failures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(separate_handles_are_independent, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("api_cycles", tests, NULL, NULL);
}

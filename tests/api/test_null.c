/* test_null.c: NULL and nonsense give a status and a sentence, never a crash; out is NULL after a failure. */
#include "fixture.h"

#define assert_refused(call) \
    do { \
        assert_int_equal((call), DAFTAR_BAD_INPUT); \
        assert_true(*daftar_last_error() != '\0'); \
        assert_null(strchr(daftar_last_error(), '\n')); \
    } while (0)

static int take_token(void *context, const daftar_token *token)
{
    (void)context;
    (void)token;
    return 0;
}

static void opening(void **state)
{
    (void)state;
    const char *paths[] = {"/nowhere/at/all"};
    daftar_index *index = (daftar_index *)place;
    assert_refused(daftar_index_open(NULL, paths, 1, NULL));
    assert_refused(daftar_index_open(&index, NULL, 1, NULL));
    assert_null(index);
    index = (daftar_index *)place;
    assert_refused(daftar_index_open(&index, paths, 0, NULL));
    assert_null(index);
    assert_int_equal(daftar_index_open(&index, paths, 1, NULL), DAFTAR_NOT_FOUND);
    assert_null(index);
    assert_non_null(strstr(daftar_last_error(), "/nowhere/at/all"));
    const char *nothing[] = {NULL};
    assert_refused(daftar_index_open(&index, nothing, 1, NULL));
    assert_refused(daftar_index_refresh(NULL));
    assert_int_equal(daftar_index_count(NULL), 0);
    assert_refused(daftar_index_status(NULL, NULL, NULL));
    assert_refused(daftar_index_verify(NULL, NULL, NULL));
    assert_refused(daftar_index_compact(NULL, 0, NULL));
}

static void searching(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *results = (daftar_results *)place;
    size_t count = 7;
    assert_refused(daftar_search(NULL, index, "sea", NULL));
    assert_refused(daftar_search(&results, NULL, "sea", NULL));
    assert_null(results);
    results = (daftar_results *)place;
    assert_refused(daftar_search(&results, index, NULL, NULL));
    assert_null(results);
    assert_int_equal(daftar_search(&results, index, "", NULL), DAFTAR_BAD_QUERY);
    assert_null(results);
    assert_int_equal(daftar_search(&results, index, " \t ?! ", NULL), DAFTAR_BAD_QUERY);
    assert_refused(daftar_similar(&results, index, NULL, 1, NULL));
    assert_refused(daftar_similar(&results, NULL, "a", 1, NULL));
    assert_int_equal(daftar_similar(&results, index, "no/such", 1, NULL), DAFTAR_NOT_FOUND);
    assert_int_equal(daftar_similar(&results, index, "water/aral", 2, NULL), DAFTAR_NOT_FOUND);
    assert_refused(daftar_similar_text(&results, NULL, "sea", 3, NULL));
    assert_refused(daftar_similar_text(&results, index, NULL, 0, NULL));
    assert_refused(daftar_similar_text(NULL, index, "sea", 3, NULL));
    assert_int_equal(daftar_similar_text(&results, index, "sea", 0, NULL), DAFTAR_BAD_QUERY);
    const char *file = "x";
    assert_refused(daftar_index_file(NULL, index, "water/aral"));
    assert_refused(daftar_index_file(&file, NULL, "water/aral"));
    assert_null(file);
    assert_refused(daftar_index_file(&file, index, NULL));
    assert_int_equal(daftar_index_file(&file, index, "no/such"), DAFTAR_NOT_FOUND);
    assert_int_equal(daftar_index_file(&file, index, "water/aral"), DAFTAR_NOT_FOUND); /* from memory */
    assert_null(file);
    assert_int_equal(daftar_results_count(NULL), 0);
    assert_int_equal(daftar_results_estimate(NULL), 0);
    assert_null(daftar_results_hit(NULL, 0));
    assert_null(daftar_results_correction(NULL));
    assert_null(daftar_results_note(NULL));
    assert_null(daftar_results_facet(NULL, "lang", &count));
    assert_null(daftar_results_explain(NULL, 0, &count));
    assert_refused(daftar_index_terms(NULL, "a", 1, NULL, NULL));
    daftar_index_free(index);
}

static void bad_search_options(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *results;
    const char *const nonsense[] = {"xyz"};
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.size = 1;
    assert_refused(daftar_search(&results, index, "sea", &options));
    options.size = sizeof options + 8;
    assert_refused(daftar_search(&results, index, "sea", &options));
    options = (daftar_search_options)DAFTAR_SEARCH_OPTIONS_INIT;
    options.languages = nonsense;
    options.language_count = 1;
    assert_refused(daftar_search(&results, index, "sea", &options));
    options = (daftar_search_options)DAFTAR_SEARCH_OPTIONS_INIT;
    options.facets = nonsense;
    options.facet_count = 1;
    assert_refused(daftar_search(&results, index, "sea", &options));
    options = (daftar_search_options)DAFTAR_SEARCH_OPTIONS_INIT;
    options.weighting = "xyz";
    assert_refused(daftar_search(&results, index, "sea", &options));
    options = (daftar_search_options)DAFTAR_SEARCH_OPTIONS_INIT;
    options.query_language = "xyz";
    assert_refused(daftar_search(&results, index, "sea", &options));
    options = (daftar_search_options)DAFTAR_SEARCH_OPTIONS_INIT;
    options.count = 0;
    assert_done(daftar_search(&results, index, "sea", &options));
    assert_int_equal(daftar_results_count(results), 0);
    daftar_results_free(results);
    options.count = SIZE_MAX;
    options.offset = SIZE_MAX - 5;
    assert_done(daftar_search(&results, index, "sea", &options));
    assert_int_equal(daftar_results_count(results), 0);
    daftar_results_free(results);
    options.count = 2;
    options.offset = SIZE_MAX;
    assert_done(daftar_search(&results, index, "year:2000..2030", &options)); /* hits that all tie */
    assert_int_equal(daftar_results_count(results), 0);
    daftar_results_free(results);
    daftar_index_free(index);
}

static void indexing(void **state)
{
    (void)state;
    daftar_indexer *indexer = (daftar_indexer *)place;
    daftar_counts counts;
    assert_refused(daftar_indexer_new(NULL, in_place("index"), NULL));
    assert_refused(daftar_indexer_new(&indexer, NULL, NULL));
    assert_null(indexer);
    assert_refused(daftar_indexer_add_tree(NULL, "/tmp", NULL));
    assert_refused(daftar_indexer_add_file(NULL, "/tmp/x", NULL));
    assert_refused(daftar_indexer_add_document(NULL, NULL));
    assert_refused(daftar_indexer_remove(NULL, "x"));
    assert_refused(daftar_indexer_commit(NULL));
    daftar_indexer_counts(NULL, &counts);
    assert_int_equal(counts.added, 0);
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    assert_refused(daftar_indexer_add_tree(indexer, NULL, NULL));
    assert_refused(daftar_indexer_add_tree(indexer, place, ""));
    assert_refused(daftar_indexer_add_tree(indexer, place, "a/b"));
    assert_refused(daftar_indexer_add_file(indexer, NULL, NULL));
    assert_refused(daftar_indexer_add_document(indexer, NULL));
    assert_refused(daftar_indexer_remove(indexer, NULL));
    assert_int_equal(daftar_indexer_remove(indexer, "nothing"), DAFTAR_NOT_FOUND);
    assert_int_equal(daftar_indexer_remove(indexer, ""), DAFTAR_NOT_FOUND);
    assert_int_equal(daftar_indexer_add_file(indexer, "/nowhere/at/all", NULL), DAFTAR_NOT_FOUND);
    assert_int_equal(daftar_indexer_add_tree(indexer, "/nowhere/at/all", NULL), DAFTAR_NOT_FOUND);
    daftar_indexer_free(indexer);
}

static void documents_of_nothing(void **state)
{
    (void)state;
    daftar_document *document = (daftar_document *)place;
    daftar_indexer *indexer;
    assert_refused(daftar_document_new(NULL));
    assert_refused(daftar_document_read(NULL, "/tmp/x"));
    assert_refused(daftar_document_read(&document, NULL));
    assert_null(document);
    assert_int_equal(daftar_document_read(&document, "/nowhere/at/all.txt"), DAFTAR_NOT_FOUND);
    assert_null(document);
    assert_done(daftar_document_new(&document));
    assert_refused(daftar_document_set(NULL, "path", "x", NULL));
    assert_refused(daftar_document_set(document, NULL, "x", NULL));
    assert_refused(daftar_document_set(document, "path", NULL, NULL));
    assert_refused(daftar_document_set(document, "no such field", "x", NULL));
    assert_refused(daftar_document_set(document, "passage", "x", NULL));
    assert_null(daftar_document_get(NULL, "path", 0));
    assert_null(daftar_document_get(document, NULL, 0));
    assert_null(daftar_document_get(document, "no such field", 0));
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    assert_refused(daftar_indexer_add_document(indexer, document)); /* it has no path */
    assert_done(daftar_document_set(document, "path", "empty", NULL));
    assert_done(daftar_indexer_add_document(indexer, document)); /* and no text: an article without passages */
    assert_done(daftar_indexer_commit(indexer));
    daftar_indexer_free(indexer);
    daftar_document_free(document);
}

static void analysing(void **state)
{
    (void)state;
    daftar_analyzer *analyzer;
    double confidence = 7;
    assert_refused(daftar_analyzer_new(NULL));
    assert_refused(daftar_analyze(NULL, NULL, "x", 1, take_token, NULL));
    assert_done(daftar_analyzer_new(&analyzer));
    assert_refused(daftar_analyze(analyzer, NULL, NULL, 1, take_token, NULL));
    assert_refused(daftar_analyze(analyzer, NULL, "x", 1, NULL, NULL));
    assert_refused(daftar_analyze(analyzer, "xyz", "x", 1, take_token, NULL));
    assert_done(daftar_analyze(analyzer, NULL, "", 0, take_token, NULL));
    daftar_analyzer_free(analyzer);
    assert_string_equal(daftar_detect_language(NULL, 5, &confidence), "und");
    assert_string_equal(daftar_detect_language("", 0, NULL), "und");
    assert_null(daftar_languages(100000, NULL));
    assert_null(daftar_languages(SIZE_MAX, NULL));
    assert_null(daftar_formats(100000));
}

static void freeing_nothing(void **state)
{
    (void)state;
    daftar_index_free(NULL);
    daftar_results_free(NULL);
    daftar_indexer_free(NULL);
    daftar_document_free(NULL);
    daftar_analyzer_free(NULL);
}

static void about(void **state)
{
    (void)state;
    const char *name;
    assert_string_equal(daftar_version(), DAFTAR_VERSION);
    assert_string_equal(daftar_status_name(DAFTAR_OK), "ok");
    assert_string_equal(daftar_status_name(DAFTAR_INTERNAL), "internal");
    assert_string_equal(daftar_status_name((daftar_status)99), "unknown");
    assert_string_equal(daftar_status_name((daftar_status)-1), "unknown");
    assert_string_equal(daftar_languages(0, &name), "en");
    assert_string_equal(name, "English");
    assert_string_equal(daftar_languages(7, NULL), "kaa");
    assert_string_equal(daftar_formats(0), "txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(opening, set_up, tear_down),
        cmocka_unit_test_setup_teardown(searching, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_search_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indexing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(documents_of_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(analysing, set_up, tear_down),
        cmocka_unit_test(freeing_nothing),
        cmocka_unit_test(about),
    };
    return cmocka_run_group_tests_name("api_null", tests, NULL, NULL);
}

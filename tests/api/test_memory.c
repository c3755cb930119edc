/* test_memory.c: documents that never were files are indexed, found, replaced and removed. */
#include "fixture.h"

#include <sys/stat.h>

static void documents_are_found(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    assert_int_equal(daftar_index_count(index), 3);
    assert_string_equal(paths_of(index, "\"cotton\""), "water/aral");
    assert_string_equal(paths_of(index, "seaport"), "transport/rail");
    assert_string_equal(paths_of(index, "сотрудничество"), "transport/ru");
    assert_string_equal(paths_of(index, "cotton year:2021"), "");
    assert_string_equal(paths_of(index, "path:transport"), "transport/rail transport/ru");
    daftar_index_free(index);
}

static void hits_are_complete(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *results;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    const char *const facets[] = {"lang", "year"};
    options.expand = DAFTAR_EXPAND_NONE;
    options.facets = facets;
    options.facet_count = 2;
    assert_done(daftar_search(&results, index, "railway", &options));
    assert_int_equal(daftar_results_count(results), 1);
    assert_int_equal(daftar_results_estimate(results), 1);
    const daftar_hit *hit = daftar_results_hit(results, 0);
    assert_string_equal(hit->path, "transport/rail");
    assert_string_equal(hit->title, "Railways");
    assert_string_equal(hit->language, "en");
    assert_string_equal(hit->format, "txt");
    assert_string_equal(hit->text, documents[1].text);
    assert_string_equal(hit->snippet, documents[1].text);
    assert_int_equal(hit->passage, 1);
    assert_int_equal(hit->year, 2021);
    assert_int_equal(hit->highlight_count, 1);
    assert_int_equal(hit->highlights[0].start, 0);
    assert_int_equal(hit->highlights[0].end, strlen("Railways"));
    size_t count;
    const daftar_facet *years = daftar_results_facet(results, "year", &count);
    assert_int_equal(count, 1);
    assert_string_equal(years[0].value, "2021");
    assert_null(daftar_results_facet(results, "author", &count));
    assert_int_equal(count, 0);
    daftar_results_free(results);
    daftar_index_free(index);
}

static void a_document_is_replaced(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    daftar_document *document;
    daftar_counts counts;
    make_index(in_place("index"));
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    assert_done(daftar_document_new(&document));
    assert_done(daftar_document_set(document, "path", "water/aral", NULL));
    assert_done(daftar_document_set(document, "text", "Saxaul trees now hold the sand of the dry sea bed in place.", NULL));
    assert_done(daftar_indexer_add_document(indexer, document));
    assert_done(daftar_indexer_commit(indexer));
    daftar_indexer_counts(indexer, &counts);
    assert_int_equal(counts.changed, 1);
    assert_int_equal(counts.added, 0);
    daftar_document_free(document);
    daftar_indexer_free(indexer);
    daftar_index *index = open_index(in_place("index"));
    assert_int_equal(daftar_index_count(index), 3);
    assert_string_equal(paths_of(index, "saxaul"), "water/aral");
    assert_string_equal(paths_of(index, "\"cotton\""), "");
    daftar_index_free(index);
}

static void documents_are_removed(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    make_index(in_place("index"));
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    assert_int_equal(daftar_indexer_remove(indexer, "trans"), DAFTAR_NOT_FOUND); /* no part of a name */
    assert_done(daftar_indexer_remove(indexer, "transport"));
    assert_done(daftar_indexer_commit(indexer));
    assert_int_equal(daftar_indexer_remove(indexer, "transport"), DAFTAR_NOT_FOUND);
    daftar_indexer_free(indexer);
    daftar_index *index = open_index(in_place("index"));
    assert_string_equal(paths_of(index, "sea railways дорог"), "water/aral");
    daftar_index_free(index);
}

static void what_is_not_committed_is_dropped(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    make_index(in_place("index"));
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    assert_done(daftar_indexer_remove(indexer, "transport"));
    daftar_indexer_free(indexer);
    daftar_index *index = open_index(in_place("index"));
    assert_int_equal(daftar_index_count(index), 3);
    daftar_index_free(index);
}

static void readers_stay_until_they_refresh(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *before;
    char first[100];
    assert_done(daftar_search(&before, index, "railways", NULL));
    snprintf(first, sizeof first, "%s", daftar_results_hit(before, 0)->path);
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    assert_done(daftar_indexer_remove(indexer, "transport"));
    assert_done(daftar_indexer_commit(indexer));
    daftar_indexer_free(indexer);
    assert_int_equal(daftar_index_count(index), 3);
    assert_string_equal(paths_of(index, "seaports"), "transport/rail");
    assert_done(daftar_index_refresh(index));
    assert_int_equal(daftar_index_count(index), 1);
    assert_string_equal(paths_of(index, "seaports"), "");
    assert_string_equal(daftar_results_hit(before, 0)->path, first); /* still valid */
    daftar_results_free(before);
    daftar_index_free(index);
}

static void one_writer_at_a_time(void **state)
{
    (void)state;
    daftar_indexer *first, *second;
    assert_done(daftar_indexer_new(&first, in_place("index"), NULL));
    assert_int_equal(daftar_indexer_new(&second, in_place("index"), NULL), DAFTAR_LOCKED);
    assert_null(second);
    assert_non_null(strstr(daftar_last_error(), "index"));
    daftar_indexer_free(first);
    assert_done(daftar_indexer_new(&second, in_place("index"), NULL));
    daftar_indexer_free(second);
}

/* The index is for its owner alone whatever the host's umask, which stays what it is. */
static void the_host_keeps_its_umask(void **state)
{
    (void)state;
    static const mode_t masks[] = {0, 022, 077, 0777 & ~0700};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        char name[16];
        struct stat facts;
        snprintf(name, sizeof name, "index%zu", i);
        mode_t before = umask(masks[i]);
        make_index(in_place(name));
        daftar_index_free(open_index(in_place(name)));
        assert_done(daftar_index_compact(in_place(name), 0, NULL));
        assert_int_equal(umask(before), masks[i]);
        assert_int_equal(stat(in_place(name), &facts), 0);
        assert_int_equal(facts.st_mode & 07777, 0700);
    }
}

static int count_terms(void *context, const char *form, uint64_t count)
{
    snprintf((char *)context + strlen(context), 200 - strlen(context), "%s%s=%u", *(char *)context ? " " : "", form,
             (unsigned)count);
    return 0;
}

static void words_are_completed(void **state)
{
    (void)state;
    char found[200] = "";
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    assert_done(daftar_index_terms(index, "irri", 5, count_terms, found));
    assert_true(!strcmp(found, "irrigation=1") || !strcmp(found, "Irrigation=1"));
    daftar_index_free(index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(documents_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hits_are_complete, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_document_is_replaced, set_up, tear_down),
        cmocka_unit_test_setup_teardown(documents_are_removed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_committed_is_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(readers_stay_until_they_refresh, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_writer_at_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_host_keeps_its_umask, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_completed, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("api_memory", tests, NULL, NULL);
}

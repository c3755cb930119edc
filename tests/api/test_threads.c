/* test_threads.c: separate handles in separate threads while an indexer writes; to be run under the thread sanitizer. */
#include "fixture.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#define SEARCHERS 3
#define COMMITS 12

struct shared {
    const char *path;
    atomic_bool over;
    atomic_uint failures, searches;
};

/* cmocka's assertions leave by longjmp: not from a thread. What goes wrong is counted. */
static void expect(struct shared *shared, bool held, const char *what)
{
    if (!held) {
        atomic_fetch_add(&shared->failures, 1);
        fprintf(stderr, "%s: %s\n", what, daftar_last_error());
    }
}

static void search_once(struct shared *shared, daftar_index *index)
{
    daftar_results *results;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    const char *const facets[] = {"lang", "year"};
    options.facets = facets;
    options.facet_count = 2;
    options.explain = 1;
    expect(shared, !daftar_search(&results, index, "transport diplomacy \"sea\" дорог", &options), "search");
    expect(shared, daftar_results_count(results) >= 3, "hits");
    for (size_t i = 0; i < daftar_results_count(results); i++)
        expect(shared, *daftar_results_hit(results, i)->path != '\0', "path");
    daftar_results_free(results);
    atomic_fetch_add(&shared->searches, 1);
}

static int count_one(void *context, const char *form, uint64_t count)
{
    *(uint64_t *)context += count + (*form != '\0');
    return 0;
}

static void *searcher(void *context)
{
    struct shared *shared = context;
    while (!atomic_load(&shared->over)) {
        daftar_index *index;
        uint64_t words = 0;
        expect(shared, !daftar_index_open(&index, &shared->path, 1, NULL), "open");
        for (int i = 0; index && i < 5; i++) {
            search_once(shared, index);
            expect(shared, !daftar_index_refresh(index), "refresh");
        }
        expect(shared, !index || (!daftar_index_terms(index, "tr", 5, count_one, &words) && words), "terms");
        daftar_index_free(index);
    }
    return NULL;
}

static int count_token(void *context, const daftar_token *token)
{
    *(size_t *)context += token->end > token->start;
    return 0;
}

static void *analyst(void *context)
{
    struct shared *shared = context;
    while (!atomic_load(&shared->over)) {
        daftar_analyzer *analyzer;
        expect(shared, !daftar_analyzer_new(&analyzer), "analyzer");
        for (size_t i = 0; analyzer && i < sizeof documents / sizeof *documents; i++) {
            size_t tokens = 0;
            const char *text = documents[i].text;
            expect(shared, !daftar_analyze(analyzer, NULL, text, strlen(text), count_token, &tokens), "analyze");
            expect(shared, tokens > 5, "tokens");
            expect(shared, strcmp(daftar_detect_language(text, strlen(text), NULL), "und") != 0, "language");
        }
        daftar_analyzer_free(analyzer);
    }
    return NULL;
}

static void *writer(void *context)
{
    struct shared *shared = context;
    daftar_indexer *indexer;
    daftar_indexer_options options = DAFTAR_INDEXER_OPTIONS_INIT;
    options.jobs = 2;
    expect(shared, !daftar_indexer_new(&indexer, shared->path, &options), "indexer");
    for (int i = 0; indexer && i < COMMITS; i++) {
        daftar_document *document;
        char path[32];
        snprintf(path, sizeof path, "more/%d", i % 4); /* replaced now and then */
        expect(shared, !daftar_document_new(&document), "document");
        daftar_document_set(document, "path", path, NULL);
        daftar_document_set(document, "text", "A railway of transport diplomacy by the sea.", NULL);
        expect(shared, !daftar_indexer_add_document(indexer, document), "add");
        daftar_document_free(document);
        if (i == COMMITS / 2)
            expect(shared, !daftar_indexer_add_tree(indexer, "examples", "examples"), "tree");
        expect(shared, !daftar_indexer_commit(indexer), "commit");
    }
    daftar_indexer_free(indexer);
    atomic_store(&shared->over, true);
    return NULL;
}

static void searchers_and_a_writer(void **state)
{
    (void)state;
    char path[128];
    pthread_t threads[SEARCHERS + 2];
    struct shared shared = {.path = path};
    snprintf(path, sizeof path, "%s", in_place("index"));
    make_index(path);
    for (size_t i = 0; i < SEARCHERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, searcher, &shared), 0);
    assert_int_equal(pthread_create(&threads[SEARCHERS], NULL, analyst, &shared), 0);
    assert_int_equal(pthread_create(&threads[SEARCHERS + 1], NULL, writer, &shared), 0);
    for (size_t i = 0; i < SEARCHERS + 2; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(shared.failures, 0);
    assert_true(shared.searches > SEARCHERS);
    daftar_index *index = open_index(path);
    assert_true(daftar_index_count(index) >= 7);
    daftar_index_free(index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(searchers_and_a_writer, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("api_threads", tests, NULL, NULL);
}

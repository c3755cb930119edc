/* test_bad_use.c: sizes that are wrong, arrays that are not there, calls in the wrong order, an index that goes away. */
#include "fixture.h"

#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define assert_refused(call) \
    do { \
        assert_int_equal((call), DAFTAR_BAD_INPUT); \
        assert_true(*daftar_last_error() != '\0'); \
        assert_null(strchr(daftar_last_error(), '\n')); \
    } while (0)

/* A failure that says something, whichever it is. */
#define assert_fails(call) \
    do { \
        assert_int_not_equal((call), DAFTAR_OK); \
        assert_true(*daftar_last_error() != '\0'); \
    } while (0)

static void shell(const char *format, const char *path)
{
    char command[256];
    snprintf(command, sizeof command, format, path);
    assert_int_equal(system(command), 0);
}

static daftar_document *document_at(const char *path, const char *text)
{
    daftar_document *document;
    assert_done(daftar_document_new(&document));
    assert_done(daftar_document_set(document, "path", path, NULL));
    assert_done(daftar_document_set(document, "text", text, NULL));
    return document;
}

/* ---- options ---- */

/* A size that no version of a struct ever had: nothing, half a pointer, more than is known. */
static void sizes_that_are_wrong(void **state)
{
    (void)state;
    const size_t offsets[] = {0, 1, 4, 7, 12, SIZE_MAX};
    const char *path = in_place("index");
    make_index(path);
    daftar_index *index = open_index(path), *other;
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        daftar_results *results;
        daftar_indexer *indexer;
        daftar_index_options a = DAFTAR_INDEX_OPTIONS_INIT;
        daftar_search_options b = DAFTAR_SEARCH_OPTIONS_INIT;
        daftar_indexer_options c = DAFTAR_INDEXER_OPTIONS_INIT;
        daftar_info d = DAFTAR_INFO_INIT;
        a.size = b.size = c.size = d.size = offsets[i];
        assert_refused(daftar_index_open(&other, &path, 1, &a));
        assert_refused(daftar_search(&results, index, "sea", &b));
        assert_refused(daftar_similar(&results, index, "water/aral", 1, &b));
        assert_refused(daftar_similar_text(&results, index, "sea", 3, &b));
        assert_refused(daftar_indexer_new(&indexer, path, &c));
        assert_refused(daftar_index_compact(path, 0, &c));
        assert_refused(daftar_index_info(path, &d));
        assert_null(other);
        assert_null(results);
        assert_null(indexer);
    }
    daftar_index_free(index);
}

/* An older program's struct ends earlier: what it does not have is the default. */
static void structs_of_an_older_version(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *results;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.size = offsetof(daftar_search_options, languages);
    options.count = 1;
    options.languages = (const char *const *)place; /* beyond the end: never looked at */
    options.language_count = 99;
    assert_done(daftar_search(&results, index, "railways sea", &options));
    assert_int_equal(daftar_results_count(results), 1);
    daftar_results_free(results);
    daftar_index_free(index);
    struct {
        daftar_info info;
        char behind;
    } old = {DAFTAR_INFO_INIT, 'x'};
    old.info.size = offsetof(daftar_info, bytes);
    old.info.bytes = 12345;
    assert_done(daftar_index_info(in_place("index"), &old.info));
    assert_int_equal(old.info.articles, 3);
    assert_int_equal(old.info.bytes, 12345); /* not written */
}

static void arrays_that_are_not_there(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *results;
    daftar_indexer *indexer;
    const char *const holes[] = {NULL};
    const char *const many[] = {"lang", "year", "lang", "year", "lang", "year", "lang", "year", "lang", "year"};
    for (int hole = 0; hole < 2; hole++) {
        daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
        daftar_indexer_options indexing = DAFTAR_INDEXER_OPTIONS_INIT;
        options.facets = options.languages = indexing.exclude = hole ? holes : NULL;
        options.facet_count = 1;
        assert_refused(daftar_search(&results, index, "sea", &options));
        assert_refused(daftar_similar(&results, index, "water/aral", 1, &options));
        options.facet_count = 0;
        options.language_count = 1;
        assert_refused(daftar_search(&results, index, "sea", &options));
        indexing.exclude_count = 1;
        assert_refused(daftar_indexer_new(&indexer, in_place("other"), &indexing));
    }
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.facets = many;
    options.facet_count = sizeof many / sizeof *many;
    assert_refused(daftar_search(&results, index, "sea", &options));
    daftar_index_free(index);
}

static void nowhere_to_put_a_count(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *results;
    daftar_indexer *indexer;
    const char *const facets[] = {"lang"};
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.facets = facets;
    options.facet_count = 1;
    options.explain = 1;
    assert_done(daftar_search(&results, index, "sea", &options));
    assert_non_null(daftar_results_facet(results, "lang", NULL));
    assert_null(daftar_results_facet(results, NULL, NULL));
    assert_non_null(daftar_results_explain(results, 0, NULL));
    assert_null(daftar_results_explain(results, SIZE_MAX, NULL));
    daftar_results_free(results);
    daftar_index_free(index);
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    daftar_indexer_counts(indexer, NULL);
    daftar_indexer_free(indexer);
    assert_refused(daftar_index_info(in_place("index"), NULL));
}

/* ---- order ---- */

static void calls_in_another_order(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    daftar_index *index;
    const char *path = in_place("index");
    assert_done(daftar_indexer_new(&indexer, path, NULL));
    assert_int_equal(daftar_index_open(&index, &path, 1, NULL), DAFTAR_NOT_FOUND); /* nothing committed yet */
    assert_done(daftar_indexer_commit(indexer));
    assert_done(daftar_indexer_commit(indexer));
    index = open_index(path); /* an index of nothing */
    assert_string_equal(paths_of(index, "sea"), "");
    daftar_document *document = document_at("a", "The sea lost its water.");
    assert_done(daftar_indexer_add_document(indexer, document));
    assert_done(daftar_indexer_add_document(indexer, document)); /* a document stays the caller's: the later one counts */
    assert_done(daftar_document_set(document, "title", "After it was added", NULL));
    daftar_document_free(document);
    assert_done(daftar_indexer_remove(indexer, "a")); /* what was not committed can be removed */
    assert_done(daftar_indexer_commit(indexer));
    assert_done(daftar_index_refresh(index));
    assert_int_equal(daftar_index_count(index), 0);
    assert_int_equal(daftar_index_compact(path, 0, NULL), DAFTAR_LOCKED);
    daftar_indexer_free(indexer);
    assert_done(daftar_index_compact(path, 0, NULL));
    assert_string_equal(paths_of(index, "sea"), "");
    daftar_index_free(index);
}

/* The results of a search outlive the handle that it was asked of. */
static void results_after_their_index(void **state)
{
    (void)state;
    daftar_results *results;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    assert_done(daftar_search(&results, index, "seaports", NULL));
    daftar_index_free(index);
    assert_string_equal(daftar_results_hit(results, 0)->path, "transport/rail");
    assert_string_equal(daftar_results_hit(results, 0)->text, documents[1].text);
    daftar_results_free(results);
}

static int stop_at_once(void *context, const daftar_progress *progress)
{
    assert_non_null(progress->path);
    ++*(int *)context;
    return 1;
}

static void stopping(void **state)
{
    (void)state;
    int calls = 0;
    daftar_indexer *indexer;
    daftar_indexer_options options = DAFTAR_INDEXER_OPTIONS_INIT;
    options.progress = stop_at_once;
    options.context = &calls;
    assert_int_equal(mkdir(in_place("texts"), 0700), 0);
    shell("for i in $(seq 40); do echo Water and cotton $i >%s/texts/$i.txt; done", place);
    assert_done(daftar_indexer_new(&indexer, in_place("index"), &options));
    assert_int_equal(daftar_indexer_add_tree(indexer, in_place("texts"), NULL), DAFTAR_STOPPED);
    assert_true(calls >= 1);
    daftar_indexer_free(indexer);
}

/* ---- the index goes away ---- */

static void removed_under_a_reader(void **state)
{
    (void)state;
    make_index(in_place("index"));
    daftar_index *index = open_index(in_place("index"));
    daftar_results *results;
    shell("rm -r %s/index", place);
    daftar_status status = daftar_search(&results, index, "sea", NULL); /* open files stay readable */
    assert_true(status == DAFTAR_OK || *daftar_last_error());
    daftar_results_free(results);
    assert_int_equal(daftar_index_refresh(index), DAFTAR_NOT_FOUND);
    assert_non_null(strstr(daftar_last_error(), "index"));
    status = daftar_search(&results, index, "sea", NULL); /* the handle is what it was */
    assert_true(status == DAFTAR_OK || *daftar_last_error());
    daftar_results_free(results);
    make_index(in_place("index"));
    assert_done(daftar_index_refresh(index));
    assert_string_equal(paths_of(index, "saxaul sea"), "water/aral");
    daftar_index_free(index);
}

static void removed_under_a_writer(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    make_index(in_place("index"));
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    shell("rm -r %s/index", place);
    daftar_document *document = document_at("b", "Barley and cotton.");
    daftar_status added = daftar_indexer_add_document(indexer, document);
    if (!added)
        assert_fails(daftar_indexer_commit(indexer));
    else
        assert_true(*daftar_last_error() != '\0');
    daftar_document_free(document);
    daftar_indexer_free(indexer);
    assert_int_equal(access(in_place("index"), F_OK), -1); /* and nothing was made anew */
}

static void damaged_under_a_reader(void **state)
{
    (void)state;
    static const char *const damages[] = {
        "for f in %s/index/seg-*; do : >$f; done",
        "for f in %s/index/seg-*; do truncate -s 5000 $f; done",
        "for f in %s/index/seg-*; do head -c $(stat -c %%s $f) /dev/zero | tr '\\0' '\\377' >$f.x; cat $f.x >$f; done",
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        make_index(in_place("index"));
        daftar_index *index = open_index(in_place("index"));
        daftar_results *results;
        shell(damages[i], place);
        daftar_status status = daftar_search(&results, index, "sea railways", NULL);
        if (status)
            assert_true(*daftar_last_error() != '\0');
        daftar_results_free(results);
        assert_fails(daftar_index_verify(in_place("index"), NULL, NULL));
        daftar_index_free(index);
        shell("rm -r %s/index", place);
    }
}

/* ---- processes and threads ---- */

/* Every descriptor of ours is closed on exec: a host may start programs at any time. */
static void descriptors_stay_in_the_process(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    unsigned ours = 0;
    make_index(in_place("index"));
    bool inherited[100];
    for (int fd = 0; fd < 100; fd++)
        inherited[fd] = fcntl(fd, F_GETFD) >= 0;
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    add_documents(indexer);
    daftar_index *index = open_index(in_place("index"));
    for (int fd = 0; fd < 100; fd++) {
        int flags = inherited[fd] ? -1 : fcntl(fd, F_GETFD);
        ours += flags >= 0;
        assert_true(flags < 0 || flags & FD_CLOEXEC);
    }
    assert_true(ours >= 2); /* the lock and a segment */
    daftar_index_free(index);
    daftar_indexer_free(indexer);
}

static void a_child_opens_its_own(void **state)
{
    (void)state;
    const char *path = in_place("index");
    int code = -1;
    make_index(path);
    daftar_index *index = open_index(path);
    pid_t child = fork();
    if (!child) {
        daftar_index *own;
        daftar_results *results = NULL;
        bool found = !daftar_index_open(&own, &path, 1, NULL) && !daftar_search(&results, own, "cotton", NULL);
        _exit(found && daftar_results_count(results) >= 1 ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_int_equal(code, 0);
    assert_string_equal(paths_of(index, "seaports"), "transport/rail");
    daftar_index_free(index);
}

/* Any bytes are text; what comes back is UTF-8. */
static void bytes_that_are_no_text(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    daftar_results *results;
    assert_done(daftar_indexer_new(&indexer, in_place("index"), NULL));
    daftar_document *document = document_at("a", "The river \xff\xfe reaches \xc3 the sea \xed\xa0\x80 slowly.");
    assert_done(daftar_document_set(document, "title", "\xf5 broken", NULL));
    assert_done(daftar_document_set(document, "title", "another", "no such language"));
    assert_done(daftar_indexer_add_document(indexer, document));
    assert_done(daftar_indexer_commit(indexer));
    daftar_document_free(document);
    daftar_indexer_free(indexer);
    daftar_index *index = open_index(in_place("index"));
    assert_done(daftar_search(&results, index, "\xff river \xc3", NULL));
    assert_int_equal(daftar_results_count(results), 1);
    const daftar_hit *hit = daftar_results_hit(results, 0);
    assert_true(mbstowcs(NULL, hit->text, 0) != (size_t)-1);
    assert_true(mbstowcs(NULL, hit->snippet, 0) != (size_t)-1);
    assert_true(mbstowcs(NULL, hit->title, 0) != (size_t)-1);
    daftar_results_free(results);
    daftar_index_free(index);
}

static void *fail_elsewhere(void *context)
{
    daftar_index *index;
    const char *path = "/other/place";
    daftar_index_open(&index, &path, 1, NULL);
    return strstr(daftar_last_error(), path) ? context : NULL;
}

static void errors_belong_to_their_thread(void **state)
{
    (void)state;
    daftar_index *index;
    const char *path = "/this/place";
    pthread_t thread;
    void *found;
    assert_fails(daftar_index_open(&index, &path, 1, NULL));
    assert_int_equal(pthread_create(&thread, NULL, fail_elsewhere, place), 0);
    assert_int_equal(pthread_join(thread, &found), 0);
    assert_ptr_equal(found, place);
    assert_non_null(strstr(daftar_last_error(), path));
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sizes_that_are_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(structs_of_an_older_version, set_up, tear_down),
        cmocka_unit_test_setup_teardown(arrays_that_are_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nowhere_to_put_a_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(calls_in_another_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(results_after_their_index, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stopping, set_up, tear_down),
        cmocka_unit_test_setup_teardown(removed_under_a_reader, set_up, tear_down),
        cmocka_unit_test_setup_teardown(removed_under_a_writer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged_under_a_reader, set_up, tear_down),
        cmocka_unit_test_setup_teardown(descriptors_stay_in_the_process, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_child_opens_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(errors_belong_to_their_thread, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("api_bad_use", tests, NULL, NULL);
}

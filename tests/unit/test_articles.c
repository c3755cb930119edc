/* test_articles.c: from first passages to their articles, also where the name of an article is none of ours. */
#include "search/articles.h"
#include "store_fixture.h"

#include "store/schema.h"

static size_t count_matches(daftar_index *index, const struct store_query *asked)
{
    struct store_match_options options = {.count = 10, .weighting = STORE_BOOL};
    struct store_matches *matches;
    assert_done(store_match(&matches, index->store, asked, &options));
    size_t count = store_matches_count(matches);
    store_matches_free(matches);
    return count;
}

static void what_is_too_long_is_no_article(void **state)
{
    (void)state;
    static char longest[STORE_TERM_MAX], longer[2000];
    memset(longest, 'x', sizeof longest - 1);
    memset(longer, 'x', sizeof longer - 1);
    const struct row rows[] = {
        {"red", 0, longest, "en"}, {"red apple", 0, longer, "en"}, {"red plum", 0, "", "en"}, {"blue", 0, "y", "en"}};
    write_scratch("s1", rows, 4);
    merge("a", (const char *[]){"s1"}, 1);
    daftar_index index = {.store = open_named("a", NULL)};
    daftar_status status;
    struct store_query *all = articles_of(&index, word("red"), &status);
    assert_done(status);
    assert_non_null(all);
    assert_int_equal(count_matches(&index, all), 0); /* none of them has a passage that names it */
    store_query_free(all);
    store_free(index.store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_too_long_is_no_article, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

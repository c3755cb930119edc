/* test_match.c: queries, dead passages, facets, collapsing and scores. */
#include "store_fixture.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/wait.h>

static query phrase(void) { return near2(word("red"), word("apple"), 2, true); }
static query phrase_turned(void) { return near2(word("apple"), word("red"), 2, true); }
static query near(void) { return near2(word("plum"), word("apple"), 4, false); }
static query near_tight(void) { return near2(word("plum"), word("apple"), 3, false); }
static query near_synonym(void)
{
    query red_or_green = join2(STORE_SYNONYM, word("red"), word("green"));
    return near2(red_or_green, word("apple"), 2, true);
}
static query near_too_many(void) /* the sixth alternative is dropped */
{
    query words[] = {word("1"), word("2"), word("3"), word("4"), word("red"), word("green")};
    return near2(store_query_join(STORE_OR, words, 6), word("apple"), 2, true);
}
static query near_odd(void) /* a child without positions: AND */
{
    return near2(join2(STORE_AND, word("red"), word("pie")), word("plum"), 2, true);
}
static query near_nothing(void) { return near2(store_query_none(), word("apple"), 2, true); }
static query near_empty(void) { return store_query_near(opened, NULL, 0, 5, true); }
static query near_wide(void) { return near2(word("plum"), word("apple"), SIZE_MAX, false); }
static query and_not(void) { return join2(STORE_AND_NOT, store_query_all(), word("apple")); }
static query filter(void) { return join2(STORE_FILTER, word("apple"), word("red")); }
static query maybe(void) { return join2(STORE_AND_MAYBE, word("plum"), word("red")); }
static query empty_or(void) { return store_query_join(STORE_OR, NULL, 0); }
static query empty_and(void) { return store_query_join(STORE_AND, NULL, 0); }
static query no_term(void) { return word(""); }
static query years_both(void) { return years(2000, 2010); }
static query years_from(void) { return years(2005, 0); }
static query years_to(void) { return years(0, 2000); }
static query years_open(void) { return years(0, 0); }
static query years_wrong(void) { return years(2010, 2000); }
static query scaled(void) { return store_query_scale(word("red"), -1); }
static query layers(void)
{
    query second = join2(STORE_AND_NOT, word("plum"), word("pie"));
    return join2(STORE_OR, word("pie"), store_query_scale(second, .5));
}
static query long_term(void)
{
    static char text[246];
    memset(text, 'a', sizeof text);
    return store_query_term(text, sizeof text);
}

static const struct {
    query (*make)(void);
    const char *expected;
} questions[] = {
    {phrase, "0:1 1:2"},
    {phrase_turned, ""},
    {near, "1:2"},
    {near_tight, ""},
    {near_synonym, "0:1 0:2 1:2"},
    {near_too_many, "0:1 1:2"},
    {near_odd, "1:2"},
    {near_nothing, ""},
    {near_empty, ""},
    {near_wide, "1:2"},
    {and_not, "0:3 1:3"},
    {filter, "0:1 1:2"},
    {maybe, "0:3 1:2"},
    {empty_or, ""},
    {empty_and, ""},
    {no_term, ""},
    {long_term, ""},
    {years_both, "0:2 0:3 1:2"},
    {years_from, "0:3 1:1 1:2"},
    {years_to, "0:1 0:2"},
    {years_open, "0:1 0:2 0:3 1:1 1:2 1:3"},
    {years_wrong, ""},
    {scaled, "0:1 0:3 1:2"},
    {layers, "0:1 0:3 1:2"},
    {store_query_all, "0:1 0:2 0:3 1:1 1:2 1:3"},
    {store_query_none, ""},
};

static void test_questions(void **state)
{
    (void)state;
    write_both();
    struct store *store = open_named("a", "b");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const char *got = hits_of(store, questions[i].make(), NULL);
        if (strcmp(got, questions[i].expected))
            fail_msg("question %zu: `%s`, not `%s`", i, got, questions[i].expected);
    }
    query child = join2(STORE_OR, word("a"), NULL);
    assert_null(child);
    assert_null(store_query_scale(store_query_join(STORE_AND, &child, 1), 2));
    query copied = word("plum"), copy = store_query_copy(copied);
    store_query_free(copied);
    assert_string_equal(hits_of(store, copy, NULL), "0:3 1:2");
    store_free(store);
}

static void living_are(struct store *store, size_t part, const char *term, const uint32_t *expected, size_t count)
{
    uint32_t *docids;
    size_t found;
    assert_done(store_living(store, part, term, strlen(term), &docids, &found));
    assert_int_equal(found, count);
    if (count)
        assert_memory_equal(docids, expected, count * sizeof *expected);
    free(docids);
}

static void test_dead(void **state)
{
    (void)state;
    write_both();
    merge("c", (const char *[]){"s1"}, 1);
    uint32_t dead_a[] = {1, 3}, dead_c[] = {2};
    struct store_part parts[] = {
        {.path = in_place("a"), .dead = dead_a, .dead_count = 2},
        {.path = in_place("b")},
        {.path = in_place("c"), .dead = dead_c, .dead_count = 1},
        {.path = in_place("a")}, /* the same file again, with nothing dead */
    };
    struct store *store;
    assert_done(store_open(&store, parts, 4, 1));
    assert_int_equal(store_passage_count(store), 9);
    assert_string_equal(hits_of(store, word("red"), NULL), "1:2 2:1 2:3 3:1 3:3");
    assert_string_equal(hits_of(store, word("apple"), NULL), "0:2 1:1 1:2 2:1 3:1 3:2");
    assert_string_equal(hits_of(store, store_query_all(), NULL),
                        "0:2 1:1 1:2 1:3 2:1 2:3 3:1 3:2 3:3");
    assert_string_equal(hits_of(store, years(1990, 1990), NULL), "2:1 3:1");
    living_are(store, 0, "red", (const uint32_t[]){0}, 0);
    living_are(store, 0, "apple", (const uint32_t[]){2}, 1);
    living_are(store, 3, "red", (const uint32_t[]){1, 3}, 2);
    living_are(store, 3, "nowhere", (const uint32_t[]){0}, 0);
    struct store_id ids[] = {{0, 1}, {0, 2}, {2, 2}, {3, 1}, {3, 3}};
    assert_string_equal(hits_of(store, store_query_passages(store, ids, 5, 1), NULL),
                        "0:2 3:1 3:3");
    store_free(store);

    uint32_t wrong[][2] = {{0, 1}, {2, 2}, {3, 1}, {3, 4}};
    for (size_t i = 0; i < 4; i++) {
        struct store_part part = {.path = in_place("a"), .dead = wrong[i], .dead_count = 2};
        assert_int_equal(store_open(&store, &part, 1, 1), DAFTAR_CORRUPT);
        assert_null(store);
    }
}

/* Many dead among many passages, against what a plain loop says. */
static void test_dead_many(void **state)
{
    (void)state;
    char text[16];
    uint32_t dead[2000], docid = 0;
    size_t dead_count = 0, expected = 0;
    struct segment_writer *writer = scratch("s");
    for (docid = 1; docid <= 2000; docid++) {
        snprintf(text, sizeof text, "%s", docid % 3 ? "all" : "all third");
        add_row(writer, &(struct row){text, 0, "x", "en"});
        bool is_dead = docid % 7 == 0 || (docid > 500 && docid < 900);
        if (is_dead)
            dead[dead_count++] = docid;
        expected += !is_dead && docid % 3 == 0;
    }
    finish(writer);
    merge("many", (const char *[]){"s"}, 1);
    struct store_part part = {.path = in_place("many"), .dead = dead, .dead_count = dead_count};
    struct store_match_options options = {.count = 5000, .check_at_least = SIZE_MAX};
    struct store *store;
    struct store_matches *matches;
    assert_done(store_open(&store, &part, 1, 1));
    query third = word("third");
    assert_done(store_match(&matches, store, third, &options));
    assert_int_equal(store_matches_count(matches), expected);
    for (size_t i = 0; i < expected; i++) {
        docid = store_matches_hit(matches, i)->id.docid;
        assert_true(docid % 3 == 0 && docid % 7 && !(docid > 500 && docid < 900));
    }
    assert_int_equal(store_matches_estimate(matches), expected);
    store_matches_free(matches);
    store_query_free(third);
    store_free(store);
}

static int compare_words(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The values of a facet with their counts, which come in no order: sorted. */
static const char *facet_of(const struct store_matches *matches, size_t facet, struct buffer *out)
{
    struct buffer found = {0};
    char *words[64], *at;
    size_t count = 0;
    assert_done(store_matches_facet(matches, facet, collect_all, &found));
    at = found.data;
    for (char *name; at && count < 64 && (name = strsep(&at, " ")) != NULL;)
        if (*name)
            words[count++] = name;
    if (count)
        qsort(words, count, sizeof *words, compare_words);
    buffer_clear(out);
    for (size_t i = 0; i < count; i++)
        buffer_printf(out, "%s%s", i ? " " : "", words[i]);
    buffer_free(&found);
    return out->data ? out->data : "";
}

static size_t count_blanks(const struct buffer *text)
{
    size_t count = 0;
    for (size_t i = 0; i < text->length; i++)
        count += text->data[i] == ' ';
    return count;
}

/* Neighbours that share a key share the facet, whether it is looked for once or each time. */
static void test_facets_of_a_key(void **state)
{
    (void)state;
    static const struct {
        const char *article, *language;
    } passages[] = {{"", "en"}, {"", "ru"}, {"p", "uz"}, {"p", "uz"}, {"q", ""}, {"q", ""}, {"", ""},
                    {"r", "uz"}, {"s", "uz"}, {"s", "uz"}, {"", "kk"}};
    struct segment_writer *writer;
    assert_done(segment_writer_open(&writer, in_place("s")));
    for (size_t i = 0; i < sizeof passages / sizeof *passages; i++) {
        struct store_term term = {"all", 3, 1, 1};
        struct store_value values[] = {{ARTICLE, passages[i].article, strlen(passages[i].article)},
                                       {LANGUAGE, passages[i].language, strlen(passages[i].language)}};
        struct store_passage passage = {.terms = &term, .term_count = 1, .values = values, .value_count = 2};
        assert_done(segment_writer_add(writer, &passage));
    }
    finish(writer);
    merge("keyed", (const char *[]){"s"}, 1);
    struct store_part part = {.path = in_place("keyed")};
    struct store *store;
    assert_done(store_open(&store, &part, 1, 1));
    query all = word("all");
    unsigned slots[] = {LANGUAGE, LANGUAGE};
    for (unsigned keyed = 0; keyed < 4; keyed++) {
        struct store_match_options options = {.count = 1, .check_at_least = SIZE_MAX, .facet_slots = slots,
                                              .facet_count = 2, .facet_keyed = keyed, .facet_key_slot = ARTICLE};
        struct store_matches *matches;
        struct buffer out = {0};
        assert_done(store_match(&matches, store, all, &options));
        assert_string_equal(facet_of(matches, 0, &out), "en=1 kk=1 ru=1 uz=5");
        assert_string_equal(facet_of(matches, 1, &out), "en=1 kk=1 ru=1 uz=5");
        store_matches_free(matches);
        buffer_free(&out);
    }
    store_query_free(all);
    store_free(store);
}

static void test_facets_and_collapse(void **state)
{
    (void)state;
    write_both();
    struct store *store = open_named("a", "b");
    unsigned slots[] = {LANGUAGE, ARTICLE, 77};
    struct store_match_options options = {.count = 10,
                                          .check_at_least = SIZE_MAX,
                                          .facet_slots = slots,
                                          .facet_count = 3};
    struct store_matches *matches;
    struct buffer out = {0};
    query all = store_query_all();
    assert_done(store_match(&matches, store, all, &options));
    assert_string_equal(facet_of(matches, 0, &out), "en=2 ru=3 uz=1");
    buffer_clear(&out);
    assert_done(store_matches_facet(matches, 1, collect_two, &out));
    assert_int_equal(count_blanks(&out), 2); /* told to stop */
    assert_string_equal(facet_of(matches, 2, &out), "");
    assert_string_equal(facet_of(matches, 3, &out), "");
    store_matches_free(matches);
    store_query_free(all);

    struct store_match_options collapsed = {
        .count = 10, .check_at_least = SIZE_MAX, .collapse = true, .collapse_slot = ARTICLE};
    assert_string_equal(hits_of(store, word("apple"), &collapsed), "0:1 1:1 1:2");
    query plum = word("plum");
    assert_done(store_match(&matches, store, plum, &collapsed));
    assert_int_equal(store_matches_count(matches), 1);
    assert_int_equal(store_matches_hit(matches, 0)->collapsed, 1);
    store_matches_free(matches);
    store_query_free(plum);
    store_free(store);
    buffer_free(&out);
}

static void test_pages_and_scores(void **state)
{
    (void)state;
    write_both();
    struct store *store = open_named("a", "b");
    struct store_match_options options = {.first = 1, .count = 2, .check_at_least = SIZE_MAX};
    struct store_matches *page, *whole;
    query asked = join2(STORE_SYNONYM, word("apple"), word("plum"));
    for (int weighting = STORE_BM25; weighting <= STORE_BOOL; weighting++) {
        options.weighting = (enum store_weighting)weighting;
        assert_done(store_match(&page, store, asked, &options));
        struct store_match_options from_first = options;
        from_first.first = 0;
        from_first.count = SIZE_MAX;
        assert_done(store_match(&whole, store, asked, &from_first));
        assert_int_equal(store_matches_count(whole), 5);
        assert_int_equal(store_matches_count(page), 2);
        assert_int_equal(store_matches_estimate(page), 5);
        for (size_t i = 0; i < 5; i++) {
            const struct store_hit *hit = store_matches_hit(whole, i);
            double score;
            assert_done(store_score(store, asked, hit->id, &options, &score));
            assert_true(fabs(score - hit->score) < 1e-3 * (1 + hit->score));
            if (i)
                assert_true(hit->score <= store_matches_hit(whole, i - 1)->score);
        }
        assert_memory_equal(&store_matches_hit(page, 0)->id, &store_matches_hit(whole, 1)->id,
                            sizeof(struct store_id));
        store_matches_free(page);
        store_matches_free(whole);
    }
    double score;
    assert_int_equal(store_score(store, asked, (struct store_id){1, 3}, &options, &score),
                     DAFTAR_NOT_FOUND);
    store_query_free(asked);
    store_free(store);
}

/* The best found with the least looking are the best of all, whatever they are scaled by: here the best one, of a rare word
 * that is scaled down, comes after many of a frequent one. */
static void test_best_of_scaled(void **state)
{
    (void)state;
    struct segment_writer *writer = scratch("s");
    for (int i = 0; i < 3000; i++)
        add_row(writer, &(struct row){i == 2900 ? "rare rare rare" : i % 3 ? "usual and more" : "other", 0, "x", "en"});
    finish(writer);
    merge("scaled", (const char *[]){"s"}, 1);
    struct store_part part = {.path = in_place("scaled")};
    struct store *store;
    assert_done(store_open(&store, &part, 1, 1));
    for (int weighting = STORE_BM25; weighting < STORE_BOOL; weighting++) {
        query asked = join2(STORE_OR, word("usual"), store_query_scale(word("rare"), .1));
        struct store_match_options options = {.count = 1, .weighting = (enum store_weighting)weighting};
        struct store_matches *matches, *all;
        assert_done(store_match(&matches, store, asked, &options));
        options.check_at_least = SIZE_MAX;
        assert_done(store_match(&all, store, asked, &options));
        assert_int_equal(store_matches_hit(matches, 0)->id.docid, store_matches_hit(all, 0)->id.docid);
        if (weighting == STORE_INL2)
            assert_int_equal(store_matches_hit(matches, 0)->id.docid, 2901);
        store_matches_free(matches);
        store_matches_free(all);
        store_query_free(asked);
    }
    store_free(store);
}

/* ---- a remote part ---- */

static unsigned free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, length), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
    close(fd);
    return ntohs(address.sin_port);
}

static void write_served(void)
{
    struct segment_writer *writer;
    const char *path = in_place("t2");
    size_t calls = 0;
    assert_done(segment_writer_open_served(&writer, path));
    for (size_t i = 0; i < 3; i++)
        add_row(writer, &second_rows[i]);
    put(writer, "Vshared", "far");
    finish(writer);
    assert_done(segment_merge(in_place("served"), &path, 1, join_values, &calls));
}

static pid_t serve(const char *path, unsigned port)
{
    char number[16];
    snprintf(number, sizeof number, "%u", port);
    pid_t child = fork();
    if (!child) {
        setpgid(0, 0); /* its handler of SIGTERM signals the whole group */
        execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port",
               number, path, (char *)NULL);
        _exit(127);
    }
    return child;
}

static daftar_status open_when_served(struct store **store, const struct store_part *parts,
                                      size_t count)
{
    daftar_status status = DAFTAR_IO;
    for (int i = 0; i < 50 && status == DAFTAR_IO; i++) {
        status = store_open(store, parts, count, 5);
        if (status)
            usleep(50000);
    }
    return status;
}

static void check_remote(struct store *store)
{
    opened = store;
    struct buffer out = {0};
    unsigned slot = LANGUAGE;
    struct store_match_options faceted = {
        .count = 10, .check_at_least = SIZE_MAX, .facet_slots = &slot, .facet_count = 1};
    struct store_matches *matches;
    query all = store_query_all();
    assert_string_equal(hits_of(store, word("apple"), NULL), "0:2 1:1 1:2 2:1 2:2");
    assert_string_equal(hits_of(store, phrase(), NULL), "1:2 2:2");
    assert_string_equal(hits_of(store, near2(word("green"), word("apple"), 2, true), NULL), "0:2");
    assert_string_equal(hits_of(store, near(), NULL), "1:2 2:2");
    assert_string_equal(hits_of(store, near_tight(), NULL), "");
    assert_string_equal(hits_of(store, years_from(), NULL), "0:3 1:1 1:2 2:1 2:2");
    struct store_id ids[] = {{0, 1}, {0, 3}, {1, 2}};
    assert_string_equal(hits_of(store, store_query_passages(store, ids, 3, 1), NULL), "0:3");
    assert_done(store_match(&matches, store, all, &faceted));
    assert_string_equal(facet_of(matches, 0, &out), "en=1 ru=5 uz=2");
    store_matches_free(matches);
    store_query_free(all);
    assert_done(store_passage_data(store, (struct store_id){1, 3}, &out));
    assert_string_equal(out.data, "blue");
    assert_done(store_metadata(store, 1, "Vshared", 7, &out));
    assert_string_equal(out.data, "far");
    assert_int_equal(store_metadata_each(store, 1, "", 0, collect_key, &out), DAFTAR_UNSUPPORTED);
    assert_int_equal(store_terms_each(store, 1, "", 0, collect_all, &out), DAFTAR_UNSUPPORTED);
    buffer_free(&out);
}

/* Dead passages of local parts stay out although the posting source does not travel. */
static void test_remote(void **state)
{
    (void)state;
    unsigned port = free_port();
    uint32_t dead = 1;
    struct store *store;
    if (system("command -v xapian-tcpsrv >/dev/null"))
        skip();
    write_both();
    write_served();
    pid_t server = serve(in_place("served"), port);
    struct store_part parts[] = {
        {.path = in_place("a"), .dead = &dead, .dead_count = 1},
        {.host = "127.0.0.1", .port = port},
        {.path = in_place("served")}, /* with positions, as the server has them */
    };
    daftar_status status = open_when_served(&store, parts, 3);
    if (!status)
        check_remote(store);
    store_free(store);
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    assert_int_equal(status, DAFTAR_OK);
    assert_int_equal(store_open(&store, parts, 2, 1), DAFTAR_IO);
}

static void test_empty_store(void **state)
{
    (void)state;
    struct store *store;
    assert_done(store_open(&store, NULL, 0, 1));
    assert_string_equal(hits_of(store, store_query_all(), NULL), "");
    assert_int_equal(store_passage_count(store), 0);
    assert_int_equal(store_term_frequency(store, "a", 1), 0);
    store_free(store);
    store_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_questions),
        TEST(test_dead),
        TEST(test_dead_many),
        TEST(test_facets_of_a_key),
        TEST(test_facets_and_collapse),
        TEST(test_pages_and_scores),
        TEST(test_best_of_scaled),
        TEST(test_remote),
        TEST(test_empty_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

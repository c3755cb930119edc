/* test_segment.c: segments that are damaged, missing, or not segments at all. */
#include "store_fixture.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void read_file(struct buffer *out, const char *path)
{
    char piece[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((got = fread(piece, 1, sizeof piece, file)))
        buffer_append(out, piece, got);
    fclose(file);
}

/* What every way of opening the path says; all of them have to agree. */
static daftar_status status_of(const char *path)
{
    struct store *store;
    struct store_part part = {.path = path};
    uint32_t passages;
    daftar_status status = store_open(&store, &part, 1, 1);
    assert_non_null(strstr(status_message(), path));
    store_free(store);
    assert_int_equal(segment_count(path, &passages), status);
    assert_int_equal(segment_check(path), status);
    assert_int_equal(segment_merge(in_place("out"), &path, 1, NULL, NULL), status);
    assert_int_equal(access(in_place("out"), F_OK), -1);
    assert_int_equal(access(in_place("out.tmp"), F_OK), -1);
    return status;
}

static void test_not_a_segment(void **state)
{
    (void)state;
    char nothing[4096] = "";
    static const char magic[] = "\x0f\x0dXapian Glass";
    assert_int_equal(status_of(in_place("missing")), DAFTAR_NOT_FOUND);
    write_file(in_place("empty"), "", 0);
    assert_int_equal(status_of(in_place("empty")), DAFTAR_CORRUPT);
    assert_int_equal(status_of(in_place("empty/x")), DAFTAR_NOT_FOUND);
    write_file(in_place("zeros"), nothing, sizeof nothing);
    assert_int_equal(status_of(in_place("zeros")), DAFTAR_CORRUPT);
    write_file(in_place("magic"), magic, sizeof magic - 1);
    assert_int_equal(status_of(in_place("magic")), DAFTAR_CORRUPT);
    assert_int_equal(mkfifo(in_place("pipe"), 0600), 0);
    assert_int_equal(status_of(in_place("pipe")), DAFTAR_CORRUPT);
    assert_int_equal(mkdir(in_place("directory"), 0700), 0);
    assert_int_equal(status_of(in_place("directory")), DAFTAR_CORRUPT);
}

/* Xapian runs the program that a stub names. We never let it see one. */
static void test_stub_runs_nothing(void **state)
{
    (void)state;
    char script[512], stub[8192];
    snprintf(script, sizeof script, "#!/bin/sh\ntouch '%s'\n", in_place("was-run"));
    write_file(in_place("program"), script, strlen(script));
    assert_int_equal(chmod(in_place("program"), 0700), 0);
    memset(stub, '\n', sizeof stub);
    int length = snprintf(stub, sizeof stub, "remote :%s x\n", in_place("program"));
    stub[length] = '\n';

    write_file(in_place("stub"), stub, (size_t)length);
    assert_int_equal(status_of(in_place("stub")), DAFTAR_CORRUPT);
    write_file(in_place("padded"), stub, sizeof stub);
    assert_int_equal(status_of(in_place("padded")), DAFTAR_CORRUPT);
    assert_int_equal(mkdir(in_place("directory"), 0700), 0);
    write_file(in_place("directory/XAPIANDB"), stub, sizeof stub);
    assert_int_equal(status_of(in_place("directory")), DAFTAR_CORRUPT);
    /* A directory that names both formats is none of ours. */
    write_file(in_place("directory/iamglass"), "", 0);
    write_file(in_place("directory/iamchert"), "", 0);
    assert_int_equal(status_of(in_place("directory")), DAFTAR_CORRUPT);
    assert_int_equal(access(in_place("was-run"), F_OK), -1);
    assert_int_equal(system(in_place("program")), 0); /* it could have */
    assert_int_equal(access(in_place("was-run"), F_OK), 0);
}

static void test_bad_passages(void **state)
{
    (void)state;
    char text[STORE_TERM_MAX + 1];
    struct segment_writer *writer = scratch("s");
    memset(text, 'a', sizeof text);
    struct store_term terms[] = {
        {text, STORE_TERM_MAX + 1, 1, 1}, {"", 0, 1, 1}, {text, STORE_TERM_MAX, 1, 1}};
    for (int i = 0; i < 3; i++) {
        struct store_passage passage = {.terms = &terms[i], .term_count = 1, .data = ""};
        assert_int_equal(segment_writer_add(writer, &passage), i < 2 ? DAFTAR_BAD_INPUT : 0);
    }
    memset(text, 0, 123); /* each zero byte is two in the key */
    struct store_passage passage = {.terms = &terms[2], .term_count = 1, .data = ""};
    assert_int_equal(segment_writer_add(writer, &passage), DAFTAR_BAD_INPUT);
    assert_int_equal(segment_writer_metadata(writer, "", 0, "x", 1), DAFTAR_BAD_INPUT);
    add_row(writer, &first_rows[0]);
    assert_int_equal(segment_writer_count(writer), 2);
    finish(writer);
    uint32_t passages;
    assert_done(segment_count(in_place("s"), &passages));
    assert_int_equal(passages, 2);
    assert_int_equal(segment_writer_open(&writer, in_place("s")), DAFTAR_IO);
    assert_null(writer);
    assert_int_equal(segment_writer_open(&writer, in_place("no/s")), DAFTAR_IO);
    segment_writer_free(writer);
}

static void test_dropped_writer(void **state)
{
    (void)state;
    struct segment_writer *writer = scratch("s");
    add_row(writer, &first_rows[0]);
    segment_writer_free(writer);
    uint32_t passages = 1;
    assert_int_equal(segment_count(in_place("s"), &passages), DAFTAR_IO);
    assert_int_equal(passages, 0);
    assert_int_equal(segment_merge(in_place("m"), NULL, 0, NULL, NULL), DAFTAR_BAD_INPUT);
    const char *paths[129] = {NULL};
    assert_int_equal(segment_merge(in_place("m"), paths, 129, NULL, NULL), DAFTAR_BAD_INPUT);
}

/* While it is written its postings are in memory, and a link to them stands there; finished, it is files alone. */
static void test_finished_is_files(void **state)
{
    (void)state;
    struct stat facts;
    struct segment_writer *writer = scratch("s");
    add_row(writer, &first_rows[0]);
    assert_int_equal(lstat(in_place("s/postlist.glass"), &facts), 0);
    assert_true(S_ISLNK(facts.st_mode));
    finish(writer);
    assert_int_equal(lstat(in_place("s/postlist.glass"), &facts), 0);
    assert_true(S_ISREG(facts.st_mode) && facts.st_size > 0);
    assert_done(segment_check(in_place("s")));
}

/* An open store goes on reading after its files are replaced by a merge. */
static void test_removed_while_open(void **state)
{
    (void)state;
    write_both();
    struct store *store = open_named("a", "b");
    assert_int_equal(unlink(in_place("a")), 0);
    assert_int_equal(unlink(in_place("b")), 0);
    assert_string_equal(hits_of(store, word("plum"), NULL), "0:3 1:2");
    store_free(store);
}

static void write_varied(void)
{
    char words[128];
    struct segment_writer *writer = scratch("s");
    for (unsigned i = 0; i < 400; i++) {
        snprintf(words, sizeof words, "common w%u v%u u%u fruit w%u", i % 7, i % 31, i, i % 11);
        add_row(writer, &(struct row){words, 1900 + i % 100, i % 2 ? "x" : "y", "en"});
        snprintf(words, sizeof words, "W%u", i);
        put(writer, words, "value of this");
    }
    finish(writer);
    merge("whole", (const char *[]){"s"}, 1);
}

/* Uses all that a store can do, and cares for nothing but coming back. A merge trusts the blocks of
 * its inputs: their checksum has been compared by then. */
static void exercise(const char *path, bool merging)
{
    struct store *store;
    struct store_part part = {.path = path};
    struct store_match_options options = {.count = 20, .check_at_least = SIZE_MAX};
    struct buffer out = {0};
    size_t calls = 0, count;
    uint32_t *docids;
    segment_check(path);
    if (merging)
        segment_merge(in_place("out"), &path, 1, join_values, &calls);
    if (store_open(&store, &part, 1, 1))
        return;
    opened = store;
    query asked[] = {word("common"), near2(word("w3"), word("v3"), 2, true), years(1950, 1960),
                     join2(STORE_SYNONYM, word("w1"), word("u9"))};
    for (size_t i = 0; i < 4; i++) {
        struct store_matches *matches;
        store_match(&matches, store, asked[i], &options);
        for (size_t rank = 0; matches && rank < store_matches_count(matches); rank++)
            store_passage_data(store, store_matches_hit(matches, rank)->id, &out);
        store_matches_free(matches);
        store_query_free(asked[i]);
    }
    store_postings(store, 0, "common", 6, &docids, &count);
    free(docids);
    store_metadata_each(store, 0, "", 0, collect_key, &out);
    buffer_clear(&out);
    store_terms_each(store, 0, "", 0, collect_all, &out);
    buffer_free(&out);
    store_free(store);
}

/* In a process of its own: the test is that it ends, by itself and in time. */
static void exercise_apart(const char *path, bool merging, size_t where)
{
    pid_t child = fork();
    if (!child) {
        signal(SIGSEGV, SIG_DFL);
        signal(SIGFPE, SIG_DFL);
        signal(SIGABRT, SIG_DFL);
        alarm(10);
        exercise(path, merging);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status))
        fail_msg("damaged at %zu: signal %d, exit %d", where,
                 WIFSIGNALED(status) ? WTERMSIG(status) : 0, WEXITSTATUS(status));
}

static void test_truncated(void **state)
{
    (void)state;
    struct buffer whole = {0};
    write_varied();
    read_file(&whole, in_place("whole"));
    for (size_t length = 0; length < whole.length; length += 997) {
        write_file(in_place("cut"), whole.data, length);
        exercise_apart(in_place("cut"), true, length);
    }
    buffer_free(&whole);
}

/* Xapian does not check the lengths inside a block and may read a little past its end. It gets
 * away with that, so only the version block is damaged where somebody watches. */
#ifdef __SANITIZE_ADDRESS__
enum { FLIPPED_MAX = 256 };
#else
enum { FLIPPED_MAX = 1 << 30 };
#endif

static void test_flipped(void **state)
{
    (void)state;
    struct buffer whole = {0};
    write_varied();
    read_file(&whole, in_place("whole"));
    for (size_t at = 0; at < whole.length && at < FLIPPED_MAX; at += at < 256 ? 1 : 499) {
        char kept = whole.data[at];
        whole.data[at] ^= (char)(1 << at % 8 | 0x40);
        write_file(in_place("flipped"), whole.data, whole.length);
        exercise_apart(in_place("flipped"), at < 256, at);
        whole.data[at] = kept;
    }
    buffer_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_not_a_segment),
        TEST(test_stub_runs_nothing),
        TEST(test_bad_passages),
        TEST(test_dropped_writer),
        TEST(test_finished_is_files),
        TEST(test_removed_while_open),
        TEST(test_truncated),
        TEST(test_flipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

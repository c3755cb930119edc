/* test_order.c: phrases and NEAR over the coded order of words, against reading the words one by one. */
#include "store_fixture.h"

enum { PASSAGES = 400, LENGTH_MAX = 180, PLACES_MAX = 4, UNPLACED = 20 };

struct text {
    unsigned count;
    unsigned words[LENGTH_MAX], positions[LENGTH_MAX];
    unsigned unplaced; /* words from this one on that the passage has, as those of a title, but at no place */
};
static struct text texts[PASSAGES];

static unsigned random_below(unsigned limit)
{
    static uint64_t seed = 7;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % limit;
}

/* Words of few kinds and of many; some share a position, some leave gaps, narrow and wide. */
static void make_text(struct text *text)
{
    unsigned kinds = (unsigned[]){3, 20, 150}[random_below(3)], position = 1 + random_below(3);
    text->count = 1 + random_below(LENGTH_MAX);
    text->unplaced = kinds;
    for (unsigned i = 0; i < text->count; i++) {
        text->words[i] = random_below(kinds);
        text->positions[i] = position;
        unsigned chance = random_below(40);
        position += !chance ? 0 : chance == 1 ? 10 : chance == 2 ? 700 : 1;
    }
}

static void add_text(struct segment_writer *writer, const struct text *text)
{
    static char names[LENGTH_MAX + UNPLACED][8];
    struct store_term terms[LENGTH_MAX + UNPLACED];
    for (unsigned i = 0; i < text->count; i++) {
        int length = snprintf(names[i], sizeof names[i], "w%u", text->words[i]);
        terms[i] = (struct store_term){names[i], (uint32_t)length, text->positions[i], 1};
    }
    for (unsigned i = text->count; i < text->count + UNPLACED; i++) {
        int length = snprintf(names[i], sizeof names[i], "w%u", text->unplaced + i - text->count);
        terms[i] = (struct store_term){names[i], (uint32_t)length, 0, 1};
    }
    struct store_passage passage = {.terms = terms, .term_count = text->count + UNPLACED, .data = "", .data_length = 0};
    assert_done(segment_writer_add(writer, &passage));
}

struct question {
    unsigned count, words[PLACES_MAX][2]; /* two alternatives a place; the same one twice: no choice */
    unsigned window;
    bool ordered;
};

/* Tries every way to seat the places from `place` on. */
static bool seats(const struct text *text, const struct question *q, unsigned place, unsigned *taken)
{
    if (place == q->count)
        return true;
    for (unsigned i = 0; i < text->count; i++) {
        bool fits = text->words[i] == q->words[place][0] || text->words[i] == q->words[place][1];
        taken[place] = text->positions[i];
        for (unsigned j = 0; fits && j < place; j++) {
            unsigned a = taken[j], b = taken[place];
            fits = q->ordered ? a < b && b - a < q->window : a != b && (a < b ? b - a : a - b) < q->window;
        }
        if (fits && seats(text, q, place + 1, taken))
            return true;
    }
    return false;
}

static query make_query(const struct question *q)
{
    query places[PLACES_MAX];
    char name[8];
    for (unsigned i = 0; i < q->count; i++) {
        query pair[2];
        for (unsigned j = 0; j < 2; j++) {
            snprintf(name, sizeof name, "w%u", q->words[i][j]);
            pair[j] = word(name);
        }
        bool choice = q->words[i][0] != q->words[i][1];
        places[i] = choice ? store_query_join(STORE_OR, pair, 2) : pair[0];
        if (!choice)
            store_query_free(pair[1]);
    }
    return store_query_near(opened, places, q->count, q->window, q->ordered);
}

static void check_question(struct store *store, const struct question *q)
{
    struct store_match_options all = {.count = PASSAGES, .check_at_least = SIZE_MAX};
    struct store_matches *matches;
    unsigned char found[PASSAGES + 1] = {0};
    query asked = make_query(q);
    assert_done(store_match(&matches, store, asked, &all));
    for (size_t i = 0; i < store_matches_count(matches); i++)
        found[store_matches_hit(matches, i)->id.docid] = 1;
    for (unsigned i = 0; i < PASSAGES; i++) {
        unsigned taken[PLACES_MAX];
        assert_int_equal(found[i + 1], seats(&texts[i], q, 0, taken));
    }
    store_matches_free(matches);
    store_query_free(asked);
}

static void test_random(void **state)
{
    (void)state;
    struct segment_writer *writer = scratch("s");
    for (unsigned i = 0; i < PASSAGES; i++) {
        make_text(&texts[i]);
        add_text(writer, &texts[i]);
    }
    finish(writer);
    merge("m", (const char *[]){"s"}, 1);
    struct store *store = open_named("m", NULL);
    for (unsigned i = 0; i < 300; i++) {
        struct question q = {.count = 1 + random_below(PLACES_MAX), .ordered = random_below(2)};
        unsigned kinds = (unsigned[]){3, 20, 60}[random_below(3)];
        for (unsigned j = 0; j < q.count; j++) {
            q.words[j][0] = q.words[j][1] = random_below(kinds);
            if (!random_below(3))
                q.words[j][1] = random_below(kinds);
        }
        q.window = q.count + (random_below(2) ? 0 : random_below(8));
        check_question(store, &q);
    }
    store_free(store);
}

/* More different words than codes can tell apart are refused, and the segment takes the next passage. */
static void test_too_many(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    char (*names)[8] = malloc(MANY * sizeof *names);
    struct store_term *terms = calloc(MANY, sizeof *terms);
    for (uint32_t i = 0; i < MANY; i++) {
        int length = snprintf(names[i], sizeof names[i], "%u", i);
        terms[i] = (struct store_term){names[i], (uint32_t)length, i + 1, 1};
    }
    struct segment_writer *writer = scratch("many");
    struct store_passage passage = {.terms = terms, .term_count = MANY, .data = "", .data_length = 0};
    assert_int_equal(segment_writer_add(writer, &passage), DAFTAR_BAD_INPUT);
    passage.term_count = 5000;
    assert_done(segment_writer_add(writer, &passage));
    finish(writer);
    merge("few", (const char *[]){"many"}, 1);
    struct store *store = open_named("few", NULL);
    assert_string_equal(hits_of(store, near2(word("4000"), word("4001"), 2, true), NULL), "0:1");
    assert_string_equal(hits_of(store, near2(word("4001"), word("4000"), 2, true), NULL), "");
    store_free(store);
    free(names);
    free(terms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_many, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* store_fixture.h: a place to work in, two small segments and short ways to ask them things. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { YEAR, ARTICLE, LANGUAGE };

/* Xapian's check deletes cursors through a base class without a virtual destructor. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}

/* ---- a place to work in ---- */

static char place[] = "/tmp/test_store.XXXXXX";

static inline const char *in_place(const char *name)
{
    static char paths[32][256];
    static unsigned next;
    char *path = paths[next++ % 32];
    snprintf(path, sizeof paths[0], "%s/%s", place, name);
    return path;
}

static inline int set_up(void **state)
{
    (void)state;
    strcpy(place, "/tmp/test_store.XXXXXX");
    return mkdtemp(place) ? 0 : -1;
}

static inline int tear_down(void **state)
{
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", place);
    return system(command);
}

#define assert_done(call) \
    do { \
        daftar_status done_ = (call); \
        if (done_) \
            fail_msg("%s: %s", daftar_status_name(done_), status_message()); \
    } while (0)

/* ---- writing what the tests read ---- */

struct row {
    const char *words; /* one position a word */
    double year;       /* 0: none */
    const char *article, *language;
};

static const struct row first_rows[] = {
    {"red apple pie", 1990, "x", "en"},
    {"green apple tart", 2000, "x", "en"},
    {"red plum", 2010, "y", "ru"},
};
static const struct row second_rows[] = {
    {"apple apple apple", 2020, "z", "uz"},
    {"pie of plum and red apple", 2005, "y", "ru"},
    {"blue", 0, "w", "ru"},
};

static inline size_t split(const char *words, struct store_term *terms, size_t most)
{
    size_t count = 0;
    for (const char *at = words; *at && count < most; count++) {
        size_t length = strcspn(at, " ");
        terms[count] = (struct store_term){at, (uint32_t)length, (uint32_t)count + 1, 1};
        at += length + (at[length] == ' ');
    }
    return count;
}

static inline void add_row(struct segment_writer *writer, const struct row *row)
{
    struct store_term terms[64];
    char year[9];
    struct store_value values[] = {
        {ARTICLE, row->article, strlen(row->article)},
        {LANGUAGE, row->language, strlen(row->language)},
        {YEAR, year, store_pack_number(row->year, year)},
    };
    size_t count = split(row->words, terms, 63);
    terms[count++] = (struct store_term){"Fmd", 3, 0, 0};
    struct store_passage passage = {terms, count, values, row->year > 0 ? 3 : 2,
                                    row->words, strlen(row->words)};
    assert_done(segment_writer_add(writer, &passage));
}

static inline void put(struct segment_writer *writer, const char *key, const char *value)
{
    assert_done(segment_writer_metadata(writer, key, strlen(key), value, strlen(value)));
}

static inline struct segment_writer *scratch(const char *name)
{
    struct segment_writer *writer;
    assert_done(segment_writer_open(&writer, in_place(name)));
    return writer;
}

static inline void finish(struct segment_writer *writer)
{
    assert_done(segment_writer_finish(writer));
    segment_writer_free(writer);
}

static inline void write_scratch(const char *name, const struct row *rows, size_t count)
{
    struct segment_writer *writer = scratch(name);
    for (size_t i = 0; i < count; i++)
        add_row(writer, &rows[i]);
    assert_int_equal(segment_writer_count(writer), count);
    put(writer, "Vshared", name);
    put(writer, name, "alone");
    finish(writer);
}

static inline void join_values(void *context, struct slice key, const struct slice *values,
                               size_t count, struct buffer *out)
{
    *(size_t *)context += 1;
    if (key.length == 4 && !memcmp(key.data, "gone", 4))
        return;
    for (size_t i = 0; i < count; i++)
        buffer_append(out, values[i].data, values[i].length);
}

static inline void merge(const char *out, const char *const *names, size_t count)
{
    const char *paths[8];
    size_t calls = 0;
    for (size_t i = 0; i < count; i++)
        paths[i] = in_place(names[i]);
    assert_done(segment_merge(in_place(out), paths, count, join_values, &calls));
}

static inline void write_both(void)
{
    write_scratch("s1", first_rows, 3);
    write_scratch("s2", second_rows, 3);
    merge("a", (const char *[]){"s1"}, 1);
    merge("b", (const char *[]){"s2"}, 1);
}

static struct store *opened; /* by the phrases that are made: the last one opened */

static inline struct store *open_named(const char *a, const char *b)
{
    struct store *store;
    struct store_part parts[2] = {{.path = in_place(a)}, {.path = b ? in_place(b) : NULL}};
    assert_done(store_open(&store, parts, b ? 2 : 1, 1));
    return opened = store;
}

/* ---- questions ---- */

typedef struct store_query *query;

static inline query word(const char *text)
{
    return store_query_term(text, strlen(text));
}

static inline query join2(enum store_operator operator_, query a, query b)
{
    return store_query_join(operator_, (query[]){a, b}, 2);
}

static inline query near2(query a, query b, size_t window, bool ordered)
{
    return store_query_near(opened, (query[]){a, b}, 2, window, ordered);
}

static inline query years(double low, double high)
{
    char from[9] = "", to[9] = "";
    size_t from_length = low > 0 ? store_pack_number(low, from) : 0;
    size_t to_length = high > 0 ? store_pack_number(high, to) : 0;
    return store_query_range(YEAR, from, from_length, to, to_length);
}

static inline int by_id(const void *a, const void *b)
{
    const struct store_hit *x = a, *y = b;
    if (x->id.part != y->id.part)
        return x->id.part < y->id.part ? -1 : 1;
    return x->id.docid < y->id.docid ? -1 : x->id.docid > y->id.docid;
}

/* The hits as `part:docid part:docid`, sorted by that. Frees the query. */
static inline const char *hits_of(struct store *store, query question,
                                  const struct store_match_options *options)
{
    static char text[512];
    struct store_match_options all = {.count = 100, .check_at_least = SIZE_MAX};
    struct store_matches *matches;
    struct store_hit hits[64];
    assert_non_null(question);
    assert_done(store_match(&matches, store, question, options ? options : &all));
    size_t count = store_matches_count(matches), length = 0;
    assert_true(count <= 64);
    for (size_t i = 0; i < count; i++)
        hits[i] = *store_matches_hit(matches, i);
    assert_null(store_matches_hit(matches, count));
    qsort(hits, count, sizeof *hits, by_id);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%u:%u", i ? " " : "",
                                   hits[i].id.part, hits[i].id.docid);
    store_matches_free(matches);
    store_query_free(question);
    return text;
}

/* ---- what listings call back ---- */

static inline bool collect_key(void *context, struct slice key, struct slice value)
{
    buffer_append(context, key.data, key.length);
    buffer_putc(context, '=');
    buffer_append(context, value.data, value.length);
    buffer_putc(context, ' ');
    return true;
}

static inline bool collect_two(void *context, struct slice term, uint32_t frequency)
{
    struct buffer *out = context;
    buffer_printf(out, "%.*s=%u ", (int)term.length, term.data, frequency);
    return strchr(out->data, ' ') == out->data + out->length - 1;
}

static inline bool collect_all(void *context, struct slice term, uint32_t frequency)
{
    buffer_printf(context, "%.*s=%u ", (int)term.length, term.data, frequency);
    return true;
}

#endif

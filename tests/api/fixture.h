/* fixture.h: a directory to work in and an index of three documents, by the public header alone. */
#ifndef TESTS_API_FIXTURE_H
#define TESTS_API_FIXTURE_H

#include "daftar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define assert_done(call) \
    do { \
        daftar_status done_ = (call); \
        if (done_) \
            fail_msg("%s: %s", daftar_status_name(done_), daftar_last_error()); \
    } while (0)

static char place[] = "/tmp/daftar-api.XXXXXX";

static inline const char *in_place(const char *name)
{
    static char paths[8][128];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", place, name);
    return path;
}

static const struct {
    const char *path, *title, *year, *text;
} documents[] = {
    {"water/aral", "The Aral Sea", "2019",
     "The Aral Sea lost most of its water in forty years. Irrigation of cotton took the rivers before they reached it."},
    {"transport/rail", "Railways", "2021",
     "Railways of Central Asia connect landlocked countries with seaports. Transport diplomacy decides their routes."},
    {"transport/ru", "Транспорт", "2022",
     "Развитие железных дорог требует сотрудничества соседних стран. Транспортная дипломатия стала делом инженеров."},
};

static inline void add_documents(daftar_indexer *indexer)
{
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        daftar_document *document;
        assert_done(daftar_document_new(&document));
        assert_done(daftar_document_set(document, "path", documents[i].path, NULL));
        assert_done(daftar_document_set(document, "title", documents[i].title, NULL));
        assert_done(daftar_document_set(document, "year", documents[i].year, NULL));
        assert_done(daftar_document_set(document, "text", documents[i].text, NULL));
        assert_done(daftar_indexer_add_document(indexer, document));
        daftar_document_free(document);
    }
}

static inline void make_index(const char *path)
{
    daftar_indexer *indexer;
    assert_done(daftar_indexer_new(&indexer, path, NULL));
    add_documents(indexer);
    assert_done(daftar_indexer_commit(indexer));
    daftar_indexer_free(indexer);
}

static inline daftar_index *open_index(const char *path)
{
    daftar_index *index;
    assert_done(daftar_index_open(&index, &path, 1, NULL));
    return index;
}

/* The paths of the hits by the query's own stems, best first, between blanks. */
static inline const char *paths_of(daftar_index *index, const char *query)
{
    static char text[1024];
    daftar_results *results;
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    options.expand = DAFTAR_EXPAND_NONE;
    assert_done(daftar_search(&results, index, query, &options));
    text[0] = '\0';
    for (size_t i = 0; i < daftar_results_count(results); i++) {
        size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s%s", i ? " " : "", daftar_results_hit(results, i)->path);
    }
    assert_null(daftar_results_hit(results, daftar_results_count(results)));
    daftar_results_free(results);
    return text;
}

static inline int set_up(void **state)
{
    (void)state;
    strcpy(place, "/tmp/daftar-api.XXXXXX");
    return mkdtemp(place) ? 0 : -1;
}

static inline int tear_down(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", place);
    return system(command);
}

#endif

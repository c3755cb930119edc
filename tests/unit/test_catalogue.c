/* test_catalogue.c: articles by path: set, found, replaced, removed, in any order and number. */
#include "indexer/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct catalogue_entry *set(struct catalogue *catalogue, const char *path, uint64_t size)
{
    struct article_record record = {.size = size, .path = {path, strlen(path)}, .root = {"/root", 5}};
    struct catalogue_entry *entry = catalogue_set(catalogue, &record);
    assert_non_null(entry);
    return entry;
}

static void an_empty_one_finds_nothing(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    assert_null(catalogue_find(&catalogue, "a"));
    catalogue_remove(&catalogue, "a");
    catalogue_free(&catalogue);
    catalogue_free(&catalogue);
}

static void entries_hold_what_was_set(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    set(&catalogue, "a/b.txt", 5);
    set(&catalogue, "a", 6);
    set(&catalogue, "", 7);
    assert_int_equal(catalogue.count, 3);
    struct catalogue_entry *entry = catalogue_find(&catalogue, "a/b.txt");
    assert_string_equal(entry->path, "a/b.txt");
    assert_string_equal(entry->root, "/root");
    assert_int_equal(entry->size, 5);
    assert_int_equal(catalogue_find(&catalogue, "a")->size, 6);
    assert_int_equal(catalogue_find(&catalogue, "")->size, 7);
    assert_null(catalogue_find(&catalogue, "a/b.tx"));
    assert_null(catalogue_find(&catalogue, "a/b.txt2"));
    catalogue_free(&catalogue);
}

static void setting_again_replaces_but_keeps_seen(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    set(&catalogue, "a", 1)->seen = true;
    struct catalogue_entry *entry = set(&catalogue, "a", 2);
    assert_true(entry->seen);
    assert_int_equal(entry->size, 2);
    assert_int_equal(catalogue.count, 1);
    catalogue_free(&catalogue);
}

/* Removal must not lose what stands behind: half of many are removed, then checked, then set again. */
static void many_come_and_go(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    char path[32];
    for (int round = 0; round < 3; round++) {
        for (unsigned i = 0; i < 5000; i++) {
            snprintf(path, sizeof path, "dir%u/file%u", i % 7, i);
            set(&catalogue, path, i + (unsigned)round);
        }
        assert_int_equal(catalogue.count, 5000);
        for (unsigned i = 0; i < 5000; i += 2) {
            snprintf(path, sizeof path, "dir%u/file%u", i % 7, i);
            catalogue_remove(&catalogue, path);
            catalogue_remove(&catalogue, path);
        }
        assert_int_equal(catalogue.count, 2500);
        for (unsigned i = 0; i < 5000; i++) {
            snprintf(path, sizeof path, "dir%u/file%u", i % 7, i);
            struct catalogue_entry *entry = catalogue_find(&catalogue, path);
            if (i % 2 == 0)
                assert_null(entry);
            else
                assert_int_equal(entry->size, i + (unsigned)round);
        }
    }
    catalogue_free(&catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_one_finds_nothing), cmocka_unit_test(entries_hold_what_was_set),
        cmocka_unit_test(setting_again_replaces_but_keeps_seen), cmocka_unit_test(many_come_and_go),
    };
    return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}

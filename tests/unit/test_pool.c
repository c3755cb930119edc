/* test_pool.c: many small pieces, aligned and apart. */
#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void pieces_do_not_overlap(void **state)
{
    (void)state;
    struct pool pool = {0};
    unsigned char *pieces[3000];
    for (size_t i = 0; i < 3000; i++) {
        size_t bytes = i % 97;
        pieces[i] = pool_take(&pool, bytes);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        memset(pieces[i], (int)(i & 0xFF), bytes);
    }
    for (size_t i = 0; i < 3000; i++)
        for (size_t j = 0; j < i % 97; j++)
            assert_int_equal(pieces[i][j], i & 0xFF);
    assert_true(pool.bytes >= 3000 * 48 && pool.bytes < 3000 * 150);
    pool_free(&pool);
    assert_int_equal(pool.bytes, 0);
    pool_free(&pool);
}

static void large_pieces(void **state)
{
    (void)state;
    struct pool pool = {0};
    char *large = pool_take(&pool, (size_t)1 << 20);
    assert_non_null(large);
    memset(large, 1, (size_t)1 << 20);
    assert_non_null(pool_take(&pool, 10));
    assert_null(pool_take(&pool, SIZE_MAX / 2));
    pool_free(&pool);
}

static void sizes_that_wrap_are_refused(void **state)
{
    (void)state;
    struct pool pool = {0};
    assert_null(pool_take(&pool, SIZE_MAX));
    assert_null(pool_take(&pool, SIZE_MAX - 20));
    assert_non_null(pool_take(&pool, 1));
    assert_null(pool_take(&pool, SIZE_MAX));
    pool_free(&pool);
}

static void copies_are_terminated(void **state)
{
    (void)state;
    struct pool pool = {0};
    struct slice copy = pool_copy(&pool, (struct slice){"a\0bc", 3});
    assert_int_equal(copy.length, 3);
    assert_memory_equal(copy.data, "a\0b\0", 4);
    copy = pool_copy(&pool, (struct slice){NULL, 0});
    assert_string_equal(copy.data, "");
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_do_not_overlap), cmocka_unit_test(large_pieces),
        cmocka_unit_test(sizes_that_wrap_are_refused), cmocka_unit_test(copies_are_terminated),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}

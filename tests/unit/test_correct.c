/* test_correct.c: words typed on the other keyboard, as rows; what the lexicon has to say is tested in present.bats. */
#include "search/correct.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *typed, *meant; /* NULL: not a word of the other keyboard */
} rows[] = {
    {"nhfycgjhn", "транспорт"},
    {"ghbdtn", "привет"},
    {"[kjgjr", "хлопок"},
    {";tktpyfz", "железная"},
    {"Nfirtyn", "Ташкент"},
    {"`krf", "ёлка"},
    {"екфтызщке", "transport"},
    {"ЕКФТЫЗЩКЕ", "TRANSPORT"},
    {"вшздщьфсн", "diplomacy"},
    {"транспорт1", NULL},
    {"nhfy1", NULL},
    {"ўзбек", NULL},
    {"nhтранс", NULL},
    {"", NULL},
    {"\xff", NULL},
};

static void keyboards_are_exchanged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};
        bool done = correct_layout((struct slice){rows[i].typed, strlen(rows[i].typed)}, &out);
        if (done != (rows[i].meant != NULL))
            print_error("%s\n", rows[i].typed);
        assert_int_equal(done, rows[i].meant != NULL);
        if (done)
            assert_string_equal(out.data, rows[i].meant);
        buffer_free(&out);
    }
}

/* Every key has a letter and every letter its key. */
static void keyboards_are_each_others_reverse(void **state)
{
    (void)state;
    for (const char *at = "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM"; *at; at++) {
        struct buffer there = {0}, back = {0};
        assert_true(correct_layout((struct slice){at, 1}, &there));
        assert_true(correct_layout((struct slice){there.data, there.length}, &back));
        assert_int_equal(back.length, 1);
        assert_int_equal(back.data[0], *at);
        buffer_free(&there);
        buffer_free(&back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keyboards_are_exchanged),
        cmocka_unit_test(keyboards_are_each_others_reverse),
    };
    return cmocka_run_group_tests_name("correct", tests, NULL, NULL);
}

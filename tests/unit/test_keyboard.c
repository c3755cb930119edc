/* test_keyboard.c: words typed on another keyboard, as rows. */
#include "search/keyboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    enum language language;
    const char *typed, *meant; /* NULL: no keys of the other keyboard */
} rows[] = {
    {LANGUAGE_RU, "nhfycgjhn", "транспорт"},
    {LANGUAGE_RU, "ghbdtn", "привет"},
    {LANGUAGE_RU, "[kjgjr", "хлопок"},
    {LANGUAGE_RU, ";tktpyfz", "железная"},
    {LANGUAGE_RU, "Nfirtyn", "Ташкент"},
    {LANGUAGE_RU, "`krf", "ёлка"},
    {LANGUAGE_RU, "екфтызщке", "transport"},
    {LANGUAGE_RU, "ЕКФТЫЗЩКЕ", "TRANSPORT"},
    {LANGUAGE_EN, "вшздщьфсн", "diplomacy"},
    {LANGUAGE_RU, "транспорт1", NULL},
    {LANGUAGE_RU, "nhfy1", NULL},
    {LANGUAGE_RU, "ўзбек", NULL},
    {LANGUAGE_RU, "nhтранс", NULL},
    {LANGUAGE_RU, "", NULL},
    {LANGUAGE_RU, "\xff", NULL},
    {LANGUAGE_UZ, "ntvbh", "темир"},
    {LANGUAGE_UZ, "qok", "йўл"},
    {LANGUAGE_UZ, "Op,trbcnjy", "Ўзбекистон"},
    {LANGUAGE_UZ, "=fvrjhkbr", "ҳамкорлик"},
    {LANGUAGE_UZ, "-fkkf", "ғалла"},
    {LANGUAGE_UZ, "қщд", "sol"},
    {LANGUAGE_UZ, "ўлка", "okrf"},
    {LANGUAGE_KK, "0fpf0cnfy", "қазақстан"},
    {LANGUAGE_KK, "r-k3r", "көлік"},
    {LANGUAGE_KK, "ntv3h", "темір"},
    {LANGUAGE_KK, "8r3vtn", "үкімет"},
    {LANGUAGE_KK, "2023", NULL},
    {LANGUAGE_KK, "2-3", NULL},
    {LANGUAGE_KY, "r-pvjk", "көзмол"},
    {LANGUAGE_KY, "v=", "мң"},
    {LANGUAGE_KY, "n\\p", "түз"},
    {LANGUAGE_TG, "njxbrbcnjy", "точикистон"},
    {LANGUAGE_TG, "njsbrbcnjy", "тоҷикистон"},
    {LANGUAGE_TG, "wjyey", "қонун"},
    {LANGUAGE_TG, "jotm", "оҳеӣ"},
};

static void keyboards_are_exchanged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};
        bool done = keyboard_other(rows[i].language, (struct slice){rows[i].typed, strlen(rows[i].typed)}, &out);
        if (done != (rows[i].meant != NULL))
            print_error("%s\n", rows[i].typed);
        assert_int_equal(done, rows[i].meant != NULL);
        if (done)
            assert_string_equal(out.data, rows[i].meant);
        buffer_free(&out);
    }
}

/* Every key has a letter and every letter its key, on each keyboard. */
static void keyboards_are_each_others_reverse(void **state)
{
    (void)state;
    enum language language;
    for (size_t i = 0; (language = keyboard_language(i)) != LANGUAGE_UND; i++)
        for (const char *at = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:ZXCVBNM<>~"; *at; at++) {
            struct buffer there = {0}, back = {0};
            char keys[] = {'a', *at};
            assert_true(keyboard_other(language, (struct slice){keys, 2}, &there));
            assert_int_equal(there.length, 4);
            assert_true(keyboard_other(language, (struct slice){there.data, there.length}, &back));
            assert_int_equal(back.length, 2);
            assert_memory_equal(back.data, keys, 2);
            buffer_free(&there);
            buffer_free(&back);
        }
    assert_int_equal(keyboard_language(0), LANGUAGE_RU);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keyboards_are_exchanged),
        cmocka_unit_test(keyboards_are_each_others_reverse),
    };
    return cmocka_run_group_tests_name("keyboard", tests, NULL, NULL);
}

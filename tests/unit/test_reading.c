/* test_reading.c: what an older version has read is read again, unless it is not there. */
#include "indexer/indexer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char place[64]; /* the working directory */

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* Brings the index up to date with a directory, as a program whose reading has that version and that reads `.odd` files
 * by that command. */
static struct daftar_counts run(const char *directory, uint32_t reading, const char *command)
{
    daftar_indexer *indexer;
    daftar_indexer_options options = DAFTAR_INDEXER_OPTIONS_INIT;
    daftar_reader_options readers = DAFTAR_READER_OPTIONS_INIT;
    struct daftar_reader_command odd = {.extension = ".odd", .command = command};
    readers.commands = &odd;
    readers.command_count = 1;
    options.readers = &readers;
    options.jobs = 1;
    assert_int_equal(daftar_indexer_new(&indexer, "index", &options), DAFTAR_OK);
    assert_int_equal(indexer->reading, READING_VERSION);
    indexer->reading = reading;
    assert_int_equal(daftar_indexer_add_tree(indexer, directory, directory), DAFTAR_OK);
    struct daftar_counts counts = indexer->counts;
    daftar_indexer_free(indexer);
    return counts;
}

/* The version that an article was read by; 0: there is none. */
static uint32_t version_of(const char *path)
{
    daftar_indexer *indexer;
    assert_int_equal(daftar_indexer_new(&indexer, "index", NULL), DAFTAR_OK);
    const struct catalogue_entry *entry = catalogue_find(&indexer->catalogue, path);
    uint32_t reading = entry ? entry->reading : 0;
    daftar_indexer_free(indexer);
    return reading;
}

static void assert_counts(struct daftar_counts counts, uint64_t added, uint64_t changed, uint64_t unchanged,
                          uint64_t failed)
{
    assert_int_equal(counts.added, added);
    assert_int_equal(counts.changed, changed);
    assert_int_equal(counts.unchanged, unchanged);
    assert_int_equal(counts.failed, failed);
}

static void test_older_readings(void **state)
{
    (void)state;
    put("here/a.txt", "Barley grows in the valley.");
    put("here/b.odd", "Cotton grows in the desert.");
    put("there/c.txt", "Rice grows at the river.");
    usleep(50000); /* until the times of the files tell them apart */
    assert_counts(run("here", 2, "false"), 1, 0, 0, 1);
    assert_counts(run("there", 2, "false"), 1, 0, 0, 0);
    assert_counts(run("here", 2, "cat %f"), 0, 0, 1, 1); /* what failed is not tried again */
    assert_counts(run("here", 3, "cat %f"), 1, 1, 0, 0); /* but by another version */
    assert_counts(run("here", 3, "cat %f"), 0, 0, 2, 0);
    assert_counts(run("here", 2, "cat %f"), 0, 0, 2, 0); /* an older program keeps what a newer one read */
    assert_int_equal(version_of("here/a.txt"), 3);
    assert_int_equal(version_of("here/b.odd"), 3);
    assert_int_equal(version_of("there/c.txt"), 2); /* nobody looked there */
}

/* A file that is named by itself, too. */
static void test_one_file(void **state)
{
    (void)state;
    put("one.txt", "Barley grows in the valley.");
    for (uint32_t reading = 0; reading < 3; reading++)
        for (int turn = 0; turn < 2; turn++) {
            daftar_indexer *indexer;
            assert_int_equal(daftar_indexer_new(&indexer, "single", NULL), DAFTAR_OK);
            indexer->reading = reading;
            assert_int_equal(daftar_indexer_add_file(indexer, "one.txt", NULL), DAFTAR_OK);
            assert_int_equal(indexer->counts.added, !reading && !turn);
            assert_int_equal(indexer->counts.changed, reading && !turn);
            assert_int_equal(indexer->counts.unchanged, turn);
            assert_int_equal(daftar_indexer_commit(indexer), DAFTAR_OK);
            daftar_indexer_free(indexer);
        }
}

/* An index that is written anew from its passages still knows who read them. */
static void test_rewriting_keeps_the_version(void **state)
{
    (void)state;
    daftar_indexer *indexer;
    assert_int_equal(daftar_indexer_new(&indexer, "index", NULL), DAFTAR_OK);
    assert_int_equal(compact_rewrite(indexer, false), DAFTAR_OK);
    daftar_indexer_free(indexer);
    assert_int_equal(version_of("there/c.txt"), 2);
}

static int make_place(void **state)
{
    (void)state;
    snprintf(place, sizeof place, "/tmp/daftar-reading.XXXXXX");
    return !mkdtemp(place) || chdir(place) || mkdir("here", 0700) || mkdir("there", 0700);
}

static int remove_place(void **state)
{
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "rm -r '%s'", place);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_older_readings), cmocka_unit_test(test_one_file),
        cmocka_unit_test(test_rewriting_keeps_the_version),
    };
    return cmocka_run_group_tests(tests, make_place, remove_place);
}

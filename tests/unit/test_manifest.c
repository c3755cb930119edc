/* test_manifest.c: the manifest saved, loaded, damaged and swept, and the lock of its writer. */
#include "base/buffer.h"
#include "store/manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xxhash.h>

static char place[64];

static const char *in_place(const char *name)
{
    static char paths[16][256];
    static unsigned next;
    char *path = paths[next++ % 16];
    snprintf(path, sizeof paths[0], "%s/%s", place, name);
    return path;
}

static int set_up(void **state)
{
    (void)state;
    strcpy(place, "/tmp/test_manifest.XXXXXX");
    return mkdtemp(place) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", place);
    return system(command);
}

static void write_text(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(in_place(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void read_text(struct buffer *out, const char *name)
{
    FILE *file = fopen(in_place(name), "rb");
    assert_non_null(file);
    buffer_clear(out);
    for (int c; (c = getc(file)) != EOF;)
        buffer_putc(out, (char)c);
    fclose(file);
}

static bool exists(const char *name)
{
    return access(in_place(name), F_OK) == 0;
}

static void fill(struct manifest *manifest)
{
    *manifest = (struct manifest){0};
    manifest->signature = strdup("icu 72; \xd1\x83\xd0\xb7\xd0\xb1%");
    assert_int_equal(manifest_add_segment(manifest, "seg-1", 10, 4096, 0xabc), DAFTAR_OK);
    assert_int_equal(manifest_add_segment(manifest, "seg-2.x", 4000000000u, UINT64_MAX, 1),
                     DAFTAR_OK);
    assert_int_equal(manifest_set(manifest, "root texts", "/home/a b\n/%41"), DAFTAR_OK);
    assert_int_equal(manifest_set(manifest, "empty", ""), DAFTAR_OK);
    assert_int_equal(manifest_set(manifest, "a", "1"), DAFTAR_OK);
    assert_int_equal(manifest_add_dead(&manifest->segments[0], (uint32_t[]){2, 3, 10}, 3),
                     DAFTAR_OK);
}

static void assert_same(const struct manifest *a, const struct manifest *b)
{
    assert_int_equal(a->generation, b->generation);
    assert_string_equal(a->signature, b->signature);
    assert_int_equal(a->segment_count, b->segment_count);
    for (size_t i = 0; i < a->segment_count; i++) {
        const struct manifest_segment *x = &a->segments[i], *y = &b->segments[i];
        assert_string_equal(x->name, y->name);
        assert_int_equal(x->passages, y->passages);
        assert_true(x->bytes == y->bytes && x->checksum == y->checksum);
        assert_int_equal(x->dead_count, y->dead_count);
        if (x->dead_count)
            assert_memory_equal(x->dead, y->dead, x->dead_count * sizeof *x->dead);
    }
    assert_int_equal(a->setting_count, b->setting_count);
    for (size_t i = 0; i < a->setting_count; i++) {
        assert_string_equal(a->settings[i].key, b->settings[i].key);
        assert_string_equal(a->settings[i].value, b->settings[i].value);
    }
}

static void test_round_trip(void **state)
{
    (void)state;
    struct manifest saved, loaded, copy;
    fill(&saved);
    assert_int_equal(manifest_load(&loaded, place), DAFTAR_NOT_FOUND);
    assert_int_equal(manifest_load(&loaded, in_place("no")), DAFTAR_NOT_FOUND);
    assert_int_equal(manifest_save(&saved, in_place("no")), DAFTAR_NOT_FOUND);
    assert_int_equal(saved.generation, 0);
    assert_int_equal(manifest_save(&saved, place), DAFTAR_OK);
    assert_int_equal(saved.generation, 1);
    assert_int_equal(manifest_load(&loaded, place), DAFTAR_OK);
    assert_same(&saved, &loaded);
    assert_string_equal(manifest_setting(&loaded, "root texts"), "/home/a b\n/%41");
    assert_null(manifest_setting(&loaded, "root"));
    assert_int_equal(manifest_copy(&copy, &loaded), DAFTAR_OK);
    manifest_free(&loaded);
    assert_same(&saved, &copy);
    manifest_free(&copy);
    manifest_free(&saved);
    manifest_free(&saved); /* once more does no harm */

    assert_int_equal(manifest_save(&saved, place), DAFTAR_OK);
    assert_int_equal(manifest_load(&loaded, place), DAFTAR_OK);
    assert_int_equal(loaded.segment_count + loaded.setting_count, 0);
    assert_string_equal(loaded.signature, "");
    manifest_free(&loaded);
}

/* A dead list is written when it changed, and under a new name. */
static void test_dead_files(void **state)
{
    (void)state;
    struct manifest manifest;
    fill(&manifest);
    assert_int_equal(manifest_save(&manifest, place), DAFTAR_OK);
    assert_true(exists("seg-1.dead-1"));
    assert_false(exists("seg-2.x.dead-1"));
    manifest_free(&manifest);
    assert_int_equal(manifest_load(&manifest, place), DAFTAR_OK);
    struct manifest_segment *first = &manifest.segments[0];
    assert_int_equal(manifest_add_dead(first, (uint32_t[]){3, 10}, 2), DAFTAR_OK);
    assert_int_equal(manifest_save(&manifest, place), DAFTAR_OK);
    assert_false(exists("seg-1.dead-2"));
    assert_int_equal(manifest_add_dead(first, (uint32_t[]){1, 3, 4}, 3), DAFTAR_OK);
    assert_int_equal(manifest_save(&manifest, place), DAFTAR_OK);
    assert_true(exists("seg-1.dead-3"));
    manifest_free(&manifest);
    assert_int_equal(manifest_load(&manifest, place), DAFTAR_OK);
    assert_int_equal(manifest.segments[0].dead_count, 5);
    assert_memory_equal(manifest.segments[0].dead, ((uint32_t[]){1, 2, 3, 4, 10}), 20);

    first = &manifest.segments[0];
    assert_int_equal(manifest_add_dead(first, (uint32_t[]){0}, 1), DAFTAR_BAD_INPUT);
    assert_int_equal(manifest_add_dead(first, (uint32_t[]){11}, 1), DAFTAR_BAD_INPUT);
    assert_int_equal(manifest_add_dead(first, (uint32_t[]){5, 4}, 2), DAFTAR_BAD_INPUT);
    assert_int_equal(manifest_add_dead(first, NULL, 0), DAFTAR_OK);
    assert_int_equal(first->dead_count, 5);
    manifest_drop_segment(&manifest, 0);
    assert_int_equal(manifest.segment_count, 1);
    assert_string_equal(manifest.segments[0].name, "seg-2.x");
    manifest_drop_segment(&manifest, 7);
    assert_int_equal(manifest_set(&manifest, "a", NULL), DAFTAR_OK);
    assert_int_equal(manifest_set(&manifest, "a", NULL), DAFTAR_OK);
    assert_int_equal(manifest.setting_count, 2);
    manifest_free(&manifest);
}

static void test_damaged_dead_file(void **state)
{
    (void)state;
    struct manifest manifest;
    struct buffer kept = {0};
    fill(&manifest);
    assert_int_equal(manifest_save(&manifest, place), DAFTAR_OK);
    manifest_free(&manifest);
    read_text(&kept, "seg-1.dead-1");
    for (size_t i = 0; i < kept.length; i++) {
        kept.data[i] ^= 1;
        write_text("seg-1.dead-1", kept.data, kept.length);
        assert_int_equal(manifest_load(&manifest, place), DAFTAR_CORRUPT);
        assert_int_equal(manifest.segment_count, 0);
        kept.data[i] ^= 1;
    }
    write_text("seg-1.dead-1", kept.data, kept.length - 1);
    assert_int_equal(manifest_load(&manifest, place), DAFTAR_CORRUPT);
    unlink(in_place("seg-1.dead-1"));
    assert_int_equal(manifest_load(&manifest, place), DAFTAR_CORRUPT);
    assert_non_null(strstr(daftar_last_error(), place));
    buffer_free(&kept);
}

/* Ends the text with a right checksum, so that the parser itself is what refuses it. */
static daftar_status load_text(const char *text, size_t length)
{
    struct buffer all = {0};
    struct manifest manifest;
    buffer_append(&all, text, length);
    buffer_printf(&all, "checksum %016" PRIx64 "\n", (uint64_t)XXH3_64bits(text, length));
    write_text("manifest", all.data, all.length);
    buffer_free(&all);
    daftar_status status = manifest_load(&manifest, place);
    assert_true(!status || !manifest.segment_count);
    manifest_free(&manifest);
    return status;
}

#define HEAD "daftar-index 2\ngeneration 7\nsignature s\n"
#define SEGMENT "segment seg-1 10 4096 00000000000000ff\n"

static const struct {
    const char *text;
    daftar_status expected;
} texts[] = {
    {HEAD, DAFTAR_OK},
    {HEAD SEGMENT, DAFTAR_OK},
    {HEAD "set a 1\nset b 2\n" SEGMENT "segment s2 4294967295 18446744073709551615 f\n", DAFTAR_OK},
    {"daftar-index 3\nanything", DAFTAR_UNSUPPORTED},
    {"daftar-index 1\nanything", DAFTAR_UNSUPPORTED},
    {"daftar-index 4294967295\n", DAFTAR_UNSUPPORTED},
    {"daftar-index 99999999999999999999999\n", DAFTAR_CORRUPT},
    {"daftar-index 0\ngeneration 7\nsignature s\n", DAFTAR_CORRUPT},
    {"daftar-index\ngeneration 7\nsignature s\n", DAFTAR_CORRUPT},
    {"something else\n", DAFTAR_CORRUPT},
    {"", DAFTAR_CORRUPT},
    {"daftar-index 2\n", DAFTAR_CORRUPT},
    {"daftar-index 2\ngeneration 7\n", DAFTAR_CORRUPT},
    {"daftar-index 2\nsignature s\ngeneration 7\n", DAFTAR_CORRUPT},
    {"daftar-index 2\ngeneration 18446744073709551615\nsignature s\n", DAFTAR_CORRUPT},
    {"daftar-index 2\ngeneration -1\nsignature s\n", DAFTAR_CORRUPT},
    {HEAD "generation 8\n", DAFTAR_CORRUPT},
    {HEAD "unknown 8\n", DAFTAR_CORRUPT},
    {HEAD "\n", DAFTAR_CORRUPT},
    {HEAD "set b 2\nset a 1\n", DAFTAR_CORRUPT},
    {HEAD "set a 2\nset a 1\n", DAFTAR_CORRUPT},
    {HEAD "set a 1 2\n", DAFTAR_CORRUPT},
    {HEAD "set a %4\n", DAFTAR_CORRUPT},
    {HEAD "set a %zz\n", DAFTAR_CORRUPT},
    {HEAD "set a %00\n", DAFTAR_CORRUPT},
    {HEAD "set a \t\n", DAFTAR_CORRUPT},
    {HEAD SEGMENT SEGMENT, DAFTAR_CORRUPT},
    {HEAD "segment ../seg-1 10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment /etc/passwd 10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment .hidden 10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment .. 10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment a/b 10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment a%2fb 10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment \xd0\xb0 10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment  10 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg 1 1 1\n",
     DAFTAR_CORRUPT},
    {HEAD "segment a 4294967296 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment a 10 18446744073709551616 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment a 10 4096 10000000000000000\n", DAFTAR_CORRUPT},
    {HEAD "segment a 10 4096\n", DAFTAR_CORRUPT},
    {HEAD "segment a 10 4096 ff x\n", DAFTAR_CORRUPT},
    {HEAD "segment a 1x 4096 ff\n", DAFTAR_CORRUPT},
    {HEAD "dead 1 1 ff\n", DAFTAR_CORRUPT},
    {HEAD SEGMENT "dead 1 11 ff\n", DAFTAR_CORRUPT},
    {HEAD SEGMENT "dead 0 1 ff\n", DAFTAR_CORRUPT},
    {HEAD SEGMENT "dead 1 0 ff\n", DAFTAR_CORRUPT},
    {HEAD SEGMENT "dead 1 1 ff\n", DAFTAR_CORRUPT}, /* no such file */
    {HEAD SEGMENT "dead 1 1 ff\ndead 2 1 ff\n", DAFTAR_CORRUPT},
    {HEAD "segment a 4294967295 1 1\ndead 1 4294967295 1\n", DAFTAR_CORRUPT},
};

static void test_hostile(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        daftar_status got = load_text(texts[i].text, strlen(texts[i].text));
        if (got != texts[i].expected)
            fail_msg("text %zu: %s, not %s: %s", i, daftar_status_name(got),
                     daftar_status_name(texts[i].expected), daftar_last_error());
    }
    static const char nul[] = HEAD "segment a\0b 10 4096 ff\n", nul_value[] = HEAD "set a \0\n";
    assert_int_equal(load_text(nul, sizeof nul - 1), DAFTAR_CORRUPT);
    assert_int_equal(load_text(nul_value, sizeof nul_value - 1), DAFTAR_CORRUPT);
    struct manifest manifest;
    unlink(in_place("manifest"));
    assert_int_equal(mkdir(in_place("manifest"), 0700), 0);
    assert_int_equal(manifest_load(&manifest, place), DAFTAR_CORRUPT);
}

/* A right list in name and checksum, but not of passages of this segment. */
static void test_hostile_dead(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length, count;
        daftar_status expected;
    } lists[] = {
        {"\x01\x02", 2, 2, DAFTAR_OK},
        {"\x0a", 1, 1, DAFTAR_OK},
        {"\x0b", 1, 1, DAFTAR_CORRUPT},
        {"\x01", 1, 2, DAFTAR_CORRUPT},
        {"\x01\x01\x01", 3, 2, DAFTAR_CORRUPT},
        {"\x01\x00", 2, 2, DAFTAR_CORRUPT},
        {"\x08\x08", 2, 2, DAFTAR_CORRUPT},
        {"\x81\x80", 2, 1, DAFTAR_CORRUPT},
        {"\x02\xff\xff\xff\xff\xff\xff\xff\xff", 9, 2, DAFTAR_CORRUPT},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char text[256];
        write_text("seg-1.dead-7", lists[i].bytes, lists[i].length);
        snprintf(text, sizeof text, HEAD SEGMENT "dead 7 %zu %" PRIx64 "\n", lists[i].count,
                 (uint64_t)XXH3_64bits(lists[i].bytes, lists[i].length));
        if (load_text(text, strlen(text)) != lists[i].expected)
            fail_msg("list %zu: %s", i, daftar_last_error());
    }
}

static void test_every_byte(void **state)
{
    (void)state;
    struct manifest manifest;
    struct buffer kept = {0};
    fill(&manifest);
    assert_int_equal(manifest_save(&manifest, place), DAFTAR_OK);
    manifest_free(&manifest);
    read_text(&kept, "manifest");
    assert_memory_equal(kept.data, "daftar-index 2\n", 15);
    for (size_t i = 0; i < kept.length; i++) {
        kept.data[i] ^= 2;
        write_text("manifest", kept.data, kept.length);
        assert_int_not_equal(manifest_load(&manifest, place), DAFTAR_OK);
        kept.data[i] ^= 2;
        write_text("manifest", kept.data, i);
        assert_int_equal(manifest_load(&manifest, place), DAFTAR_CORRUPT);
    }
    buffer_free(&kept);
}

static void test_names(void **state)
{
    (void)state;
    struct manifest manifest = {0};
    static const char *const bad[] = {"", ".", "..", "a/b", "/a", "a b", "a\n", "a_b", ".a",
                                      "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
                                      "eeeeeeeeeeffffffffffgggg"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(manifest_add_segment(&manifest, bad[i], 1, 1, 1), DAFTAR_BAD_INPUT);
    assert_int_equal(manifest_add_segment(&manifest, "a", 1, 1, 1), DAFTAR_OK);
    assert_int_equal(manifest_add_segment(&manifest, "a", 1, 1, 1), DAFTAR_BAD_INPUT);
    manifest_free(&manifest);
}

static void test_sweep(void **state)
{
    (void)state;
    static const char *const files[] = {"seg-1", "seg-2.x", "seg-3", "seg-4.tmp", "seg-1.dead-9",
                                        "manifest.tmp", "notes.txt", "lock", "outside"};
    static const bool kept[] = {true, true, false, false, false, false, true, true, true};
    struct manifest manifest;
    fill(&manifest);
    assert_int_equal(manifest_save(&manifest, place), DAFTAR_OK);
    for (size_t i = 0; i < 9; i++)
        write_text(files[i], "x", 1);
    assert_int_equal(mkdir(in_place("scratch-1"), 0700), 0);
    write_text("scratch-1/postlist.glass", "x", 1);
    assert_int_equal(mkdir(in_place("other"), 0700), 0);
    write_text("other/kept", "x", 1);
    assert_int_equal(symlink(in_place("other"), in_place("scratch-2")), 0);
    assert_int_equal(symlink(in_place("outside"), in_place("seg-5")), 0);
    assert_int_equal(manifest_sweep(&manifest, place), DAFTAR_OK);
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(exists(files[i]), kept[i]);
    assert_false(exists("scratch-1"));
    assert_true(exists("other/kept"));
    struct stat facts;
    assert_int_not_equal(lstat(in_place("scratch-2"), &facts), 0);
    assert_int_not_equal(lstat(in_place("seg-5"), &facts), 0);
    assert_true(exists("seg-1.dead-1") && exists("manifest"));
    manifest_free(&manifest);
    assert_int_equal(manifest_sweep(&manifest, in_place("no")), DAFTAR_NOT_FOUND);
}

static void test_checksum(void **state)
{
    (void)state;
    uint64_t bytes, checksum;
    struct buffer text = {0};
    for (int i = 0; i < 200000; i++)
        buffer_printf(&text, "%d,", i);
    write_text("file", text.data, text.length);
    assert_int_equal(manifest_checksum(in_place("file"), &bytes, &checksum), DAFTAR_OK);
    assert_int_equal(bytes, text.length);
    assert_true(checksum == XXH3_64bits(text.data, text.length));
    assert_int_equal(manifest_checksum(in_place("none"), &bytes, &checksum), DAFTAR_NOT_FOUND);
    assert_int_equal(manifest_checksum(place, &bytes, &checksum), DAFTAR_IO);
    buffer_free(&text);
}

/* Another process takes the lock, says so, and holds it until it is told to go. */
static pid_t hold_elsewhere(int *go)
{
    int ready[2], stop[2];
    char byte;
    assert_int_equal(pipe(ready) | pipe(stop), 0);
    pid_t child = fork();
    if (!child) {
        struct index_lock lock;
        close(stop[1]);
        if (index_lock_take(&lock, place, false))
            _exit(1);
        if (write(ready[1], "x", 1) != 1 || read(stop[0], &byte, 1) < 0)
            _exit(2);
        _exit(0); /* without releasing it */
    }
    close(stop[0]);
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    *go = stop[1];
    return child;
}

static void test_lock(void **state)
{
    (void)state;
    int go, status;
    char expected[64];
    struct index_lock lock, second;
    pid_t child = hold_elsewhere(&go);
    assert_int_equal(index_lock_take(&lock, place, false), DAFTAR_LOCKED);
    snprintf(expected, sizeof expected, "is being written by process %d on host ", (int)child);
    assert_non_null(strstr(daftar_last_error(), expected));
    index_lock_release(&lock);
    assert_int_equal(close(go), 0);
    assert_int_equal(index_lock_take(&lock, place, true), DAFTAR_OK); /* waits for its end */
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    /* Also within one process, where the older kind of lock would not hold. */
    assert_int_equal(index_lock_take(&second, place, false), DAFTAR_LOCKED);
    index_lock_release(&lock);
    index_lock_release(&lock);
    assert_int_equal(index_lock_take(&second, place, false), DAFTAR_OK);
    write_text("lock", "\x1b[31mroot; rm -rf", 15);
    assert_int_equal(index_lock_take(&lock, place, false), DAFTAR_LOCKED);
    assert_null(strstr(daftar_last_error(), "rm"));
    index_lock_release(&second);
    assert_int_equal(index_lock_take(&lock, in_place("no"), false), DAFTAR_NOT_FOUND);
    unlink(in_place("lock"));
    assert_int_equal(symlink("elsewhere", in_place("lock")), 0);
    assert_int_equal(index_lock_take(&lock, place, false), DAFTAR_IO);
    assert_false(exists("elsewhere"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_round_trip),
        TEST(test_dead_files),
        TEST(test_damaged_dead_file),
        TEST(test_hostile),
        TEST(test_hostile_dead),
        TEST(test_every_byte),
        TEST(test_names),
        TEST(test_sweep),
        TEST(test_checksum),
        TEST(test_lock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_reader_program.c: the indexer's side of reader programs and of commands, and what it makes of bad ones. */
#include "readers_fixture.h"

#include "indexer/command.h"
#include "indexer/readers/client.h"
#include "indexer/readers/protocol.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned counted; /* times that anybody asked how many cores there are */

long sysconf(int name)
{
    static long (*real)(int name);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "sysconf");
    counted += name == _SC_NPROCESSORS_ONLN;
    return real(name);
}

static void test_default_settings(void **state)
{
    (void)state;
    counted = 0;
    const struct reader_settings *settings = reader_settings();
    for (int i = 0; i < 100; i++)
        assert_ptr_equal(reader_settings(), settings);
    assert_true(settings->seconds > 0 && settings->memory > 0 && settings->output > 0);
    assert_int_equal(counted, 1);
}

static void test_protocol(void **state)
{
    (void)state;
    struct document document, copy;
    struct buffer bytes = {0};
    read_string(&document, read_html, "<title>T</title><h2>Head</h2><p lang=ru><b>Жирно.</b> Текст");
    protocol_write(&bytes, &document);
    document_init(&copy);
    assert_int_equal(protocol_read(&copy, bytes.data, bytes.length), DAFTAR_OK);
    assert_string_equal(copy.text.data, document.text.data);
    assert_int_equal(copy.block_count, document.block_count);
    for (size_t i = 0; i < copy.block_count; i++) {
        const struct block *a = &copy.blocks[i], *b = &document.blocks[i];
        assert_true(a->start == b->start && a->end == b->end && a->kind == b->kind && a->level == b->level &&
                    a->part == b->part && a->language == b->language && a->lead == b->lead);
    }
    assert_field(&copy, FIELD_TITLE, "T");
    document_clear(&copy);
    srand(3);
    for (int round = 0; round < 3000; round++) { /* whatever comes back, the indexer lives */
        struct buffer damaged = {0};
        buffer_append(&damaged, bytes.data, bytes.length - (round % 3 ? 0 : (size_t)rand() % bytes.length));
        for (int flips = 0; flips < 4 && damaged.length; flips++)
            damaged.data[(size_t)rand() % damaged.length] = (char)rand();
        document_init(&copy);
        if (!protocol_read(&copy, damaged.data ? damaged.data : "", damaged.length))
            for (size_t i = 0; i < copy.block_count; i++)
                assert_true(copy.blocks[i].start < copy.blocks[i].end && copy.blocks[i].end <= copy.text.length);
        document_clear(&copy);
        buffer_free(&damaged);
    }
    document_clear(&document);
    buffer_free(&bytes);
}

/* The program that was built beside this test. */
static bool built_reader(char path[4096])
{
    const char *given = getenv("BUILD_READER"), *build = getenv("BUILD");
    ssize_t length = readlink("/proc/self/exe", path, 4000);
    if (given)
        snprintf(path, 4096, "%s", given);
    else if (build)
        snprintf(path, 4096, "%s/daftar-reader", build);
    else
        snprintf(path + (length > 0 ? length : 0), 90, "/../../../daftar-reader");
    return access(path, X_OK) == 0;
}

static void test_client(void **state)
{
    (void)state;
    char path[4096];
    struct document document;
    if (!built_reader(path))
        skip();
    setenv("DAFTAR_READER", path, 1);
    for (int i = 0; i < 3; i++) {
        document_init(&document);
        assert_int_equal(client_read(&document, "html", "<p>Salom", 8), DAFTAR_OK);
        assert_text(&document, "Salom");
        document_init(&document);
        assert_int_equal(client_read(&document, "docx", "junk", 4), DAFTAR_BAD_INPUT);
        document_clear(&document);
    }
    document_init(&document);
    assert_int_equal(client_read(&document, "nonsense", "x", 1), DAFTAR_BAD_INPUT);
    document_clear(&document);
}

static struct reader_settings *use_limits(unsigned seconds, size_t output)
{
    struct daftar_reader_options options = DAFTAR_READER_OPTIONS_INIT;
    struct reader_settings *settings;
    options.seconds = seconds;
    options.output = output;
    assert_int_equal(reader_settings_new(&settings, &options, 1), DAFTAR_OK);
    reader_use(settings);
    return settings;
}

/* Programs that are no readers: one that ends at once, one that hangs, none. Each costs the file and nothing else. */
static void test_bad_readers(void **state)
{
    (void)state;
    static const struct {
        const char *program, *message;
        daftar_status status;
        unsigned seconds;
    } rows[] = {{"/bin/true", "without an answer", DAFTAR_BAD_INPUT, 60},
                {"/bin/sleep", "longer than 1 s", DAFTAR_BAD_INPUT, 1},
                {"/nowhere/reader", "not installed", DAFTAR_UNSUPPORTED, 60}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document document;
        setenv("DAFTAR_READER", rows[i].program, 1);
        struct reader_settings *settings = use_limits(rows[i].seconds, 0);
        document_init(&document);
        assert_int_equal(client_read(&document, "html", "<p>x", 4), rows[i].status);
        if (!strstr(status_message(), rows[i].message))
            print_error("%s: %s\n", rows[i].program, status_message());
        assert_non_null(strstr(status_message(), rows[i].message));
        document_clear(&document);
        reader_use(NULL);
        reader_settings_free(settings);
    }
    char path[4096];
    char page[1000] = "<p>";
    struct document document;
    if (!built_reader(path))
        return;
    setenv("DAFTAR_READER", path, 1);
    struct reader_settings *settings = use_limits(0, 200);
    memset(page + 3, 'a', sizeof page - 3);
    document_init(&document);
    assert_int_equal(client_read(&document, "html", page, sizeof page), DAFTAR_BAD_INPUT);
    assert_int_equal(client_read(&document, "html", "<p>y", 4), DAFTAR_OK); /* and the next one is read */
    document_clear(&document);
    reader_use(NULL);
    reader_settings_free(settings);
}

#define COMMAND(...) &(struct command){.words = (const char *const[]){__VA_ARGS__, NULL}}

static void test_commands(void **state)
{
    (void)state;
    struct document document;
    document_init(&document);
    assert_int_equal(command_read(&document, COMMAND("cat"), "Bir ikki", 8), DAFTAR_OK);
    assert_text(&document, "Bir ikki");
    assert_int_equal(command_read(&document, COMMAND("tail", "-c", "4"), "Bir ikki", 8), DAFTAR_OK);
    assert_text(&document, "ikki");
    assert_int_equal(command_read(&document, COMMAND("cat", "%f", "%f"), "Bir ikki", 8), DAFTAR_OK);
    assert_text(&document, "Bir ikkiBir ikki");
    assert_int_equal(command_read(&document, COMMAND("echo", "a $(id) ; b"), "x", 1), DAFTAR_OK); /* no shell */
    assert_text(&document, "a $(id) ; b");
    assert_int_equal(command_read(&document, COMMAND("daftar-no-such-program"), "x", 1), DAFTAR_NOT_FOUND);
    assert_int_equal(command_read(&document, COMMAND("false"), "x", 1), DAFTAR_BAD_INPUT);
    assert_int_equal(command_read(&document, COMMAND("cat"), "", 0), DAFTAR_BAD_INPUT);
    struct reader_settings *settings = use_limits(1, 0);
    assert_int_equal(command_read(&document, COMMAND("sleep", "60"), "x", 1), DAFTAR_BAD_INPUT);
    assert_non_null(strstr(status_message(), "longer than 1 s"));
    reader_settings_free(settings);
    settings = use_limits(0, 1000);
    assert_int_equal(command_read(&document, COMMAND("yes"), "x", 1), DAFTAR_BAD_INPUT);
    assert_non_null(strstr(status_message(), "printed more than"));
    reader_use(NULL);
    reader_settings_free(settings);
    document_clear(&document);
}

/* Commands of the user's: words and quotes, what is refused, and that they go before the table. */
static void test_user_commands(void **state)
{
    (void)state;
    static const struct {
        const char *extension, *command, *message; /* NULL: it is good */
    } rows[] = {
        {".djvu", "djvutxt %f", NULL}, {"odd", "'a b' c\"d e\" ''", NULL}, {".DJVU", "x", "small letters"},
        {".a/b", "x", "small letters"}, {"", "x", "small letters"}, {NULL, "x", "extension"},
        {".x", "", "no program"}, {".x", "  ", "no program"}, {".x", "''", "no program"}, {".x", "a 'b", "quote"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct daftar_reader_command command = {rows[i].extension, rows[i].command};
        struct daftar_reader_options options = DAFTAR_READER_OPTIONS_INIT;
        struct reader_settings *settings;
        options.commands = &command;
        options.command_count = 1;
        daftar_status status = reader_settings_new(&settings, &options, 1);
        assert_int_equal(status, rows[i].message ? DAFTAR_BAD_INPUT : DAFTAR_OK);
        if (rows[i].message)
            assert_non_null(strstr(status_message(), rows[i].message));
        reader_settings_free(settings);
    }
    struct daftar_reader_command own[] = {{".pdf", "tr a-z A-Z"}, {".x", "printf '<html><p>%s</p>' 'a  b'"}};
    struct daftar_reader_options options = {sizeof options, 0, 0, 0, 0, own, 2};
    struct reader_settings *settings;
    struct document document;
    assert_int_equal(reader_settings_new(&settings, &options, 1), DAFTAR_OK);
    reader_use(settings);
    document_init(&document);
    const struct reader *reader = reader_for("a.pdf", "%PDF-1.4", 8);
    assert_int_equal(reader_read(reader, &document, "salom", 5), DAFTAR_OK);
    assert_string_equal(reader->name, "pdf");
    assert_text(&document, "SALOM");
    char path[4096];
    if (built_reader(path)) {
        setenv("DAFTAR_READER", path, 1);
        assert_int_equal(reader_read(reader_by_name("b.X"), &document, "x", 1), DAFTAR_OK);
        assert_text(&document, "a b");
    }
    document_clear(&document);
    reader_use(NULL);
    reader_settings_free(settings);
    assert_null(reader_by_name("b.X"));
}

/* ---- the sandbox ---- */

/* Exits with the number of the first thing that could be done and should not be; 0: none. */
static void try_everything(void)
{
    char path[] = "/tmp/daftar-sandbox-test";
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int pair[2];
    if (!sandbox_limit((size_t)256 << 20) || !sandbox_close())
        _exit(100);
    char *memory = malloc(1000);
    if (!memory)
        _exit(101);
    volatile bool limited = malloc((size_t)1 << 30) == NULL;
    bool tried[] = {
        open("/etc/passwd", O_RDONLY) >= 0, open(path, O_WRONLY | O_CREAT, 0600) >= 0, unlink("/nowhere") == 0 || errno == ENOENT,
        socket(AF_INET, SOCK_STREAM, 0) >= 0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0,
        connect(0, (struct sockaddr *)&address, sizeof address) == 0, fork() >= 0,
        execl("/bin/true", "true", (char *)NULL) == 0, kill(getppid(), 0) == 0,
        mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED,
    };
    for (int i = 0; i < (int)(sizeof tried / sizeof *tried); i++)
        if (tried[i])
            _exit(i + 1);
    _exit(limited ? 0 : 50);
}

/* No files, no network, no programs, no code made of data, and no more memory than is given. */
static void test_sandbox(void **state)
{
    (void)state;
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    skip(); /* they need what the sandbox takes */
#endif
    int result = 0;
    pid_t pid = fork();
    if (pid == 0)
        try_everything();
    assert_int_equal(waitpid(pid, &result, 0), pid);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_settings), cmocka_unit_test(test_protocol), cmocka_unit_test(test_client),
        cmocka_unit_test(test_bad_readers),
        cmocka_unit_test(test_commands), cmocka_unit_test(test_user_commands), cmocka_unit_test(test_sandbox),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

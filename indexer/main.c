/* main.c: daftar-index: brings an index up to date with directories and files. */
#include "base/buffer.h"
#include "base/messages.h"
#include "base/options.h"
#include "base/place.h"
#include "base/pool.h"
#include "daftar.h"
#include "indexer/setup.h"
#include "indexer/shards.h"
#include "indexer/show.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { INDEX, JOBS, EXCLUDE, GLOSSARY, NAME, QUIET, VERBOSE, WAIT, MEMORY, STATUS, VERIFY, COMPACT, SERVE, REMOVE, SHOW, SHARDS,
       OCR, READER_MEMORY, READER_SECONDS, READER_OUTPUT };

static const struct option_row options[] = {
    {'i', "index", "INDEX", N_("the index directory (default: $DAFTAR_INDEX, else the user's data directory)"), N_("Index"), INDEX},
    {'j', "jobs", "N", N_("workers (default: one a core)"), NULL, JOBS},
    {0, "memory", "MIB", N_("ceiling of the indexer's memory (default: 512)"), NULL, MEMORY},
    {0, "exclude", "GLOB", N_("leave out files whose name or path matches; may be repeated"), NULL, EXCLUDE},
    {0, "name", "ROOT", N_("put the paths below ROOT/, to tell two directories apart"), NULL, NAME},
    {0, "glossary", "FILE", N_("a glossary of your own, kept with the index"), NULL, GLOSSARY},
    {0, "wait", NULL, N_("wait for another writer instead of giving up"), NULL, WAIT},
    {0, "shards", "N", N_("spread a new index over N directories below INDEX"), NULL, SHARDS},
    {0, "ocr", NULL, N_("read scanned pages with Tesseract, where it is installed"), N_("Reading"), OCR},
    {0, "reader-memory", "MIB", N_("for all reader programs together (default: 1024)"), NULL, READER_MEMORY},
    {0, "reader-seconds", "N", N_("that reading a file may take (default: 60)"), NULL, READER_SECONDS},
    {0, "reader-output", "MIB", N_("of text that a file may hold (default: 256)"), NULL, READER_OUTPUT},
    {'q', "quiet", NULL, N_("print nothing but errors"), N_("Messages"), QUIET},
    {'v', "verbose", NULL, N_("print what was done also when it is piped"), NULL, VERBOSE},
    {0, "status", NULL, N_("show what the index holds"), N_("Care"), STATUS},
    {0, "verify", NULL, N_("compare everything with its checksums"), NULL, VERIFY},
    {0, "compact", NULL, N_("merge everything into one segment"), NULL, COMPACT},
    {0, "serve", NULL, N_("with --compact: keep what xapian-tcpsrv needs"), NULL, SERVE},
    {0, "remove", "PATH", N_("take an article, or all below a directory, out of the index"), NULL, REMOVE},
    {0, "show", "FILE", N_("print as JSON what is understood of a file; nothing is indexed"), NULL, SHOW},
    {0},
};

static const char *const usages[] = {"[-i INDEX] [-j N] [--exclude GLOB] [--name ROOT] DIR|FILE...",
                                     "[-i INDEX] --status | --verify | --compact [--serve] | --remove PATH",
                                     "--show FILE", NULL};

static const char *const description[] = {
    "Indexes the files below each directory, and each file, passage by passage. Run again, it reads only what changed "
    "(size and time, then the content) and removes what vanished from the directories that are given; other "
    "directories of the index stay as they are.",
    "A document is named by its path below the directory. Two directories whose names collide are refused unless "
    "--name sets one apart. Hidden files are left out, symbolic links are followed. A file that cannot be read is "
    "named on standard error with the reason, and what the index had of it stays.",
    "The index is complete at every moment: work is committed at least every 64 MiB or 30 seconds, and a run that was "
    "killed goes on where the last commit stood.",
    NULL};

static const char *const more[] = {
    ".SH EXIT STATUS", "0 done; 1 done, but some files could not be read; 2 error.", ".SH ENVIRONMENT",
    ".TP", ".B DAFTAR_INDEX", "the index when \\-i is not given", ".SH FILES",
    ".TP", ".I $XDG_CONFIG_HOME/daftar/config", "(or ~/.config/daftar/config) may add a reader of files a line:", ".nf",
    "reader .djvu = djvutxt %f", "reader .tex = detex", ".fi",
    "The command is run without a shell, within the limits of reading. %f stands for the name of a copy of the file; without it the "
    "file is the standard input. It prints UTF\\-8 text or HTML. It goes before a reader that daftar has.",
    ".SH EXAMPLES",
    ".nf",
    "$ daftar\\-index \\-\\-show corpus/casa\\-1000\\-news\\-ru.md | head \\-c 60; echo",
    "{\"title\":{\"ru\":\"CASA\\-1000: линия готова на се",
    "",
    "$ daftar\\-index \\-i laws\\-index \\-\\-exclude '*.bak' \\-\\-name laws corpus",
    "",
    "$ daftar\\-index \\-i laws\\-index \\-\\-remove laws/casa\\-1000\\-news\\-ru.md",
    ".fi",
    ".SH SEE ALSO", ".BR daftar\\-search (1), .BR daftar\\-analyze (1)", NULL};

static const struct program program = {"daftar-index", "index a directory of articles", usages, options, description,
                                       more};

struct settings {
    const char *index, *name, *remove, *show;
    const char **exclude;
    size_t exclude_count, exclude_capacity;
    struct daftar_indexer_options options;
    struct setup setup;
    int mode; /* of the index, or -1 */
    bool removed; /* by --remove, from one shard at least */
    bool quiet, verbose, serve;
    bool in_file; /* the configuration file is being read */
    /* progress */
    struct timespec begun;
    bool terminal, drawn;
};

static volatile sig_atomic_t interrupted;

static void interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

static int number(const char *value, unsigned long most, unsigned long *out)
{
    char *end;
    *out = strtoul(value, &end, 10);
    if (*value >= '0' && *value <= '9' && !*end && *out <= most)
        return 0;
    fprintf(stderr, _("daftar-index: %s: not a number from 0 to %lu"), value, most);
    fputc('\n', stderr);
    return 1;
}

static int set_reading(struct daftar_reader_options *readers, int id, const char *value)
{
    unsigned long n = 0;
    if (id != OCR && number(value, id == READER_SECONDS ? 86400 : 1 << 20, &n))
        return 1;
    if (id == OCR)
        readers->ocr = 1;
    else if (id == READER_MEMORY)
        readers->memory = n << 20;
    else if (id == READER_SECONDS)
        readers->seconds = (unsigned)n;
    else
        readers->output = n << 20;
    return 0;
}

static int add_exclude(struct settings *s, const char *glob)
{
    if (!array_reserve(&s->exclude, &s->exclude_capacity, s->exclude_count + 1, sizeof *s->exclude))
        return messages_complain("daftar-index", NULL, N_("out of memory"));
    s->exclude[s->exclude_count++] = glob;
    return 0;
}

/* What is done once is not for the configuration file. */
static bool is_setting(int id)
{
    return id == INDEX || id == JOBS || id == EXCLUDE || id == GLOSSARY || id == QUIET || id == VERBOSE || id == WAIT ||
           id == MEMORY || id == OCR || id == READER_MEMORY || id == READER_SECONDS || id == READER_OUTPUT;
}

static int set(void *context, int id, const char *value)
{
    struct settings *s = context;
    unsigned long n = 0;
    if (s->in_file && !is_setting(id))
        return messages_complain("daftar-index", value, N_("only for the command line"));
    switch (id) {
    case INDEX: s->index = value; break;
    case NAME: s->name = value; break;
    case GLOSSARY: s->options.glossary = value; break;
    case EXCLUDE: return add_exclude(s, value);
    case WAIT: s->options.wait = 1; break;
    case QUIET: s->quiet = true; break;
    case VERBOSE: s->verbose = true; break;
    case SERVE: s->serve = true; break;
    case SHOW: s->show = value; break;
    case REMOVE: s->remove = value; s->mode = id; break;
    case JOBS:
        if (number(value, 64, &n))
            return 1;
        s->options.jobs = (unsigned)n;
        break;
    case SHARDS:
        if (number(value, SHARDS_MAX, &n))
            return 1;
        s->options.shards = (unsigned)n;
        break;
    case MEMORY:
        if (number(value, 1 << 20, &n))
            return 1;
        s->options.memory = n << 20;
        break;
    case OCR:
    case READER_MEMORY:
    case READER_SECONDS:
    case READER_OUTPUT: return set_reading(&s->setup.readers, id, value);
    default: s->mode = id;
    }
    return 0;
}

/* ---- messages ---- */

static void clear_line(struct settings *s)
{
    if (s->drawn)
        fputs("\r\033[K", stderr);
    s->drawn = false;
}

static void log_line(void *context, const char *line)
{
    struct settings *s = context;
    clear_line(s);
    fprintf(stderr, "daftar-index: %s\n", line);
}

static void print_line(void *context, const char *line)
{
    (void)context;
    puts(line);
}

static int draw_progress(void *context, const daftar_progress *progress)
{
    struct settings *s = context;
    if (!s->terminal || interrupted)
        return interrupted;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds = (double)(now.tv_sec - s->begun.tv_sec) + (double)(now.tv_nsec - s->begun.tv_nsec) / 1e9;
    double rate = seconds > 0 ? (double)progress->bytes_done / seconds : 0;
    double share = progress->bytes_total ? (double)progress->bytes_done / (double)progress->bytes_total : 1;
    unsigned left = rate > 0 ? (unsigned)((double)(progress->bytes_total - progress->bytes_done) / rate) : 0;
    char bar[21];
    for (int i = 0; i < 20; i++)
        bar[i] = i < (int)(share * 20) ? '#' : '.';
    bar[20] = '\0';
    fputs("\r\033[K", stderr);
    fprintf(stderr, _("[%s] %3.0f%%  %llu/%llu files  %.1f MB/s  %u:%02u left"), bar, share * 100,
            (unsigned long long)progress->files_done, (unsigned long long)progress->files_total, rate / 1e6,
            left / 60, left % 60);
    s->drawn = true;
    return 0;
}

static void report(const struct settings *s, const daftar_counts *c)
{
    if (s->quiet || (!s->terminal && !s->verbose))
        return;
    fprintf(stderr, _("%llu added, %llu changed, %llu unchanged, %llu removed; %llu passages of %.1f MB"),
            (unsigned long long)c->added, (unsigned long long)c->changed, (unsigned long long)c->unchanged,
            (unsigned long long)c->removed, (unsigned long long)c->passages, (double)c->bytes / 1e6);
    if (c->failed)
        fprintf(stderr, _("; %llu could not be read"), (unsigned long long)c->failed);
    if (c->unknown)
        fprintf(stderr, _("; %llu of unknown format"), (unsigned long long)c->unknown);
    fputc('\n', stderr);
}

/* ---- work ---- */

static bool is_directory(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static daftar_status add(daftar_indexer *indexer, const struct settings *s, const char *path)
{
    return is_directory(path) ? daftar_indexer_add_tree(indexer, path, s->name)
                              : daftar_indexer_add_file(indexer, path, s->name);
}

/* One shard at least has to hold the path: the last one says when none did. */
static daftar_status remove_path(daftar_indexer *indexer, struct settings *s)
{
    daftar_status status = daftar_indexer_remove(indexer, s->remove);
    bool last = s->options.shard + 1 >= s->options.shards;
    s->removed |= !status;
    return status == DAFTAR_NOT_FOUND && (s->removed || !last) ? DAFTAR_OK : status;
}

static int update(struct settings *s, const char *path, char **names)
{
    daftar_indexer *indexer;
    daftar_counts counts;
    daftar_status status = daftar_indexer_new(&indexer, path, &s->options);
    bool failed = false, refused = false;
    for (; !status && *names; names++) {
        daftar_status added = add(indexer, s, *names);
        if ((added == DAFTAR_BAD_INPUT || added == DAFTAR_UNSUPPORTED) && !strchr(daftar_last_error(), '\n')) {
            log_line(s, daftar_last_error()); /* of this argument alone */
            *(is_directory(*names) ? &refused : &failed) = true;
        } else {
            status = added;
        }
    }
    if (!status && s->mode == REMOVE)
        status = remove_path(indexer, s);
    if (!status)
        status = daftar_indexer_commit(indexer);
    clear_line(s);
    if (status)
        log_line(s, daftar_last_error());
    daftar_indexer_counts(indexer, &counts);
    if (!status)
        report(s, &counts);
    daftar_indexer_free(indexer);
    return status || refused ? 2 : failed || counts.failed ? 1 : 0;
}

static int care(struct settings *s, const char *path)
{
    daftar_status status = DAFTAR_OK;
    if (s->mode == STATUS)
        status = daftar_index_status(path, print_line, NULL);
    else if (s->mode == VERIFY)
        status = daftar_index_verify(path, print_line, NULL);
    else
        status = daftar_index_compact(path, s->serve, &s->options);
    if (status)
        log_line(s, daftar_last_error());
    return status ? 2 : 0;
}

static int show(struct settings *s)
{
    daftar_document *document;
    daftar_status status = daftar_document_read_with(&document, s->show, &s->setup.readers);
    if (!status)
        status = show_document(document, stdout);
    if (status)
        log_line(s, daftar_last_error());
    daftar_document_free(document);
    return status ? 2 : 0;
}

static int run_part(struct settings *s, const char *path, char **names)
{
    return s->mode >= 0 && s->mode != REMOVE ? care(s, path) : update(s, path, names);
}

/* The first shard keeps what the articles of all of them teach together. */
static int learn_together(struct settings *s, const char *directory)
{
    struct buffer paths[SHARDS_MAX] = {0};
    const char *partners[SHARDS_MAX];
    daftar_indexer *indexer = NULL;
    size_t count = 0;
    bool failed = false;
    for (unsigned i = 0; i < s->options.shards; i++) {
        shards_path(directory, i, &paths[i]);
        failed |= paths[i].failed;
        if (i)
            partners[count++] = paths[i].data;
    }
    struct daftar_indexer_options options = s->options;
    options.partners = partners;
    options.partner_count = count;
    daftar_status status = failed ? DAFTAR_NO_MEMORY : daftar_indexer_new(&indexer, paths[0].data, &options);
    if (!status)
        status = daftar_indexer_commit(indexer);
    if (status)
        log_line(s, failed ? "out of memory" : daftar_last_error());
    daftar_indexer_free(indexer);
    for (unsigned i = 0; i < s->options.shards; i++)
        buffer_free(&paths[i]);
    return status ? 2 : 0;
}

/* Makes the shards, empty, and only then the list of them: a run that ends on the way leaves no index, or a whole one. */
static bool make_shards(struct settings *s, const char *directory, struct buffer *why)
{
    struct buffer path = {0};
    bool made = shards_make(directory, why);
    for (unsigned i = 0; made && i < s->options.shards; i++) {
        daftar_indexer *indexer = NULL;
        s->options.shard = i;
        shards_path(directory, i, &path);
        daftar_status status = path.failed ? DAFTAR_NO_MEMORY : daftar_indexer_new(&indexer, path.data, &s->options);
        if (!status)
            status = daftar_indexer_commit(indexer);
        if (status)
            buffer_puts(why, path.failed ? "out of memory" : daftar_last_error());
        daftar_indexer_free(indexer);
        made = !status;
    }
    buffer_free(&path);
    return made && shards_list(directory, s->options.shards, why);
}

/* Every shard in turn; the worst exit code counts. */
static int run_shards(struct settings *s, const char *directory, char **names)
{
    struct buffer text = {0};
    unsigned there = shards_count(directory), wanted = s->options.shards;
    int worst = 0;
    if (there && wanted && there != wanted)
        buffer_printf(&text, "%s: has %u shards: index into a new directory", directory, there);
    else if (!there && s->mode < 0)
        make_shards(s, directory, &text);
    if (text.length) {
        log_line(s, text.data);
        buffer_free(&text);
        return 2;
    }
    s->options.shards = there ? there : wanted;
    for (unsigned i = 0; i < s->options.shards && worst < 2; i++) {
        s->options.shard = i;
        shards_path(directory, i, &text);
        int code = text.failed ? 2 : run_part(s, text.data, names);
        worst = code > worst ? code : worst;
    }
    buffer_free(&text);
    if (worst < 2 && (s->mode < 0 || s->mode == REMOVE)) {
        int code = learn_together(s, directory);
        worst = code > worst ? code : worst;
    }
    return worst;
}

static int run(struct settings *s, int argc, char **argv, int first)
{
    struct buffer path = {0};
    int code;
    if (!setup_read(&s->setup, &path) || !setup_glossary(&s->setup, &s->options.glossary, &path)) {
        log_line(s, path.data ? path.data : "out of memory");
        buffer_free(&path);
        return 2;
    }
    s->options.readers = &s->setup.readers;
    if (s->show)
        return show(s);
    if (first == argc && s->mode < 0)
        return 1 + messages_complain("daftar-index", NULL, N_("name a directory or a file to index (try --help)"));
    const char *index = place_index(s->index, &path);
    bool spread = s->options.shards || shards_count(index);
    code = spread ? run_shards(s, index, argv + first) : run_part(s, index, argv + first);
    buffer_free(&path);
    return code;
}

/* The configuration file, then the environment, then the command line; as options_read. */
static int read_settings(struct settings *s, struct pool *strings, int argc, char **argv)
{
    const char *index = getenv("DAFTAR_INDEX");
    int first = options_read(&program, argc, argv, false, NULL, NULL);
    if (first < 0) /* help is there whatever the file says */
        return first;
    s->in_file = true;
    if (options_read_file(&program, strings, set, s))
        return -1;
    s->in_file = false;
    if (index && *index)
        s->index = NULL;
    return options_read(&program, argc, argv, false, set, s);
}

static int work(struct settings *s, int argc, char **argv, int first)
{
    signal(SIGINT, interrupt);
    signal(SIGTERM, interrupt);
    clock_gettime(CLOCK_MONOTONIC, &s->begun);
    s->terminal = isatty(STDERR_FILENO) && !s->quiet;
    s->options.exclude = s->exclude;
    s->options.exclude_count = s->exclude_count;
    s->options.log = log_line;
    s->options.progress = draw_progress;
    s->options.context = s;
    return run(s, argc, argv, first);
}

int main(int argc, char **argv)
{
    static const struct daftar_indexer_options defaults = DAFTAR_INDEXER_OPTIONS_INIT;
    static const struct daftar_reader_options reading = DAFTAR_READER_OPTIONS_INIT;
    struct settings settings = {.mode = -1, .options = defaults, .setup = {.readers = reading}};
    struct pool strings = {0};
    messages_open();
    int first = read_settings(&settings, &strings, argc, argv);
    int code = first == -2 ? 0 : first < 0 ? 2 : work(&settings, argc, argv, first);
    if (fflush(stdout)) {
        perror("daftar-index: standard output");
        code = 2;
    }
    free(settings.exclude);
    setup_free(&settings.setup);
    pool_free(&strings);
    return code;
}

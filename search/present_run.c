/* present_run.c: asks an index one question, or many, and prints the pages. */
#include "search/present_run.h"

#include "base/messages.h"
#include "base/place.h"
#include "search/present_open.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define STDIN_MAX (1 << 20) /* of a text to be compared */
#define WIDTH_MIN 20
#define WIDTH_MAX 1000
#define TITLE_BYTES 80      /* of that text that stand for it */

static int complain(const char *value, const char *what)
{
    return messages_complain("daftar-search", value, what);
}

static void log_line(void *context, const char *line)
{
    (void)context;
    present_complain(line);
}

/* ---- the terminal ---- */

/* What is half printed must not leave its colour behind. */
static void restore_terminal(int number)
{
    static const char plain[] = "\033[0m\n";
    ssize_t ignored = write(STDOUT_FILENO, plain, sizeof plain - 1);
    (void)ignored;
    signal(number, SIG_DFL);
    raise(number);
}

static void choose_look(const struct settings *s, struct presentation *how)
{
    struct winsize size;
    const char *no_color = getenv("NO_COLOR");
    bool terminal = isatty(STDOUT_FILENO);
    how->color = s->color >= 0 ? s->color : terminal && !(no_color && *no_color);
    if (terminal) {
        const char *columns = getenv("COLUMNS");
        unsigned long asked = columns ? strtoul(columns, NULL, 10) : 0;
        how->width = asked >= WIDTH_MIN && asked <= WIDTH_MAX ? asked
                     : !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col >= WIDTH_MIN ? size.ws_col : 80;
    }
    static const int numbers[] = {SIGINT, SIGTERM};
    for (size_t i = 0; terminal && how->color && i < sizeof numbers / sizeof *numbers; i++)
        if (signal(numbers[i], restore_terminal) == SIG_IGN)
            signal(numbers[i], SIG_IGN);
}

/* Who reads the pipe may have seen enough: that is no error. False: nothing more need be printed. */
static bool print(const struct buffer *page)
{
    fwrite(page->data ? page->data : "", 1, page->length, stdout);
    return !ferror(stdout);
}

/* ---- passages like another ---- */

static char *read_text(size_t *length)
{
    char *text = malloc(STDIN_MAX + 1);
    *length = text ? fread(text, 1, STDIN_MAX, stdin) : 0;
    if (text)
        text[*length] = '\0';
    return text;
}

/* The beginning of a text, as its name: words of one line. */
static void name_text(const char *text, size_t length, struct buffer *out)
{
    size_t end = length < TITLE_BYTES ? length : TITLE_BYTES;
    while (end && end < length && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    for (size_t i = 0; i < end; i++) {
        bool blank = (unsigned char)text[i] <= ' ';
        if (!blank && i && (unsigned char)text[i - 1] <= ' ' && out->length)
            buffer_putc(out, ' ');
        if (!blank)
            buffer_putc(out, text[i]);
    }
    buffer_puts(out, end < length ? " …" : "");
}

/* What holds no word finds nothing, and the reader has been told why: that is no error. An empty question is one. */
static daftar_status forgive(daftar_status status, const char *text)
{
    return status == DAFTAR_BAD_QUERY && text[strspn(text, " \t\r\n\v\f")] ? DAFTAR_OK : status;
}

static daftar_status similar_text(daftar_results **out, daftar_index *index, const struct settings *s,
                                  struct buffer *name)
{
    size_t length;
    char *text = read_text(&length);
    daftar_status status = text ? daftar_similar_text(out, index, text, length, &s->search) : DAFTAR_NO_MEMORY;
    if (text)
        name_text(text, length, name);
    if (status)
        present_complain(text ? daftar_last_error() : "out of memory");
    if (text)
        status = forgive(status, text);
    free(text);
    return status;
}

/* PATH#N, or - for a text on standard input. */
static daftar_status similar(daftar_results **out, daftar_index *index, const struct settings *s, struct buffer *name)
{
    if (!strcmp(s->similar, "-"))
        return similar_text(out, index, s, name);
    const char *hash = strrchr(s->similar, '#');
    char *end = NULL, *path = hash ? strndup(s->similar, (size_t)(hash - s->similar)) : NULL;
    unsigned long passage = hash && hash[1] >= '0' && hash[1] <= '9' ? strtoul(hash + 1, &end, 10) : 0;
    daftar_status status = DAFTAR_BAD_INPUT;
    buffer_puts(name, s->similar);
    if (!path || !*path || !passage || *end || passage > UINT32_MAX)
        complain(s->similar, N_("not of the form PATH#N"));
    else if ((status = daftar_similar(out, index, path, (uint32_t)passage, &s->search)) != DAFTAR_OK)
        present_complain(daftar_last_error());
    free(path);
    return status;
}

/* ---- one question ---- */

static daftar_status ask(daftar_results **out, daftar_index *index, const char *query, const struct settings *s)
{
    daftar_status status = daftar_search(out, index, query, &s->search);
    if (status)
        present_complain(daftar_last_error());
    else if (daftar_results_note(*out))
        present_complain(daftar_results_note(*out));
    return forgive(status, query);
}

/* What the page says of the question itself; there are no results where none could be had. */
static const char *note_of(const daftar_results *results)
{
    return results ? daftar_results_note(results) : daftar_last_error();
}

static int open_hit(daftar_index *index, const struct settings *s, const daftar_results *results)
{
    const daftar_hit *hit = daftar_results_hit(results, s->open - 1 - s->search.offset);
    char number[32];
    if (hit)
        return present_open(index, hit);
    snprintf(number, sizeof number, "%zu", s->open);
    complain(number, N_("no such hit to open"));
    return daftar_results_count(results) ? 2 : 1;
}

/* Counts alone, -n 0, are of hits too. */
static bool found_any(const struct settings *s, const daftar_results *results)
{
    return s->search.count ? daftar_results_count(results) > 0 : daftar_results_estimate(results) > 0;
}

static int search_one(daftar_index *index, const struct settings *s, struct presentation *how)
{
    daftar_results *results = NULL;
    struct buffer page = {0}, name = {0};
    daftar_status status = s->similar ? similar(&results, index, s, &name) : ask(&results, index, how->query, s);
    int code = status ? 2 : found_any(s, results) ? 0 : 1;
    if (name.data)
        how->query = name.data;
    if (!status && s->open) {
        code = open_hit(index, s, results);
    } else if (!status) {
        how->note = note_of(results);
        s->format->page(how, results, &page);
        if (code && isatty(STDERR_FILENO))
            complain(NULL, N_("nothing found"));
        print(&page);
    }
    buffer_free(&page);
    buffer_free(&name);
    daftar_results_free(results);
    return code;
}

/* ---- many ---- */

/* One `id<TAB>query` of a batch; false: nothing more is read. */
static bool search_line(daftar_index *index, const struct settings *s, struct presentation *how, char *line, int *code)
{
    char *tab = strchr(line, '\t');
    daftar_results *results = NULL;
    struct buffer page = {0};
    if (!tab) {
        *code = 1 + complain(line, N_("not of the form id<TAB>query"));
        return true;
    }
    *tab = '\0';
    how->query_id = line;
    how->query = tab + 1;
    if (ask(&results, index, how->query, s)) {
        *code = 2;
    } else {
        how->note = note_of(results);
        s->format->page(how, results, &page);
    }
    bool read = print(&page);
    buffer_free(&page);
    daftar_results_free(results);
    return read;
}

static int search_batch(daftar_index *index, const struct settings *s, struct presentation *how)
{
    FILE *file = strcmp(s->queries, "-") ? fopen(s->queries, "re") : stdin;
    if (!file)
        return 1 + complain(s->queries, strerror(errno));
    char *line = NULL;
    size_t capacity = 0;
    int code = 0;
    bool read = true;
    while (read && getline(&line, &capacity, file) >= 0) {
        line[strcspn(line, "\r\n")] = '\0';
        read = !*line || search_line(index, s, how, line, &code);
    }
    free(line);
    if (file != stdin)
        fclose(file);
    return code;
}

/* ---- all of it ---- */

static void join_words(char **words, struct buffer *out)
{
    for (; *words; words++) {
        if (out->length)
            buffer_putc(out, ' ');
        buffer_puts(out, *words);
    }
}

/* What cannot be meant together; NULL: nothing. */
static const char *conflict(const struct settings *s, const struct buffer *query)
{
    if (!query->length && !s->queries && !s->similar)
        return N_("the query is empty (try --help)");
    if (!!query->length + !!s->queries + !!s->similar > 1)
        return N_("one of a query, --queries and --similar is expected");
    return s->open && s->queries ? N_("--open is for one query") : NULL;
}

int present_run(struct settings *s, char **words)
{
    struct buffer query = {0}, path = {0};
    struct daftar_index_options open_options = DAFTAR_INDEX_OPTIONS_INIT;
    daftar_index *index = NULL;
    struct presentation how = {.query_id = "1", .by_article = s->search.group == DAFTAR_GROUP_ARTICLE,
                               .explain = s->search.explain, .facets = s->facets, .facet_count = s->facet_count,
                               .timeline = s->timeline, .offset = s->search.offset};
    const char *const place[] = {s->indexes.count ? NULL : place_index(NULL, &path)};
    open_options.log = log_line;
    open_options.partial = s->partial;
    join_words(words, &query);
    how.query = query.length ? query.data : "";
    choose_look(s, &how);
    int code = 2;
    const char *wrong = query.failed ? N_("out of memory") : conflict(s, &query);
    if (wrong)
        complain(NULL, wrong);
    else if (daftar_index_open(&index, s->indexes.count ? s->indexes.items : place,
                               s->indexes.count ? s->indexes.count : 1, &open_options))
        present_complain(daftar_last_error());
    else
        code = s->queries ? search_batch(index, s, &how) : search_one(index, s, &how);
    daftar_index_free(index);
    buffer_free(&query);
    buffer_free(&path);
    return code;
}

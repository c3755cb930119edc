/* main.c: daftar-search: asks an index and prints what it answers. */
#include "base/options.h"
#include "base/place.h"
#include "search/present.h"
#include "search/present_completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { INDEX, COUNT, OFFSET, GROUP, LANG, QUERY_LANG, EXPAND, GLOSSARY, FORMAT, EXPLAIN, FACETS, QUERIES, COLOR,
       WEIGHTING, EXHAUSTIVE, SIMILAR, PARTIAL, TIMELINE, CONTEXT, COMPLETION };

static const struct option_row options[] = {
    {'i', "index", "INDEX", "index directory, stub file or tcp:HOST:PORT; may be repeated", "Index", INDEX},
    {0, "partial", NULL, "leave out shards that cannot be reached, and say so", NULL, PARTIAL},
    {'n', "count", "N", "hits to print (default: 10)", "Results", COUNT},
    {0, "offset", "N", "hits to skip", NULL, OFFSET},
    {0, "group", "UNIT", "passage (default), or article: the best passage of each", NULL, GROUP},
    {0, "lang", "CODE", "only passages in this language; may be repeated", NULL, LANG},
    {0, "facets", "LIST", "count values of lang, year, author, keyword, format", NULL, FACETS},
    {0, "timeline", NULL, "count hits a year", NULL, TIMELINE},
    {0, "query-lang", "CODE", "the language of the query (default: all that fit)", "Matching", QUERY_LANG},
    {0, "expand", "LIST", "all (default), none, or some of variant,cognate,glossary,mined", NULL, EXPAND},
    {0, "glossary", "FILE", "a glossary of your own", NULL, GLOSSARY},
    {0, "weighting", "NAME", "bm25 (default), bm25+, pl2, inl2, dph, dlh", NULL, WEIGHTING},
    {0, "exhaustive", NULL, "score every match, for exact counts", NULL, EXHAUSTIVE},
    {0, "similar", "PATH#N", "passages like this one, instead of a query", NULL, SIMILAR},
    {0, "format", "NAME", "text (default), json, jsonl, tsv, trec, grep, html, markdown", "Output", FORMAT},
    {0, "context", "N", "bytes of text around the matches (default: 300)", NULL, CONTEXT},
    {0, "explain", NULL, "say why each hit matched", NULL, EXPLAIN},
    {0, "queries", "FILE", "run a batch: one id<TAB>query a line", NULL, QUERIES},
    {0, "color", "WHEN", "auto (default), always, never", NULL, COLOR},
    {0, "completion", "SHELL", "print completions for bash, zsh or fish", NULL, COMPLETION},
    {0},
};

static const char *const usages[] = {"[-i INDEX]... [-n N] [OPTION]... QUERY...",
                                     "[-i INDEX]... --queries FILE --format trec", NULL};

static const char *const description[] = {
    "Ranks the passages of an index for a query of words in any of the languages and scripts of Central Asia, English or "
    "Russian: inflected forms, other scripts, lost letters, the same concept in another language and names that sound "
    "alike are found; forms nearer to the query rank higher.",
    "A query is words: passages with all of them are preferred, any of them is accepted. \"exact phrase\" means these "
    "very forms side by side, ~\"phrase\" any inflection. AND OR NOT (in capitals), +must, -not, ( ), word*, wo?d, "
    "word~, NEAR/5, ADJ/2, and fields: title: author: keyword: heading: lang: year:2019..2022 path: format: in:. "
    "What cannot be parsed is searched as plain words, with a note on standard error.",
    NULL};

static const char *const more[] = {
    ".SH EXIT STATUS", "0 there were hits, 1 there were none, 2 error. A batch exits 0 when every query ran.",
    ".SH ENVIRONMENT", ".TP", ".B DAFTAR_INDEX", "the index when \\-i is not given", ".TP", ".B NO_COLOR",
    "no colour, unless \\-\\-color says otherwise", ".SH EXAMPLES", ".nf",
    "daftar\\-search transport diplomacy", "daftar\\-search '\"temir yo\\(cql\"' lang:uz year:2019..2022",
    "daftar\\-search \\-\\-group article \\-\\-facets lang,year suv resurslari",
    "daftar\\-search \\-\\-format html \\-\\-timeline water > page.html", "daftar\\-search \\-\\-completion bash", ".fi", ".SH SEE ALSO",
    ".BR daftar\\-index (1), .BR daftar\\-analyze (1)", NULL};

static const struct program program = {"daftar-search", "search an index of articles", usages, options, description,
                                       more};

struct settings {
    const char **indexes, **languages;
    size_t index_count, facet_count;
    const char *facets[8];
    const struct present_format *format;
    const char *queries, *similar, *completion;
    int color; /* -1: auto */
    int timeline;
    int partial;
    struct daftar_search_options search;
};

static int complain(const char *value, const char *what)
{
    fprintf(stderr, "daftar-search: %s: %s\n", value, what);
    return 1;
}

static int number(const char *value, size_t *out)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || n > 1000000)
        return complain(value, "not a number from 0 to 1000000");
    *out = n;
    return 0;
}

static const struct {
    const char *name;
    unsigned bits;
} layers[] = {{"all", DAFTAR_EXPAND_ALL},         {"none", DAFTAR_EXPAND_NONE},
              {"variant", DAFTAR_EXPAND_VARIANT}, {"glossary", DAFTAR_EXPAND_GLOSSARY},
              {"mined", DAFTAR_EXPAND_MINED},     {"cognate", DAFTAR_EXPAND_COGNATE}};

static int read_layers(const char *list, unsigned *out)
{
    *out = 0;
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, ","), i = 0;
        while (i < sizeof layers / sizeof *layers &&
               (strlen(layers[i].name) != length || memcmp(layers[i].name, at, length)))
            i++;
        if (i == sizeof layers / sizeof *layers)
            return complain(list, "not all, none or a list of variant,cognate,glossary,mined");
        *out |= layers[i].bits;
        at += length + (at[length] == ',');
    }
    return 0;
}

static int add_facet(struct settings *s, const char *name)
{
    for (size_t i = 0; i < s->facet_count; i++)
        if (!strcmp(s->facets[i], name))
            return 0;
    if (s->facet_count == sizeof s->facets / sizeof *s->facets)
        return complain(name, "too many facets");
    s->facets[s->facet_count++] = name;
    return 0;
}

/* The list is cut in place: argv is ours. */
static int read_facets(struct settings *s, const char *list)
{
    char *at = (char *)list;
    for (char *name; (name = strsep(&at, ",")) != NULL;)
        if (*name && add_facet(s, name))
            return 1;
    return 0;
}

/* What a format shows without being asked. */
static void settle_facets(struct settings *s)
{
    static const char *const usual[] = {"lang", "year", "author", "format"};
    if (s->timeline)
        add_facet(s, "year");
    for (size_t i = 0; s->format->whole && !s->facet_count && i < sizeof usual / sizeof *usual; i++)
        s->facets[i] = usual[i];
    if (s->format->whole && !s->facet_count)
        s->facet_count = sizeof usual / sizeof *usual;
    s->search.explain |= s->format->whole;
    s->search.facets = s->facets;
    s->search.facet_count = s->facet_count;
}

static int read_choice(const char *value, const char *const *names, const char *what, int *out)
{
    for (*out = 0; names[*out]; ++*out)
        if (!strcmp(names[*out], value))
            return 0;
    return complain(value, what);
}

static int set(void *context, int id, const char *value)
{
    static const char *const groups[] = {"passage", "article", NULL};
    static const char *const colors[] = {"never", "always", "auto", NULL};
    struct settings *s = context;
    int choice;
    switch (id) {
    case INDEX: s->indexes[s->index_count++] = value; return 0;
    case COUNT: return number(value, &s->search.count);
    case OFFSET: return number(value, &s->search.offset);
    case GROUP:
        if (read_choice(value, groups, "not passage or article", &choice))
            return 1;
        s->search.group = (daftar_group)choice;
        return 0;
    case LANG: s->languages[s->search.language_count++] = value; return 0;
    case QUERY_LANG: s->search.query_language = value; return 0;
    case EXPAND: return read_layers(value, &s->search.expand);
    case GLOSSARY: s->search.glossary = value; return 0;
    case FORMAT:
        s->format = present_find(value);
        return s->format ? 0 : complain(value, "not text, json, jsonl, tsv, trec, grep, html or markdown");
    case EXPLAIN: s->search.explain = 1; return 0;
    case FACETS: return read_facets(s, value);
    case QUERIES: s->queries = value; return 0;
    case WEIGHTING: s->search.weighting = value; return 0;
    case EXHAUSTIVE: s->search.exhaustive = 1; return 0;
    case PARTIAL: s->partial = 1; return 0;
    case SIMILAR: s->similar = value; return 0;
    case TIMELINE: s->timeline = 1; return 0;
    case CONTEXT: return number(value, &s->search.snippet_bytes);
    case COMPLETION: s->completion = value; return 0;
    default:
        if (read_choice(value, colors, "not auto, always or never", &choice))
            return 1;
        s->color = choice == 2 ? -1 : choice;
        return 0;
    }
}

/* ---- work ---- */

static void log_line(void *context, const char *line)
{
    (void)context;
    fprintf(stderr, "daftar-search: %s\n", line);
}

static enum reader reader(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *locale = getenv(names[i]);
        if (locale && *locale)
            return present_reader(locale);
    }
    return READER_EN;
}

static void choose_look(const struct settings *s, struct presentation *how)
{
    struct winsize size;
    const char *no_color = getenv("NO_COLOR");
    bool terminal = isatty(STDOUT_FILENO);
    how->color = s->color >= 0 ? s->color : terminal && !(no_color && *no_color);
    if (terminal)
        how->width = !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col > 20 ? size.ws_col : 80;
}

/* Asks for a passage's like: PATH#N. */
static daftar_status similar(daftar_results **out, daftar_index *index, const struct settings *s)
{
    const char *hash = strrchr(s->similar, '#');
    char *end = NULL, *path = hash ? strndup(s->similar, (size_t)(hash - s->similar)) : NULL;
    unsigned long passage = hash ? strtoul(hash + 1, &end, 10) : 0;
    daftar_status status = path && passage && !*end
                               ? daftar_similar(out, index, path, (uint32_t)passage, &s->search)
                               : DAFTAR_NOT_FOUND;
    if (!path || !passage || *end)
        complain(s->similar, "not of the form PATH#N");
    else if (status)
        log_line(NULL, daftar_last_error());
    free(path);
    return status;
}

static daftar_status ask(daftar_results **out, daftar_index *index, const char *query, const struct settings *s)
{
    daftar_status status;
    if (s->similar)
        return similar(out, index, s);
    status = daftar_search(out, index, query, &s->search);
    if (status)
        log_line(NULL, daftar_last_error());
    else if (daftar_results_note(*out))
        log_line(NULL, daftar_results_note(*out));
    return status;
}

/* Prints the page; a pipe that was closed is not an error. */
static void print(const struct buffer *page)
{
    fwrite(page->data ? page->data : "", 1, page->length, stdout);
}

static int search_one(daftar_index *index, const struct settings *s, struct presentation *how)
{
    daftar_results *results = NULL;
    struct buffer page = {0};
    if (ask(&results, index, how->query, s))
        return 2;
    s->format->page(how, results, &page);
    size_t count = daftar_results_count(results);
    if (!count && isatty(STDERR_FILENO))
        fputs("daftar-search: nothing found\n", stderr);
    print(&page);
    buffer_free(&page);
    daftar_results_free(results);
    return count ? 0 : 1;
}

static int search_batch(daftar_index *index, const struct settings *s, struct presentation *how)
{
    FILE *file = strcmp(s->queries, "-") ? fopen(s->queries, "re") : stdin;
    if (!file) {
        perror(s->queries);
        return 2;
    }
    char *line = NULL;
    size_t capacity = 0;
    int code = 0;
    struct buffer page = {0};
    for (ssize_t length; (length = getline(&line, &capacity, file)) >= 0;) {
        line[strcspn(line, "\r\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (!*line)
            continue;
        if (!tab) {
            complain(line, "not of the form id<TAB>query");
            code = 2;
            continue;
        }
        *tab = '\0';
        how->query_id = line;
        how->query = tab + 1;
        daftar_results *results = NULL;
        if (ask(&results, index, how->query, s))
            code = 2;
        else
            s->format->page(how, results, &page);
        print(&page);
        buffer_clear(&page);
        daftar_results_free(results);
    }
    free(line);
    buffer_free(&page);
    if (file != stdin)
        fclose(file);
    return code;
}

static void join_words(char **words, struct buffer *out)
{
    for (; *words; words++) {
        if (out->length)
            buffer_putc(out, ' ');
        buffer_puts(out, *words);
    }
}

static int run(struct settings *s, char **words)
{
    struct buffer query = {0}, path = {0};
    struct daftar_index_options open_options = DAFTAR_INDEX_OPTIONS_INIT;
    daftar_index *index = NULL;
    struct presentation how = {.query_id = "1", .by_article = s->search.group == DAFTAR_GROUP_ARTICLE,
                               .explain = s->search.explain, .facets = s->facets, .facet_count = s->facet_count,
                               .timeline = s->timeline, .offset = s->search.offset, .reader = reader()};
    open_options.log = log_line;
    open_options.partial = s->partial;
    join_words(words, &query);
    how.query = query.length ? query.data : "";
    choose_look(s, &how);
    if (!s->index_count)
        s->indexes[s->index_count++] = place_index(NULL, &path);
    int code = 2;
    if (!query.length && !s->queries && !s->similar)
        fputs("daftar-search: the query is empty (try --help)\n", stderr);
    else if (daftar_index_open(&index, s->indexes, s->index_count, &open_options))
        log_line(NULL, daftar_last_error());
    else
        code = s->queries ? search_batch(index, s, &how) : search_one(index, s, &how);
    daftar_index_free(index);
    buffer_free(&query);
    buffer_free(&path);
    return code;
}

static int complete(const char *shell)
{
    struct buffer codes = {0};
    const char *code;
    for (size_t i = 0; (code = daftar_languages(i, NULL)) != NULL; i++)
        buffer_printf(&codes, "%s%s", i ? " " : "", code);
    const struct completion_values values[] = {
        {LANG, codes.data ? codes.data : "", false}, {QUERY_LANG, codes.data ? codes.data : "", false},
        {GROUP, "passage article", false},           {FACETS, "lang year author keyword format", true},
        {EXPAND, "all none variant cognate glossary mined", true},
        {WEIGHTING, "bm25 bm25+ pl2 inl2 dph dlh", false},
        {FORMAT, "text json jsonl tsv trec grep html markdown", false},
        {COLOR, "auto always never", false},         {COMPLETION, "bash zsh fish", false},
        {0, NULL, false},
    };
    bool known = completion_print(&program, values, "title: author: keyword: heading: lang: year: path: format: in: "
                                  "in:abstract in:references", shell, stdout);
    buffer_free(&codes);
    return known ? 0 : 1 + complain(shell, "not bash, zsh or fish");
}

int main(int argc, char **argv)
{
    static const struct daftar_search_options defaults = DAFTAR_SEARCH_OPTIONS_INIT;
    struct settings s = {.format = present_find("text"), .color = -1, .search = defaults};
    s.indexes = calloc((size_t)argc + 1, sizeof *s.indexes);
    s.languages = calloc((size_t)argc + 1, sizeof *s.languages);
    int code = 2;
    if (s.indexes && s.languages) {
        int first = options_read(&program, argc, argv, true, set, &s);
        s.search.languages = s.languages;
        settle_facets(&s);
        code = first == -2 ? 0 : first < 0 ? 2 : s.completion ? complete(s.completion) : run(&s, argv + first);
    }
    if (fflush(stdout)) {
        perror("daftar-search: standard output");
        code = 2;
    }
    free(s.indexes);
    free(s.languages);
    return code;
}

/* main.c: daftar-search: its options, read from the configuration file and the command line. */
#include "base/messages.h"
#include "base/options.h"
#include "base/pool.h"
#include "search/present_completion.h"
#include "search/present_manual.h"
#include "search/present_run.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDEX, COUNT, OFFSET, GROUP, LANG, QUERY_LANG, EXPAND, GLOSSARY, FORMAT, EXPLAIN, FACETS, QUERIES, COLOR,
       WEIGHTING, EXHAUSTIVE, SIMILAR, PARTIAL, TIMELINE, CONTEXT, COMPLETION, OPEN, PAGE_LANGUAGE };

static const struct option_row options[] = {
    {'i', "index", "INDEX", N_("index directory, stub file or tcp:HOST:PORT; may be repeated"), N_("Index"), INDEX},
    {0, "partial", NULL, N_("leave out shards that cannot be reached, and say so"), NULL, PARTIAL},
    {'n', "count", "N", N_("hits to print (default: 10)"), N_("Results"), COUNT},
    {0, "offset", "N", N_("hits to skip"), NULL, OFFSET},
    {0, "group", "UNIT", N_("passage (default), or article: the best passage of each"), NULL, GROUP},
    {0, "lang", "CODE", N_("only passages in this language; may be repeated"), NULL, LANG},
    {0, "facets", "LIST", N_("count values of lang, year, author, keyword, format"), NULL, FACETS},
    {0, "timeline", NULL, N_("count hits a year"), NULL, TIMELINE},
    {0, "query-lang", "CODE", N_("the language of the query (default: all that fit)"), N_("Matching"), QUERY_LANG},
    {0, "expand", "LIST", N_("all (default), none, or some of variant,cognate,glossary,mined"), NULL, EXPAND},
    {0, "glossary", "FILE", N_("a glossary of your own"), NULL, GLOSSARY},
    {0, "weighting", "NAME", N_("inl2 (default), bm25, bm25+, pl2, dph, dlh"), NULL, WEIGHTING},
    {0, "exhaustive", NULL, N_("score every match, for exact counts"), NULL, EXHAUSTIVE},
    {0, "similar", "PATH#N", N_("passages like this one, or (-) like a text on standard input"), NULL, SIMILAR},
    {0, "format", "NAME", N_("text (default), json, jsonl, tsv, trec, grep, html, markdown"), N_("Output"), FORMAT},
    {0, "page-language", "CODE", N_("en, ru, uz or kk: of the page and of messages (default: the locale's)"), NULL,
     PAGE_LANGUAGE},
    {0, "open", "N", N_("open the file of hit N, a PDF at its page where the viewer can"), NULL, OPEN},
    {0, "context", "N", N_("bytes of text around the matches (default: 300)"), NULL, CONTEXT},
    {0, "explain", NULL, N_("say why each hit matched"), NULL, EXPLAIN},
    {0, "queries", "FILE", N_("run a batch: one id<TAB>query a line"), NULL, QUERIES},
    {0, "color", "WHEN", N_("auto (default), always, never"), NULL, COLOR},
    {0, "completion", "SHELL", N_("print completions for bash, zsh or fish"), NULL, COMPLETION},
    {0},
};

static const struct program program = {"daftar-search", "search an index of articles", manual_usages, options,
                                       manual_description, manual_more};

static int complain(const char *value, const char *what)
{
    return messages_complain("daftar-search", value, what);
}

static int number(const char *value, size_t *out)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || n > 1000000)
        return complain(value, N_("not a number from 0 to 1000000"));
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
            return complain(list, N_("not all, none or a list of variant,cognate,glossary,mined"));
        *out |= layers[i].bits;
        at += length + (at[length] == ',');
    }
    return 0;
}

/* The first value from the command line takes the place of all that the configuration file has given. */
static void start_over(const struct settings *s, size_t *count, bool *from_file)
{
    if (*from_file && !s->in_file)
        *count = 0;
    *from_file = s->in_file;
}

static int add_name(struct settings *s, struct names *names, const char *name)
{
    start_over(s, &names->count, &names->from_file);
    if (!array_reserve(&names->items, &names->capacity, names->count + 1, sizeof *names->items))
        return complain(NULL, N_("out of memory"));
    names->items[names->count++] = name;
    return 0;
}

/* What is done once is not for the configuration file. */
static int set_once(struct settings *s, const char **out, const char *value)
{
    if (s->in_file)
        return complain(value, N_("only for the command line"));
    *out = value;
    return 0;
}

static int set_open(struct settings *s, const char *value)
{
    const char *text = NULL;
    if (set_once(s, &text, value) || number(value, &s->open))
        return 1;
    return s->open ? 0 : complain(value, N_("hits are counted from 1"));
}

static int add_facet(struct settings *s, const char *name)
{
    for (size_t i = 0; i < s->facet_count; i++)
        if (!strcmp(s->facets[i], name))
            return 0;
    if (s->facet_count == sizeof s->facets / sizeof *s->facets)
        return complain(name, N_("too many facets"));
    s->facets[s->facet_count++] = name;
    return 0;
}

/* The list is cut in place: argv is ours. */
static int read_facets(struct settings *s, const char *list)
{
    char *at = (char *)list;
    start_over(s, &s->facet_count, &s->facets_from_file);
    for (char *name; (name = strsep(&at, ",")) != NULL;)
        if (*name && add_facet(s, name))
            return 1;
    return 0;
}

/* What a format shows without being asked. */
static void settle_facets(struct settings *s)
{
    static const char *const usual[] = {"lang", "year", "author", "format"};
    bool whole = s->format->whole && !s->facet_count;
    for (size_t i = 0; whole && i < sizeof usual / sizeof *usual; i++)
        s->facets[s->facet_count++] = usual[i];
    if (s->timeline)
        add_facet(s, "year");
    s->search.explain |= s->format->whole;
    if (s->open) /* the page must reach as far */
        s->search.count = s->open > s->search.offset + s->search.count ? s->open - s->search.offset : s->search.count;
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
    static const char *const catalogues[] = {"en", "ru", "uz", "kk", NULL};
    struct settings *s = context;
    const struct present_format *format;
    int choice;
    switch (id) {
    case INDEX: return add_name(s, &s->indexes, value);
    case COUNT: return number(value, &s->search.count);
    case OFFSET: return number(value, &s->search.offset);
    case GROUP:
        if (read_choice(value, groups, N_("not passage or article"), &choice))
            return 1;
        s->search.group = (daftar_group)choice;
        return 0;
    case LANG: return add_name(s, &s->languages, value);
    case QUERY_LANG: s->search.query_language = value; return 0;
    case EXPAND: return read_layers(value, &s->search.expand);
    case GLOSSARY: s->search.glossary = value; return 0;
    case FORMAT:
        format = present_find(value);
        s->format = format ? format : s->format;
        return format ? 0 : complain(value, N_("not text, json, jsonl, tsv, trec, grep, html or markdown"));
    case EXPLAIN: s->search.explain = 1; return 0;
    case FACETS: return read_facets(s, value);
    case QUERIES: return set_once(s, &s->queries, value);
    case WEIGHTING: s->search.weighting = value; return 0;
    case EXHAUSTIVE: s->search.exhaustive = 1; return 0;
    case PARTIAL: s->partial = 1; return 0;
    case SIMILAR: return set_once(s, &s->similar, value);
    case OPEN: return set_open(s, value);
    case TIMELINE: s->timeline = 1; return 0;
    case CONTEXT: return number(value, &s->search.snippet_bytes);
    case PAGE_LANGUAGE:
        s->page_language = value;
        return read_choice(value, catalogues, N_("not en, ru, uz or kk"), &choice);
    case COMPLETION: return set_once(s, &s->completion, value);
    default:
        if (read_choice(value, colors, N_("not auto, always or never"), &choice))
            return 1;
        s->color = choice == 2 ? -1 : choice;
        return 0;
    }
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
        {WEIGHTING, "inl2 bm25 bm25+ pl2 dph dlh", false},
        {FORMAT, "text json jsonl tsv trec grep html markdown", false},
        {PAGE_LANGUAGE, "en ru uz kk", false},
        {COLOR, "auto always never", false},         {COMPLETION, "bash zsh fish", false},
        {0, NULL, false},
    };
    bool known = completion_print(&program, values, "title: author: keyword: heading: lang: year: path: format: in: "
                                  "in:abstract in:references", shell, stdout);
    buffer_free(&codes);
    return known ? 0 : 1 + complain(shell, N_("not bash, zsh or fish"));
}

/* The configuration file, then the environment, then the command line; an exit code, or -1 to go on with `first`. */
static int read_settings(struct settings *s, struct pool *strings, int argc, char **argv, int *first)
{
    const char *index = getenv("DAFTAR_INDEX");
    *first = options_read(&program, argc, argv, true, NULL, NULL);
    if (*first < 0) /* help is there whatever the file says */
        return *first == -2 ? 0 : 2;
    s->in_file = true;
    if (options_read_file(&program, strings, set, s))
        return 2;
    s->in_file = false;
    if (index && *index)
        s->indexes.count = 0;
    *first = options_read(&program, argc, argv, true, set, s);
    s->search.languages = s->languages.items;
    s->search.language_count = s->languages.count;
    settle_facets(s);
    return *first < 0 ? 2 : -1;
}

int main(int argc, char **argv)
{
    static const struct daftar_search_options defaults = DAFTAR_SEARCH_OPTIONS_INIT;
    struct settings s = {.format = present_find("text"), .color = -1, .search = defaults};
    struct pool strings = {0};
    int first = 0;
    signal(SIGPIPE, SIG_IGN);
    messages_open();
    int code = read_settings(&s, &strings, argc, argv, &first);
    if (s.page_language)
        messages_language(s.page_language);
    if (code < 0)
        code = s.completion ? complete(s.completion) : present_run(&s, argv + first);
    if (fflush(stdout) && errno != EPIPE)
        code = 1 + complain(strerror(errno), NULL);
    free(s.indexes.items);
    free(s.languages.items);
    pool_free(&strings);
    return code;
}

/* main.c: daftar-analyze: shows what the analysis makes of text on standard input. */
#include "base/buffer.h"
#include "base/messages.h"
#include "base/options.h"
#include "daftar.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LANG, WORDS, DETECT };

static const struct option_row options[] = {
    {0, "lang", "CODE", N_("analyse as this language instead of detecting it"), N_("Analysis"), LANG},
    {0, "words", NULL, N_("one output line a line of input: word, language, term, cognate key"), NULL, WORDS},
    {0, "detect", NULL, N_("one output line a line of input: language, confidence"), NULL, DETECT},
    {0},
};

static const char *const usages[] = {"[--lang CODE] [--words | --detect] < TEXT", NULL};

static const char *const description[] = {
    "Reads UTF-8 text on standard input and prints, tab-separated, a line a token: its first byte and the byte behind "
    "it, the word as written, the language it was taken for, and the term (stem) under which it is indexed. Two words "
    "find each other exactly when their terms are equal.",
    "With --words each input line is a word, or a few: the output line is the line itself, its language, its terms "
    "and their cognate keys; several are joined with blanks. With --detect each input line is a block of text: the "
    "output line is the code of its language (und when unknown) and the confidence from 0 to 1.",
    NULL};

static const char *const more[] = {
    ".SH EXAMPLES",
    ".nf",
    "$ echo \"O'zbekistonning\" | daftar\\-analyze \\-\\-words \\-\\-lang uz",
    "O'zbekistonning	uz	özbekiston	asbk",
    "",
    "$ echo \"Теміржол құрылысы\" | daftar\\-analyze",
    "0	16	Теміржол	kk	temırjol",
    "17	33	құрылысы	kk	qūrylys",
    "",
    "$ echo \"Бугун ҳаво яхши бўлди\" | daftar\\-analyze \\-\\-detect",
    "uz	0.966",
    ".fi",
    ".SH EXIT STATUS",
    "0 done, 2 error.", ".SH SEE ALSO", ".BR daftar\\-index (1), .BR daftar\\-search (1)", NULL};

static const struct program program = {"daftar-analyze", "show what daftar makes of text", usages, options,
                                       description, more};

struct settings {
    const char *language;
    int mode;
};

static int set(void *context, int id, const char *value)
{
    struct settings *settings = context;
    if (id == LANG)
        settings->language = value;
    else
        settings->mode = id;
    return 0;
}

/* ---- one line a token ---- */

struct lines {
    const char *text;
};

static void put_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        putchar(text[i] == '\t' || text[i] == '\n' || text[i] == '\r' ? ' ' : text[i]);
}

static int print_token(void *context, const daftar_token *token)
{
    const struct lines *lines = context;
    printf("%u\t%u\t", token->start, token->end);
    put_plain(lines->text + token->start, token->end - token->start);
    printf("\t%s\t%s\n", token->language, token->term);
    return 0;
}

/* ---- one line a line ---- */

struct joined {
    struct buffer languages, terms, keys;
};

static void join(struct buffer *out, const char *text)
{
    if (out->length)
        buffer_putc(out, ' ');
    buffer_puts(out, *text ? text : "-");
}

static int join_token(void *context, const daftar_token *token)
{
    struct joined *joined = context;
    if (token->compound)
        return 0; /* its parts follow */
    if (!joined->languages.length)
        buffer_puts(&joined->languages, token->language);
    join(&joined->terms, token->term);
    join(&joined->keys, token->cognate);
    return 0;
}

static const char *text_of(const struct buffer *buffer)
{
    return buffer->length ? buffer->data : "";
}

static daftar_status words_line(daftar_analyzer *analyzer, const struct settings *settings, const char *line,
                                size_t length, struct joined *joined)
{
    buffer_clear(&joined->languages);
    buffer_clear(&joined->terms);
    buffer_clear(&joined->keys);
    daftar_status status = daftar_analyze(analyzer, settings->language, line, length, join_token, joined);
    if (status)
        return status;
    if (!joined->languages.length)
        buffer_puts(&joined->languages, settings->language ? settings->language : "und");
    put_plain(line, length);
    printf("\t%s\t%s\t%s\n", text_of(&joined->languages), text_of(&joined->terms), text_of(&joined->keys));
    return DAFTAR_OK;
}

static daftar_status each_line(const struct settings *settings)
{
    daftar_analyzer *analyzer;
    struct joined joined = {0};
    char *line = NULL;
    size_t capacity = 0;
    daftar_status status = daftar_analyzer_new(&analyzer);
    for (ssize_t length; !status && (length = getline(&line, &capacity, stdin)) >= 0;) {
        while (length && (line[length - 1] == '\n' || line[length - 1] == '\r'))
            length--;
        if (settings->mode == DETECT) {
            double confidence;
            const char *code = daftar_detect_language(line, (size_t)length, &confidence);
            printf("%s\t%.3f\n", code, confidence);
        } else {
            status = words_line(analyzer, settings, line, (size_t)length, &joined);
        }
    }
    free(line);
    buffer_free(&joined.languages);
    buffer_free(&joined.terms);
    buffer_free(&joined.keys);
    daftar_analyzer_free(analyzer);
    return status;
}

static daftar_status whole_text(const struct settings *settings)
{
    struct buffer text = {0};
    daftar_analyzer *analyzer = NULL;
    while (buffer_reserve(&text, 65536)) {
        size_t got = fread(text.data + text.length, 1, 65536, stdin);
        text.length += got;
        if (!got)
            break;
    }
    struct lines lines = {text.data};
    daftar_status status = text.failed ? DAFTAR_NO_MEMORY : daftar_analyzer_new(&analyzer);
    if (!status)
        status = daftar_analyze(analyzer, settings->language, text.data, text.length, print_token, &lines);
    daftar_analyzer_free(analyzer);
    buffer_free(&text);
    return status;
}

int main(int argc, char **argv)
{
    struct settings settings = {.mode = -1};
    messages_open();
    int first = options_read(&program, argc, argv, false, set, &settings);
    if (first < 0)
        return first == -2 ? 0 : 2;
    if (first < argc)
        return 1 + messages_complain("daftar-analyze", argv[first],
                                     N_("text is read from standard input, not from arguments"));
    daftar_status status = settings.mode < 0 ? whole_text(&settings) : each_line(&settings);
    if (status)
        fprintf(stderr, "daftar-analyze: %s\n", daftar_last_error());
    return status || fflush(stdout) ? 2 : 0;
}

/* analysis.c: how fast text becomes terms, and the share of each step: analysis LANGUAGE < TEXT; prints JSON. `again` is with
 * every word known already, as in a long run; `new` is the share of words that the first time through met for the first time. */
#include "analysis/analyzer.h"
#include "analysis/detect.h"
#include "analysis/spans.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct block {
    const char *text;
    size_t length;
};

struct words {
    size_t terms, fresh; /* all, and those not seen before */
};

static void count_term(void *context, const struct token *token)
{
    struct words *words = context;
    words->terms += token->word->term.length > 0;
    words->fresh += token->word->term.length > 0 && !token->word->stamp;
    token->word->stamp = 1;
}

/* Blocks are set apart by empty lines, as a reader finds them. */
static size_t cut_blocks(const struct buffer *text, struct block **out)
{
    size_t count = 0, capacity = 0;
    for (char *at = text->data, *end = text->data + text->length; at < end;) {
        char *gap = strstr(at, "\n\n");
        size_t length = (size_t)((gap ? gap : end) - at);
        if (!array_reserve(out, &capacity, count + 1, sizeof **out))
            exit(2);
        (*out)[count++] = (struct block){at, length};
        at += length + 2;
    }
    return count;
}

static double time_detection(const struct block *blocks, size_t count, enum language language)
{
    double begun = seconds();
    for (size_t i = 0; i < count; i++)
        detect_language(blocks[i].text, blocks[i].length, language, NULL);
    return seconds() - begun;
}

static double time_breaking(const struct block *blocks, size_t count, enum language language, UBreakIterator *breaker)
{
    struct text text = {0};
    double begun = seconds();
    for (size_t i = 0; i < count; i++) {
        struct spans spans;
        size_t start, end;
        spans_begin(&spans, breaker, &text, language, blocks[i].text, blocks[i].length);
        while (spans_next(&spans, &start, &end))
            ;
    }
    double time = seconds() - begun;
    text_free(&text);
    return time;
}

static double time_analysis(struct analyzer *analyzer, struct words *words, const struct block *blocks, size_t count,
                            enum language language)
{
    double begun = seconds();
    for (size_t i = 0; i < count; i++)
        analyzer_text(analyzer, language, blocks[i].text, blocks[i].length, 1, count_term, words);
    return seconds() - begun;
}

int main(int argc, char **argv)
{
    struct buffer text = {0};
    struct block *blocks = NULL;
    UErrorCode error = U_ZERO_ERROR;
    while (buffer_reserve(&text, 65536)) {
        size_t got = fread(text.data + text.length, 1, 65536, stdin);
        text.length += got;
        if (!got)
            break;
    }
    if (argc != 2 || text.failed || !text.length)
        return 2;
    text.data[text.length] = '\0';
    enum language language = language_by_code(argv[1], strlen(argv[1]));
    size_t count = cut_blocks(&text, &blocks);
    UBreakIterator *breaker = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    double detect = time_detection(blocks, count, language);
    double breaking = time_breaking(blocks, count, language, breaker);
    struct analyzer *analyzer = analyzer_new();
    struct words words = {0}, known = {0};
    if (!analyzer)
        return 2;
    double whole = time_analysis(analyzer, &words, blocks, count, language);
    double again = detect + time_analysis(analyzer, &known, blocks, count, language);
    double all = detect + whole, megabytes = (double)text.length / 1e6;
    printf("{\"mb\":%.3f,\"mb_per_second\":%.2f,\"again\":%.2f,\"terms\":%zu,\"new\":%.4f,\"language\":%.3f,"
           "\"breaks\":%.3f,\"words\":%.3f}\n",
           megabytes, megabytes / all, megabytes / again, words.terms, (double)words.fresh / (double)words.terms, detect / all,
           breaking / all, (whole - breaking) / all);
    analyzer_free(analyzer);
    ubrk_close(breaker);
    free(blocks);
    buffer_free(&text);
    return 0;
}

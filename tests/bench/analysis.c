/* analysis.c: how fast text becomes terms, and the share of each step: analysis LANGUAGE < TEXT. */
#include "analysis/analyzer.h"
#include "analysis/detect.h"
#include "analysis/text.h"

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

static size_t terms;

static void count_term(void *context, const struct token *token)
{
    (void)context;
    terms += token->word->term.length > 0;
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

static double time_decoding(const struct block *blocks, size_t count, enum language language, UBreakIterator *breaker)
{
    struct text text = {0};
    double begun = seconds();
    for (size_t i = 0; i < count; i++) {
        UErrorCode error = U_ZERO_ERROR;
        text_decode(&text, language, blocks[i].text, blocks[i].length);
        if (!breaker)
            continue;
        ubrk_setText(breaker, text.units, (int32_t)text.length, &error);
        while (ubrk_next(breaker) != UBRK_DONE)
            ubrk_getRuleStatus(breaker);
    }
    double time = seconds() - begun;
    text_free(&text);
    return time;
}

static double time_analysis(const struct block *blocks, size_t count, enum language language)
{
    struct analyzer *analyzer = analyzer_new();
    double begun = seconds();
    for (size_t i = 0; i < count; i++)
        analyzer_text(analyzer, language, blocks[i].text, blocks[i].length, 1, count_term, NULL);
    double time = seconds() - begun;
    analyzer_free(analyzer);
    return time;
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
    double decode = time_decoding(blocks, count, language, NULL);
    double breaking = time_decoding(blocks, count, language, breaker) - decode;
    double whole = time_analysis(blocks, count, language);
    double all = detect + whole, megabytes = (double)text.length / 1e6;
    printf("analysis of %s: %.1f MB at %.1f MB/s a core, %zu terms; language %.0f %%, decoding %.0f %%, "
           "word breaks %.0f %%, folding and stems behind the cache %.0f %%\n",
           argv[1], megabytes, megabytes / all, terms, 100 * detect / all, 100 * decode / all,
           100 * breaking / all, 100 * (whole - decode - breaking) / all);
    ubrk_close(breaker);
    free(blocks);
    buffer_free(&text);
    return 0;
}

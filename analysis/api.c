/* api.c: the analysis as the public interface shows it. */
#include "analysis/analyzer.h"
#include "analysis/cognate.h"
#include "analysis/detect.h"
#include "base/status.h"

#include <stdlib.h>
#include <string.h>

struct daftar_analyzer {
    struct analyzer *analyzer;
    struct buffer strings; /* form, term and key of the token at hand, each ended by NUL */
    int (*token)(void *context, const daftar_token *token);
    void *context;
    int stopped;
};

daftar_status daftar_analyzer_new(daftar_analyzer **out)
{
    if (!out)
        return status_fail(DAFTAR_BAD_INPUT, "no place for the analyzer");
    *out = NULL;
    daftar_analyzer *analyzer = calloc(1, sizeof *analyzer);
    if (!analyzer)
        return status_no_memory();
    analyzer->analyzer = analyzer_new();
    if (!analyzer->analyzer) {
        free(analyzer);
        return DAFTAR_NO_MEMORY;
    }
    *out = analyzer;
    return DAFTAR_OK;
}

void daftar_analyzer_free(daftar_analyzer *analyzer)
{
    if (!analyzer)
        return;
    analyzer_free(analyzer->analyzer);
    buffer_free(&analyzer->strings);
    free(analyzer);
}

static size_t put(struct buffer *out, const char *bytes, size_t length)
{
    size_t at = out->length;
    buffer_append(out, bytes, length);
    buffer_putc(out, '\0');
    return at;
}

static void take_token(void *context, const struct token *token)
{
    daftar_analyzer *analyzer = context;
    const struct word *word = token->word;
    char key[FOLD_MAX];
    if (analyzer->stopped)
        return;
    buffer_clear(&analyzer->strings);
    size_t form = put(&analyzer->strings, word->form.data, word->form.length);
    size_t term = put(&analyzer->strings, word->term.data, word->term.length);
    size_t cognate = put(&analyzer->strings, key, cognate_key(word->term.data, word->term.length, key));
    if (analyzer->strings.failed) {
        analyzer->stopped = -1;
        return;
    }
    daftar_token shown = {.start = token->start, .end = token->end, .position = token->position,
                          .language = language_code((enum language)word->language),
                          .form = analyzer->strings.data + form, .term = analyzer->strings.data + term,
                          .cognate = analyzer->strings.data + cognate, .compound = token->compound};
    analyzer->stopped = analyzer->token(analyzer->context, &shown) ? 1 : 0;
}

daftar_status daftar_analyze(daftar_analyzer *analyzer, const char *language, const char *text, size_t length,
                             int (*token)(void *context, const daftar_token *token), void *context)
{
    if (!analyzer || !text || !token)
        return status_fail(DAFTAR_BAD_INPUT, "no analyzer, text or callback");
    enum language code = language ? language_by_code(language, strlen(language))
                                  : detect_language(text, length, LANGUAGE_UND, NULL);
    if (language && code == LANGUAGE_UND && strcmp(language, "und"))
        return status_fail(DAFTAR_BAD_INPUT, "%s: not the code of a known language (en ru uz kk ky tg tk kaa ...)",
                           language);
    analyzer->token = token;
    analyzer->context = context;
    analyzer->stopped = 0;
    analyzer_trim(analyzer->analyzer, (size_t)32 << 20);
    if (!analyzer_text(analyzer->analyzer, code, text, length, 1, take_token, analyzer) || analyzer->stopped < 0)
        return status_no_memory();
    return analyzer->stopped ? status_fail(DAFTAR_STOPPED, "stopped") : DAFTAR_OK;
}

const char *daftar_detect_language(const char *text, size_t length, double *confidence)
{
    return language_code(detect_language(text ? text : "", text ? length : 0, LANGUAGE_UND, confidence));
}

const char *daftar_languages(size_t number, const char **name)
{
    if (number >= LANGUAGE_COUNT - 1)
        return NULL;
    const struct language_row *row = language_row((enum language)(number + 1));
    if (name)
        *name = row->name;
    return row->code;
}

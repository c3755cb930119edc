/* fuzz_analysis.c: any bytes in any language become tokens in order, within the text, of bounded length. */
#include "analysis/analyzer.h"
#include "analysis/cognate.h"
#include "analysis/detect.h"
#include "analysis/stem.h"
#include "fuzz.h"

struct seen {
    size_t size;
    uint32_t start, position;
};

static void take(void *context, const struct token *token)
{
    struct seen *seen = context;
    HOLDS(token->start < token->end && token->end <= seen->size);
    HOLDS(token->word && token->word->form.length <= FOLD_MAX && token->word->term.length <= FOLD_MAX);
    if (token->compound) /* comes behind its parts, at the place of the first of them */
        return;
    HOLDS(token->start >= seen->start && token->position >= seen->position);
    seen->start = token->start;
    seen->position = token->position;
}

static void fold_and_stem(struct stemmer *stemmer, enum language language, const char *text, size_t size)
{
    char form[FOLD_MAX], other[FOLD_MAX];
    size_t length = fold_word(language, text, size, form);
    HOLDS(length <= FOLD_MAX);
    fold_scripts(text, size);
    HOLDS(fold_variant(language, form, length, other) <= FOLD_MAX);
    size_t stem = stem_word(stemmer, language, form, length, other);
    HOLDS(stem <= FOLD_MAX && (stem > 0 || !length));
}

/* Terms of a lexicon come from the index: any bytes of any length. */
static void compare_terms(const char *text, size_t size)
{
    struct cognate_keys keys = {.count = 0};
    char key[FOLD_MAX];
    double alike = cognate_similarity(text, size / 2, text + size / 2, size - size / 2);
    HOLDS(alike >= 0 && alike <= 1);
    cognate_keys(&keys, text, size);
    HOLDS(cognate_key(text, size, key) <= FOLD_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct analyzer *analyzer;
    static struct stemmer *stemmer;
    double confidence;
    if (!analyzer)
        analyzer = analyzer_new();
    if (!stemmer)
        stemmer = stemmer_new();
    if (!size || !analyzer || !stemmer)
        return 0;
    enum language language = (enum language)(data[0] % LANGUAGE_COUNT);
    char *text = malloc(size);
    memcpy(text, data + 1, size - 1);
    struct seen seen = {.size = size - 1};
    HOLDS(analyzer_text(analyzer, language, text, size - 1, 1, take, &seen));
    enum language found = detect_language(text, size - 1, language, &confidence);
    HOLDS(found < LANGUAGE_COUNT && confidence >= 0 && confidence <= 1);
    fold_and_stem(stemmer, language, text, size - 1);
    compare_terms(text, size - 1);
    analyzer_trim(analyzer, 1 << 20);
    free(text);
    return 0;
}

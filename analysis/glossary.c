/* glossary.c: looks stems up in a glossary, and builds the tables of one. */
#include "analysis/glossary.h"
#include "analysis/lexemes.h"

#include <stdlib.h>
#include <string.h>

#define ALTERNATES_MAX 8
#define STRING_PAGE 4096 /* no string runs across: the tables are compiled in pieces that C allows */

bool glossary_share_concept(const struct glossary_form *a, size_t a_count, const struct glossary_form *b,
                            size_t b_count)
{
    for (size_t i = 0; i < a_count; i++)
        for (size_t j = 0; j < b_count; j++)
            if (a[i].concept == b[j].concept)
                return true;
    return false;
}

uint32_t glossary_hash(unsigned language, const char *text, size_t length)
{
    return lexicon_hash_end(lexicon_hash_add(lexicon_hash_begin(language), text, length));
}

bool glossary_phrase_add(struct glossary_phrase *phrase, struct slice word)
{
    if (phrase->length + word.length + 1 > UINT8_MAX)
        return false;
    if (phrase->length)
        phrase->text[phrase->length++] = ' ';
    memcpy(phrase->text + phrase->length, word.data, word.length);
    phrase->length += word.length;
    return true;
}

uint8_t glossary_written(const struct glossary_phrase *forms)
{
    uint32_t hash = glossary_hash(0, forms->text, forms->length);
    return (uint8_t)(hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24);
}

static bool form_is(const struct glossary *glossary, const struct glossary_form *form, unsigned language,
                    const char *text, size_t length)
{
    return form->language == language && form->length == length &&
           !memcmp(glossary->strings + form->text, text, length);
}

const struct glossary_form *glossary_find(const struct glossary *glossary, enum language language, const char *text,
                                          size_t length, size_t *count)
{
    *count = 0;
    if (!glossary->slot_count)
        return NULL;
    uint32_t at = glossary_hash(language, text, length) & (glossary->slot_count - 1);
    for (; glossary->slots[at]; at = (at + 1) & (glossary->slot_count - 1)) {
        uint32_t first = glossary->slots[at] - 1, end = first;
        while (end < glossary->form_count && form_is(glossary, &glossary->forms[end], language, text, length))
            end++;
        *count = end - first;
        if (*count)
            return &glossary->forms[first];
    }
    return NULL;
}

/* ---- building ---- */

static uint32_t add_string(struct glossary_builder *builder, const char *text, size_t length)
{
    struct buffer *strings = &builder->strings;
    size_t left = STRING_PAGE - 1 - strings->length % STRING_PAGE;
    for (; length > left && left < STRING_PAGE; left--)
        buffer_putc(strings, '\0');
    if (length > left || strings->length % STRING_PAGE == STRING_PAGE - 1)
        buffer_putc(strings, '\0');
    uint32_t at = (uint32_t)strings->length;
    buffer_append(strings, text, length);
    builder->failed |= strings->failed;
    return at;
}

void glossary_builder_concept(struct glossary_builder *builder, const char *name, size_t length)
{
    length = length < 200 ? length : 200;
    if (!array_reserve(&builder->concepts, &builder->concept_capacity, builder->concept_count + 1,
                       sizeof *builder->concepts)) {
        builder->failed = true;
        return;
    }
    struct glossary_concept *concept = &builder->concepts[builder->concept_count++];
    *concept = (struct glossary_concept){.first = UINT32_MAX, .name_length = (uint32_t)length};
    concept->name = add_string(builder, name, length);
}

/* A cell's synonym. */
struct synonym {
    struct glossary_phrase stems, forms;
    unsigned words, rank;
    bool whole;    /* nothing had to be left out */
    bool stopword; /* the last one */
};

static void take_word(void *context, const struct token *token)
{
    struct synonym *synonym = context;
    const struct word *word = token->word;
    if (token->compound)
        return;
    synonym->stopword = word_is_stopword(word);
    synonym->whole &= ++synonym->words <= GLOSSARY_WORDS_MAX && glossary_phrase_add(&synonym->stems, word->term);
    glossary_phrase_add(&synonym->forms, word->form);
}

static void append_form(struct glossary_builder *builder, enum language language, const struct synonym *synonym,
                        const struct glossary_phrase *stems)
{
    if (!array_reserve(&builder->forms, &builder->form_capacity, builder->form_count + 1, sizeof *builder->forms)) {
        builder->failed = true;
        return;
    }
    builder->forms[builder->form_count++] = (struct glossary_form){
        .text = add_string(builder, stems->text, stems->length), .concept = (uint32_t)builder->concept_count - 1,
        .length = (uint8_t)stems->length, .language = (uint8_t)language,
        .rank = (uint8_t)(synonym->rank < UINT8_MAX ? synonym->rank : UINT8_MAX),
        .written = glossary_written(&synonym->forms)};
}

/* The same synonym with the stem at [start, start + length) replaced by each of its alternates. */
static void append_alternates(struct glossary_builder *builder, enum language language, const struct synonym *synonym,
                              size_t start, size_t length)
{
    struct glossary_stem others[ALTERNATES_MAX];
    const struct glossary_phrase *stems = &synonym->stems;
    struct slice stem = {stems->text + start, length};
    size_t count = builder->alternates(builder->context, language, stem, others, ALTERNATES_MAX);
    for (size_t i = 0; i < count; i++) {
        struct glossary_phrase other;
        other.length = stems->length - length + others[i].length;
        if (other.length > UINT8_MAX)
            continue;
        memcpy(other.text, stems->text, start);
        memcpy(other.text + start, others[i].text, others[i].length);
        memcpy(other.text + start + others[i].length, stems->text + start + length, stems->length - start - length);
        append_form(builder, language, synonym, &other);
    }
}

bool glossary_builder_form(struct glossary_builder *builder, struct analyzer *analyzer, enum language language,
                           const char *text, size_t length, unsigned rank)
{
    struct synonym synonym = {.rank = rank, .whole = true};
    struct glossary_phrase *stems = &synonym.stems;
    if (!length || !builder->concept_count)
        return false;
    if (!analyzer_text(analyzer, language, text, length, 1, take_word, &synonym)) {
        builder->failed = true;
        return false;
    }
    if (!stems->length || !synonym.whole || (synonym.words == 1 && synonym.stopword))
        return false;
    append_form(builder, language, &synonym, stems);
    for (size_t at = 0; builder->alternates && at < stems->length;) {
        const char *blank = memchr(stems->text + at, ' ', stems->length - at);
        size_t word = blank ? (size_t)(blank - stems->text) - at : stems->length - at;
        append_alternates(builder, language, &synonym, at, word);
        at += word + 1;
    }
    return true;
}

static int compare_texts(const char *strings, const struct glossary_form *a, const struct glossary_form *b)
{
    if (a->language != b->language)
        return a->language < b->language ? -1 : 1;
    int order = memcmp(strings + a->text, strings + b->text, a->length < b->length ? a->length : b->length);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

static int compare_forms(const void *left, const void *right, void *strings)
{
    const struct glossary_form *a = left, *b = right;
    int order = compare_texts(strings, a, b);
    if (!order)
        order = (a->concept > b->concept) - (a->concept < b->concept);
    return order ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

static bool same_words(const char *strings, const struct glossary_form *a, const struct glossary_form *b)
{
    return a->concept == b->concept && !compare_texts(strings, a, b);
}

/* A concept has each text of a language once for each way to write it: the commonest. */
static void drop_repeats(struct glossary_builder *builder)
{
    size_t kept = 0;
    for (size_t i = 0; i < builder->form_count; i++) {
        const struct glossary_form *form = &builder->forms[i];
        bool repeated = false;
        for (size_t at = kept; at-- > 0 && !repeated && same_words(builder->strings.data, form, &builder->forms[at]);)
            repeated = builder->forms[at].written == form->written;
        if (!repeated)
            builder->forms[kept++] = *form;
    }
    builder->form_count = kept;
}

static bool fill_slots(struct glossary_builder *builder, struct glossary *out)
{
    uint32_t count = 16;
    while (count < builder->form_count * 2)
        count *= 2;
    if (!(builder->slots = calloc(count, sizeof *builder->slots)))
        return false;
    for (size_t i = 0; i < builder->form_count; i++) {
        const struct glossary_form *form = &builder->forms[i];
        if (i && !compare_texts(builder->strings.data, form, form - 1))
            continue;
        uint32_t at = glossary_hash(form->language, builder->strings.data + form->text, form->length) & (count - 1);
        while (builder->slots[at])
            at = (at + 1) & (count - 1);
        builder->slots[at] = (uint32_t)i + 1;
    }
    out->slots = builder->slots;
    out->slot_count = count;
    return true;
}

bool glossary_builder_finish(struct glossary_builder *builder, struct glossary *out)
{
    *out = (struct glossary){0};
    if (builder->failed)
        return false;
    if (builder->form_count)
        qsort_r(builder->forms, builder->form_count, sizeof *builder->forms, compare_forms, builder->strings.data);
    drop_repeats(builder);
    for (size_t i = builder->form_count; i-- > 0;) {
        struct glossary_form *form = &builder->forms[i];
        struct glossary_concept *concept = &builder->concepts[form->concept];
        form->next = concept->first;
        concept->first = (uint32_t)i;
    }
    out->strings = builder->strings.data;
    out->forms = builder->forms;
    out->concepts = builder->concepts;
    out->form_count = (uint32_t)builder->form_count;
    out->concept_count = (uint32_t)builder->concept_count;
    return fill_slots(builder, out);
}

void glossary_builder_free(struct glossary_builder *builder)
{
    buffer_free(&builder->strings);
    free(builder->forms);
    free(builder->concepts);
    free(builder->slots);
    *builder = (struct glossary_builder){0};
}

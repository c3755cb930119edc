/* phrase.c: compares the forms of the words of candidates with those of a phrase. */
#include "search/phrase.h"

#include "search/verify.h"

#include <stdlib.h>
#include <string.h>

/* The forms that each place of the phrase may have: one a language. */
struct phrase {
    daftar_index *index;
    const enum language *languages;
    size_t language_count;
    struct slice *places; /* surfaces of the phrase's words */
    size_t count, capacity;
    const char *text;
    bool failed;
    /* while a passage is read: */
    struct slice *forms; /* of its words, in order */
    size_t form_count, form_capacity;
};

static void take_place(void *context, const struct token *token)
{
    struct phrase *phrase = context;
    if (token->compound)
        return;
    if (!array_reserve(&phrase->places, &phrase->capacity, phrase->count + 1, sizeof *phrase->places)) {
        phrase->failed = true;
        return;
    }
    phrase->places[phrase->count++] = (struct slice){phrase->text + token->start, token->end - token->start};
}

static void take_form(void *context, const struct token *token)
{
    struct phrase *phrase = context;
    if (token->compound)
        return;
    if (!array_reserve(&phrase->forms, &phrase->form_capacity, phrase->form_count + 1, sizeof *phrase->forms)) {
        phrase->failed = true;
        return;
    }
    phrase->forms[phrase->form_count++] = token->word->form;
}

static bool form_fits(struct phrase *phrase, size_t place, struct slice form)
{
    for (size_t i = 0; i < phrase->language_count; i++) {
        const struct word *word = analyzer_word(phrase->index->analyzer, phrase->languages[i],
                                                phrase->places[place].data, phrase->places[place].length);
        if (word && word->form.length == form.length && !memcmp(word->form.data, form.data, form.length))
            return true;
    }
    return false;
}

static bool text_holds(void *context, enum language language, struct slice text)
{
    struct phrase *phrase = context;
    phrase->form_count = 0;
    if (text.length &&
        !analyzer_text(phrase->index->analyzer, language, text.data, text.length, 1, take_form, phrase))
        phrase->failed = true;
    for (size_t at = 0; at + phrase->count <= phrase->form_count; at++) {
        size_t place = 0;
        while (place < phrase->count && form_fits(phrase, place, phrase->forms[at + place]))
            place++;
        if (place == phrase->count)
            return true;
    }
    return false;
}

struct store_query *phrase_verify(daftar_index *index, struct store_query *candidates, const enum language *languages,
                                  size_t language_count, struct slice text, daftar_status *status)
{
    struct phrase phrase = {.index = index, .languages = languages, .language_count = language_count,
                            .text = text.data};
    analyzer_text(index->analyzer, languages[0], text.data, text.length, 1, take_place, &phrase);
    struct store_query *query = verify(index, candidates, text_holds, &phrase, status);
    if (phrase.failed && !*status) {
        store_query_free(query);
        query = NULL;
        *status = status_no_memory();
    }
    free(phrase.places);
    free(phrase.forms);
    return query;
}

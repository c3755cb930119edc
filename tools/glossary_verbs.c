/* glossary_verbs.c: finds the stems of verbs in their dictionary forms, as grammars write these down. */
#include "tools/glossary_verbs.h"

#include <string.h>

/* A dictionary form of verbs: `ending` after `before`, or in place of it. */
struct infinitive {
    struct slice before, ending;
    bool replaces;
};

/* Takes the next form off a grammar's list; false at its end. */
static bool next_infinitive(const char **list, struct infinitive *out)
{
    const char *form = *list + strspn(*list, " ");
    size_t length = strcspn(form, " "), mark = strcspn(form, "|= "), before = mark < length ? mark : 0;
    out->before = (struct slice){form, before};
    out->ending = (struct slice){form + before + (before > 0), length - before - (before > 0)};
    out->replaces = form[mark] == '=';
    *list = form + length;
    return length > 0;
}

/* There is more of the text than this ending. */
static bool ends_in(struct slice text, struct slice ending)
{
    return text.length > ending.length && !memcmp(text.data + text.length - ending.length, ending.data, ending.length);
}

/* A consonant and a vowel are no stem of a verb, save the listed: kk tau is a mountain, no ta-u. */
static bool may_be_verb(const struct grammar_engine *engine, struct slice stem)
{
    letter_set letters[2] = {0, 0};
    size_t read = 0;
    for (int i = 0; i < 2 && read < stem.length; i++) {
        uint32_t character;
        read += (size_t)grammar_character((const unsigned char *)stem.data + read, stem.length - read, &character);
        letters[i] = LETTER(grammar_letter(engine, character));
    }
    bool open = letters[1] & engine->vowels && !(letters[0] & engine->vowels);
    return letters[1] && (read < stem.length || !open);
}

bool verb_stems(const struct grammar_engine *engine, struct slice lemma, void (*take)(void *context, struct slice stem),
                void *context)
{
    const char *list = engine->grammar->infinitives ? engine->grammar->infinitives : "";
    char text[2 * FOLD_MAX];
    bool found = false;
    for (struct infinitive form; next_infinitive(&list, &form);) {
        if (lemma.length > FOLD_MAX || form.before.length > FOLD_MAX || !ends_in(lemma, form.ending))
            continue;
        struct slice stem = {text, lemma.length - form.ending.length};
        memcpy(text, lemma.data, stem.length);
        if (form.replaces) {
            memcpy(text + stem.length, form.before.data, form.before.length);
            stem.length += form.before.length;
        }
        if (ends_in(stem, form.before) && may_be_verb(engine, stem)) {
            take(context, stem);
            found = true;
        }
    }
    return found;
}

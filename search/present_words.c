/* present_words.c: names of languages, and sentences of the library, in the language of the reader. */
#include "base/messages.h"
#include "search/present.h"

#include <string.h>

const char *present_language_name(const char *code)
{
    const char *name, *known;
    for (size_t i = 0; (known = daftar_languages(i, &name)) != NULL; i++)
        if (!strcmp(known, code))
            return _(name); /* the catalogues have them all */
    return strcmp(code, "und") ? code : _("unknown");
}

const char *present_layer_name(const char *layer)
{
    static const char *const layers[] = {N_("exact"), N_("variant"), N_("glossary"), N_("mined"), N_("cognate")};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (!strcmp(layers[i], layer))
            return _(layers[i]);
    return layer;
}

/* ---- sentences ---- */

/* The library speaks English, as it knows no locale. What people meet most of what it says, with %s for what varies. */
static const char *const sentences[] = {
    N_("%s: no index here: make one with daftar-index -i %s DIR"),
    N_("%s: made by another version of the analysis: index it again"),
    N_("%s: no such passage"),
    N_("%s: no such article in an index of this machine"),
    N_("%s: no such file at or below %s any more"),
    N_("%s: was not read from a file"),
    N_("%s: no such facet: lang, year, author, keyword, format"),
    N_("%s: no such weighting"),
    N_("%s: not the code of a known language (en ru uz kk ky tg tk kaa ...)"),
    N_("%s: * counts only beside a word, after its first two letters"),
    N_("%s: no such part: body, abstract, keywords, references, front, footnote"),
    N_("tcp:%s: not of the form tcp:HOST:PORT"),
    N_("the query has no word to search for"),
    N_("the text has no word to search for"),
    N_("the query could not be parsed and was searched as plain words"),
    N_("the query is very long: its first words were searched"),
    N_("only words and phrases of the text can be near: all of them were searched anywhere in a passage"),
    N_("out of memory"),
};

#define SLOTS 2

/* Whether the sentence was made of the template, and what stands for its %s. */
static bool was_made_of(const char *template, const char *sentence, struct slice found[SLOTS])
{
    size_t slot = 0;
    for (const char *next; (next = strstr(template, "%s")) != NULL; template = next + 2) {
        size_t literal = (size_t)(next - template);
        if (slot == SLOTS || strncmp(template, sentence, literal))
            return false;
        sentence += literal;
        const char *rest = next + 2, *stop = strstr(rest, "%s");
        size_t length = stop ? (size_t)(stop - rest) : strlen(rest);
        const char *end = memmem(sentence, strlen(sentence), rest, length);
        if (!stop && strlen(sentence) >= length) /* the last one reaches to the end */
            end = sentence + strlen(sentence) - length;
        if (!end)
            return false;
        found[slot++] = (struct slice){sentence, (size_t)(end - sentence)};
        sentence = end;
    }
    return !strcmp(template, sentence);
}

void present_said(const char *sentence, struct buffer *out)
{
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct slice found[SLOTS] = {{0}};
        if (!was_made_of(sentences[i], sentence, found))
            continue;
        const char *at = _(sentences[i]);
        size_t slot = 0;
        for (const char *next; slot < SLOTS && (next = strstr(at, "%s")) != NULL; at = next + 2, slot++) {
            buffer_append(out, at, (size_t)(next - at));
            buffer_append(out, found[slot].data, found[slot].length);
        }
        buffer_puts(out, at);
        return;
    }
    buffer_puts(out, sentence);
}

void present_complain(const char *sentence)
{
    struct buffer said = {0};
    present_said(sentence, &said);
    messages_complain("daftar-search", said.data ? said.data : sentence, NULL);
    buffer_free(&said);
}

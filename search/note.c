/* note.c: finds words of a query that cannot count as they stand. */
#include "search/note.h"

#include "analysis/language.h"
#include "store/schema.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SHOWN_MAX 40 /* bytes of a word */

static bool is_known(enum query_field field, struct slice value)
{
    char small[16] = {0};
    if (field != QUERY_LANG && field != QUERY_IN)
        return true;
    for (size_t i = 0; i < value.length && i < sizeof small - 1; i++)
        small[i] = value.data[i] >= 'A' && value.data[i] <= 'Z' ? value.data[i] | 32 : value.data[i];
    if (field == QUERY_LANG)
        return language_by_code(small, strlen(small)) != LANGUAGE_UND || !strcmp(small, "und");
    for (int part = 0; part < PART_COUNT; part++)
        if (!strcmp(small, part_names[part]))
            return true;
    return false;
}

/* What is to be said of a word, with %.*s for it; NULL: nothing. */
static const char *fault_of(const struct node *node)
{
    if (node->first || node->kind != NODE_WORD)
        return NULL;
    if (node->field < QUERY_LANG)
        return memchr(node->text.data, '*', node->text.length)
                   ? "%.*s: * counts only beside a word, after its first two letters" : NULL;
    if (is_known(node->field, node->text))
        return NULL;
    return node->field == QUERY_LANG ? "%.*s: not the code of a known language (en ru uz kk ky tg tk kaa ...)"
                                     : "%.*s: no such part: body, abstract, keywords, references, front, footnote";
}

char *query_note(const struct query *query)
{
    for (size_t i = 1; i < query->count; i++) {
        const struct node *node = &query->nodes[i];
        const char *fault = fault_of(node);
        char *note = NULL;
        if (!fault)
            continue;
        int length = node->text.length < SHOWN_MAX ? (int)node->text.length : SHOWN_MAX;
        while (length > 0 && length < (int)node->text.length && (node->text.data[length] & 0xC0) == 0x80)
            length--;
        return asprintf(&note, fault, length, node->text.data) < 0 ? NULL : note;
    }
    return NULL;
}

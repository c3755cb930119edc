/* office.c: what office formats share: the file's properties. */
#include "indexer/readers/office.h"

#include "indexer/readers/markup.h"

#include <stdlib.h>
#include <string.h>

struct properties {
    struct document *document;
    struct buffer text;
    enum field field;
    bool inside;
};

static const struct {
    const char *name;
    enum field field;
} names[] = {
    {"title", FIELD_TITLE}, {"creator", FIELD_AUTHOR}, {"initial-creator", FIELD_AUTHOR}, {"keywords", FIELD_KEYWORD},
};

static void start(void *context, xmlTextReader *reader, const char *name)
{
    struct properties *properties = context;
    (void)reader;
    properties->inside = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i].name, name)) {
            properties->inside = true;
            properties->field = names[i].field;
        }
    buffer_clear(&properties->text);
}

/* What programs put there when no one says anything. */
bool office_is_filler(const char *text)
{
    static const char *const fillers[] = {"Microsoft Word", "Microsoft Office", "PowerPoint", "Admin", "admin", "Super User",
                                          "User", "user",
                                          "Пользователь", "Unknown", "untitled", "Untitled", "Windows", "Администратор",
                                          "Title", "Название", "Презентация", "Presentation", "Normal", "python-docx"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (!strncmp(text, fillers[i], strlen(fillers[i])))
            return true;
    return strlen(text) < 4;
}

static void end(void *context, const char *name)
{
    struct properties *properties = context;
    (void)name;
    if (properties->inside && properties->text.length && !office_is_filler(properties->text.data) &&
        !(properties->field != FIELD_KEYWORD && document_field(properties->document, properties->field)))
        document_add(properties->document, properties->field, properties->text.data, properties->text.length,
                     LANGUAGE_UND);
    properties->inside = false;
}

static void text(void *context, const char *bytes, size_t length)
{
    struct properties *properties = context;
    if (properties->inside)
        buffer_append(&properties->text, bytes, length < 4000 ? length : 4000);
}

void office_properties(struct document *document, const struct container *container, const char *name)
{
    static const struct markup_calls calls = {start, end, text};
    const struct entry *entry = container_find(container, name);
    struct properties properties = {.document = document};
    if (entry && entry->bytes.length) /* damaged properties are as good as none */
        markup_walk(entry->bytes.data, entry->bytes.length, &calls, &properties);
    buffer_free(&properties.text);
}

bool office_ends(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && !strcmp(text + length - tail, ending);
}

unsigned office_number(const char *name, const char *prefix, const char *suffix)
{
    size_t length = strlen(prefix);
    if (strncmp(name, prefix, length))
        return 0;
    char *rest;
    unsigned long number = strtoul(name + length, &rest, 10);
    return !strcmp(rest, suffix) && number < 100000 ? (unsigned)number : 0;
}

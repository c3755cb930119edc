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

static const char *const elements[] = {"title", "creator", "initial-creator", "keywords", NULL};
static const enum field element_fields[] = {FIELD_TITLE, FIELD_AUTHOR, FIELD_AUTHOR, FIELD_KEYWORD};

static void start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct properties *properties = context;
    (void)tag;
    properties->inside = true;
    properties->field = element_fields[element];
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

/* What the program adds to a title when it saves for another. */
static void cut_endings(struct buffer *text)
{
    static const char *const endings[] = {" - Google Docs", " - Google Документы", " - Google Құжаттар", ".docx", ".doc"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text->length && office_ends(text->data, endings[i])) {
            text->length -= strlen(endings[i]);
            text->data[text->length] = '\0';
        }
}

static void end(void *context, unsigned element)
{
    struct properties *properties = context;
    (void)element;
    cut_endings(&properties->text);
    if (properties->inside && properties->text.length && !office_is_filler(properties->text.data) &&
        !(properties->field != FIELD_KEYWORD && document_field(properties->document, properties->field)))
        document_add_property(properties->document, properties->field, properties->text.data, properties->text.length);
    properties->inside = false;
}

static void text(void *context, const char *bytes, size_t length)
{
    struct properties *properties = context;
    if (properties->inside)
        buffer_append(&properties->text, bytes, length < 4000 ? length : 4000);
}

static void read_properties(struct document *document, const struct container *container, const char *name)
{
    static const struct markup_calls calls = {elements, start, end, text};
    const struct entry *entry = container_find(container, name);
    struct properties properties = {.document = document};
    if (entry && entry->bytes.length) /* damaged properties are as good as none */
        markup_walk(entry->bytes.data, entry->bytes.length, &calls, &properties);
    buffer_free(&properties.text);
}

daftar_status office_read(struct document *document, const char *bytes, size_t length,
                          const struct office_format *format)
{
    struct container container = {0};
    daftar_status status = container_read(&container, bytes, length, format->wanted);
    if (!status) {
        read_properties(document, &container, format->properties);
        status = format->read(document, &container);
    }
    container_free(&container);
    return status;
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

/* markdown_head.c: reads the YAML head of a Markdown file: what it says of its article. */
#include "indexer/readers/markdown_head.h"

#include "indexer/article_parts.h"

#include <stdio.h>
#include <string.h>

#define BLANKS " \t\r\n"

struct key;

struct head {
    struct document *document;
    const struct key *key;    /* whose value the lines belong to; NULL: nobody's */
    struct buffer value;      /* its lines so far */
    enum language language;   /* that the head names */
    struct buffer date;       /* that tells the year unless the head does */
};

static struct slice unquoted(struct slice text)
{
    text = article_trim(text);
    char quote = text.length > 1 ? text.data[0] : '\0';
    if ((quote == '"' || quote == '\'') && text.data[text.length - 1] == quote)
        text = (struct slice){text.data + 1, text.length - 2};
    return text;
}

/* The next line of *rest, which becomes what is behind it. */
static struct slice next_line(struct slice *rest)
{
    const char *newline = memchr(rest->data, '\n', rest->length);
    struct slice line = {rest->data, newline ? (size_t)(newline - rest->data) : rest->length};
    size_t step = line.length + (newline != NULL);
    *rest = (struct slice){rest->data + step, rest->length - step};
    return line;
}

/* `name: value` taken apart; false: it is none. */
static bool take_apart(struct slice line, struct slice *name, struct slice *value)
{
    const char *colon = memchr(line.data, ':', line.length);
    if (!colon)
        return false;
    *name = (struct slice){line.data, (size_t)(colon - line.data)};
    *value = (struct slice){colon + 1, line.length - name->length - 1};
    return true;
}

static bool is_named(struct slice name, const char *known)
{
    return name.length == strlen(known) && !memcmp(name.data, known, name.length);
}

static void add(struct head *head, enum field field, struct slice text)
{
    text = unquoted(text);
    if (field == FIELD_KEYWORD)
        document_add_item(head->document, field, text.data, text.length);
    else
        document_add_property(head->document, field, text.data, text.length);
}

/* ---- kinds of values ---- */

/* One text, of which the first counts; it may go on below, behind a `|` or `>`, too. */
static void take_text(struct head *head, enum field field, struct slice value)
{
    struct buffer joined = {0};
    struct slice rest = value, line;
    for (bool first = true; rest.length; first = false) {
        line = article_trim(next_line(&rest));
        if (!line.length || (first && line.length <= 2 && (line.data[0] == '|' || line.data[0] == '>')))
            continue;
        if (joined.length)
            buffer_putc(&joined, ' ');
        buffer_append(&joined, line.data, line.length);
    }
    if (joined.length && !document_field(head->document, field))
        add(head, field, (struct slice){joined.data, joined.length});
    head->document->failed |= joined.failed;
    buffer_free(&joined);
}

/* Where the part of a text ends that begins at `at`: at one of the marks, but not within quotes around it. */
static size_t part_end(struct slice text, size_t at, const char *marks)
{
    while (at < text.length && strchr(BLANKS, text.data[at]))
        at++;
    bool quoted = at < text.length && (text.data[at] == '"' || text.data[at] == '\'');
    const char *close = quoted ? memchr(text.data + at + 1, text.data[at], text.length - at - 1) : NULL;
    if (close)
        at = (size_t)(close - text.data);
    while (at < text.length && !strchr(marks, text.data[at]))
        at++;
    return at;
}

static void add_parts(struct head *head, enum field field, struct slice text, const char *marks)
{
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        end = part_end(text, at, marks);
        add(head, field, (struct slice){text.data + at, end - at});
    }
}

/* The names of authors have commas of their own; add() sets them apart by semicolons. */
static void add_string(struct head *head, enum field field, struct slice text)
{
    text = unquoted(text);
    if (field == FIELD_KEYWORD)
        add_parts(head, field, text, ",;");
    else
        add(head, field, text);
}

/* A line below the key: `- A`, `- name: A`, or the name further down in that entry. */
static void add_line(struct head *head, enum field field, struct slice line)
{
    struct slice name, value, text = article_trim(line);
    bool item = text.length > 1 && text.data[0] == '-' && text.data[1] == ' ';
    if (item)
        text = article_trim((struct slice){text.data + 1, text.length - 1});
    bool entry = text.length && !strchr("\"'", text.data[0]) && take_apart(text, &name, &value) &&
                 (!value.length || value.data[0] == ' ');
    if (entry) {
        if (is_named(name, "name"))
            add(head, field, value);
    } else if (item) {
        add(head, field, text);
    } else {
        add_string(head, field, text);
    }
}

/* `[A, B]`, a text of several, or a line each. */
static void take_list(struct head *head, enum field field, struct slice value)
{
    struct slice rest = value, text = article_trim(value), first = article_trim(next_line(&rest));
    if (text.length > 1 && text.data[0] == '[' && text.data[text.length - 1] == ']')
        add_parts(head, field, (struct slice){text.data + 1, text.length - 2}, ",");
    else if (first.length)
        add_string(head, field, text);
    else
        while (value.length)
            add_line(head, field, next_line(&value));
}

static void take_year(struct head *head, enum field field, struct slice value)
{
    unsigned year = article_year(value);
    char text[16];
    snprintf(text, sizeof text, "%u", year);
    if (year && !document_field(head->document, field))
        document_add(head->document, field, text, strlen(text), LANGUAGE_UND);
}

/* A day, or at least the year that it is of. */
static void take_date(struct head *head, enum field field, struct slice value)
{
    char iso[11];
    struct slice date = unquoted(value);
    if (article_date(date, iso)) {
        date = (struct slice){iso, 10};
        if (!document_field(head->document, field))
            document_add(head->document, field, iso, 10, LANGUAGE_UND);
    }
    buffer_clear(&head->date);
    buffer_append(&head->date, date.data, date.length);
}

/* `uz`, `uz-Cyrl`, `ru_RU` */
static void take_language(struct head *head, enum field field, struct slice value)
{
    (void)field;
    struct slice code = unquoted(value);
    size_t length = 0;
    while (length < code.length && code.data[length] != '-' && code.data[length] != '_')
        length++;
    head->language = language_by_code(code.data, length);
}

static const struct key {
    const char *name;
    enum field field;
    void (*take)(struct head *head, enum field field, struct slice value);
} keys[] = {
    {"title", FIELD_TITLE, take_text},       {"author", FIELD_AUTHOR, take_list},
    {"authors", FIELD_AUTHOR, take_list},    {"journal", FIELD_JOURNAL, take_text},
    {"doi", FIELD_DOI, take_text},           {"year", FIELD_YEAR, take_year},
    {"date", FIELD_PUBLISHED, take_date},    {"published", FIELD_PUBLISHED, take_date},
    {"abstract", FIELD_ABSTRACT, take_text}, {"description", FIELD_ABSTRACT, take_text},
    {"keywords", FIELD_KEYWORD, take_list},  {"tags", FIELD_KEYWORD, take_list},
    {"lang", FIELD_COUNT, take_language},    {"language", FIELD_COUNT, take_language},
};

/* ---- the head ---- */

static void close_key(struct head *head)
{
    struct slice value = {head->value.data ? head->value.data : "", head->value.length};
    if (head->key)
        head->key->take(head, head->key->field, value);
    head->document->failed |= head->value.failed | head->date.failed;
    head->key = NULL;
    buffer_clear(&head->value);
}

/* A line opens a key, or goes on with the value above it. What the head holds otherwise is left out. */
static void take_line(struct head *head, struct slice line)
{
    struct slice name, value = line;
    bool below = !article_trim(line).length || strchr(" \t-", line.data[0]);
    if (!below) {
        close_key(head);
        if (!take_apart(line, &name, &value))
            return;
        for (size_t i = 0; i < sizeof keys / sizeof *keys && !head->key; i++)
            if (is_named(name, keys[i].name))
                head->key = &keys[i];
    }
    if (!head->key)
        return;
    if (below)
        buffer_putc(&head->value, '\n');
    buffer_append(&head->value, value.data, value.length);
}

/* What stands on the page overrules the head, but for the title: a page often begins with the heading of a section. */
static void finish(struct head *head)
{
    struct document *document = head->document;
    if (head->date.length)
        take_year(head, FIELD_YEAR, (struct slice){head->date.data, head->date.length});
    article_tell_language(document, FIELD_ABSTRACT, head->language);
    article_tell_language(document, FIELD_KEYWORD, head->language);
    for (size_t i = 0; i < document->field_count; i++)
        document->fields[i].weak = document->fields[i].field != FIELD_TITLE;
}

size_t markdown_head(struct document *document, const char *bytes, size_t length, enum language *language)
{
    struct slice rest = {bytes, length};
    if (length < 4 || memcmp(bytes, "---", 3) || (bytes[3] != '\n' && bytes[3] != '\r'))
        return 0;
    const char *close = NULL;
    for (next_line(&rest); rest.length && !close; next_line(&rest))
        if (rest.length >= 3 && (!memcmp(rest.data, "---", 3) || !memcmp(rest.data, "...", 3)))
            close = rest.data;
    if (!close)
        return 0;
    struct head head = {.document = document};
    rest = (struct slice){bytes, (size_t)(close - bytes)};
    for (next_line(&rest); rest.length;)
        take_line(&head, next_line(&rest));
    close_key(&head);
    finish(&head);
    *language = head.language;
    buffer_free(&head.value);
    buffer_free(&head.date);
    return (size_t)(close - bytes);
}

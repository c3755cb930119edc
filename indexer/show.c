/* show.c: prints what was understood of a file. */
#include "indexer/show.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

static void strings(struct json *json, const daftar_document *document, const char *name, const char *field)
{
    const daftar_field *value;
    json_open(json, name, '[');
    for (size_t i = 0; (value = daftar_document_get(document, field, i)) != NULL; i++)
        json_string(json, NULL, value->value);
    json_close(json, ']');
}

static void first(struct json *json, const daftar_document *document, const char *name, const char *field)
{
    const daftar_field *value = daftar_document_get(document, field, 0);
    if (value)
        json_string(json, name, value->value);
    else
        json_null(json, name);
}

/* Is there a title of this language before the one at `end`? */
static bool is_titled(const daftar_document *document, const char *language, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (!strcmp(daftar_document_get(document, "title", i)->language, language))
            return true;
    return false;
}

/* One a language. */
static void titles(struct json *json, const daftar_document *document)
{
    const daftar_field *value;
    json_open(json, "title", '{');
    for (size_t i = 0; (value = daftar_document_get(document, "title", i)) != NULL; i++)
        if (!is_titled(document, value->language, i))
            json_string(json, *value->language ? value->language : "und", value->value);
    json_close(json, '}');
}

static void abstracts(struct json *json, const daftar_document *document)
{
    const daftar_field *value;
    json_open(json, "abstracts", '[');
    for (size_t i = 0; (value = daftar_document_get(document, "abstract", i)) != NULL; i++) {
        json_open(json, NULL, '{');
        json_string(json, "language", value->language);
        json_string(json, "text", value->value);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* Keywords of one list share a group number. */
static void keywords(struct json *json, const daftar_document *document)
{
    const daftar_field *value;
    unsigned group = 0;
    json_open(json, "keywords", '[');
    for (size_t i = 0; (value = daftar_document_get(document, "keyword", i)) != NULL; i++) {
        if (i == 0 || value->group != group) {
            if (i > 0) {
                json_close(json, ']');
                json_close(json, '}');
            }
            json_open(json, NULL, '{');
            json_string(json, "language", value->language);
            json_open(json, "list", '[');
            group = value->group;
        }
        json_string(json, NULL, value->value);
        if (!daftar_document_get(document, "keyword", i + 1)) {
            json_close(json, ']');
            json_close(json, '}');
        }
    }
    json_close(json, ']');
}

static void headings(struct json *json, const daftar_document *document)
{
    const daftar_field *value;
    json_open(json, "headings", '[');
    for (size_t i = 0; (value = daftar_document_get(document, "heading", i)) != NULL; i++) {
        json_open(json, NULL, '{');
        json_integer(json, "level", value->level);
        json_string(json, "text", value->value);
        json_integer(json, "page", value->page);
        json_integer(json, "line", value->line);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void passages(struct json *json, const daftar_document *document)
{
    const daftar_field *value;
    json_open(json, "passages", '[');
    for (size_t i = 0; (value = daftar_document_get(document, "passage", i)) != NULL; i++) {
        json_open(json, NULL, '{');
        json_string(json, "language", value->language);
        json_string(json, "heading", value->heading);
        json_integer(json, "page", value->page);
        json_integer(json, "line", value->line);
        json_integer(json, "start", value->start);
        json_integer(json, "end", value->end);
        json_string(json, "text", value->value);
        json_close(json, '}');
    }
    json_close(json, ']');
}

daftar_status show_document(const daftar_document *document, FILE *out)
{
    struct buffer text = {0};
    struct json json = {.out = &text};
    const daftar_field *year = daftar_document_get(document, "year", 0);
    json_open(&json, NULL, '{');
    titles(&json, document);
    strings(&json, document, "authors", "author");
    strings(&json, document, "affiliations", "affiliation");
    first(&json, document, "journal", "journal");
    first(&json, document, "doi", "doi");
    if (year)
        json_integer(&json, "year", strtoul(year->value, NULL, 10));
    else
        json_null(&json, "year");
    json_open(&json, "dates", '{');
    first(&json, document, "received", "received");
    first(&json, document, "accepted", "accepted");
    first(&json, document, "published", "published");
    json_close(&json, '}');
    abstracts(&json, document);
    keywords(&json, document);
    headings(&json, document);
    strings(&json, document, "references", "reference");
    passages(&json, document);
    first(&json, document, "skipped", "skipped");
    json_close(&json, '}');
    buffer_putc(&text, '\n');
    daftar_status status = text.failed ? DAFTAR_NO_MEMORY : DAFTAR_OK;
    if (!status && fwrite(text.data, 1, text.length, out) != text.length)
        status = DAFTAR_IO;
    buffer_free(&text);
    return status;
}

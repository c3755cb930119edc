/* xlsx.c: reads XLSX: each sheet a heading, its rows lines of text. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdlib.h>
#include <string.h>

#define STRINGS 2000000

struct book {
    struct flow flow;
    struct buffer pool;   /* the shared strings, one after another */
    size_t *starts;       /* of each in the pool; one more than there are */
    size_t count, capacity;
    bool text, phonetic;  /* inside t; inside rPh */
    bool value, shared;   /* inside v; its number is that of a shared string */
    struct buffer cell;
};

/* ---- sharedStrings.xml ---- */

enum strings_element { SI, STRING_T, PHONETIC };
static const char *const strings_elements[] = {"si", "t", "rPh", NULL};

static void strings_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct book *book = context;
    (void)tag;
    if (element == SI && book->count < STRINGS &&
        array_reserve(&book->starts, &book->capacity, book->count + 2, sizeof *book->starts))
        book->starts[book->count++] = book->pool.length;
    book->text |= element == STRING_T;
    book->phonetic |= element == PHONETIC;
}

static void strings_end(void *context, unsigned element)
{
    struct book *book = context;
    book->text &= element != STRING_T;
    book->phonetic &= element != PHONETIC;
}

static void strings_text(void *context, const char *bytes, size_t length)
{
    struct book *book = context;
    if (book->text && !book->phonetic && book->count && book->pool.length < FORMAT_TEXT_MAX)
        buffer_append(&book->pool, bytes, length);
}

/* ---- a sheet ---- */

enum sheet_element { CELL, VALUE, INLINE_T, ROW };
static const char *const sheet_elements[] = {"c", "v", "t", "row", NULL};

static void sheet_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct book *book = context;
    char value[16];
    if (element == CELL) {
        book->shared = !strcmp(markup_attribute(tag, "t", value, sizeof value), "s");
        buffer_clear(&book->cell);
    } else if (element == VALUE || element == INLINE_T) {
        book->value = true;
    }
}

static void put_cell(struct book *book)
{
    const char *bytes = book->cell.data ? book->cell.data : "";
    size_t length = book->cell.length;
    if (book->shared) {
        size_t number = strtoul(bytes, NULL, 10);
        bool known = length && number < book->count && book->pool.data;
        bytes = known ? book->pool.data + book->starts[number] : "";
        length = known ? book->starts[number + 1] - book->starts[number] : 0;
    }
    if (!flow_full(&book->flow))
        flow_text(&book->flow, bytes, length, false);
    flow_cell(&book->flow);
}

static void sheet_end(void *context, unsigned element)
{
    struct book *book = context;
    if (element == VALUE || element == INLINE_T)
        book->value = false;
    else if (element == CELL)
        put_cell(book);
    else if (element == ROW)
        flow_row(&book->flow);
}

static void sheet_text(void *context, const char *bytes, size_t length)
{
    struct book *book = context;
    if (book->value)
        buffer_append(&book->cell, bytes, length);
}

static bool wanted(const char *name)
{
    return !strcmp(name, "xl/sharedStrings.xml") || !strcmp(name, "xl/workbook.xml") ||
           !strcmp(name, "xl/_rels/workbook.xml.rels") || !strcmp(name, "docProps/core.xml") ||
           (!strncmp(name, "xl/worksheets/", 14) && office_ends(name, ".xml"));
}

static daftar_status read_strings(struct book *book, const struct container *container)
{
    static const struct markup_calls calls = {strings_elements, strings_start, strings_end, strings_text};
    const struct entry *entry = container_find(container, "xl/sharedStrings.xml");
    daftar_status status = entry && entry->bytes.length
                               ? markup_walk(entry->bytes.data, entry->bytes.length, &calls, book) : DAFTAR_OK;
    if (!status && book->count)
        book->starts[book->count] = book->pool.length;
    return status;
}

static daftar_status read_sheets(struct book *book, const struct office_parts *sheets)
{
    static const struct markup_calls calls = {sheet_elements, sheet_start, sheet_end, sheet_text};
    daftar_status status = DAFTAR_OK;
    size_t read = 0;
    for (size_t i = 0; !status && i < sheets->count; i++) {
        const struct office_part *sheet = &sheets->items[i];
        if (!sheet->entry || !sheet->entry->bytes.length)
            continue;
        book->flow.page = (uint32_t)i + 1;
        flow_text(&book->flow, sheet->title, strlen(sheet->title), false);
        flow_heading(&book->flow, 1);
        flow_paragraph(&book->flow);
        flow_table(&book->flow);
        status = markup_walk(sheet->entry->bytes.data, sheet->entry->bytes.length, &calls, book);
        flow_table_end(&book->flow);
        read++;
    }
    return !status && !read ? status_fail(DAFTAR_BAD_INPUT, "holds no sheets") : status;
}

static daftar_status read_book(struct document *document, struct container *container)
{
    struct book book = {.flow = {.document = document}};
    struct office_parts sheets = {0};
    daftar_status status = read_strings(&book, container);
    if (!status)
        status = office_order(&sheets, container, "xl/workbook.xml", "sheet", "xl/worksheets/sheet");
    if (!status)
        status = read_sheets(&book, &sheets);
    document->failed |= book.pool.failed || book.cell.failed;
    daftar_status finished = flow_finish(&book.flow);
    buffer_free(&book.pool);
    buffer_free(&book.cell);
    free(book.starts);
    free(sheets.items);
    return status ? status : finished;
}

daftar_status read_xlsx(struct document *document, const char *bytes, size_t length)
{
    static const struct office_format xlsx = {wanted, "docProps/core.xml", read_book};
    return office_read(document, bytes, length, &xlsx);
}

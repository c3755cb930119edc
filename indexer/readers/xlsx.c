/* xlsx.c: reads XLSX: each sheet a heading, its rows lines of text. */
#include "indexer/readers/markup.h"
#include "indexer/readers/office.h"

#include <stdlib.h>
#include <string.h>

#define STRINGS 2000000
#define SHEETS 500

struct sheet {
    char name[256];
};
struct book {
    struct flow flow;
    struct buffer pool;   /* the shared strings, one after another */
    size_t *starts;       /* of each in the pool; one more than there are */
    size_t count, capacity;
    struct sheet *sheets;
    size_t sheet_count, sheet_capacity;
    bool text, phonetic;  /* inside t; inside rPh */
    bool value, shared;   /* inside v; its number is that of a shared string */
    struct buffer cell;
};

/* ---- sharedStrings.xml, workbook.xml ---- */

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

static const char *const names_elements[] = {"sheet", NULL};

static void names_start(void *context, unsigned element, const struct markup_tag *tag)
{
    struct book *book = context;
    (void)element;
    if (book->sheet_count >= SHEETS ||
        !array_reserve(&book->sheets, &book->sheet_capacity, book->sheet_count + 1, sizeof *book->sheets))
        return;
    struct sheet *sheet = &book->sheets[book->sheet_count++];
    markup_attribute(tag, "name", sheet->name, sizeof sheet->name);
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
           !strcmp(name, "docProps/core.xml") || office_number(name, "xl/worksheets/sheet", ".xml");
}

static daftar_status walk_entry(const struct container *container, const char *name, const struct markup_calls *calls,
                                struct book *book)
{
    const struct entry *entry = container_find(container, name);
    return entry && entry->bytes.length ? markup_walk(entry->bytes.data, entry->bytes.length, calls, book)
                                        : DAFTAR_OK;
}

static int by_number(const void *a, const void *b)
{
    unsigned x = office_number(((const struct entry *)a)->name, "xl/worksheets/sheet", ".xml");
    unsigned y = office_number(((const struct entry *)b)->name, "xl/worksheets/sheet", ".xml");
    return (x > y) - (x < y);
}

static daftar_status read_sheets(struct book *book, struct container *container)
{
    static const struct markup_calls calls = {sheet_elements, sheet_start, sheet_end, sheet_text};
    daftar_status status = DAFTAR_OK;
    size_t sheets = 0;
    qsort(container->items, container->count, sizeof *container->items, by_number);
    for (size_t i = 0; !status && i < container->count && sheets < SHEETS; i++) {
        const struct entry *entry = &container->items[i];
        if (!office_number(entry->name, "xl/worksheets/sheet", ".xml") || !entry->bytes.length)
            continue;
        if (sheets < book->sheet_count) {
            const char *name = book->sheets[sheets].name;
            flow_text(&book->flow, name, strlen(name), false);
            flow_heading(&book->flow, 1);
            flow_paragraph(&book->flow);
        }
        sheets++;
        book->flow.page = (uint32_t)sheets;
        flow_table(&book->flow);
        status = markup_walk(entry->bytes.data, entry->bytes.length, &calls, book);
        flow_table_end(&book->flow);
    }
    return !status && !sheets ? status_fail(DAFTAR_BAD_INPUT, "holds no sheets") : status;
}

static daftar_status read_book(struct document *document, struct container *container)
{
    static const struct markup_calls strings = {strings_elements, strings_start, strings_end, strings_text};
    static const struct markup_calls names = {names_elements, names_start, NULL, NULL};
    struct book book = {.flow = {.document = document}};
    daftar_status status = container->count ? DAFTAR_OK : status_fail(DAFTAR_BAD_INPUT, "holds no sheets");
    if (!status)
        status = walk_entry(container, "xl/sharedStrings.xml", &strings, &book);
    if (!status && book.count)
        book.starts[book.count] = book.pool.length;
    if (!status)
        status = walk_entry(container, "xl/workbook.xml", &names, &book);
    if (!status)
        status = read_sheets(&book, container);
    document->failed |= book.pool.failed || book.cell.failed;
    daftar_status finished = flow_finish(&book.flow);
    buffer_free(&book.pool);
    buffer_free(&book.cell);
    free(book.starts);
    free(book.sheets);
    return status ? status : finished;
}

daftar_status read_xlsx(struct document *document, const char *bytes, size_t length)
{
    static const struct office_format xlsx = {wanted, "docProps/core.xml", read_book};
    return office_read(document, bytes, length, &xlsx);
}

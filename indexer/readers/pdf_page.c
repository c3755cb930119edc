/* pdf_page.c: finds the headers and footers among the lines of a PDF. */
#include "indexer/readers/pdf_page.h"

#include <stdlib.h>
#include <string.h>

void pdf_text_free(struct pdf_text *text)
{
    buffer_free(&text->bytes);
    buffer_free(&text->rows);
    free(text->lines);
    free(text->pieces);
    free(text->tables);
    *text = (struct pdf_text){0};
}

bool pdf_is_bullet(const char *text, size_t length)
{
    static const char *const marks[] = {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x97\x8F", "\xE2\x96\xAA", "\xEF\x82\xB7",
                                        "\xE2\x97\x8B", "\xE2\x96\xA0", "\xE2\x9E\xA2", "\xE2\x9C\x93", "\xEF\x82\xA7", "\xEF\x83\x98"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (length > strlen(marks[i]) && !memcmp(text, marks[i], strlen(marks[i])))
            return true;
    return false;
}

size_t pdf_letters(const char *text, size_t length)
{
    size_t letters = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        letters += c >= 0xC3 || ((c | 32) >= 'a' && (c | 32) <= 'z');
    }
    return letters;
}

#define EDGE_ROWS 5     /* rows of lines at each end of a page that can be header or footer */
#define EDGE_PART 0.14f /* and how far into the page they can stand */
#define PAGES_LEAST 3
#define PAGES_PART 4    /* on one page of so many */

/* An edge line: what it says with all numbers as one, and where it is. */
struct edge {
    uint64_t key;
    uint32_t page;
    size_t line;
};

static uint64_t key_of(const char *bytes, size_t length)
{
    uint64_t key = 1469598103934665603u;
    bool digits = false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        bool digit = c >= '0' && c <= '9';
        if (c == ' ' || (digit && digits))
            continue;
        digits = digit;
        key = (key ^ (digit ? '#' : c)) * 1099511628211u;
    }
    return key;
}

/* `12`, `- 12 -`, `12 / 40`, `xii`. */
static bool is_page_number(const char *bytes, size_t length)
{
    size_t letters = 0, digits = 0, roman = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        digits += c >= '0' && c <= '9';
        roman += c && strchr("ivxlc", c) != NULL;
        letters += c >= 0xC3 || ((c | 32) >= 'a' && (c | 32) <= 'z');
    }
    return length <= 24 && (letters == 0 ? digits > 0 && digits <= 8 : letters == roman && letters <= 6 && !digits);
}

static int by_height(const void *a, const void *b)
{
    float x = (*(const struct pdf_line *const *)a)->y0, y = (*(const struct pdf_line *const *)b)->y0;
    return (x > y) - (x < y);
}

static int by_key(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->page > y->page) - (x->page < y->page);
}

static bool near_edge(const struct pdf_line *line)
{
    return line->y1 < line->height * EDGE_PART || line->y0 > line->height * (1 - EDGE_PART);
}

static bool new_row(const struct pdf_line *a, const struct pdf_line *b)
{
    return b->y0 > a->y0 + 3;
}

/* The edge lines of one page, of which page numbers are dropped at once. Returns how many were added. */
static size_t page_edges(struct pdf_text *text, struct pdf_line **order, size_t count, struct edge *edges)
{
    size_t added = 0, row = 0, rows = 0;
    qsort(order, count, sizeof *order, by_height);
    for (size_t i = 1; i < count; i++)
        rows += new_row(order[i - 1], order[i]);
    for (size_t i = 0; i < count; i++) {
        struct pdf_line *line = order[i];
        const char *bytes = text->bytes.data + line->start;
        row += i && new_row(order[i - 1], line);
        if ((row >= EDGE_ROWS && row + EDGE_ROWS <= rows) || !near_edge(line))
            continue;
        if (is_page_number(bytes, line->length)) {
            line->dropped = true;
            continue;
        }
        edges[added++] = (struct edge){key_of(bytes, line->length), line->page, (size_t)(line - text->lines)};
    }
    return added;
}

static void drop_runs(struct pdf_text *text, struct edge *edges, size_t count)
{
    uint32_t least = text->pages / PAGES_PART > PAGES_LEAST ? text->pages / PAGES_PART : PAGES_LEAST;
    qsort(edges, count, sizeof *edges, by_key);
    for (size_t i = 0, end; i < count; i = end) {
        uint32_t pages = 1;
        for (end = i + 1; end < count && edges[end].key == edges[i].key; end++)
            pages += edges[end].page != edges[end - 1].page;
        for (size_t j = i; pages >= least && j < end; j++)
            text->lines[edges[j].line].dropped = true;
    }
}

void pdf_drop_repeated(struct pdf_text *text)
{
    struct edge *edges = malloc((text->count + 1) * sizeof *edges);
    struct pdf_line **order = malloc((text->count + 1) * sizeof *order);
    size_t count = 0;
    text->failed |= !edges || !order;
    for (size_t i = 0, end; !text->failed && i < text->count; i = end) {
        for (end = i; end < text->count && text->lines[end].page == text->lines[i].page; end++)
            order[end - i] = &text->lines[end];
        count += page_edges(text, order, end - i, edges + count);
    }
    if (!text->failed)
        drop_runs(text, edges, count);
    free(edges);
    free(order);
}

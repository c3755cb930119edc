/* pdf_table.c: finds tables on the pages of a PDF by the white columns between their cells. */
#include "indexer/readers/pdf_page.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define RUNNING_MOST 1   /* cells that announce something or are items of a list */
#define BROKEN_BYTES 20  /* a line of a cell, so long at least, whose sentence goes on in the next row */
#define BROKEN_PART 8    /* of so many rows one may be broken */
#define PIECES_MOST 4000 /* of a page that is looked at: comparing them takes the square of that */
#define GUTTERS 24       /* of a table: more columns are joined */
#define GUTTER_LEAST 5   /* points */
#define LINES_LEAST 3    /* of two columns at least */
#define APART 3.0f       /* times the height of a line: rows do not stand further apart */
#define ALIGNED 0.25f    /* of the height of a line: lines whose middles are closer stand side by side */
#define LEADING 1.25f    /* times the leading inside a cell: from there on a new row begins */
#define PROSE_LINES 2    /* a column of so many lines, */
#define PROSE_BYTES 24   /* so long on average, */
#define PROSE_FILL 0.7f  /* that fill so much of it, is a column of text */
#define MARK_BYTES 6     /* no longer is the number or bullet of a list */

/* A piece of text with its place. */
struct cell {
    const struct pdf_piece *piece;
    const struct pdf_line *line;
    unsigned column;
    uint32_t row;
};

/* Cells beside each other. */
struct band {
    size_t first, count; /* of page.cells */
    float y0, y1;
};

struct gutter {
    float left, right;
};

struct page {
    struct pdf_text *text;
    struct cell *cells; /* by height, then from left to right */
    size_t count, capacity;
    struct band *bands;
    size_t band_count, band_capacity;
};

/* Some bands that share gutters. */
struct region {
    size_t first, end; /* bands */
    struct gutter gutters[GUTTERS];
    size_t gutter_count;
};

static float middle(const struct pdf_line *line)
{
    return (line->y0 + line->y1) / 2;
}

static int by_place(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;
    float above = middle(x->line), below = middle(y->line);
    if (above != below)
        return above < below ? -1 : 1;
    return (x->piece->x0 > y->piece->x0) - (x->piece->x0 < y->piece->x0);
}

static int by_side(const void *a, const void *b)
{
    float x = ((const struct cell *)a)->piece->x0, y = ((const struct cell *)b)->piece->x0;
    return (x > y) - (x < y);
}

static bool add_band(struct page *page, size_t first, size_t end)
{
    if (!array_reserve(&page->bands, &page->band_capacity, page->band_count + 1, sizeof *page->bands))
        return false;
    struct band *band = &page->bands[page->band_count++];
    const struct pdf_line *line = page->cells[first].line;
    *band = (struct band){first, end - first, line->y0, line->y1};
    for (size_t i = first; i < end; i++) {
        band->y0 = page->cells[i].line->y0 < band->y0 ? page->cells[i].line->y0 : band->y0;
        band->y1 = page->cells[i].line->y1 > band->y1 ? page->cells[i].line->y1 : band->y1;
    }
    qsort(page->cells + first, band->count, sizeof *page->cells, by_side);
    return true;
}

/* A band holds what has its middle within the height of its first line. */
static bool make_bands(struct page *page)
{
    qsort(page->cells, page->count, sizeof *page->cells, by_place);
    page->band_count = 0;
    for (size_t first = 0, end; first < page->count; first = end) {
        const struct pdf_line *line = page->cells[first].line;
        float reach = middle(line) + (line->y1 - line->y0) * 0.4f;
        for (end = first + 1; end < page->count && middle(page->cells[end].line) < reach; end++)
            continue;
        if (!add_band(page, first, end))
            return false;
    }
    return true;
}

/* ---- regions ---- */

static const struct pdf_piece *piece_at(const struct page *page, const struct band *band, size_t i)
{
    return page->cells[band->first + i].piece;
}

static void first_gutters(const struct page *page, struct region *region, const struct band *band)
{
    region->gutter_count = 0;
    for (size_t i = 1; i < band->count && region->gutter_count < GUTTERS; i++) {
        struct gutter gutter = {piece_at(page, band, i - 1)->x1, piece_at(page, band, i)->x0};
        if (gutter.right - gutter.left >= GUTTER_LEAST)
            region->gutters[region->gutter_count++] = gutter;
    }
}

/* What a piece leaves of the gutters: where it reaches into one, that one becomes narrower or goes. */
static size_t cut_gutters(struct gutter *gutters, size_t count, const struct pdf_piece *piece)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct gutter gutter = gutters[i];
        bool touches = piece->x0 < gutter.right && piece->x1 > gutter.left;
        if (touches && piece->x0 <= gutter.left && piece->x1 >= gutter.right)
            continue;
        if (touches && piece->x0 - gutter.left > gutter.right - piece->x1)
            gutter.right = piece->x0;
        else if (touches)
            gutter.left = piece->x1;
        if (gutter.right - gutter.left >= GUTTER_LEAST)
            gutters[kept++] = gutter;
    }
    return kept;
}

/* Takes the band in if gutters remain; a band of one piece that covers a gutter is a line of text. */
static bool take_band(const struct page *page, struct region *region, const struct band *band)
{
    struct gutter gutters[GUTTERS];
    size_t count = region->gutter_count;
    memcpy(gutters, region->gutters, sizeof gutters);
    for (size_t i = 0; i < band->count; i++)
        count = cut_gutters(gutters, count, piece_at(page, band, i));
    if (!count || (band->count == 1 && count < region->gutter_count))
        return false;
    memcpy(region->gutters, gutters, sizeof gutters);
    region->gutter_count = count;
    return true;
}

static struct region find_region(const struct page *page, size_t first)
{
    struct region region = {.first = first, .end = first + 1};
    const struct band *band = &page->bands[first];
    first_gutters(page, &region, band);
    float bottom = band->y1;
    while (region.gutter_count && region.end < page->band_count) {
        band = &page->bands[region.end];
        if (band->y0 - bottom > APART * (band->y1 - band->y0) || !take_band(page, &region, band))
            break;
        bottom = band->y1 > bottom ? band->y1 : bottom;
        region.end++;
    }
    return region;
}

static unsigned column_of(const struct region *region, const struct pdf_piece *piece)
{
    unsigned column = 0;
    float centre = (piece->x0 + piece->x1) / 2;
    while (column < region->gutter_count && centre > region->gutters[column].left)
        column++;
    return column;
}

static size_t first_cell(const struct page *page, const struct region *region)
{
    return page->bands[region->first].first;
}

static size_t end_cell(const struct page *page, const struct region *region)
{
    const struct band *last = &page->bands[region->end - 1];
    return last->first + last->count;
}

struct column {
    size_t lines, bytes, marks;
    float left, right, width; /* width: of all its pieces together */
};

/* `1`, `2.`, `a)`, `[3]`, `•`: what stands before the items of a list. */
static bool is_mark(const char *text, size_t length)
{
    char first = text[0], last = text[length - 1];
    bool number = first >= '0' && first <= '9';
    return length <= MARK_BYTES && (number || last == '.' || last == ')' || last == ']' || length == 1 ||
                                    (unsigned char)first >= 0xE2);
}

static struct column measure(const struct page *page, const struct region *region, unsigned number)
{
    struct column column = {.left = 1e9f};
    for (size_t i = first_cell(page, region); i < end_cell(page, region); i++) {
        const struct pdf_piece *piece = page->cells[i].piece;
        if (page->cells[i].column != number)
            continue;
        column.lines++;
        column.bytes += piece->length;
        column.marks += is_mark(page->text->bytes.data + piece->start, piece->length);
        column.left = piece->x0 < column.left ? piece->x0 : column.left;
        column.right = piece->x1 > column.right ? piece->x1 : column.right;
        column.width += piece->x1 - piece->x0;
    }
    return column;
}

static bool is_prose(const struct column *column)
{
    return column->lines >= PROSE_LINES && column->bytes >= column->lines * PROSE_BYTES &&
           column->width >= (column->right - column->left) * PROSE_FILL * (float)column->lines;
}

/* A line of a table of contents: dots lead to its page. */
static bool has_leaders(const struct pdf_text *text, const struct pdf_piece *piece)
{
    const char *bytes = text->bytes.data + piece->start;
    for (size_t i = 0; i + 6 <= piece->length; i++)
        if (!memcmp(bytes + i, "......", 6) || !memcmp(bytes + i, "\xE2\x80\xA6\xE2\x80\xA6", 6))
            return true;
    return false;
}

/* `In everyday life:`, `• item`: what stands in boxes of text. */
static bool is_running(const struct pdf_text *text, const struct pdf_piece *piece)
{
    return text->bytes.data[piece->start + piece->length - 1] == ':' ||
           pdf_is_bullet(text->bytes.data + piece->start, piece->length);
}

/* Columns of text beside each other are no table, nor is a list whose items have numbers before them. */
static bool is_table(struct page *page, const struct region *region)
{
    size_t prose = 0, tall = 0, running = 0;
    for (size_t i = first_cell(page, region); i < end_cell(page, region); i++) {
        running += is_running(page->text, page->cells[i].piece);
        if (running > RUNNING_MOST || has_leaders(page->text, page->cells[i].piece))
            return false;
        page->cells[i].column = column_of(region, page->cells[i].piece);
    }
    for (unsigned i = 0; i <= region->gutter_count; i++) {
        struct column column = measure(page, region, i);
        prose += is_prose(&column);
        tall += column.lines >= LINES_LEAST;
        if (i == 0 && region->gutter_count == 1 && column.marks == column.lines)
            return false;
    }
    return tall >= 2 && prose <= region->gutter_count;
}

/* ---- rows ---- */

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* From one line of a cell to the next: the tenth part of the steps is no longer. */
static float leading_of(const struct page *page, const struct region *region)
{
    float *steps = malloc((region->end - region->first) * sizeof *steps), leading = 0;
    size_t count = 0;
    for (size_t b = region->first + 1; steps && b < region->end; b++)
        steps[count++] = page->bands[b].y0 - page->bands[b - 1].y0;
    if (count) {
        qsort(steps, count, sizeof *steps, by_value);
        leading = steps[count / 10];
    }
    free(steps);
    return leading;
}

/* Whether rows stand apart further than the lines of a cell do. */
static bool rows_apart(const struct page *page, const struct region *region, float leading)
{
    size_t apart = 0, several = 0;
    for (size_t b = region->first + 1; b < region->end; b++) {
        apart += page->bands[b].y0 - page->bands[b - 1].y0 > leading * LEADING;
        several += page->bands[b].count > 1;
    }
    return apart * 2 >= several;
}

static bool is_small(const struct pdf_text *text, const struct pdf_piece *piece)
{
    gunichar c = g_utf8_get_char_validated(text->bytes.data + piece->start, (gssize)piece->length);
    return c < 0x110000 && g_unichar_islower(c);
}

/* The text of a cell goes on: a word is broken, or the next line begins small behind one that says nothing of an end. */
static bool goes_on(const struct pdf_text *text, const struct pdf_piece *piece, const struct pdf_piece *next)
{
    char last = text->bytes.data[piece->start + piece->length - 1];
    return last == '-' || (piece->length >= BROKEN_BYTES && !strchr(".:;!?", last) && is_small(text, next));
}

static const struct cell *cell_of(const struct page *page, const struct band *band, unsigned column)
{
    for (size_t i = band->first; i < band->first + band->count; i++)
        if (page->cells[i].column == column)
            return &page->cells[i];
    return NULL;
}

/* A row begins where the first column has a cell, or several others have that do not go on from above. */
static bool begins_row(const struct page *page, const struct band *above, const struct band *band)
{
    if (page->cells[band->first].column == 0)
        return true;
    for (size_t i = band->first; i < band->first + band->count; i++) {
        const struct cell *upper = cell_of(page, above, page->cells[i].column);
        if (upper && goes_on(page->text, upper->piece, page->cells[i].piece))
            return false;
    }
    return band->count > 1;
}

/* Rows of cells that begin at the same height; where there is room above rows, by that. */
static void rows_by_bands(struct page *page, const struct region *region)
{
    float leading = leading_of(page, region);
    bool apart = rows_apart(page, region, leading);
    uint32_t row = 0;
    for (size_t b = region->first; b < region->end; b++) {
        const struct band *band = &page->bands[b];
        if (b > region->first)
            row += apart ? band->y0 - page->bands[b - 1].y0 > leading * LEADING : begins_row(page, band - 1, band);
        for (size_t i = 0; i < band->count; i++)
            page->cells[band->first + i].row = row;
    }
}

/* Whether the cells of the first column stand beside the middle of what belongs to them: some of them beside no line. */
static bool is_centred(const struct page *page, const struct region *region)
{
    size_t heads = 0, between = 0;
    for (size_t i = first_cell(page, region); i < end_cell(page, region); i++) {
        const struct cell *head = &page->cells[i];
        bool beside = false;
        if (head->column)
            continue;
        for (size_t j = first_cell(page, region); j < end_cell(page, region) && !beside; j++) {
            float distance = middle(page->cells[j].line) - middle(head->line);
            beside = page->cells[j].column &&
                     (distance < 0 ? -distance : distance) < (head->line->y1 - head->line->y0) * ALIGNED;
        }
        heads++;
        between += !beside;
    }
    return between && between * 8 >= heads;
}

/* A row reaches as far below its first cell as it does above. */
static void rows_by_centres(struct page *page, const struct region *region)
{
    size_t end = end_cell(page, region), at = first_cell(page, region);
    uint32_t row = 0;
    qsort(page->cells + at, end - at, sizeof *page->cells, by_place);
    for (size_t head = at; head < end; head++) {
        if (page->cells[head].column || page->cells[head].row)
            continue;
        float top = page->cells[at].line->y0, centre = middle(page->cells[head].line);
        float bottom = centre + (centre > top ? centre - top : 0);
        for (row++; at < end && (at <= head || middle(page->cells[at].line) < bottom); at++)
            page->cells[at].row = row;
    }
    for (; at < end; at++)
        page->cells[at].row = row;
}

static int by_row(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return by_place(a, b);
}

static void put_text(struct pdf_text *text, const struct pdf_piece *piece)
{
    struct buffer *rows = &text->rows;
    const char *last = rows->length ? rows->data + rows->length : NULL;
    if (rows->length > 1 && !memcmp(last - 2, "\xC2\xAD", 2)) /* a soft hyphen at the end of a line of the cell */
        rows->length -= 2;
    else if (rows->length && last[-1] != '\n' && last[-1] != ' ')
        buffer_putc(rows, ' ');
    buffer_append(rows, text->bytes.data + piece->start, piece->length);
}

/* Sentences that run from row to row: these are boxes of text beside each other, and no table. */
static bool is_broken(const struct page *page, const struct region *region)
{
    size_t broken = 0, first = first_cell(page, region), end = end_cell(page, region);
    for (unsigned column = 0; column <= region->gutter_count; column++) {
        const struct cell *last = NULL;
        for (size_t i = first; i < end; i++) {
            const struct cell *cell = &page->cells[i];
            if (cell->column != column)
                continue;
            broken += last && last->row != cell->row && goes_on(page->text, last->piece, cell->piece);
            last = cell;
        }
    }
    return broken * BROKEN_PART > page->cells[end - 1].row + 1;
}

static void put_cells(struct page *page, const struct region *region)
{
    struct pdf_text *text = page->text;
    for (size_t i = first_cell(page, region), first = i; i < end_cell(page, region); i++) {
        const struct cell *cell = &page->cells[i], *last = i > first ? cell - 1 : NULL;
        if (last && cell->row != last->row)
            buffer_putc(&text->rows, '\n');
        else if (last && cell->column != last->column)
            buffer_puts(&text->rows, " | ");
        put_text(text, cell->piece);
        text->lines[cell->piece->line].table = (uint32_t)text->table_count;
    }
    buffer_putc(&text->rows, '\n');
}

static void put_table(struct page *page, const struct region *region)
{
    struct pdf_text *text = page->text;
    size_t first = first_cell(page, region), end = end_cell(page, region);
    if (is_centred(page, region))
        rows_by_centres(page, region);
    else
        rows_by_bands(page, region);
    qsort(page->cells + first, end - first, sizeof *page->cells, by_row);
    bool whole = !is_broken(page, region);
    if (whole && !array_reserve(&text->tables, &text->table_capacity, text->table_count + 1, sizeof *text->tables))
        text->failed = true;
    if (!whole || text->failed)
        return;
    struct pdf_table *table = &text->tables[text->table_count++];
    table->start = (uint32_t)text->rows.length;
    put_cells(page, region);
    table->length = (uint32_t)(text->rows.length - table->start);
}

/* ---- pages ---- */

static void find_on_page(struct page *page)
{
    if (page->count > PIECES_MOST)
        return;
    if (!make_bands(page)) {
        page->text->failed = true;
        return;
    }
    for (size_t b = 0; b < page->band_count;) {
        struct region region = {.end = b + 1};
        if (page->bands[b].count > 1)
            region = find_region(page, b);
        bool table = region.gutter_count && is_table(page, &region);
        if (table)
            put_table(page, &region);
        b = table ? region.end : b + 1; /* its cells are sorted by rows now, table or not */
    }
}

/* Numbers the tables in the order of their first lines, which readers of the text go by. */
static void renumber(struct pdf_text *text)
{
    uint32_t *numbers = calloc(text->table_count + 1, sizeof *numbers), next = 0;
    struct pdf_table *sorted = malloc((text->table_count + 1) * sizeof *sorted);
    for (size_t i = 0; numbers && sorted && i < text->count; i++) {
        uint32_t table = text->lines[i].table;
        if (table && !numbers[table]) {
            sorted[next] = text->tables[table - 1];
            numbers[table] = ++next;
        }
        text->lines[i].table = numbers[table];
    }
    text->failed |= !numbers || !sorted;
    if (numbers && sorted && next)
        memcpy(text->tables, sorted, next * sizeof *sorted);
    free(numbers);
    free(sorted);
}

void pdf_find_tables(struct pdf_text *text)
{
    struct page page = {.text = text};
    uint32_t number = 0;
    for (size_t i = 0; i <= text->piece_count && !text->failed; i++) {
        const struct pdf_line *line = i < text->piece_count ? &text->lines[text->pieces[i].line] : NULL;
        if (page.count && (!line || line->page != number)) {
            find_on_page(&page);
            page.count = 0;
        }
        if (!line || line->dropped)
            continue;
        number = line->page;
        if (!array_reserve(&page.cells, &page.capacity, page.count + 1, sizeof *page.cells))
            text->failed = true;
        else
            page.cells[page.count++] = (struct cell){&text->pieces[i], line, 0, 0};
    }
    text->failed |= text->rows.failed;
    if (!text->failed && text->table_count)
        renumber(text);
    free(page.cells);
    free(page.bands);
}

/* pdf_loose.c: puts lines together again whose words are set so far apart that they passed for columns. */
#include "indexer/readers/pdf_page.h"

#include <math.h>
#include <stdlib.h>

#define ROW_MOST 40 /* pieces of a row that are looked at */

/* Pieces that stand on one line of the page, from left to right. */
struct row {
    struct pdf_piece *const *pieces;
    size_t count;
    bool loose; /* they are the words of one line */
};

struct page_rows {
    const struct pdf_text *text;
    struct pdf_piece **pieces; /* of the page, by rows */
    struct row *rows;
    size_t count;
};

static int by_place(const void *a, const void *b, void *context)
{
    const struct pdf_line *lines = context;
    const struct pdf_piece *x = *(struct pdf_piece *const *)a, *y = *(struct pdf_piece *const *)b;
    float above = lines[x->line].y1, below = lines[y->line].y1;
    return above != below ? (above > below) - (above < below) : (x->x0 > y->x0) - (x->x0 < y->x0);
}

static int by_left(const void *a, const void *b)
{
    const struct pdf_piece *x = *(struct pdf_piece *const *)a, *y = *(struct pdf_piece *const *)b;
    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static float em_of(const struct pdf_text *text, const struct row *row)
{
    float size = text->lines[row->pieces[0]->line].size;
    return size > 1 ? size : 10;
}

/* Words of a line that was stretched have one gap between them all; cells of a table hardly ever do. */
static bool is_stretched(const struct pdf_text *text, const struct row *row)
{
    float least = INFINITY, most = 0, em = em_of(text, row);
    size_t words = 0;
    for (size_t i = 0; i < row->count; i++) {
        words += pdf_letters(text->bytes.data + row->pieces[i]->start, row->pieces[i]->length) > 1;
        if (!i)
            continue;
        float gap = row->pieces[i]->x0 - row->pieces[i - 1]->x1;
        least = gap < least ? gap : least;
        most = gap > most ? gap : most;
    }
    return row->count >= 3 && row->count <= ROW_MOST && words * 4 >= row->count * 3 && least > em * 0.3f &&
           most - least <= em * 0.25f;
}

/* Whether most of the pieces but the first begin where pieces of the other row do: columns. */
static bool in_columns(const struct row *row, const struct row *other)
{
    size_t below = 0;
    for (size_t i = 1; i < row->count; i++)
        for (size_t j = 1; j < other->count; j++)
            if (fabsf(row->pieces[i]->x0 - other->pieces[j]->x0) < 2) {
                below++;
                break;
            }
    return other->count > 1 && below * 2 >= row->count - 1 && below;
}

static bool is_next(const struct pdf_text *text, const struct row *a, const struct row *b)
{
    float em = em_of(text, a), down = fabsf(text->lines[b->pieces[0]->line].y1 - text->lines[a->pieces[0]->line].y1);
    return down < em * 2 && fabsf(em - em_of(text, b)) < 1;
}

static bool same_edges(const struct row *a, const struct row *b)
{
    return fabsf(a->pieces[0]->x0 - b->pieces[0]->x0) < 3 &&
           fabsf(a->pieces[a->count - 1]->x1 - b->pieces[b->count - 1]->x1) < 3;
}

/* A line is stretched because the text has two straight edges, which a full line or the next stretched one has, too. */
static bool fills_column(const struct page_rows *page, size_t i)
{
    const struct row *row = &page->rows[i];
    for (size_t other = 0; other < page->count; other++) {
        const struct row *with = &page->rows[other];
        bool next = other + 1 == i || other == i + 1;
        if ((with->count == 1 || (next && is_stretched(page->text, with))) && same_edges(row, with))
            return true;
    }
    return false;
}

/* A row of two words has but one gap: it goes with a stretched row that has the same edges. */
static bool goes_with(const struct pdf_text *text, const struct row *row, const struct row *other)
{
    return other->loose && row->count == 2 && is_next(text, row, other) && same_edges(row, other);
}

static void find_loose(struct page_rows *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct row *row = &page->rows[i];
        bool columns = (i && is_next(page->text, row, row - 1) && in_columns(row, row - 1)) ||
                       (i + 1 < page->count && is_next(page->text, row, row + 1) && in_columns(row, row + 1));
        row->loose = !columns && is_stretched(page->text, row) && fills_column(page, i);
    }
    for (size_t i = 0; i < page->count; i++)
        if ((i && goes_with(page->text, &page->rows[i], &page->rows[i - 1])) ||
            (i + 1 < page->count && goes_with(page->text, &page->rows[i], &page->rows[i + 1])))
            page->rows[i].loose = true;
}

/* Finds the rows of the pieces [first, first + count). */
static void find_rows(struct page_rows *page, struct pdf_piece *first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        page->pieces[i] = first + i;
    qsort_r(page->pieces, count, sizeof *page->pieces, by_place, page->text->lines);
    page->count = 0;
    for (size_t i = 0, end; i < count; i = end) {
        const struct pdf_line *line = &page->text->lines[page->pieces[i]->line];
        for (end = i + 1; end < count; end++)
            if (page->text->lines[page->pieces[end]->line].y1 > line->y1 + line->size * 0.3f)
                break;
        qsort(page->pieces + i, end - i, sizeof *page->pieces, by_left);
        page->rows[page->count++] = (struct row){.pieces = page->pieces + i, .count = end - i};
    }
    find_loose(page);
}

/* The lines of a row become the first of them, in their order from left to right; the others are left without text. */
static void join(struct pdf_text *text, const struct row *row)
{
    uint32_t start = (uint32_t)text->bytes.length, target = row->pieces[0]->line, before = UINT32_MAX;
    for (size_t i = 0; i < row->count; i++)
        target = row->pieces[i]->line < target ? row->pieces[i]->line : target;
    struct pdf_line joined = text->lines[target];
    bool bold = true;
    for (size_t i = 0; i < row->count; i++) {
        struct pdf_line *line = &text->lines[row->pieces[i]->line];
        if (row->pieces[i]->line == before)
            continue;
        before = row->pieces[i]->line;
        if (text->bytes.length > start)
            buffer_putc(&text->bytes, ' ');
        bold = bold && line->bold == line->length;
        if (buffer_reserve(&text->bytes, line->length + 1)) /* then it does not move under what is copied */
            buffer_append(&text->bytes, text->bytes.data + line->start, line->length);
        joined.x0 = line->x0 < joined.x0 ? line->x0 : joined.x0;
        joined.x1 = line->x1 > joined.x1 ? line->x1 : joined.x1;
        line->length = 0;
    }
    for (size_t i = 0; i < row->count; i++)
        row->pieces[i]->length = 0;
    joined.start = start;
    joined.length = (uint32_t)text->bytes.length - start;
    joined.bold = bold ? joined.length : 0;
    text->lines[target] = joined;
    *row->pieces[0] = (struct pdf_piece){.line = target, .start = start, .length = joined.length, .x0 = joined.x0, .x1 = joined.x1};
    text->failed |= text->bytes.failed;
}

static int by_line(const void *a, const void *b)
{
    const struct pdf_piece *x = a, *y = b;
    return x->line != y->line ? (x->line > y->line) - (x->line < y->line) : (x->x0 > y->x0) - (x->x0 < y->x0);
}

/* Takes out what was left without text. */
static void close_ranks(struct pdf_text *text)
{
    size_t kept = 0, line = 0, lines = 0;
    for (size_t i = 0; i < text->piece_count; i++)
        if (text->pieces[i].length)
            text->pieces[kept++] = text->pieces[i];
    text->piece_count = kept;
    qsort(text->pieces, kept, sizeof *text->pieces, by_line);
    for (size_t i = 0; i < text->count; i++) {
        for (; line < kept && text->pieces[line].line <= i; line++)
            text->pieces[line].line = (uint32_t)lines;
        if (text->lines[i].length)
            text->lines[lines++] = text->lines[i];
    }
    text->count = lines;
}

void pdf_join_loose(struct pdf_text *text)
{
    struct page_rows page = {.text = text};
    page.pieces = malloc((text->piece_count + 1) * sizeof *page.pieces);
    page.rows = malloc((text->piece_count + 1) * sizeof *page.rows);
    text->failed |= !page.pieces || !page.rows;
    bool joined = false;
    for (size_t i = 0, end; !text->failed && i < text->piece_count; i = end) {
        uint32_t number = text->lines[text->pieces[i].line].page;
        for (end = i; end < text->piece_count && text->lines[text->pieces[end].line].page == number; end++)
            continue;
        find_rows(&page, text->pieces + i, end - i);
        for (size_t row = 0; row < page.count; row++)
            if (page.rows[row].loose) {
                join(text, &page.rows[row]);
                joined = true;
            }
    }
    if (joined && !text->failed)
        close_ranks(text);
    free(page.pieces);
    free(page.rows);
}

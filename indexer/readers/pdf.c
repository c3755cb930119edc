/* pdf.c: reads PDF: the lines of each page, put together to paragraphs and headings again. */
#include "indexer/readers/formats.h"
#include "indexer/readers/office.h"
#include "indexer/readers/pdf_page.h"

#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_MAX 4000000
#define SCANNED_LETTERS 8 /* fewer a page are no text layer */

/* ---- lines ---- */

static bool is_bold(const PopplerTextAttributes *attributes)
{
    static const char *const words[] = {"Bold", "bold", "Black", "Heavy", "Semibold", "SemiBold", "Demi", "BOLD"};
    for (size_t i = 0; attributes->font_name && i < sizeof words / sizeof *words; i++)
        if (strstr(attributes->font_name, words[i]))
            return true;
    return false;
}

struct page_reader {
    struct pdf_text *out;
    const char *text;
    PopplerRectangle *boxes;
    guint box_count;
    GList *run;     /* attributes of the current character */
    uint32_t number;
    double height;
};

static const PopplerTextAttributes *attributes_at(struct page_reader *page, guint character)
{
    while (page->run && (guint)((PopplerTextAttributes *)page->run->data)->end_index < character)
        page->run = page->run->next;
    return page->run ? page->run->data : NULL;
}

static void grow(struct pdf_line *line, const PopplerRectangle *box, bool first)
{
    line->x0 = first || (float)box->x1 < line->x0 ? (float)box->x1 : line->x0;
    line->y0 = first || (float)box->y1 < line->y0 ? (float)box->y1 : line->y0;
    line->x1 = first || (float)box->x2 > line->x1 ? (float)box->x2 : line->x1;
    line->y1 = first || (float)box->y2 > line->y1 ? (float)box->y2 : line->y1;
}

/* Ligatures as letters; the rest as it is. Returns the bytes of the character. */
static size_t put_character(struct buffer *out, const char *at)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    const unsigned char *c = (const unsigned char *)at;
    size_t length = *c < 0x80 ? 1 : *c < 0xE0 ? 2 : *c < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < length; i++)
        if ((c[i] & 0xC0) != 0x80)
            length = i;
    if (length == 3 && c[0] == 0xEF && c[1] == 0xAC && c[2] >= 0x80 && c[2] <= 0x86)
        buffer_puts(out, ligatures[c[2] - 0x80]);
    else
        buffer_append(out, at, length);
    return length;
}

/* Ends the piece of the line that is read, where its bytes end now. */
static void end_piece(struct pdf_text *out, struct pdf_piece *piece, uint32_t start, const PopplerRectangle *last)
{
    size_t end = out->bytes.length;
    while (end > piece->start && out->bytes.data[end - 1] == ' ')
        end--;
    piece->line = (uint32_t)out->count;
    piece->length = (uint32_t)(end - piece->start);
    piece->x1 = last ? (float)last->x2 : piece->x0;
    if (piece->length && !array_reserve(&out->pieces, &out->piece_capacity, out->piece_count + 1, sizeof *out->pieces))
        out->failed = true;
    else if (piece->length)
        out->pieces[out->piece_count++] = *piece;
    *piece = (struct pdf_piece){.start = start};
}

static void add_line(struct pdf_text *out, struct pdf_line *line)
{
    struct buffer *bytes = &out->bytes;
    while (bytes->length > line->start && bytes->data[bytes->length - 1] == ' ')
        bytes->data[--bytes->length] = '\0';
    line->length = (uint32_t)(bytes->length - line->start);
    if (!line->length)
        return;
    if (line->bold > line->length)
        line->bold = line->length;
    if (out->count >= LINES_MAX || !array_reserve(&out->lines, &out->capacity, out->count + 1, sizeof *out->lines))
        out->failed = true;
    else
        out->lines[out->count++] = *line;
}

/* What is between two characters of a line that the page sets apart without a blank. */
enum gap { GAP_NONE, GAP_BLANK, GAP_CELL, GAP_LINE };

static enum gap gap_between(const PopplerRectangle *a, const PopplerRectangle *b, double size)
{
    double em = size > 1 ? size : 10;
    if (b->y1 > a->y1 + em * 0.9 || b->y1 < a->y1 - em * 0.9 || b->x1 < a->x1 - em * 1.5)
        return GAP_LINE;
    double gap = b->x1 - a->x2;
    return gap > em ? GAP_CELL : gap > em * 0.35 ? GAP_BLANK : GAP_NONE;
}

static const char *read_line(struct page_reader *page, const char *at, guint *character)
{
    struct buffer *bytes = &page->out->bytes;
    struct pdf_line line = {.start = (uint32_t)bytes->length, .page = page->number, .height = (float)page->height};
    struct pdf_piece piece = {.start = line.start};
    const PopplerRectangle *last = NULL;
    bool bold = true, first = true;
    for (; *at && *at != '\n'; (*character)++) {
        const PopplerTextAttributes *attributes = attributes_at(page, *character);
        bool blank = *at == ' ' || *at == '\t';
        const PopplerRectangle *box = *character < page->box_count && !blank ? &page->boxes[*character] : NULL;
        enum gap gap = box && last && !first ? gap_between(last, box, line.size) : GAP_NONE;
        if (gap == GAP_LINE)
            break;
        if (gap != GAP_NONE && bytes->length && bytes->data[bytes->length - 1] != ' ')
            buffer_putc(bytes, ' ');
        if (gap == GAP_CELL)
            end_piece(page->out, &piece, (uint32_t)bytes->length, last);
        if (box)
            grow(&line, box, first);
        if (box && !piece.x0)
            piece.x0 = (float)box->x1;
        last = box ? box : last;
        if (attributes && !blank) {
            line.size = first || attributes->font_size > line.size ? (float)attributes->font_size : line.size;
            bold = bold && is_bold(attributes);
        }
        first = first && blank;
        at += put_character(bytes, at);
        if (bold && !first)
            line.bold = (uint32_t)(bytes->length - line.start);
    }
    end_piece(page->out, &piece, 0, last);
    add_line(page->out, &line);
    (*character) += *at == '\n';
    return at + (*at == '\n');
}

static void read_page(struct pdf_text *out, PopplerPage *poppler, uint32_t number)
{
    double width;
    struct page_reader page = {.out = out, .number = number};
    char *text = poppler_page_get_text(poppler);
    poppler_page_get_size(poppler, &width, &page.height);
    if (text && *text) {
        GList *attributes = poppler_page_get_text_attributes(poppler);
        page.text = text;
        page.run = attributes;
        if (!poppler_page_get_text_layout(poppler, &page.boxes, &page.box_count))
            page.box_count = 0;
        guint character = 0;
        for (const char *at = text; *at && !out->failed && out->bytes.length < FORMAT_TEXT_MAX;)
            at = read_line(&page, at, &character);
        poppler_page_free_text_attributes(attributes);
        g_free(page.boxes);
    }
    g_free(text);
}

/* ---- type sizes ---- */

#define SIZES 200 /* in half points */
#define LEVELS 4

struct sizes {
    unsigned body;            /* half points */
    unsigned heads[LEVELS];   /* larger ones, the largest first */
    unsigned head_count;
    float leading;            /* from one line to the next in a paragraph */
    bool bold_body;
};

static unsigned half_points(const struct pdf_line *line)
{
    float twice = line->size * 2 + 0.5f;
    return twice < 1 ? 0 : twice >= SIZES ? SIZES - 1 : (unsigned)twice;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float median_leading(const struct pdf_text *text)
{
    float *gaps = malloc((text->count + 1) * sizeof *gaps), median = 0;
    size_t count = 0;
    for (size_t i = 1; gaps && i < text->count; i++) {
        const struct pdf_line *a = &text->lines[i - 1], *b = &text->lines[i];
        float gap = b->y0 - a->y0;
        if (a->page == b->page && gap > a->size * 0.7f && gap < a->size * 2.5f)
            gaps[count++] = gap / (a->size > 1 ? a->size : 1);
    }
    if (count) {
        qsort(gaps, count, sizeof *gaps, by_value);
        median = gaps[count / 3];
    }
    free(gaps);
    return median > 0 ? median : 1.2f;
}

static struct sizes measure(const struct pdf_text *text)
{
    struct sizes sizes = {.leading = median_leading(text)};
    size_t bytes[SIZES] = {0}, bold = 0, all = 0;
    for (size_t i = 0; i < text->count; i++) {
        bytes[half_points(&text->lines[i])] += text->lines[i].length;
        bold += text->lines[i].bold;
        all += text->lines[i].length;
    }
    for (unsigned size = 1; size < SIZES; size++)
        if (bytes[size] > bytes[sizes.body])
            sizes.body = size;
    sizes.bold_body = bold * 2 > all;
    for (unsigned size = SIZES - 1; size > sizes.body + sizes.body / 9 && sizes.head_count < LEVELS; size--)
        if (bytes[size] && bytes[size] * 4 < all &&
            (!sizes.head_count || size + 2 <= sizes.heads[sizes.head_count - 1]))
            sizes.heads[sizes.head_count++] = size;
    return sizes;
}

static unsigned size_level(const struct sizes *sizes, unsigned size)
{
    if (size <= sizes->body + sizes->body / 9)
        return 0;
    unsigned level = 1;
    while (level < sizes->head_count && size + 2 <= sizes->heads[level - 1])
        level++;
    return sizes->head_count ? level : 0;
}

/* ---- paragraphs ---- */

struct paragraph {
    struct document *document;
    const struct pdf_text *text;
    const struct sizes *sizes;
    struct buffer bytes;
    const struct pdf_line *first, *last;
    float left, right; /* of its lines */
    size_t lines, bold;
    bool all_bold;
};

static bool ends_with_stop(const struct buffer *bytes)
{
    char last = bytes->length ? bytes->data[bytes->length - 1] : ' ';
    return strchr(".!?:;", last) || (bytes->length > 2 && !memcmp(bytes->data + bytes->length - 3, "\xE2\x80\xA6", 3));
}

static bool begins_small(const char *text, size_t length)
{
    gunichar c = g_utf8_get_char_validated(text, (gssize)length);
    return c < 0x110000 && g_unichar_islower(c);
}

/* Whether `line` begins another paragraph than the open one. */
static bool breaks(const struct paragraph *p, const struct pdf_line *line)
{
    const struct pdf_line *last = p->last;
    const char *bytes = p->text->bytes.data + line->start;
    float em = last->size > 1 ? last->size : 10;
    unsigned size = half_points(line), before = half_points(last);
    if (line->page != last->page || size > before + 1 || before > size + 1 || pdf_is_bullet(bytes, line->length))
        return true;
    bool open = !ends_with_stop(&p->bytes);
    if (line->y0 < last->y0 - em * 0.5f) /* the next column */
        return !(open && begins_small(bytes, line->length));
    bool bold = line->bold == line->length, was_bold = last->bold == last->length;
    if (bold != was_bold && (bold ? !p->sizes->bold_body : p->all_bold && !begins_small(bytes, line->length)) &&
        line->y0 > last->y0 + em * 0.5f)
        return !open || p->all_bold || bold;
    if (line->y0 - last->y0 > em * p->sizes->leading * 1.45f)
        return true;
    if (line->y0 < last->y0 + em * 0.4f) /* the same row */
        return false;
    bool indented = line->x0 > p->left + em * 0.8f && line->x0 > last->x0 + em * 0.8f;
    bool shortened = last->x1 < p->right - (p->right - p->left) * 0.15f;
    return !open && (indented || (shortened && p->lines > 1));
}

/* The small figures of a formula are none. */
static bool is_footnote(const struct paragraph *p)
{
    const char *bytes = p->bytes.data;
    bool number = bytes[0] >= '1' && bytes[0] <= '9';
    bool raised = (unsigned char)bytes[0] == 0xC2 && ((unsigned char)bytes[1] & 0xF8) == 0xB0;
    return half_points(p->first) + 2 <= p->sizes->body && p->first->y0 > p->first->height * 0.55f &&
           (number || raised || bytes[0] == '*') && pdf_letters(p->bytes.data, p->bytes.length) > 2;
}

static unsigned heading_level(const struct paragraph *p)
{
    const struct sizes *sizes = p->sizes;
    unsigned level = size_level(sizes, half_points(p->first));
    bool closed = p->bytes.data[p->bytes.length - 1] == '.' || p->bytes.data[p->bytes.length - 1] == ',' ||
                  p->bytes.data[p->bytes.length - 1] == ';';
    if (p->lines > 4 || p->bytes.length > 400 || pdf_letters(p->bytes.data, p->bytes.length) < 3 || pdf_is_bullet(p->bytes.data, p->bytes.length))
        return 0;
    if (level)
        return level;
    return p->all_bold && !sizes->bold_body && !closed && p->bytes.length <= 200 ? sizes->head_count + 1 : 0;
}

static void close_paragraph(struct paragraph *p)
{
    if (p->bytes.length) {
        unsigned level = heading_level(p);
        for (size_t i = 0; level && i < p->bytes.length; i++)
            p->bytes.data[i] = p->bytes.data[i] == '\n' ? ' ' : p->bytes.data[i];
        enum block_kind kind = level ? BLOCK_HEADING : BLOCK_TEXT;
        struct block *block = document_block(p->document, kind, p->bytes.data, p->bytes.length);
        if (block) {
            block->page = p->first->page;
            block->level = (uint8_t)level;
            block->part = !level && is_footnote(p) ? PART_FOOTNOTE : PART_BODY;
            bool led = !level && !p->sizes->bold_body && p->bold <= block->end - block->start && p->bold < UINT16_MAX;
            block->lead = led ? (uint16_t)p->bold : 0;
        }
    }
    p->document->failed |= p->bytes.failed;
    buffer_clear(&p->bytes);
    p->lines = p->bold = 0;
    p->all_bold = true;
}

static bool same_row(const struct pdf_line *a, const struct pdf_line *b)
{
    return b->y0 < a->y0 + a->size * 0.4f && b->y0 > a->y0 - a->size;
}

/* A soft hyphen at a line end goes with the line end; a hard one may belong to the word, so it stays for the
 * analysis. */
static void join_line(struct paragraph *p, const struct pdf_line *line)
{
    struct buffer *bytes = &p->bytes;
    bool soft = bytes->length > 2 && !memcmp(bytes->data + bytes->length - 2, "\xC2\xAD", 2);
    if (soft)
        bytes->length -= 2;
    else if (bytes->length)
        buffer_putc(bytes, same_row(p->last, line) ? ' ' : '\n');
    if (p->all_bold)
        p->bold = bytes->length + line->bold;
    p->all_bold = p->all_bold && line->bold == line->length;
    buffer_append(bytes, p->text->bytes.data + line->start, line->length);
}

static void take_line(struct paragraph *p, const struct pdf_line *line)
{
    if (p->lines && breaks(p, line))
        close_paragraph(p);
    if (!p->lines) {
        p->first = line;
        p->left = line->x0;
        p->right = line->x1;
    }
    join_line(p, line);
    p->left = line->x0 < p->left ? line->x0 : p->left;
    p->right = line->x1 > p->right ? line->x1 : p->right;
    p->last = line;
    p->lines++;
}

/* Short bold paragraphs one after another are the head of a table. */
static bool is_cell(const struct document *document, size_t i, unsigned level)
{
    if (i >= document->block_count)
        return false;
    const struct block *block = &document->blocks[i];
    return block->kind == BLOCK_HEADING && block->level == level &&
           block->end - block->start <= 40;
}

#define CELLS_MAX 1500 /* short bold paragraphs that are compared with each other */

/* So are those that stand there again and again: the table goes on over pages. */
static void demote_repeated(struct document *document, unsigned level)
{
    size_t cells[CELLS_MAX], count = 0;
    for (size_t i = 0; i < document->block_count && count < CELLS_MAX; i++)
        if (is_cell(document, i, level))
            cells[count++] = i;
    for (size_t a = 0; a < count; a++) {
        struct slice text = block_text(document, &document->blocks[cells[a]]);
        size_t same = 0;
        for (size_t b = 0; b < count; b++) {
            struct slice other = block_text(document, &document->blocks[cells[b]]);
            same += text.length == other.length && !memcmp(text.data, other.data, text.length);
        }
        if (same >= 3)
            document->blocks[cells[a]].kind = BLOCK_TEXT;
    }
}

static void demote_cells(struct document *document, unsigned level)
{
    demote_repeated(document, level);
    for (size_t i = 0, end; i < document->block_count; i = end) {
        for (end = i; is_cell(document, end, level); end++)
            continue;
        for (size_t j = i; end - i >= 2 && j < end; j++)
            document->blocks[j].kind = BLOCK_TEXT;
        end += end == i;
    }
}

static void add_table(struct paragraph *p, uint32_t number, uint32_t page)
{
    const struct pdf_table *table = &p->text->tables[number];
    close_paragraph(p);
    struct block *block =
        document_block(p->document, BLOCK_TABLE, p->text->rows.data + table->start, table->length);
    if (block)
        block->page = page;
}

/* A table stands where its first line does. */
static void add_paragraphs(struct document *document, const struct pdf_text *text)
{
    struct sizes sizes = measure(text);
    struct paragraph p = {.document = document, .text = text, .sizes = &sizes, .all_bold = true};
    uint32_t tables = 0;
    for (size_t i = 0; i < text->count; i++) {
        const struct pdf_line *line = &text->lines[i];
        if (line->table > tables)
            add_table(&p, tables++, line->page);
        else if (!line->dropped && !line->table)
            take_line(&p, line);
    }
    close_paragraph(&p);
    demote_cells(document, sizes.head_count + 1);
    buffer_free(&p.bytes);
}

/* ---- the file ---- */

static void add_property(struct document *document, enum field field, char *value)
{
    if (value && *value && !office_is_filler(value) && !office_ends(value, ".pdf") && !office_ends(value, ".doc") &&
        !office_ends(value, ".docx"))
        document_add_property(document, field, value, strlen(value));
    g_free(value);
}

static daftar_status open_pdf(PopplerDocument **out, const char *bytes, size_t length)
{
    GError *error = NULL;
    GBytes *held = g_bytes_new_static(bytes, length);
    *out = poppler_document_new_from_bytes(held, NULL, &error);
    g_bytes_unref(held);
    if (*out)
        return DAFTAR_OK;
    bool locked = error && error->domain == POPPLER_ERROR && error->code == POPPLER_ERROR_ENCRYPTED;
    const char *why = error ? error->message : "cannot be opened";
    daftar_status status = locked ? status_fail(DAFTAR_BAD_INPUT, "is locked with a password")
                                  : status_fail(DAFTAR_BAD_INPUT, "damaged PDF: %s", why);
    g_clear_error(&error);
    return status;
}

#define PICTURE_PART 0.3 /* of a page that a picture covers, which without text is a scan */
#define SKIPPED_MAX 5000

static bool is_picture(PopplerPage *page)
{
    double width, height, most = 0;
    poppler_page_get_size(page, &width, &height);
    GList *images = poppler_page_get_image_mapping(page);
    for (const GList *at = images; at; at = at->next) {
        const PopplerRectangle *area = &((const PopplerImageMapping *)at->data)->area;
        double part = (area->x2 - area->x1) * (area->y2 - area->y1) / (width * height);
        most = part > most ? part : most;
    }
    poppler_page_free_image_mapping(images);
    return most >= PICTURE_PART;
}

static void skip_page(struct document *document, uint32_t number)
{
    char text[64];
    snprintf(text, sizeof text, "page %u is a picture without text", number);
    struct field_value *value = document_add(document, FIELD_SKIPPED, text, strlen(text), LANGUAGE_UND);
    if (value)
        value->value.page = number;
}

/* Pages that are pictures without text. */
struct silent {
    uint32_t *pages;
    size_t count, capacity;
};

static void read_pages(struct pdf_text *text, struct silent *silent, PopplerDocument *pdf)
{
    for (uint32_t i = 0; i < text->pages && !text->failed && text->bytes.length < FORMAT_TEXT_MAX; i++) {
        PopplerPage *page = poppler_document_get_page(pdf, (int)i);
        size_t before = text->bytes.length;
        if (!page)
            continue;
        read_page(text, page, i + 1);
        if (text->bytes.length - before < SCANNED_LETTERS && silent->count < SKIPPED_MAX && is_picture(page)) {
            if (array_reserve(&silent->pages, &silent->capacity, silent->count + 1, sizeof *silent->pages))
                silent->pages[silent->count++] = i + 1;
            else
                text->failed = true;
        }
        g_object_unref(page);
    }
}

/* In a file without any text (`empty`) every page counts as one: what it shows may be drawn otherwise. */
static void skip_pages(struct document *document, const struct silent *silent, const struct pdf_text *text, bool empty)
{
    size_t count = empty ? text->pages < SKIPPED_MAX ? text->pages : SKIPPED_MAX : silent->count;
    for (size_t i = 0; i < count; i++)
        skip_page(document, empty ? (uint32_t)i + 1 : silent->pages[i]);
}

daftar_status read_pdf(struct document *document, const char *bytes, size_t length)
{
    PopplerDocument *pdf;
    daftar_status status = open_pdf(&pdf, bytes, length);
    if (status)
        return status;
    struct pdf_text text = {.pages = (uint32_t)poppler_document_get_n_pages(pdf)};
    struct silent silent = {0};
    read_pages(&text, &silent, pdf);
    add_property(document, FIELD_TITLE, poppler_document_get_title(pdf));
    add_property(document, FIELD_AUTHOR, poppler_document_get_author(pdf));
    add_property(document, FIELD_KEYWORD, poppler_document_get_keywords(pdf));
    g_object_unref(pdf);
    bool empty = text.bytes.length < SCANNED_LETTERS * (size_t)text.pages && text.pages == silent.count;
    empty |= !text.count;
    if (!text.pages)
        status = status_fail(DAFTAR_BAD_INPUT, "has no pages");
    skip_pages(document, &silent, &text, empty);
    if (!text.failed)
        pdf_join_loose(&text);
    if (!text.failed)
        pdf_drop_repeated(&text);
    if (!text.failed)
        pdf_find_tables(&text);
    if (!status && (text.failed || text.bytes.failed))
        status = status_no_memory();
    if (!status && !empty)
        add_paragraphs(document, &text);
    pdf_text_free(&text);
    free(silent.pages);
    return status;
}

/* flow.c: makes blocks of text that comes in runs, as in HTML and office formats. */
#include "indexer/readers/formats.h"

#include "base/utf8.h"

#include <string.h>

/* Alike in every script: */
#define LINKS_LETTERS 200 /* a longer paragraph is text even if it is a link */
#define ROWS_LETTERS 3000 /* a table's block is closed behind the row that passes this */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Bytes of a blank at the start: also the no-break space; 0: none. */
static size_t blank_length(const char *bytes, size_t length)
{
    if (is_blank(bytes[0]))
        return 1;
    return length > 1 && bytes[0] == '\xC2' && bytes[1] == '\xA0' ? 2 : 0;
}

static void put_run(struct flow *flow, const char *bytes, size_t length, bool bold)
{
    bool started = flow->text.length > 0;
    if (flow->pending && started && flow->text.data[flow->text.length - 1] != '\n')
        buffer_putc(&flow->text, ' ');
    flow->pending = false;
    buffer_append(&flow->text, bytes, length);
    flow->linked += flow->link ? length : 0;
    if (bold && !flow->plain)
        flow->bold = flow->text.length;
    flow->plain |= !bold;
}

void flow_text(struct flow *flow, const char *bytes, size_t length, bool bold)
{
    if (flow->keep_lines) {
        buffer_append(&flow->text, bytes, length);
        flow->plain = true;
        return;
    }
    for (size_t at = 0; at < length;) {
        size_t step = blank_length(bytes + at, length - at), end = at;
        if (step) {
            flow->pending = true;
            at += step;
            continue;
        }
        while (end < length && !blank_length(bytes + end, length - end))
            end++;
        put_run(flow, bytes + at, end - at, bold);
        at = end;
    }
}

void flow_break(struct flow *flow)
{
    if (flow->text.length)
        buffer_putc(&flow->text, '\n');
    flow->pending = false;
}

bool flow_full(const struct flow *flow)
{
    return flow->document->text.length + flow->text.length + flow->rows.length + flow->cell.length + flow->notes.length >
           FORMAT_TEXT_MAX;
}

static void put_block(struct flow *flow, enum block_kind kind, const struct buffer *text)
{
    const char *bytes = text->data ? text->data : "";
    struct block *block = flow_full(flow) ? NULL : document_block(flow->document, kind, bytes, text->length);
    if (!block)
        return;
    bool links = kind == BLOCK_TEXT && flow->linked * 10 >= text->length * 8;
    bool short_links = links && utf8_length(bytes, text->length) <= LINKS_LETTERS;
    buffer_putc(&flow->links, short_links);
    block->page = flow->page;
    block->language = (uint8_t)flow->language;
    block->part = flow->part;
    block->level = (uint8_t)(kind == BLOCK_HEADING ? flow->level : 0);
    size_t length = block->end - block->start, bold = flow->bold < length ? flow->bold : length;
    block->lead = kind == BLOCK_TEXT && bold < UINT16_MAX ? (uint16_t)bold : 0;
}

static void clear_text(struct flow *flow)
{
    flow->document->failed |= flow->text.failed;
    buffer_clear(&flow->text);
    flow->bold = 0;
    flow->plain = flow->pending = false;
    flow->level = 0;
    flow->linked = 0;
}

void flow_paragraph(struct flow *flow)
{
    if (flow->tables) {
        flow->pending = flow->text.length > 0;
        return;
    }
    if (flow->text.length)
        put_block(flow, flow->level ? BLOCK_HEADING : BLOCK_TEXT, &flow->text);
    clear_text(flow);
}

void flow_heading(struct flow *flow, unsigned level)
{
    flow->level = level > 9 ? 9 : level;
}

static void flush_rows(struct flow *flow)
{
    flow->document->failed |= flow->rows.failed || flow->cell.failed;
    put_block(flow, BLOCK_TABLE, &flow->rows);
    buffer_clear(&flow->rows);
    flow->rows_letters = 0;
}

void flow_table(struct flow *flow)
{
    if (!flow->tables)
        flow_paragraph(flow);
    flow->tables++;
}

void flow_cell(struct flow *flow)
{
    if (flow->tables != 1) {
        flow->pending = true;
        return;
    }
    if (flow->text.length) {
        if (flow->cell.length)
            buffer_puts(&flow->cell, " | ");
        for (size_t i = 0; i < flow->text.length; i++)
            buffer_putc(&flow->cell, flow->text.data[i] == '\n' ? ' ' : flow->text.data[i]);
    }
    clear_text(flow);
}

void flow_row(struct flow *flow)
{
    if (flow->tables != 1)
        return;
    flow_cell(flow);
    if (!flow->cell.length)
        return;
    if (flow->rows.length)
        buffer_putc(&flow->rows, '\n');
    buffer_append(&flow->rows, flow->cell.data, flow->cell.length);
    flow->rows_letters += utf8_length(flow->cell.data, flow->cell.length);
    buffer_clear(&flow->cell);
    if (flow->rows_letters > ROWS_LETTERS)
        flush_rows(flow);
}

void flow_table_end(struct flow *flow)
{
    if (flow->tables == 1) {
        flow_row(flow);
        flush_rows(flow);
        clear_text(flow);
    }
    if (flow->tables)
        flow->tables--;
}

void flow_note(struct flow *flow, const char *bytes, size_t length)
{
    buffer_append(&flow->notes, bytes, length);
}

void flow_note_end(struct flow *flow)
{
    buffer_puts(&flow->notes, "\n\n");
}

static void put_notes(struct flow *flow)
{
    const char *at = flow->notes.data ? flow->notes.data : "";
    flow->part = PART_FOOTNOTE;
    while (*at) {
        const char *stop = strstr(at, "\n\n");
        size_t length = stop ? (size_t)(stop - at) : strlen(at);
        flow_text(flow, at, length, false);
        flow_paragraph(flow);
        at += length + (stop ? 2 : 0);
    }
}

daftar_status flow_finish(struct flow *flow)
{
    while (flow->tables)
        flow_table_end(flow);
    flow_paragraph(flow);
    put_notes(flow);
    bool failed = flow->notes.failed || flow->text.failed || flow->links.failed || flow->rows.failed || flow->cell.failed ||
                  flow->document->failed;
    bool full = flow_full(flow);
    buffer_free(&flow->text);
    buffer_free(&flow->rows);
    buffer_free(&flow->cell);
    buffer_free(&flow->links);
    buffer_free(&flow->notes);
    if (failed)
        return status_no_memory();
    return full ? status_fail(DAFTAR_BAD_INPUT, "holds more text than a file may") : DAFTAR_OK;
}

/* rtf.c: reads RTF: its text, with the code pages of its fonts. */
#include "indexer/encoding.h"
#include "indexer/readers/formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FONTS 256

/* What a group saves and restores. */
struct state {
    bool skipped;         /* a destination whose text is none of the page's */
    bool bold, hidden, table;
    bool note;            /* a footnote */
    unsigned fallback;    /* characters that stand for a \u in old readers */
    unsigned codepage;    /* of the current font */
    uint8_t field;        /* text goes to: 0 the page, else 1 + enum field */
};

struct rtf {
    struct flow flow;
    const char *at, *end;
    struct state stack[FORMAT_DEPTH];
    unsigned depth;
    struct state now;
    unsigned ansi;                   /* code page of the file */
    unsigned font_codepage[FONTS];   /* 0: the file's */
    int font;                        /* being defined */
    bool fonts;                      /* inside the font table */
    unsigned font_depth;
    unsigned skip;                   /* characters still standing for a \u */
    unsigned high;                   /* first half of a surrogate pair */
    unsigned level;                  /* outline level of the paragraph, from 1 */
    struct buffer bytes;             /* of a code page, not yet decoded */
    struct buffer value;             /* of a field */
};

static void put(struct rtf *rtf, const char *bytes, size_t length)
{
    bool page = !rtf->now.skipped && !rtf->now.field && !rtf->now.note;
    if (page && !rtf->now.table && rtf->flow.tables) {
        flow_table_end(&rtf->flow); /* the text is below it */
        flow_paragraph(&rtf->flow);
    }
    if (rtf->now.field)
        buffer_append(&rtf->value, bytes, length);
    else if (rtf->now.note && !rtf->now.skipped && !flow_full(&rtf->flow))
        flow_note(&rtf->flow, bytes, length);
    else if (page && !rtf->now.hidden && !flow_full(&rtf->flow))
        flow_text(&rtf->flow, bytes, length, rtf->now.bold);
}

/* Decodes the bytes gathered so far. */
static void flush(struct rtf *rtf)
{
    char name[24];
    struct buffer decoded = {0};
    if (!rtf->bytes.length)
        return;
    unsigned codepage = rtf->now.codepage ? rtf->now.codepage : rtf->ansi ? rtf->ansi : 1252;
    if (codepage == 10007)
        snprintf(name, sizeof name, "x-mac-cyrillic");
    else
        snprintf(name, sizeof name, codepage < 1000 ? "ibm-%u" : "windows-%u", codepage);
    bool ascii = true;
    for (size_t i = 0; i < rtf->bytes.length && ascii; i++)
        ascii = (unsigned char)rtf->bytes.data[i] < 0x80;
    if (ascii)
        put(rtf, rtf->bytes.data, rtf->bytes.length);
    else if (!encoding_append(&decoded, name, rtf->bytes.data, rtf->bytes.length))
        put(rtf, decoded.data, decoded.length);
    buffer_free(&decoded);
    buffer_clear(&rtf->bytes);
}

static void put_unicode(struct rtf *rtf, unsigned c)
{
    char out[4];
    size_t length;
    if (c >= 0xD800 && c < 0xDC00) {
        rtf->high = c;
        return;
    }
    if (c >= 0xDC00 && c < 0xE000) {
        c = rtf->high ? 0x10000 + ((rtf->high - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
        rtf->high = 0;
    }
    if (c < 0x80) {
        out[0] = (char)c;
        length = 1;
    } else if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        length = 2;
    } else if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        length = 3;
    } else {
        out[0] = (char)(0xF0 | (c >> 18 & 7));
        out[1] = (char)(0x80 | ((c >> 12) & 0x3F));
        out[2] = (char)(0x80 | ((c >> 6) & 0x3F));
        out[3] = (char)(0x80 | (c & 0x3F));
        length = 4;
    }
    flush(rtf);
    put(rtf, out, length);
}

static void put_byte(struct rtf *rtf, char c)
{
    if (rtf->skip)
        rtf->skip--;
    else
        buffer_putc(&rtf->bytes, c);
}

/* ---- control words ---- */

static unsigned charset_codepage(int charset)
{
    static const struct {
        int charset;
        unsigned codepage;
    } rows[] = {{0, 1252}, {77, 10000}, {89, 10007}, {128, 932}, {129, 949}, {134, 936}, {136, 950}, {161, 1253},
                {162, 1254},
                {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].charset == charset)
            return rows[i].codepage;
    return 0;
}

static void end_paragraph(struct rtf *rtf)
{
    if (rtf->now.skipped || rtf->now.field)
        return;
    if (rtf->level && !rtf->flow.tables)
        flow_heading(&rtf->flow, rtf->level);
    if (!rtf->now.table && rtf->flow.tables)
        flow_table_end(&rtf->flow);
    flow_paragraph(&rtf->flow);
}

/* A cell's text is in the table once the row is known to be one. */
static void end_cell(struct rtf *rtf)
{
    if (rtf->now.skipped || rtf->now.field)
        return;
    if (!rtf->flow.tables) {
        struct buffer text = rtf->flow.text; /* of this first cell: it goes into the table */
        rtf->flow.text = (struct buffer){0};
        flow_table(&rtf->flow);
        buffer_free(&rtf->flow.text);
        rtf->flow.text = text;
    }
    flow_cell(&rtf->flow);
}

enum word_kind { WORD_PAR, WORD_LINE, WORD_TAB, WORD_CELL, WORD_ROW, WORD_SKIP, WORD_FIELD, WORD_CHARACTER, WORD_BOLD,
                 WORD_HIDDEN, WORD_PARD, WORD_TABLE, WORD_UC, WORD_U, WORD_ANSI, WORD_FONT, WORD_CHARSET, WORD_FONTS,
                 WORD_LEVEL, WORD_PLAIN, WORD_MAC, WORD_BIN, WORD_NOTE };

static const struct {
    const char *word;
    enum word_kind kind;
    unsigned value;
} words[] = {
    {"par", WORD_PAR, 0}, {"sect", WORD_PAR, 0}, {"page", WORD_PAR, 0}, {"line", WORD_LINE, 0}, {"tab", WORD_TAB, 0},
    {"cell", WORD_CELL, 0}, {"nestcell", WORD_CELL, 0}, {"row", WORD_ROW, 0}, {"nestrow", WORD_ROW, 0},
    {"pict", WORD_SKIP, 0}, {"object", WORD_SKIP, 0}, {"stylesheet", WORD_SKIP, 0}, {"colortbl", WORD_SKIP, 0},
    {"info", WORD_SKIP, 0}, {"header", WORD_SKIP, 0}, {"footer", WORD_SKIP, 0}, {"headerl", WORD_SKIP, 0},
    {"headerr", WORD_SKIP, 0}, {"footerl", WORD_SKIP, 0}, {"footerr", WORD_SKIP, 0}, {"headerf", WORD_SKIP, 0},
    {"footerf", WORD_SKIP, 0}, {"fldinst", WORD_SKIP, 0}, {"xe", WORD_SKIP, 0}, {"tc", WORD_SKIP, 0},
    {"listtable", WORD_SKIP, 0}, {"listoverridetable", WORD_SKIP, 0}, {"generator", WORD_SKIP, 0},
    {"themedata", WORD_SKIP, 0}, {"datastore", WORD_SKIP, 0}, {"annotation", WORD_SKIP, 0},
    {"nonshppict", WORD_SKIP, 0},
    {"fonttbl", WORD_FONTS, 0}, {"title", WORD_FIELD, FIELD_TITLE}, {"author", WORD_FIELD, FIELD_AUTHOR},
    {"emdash", WORD_CHARACTER, 0x2014}, {"endash", WORD_CHARACTER, 0x2013}, {"lquote", WORD_CHARACTER, 0x2018},
    {"rquote", WORD_CHARACTER, 0x2019}, {"ldblquote", WORD_CHARACTER, 0x201C}, {"rdblquote", WORD_CHARACTER, 0x201D},
    {"bullet", WORD_CHARACTER, 0x2022}, {"b", WORD_BOLD, 0}, {"v", WORD_HIDDEN, 0}, {"pard", WORD_PARD, 0},
    {"intbl", WORD_TABLE, 0}, {"uc", WORD_UC, 0}, {"u", WORD_U, 0}, {"ansicpg", WORD_ANSI, 0}, {"f", WORD_FONT, 0},
    {"fcharset", WORD_CHARSET, 0}, {"outlinelevel", WORD_LEVEL, 0}, {"plain", WORD_PLAIN, 0}, {"mac", WORD_MAC, 0},
    {"bin", WORD_BIN, 0}, {"footnote", WORD_NOTE, 0},
};

static void set_font(struct rtf *rtf, int number)
{
    if (rtf->fonts) {
        rtf->font = number;
        return;
    }
    flush(rtf);
    rtf->now.codepage = number >= 0 && number < FONTS ? rtf->font_codepage[number] : 0;
}

/* Inside a footnote there are paragraphs and no more. */
static bool note_word(struct rtf *rtf, enum word_kind kind)
{
    if (!rtf->now.note || kind > WORD_ROW)
        return false;
    if (kind == WORD_PAR && !rtf->now.skipped)
        flow_note_end(&rtf->flow);
    else
        put(rtf, " ", 1);
    return true;
}

static void layout_word(struct rtf *rtf, enum word_kind kind, int parameter)
{
    if (note_word(rtf, kind))
        return;
    switch (kind) {
    case WORD_PAR: end_paragraph(rtf); break;
    case WORD_LINE: if (!rtf->now.skipped) flow_break(&rtf->flow); break;
    case WORD_TAB: put(rtf, " ", 1); break;
    case WORD_CELL: end_cell(rtf); break;
    case WORD_ROW: if (!rtf->now.skipped) flow_row(&rtf->flow); break;
    case WORD_BOLD: rtf->now.bold = parameter != 0; break;
    case WORD_HIDDEN: rtf->now.hidden = parameter != 0; break;
    case WORD_PLAIN: rtf->now.bold = rtf->now.hidden = false; break;
    case WORD_PARD:
        rtf->now.table = false;
        rtf->level = 0;
        break;
    case WORD_TABLE: rtf->now.table = true; break;
    case WORD_LEVEL: rtf->level = parameter >= 0 && parameter < 9 ? (unsigned)parameter + 1 : 0; break;
    default: break;
    }
}

static void take_word(struct rtf *rtf, size_t row, int parameter)
{
    enum word_kind kind = words[row].kind;
    if (kind <= WORD_ROW || (kind >= WORD_BOLD && kind <= WORD_TABLE) || kind == WORD_LEVEL || kind == WORD_PLAIN) {
        flush(rtf);
        layout_word(rtf, kind, parameter);
    } else if (kind == WORD_NOTE) {
        flush(rtf);
        rtf->now.note = true;
    } else if (kind == WORD_SKIP) {
        rtf->now.skipped = true;
    } else if (kind == WORD_FONTS) {
        rtf->now.skipped = rtf->fonts = true;
        rtf->font_depth = rtf->depth;
    } else if (kind == WORD_FIELD && rtf->now.skipped && !rtf->fonts) {
        rtf->now.field = (uint8_t)(words[row].value + 1);
        buffer_clear(&rtf->value);
    } else if (kind == WORD_CHARACTER) {
        put_unicode(rtf, words[row].value);
    } else if (kind == WORD_UC) {
        rtf->now.fallback = parameter >= 0 && parameter < 16 ? (unsigned)parameter : 1;
    } else if (kind == WORD_U) {
        put_unicode(rtf, (unsigned)parameter & 0xFFFF);
        rtf->skip = rtf->now.fallback;
    } else if (kind == WORD_ANSI) {
        rtf->ansi = parameter > 0 ? (unsigned)parameter : 0;
    } else if (kind == WORD_MAC) {
        rtf->ansi = 10007;
    } else if (kind == WORD_FONT) {
        set_font(rtf, parameter);
    } else if (kind == WORD_CHARSET && rtf->fonts && rtf->font >= 0 && rtf->font < FONTS) {
        rtf->font_codepage[rtf->font] = charset_codepage(parameter);
    } else if (kind == WORD_BIN && parameter > 0) {
        size_t left = (size_t)(rtf->end - rtf->at);
        rtf->at += (size_t)parameter < left ? (size_t)parameter : left;
    }
}

static void control_word(struct rtf *rtf)
{
    const char *start = rtf->at;
    while (rtf->at < rtf->end && ((*rtf->at | 32) >= 'a' && (*rtf->at | 32) <= 'z'))
        rtf->at++;
    size_t length = (size_t)(rtf->at - start);
    bool negative = rtf->at < rtf->end && *rtf->at == '-';
    rtf->at += negative;
    int parameter = 0;
    bool given = false;
    for (; rtf->at < rtf->end && *rtf->at >= '0' && *rtf->at <= '9'; rtf->at++) {
        parameter = parameter < 100000000 ? parameter * 10 + (*rtf->at - '0') : parameter;
        given = true;
    }
    if (rtf->at < rtf->end && *rtf->at == ' ')
        rtf->at++;
    parameter = given ? negative ? -parameter : parameter : 1;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].word) == length && !memcmp(words[i].word, start, length)) {
            take_word(rtf, i, parameter);
            return;
        }
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static void control(struct rtf *rtf)
{
    if (rtf->at >= rtf->end)
        return;
    char c = *rtf->at;
    if ((c | 32) >= 'a' && (c | 32) <= 'z') {
        control_word(rtf);
        return;
    }
    rtf->at++;
    if (c == '\'' && rtf->end - rtf->at >= 2) {
        int high = hex(rtf->at[0]), low = hex(rtf->at[1]);
        rtf->at += 2;
        if (high >= 0 && low >= 0)
            put_byte(rtf, (char)(high * 16 + low));
    } else if (c == '~') {
        put_unicode(rtf, 0xA0);
    } else if (c == '_') {
        put_byte(rtf, '-');
    } else if (c == '*') {
        flush(rtf);
        rtf->now.skipped = true;
    } else if (c == '\\' || c == '{' || c == '}') {
        put_byte(rtf, c);
    } else if (c == '\n' || c == '\r') {
        flush(rtf);
        layout_word(rtf, WORD_PAR, 1);
    }
}

static void close_group(struct rtf *rtf)
{
    flush(rtf);
    struct state inner = rtf->now;
    rtf->depth--;
    if (rtf->depth < FORMAT_DEPTH)
        rtf->now = rtf->stack[rtf->depth];
    if (inner.field && !rtf->now.field && rtf->value.length)
        document_add_property(rtf->flow.document, (enum field)(inner.field - 1), rtf->value.data, rtf->value.length);
    if (inner.note && !rtf->now.note)
        flow_note_end(&rtf->flow);
    if (rtf->fonts && rtf->depth < rtf->font_depth)
        rtf->fonts = false;
    rtf->skip = 0;
}

static void parse(struct rtf *rtf)
{
    while (rtf->at < rtf->end) {
        char c = *rtf->at++;
        if (c == '{') {
            flush(rtf);
            if (rtf->depth < FORMAT_DEPTH)
                rtf->stack[rtf->depth] = rtf->now;
            rtf->depth++;
        } else if (c == '}') {
            if (rtf->depth)
                close_group(rtf);
        } else if (c == '\\') {
            control(rtf);
        } else if (c != '\r' && c != '\n' && c != '\0') {
            put_byte(rtf, c);
        }
    }
    flush(rtf);
}

daftar_status read_rtf(struct document *document, const char *bytes, size_t length)
{
    if (length < 5 || memcmp(bytes, "{\\rtf", 5))
        return status_fail(DAFTAR_BAD_INPUT, "is no RTF");
    struct rtf *rtf = calloc(1, sizeof *rtf);
    if (!rtf)
        return status_no_memory();
    rtf->flow.document = document;
    rtf->at = bytes;
    rtf->end = bytes + length;
    rtf->now.fallback = 1;
    parse(rtf);
    document->failed |= rtf->bytes.failed || rtf->value.failed;
    daftar_status status = flow_finish(&rtf->flow);
    buffer_free(&rtf->bytes);
    buffer_free(&rtf->value);
    free(rtf);
    return status;
}

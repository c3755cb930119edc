/* markdown.c: reads Markdown: headings, and text without its marks. */
#include "indexer/encoding.h"
#include "indexer/reader.h"
#include "indexer/readers/markdown_head.h"

#include <string.h>

struct markdown {
    struct document *document;
    struct buffer paragraph;
    uint32_t line, first_line;
    size_t lead;   /* bytes of the paragraph that stand between its first ** and the next */
    bool bold;     /* that next has not come yet */
    bool fenced;   /* inside a code block */
};

static void flush(struct markdown *m)
{
    struct block *block = document_block(m->document, BLOCK_TEXT, m->paragraph.data ? m->paragraph.data : "",
                                         m->paragraph.length);
    if (block) {
        block->line = m->first_line + m->document->line_base;
        block->lead = !m->bold && m->lead <= block->end - block->start && m->lead < UINT16_MAX ? (uint16_t)m->lead : 0;
    }
    m->document->failed |= m->paragraph.failed;
    m->lead = 0;
    m->bold = false;
    buffer_clear(&m->paragraph);
}

/* `[text](target)` and `![text](target)` leave their text: where the target ends, or 0. */
static size_t link_end(const char *line, size_t length, size_t at)
{
    if (at + 1 >= length || line[at + 1] != '(')
        return 0;
    const char *close = memchr(line + at, ')', length - at);
    return close ? (size_t)(close - line) : 0;
}

static bool word_character(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* `<a name="x">`, `</br>`: where a tag ends, or 0. */
static size_t tag_end(const char *line, size_t length, size_t at)
{
    bool tag = at + 2 < length && (line[at + 1] == '/' || ((line[at + 1] | 32) >= 'a' && (line[at + 1] | 32) <= 'z'));
    const char *close = tag ? memchr(line + at, '>', length - at) : NULL;
    if (!close || memchr(line + at, ':', (size_t)(close - (line + at)))) /* <https://...> is text */
        return 0;
    return (size_t)(close - line);
}

/* Copies a line without emphasis, code and link marks. An underscore or star inside a word stays. */
static void plain(struct buffer *out, const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = line[i];
        bool inside = i > 0 && i + 1 < length && word_character(line[i - 1]) && word_character(line[i + 1]);
        if (c == '\\' && i + 1 < length && strchr("\\`*_{}[]()#+-.!|<>", line[i + 1])) {
            buffer_putc(out, line[++i]);
        } else if (c == '`' && inside) {
            buffer_putc(out, c); /* O`zbekiston */
        } else if (c == '*' || c == '`' || (c == '_' && !inside)) {
            continue;
        } else if (c == '<' && tag_end(line, length, i)) {
            i = tag_end(line, length, i);
        } else if (c == '!' && i + 1 < length && line[i + 1] == '[') {
            continue;
        } else if (c == '[' && memchr(line + i, ']', length - i)) {
            continue;
        } else if (c == ']') {
            size_t end = link_end(line, length, i);
            if (end)
                i = end;
        } else {
            buffer_putc(out, c);
        }
    }
}

static void heading(struct markdown *m, unsigned level, const char *text, size_t length)
{
    flush(m);
    while (length && (text[length - 1] == '#' || text[length - 1] == ' '))
        length--;
    plain(&m->paragraph, text, length);
    struct block *block = document_block(m->document, BLOCK_HEADING, m->paragraph.data ? m->paragraph.data : "",
                                         m->paragraph.length);
    if (block) {
        block->line = m->line + m->document->line_base;
        block->level = (uint8_t)level;
    }
    buffer_clear(&m->paragraph);
}

static bool underline(const char *line, size_t length)
{
    if (length < 3 || (line[0] != '=' && line[0] != '-'))
        return false;
    for (size_t i = 1; i < length; i++)
        if (line[i] != line[0])
            return false;
    return true;
}

/* Where `**` stands, from `at` on; the length if nowhere. */
static size_t bold_mark(const char *line, size_t length, size_t at)
{
    while (at + 1 < length && (line[at] != '*' || line[at + 1] != '*'))
        at++;
    return at + 1 < length ? at : length;
}

/* Adds a line to the paragraph and takes note of how far its beginning is bold. */
static void add_line(struct markdown *m, const char *line, size_t length)
{
    bool opens = length && !m->paragraph.length && bold_mark(line, length, 0) == 0;
    size_t from = opens ? 2 : 0;
    if (m->bold || opens) {
        size_t close = bold_mark(line, length, from);
        plain(&m->paragraph, line + from, close - from);
        m->lead = m->paragraph.length;
        m->bold = close == length;
        from = close;
    }
    plain(&m->paragraph, line + from, length - from);
}

static void take_line(struct markdown *m, const char *line, size_t length)
{
    while (length && (line[length - 1] == '\r' || line[length - 1] == ' '))
        length--;
    size_t indent = 0;
    while (indent < length && (line[indent] == ' ' || line[indent] == '\t'))
        indent++;
    const char *text = line + indent;
    size_t rest = length - indent;
    size_t hashes = 0;
    while (hashes < rest && text[hashes] == '#')
        hashes++;
    if (rest >= 3 && (!memcmp(text, "```", 3) || !memcmp(text, "~~~", 3))) {
        m->fenced = !m->fenced;
        flush(m);
    } else if (m->fenced) {
        buffer_append(&m->paragraph, line, length);
        buffer_putc(&m->paragraph, '\n');
    } else if (!rest) {
        flush(m);
    } else if (hashes && hashes <= 6 && (hashes == rest || text[hashes] == ' ')) {
        heading(m, (unsigned)hashes, text + hashes, rest - hashes);
    } else if (m->paragraph.length && m->line == m->first_line + 1 && underline(text, rest)) {
        struct buffer title = m->paragraph;
        m->paragraph = (struct buffer){0};
        m->line--;
        heading(m, text[0] == '=' ? 1 : 2, title.data, title.length - 1);
        m->line++;
        buffer_free(&title);
    } else if (underline(text, rest)) {
        flush(m);
    } else {
        while (rest && *text == '>') {
            text++;
            rest--;
        }
        if (!m->paragraph.length)
            m->first_line = m->line;
        add_line(m, text, rest);
        buffer_putc(&m->paragraph, '\n');
    }
}

static daftar_status read_decoded(struct document *document, const char *bytes, size_t length)
{
    struct markdown m = {.document = document};
    enum language language = LANGUAGE_UND;
    const char *end = bytes + length, *body = bytes;
    if (!document->base)
        body += markdown_head(document, bytes, length, &language);
    for (const char *at = bytes; at < body; at++)
        m.line += *at == '\n';
    for (const char *at = body; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        m.line++;
        take_line(&m, at, (size_t)((newline ? newline : end) - at));
        at = newline ? newline + 1 : end;
    }
    flush(&m);
    buffer_free(&m.paragraph);
    for (size_t i = 0; i < document->block_count; i++) /* a hint, as a lang attribute is */
        document->blocks[i].language = (uint8_t)language;
    return document->failed ? status_no_memory() : DAFTAR_OK;
}

daftar_status read_markdown(struct document *document, const char *bytes, size_t length)
{
    struct buffer decoded = {0};
    daftar_status status = encoding_decode(&decoded, &bytes, &length, NULL);
    if (!status)
        status = read_decoded(document, bytes, length);
    buffer_free(&decoded);
    return status;
}

/* split.c: gathers blocks into passages of a readable size. */
#include "indexer/split.h"

#include "base/utf8.h"
#include "indexer/article_parts.h"

#include <stdlib.h>
#include <string.h>

/* A passage is closed before it would pass MAX words, once it has ENOUGH; a rest shorter than SCRAP
 * joins the passage before it. Bytes stand in for words in scripts without blanks. */
#define WORDS_ENOUGH 60
#define WORDS_MAX 200
#define WORDS_SCRAP 25
#define BYTES_MAX 4000
#define HEADING_MAX 300 /* bytes of one heading in the path */

/* ---- words and sentences ---- */

static bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static size_t count_words(const char *text, size_t length)
{
    size_t words = 0;
    for (size_t i = 0; i < length; i++)
        words += !blank(text[i]) && (i == 0 || blank(text[i - 1]));
    return words;
}

/* Bytes of the sentence mark at `at`: . ! ? … 。 ؟; 0 when there is none. */
static size_t sentence_mark(const char *text, size_t length, size_t at)
{
    char c = text[at];
    if (c == '.' || c == '!' || c == '?')
        return 1;
    if (at + 2 < length && (!memcmp(text + at, "\xE2\x80\xA6", 3) || !memcmp(text + at, "\xE3\x80\x82", 3)))
        return 3;
    return at + 1 < length && !memcmp(text + at, "\xD8\x9F", 2) ? 2 : 0;
}

/* The word before a full stop is an initial or a usual abbreviation: `Қ.`, `млн.`, `т.`. */
static bool abbreviation(const char *text, size_t stop)
{
    size_t start = stop;
    while (start > 0 && !blank(text[start - 1]) && text[start - 1] != '.' && text[start - 1] != '(')
        start--;
    size_t letters = 0;
    for (size_t i = start; i < stop; i++)
        letters += ((unsigned char)text[i] & 0xC0) != 0x80;
    if (letters <= 1)
        return !(stop > start && text[start] >= '0' && text[start] <= '9');
    static const char *const known[] = {"млн", "млрд", "трлн", "тыс", "руб", "стр", "рис", "табл", "см",
                                        "им", "гг", "др", "пр", "Mr", "Mrs", "Dr", "No", "vol", "pp",
                                        "ст", "обл", "ул", "mln", "mlrd", "etc", "al", "Fig"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == stop - start && !memcmp(text + start, known[i], stop - start))
            return true;
    return false;
}

/* A sentence may begin with anything but a small letter (of ASCII or plain Cyrillic). */
static bool small_letter(const char *text, size_t length)
{
    if (!length)
        return false;
    unsigned char a = (unsigned char)text[0], b = length > 1 ? (unsigned char)text[1] : 0;
    return (a >= 'a' && a <= 'z') || (a == 0xD0 && b >= 0xB0) || (a == 0xD1 && b <= 0x9F);
}

/* Bytes of a further mark, bracket or quote that still belongs to the sentence; 0: none. */
static size_t closing_mark(const char *text, size_t length)
{
    if (text[0] && strchr(".!?)\"'", text[0]))
        return 1;
    if (length >= 2 && !memcmp(text, "\xC2\xBB", 2))
        return 2;
    return length >= 3 && !memcmp(text, "\xE2\x80\x9D", 3) ? 3 : 0;
}

size_t split_sentence(const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t mark = sentence_mark(text, length, i);
        if (!mark) {
            i++;
            continue;
        }
        size_t end = i + mark;
        for (size_t close; end < length && (close = closing_mark(text + end, length - end)) != 0;)
            end += close;
        bool wide = mark == 3 && text[i] == '\xE3';
        size_t next = end;
        while (next < length && blank(text[next]))
            next++;
        if (end >= length)
            return length;
        if (wide || (next > end && !(text[i] == '.' && abbreviation(text, i)) &&
                     !small_letter(text + next, length - next)))
            return end;
        i = end;
    }
    return length;
}

/* ---- passages ---- */

struct splitter {
    struct passages *out;
    const struct document *document;
    struct passage current;
    size_t words;
    bool open;
    bool joined; /* several scraps of sections stand in the open passage */
    const struct block *counted; /* whose line ends are counted as far as counted_to: a block may be very long */
    uint32_t counted_to, counted_lines;
};

static void put_heading(struct passages *out, struct passage *passage)
{
    passage->heading = (uint32_t)out->headings.length;
    for (size_t i = 0; i < SPLIT_LEVELS; i++) {
        if (!out->open[i].length)
            continue;
        if (out->headings.length > passage->heading)
            buffer_puts(&out->headings, " > ");
        buffer_append(&out->headings, out->open[i].data, out->open[i].length);
    }
    passage->heading_length = (uint32_t)out->headings.length - passage->heading;
    out->failed |= out->headings.failed;
}

static bool same_place(const struct passages *out, const struct passage *a, const struct passage *b)
{
    return a->language == b->language && a->part == b->part && a->heading_length == b->heading_length &&
           (!a->heading_length || !memcmp(out->headings.data + a->heading, out->headings.data + b->heading,
                                          a->heading_length));
}

static void close_passage(struct splitter *s)
{
    if (!s->open)
        return;
    s->open = false;
    struct passages *out = s->out;
    struct passage *last = out->count ? &out->items[out->count - 1] : NULL;
    if (last && s->words < WORDS_SCRAP && same_place(out, last, &s->current) &&
        s->current.end - last->start <= BYTES_MAX) {
        last->end = s->current.end;
        return;
    }
    if (out->failed || !array_reserve(&out->items, &out->capacity, out->count + 1, sizeof *out->items)) {
        out->failed = true;
        return;
    }
    out->items[out->count++] = s->current;
}

/* Line ends of the block before `at`, which does not go back within one block. */
static uint32_t lines_before(struct splitter *s, const struct block *block, uint32_t at)
{
    if (s->counted != block || at < s->counted_to) {
        s->counted = block;
        s->counted_to = block->start;
        s->counted_lines = 0;
    }
    for (; s->counted_to < at; s->counted_to++)
        s->counted_lines += s->document->text.data[s->counted_to] == '\n';
    return s->counted_lines;
}

static void open_passage(struct splitter *s, const struct block *block, uint32_t start)
{
    s->current = (struct passage){.start = start, .page = block->page, .line = block->line,
                                  .language = block->language, .part = block->part};
    if (block->line)
        s->current.line += lines_before(s, block, start);
    put_heading(s->out, &s->current);
    s->out->unused = false;
    s->open = true;
    s->words = 0;
}

/* Code and captions of a few words among prose are no passages of their own, whatever language they look like. */
static bool same_language(struct splitter *s, const struct block *block, size_t words)
{
    if (block->language == s->current.language)
        return true;
    if (block->part != PART_BODY || (words >= WORDS_SCRAP && s->words >= WORDS_SCRAP))
        return false;
    if (words > s->words)
        s->current.language = block->language;
    return true;
}

/* What stands above the text belongs together in each language: title, abstract and keywords are one passage. */
static bool same_part(struct splitter *s, const struct block *block)
{
    static const uint8_t heads[PART_COUNT] = {[PART_FRONT] = 1, [PART_KEYWORDS] = 2, [PART_ABSTRACT] = 3};
    uint8_t now = heads[s->current.part], then = heads[block->part];
    if (block->part == s->current.part)
        return true;
    if (!now || !then)
        return false;
    if (then > now && block->language == s->current.language)
        s->current.part = block->part;
    return true;
}

/* Adds bytes [start, end) of a block to the open passage, or opens one. */
static void add_unit(struct splitter *s, const struct block *block, uint32_t start, uint32_t end)
{
    size_t words = count_words(s->document->text.data + start, end - start);
    if (s->open && (!same_language(s, block, words) || !same_part(s, block) ||
                    (s->words >= WORDS_ENOUGH && s->words + words > WORDS_MAX) ||
                    s->words + words > WORDS_MAX + WORDS_MAX / 2 || end - s->current.start > BYTES_MAX))
        close_passage(s);
    if (!s->open)
        open_passage(s, block, start);
    s->current.end = end;
    s->words += words;
}

/* A sentence without end is cut at a blank, or in the end anywhere between characters. */
static size_t cut_unit(const char *text, size_t length)
{
    if (length <= BYTES_MAX)
        return length;
    for (size_t cut = BYTES_MAX; cut > BYTES_MAX / 2; cut--)
        if (blank(text[cut]))
            return cut;
    return utf8_boundary(text, BYTES_MAX);
}

static void add_block(struct splitter *s, const struct block *block)
{
    const char *text = s->document->text.data;
    struct slice whole = block_text(s->document, block);
    if (whole.length <= BYTES_MAX && count_words(whole.data, whole.length) <= WORDS_MAX) {
        add_unit(s, block, block->start, block->end);
        return;
    }
    for (uint32_t at = block->start; at < block->end;) {
        size_t left = block->end - at, reach = left < 2 * BYTES_MAX ? left : 2 * BYTES_MAX;
        size_t length = cut_unit(text + at, split_sentence(text + at, reach));
        add_unit(s, block, at, at + (uint32_t)length);
        at += (uint32_t)length;
        while (at < block->end && blank(text[at]))
            at++;
    }
}

/* A heading that nothing stands under is a passage by itself: its words must be found. */
static void close_heading(struct splitter *s, const struct block *block)
{
    close_passage(s);
    if (!s->out->unused || !block)
        return;
    add_unit(s, block, block->start, block->end);
    close_passage(s);
}

static void open_heading(struct splitter *s, const struct block *block)
{
    struct passages *out = s->out;
    size_t level = block->level < 1 ? 1 : block->level > SPLIT_LEVELS ? SPLIT_LEVELS : block->level;
    for (size_t i = level - 1; i < SPLIT_LEVELS; i++)
        buffer_clear(&out->open[i]);
    struct slice text = block_text(s->document, block);
    struct buffer *open = &out->open[level - 1];
    size_t length = utf8_cut(text.data, text.length, HEADING_MAX);
    for (size_t i = 0; i < length; i++)
        if (!blank(text.data[i]))
            buffer_putc(open, text.data[i]);
        else if (open->length && open->data[open->length - 1] != ' ')
            buffer_putc(open, ' ');
    out->failed |= open->failed;
    out->unused = true;
}

/* Whether the section under block `i` is a scrap: the reference pages of a manual are made of them. */
static bool scrap_section(const struct document *document, size_t i)
{
    size_t words = 0;
    for (i++; i < document->block_count && document->blocks[i].kind != BLOCK_HEADING && words < WORDS_SCRAP; i++) {
        struct slice text = block_text(document, &document->blocks[i]);
        words += count_words(text.data, text.length < BYTES_MAX ? text.length : BYTES_MAX);
    }
    return words < WORDS_SCRAP;
}

/* Scraps of sections join in one passage under the first one's heading; the articles of a law stay apart. */
static bool join_scrap(struct splitter *s, size_t i)
{
    const struct block *block = &s->document->blocks[i];
    struct slice title;
    if (!s->open || s->words >= WORDS_ENOUGH || s->current.part != PART_BODY || block->part != PART_BODY ||
        !scrap_section(s->document, i) || (s->words >= WORDS_SCRAP && !s->joined) ||
        article_law(block_text(s->document, block), &title) != LAW_NONE)
        return false;
    s->joined = true;
    add_unit(s, block, block->start, block->end);
    open_heading(s, block);
    s->out->unused = false;
    return true;
}

daftar_status split_document(struct passages *passages, const struct document *document)
{
    struct splitter s = {.out = passages, .document = document};
    passages->count = 0;
    buffer_clear(&passages->headings);
    const struct block *heading = NULL; /* the last one, while nothing stands under it */
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (block->kind != BLOCK_HEADING) {
            add_block(&s, block);
            heading = NULL;
            continue;
        }
        if (join_scrap(&s, i))
            continue;
        s.joined = false;
        bool nested = heading && block->level > heading->level;
        close_heading(&s, nested ? NULL : heading);
        open_heading(&s, block);
        heading = block;
    }
    close_heading(&s, heading);
    return passages->failed || document->failed ? status_no_memory() : DAFTAR_OK;
}

void passages_restart(struct passages *passages)
{
    for (size_t i = 0; i < SPLIT_LEVELS; i++)
        buffer_clear(&passages->open[i]);
    passages->unused = false;
}

void passages_free(struct passages *passages)
{
    free(passages->items);
    buffer_free(&passages->headings);
    for (size_t i = 0; i < SPLIT_LEVELS; i++)
        buffer_free(&passages->open[i]);
    *passages = (struct passages){0};
}

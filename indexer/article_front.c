/* article_front.c: reads the front matter of an article: titles, authors, where they work, journal, dates. */
#include "indexer/article_parts.h"

#include "analysis/detect.h"

#include <string.h>

#define FRONT_BLOCKS 80
#define FRONT_LINES 240
#define LONG_WORDS 45 /* an unannounced paragraph of this length is the body */

enum line_kind { LINE_OTHER, LINE_LABEL, LINE_JOURNAL, LINE_PERSON, LINE_AFFILIATION, LINE_CONTACT, LINE_NUMBER };

struct front_line {
    struct slice text;
    size_t block;
    enum line_kind kind;
    enum language language;
};

struct front {
    struct document *document;
    size_t end; /* blocks of the front matter */
    struct front_line lines[FRONT_LINES];
    size_t count;
    bool titled[LANGUAGE_COUNT];
    bool fresh;  /* no title since the last abstract or keyword list */
    struct buffer affiliation; /* of the lines since the last author */
    enum language affiliation_language;
};

/* ---- where it ends ---- */

static bool announces(const struct document *document, size_t i, enum label *label)
{
    const struct block *block = &document->blocks[i];
    struct slice rest;
    *label = article_label(block_text(document, block), &rest);
    return block->part == PART_ABSTRACT || block->part == PART_KEYWORDS || *label == LABEL_FRONT ||
           (*label >= LABEL_RECEIVED && rest.length < 120);
}

static bool ends_front(const struct document *document, size_t i, enum label label)
{
    const struct block *block = &document->blocks[i];
    struct slice text = block_text(document, block);
    if (block->part == PART_REFERENCES || (article_is_section(label) && i > 0) || block->kind == BLOCK_TABLE)
        return true;
    return block->kind == BLOCK_TEXT && text.length > 200 && article_has_words(text, LONG_WORDS + 1);
}

/* The front matter ends behind the last block that an article announces before its body. */
static size_t front_end(const struct document *document)
{
    size_t end = 0;
    bool strong = false;
    for (size_t i = 0; i < document->block_count && i < FRONT_BLOCKS; i++) {
        enum label label;
        if (announces(document, i, &label)) {
            end = i + 1;
            strong |= label != LABEL_FRONT;
        } else if (ends_front(document, i, label)) {
            break;
        }
    }
    return strong ? end : 0;
}

/* ---- its lines ---- */

/* Where a line of a paragraph ends that lost its line ends to emphasis marks: `TITLE**Author***Post**`. */
static size_t emphasis_break(struct slice line)
{
    for (size_t i = 1; i + 1 < line.length; i++)
        if (line.data[i] == '*' && line.data[i + 1] == '*')
            return i;
    return line.length;
}

static void add_line(struct front *front, struct slice text, size_t block)
{
    text = article_trim(text);
    if (!text.length || front->count == FRONT_LINES)
        return;
    front->lines[front->count++] =
        (struct front_line){text, block, LINE_OTHER, (enum language)front->document->blocks[block].language};
}

static void gather_lines(struct front *front)
{
    for (size_t i = 0; i < front->end; i++) {
        const struct block *block = &front->document->blocks[i];
        if (block->part == PART_FOOTNOTE)
            continue;
        struct slice rest = block_text(front->document, block);
        bool announced = block->part != PART_BODY;
        while (rest.length) {
            struct slice line = announced ? rest : article_line(&rest);
            if (announced)
                rest.length = 0;
            while (line.length) {
                size_t end = announced ? line.length : emphasis_break(line);
                add_line(front, (struct slice){line.data, end}, i);
                line = article_trim((struct slice){line.data + end, line.length - end});
            }
        }
    }
}

static bool holds(struct slice text, const char *what)
{
    size_t length = strlen(what);
    for (size_t i = 0; i + length <= text.length; i++)
        if (!memcmp(text.data + i, what, length))
            return true;
    return false;
}

static bool is_contact(struct slice text)
{
    return holds(text, "@") || holds(text, "http") || holds(text, "www.") || holds(text, "doi.org") ||
           holds(text, "ORCID") || holds(text, "E-mail") || holds(text, "e-mail");
}

static bool is_number(struct slice text)
{
    static const char *const words[] = {"УДК", "UDC", "UDK", "ӘОЖ", "УЎК", "УЎТ", "ЎЎК", "OʻUK", "ЭОЖ", "ISSN",
                                        "DOI", "ББК", "JEL",
                                        "Vol", "Volume", "Том", "Выпуск", "Issue", "№", "Impact", "SJIF", "ҒТАМР",
                                        "МРНТИ", "ГРНТИ", "IRSTI", "pp", "стр", "Page", "Pages", "ТДУ"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (article_match(text, (struct slice){words[i], strlen(words[i])}))
            return true;
    struct article_shape shape = article_measure(text);
    return shape.letters < 4 || shape.digits > shape.letters;
}

static enum line_kind classify(const struct front *front, size_t i)
{
    const struct front_line *line = &front->lines[i];
    struct slice rest;
    enum label label = article_label(line->text, &rest);
    if (front->document->blocks[line->block].part != PART_BODY || label == LABEL_FRONT || label >= LABEL_RECEIVED)
        return LINE_LABEL;
    if (is_contact(line->text))
        return LINE_CONTACT;
    if (is_number(line->text))
        return LINE_NUMBER;
    if (article_is_journal(line->text) && i < 12)
        return LINE_JOURNAL;
    if (article_is_affiliation(line->text))
        return LINE_AFFILIATION;
    return article_is_person(line->text) ? LINE_PERSON : LINE_OTHER;
}

/* Before the first title a line over the address of a journal names it. */
static bool heads_homepage(const struct front *front, size_t i)
{
    for (size_t j = i + 1; j < front->count && j <= i + 2; j++) {
        struct slice text = front->lines[j].text;
        if (article_begins_with(text, (struct slice){"journal homepage", 16}) || holds(text, "ISSN"))
            return i < 3;
    }
    return false;
}

/* ---- fields ---- */

static void flush_affiliation(struct front *front)
{
    struct buffer *text = &front->affiliation;
    if (text->length)
        article_add(front->document, FIELD_AFFILIATION, (struct slice){text->data, text->length},
                    front->affiliation_language);
    buffer_clear(text);
}

static void add_affiliation(struct front *front, struct slice text, enum language language)
{
    front->affiliation_language = language;
    if (front->affiliation.length)
        buffer_puts(&front->affiliation, ", ");
    while (text.length && strchr(",;.", text.data[text.length - 1]))
        text.length--;
    buffer_append(&front->affiliation, text.data, text.length);
}

/* The language of the abstract or keyword list below a block: what stands above is in it as well. */
static enum language zone_language(const struct document *document, size_t i, size_t end)
{
    for (size_t j = i; j < end; j++)
        if (document->blocks[j].part == PART_ABSTRACT || document->blocks[j].part == PART_KEYWORDS)
            return (enum language)document->blocks[j].language;
    return (enum language)document->blocks[i].language;
}

static enum language line_language(const struct front *front, size_t i)
{
    return zone_language(front->document, front->lines[i].block, front->end);
}

/* Further lines of a title: of the same block and the same type, or of the next if all is in capitals. */
static size_t title_end(const struct front *front, size_t i)
{
    size_t end = i + 1;
    bool capitals = article_is_capitals(front->lines[i].text);
    for (; end < front->count && end < i + 6; end++) {
        const struct front_line *line = &front->lines[end], *last = line - 1;
        bool same = capitals && line->block == last->block &&
                    (line->kind == LINE_PERSON || line->kind == LINE_AFFILIATION);
        if ((line->kind != LINE_OTHER && !same) ||
            line->block > last->block + capitals || capitals != article_is_capitals(line->text))
            break;
    }
    return end;
}

static size_t take_title(struct front *front, size_t i)
{
    size_t end = title_end(front, i);
    struct slice text = front->lines[i].text;
    text.length = (size_t)(front->lines[end - 1].text.data + front->lines[end - 1].text.length - text.data);
    struct article_shape shape = article_measure(text);
    enum language language = detect_language(text.data, text.length, line_language(front, i), NULL);
    if (shape.letters < 10 || shape.words < 2 || shape.words > 50 || text.length > 600 || front->titled[language])
        return end;
    front->titled[language] = true;
    front->fresh = false;
    article_add(front->document, FIELD_TITLE, text, language);
    return end;
}

static void add_author(struct front *front, struct slice names, enum language language)
{
    struct slice name = article_trim(names);
    while (name.length && strchr(",;.0123456789* ", name.data[name.length - 1]) &&
           (name.data[name.length - 1] != '.' || name.length < 3))
        name.length--;
    while (name.length && strchr(",;0123456789* ", name.data[0])) {
        name.data++;
        name.length--;
    }
    if (!name.length)
        return;
    for (size_t i = 0; i < front->document->field_count; i++) {
        const struct field_value *known = &front->document->fields[i];
        if (known->field == FIELD_AUTHOR && strlen(known->text) == name.length &&
            !memcmp(known->text, name.data, name.length))
            return;
    }
    article_add(front->document, FIELD_AUTHOR, name, language);
}

/* Names are set apart by commas, semicolons and the word for `and`. */
static void take_authors(struct front *front, struct slice text, enum language language)
{
    static const char *const words[] = {" and ", " va ", " ва ", " и ", " және ", " жана ", " we ", " & "};
    size_t start = 0;
    for (size_t i = 0; i < text.length; i++) {
        size_t mark = text.data[i] == ',' || text.data[i] == ';';
        for (size_t w = 0; !mark && w < sizeof words / sizeof *words; w++)
            if (text.length - i > strlen(words[w]) && !memcmp(text.data + i, words[w], strlen(words[w])))
                mark = strlen(words[w]);
        struct slice name = {text.data + start, i - start};
        if (!mark || !article_has_words(name, 2))
            continue;
        add_author(front, name, language);
        start = i + mark;
        i = start - 1;
    }
    add_author(front, (struct slice){text.data + start, text.length - start}, language);
}

static void take_doi(struct document *document, struct slice text)
{
    for (size_t i = 0; i + 8 < text.length; i++) {
        if (memcmp(text.data + i, "10.", 3) || text.data[i + 3] < '0' || text.data[i + 3] > '9')
            continue;
        size_t end = i, slash = 0;
        while (end < text.length && (unsigned char)text.data[end] > ' ' && !strchr("<>\"", text.data[end])) {
            slash |= text.data[end] == '/';
            end++;
        }
        while (end > i && strchr(".,;)", text.data[end - 1]))
            end--;
        if (slash && end - i > 8 && !document_field(document, FIELD_DOI))
            document_add(document, FIELD_DOI, text.data + i, end - i, LANGUAGE_UND);
        return;
    }
}

/* The first of a kind counts. «Қабул қилинди» is said of what has come in as of what is taken: of two such dates the
 * earlier one is of the former. */
static void add_date(struct document *document, enum field field, const char *iso)
{
    struct field_value *same = NULL;
    for (size_t i = 0; i < document->field_count && !same; i++)
        same = document->fields[i].field == field ? &document->fields[i] : NULL;
    if (same && (field != FIELD_ACCEPTED || document_field(document, FIELD_RECEIVED) || strcmp(same->text, iso) >= 0))
        return;
    if (same)
        same->field = FIELD_RECEIVED;
    document_add(document, field, iso, 10, LANGUAGE_UND);
}

/* Dates behind their labels, also several on a line. */
static void take_dates(struct document *document, struct slice text)
{
    static const enum field fields[] = {FIELD_RECEIVED, FIELD_ACCEPTED, FIELD_PUBLISHED};
    for (size_t i = 0; i < text.length && i < 400;) {
        struct slice at = {text.data + i, text.length - i};
        bool starts = (i == 0 || strchr(" \n\t;,|(", text.data[i - 1])) && !article_begins_small(at);
        size_t end = 0, date = 0;
        char iso[11];
        enum label label = starts ? article_label_prefix(at, &end) : LABEL_NONE;
        if (label >= LABEL_RECEIVED)
            date = article_date((struct slice){at.data + end, at.length - end}, iso);
        if (date)
            add_date(document, fields[label - LABEL_RECEIVED], iso);
        i += end + date ? end + date : 1;
    }
}

static void take_year(struct front *front)
{
    static const enum field from[] = {FIELD_PUBLISHED, FIELD_ACCEPTED, FIELD_RECEIVED};
    struct document *document = front->document;
    char year[16] = "";
    for (size_t i = 0; !year[0] && i < sizeof from / sizeof *from; i++) {
        const struct field_value *date = document_field(document, from[i]);
        if (date && strlen(date->text) >= 4)
            memcpy(year, date->text, 4);
    }
    for (size_t i = 0; !year[0] && i < front->count; i++) {
        enum line_kind kind = front->lines[i].kind;
        unsigned found = kind == LINE_NUMBER || kind == LINE_JOURNAL ? article_year(front->lines[i].text) : 0;
        for (size_t digit = 4; found && digit-- > 0; found /= 10)
            year[digit] = (char)('0' + found % 10);
    }
    if (year[0] && !document_field(document, FIELD_YEAR))
        document_add(document, FIELD_YEAR, year, 4, LANGUAGE_UND);
}

static void take_line(struct front *front, size_t *i)
{
    struct front_line *line = &front->lines[*i];
    struct document *document = front->document;
    enum language language = line->kind == LINE_PERSON || line->kind == LINE_AFFILIATION
                                 ? line_language(front, *i) : line->language;
    if (line->kind != LINE_AFFILIATION && line->kind != LINE_CONTACT)
        flush_affiliation(front);
    size_t next = *i + 1;
    if (line->kind == LINE_JOURNAL || (line->kind == LINE_OTHER && heads_homepage(front, *i))) {
        if (!document_field(document, FIELD_JOURNAL))
            article_add(document, FIELD_JOURNAL, line->text, LANGUAGE_UND);
    } else if (line->kind == LINE_PERSON) {
        take_authors(front, line->text, language);
    } else if (line->kind == LINE_AFFILIATION) {
        add_affiliation(front, line->text, language);
    } else if (line->kind == LINE_OTHER && front->fresh) {
        next = take_title(front, *i);
    } else if (line->kind == LINE_LABEL) {
        front->fresh = true;
        if (document->blocks[line->block].part == PART_BODY)
            take_dates(document, line->text);
    }
    if (line->kind == LINE_CONTACT || line->kind == LINE_NUMBER)
        take_doi(document, line->text);
    *i = next;
}

bool article_front(struct document *document)
{
    struct front front = {.document = document, .end = front_end(document), .fresh = true};
    if (!front.end)
        return false;
    gather_lines(&front);
    for (size_t i = 0; i < front.count; i++)
        front.lines[i].kind = classify(&front, i);
    for (size_t i = 0; i < front.count;)
        take_line(&front, &i);
    flush_affiliation(&front);
    buffer_free(&front.affiliation);
    take_year(&front);
    for (size_t i = 0; i < front.end; i++) {
        struct block *block = &document->blocks[i];
        if (block->kind == BLOCK_HEADING && block->page) /* large or bold type is no heading here */
            block->kind = BLOCK_TEXT;
        if (block->part != PART_BODY || block->kind != BLOCK_TEXT)
            continue;
        block->part = PART_FRONT;
        block->language = (uint8_t)zone_language(document, i, front.end);
    }
    return true;
}

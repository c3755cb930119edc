/* article_lists.c: finds abstracts, keyword lists and references by what announces them. */
#include "indexer/article_parts.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_START 80      /* blocks in which an abstract is looked for */
#define KEYWORDS_BYTES 2000
#define KEYWORDS_MOST 60
#define KEYWORD_BYTES 160
#define ABSTRACT_BYTES 40  /* less is a line of a table of contents */

static enum label label_of(const struct document *document, size_t i, struct slice *rest)
{
    struct slice text = block_text(document, &document->blocks[i]);
    return article_label(text, rest);
}

/* ---- keywords ---- */

static char separator_of(struct slice list)
{
    return memchr(list.data, ';', list.length) ? ';' : memchr(list.data, ',', list.length) ? ',' : '\n';
}

/* Bytes of a separator at the start: the list's own, or a bullet or bar. */
static size_t separator_at(struct slice text, char separator)
{
    static const char *const others[] = {"\xE2\x80\xA2", "\xC2\xB7", "|", "\xD8\x8C"};
    if (text.data[0] == separator)
        return 1;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text.length >= strlen(others[i]) && !memcmp(text.data, others[i], strlen(others[i])))
            return strlen(others[i]);
    return 0;
}

static bool bracket_depth(char c, int *depth)
{
    *depth += (c == '(') - (c == ')');
    return *depth > 0;
}

static void add_keyword(struct document *document, struct slice word, enum language language, unsigned group)
{
    word = article_trim(word);
    while (word.length && strchr(".;,:", word.data[word.length - 1]))
        word.length--;
    if (!word.length || word.length > KEYWORD_BYTES)
        return;
    struct field_value *value = article_add(document, FIELD_KEYWORD, word, language);
    if (value)
        value->value.group = group;
}

static unsigned keyword_groups(const struct document *document)
{
    unsigned most = 0;
    for (size_t i = 0; i < document->field_count; i++)
        if (document->fields[i].field == FIELD_KEYWORD && document->fields[i].value.group > most)
            most = document->fields[i].value.group;
    return most;
}

static void add_keywords(struct document *document, struct slice list, enum language language)
{
    char separator = separator_of(list);
    unsigned group = keyword_groups(document) + 1, count = 0;
    int depth = 0;
    size_t start = 0;
    for (size_t i = 0; i <= list.length && count < KEYWORDS_MOST;) {
        struct slice rest = {list.data + i, list.length - i};
        bool inside = rest.length && bracket_depth(*rest.data, &depth);
        size_t mark = rest.length && !inside ? separator_at(rest, separator) : 0;
        if (!mark && rest.length) {
            i++;
            continue;
        }
        add_keyword(document, (struct slice){list.data + start, i - start}, language, group);
        count++;
        i += mark ? mark : 1;
        start = i;
    }
}

/* A list that is said to be one and looks like one. */
static bool is_keyword_list(struct slice list)
{
    if (list.length > KEYWORDS_BYTES)
        return false;
    struct article_shape shape = article_measure(list);
    unsigned separators = 0;
    for (size_t i = 0; i < list.length; i++)
        separators += separator_at((struct slice){list.data + i, list.length - i}, separator_of(list)) > 0;
    return shape.words && shape.words <= (separators + 1) * 8;
}

static void take_keywords(struct document *document, size_t i, struct slice rest)
{
    struct block *block = &document->blocks[i];
    bool alone = !rest.length;
    if (alone && i + 1 < document->block_count) {
        rest = block_text(document, &document->blocks[i + 1]);
        if (document->blocks[i + 1].kind != BLOCK_TEXT || separator_of(rest) == '\n')
            return;
    }
    if (!is_keyword_list(rest))
        return;
    if (block->kind == BLOCK_TEXT)
        block->part = PART_KEYWORDS;
    if (alone)
        document->blocks[i + 1].part = PART_KEYWORDS;
    add_keywords(document, rest, (enum language)document->blocks[i + alone].language);
}

/* ---- abstracts ---- */

/* Paragraphs that stand between an abstract and the keywords behind it are the abstract's. */
static size_t abstract_end(const struct document *document, size_t i, bool headed)
{
    size_t end = i + 1;
    for (size_t j = end; j < document->block_count && j < i + 6; j++) {
        const struct block *block = &document->blocks[j];
        struct slice text = block_text(document, block), rest;
        if (block->kind != BLOCK_TEXT)
            return headed ? j : end;
        enum label label = article_label(text, &rest);
        if (label != LABEL_NONE)
            return label == LABEL_KEYWORDS || headed ? j : end;
        if (!article_has_words(text, 20) || block->language != document->blocks[i].language)
            return end;
    }
    return end;
}

static bool keywords_near(const struct document *document, size_t i)
{
    struct slice rest;
    for (size_t j = i > 6 ? i - 6 : 0; j < document->block_count && j <= i + 6; j++)
        if (j != i && label_of(document, j, &rest) == LABEL_KEYWORDS)
            return true;
    return false;
}

static void take_abstract(struct document *document, size_t i, struct slice rest)
{
    struct block *block = &document->blocks[i];
    bool alone = !rest.length, headed = block->kind == BLOCK_HEADING;
    size_t first = alone ? i + 1 : i;
    if (first >= document->block_count || document->blocks[first].kind != BLOCK_TEXT ||
        (i >= NEAR_START && !keywords_near(document, i)))
        return;
    struct slice inner, own = alone ? block_text(document, &document->blocks[first]) : rest;
    if (own.length < ABSTRACT_BYTES || (alone && article_label(own, &inner) != LABEL_NONE))
        return;
    size_t end = abstract_end(document, first, headed);
    for (size_t j = headed ? first : i; j < end; j++)
        document->blocks[j].part = PART_ABSTRACT;
    const char *stop = document->text.data + document->blocks[end - 1].end;
    article_add(document, FIELD_ABSTRACT, (struct slice){own.data, (size_t)(stop - own.data)},
                (enum language)document->blocks[first].language);
}

void article_label_blocks(struct document *document)
{
    for (size_t i = 0; i < document->block_count; i++) {
        struct block *block = &document->blocks[i];
        if (block->part != PART_BODY || block->kind == BLOCK_TABLE)
            continue;
        struct slice rest;
        enum label label = label_of(document, i, &rest);
        if (label == LABEL_KEYWORDS)
            take_keywords(document, i, rest);
        else if (label == LABEL_ABSTRACT)
            take_abstract(document, i, rest);
    }
}

/* ---- references ---- */

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `12. `, `[12]`, `12)`: bytes of a reference's number. */
static size_t reference_number(struct slice line)
{
    size_t at = line.length && line.data[0] == '[', start = at;
    while (at < line.length && digit(line.data[at]) && at < start + 4)
        at++;
    if (at == start || at >= line.length)
        return 0;
    char mark = line.data[at];
    bool ends = start ? mark == ']' : mark == ')' || mark == '.' || mark == '\t';
    if (!ends)
        return 0;
    at++;
    return at < line.length && digit(line.data[at]) ? 0 : at;
}

/* A block that may follow the label of a list of references. */
static bool is_reference(struct slice text)
{
    for (size_t i = 0; i + 4 < text.length; i++)
        if (!memcmp(text.data + i, "http", 4) || !memcmp(text.data + i, "www.", 4))
            return true;
    return reference_number(text) || article_year(text);
}

/* Each numbered line begins an item; without numbers the block is one. */
static void cut_references(struct block_list *list, const struct document *document, struct block block)
{
    struct slice rest = block_text(document, &block);
    uint32_t lines = 0, from = block.line, end = block.end;
    block.part = PART_REFERENCES;
    while (rest.length) {
        uint32_t at = (uint32_t)(rest.data - document->text.data);
        struct slice line = article_line(&rest);
        if (at > block.start && reference_number(line)) {
            struct block item = block;
            item.end = at;
            while (item.end > item.start && strchr(" \n\t", document->text.data[item.end - 1]))
                item.end--;
            block_list_add(list, item);
            block.start = at;
            block.line = from ? from + lines : 0;
        }
        lines++;
    }
    block.end = end;
    block_list_add(list, block);
}

/* What ends a list of references: an appendix, a further abstract, a heading of another section. */
static bool ends_references(const struct document *document, const struct block *block, const struct block *head)
{
    struct slice rest, text = block_text(document, block);
    if (block->kind == BLOCK_HEADING)
        return head->kind == BLOCK_HEADING && block->level <= head->level;
    enum label label = article_label(text, &rest);
    return label == LABEL_ABSTRACT || label == LABEL_KEYWORDS || label == LABEL_END || label == LABEL_FRONT ||
           (article_is_section(label) && !rest.length);
}

static bool begins_references(const struct document *document, size_t i)
{
    struct slice rest;
    const struct block *block = &document->blocks[i];
    if (block->kind == BLOCK_TABLE || block->part != PART_BODY || block->end - block->start > 300 ||
        label_of(document, i, &rest) != LABEL_REFERENCES || rest.length || i + 1 >= document->block_count)
        return false;
    return is_reference(block_text(document, &document->blocks[i + 1]));
}

static bool begins_with_address(struct slice text)
{
    size_t at = text.length && text.data[0] == '<';
    return text.length > at + 4 && (!memcmp(text.data + at, "http", 4) || !memcmp(text.data + at, "www.", 4));
}

/* The rest of a reference: its address in a paragraph of its own, or what a page turn broke off. */
static bool goes_on(const struct document *document, const struct block *last, const struct block *block)
{
    struct slice text = block_text(document, block);
    if (!last || last->part != PART_REFERENCES || last->kind != BLOCK_TEXT || block->kind != BLOCK_TEXT ||
        reference_number(text))
        return false;
    if (begins_with_address(text))
        return reference_number(block_text(document, last)) > 0;
    struct article_shape shape = article_measure(block_text(document, last));
    return block->page && block->page == last->page + 1 && !shape.sentence;
}

void article_references(struct document *document)
{
    struct block_list list = {0};
    struct block head = {0};
    bool inside = false;
    for (size_t i = 0; i < document->block_count; i++) {
        struct block block = document->blocks[i];
        if (begins_references(document, i)) {
            inside = true;
            head = block;
            block.level = block.kind == BLOCK_HEADING ? block.level : 1;
            block.kind = BLOCK_HEADING;
            block_list_add(&list, block);
            continue;
        }
        inside = inside && !ends_references(document, &block, &head);
        if (inside && goes_on(document, list.count ? &list.items[list.count - 1] : NULL, &block)) {
            list.items[list.count - 1].end = block.end;
            continue;
        }
        if (inside && block.kind == BLOCK_TEXT && block.part == PART_BODY)
            cut_references(&list, document, block);
        else
            block_list_add(&list, block);
    }
    block_list_replace(&list, document);
}

void article_reference_fields(struct document *document)
{
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        struct slice text = block_text(document, block);
        if (block->part != PART_REFERENCES || block->kind != BLOCK_TEXT)
            continue;
        size_t number = reference_number(text);
        article_add(document, FIELD_REFERENCE, (struct slice){text.data + number, text.length - number},
                    (enum language)block->language);
    }
}

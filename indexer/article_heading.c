/* article_heading.c: finds headings in the layout and the words of a text, also those that run into their paragraph. */
#include "indexer/article_parts.h"
#include "indexer/split.h"

#include <string.h>

#define HEADING_BYTES 240 /* a line longer than this is no heading */
#define HEADING_WORDS 18
#define RUN_IN_BYTES 200
#define RUN_IN_WORDS 12
#define RUN_IN_REST 100   /* bytes that a paragraph has behind its run-in heading */

struct outline {
    struct document *document;
    struct block_list list;
    bool article;      /* the text announces itself as one: abstract, keywords */
    size_t laws;       /* heads of numbered articles of a law */
    size_t sections;   /* headings of known sections */
    unsigned level;    /* of the last heading that stands by itself; 0: none yet */
    bool laid_out;     /* there are headings by style or type */
    bool run_ins;      /* paragraphs may begin with their heading */
    bool main;         /* the last of these holds other sections */
    unsigned number;   /* of the last numbered heading of the first depth */
};

static struct slice text_at(const struct outline *outline, size_t i)
{
    return block_text(outline->document, &outline->document->blocks[i]);
}

static bool is_body_text(const struct outline *outline, size_t i)
{
    const struct document *document = outline->document;
    return i < document->block_count && document->blocks[i].kind == BLOCK_TEXT &&
           document->blocks[i].part == PART_BODY;
}

static struct slice without_stop(struct slice text)
{
    while (text.length && strchr(".: *_", text.data[text.length - 1]))
        text.length--;
    return text;
}

static bool is_short(struct slice text)
{
    return text.length <= HEADING_BYTES && !memchr(text.data, '\n', text.length) &&
           !article_has_words(text, HEADING_WORDS + 1);
}

/* ---- headings that stand by themselves ---- */

/* 1.2.3 at the start: how deep; *end: its bytes. A single number needs its full stop. */
static unsigned numbering(struct slice text, size_t *end)
{
    unsigned depth = 0;
    size_t at = 0;
    while (at < text.length) {
        size_t digits = 0;
        while (at + digits < text.length && text.data[at + digits] >= '0' && text.data[at + digits] <= '9')
            digits++;
        if (!digits || digits > 2)
            break;
        depth++;
        at += digits;
        if (at >= text.length || text.data[at] != '.')
            break;
        at++;
    }
    bool marked = at && text.data[at - 1] == '.';
    *end = at;
    bool blank = at < text.length && text.data[at] == ' ';
    return blank && (depth > 1 || marked) ? depth : 0;
}

/* Short lines one after another are a list, a poem or a table, not headings. */
static bool stands_alone(const struct outline *outline, size_t i, bool (*same)(struct slice))
{
    unsigned around = 0;
    for (size_t j = i > 2 ? i - 2 : 0; j <= i + 2; j++)
        around += j != i && is_body_text(outline, j) && is_short(text_at(outline, j)) && same(text_at(outline, j));
    return around < 2;
}

static bool is_numbered(struct slice text)
{
    size_t end;
    return numbering(text, &end) > 0;
}

static bool followed_by_text(const struct outline *outline, size_t i, unsigned words)
{
    return is_body_text(outline, i + 1) && article_has_words(text_at(outline, i + 1), words);
}

static unsigned capitals_level(const struct outline *outline, size_t i, const struct article_shape *shape)
{
    if (!article_shape_is_capitals(shape) || shape->letters < 5 || shape->sentence || shape->open ||
        article_is_list_item(text_at(outline, i)))
        return 0;
    bool below = i + 1 < outline->document->block_count &&
                 (outline->document->blocks[i + 1].kind != BLOCK_TEXT || is_body_text(outline, i + 1));
    if (!below || !stands_alone(outline, i, article_is_capitals))
        return 0;
    return outline->laid_out && outline->level ? outline->level : 1; /* a sister of those that the layout shows */
}

static unsigned first_number(struct slice text)
{
    unsigned number = 0;
    for (size_t i = 0; i < text.length && i < 2 && text.data[i] >= '0' && text.data[i] <= '9'; i++)
        number = number * 10 + (unsigned)(text.data[i] - '0');
    return number;
}

/* Headings are numbered one after another; answers in a form begin at will. */
static bool in_order(const struct outline *outline, struct slice text, unsigned depth)
{
    unsigned number = first_number(text);
    return depth > 1 ? number > 0 : number > outline->number && number <= outline->number + 2;
}

static bool is_bold(const struct block *block)
{
    return block->lead >= block->end - block->start;
}

static unsigned numbered_level(struct outline *outline, size_t i, const struct article_shape *shape)
{
    struct slice text = text_at(outline, i);
    size_t end;
    unsigned depth = numbering(text, &end);
    struct slice title = {text.data + end, text.length - end};
    bool bold = is_bold(&outline->document->blocks[i]);
    if (!depth || shape->sentence || shape->open || shape->letters < 4 || article_begins_small(article_trim(title)) ||
        !followed_by_text(outline, i, bold ? 3 : 12) || !(bold || stands_alone(outline, i, is_numbered)) ||
        !in_order(outline, text, depth))
        return 0;
    outline->number = first_number(text);
    return depth + outline->main;
}

static unsigned law_level(const struct outline *outline, size_t i)
{
    struct slice title;
    enum law law = article_law(text_at(outline, i), &title);
    static const uint8_t levels[] = {[LAW_NONE] = 0, [LAW_SECTION] = 1, [LAW_CHAPTER] = 2, [LAW_ARTICLE] = 3};
    return levels[law];
}

/* A short paragraph that is bold as a whole, over one that is not; it may ask something. */
static unsigned bold_level(const struct outline *outline, size_t i, const struct article_shape *shape)
{
    const struct block *block = &outline->document->blocks[i], *next = block + 1;
    struct slice text = text_at(outline, i);
    bool asks = text.data[text.length - 1] == '?';
    if (!is_bold(block) || (shape->sentence && !asks) || shape->open || shape->letters < 3 ||
        article_is_list_item(text_at(outline, i)) || i + 1 >= outline->document->block_count)
        return 0;
    return next->kind == BLOCK_TEXT && !is_bold(next) ? 2 : 0;
}

/* A short line that names something, between paragraphs of an article. */
static unsigned plain_level(const struct outline *outline, size_t i, const struct article_shape *shape)
{
    struct slice text = text_at(outline, i);
    if (!outline->run_ins || shape->sentence || shape->open || shape->words < 2 || shape->words > 10 ||
        article_is_list_item(text) || !followed_by_text(outline, i, 30) ||
        !(i == 0 || !is_body_text(outline, i - 1) || article_has_words(text_at(outline, i - 1), 30)))
        return 0;
    enum language language = (enum language)outline->document->blocks[i].language;
    return article_is_nominal(text, language) ? 2 : 0;
}

static void note_section(struct outline *outline, enum label label)
{
    outline->sections++;
    outline->main = label == LABEL_MAIN;
    outline->run_ins |= outline->article || outline->sections > 1;
}

static unsigned standing_level(struct outline *outline, size_t i)
{
    struct slice text = text_at(outline, i), rest;
    if (!is_body_text(outline, i) || !is_short(text))
        return 0;
    enum label label = article_label(text, &rest);
    if ((article_is_section(label) || label == LABEL_END || label == LABEL_REFERENCES) && !rest.length) {
        note_section(outline, label);
        return i + 1 < outline->document->block_count ? 1 : 0;
    }
    struct article_shape shape = article_measure(text);
    unsigned level = law_level(outline, i);
    if (!level)
        level = capitals_level(outline, i, &shape);
    if (!level)
        level = numbered_level(outline, i, &shape);
    if (!level)
        level = bold_level(outline, i, &shape);
    return level ? level : plain_level(outline, i, &shape);
}

/* ---- headings that run into their paragraph ---- */

/* «Введение. В настоящее время ...», «Статья 12. Право на труд. Каждый ...» */
static unsigned labelled_run_in(struct outline *outline, struct slice text, struct slice *heading)
{
    struct slice rest;
    enum label label = article_label(text, &rest);
    if (article_is_section(label) && rest.length >= RUN_IN_REST && !article_begins_small(rest)) {
        *heading = (struct slice){text.data, (size_t)(rest.data - text.data)};
        note_section(outline, label);
        return 1;
    }
    return 0;
}

/* The first sentence stands like a title, and a paragraph goes on behind it. */
static unsigned plain_run_in(const struct outline *outline, const struct block *block, struct slice text,
                             struct slice *heading)
{
    bool plain = outline->run_ins && outline->level;
    if (!(block->lead || plain) || text.length < RUN_IN_REST)
        return 0;
    size_t end = split_sentence(text.data, text.length);
    struct slice first = article_trim((struct slice){text.data, end});
    bool bold = block->lead && block->lead + 2u >= end && block->lead <= end + 2;
    if (!(bold || plain) || end > RUN_IN_BYTES || text.length - end < RUN_IN_REST)
        return 0;
    struct article_shape shape = article_measure(first);
    if (shape.words < 2 || shape.words > RUN_IN_WORDS || shape.digits > shape.letters / 4 ||
        first.data[first.length - 1] != '.' || article_is_list_item(first) ||
        !(article_is_nominal(first, (enum language)block->language) || (bold && shape.words <= 8)))
        return 0;
    *heading = first;
    return outline->level + 1;
}

static void add_run_in(struct outline *outline, const struct block *block)
{
    struct slice text = block_text(outline->document, block), heading = {NULL, 0};
    unsigned level = labelled_run_in(outline, text, &heading);
    if (level)
        outline->level = level;
    else
        level = plain_run_in(outline, block, text, &heading);
    heading = level ? article_trim(without_stop(heading)) : heading;
    if (!level || !heading.length)
        return;
    struct block head = *block;
    head.kind = BLOCK_HEADING;
    head.level = (uint8_t)level;
    head.start = (uint32_t)(heading.data - outline->document->text.data);
    head.end = head.start + (uint32_t)heading.length;
    block_list_add(&outline->list, head);
}

/* ---- the outline ---- */

static void take_block(struct outline *outline, size_t i)
{
    struct block block = outline->document->blocks[i];
    struct slice rest, text = block_text(outline->document, &block);
    if (block.kind == BLOCK_HEADING) {
        outline->level = block.level ? block.level : 1;
        outline->laid_out = true;
        enum label label = article_label(text, &rest);
        if (article_is_section(label))
            note_section(outline, label);
        outline->run_ins |= outline->article;
    } else if (block.kind == BLOCK_TEXT && block.part == PART_BODY) {
        unsigned level = standing_level(outline, i);
        if (level) {
            block.kind = BLOCK_HEADING;
            block.level = (uint8_t)level;
            outline->level = level;
            if (without_stop(text).length)
                block.end = block.start + (uint32_t)without_stop(text).length;
        } else {
            add_run_in(outline, &block);
        }
    }
    block_list_add(&outline->list, block);
}

void article_headings(struct document *document, bool article)
{
    struct outline outline = {.document = document, .article = article};
    for (size_t i = 0; i < document->block_count; i++)
        take_block(&outline, i);
    block_list_replace(&outline.list, document);
}

/* article.c: recognises the parts of an article, pass by pass. */
#include "indexer/article.h"

#include "indexer/article_parts.h"
#include "indexer/split.h"

#include <stdlib.h>
#include <string.h>

#define TITLE_BYTES 300
#define TITLE_BLOCKS 12

/* Values that the reader got from the file's properties give way to what stands on the page. */
static void drop_given(struct document *document, enum field field, size_t given)
{
    size_t found = 0, kept = 0;
    for (size_t i = given; i < document->field_count; i++)
        found += document->fields[i].field == field;
    for (size_t i = 0; found && i < document->field_count; i++) {
        if (i < given && document->fields[i].field == field) {
            free(document->fields[i].text);
            free(document->fields[i].heading);
        } else {
            document->fields[kept++] = document->fields[i];
        }
    }
    document->field_count = found ? kept : document->field_count;
}

static bool is_title_line(const struct document *document, size_t i)
{
    const struct block *block = &document->blocks[i];
    struct slice text = block_text(document, block);
    struct article_shape shape = article_measure(text);
    return block->kind == BLOCK_TEXT && text.length <= TITLE_BYTES && shape.letters >= 3 && shape.words <= 30 &&
           !shape.sentence && !shape.open && i + 1 < document->block_count;
}

/* Without front matter the first heading is the title, or a short first line. */
static void plain_title(struct document *document)
{
    const struct block *title = NULL;
    for (size_t i = 0; i < document->block_count && i < TITLE_BLOCKS; i++) {
        const struct block *block = &document->blocks[i];
        if (block->kind == BLOCK_HEADING && (!title || title->kind != BLOCK_HEADING || block->level < title->level))
            title = block;
        else if (!title && i < 2 && is_title_line(document, i))
            title = block;
    }
    bool weak = title && title->kind != BLOCK_HEADING;
    if (!title || (weak && document_field(document, FIELD_TITLE)))
        return;
    struct slice text = block_text(document, title);
    article_add(document, FIELD_TITLE, text, (enum language)title->language);
}

static void mark_footnotes(struct document *document)
{
    for (size_t i = 0; i < document->block_count; i++) {
        struct block *block = &document->blocks[i];
        struct slice text = block_text(document, block);
        bool raised = text.length > 4 && (unsigned char)text.data[0] == 0xC2 &&
                      ((unsigned char)text.data[1] == 0xB9 || (unsigned char)text.data[1] == 0xB2 ||
                       (unsigned char)text.data[1] == 0xB3);
        bool marked = text.length > 5 && text.data[0] == '[' && text.data[1] == '^';
        if (block->kind == BLOCK_TEXT && block->part == PART_BODY && (raised || marked))
            block->part = PART_FOOTNOTE;
    }
}

daftar_status article_recognise(struct document *document, bool first)
{
    size_t given = document->field_count;
    bool article = false;
    article_cut_blocks(document);
    article_references(document);
    split_languages(document);
    mark_footnotes(document);
    article_label_blocks(document);
    if (first)
        article = article_front(document);
    article_join_blocks(document);
    if (first && !article)
        plain_title(document);
    drop_given(document, FIELD_TITLE, given);
    article_headings(document, article);
    article_reference_fields(document);
    return document->failed ? status_no_memory() : DAFTAR_OK;
}

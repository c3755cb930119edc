/* article.c: recognises the parts of an article, pass by pass. */
#include "indexer/article.h"

#include "indexer/article_parts.h"
#include "indexer/split.h"

#include <stdlib.h>
#include <string.h>

#define TITLE_BYTES 300
#define TITLE_BLOCKS 12

/* The fields that the document came with, while its text is asked for its own. */
struct given {
    struct field_value *fields;
    size_t count;
    bool title;        /* there is one */
    bool strong_title; /* and it is no property of the file */
};

static struct given set_aside(struct document *document)
{
    const struct field_value *title = document_field(document, FIELD_TITLE);
    struct given given = {document->fields, document->field_count, title != NULL, title && !title->weak};
    document->fields = NULL;
    document->field_count = document->field_capacity = 0;
    return given;
}

/* Puts them back before those of the text; the file's properties only where the text is silent. */
static void put_back(struct document *document, struct given *given)
{
    size_t room = given->count + document->field_count, kept = 0;
    struct field_value *all = malloc((room + 1) * sizeof *all);
    for (size_t i = 0; i < given->count; i++) {
        struct field_value *value = &given->fields[i];
        if (all && !(value->weak && document_field(document, value->field))) {
            all[kept++] = *value;
            continue;
        }
        free(value->text);
        free(value->heading);
    }
    free(given->fields);
    if (!all) {
        document->failed = true;
        return;
    }
    if (document->field_count)
        memcpy(all + kept, document->fields, document->field_count * sizeof *all);
    free(document->fields);
    document->fields = all;
    document->field_count += kept;
    document->field_capacity = room + 1;
}

static bool is_title_line(const struct document *document, size_t i)
{
    const struct block *block = &document->blocks[i];
    struct slice text = block_text(document, block);
    if (block->kind != BLOCK_TEXT || text.length > TITLE_BYTES)
        return false;
    struct article_shape shape = article_measure(text);
    return shape.letters >= 3 && shape.words <= 30 &&
           !shape.sentence && !shape.open && i + 1 < document->block_count;
}

/* Without front matter the first heading is the title, or a short first line. */
static void plain_title(struct document *document, const struct given *given)
{
    const struct block *title = NULL;
    struct slice rest;
    for (size_t i = 0; i < document->block_count && i < TITLE_BLOCKS; i++) {
        const struct block *block = &document->blocks[i];
        if (article_label(block_text(document, block), &rest) != LABEL_NONE)
            continue;
        if (block->kind == BLOCK_HEADING && (!title || title->kind != BLOCK_HEADING || block->level < title->level))
            title = block;
        else if (!title && i < 2 && is_title_line(document, i))
            title = block;
    }
    bool weak = title && title->kind != BLOCK_HEADING;
    if (!title || given->strong_title || (weak && given->title))
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

/* A document of nothing but a title is found by it: its words count in a passage, and need one. */
static void stand_in(struct document *document)
{
    const struct field_value *title = document_field(document, FIELD_TITLE);
    struct block *block = document->block_count || !title
                              ? NULL : document_block(document, BLOCK_TEXT, title->text, strlen(title->text));
    if (block)
        split_languages(document);
}

/* Of what the file says of itself. */
static void tell_languages(struct document *document)
{
    uint64_t bytes[LANGUAGE_COUNT] = {0};
    for (size_t i = 0; i < document->block_count; i++)
        bytes[document->blocks[i].language] += document->blocks[i].end - document->blocks[i].start;
    enum language main = language_of_most(bytes, LANGUAGE_UND);
    article_tell_language(document, FIELD_TITLE, main);
    article_tell_language(document, FIELD_ABSTRACT, main);
    article_tell_language(document, FIELD_KEYWORD, main);
}

daftar_status article_recognise(struct document *document, bool first)
{
    struct given given = set_aside(document);
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
        plain_title(document, &given);
    article_headings(document, article);
    article_reference_fields(document);
    put_back(document, &given);
    if (first) {
        stand_in(document);
        tell_languages(document);
    }
    return document->failed ? status_no_memory() : DAFTAR_OK;
}

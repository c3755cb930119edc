/* article.c: recognises headings and the title of an article. */
#include "indexer/article.h"

#include "indexer/split.h"

#include <string.h>

daftar_status article_recognise(struct document *document, bool first)
{
    split_languages(document);
    for (size_t i = 0; first && i < document->block_count; i++) {
        struct block *block = &document->blocks[i];
        struct slice text = block_text(document, block);
        if (document_field(document, FIELD_TITLE))
            break;
        if (block->kind == BLOCK_HEADING || (text.length < 200 && i < 8))
            document_add(document, FIELD_TITLE, text.data, text.length, (enum language)block->language);
    }
    return document->failed ? status_no_memory() : DAFTAR_OK;
}

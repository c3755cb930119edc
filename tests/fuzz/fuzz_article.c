/* fuzz_article.c: any bytes read as text or Markdown become an article whose passages lie within its text. */
#include "fuzz.h"
#include "indexer/article.h"
#include "indexer/reader.h"
#include "indexer/split.h"

/* A heading that runs into its paragraph stands within it, perhaps behind its marks. */
static bool stands_within(const struct block *heading, const struct block *block)
{
    return heading->kind == BLOCK_HEADING && heading->start >= block->start && heading->end <= block->end;
}

static void check_document(const struct document *document)
{
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        HOLDS(block->start <= block->end && block->end <= document->text.length);
        HOLDS(!i || block->start >= block[-1].start || stands_within(&block[-1], block));
    }
}

static void check_passages(const struct document *document, const struct passages *passages)
{
    for (size_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        HOLDS(passage->start < passage->end && passage->end <= document->text.length);
        HOLDS(passage->heading + passage->heading_length <= passages->headings.length);
        HOLDS(passage->language < LANGUAGE_COUNT && passage->part < PART_COUNT);
    }
}

/* A second piece of the same file follows the first, as a large one is read. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct passages passages = {0};
    if (!size)
        return 0;
    size_t first = data[0] & 2 ? (size - 1) / 2 : size - 1;
    for (int piece = 0; piece < (data[0] & 2 ? 2 : 1); piece++) {
        size_t length = piece ? size - 1 - first : first;
        struct document document;
        char *text = malloc(length + 1);
        memcpy(text, data + 1 + (piece ? first : 0), length);
        document_init(&document);
        daftar_status status = (data[0] & 1 ? read_markdown : read_text)(&document, text, length);
        HOLDS(status == DAFTAR_OK || status == DAFTAR_BAD_INPUT);
        if (!status) {
            check_document(&document);
            HOLDS(!article_recognise(&document, !piece));
            check_document(&document);
            HOLDS(!split_document(&passages, &document));
            check_passages(&document, &passages);
        }
        document_clear(&document);
        free(text);
    }
    passages_free(&passages);
    return 0;
}

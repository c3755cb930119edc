/* fuzz_protocol.c: whatever a reader program answers is a sound document, or refused. */
#include "fuzz_document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct document document;
    struct passages passages = {0};
    char *copy = with_end(data, size);
    document_init(&document);
    if (!protocol_read(&document, copy, size)) {
        check_blocks(&document);
        HOLDS(!article_recognise(&document, true) && !split_document(&passages, &document));
    }
    passages_free(&passages);
    document_clear(&document);
    free(copy);
    return 0;
}

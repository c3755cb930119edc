/* pdf_pages.c: reads a PDF through the reader program, and sees to the pages that are pictures. */
#include "indexer/ocr.h"
#include "indexer/reader.h"
#include "indexer/readers/client.h"

static uint32_t pictures(const struct document *document)
{
    uint32_t count = 0;
    for (size_t i = 0; i < document->field_count; i++)
        count += document->fields[i].field == FIELD_SKIPPED && document->fields[i].value.page;
    return count;
}

daftar_status read_pdf_pages(struct document *document, const char *bytes, size_t length)
{
    daftar_status status = client_read(document, "pdf", bytes, length);
    uint32_t before = status ? 0 : pictures(document);
    if (status || !before)
        return status;
    bool asked = reader_settings()->ocr;
    status = asked ? ocr_pages(document, bytes, length) : DAFTAR_OK;
    if (status == DAFTAR_UNSUPPORTED && document->block_count) /* the other pages are there */
        status = DAFTAR_OK;
    if (status || document->block_count)
        return status;
    return status_fail(DAFTAR_BAD_INPUT, asked ? READER_SCANNED ": no text was recognised on %u pages"
                                               : READER_SCANNED ": %u pages without a text layer (--ocr reads them)", before);
}

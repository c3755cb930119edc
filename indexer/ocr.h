/* ocr.h: reads pages that are pictures, with Tesseract. */
#ifndef INDEXER_OCR_H
#define INDEXER_OCR_H

#include "indexer/document.h"

/* Reads the pages of a PDF that FIELD_SKIPPED values of the document name, puts their text where it belongs and takes those
 * values away. UNSUPPORTED: a program for it is not installed; the message says which. A page that cannot be read stays skipped. */
daftar_status ocr_pages(struct document *document, const char *bytes, size_t length);

#endif

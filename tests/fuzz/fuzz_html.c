/* fuzz_html.c: any bytes read as HTML are a document, or refused. */
#include "fuzz_document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = with_end(data, size);
    check_reader(read_html, copy, size);
    free(copy);
    return 0;
}

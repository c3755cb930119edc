/* fuzz_container.c: any bytes taken for a zip or gz file, or for formats that are zip files, are a document, or refused. */
#include "fuzz_document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = with_end(data, size);
    check_reader(read_zip, copy, size);
    check_reader(read_gz, copy, size);
    check_reader(read_docx, copy, size);
    check_reader(read_epub, copy, size);
    free(copy);
    return 0;
}

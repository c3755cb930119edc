/* fuzz_glossary.c: any file is a glossary or is refused with a sentence. */
#include "analysis/glossary.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct analyzer *analyzer;
    struct glossary_builder builder = {0};
    struct glossary glossary;
    char path[64];
    if (!analyzer && !(analyzer = analyzer_new()))
        return 0;
    int fd = memory_file(data, size, path);
    daftar_status status = glossary_read(&builder, analyzer, path);
    HOLDS(status == DAFTAR_OK || status == DAFTAR_BAD_INPUT);
    HOLDS(!status || *status_message());
    if (!status) {
        HOLDS(glossary_builder_finish(&builder, &glossary));
        for (uint32_t i = 0; i < glossary.form_count; i++) {
            const struct glossary_form *form = &glossary.forms[i];
            size_t count;
            const struct glossary_form *found =
                glossary_find(&glossary, form->language, glossary.strings + form->text, form->length, &count);
            HOLDS(found && found <= form && form < found + count);
            HOLDS(form->concept < glossary.concept_count);
        }
    }
    glossary_builder_free(&builder);
    analyzer_trim(analyzer, 1 << 20);
    close(fd);
    return 0;
}

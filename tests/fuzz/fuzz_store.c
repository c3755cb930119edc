/* fuzz_store.c: the store's own records and its manifest, written by an enemy who knows how checksums are made. */
#include "fuzz.h"
#include "store/file.h"
#include "store/lexicon.h"
#include "store/manifest.h"
#include "store/manifest_file.h"
#include "store/schema.h"

#include "store/header.h"

#include <inttypes.h>
#include <xxhash.h>

static bool lies_in(struct slice slice, const char *bytes, size_t length)
{
    return !slice.length || (slice.data >= bytes && slice.data + slice.length <= bytes + length);
}

static void read_records(char *bytes, size_t length)
{
    struct article_record article;
    struct passage_record passage;
    for (int sealed = 0; sealed < 2; sealed++) {
        if (article_record_read(&article, bytes, length))
            HOLDS(lies_in(article.path, bytes, length) && lies_in(article.note, bytes, length));
        if (passage_record_read(&passage, bytes, length))
            HOLDS(lies_in(passage.heading, bytes, length) && lies_in(passage.text, bytes, length));
        if (length < 4)
            return;
        uint32_t sum = (uint32_t)XXH3_64bits(bytes, length - 4);
        for (int i = 0; i < 4; i++)
            bytes[length - 4 + (size_t)i] = (char)(sum >> 8 * i);
    }
}

static void read_lexicon(const char *bytes, size_t length)
{
    struct cursor list = {.at = bytes, .end = bytes + length};
    struct lexicon_entry entry;
    struct slice lists[2] = {{bytes, length / 2}, {bytes + length / 2, length - length / 2}};
    struct buffer joined = {0};
    while (lexicon_entry_read(&entry, &list))
        HOLDS(lies_in(entry.term, bytes, length) && lies_in(entry.written, bytes, length));
    lexicon_join(lists, 2, &joined);
    buffer_free(&joined);
}

/* With a right checksum, and as it is. */
static void read_manifest(const char *bytes, size_t length)
{
    const char *directory = fuzz_place();
    struct manifest manifest;
    struct buffer text = {0};
    for (int sealed = 0; sealed < 2; sealed++) {
        buffer_clear(&text);
        if (sealed)
            buffer_puts(&text, "daftar-index 2\n");
        buffer_append(&text, bytes, length);
        if (sealed) {
            buffer_putc(&text, '\n');
            buffer_printf(&text, "checksum %016" PRIx64 "\n", (uint64_t)XXH3_64bits(text.data, text.length));
        }
        char path[64];
        snprintf(path, sizeof path, "%s/manifest", directory);
        FILE *file = fopen(path, "w");
        if (!file)
            return;
        if (text.length)
            fwrite(text.data, 1, text.length, file);
        fclose(file);
        if (!manifest_load(&manifest, directory)) {
            for (size_t i = 0; i < manifest.segment_count; i++)
                HOLDS(manifest_name_valid(manifest.segments[i].name, strlen(manifest.segments[i].name)));
            manifest_free(&manifest);
        }
        unlink(path);
    }
    buffer_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    size_t length = size - 1;
    char *bytes = malloc(length + 1);
    memcpy(bytes, data + 1, length);
    switch (data[0] % 4) {
    case 0: read_records(bytes, length); break;
    case 1: read_lexicon(bytes, length); break;
    case 2: read_manifest(bytes, length); break;
    default: header_is_sound(bytes, length, 1 << 20);
    }
    free(bytes);
    return 0;
}

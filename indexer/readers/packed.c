/* packed.c: reads what is inside gz and zip files, one level deep. */
#include "indexer/readers/office.h"

#include "indexer/encoding.h"
#include "indexer/reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool begins(const char *bytes, size_t length, const char *magic)
{
    return length >= strlen(magic) && !memcmp(bytes, magic, strlen(magic));
}

static bool looks_like_html(const char *bytes, size_t length)
{
    size_t at = 0, most = length < 2000 ? length : 2000;
    for (; at + 6 < most; at++)
        if (bytes[at] == '<' && (!strncasecmp(bytes + at, "<html", 5) || !strncasecmp(bytes + at, "<!doct", 6) ||
                                 !strncasecmp(bytes + at, "<body", 5)))
            return true;
    return false;
}

/* By the name, then by the first bytes. Containers inside containers stay closed. */
static daftar_status read_inner(struct document *document, const char *name, const char *bytes, size_t length)
{
    if (begins(bytes, length, "%PDF-"))
        return read_pdf(document, bytes, length);
    if (begins(bytes, length, "{\\rtf"))
        return read_rtf(document, bytes, length);
    if (begins(bytes, length, "PK\3\4") || begins(bytes, length, "\x1F\x8B") || begins(bytes, length, "\x7F" "ELF"))
        return status_fail(DAFTAR_BAD_INPUT, "a container inside a container");
    if (office_ends(name, ".html") || office_ends(name, ".htm") || looks_like_html(bytes, length))
        return read_html(document, bytes, length);
    if (memchr(bytes, 0, length < 4096 ? length : 4096) && strncmp(encoding_detect(bytes, length, NULL), "UTF-", 4))
        return status_fail(DAFTAR_BAD_INPUT, "no text in it that can be read");
    return office_ends(name, ".md") ? read_markdown(document, bytes, length) : read_text(document, bytes, length);
}

daftar_status read_gz(struct document *document, const char *bytes, size_t length)
{
    struct buffer inner = {0};
    daftar_status status = container_unpack(&inner, bytes, length);
    if (!status)
        status = read_inner(document, "", inner.data ? inner.data : "", inner.length);
    buffer_free(&inner);
    return status;
}

static bool wanted(const char *name)
{
    static const char *const endings[] = {".txt", ".text", ".md", ".html", ".htm", ".pdf", ".rtf", ".TXT", ".HTM",
                                          ".HTML", ".PDF", ".RTF"};
    const char *base = strrchr(name, '/');
    bool hidden = !strncmp(name, "__MACOSX/", 9) || (base ? base[1] : name[0]) == '.';
    for (size_t i = 0; !hidden && i < sizeof endings / sizeof *endings; i++)
        if (office_ends(name, endings[i]))
            return true;
    return false;
}

/* Each file stands under its name. */
daftar_status read_zip(struct document *document, const char *bytes, size_t length)
{
    struct container container = {0};
    daftar_status status = container_read(&container, bytes, length, wanted), last = DAFTAR_OK;
    size_t good = 0;
    for (size_t i = 0; !status && i < container.count; i++) {
        const struct entry *entry = &container.items[i];
        size_t before = document->text.length;
        struct block *head = container.count > 1
                                 ? document_block(document, BLOCK_HEADING, entry->name, strlen(entry->name)) : NULL;
        if (head)
            head->level = 1;
        last = read_inner(document, entry->name, entry->bytes.data ? entry->bytes.data : "", entry->bytes.length);
        good += last == DAFTAR_OK;
        if (document->failed || document->text.length - before > FORMAT_TEXT_MAX)
            status = status_no_memory();
    }
    if (!status && !good)
        status = container.count ? last : status_fail(DAFTAR_BAD_INPUT, "holds no file that can be read");
    container_free(&container);
    return status;
}

/* table.c: the table of formats. */
#include "indexer/command.h"
#include "indexer/reader.h"
#include "indexer/readers/client.h"

#include <string.h>

/* Formats that the reader program reads, in a process of its own. */
#define ELSEWHERE(format)                                                                              \
    static daftar_status read_##format(struct document *document, const char *bytes, size_t length)    \
    {                                                                                                  \
        return client_read(document, #format, bytes, length);                                          \
    }
ELSEWHERE(html)
ELSEWHERE(docx)
ELSEWHERE(odt)
ELSEWHERE(epub)
ELSEWHERE(pptx)
ELSEWHERE(xlsx)
ELSEWHERE(rtf)
ELSEWHERE(gz)
ELSEWHERE(zip)

static const struct reader readers[] = {
    {"txt", "txt text", NULL, read_text, true, NULL},
    {"md", "md markdown mkd", NULL, read_markdown, true, NULL},
    {"html", "html htm xhtml xht shtml", NULL, read_html, false, NULL},
    {"pdf", "pdf", "%PDF-", read_pdf_pages, false, NULL},
    {"docx", "docx docm dotx", NULL, read_docx, false, NULL},
    {"doc", "doc dot", NULL, read_doc, false, NULL},
    {"odt", "odt ott", NULL, read_odt, false, NULL},
    {"epub", "epub", NULL, read_epub, false, NULL},
    {"pptx", "pptx pptm ppsx", NULL, read_pptx, false, NULL},
    {"xlsx", "xlsx xlsm", NULL, read_xlsx, false, NULL},
    {"rtf", "rtf", "{\\rtf", read_rtf, false, NULL},
    {"gz", "gz", "\x1F\x8B", read_gz, false, NULL},
    {"zip", "zip", NULL, read_zip, false, NULL},
};
#define READER_COUNT (sizeof readers / sizeof *readers)

const struct reader *reader_at(size_t number)
{
    return number < READER_COUNT ? &readers[number] : NULL;
}

static bool listed(const char *list, const char *extension, size_t length)
{
    for (const char *at = list; *at;) {
        size_t word = strcspn(at, " ");
        if (word == length) {
            size_t i = 0;
            while (i < length && at[i] == (extension[i] >= 'A' && extension[i] <= 'Z' ? extension[i] | 32 : extension[i]))
                i++;
            if (i == length)
                return true;
        }
        at += word + strspn(at + word, " ");
    }
    return false;
}

/* The user's own, then those of the table. */
const struct reader *reader_by_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    const struct reader_settings *settings = reader_settings();
    if (!dot || !dot[1])
        return NULL;
    for (size_t i = 0; i < settings->command_count; i++)
        if (listed(settings->commands[i].extensions, dot + 1, strlen(dot + 1)))
            return &settings->commands[i];
    for (size_t i = 0; i < READER_COUNT; i++)
        if (listed(readers[i].extensions, dot + 1, strlen(dot + 1)))
            return &readers[i];
    return NULL;
}

const struct reader *reader_for(const char *path, const char *bytes, size_t length)
{
    const struct reader *named = reader_by_name(path);
    for (size_t i = 0; i < READER_COUNT && !(named && named->command); i++) {
        const char *magic = readers[i].magic;
        if (magic && length >= strlen(magic) && !memcmp(bytes, magic, strlen(magic)))
            return &readers[i];
    }
    return named;
}

daftar_status reader_read(const struct reader *reader, struct document *document, const char *bytes, size_t length)
{
    if (!reader->command)
        return reader->read(document, bytes, length);
    daftar_status status = command_read(document, reader->command, bytes, length);
    return status == DAFTAR_NOT_FOUND ? DAFTAR_UNSUPPORTED : status;
}

/* fuzz_office.c: any XML in any office format is a document, or refused. The first byte chooses format and part. */
#include "fuzz_document.h"

#include <archive.h>
#include <archive_entry.h>

static const struct {
    daftar_status (*read)(struct document *document, const char *bytes, size_t length);
    const char *part;
    const char *others[4]; /* names and contents of what the format cannot do without */
} formats[] = {
    {read_docx, "word/document.xml", {"word/styles.xml", "<s><style styleId='a'><name val='heading 1'/></style></s>"}},
    {read_docx, "word/styles.xml", {"word/document.xml", "<d><p><pPr><pStyle val='a'/></pPr><r><t>x</t></r></p></d>"}},
    {read_docx, "word/footnotes.xml", {"word/document.xml", "<d><p><r><t>x</t></r></p></d>"}},
    {read_odt, "content.xml", {"meta.xml", "<m><title>Title here</title></m>"}},
    {read_pptx, "ppt/slides/slide1.xml", {"docProps/core.xml", "<c><creator>Some Author</creator></c>"}},
    {read_xlsx, "xl/worksheets/sheet1.xml", {"xl/sharedStrings.xml", "<s><si><t>one</t></si><si><t>two</t></si></s>"}},
    {read_xlsx, "xl/sharedStrings.xml", {"xl/worksheets/sheet1.xml", "<s><row><c t='s'><v>1</v></c></row></s>"}},
    {read_epub, "a.opf", {"META-INF/container.xml", "<c><rootfile full-path='a.opf'/></c>", "x.html", "<p>x"}},
    {read_epub, "META-INF/container.xml", {"a.opf", "<p><item id='x' href='x.html'/><itemref idref='x'/></p>", "x.html", "<p>x"}},
};

static void add_part(struct archive *archive, const char *name, const char *bytes, size_t length)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    HOLDS(archive_write_header(archive, entry) == ARCHIVE_OK);
    archive_write_data(archive, bytes, length);
    archive_entry_free(entry);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char packed[1 << 20];
    size_t used = 0, format = size ? data[0] % (sizeof formats / sizeof *formats) : 0;
    if (size < 2 || size > sizeof packed / 2)
        return 0;
    struct archive *archive = archive_write_new();
    archive_write_set_format_zip(archive);
    archive_write_zip_set_compression_store(archive);
    HOLDS(archive_write_open_memory(archive, packed, sizeof packed - 1, &used) == ARCHIVE_OK);
    add_part(archive, formats[format].part, (const char *)data + 1, size - 1);
    for (size_t i = 0; i < 4 && formats[format].others[i]; i += 2)
        add_part(archive, formats[format].others[i], formats[format].others[i + 1], strlen(formats[format].others[i + 1]));
    HOLDS(archive_write_close(archive) == ARCHIVE_OK);
    archive_write_free(archive);
    packed[used] = '\0';
    check_reader(formats[format].read, packed, used);
    return 0;
}

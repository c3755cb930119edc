/* test_readers.c: what each reader makes of its format, and of bombs. */
#include "readers_fixture.h"

#include "indexer/article.h"
#include "indexer/encoding.h"

#include <time.h>

#include <archive.h>
#include <archive_entry.h>
#include <unicode/ucnv.h>

/* ---- text ---- */

static void test_text(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_text, "one\ntwo\n\n  \nthree\r\n\r\nfour");
    assert_int_equal(document.block_count, 3);
    assert_int_equal(document.blocks[1].line, 5);
    assert_text(&document, "one\ntwo\n\nthree\n\nfour");
    read_string(&document, read_text, "\x01 one\x7f\n\n\x02\n\n\xC2\x85\x03two\xC2\x9F\xC2\x80"); /* control characters are blanks */
    assert_int_equal(document.block_count, 2);
    assert_text(&document, "one\n\ntwo");
    char wide[601]; /* lines that are paragraphs stand apart without empty lines */
    memset(wide, 'a', 600);
    wide[300] = '\n';
    wide[600] = '\0';
    read_string(&document, read_text, wide);
    assert_int_equal(document.block_count, 2);
    document_clear(&document);
}

static void test_encodings(void **state)
{
    (void)state;
    static const char russian[] = "Министерство транспорта открыло новую железную дорогу. Поезда пошли в мае.";
    static const char turkish[] = "Ulaştırma Bakanlığı yeni demiryolunu açtı. Görüşmeler sürüyor, yıl içinde bitecek.";
    static const struct {
        const char *name, *text;
    } rows[] = {{"windows-1251", russian}, {"KOI8-R", russian}, {"IBM866", russian}, {"ISO-8859-5", russian},
                {"x-mac-cyrillic", russian}, {"windows-1254", turkish}, {"UTF-16LE", russian}, {"UTF-16BE", russian},
                {"UTF-32LE", russian}, {"UTF-32BE", russian}, {"UTF-8", russian}, {"UTF-16", russian}, {"UTF-32", russian}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char encoded[1024];
        UErrorCode error = U_ZERO_ERROR;
        int32_t length = ucnv_convert(rows[i].name, "UTF-8", encoded, sizeof encoded, rows[i].text, -1, &error);
        assert_true(U_SUCCESS(error));
        struct document document;
        read_bytes(&document, read_text, encoded, (size_t)length);
        if (strcmp(document.text.data, rows[i].text))
            print_error("%s as %s\n", rows[i].name, encoding_detect(encoded, (size_t)length, NULL));
        assert_text(&document, rows[i].text);
    }
}

/* ---- HTML ---- */

static void test_html(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_html,
                "<html><head><title>Site</title><meta name=\"citation_author\" content=\"Karimov A.\">"
                "<meta name=citation_doi content='10.5/x'><style>p{}</style></head><body><nav>menu</nav>"
                "<div class='cookie-banner'>we use cookies</div><header>top</header><script>x()</script>"
                "<main><h1>Head  line</h1><p>First <b>bold</b>\n text&nbsp;here.<p lang=ru>Второй абзац."
                "<table><tr><th>Year<th>Tons<tr><td>2020<td>15</table>"
                "<p style='display:none'>hidden</p><ul><li>one<li>two</ul><h3>Inner</h3>tail<br>line</main>"
                "<footer>foot</footer></body></html>");
    assert_field(&document, FIELD_TITLE, "Site");
    assert_field(&document, FIELD_AUTHOR, "Karimov A.");
    assert_field(&document, FIELD_DOI, "10.5/x");
    assert_heading(&document, 0, 1, "Head line");
    assert_heading(&document, 1, 3, "Inner");
    assert_int_equal(document.blocks[2].language, LANGUAGE_RU);
    assert_int_equal(document.blocks[3].kind, BLOCK_TABLE);
    assert_text(&document, "Head line\n\nFirst bold text here.\n\nВторой абзац.\n\nYear | Tons\n2020 | 15\n\n"
                           "one\n\ntwo\n\nInner\n\ntail\nline");
}

/* What surrounds the content, also under names that are put together; and what is read when all looks like that. */
static void test_html_surroundings(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_html,
                "<body><noindex>counter</noindex><div class='special-settings'>Font size: A A</div><h1>Rates</h1>"
                "<p>Text <noindex>that is</noindex>not all."
                "<a>xlsx</a><a>pdf</a> <a>csv</a></p><div class='sidebar_exchange__item'>USD = 12</div>"
                "<div class='x Footer_links'>map</div><div class='content-sidebar'>beside</div></body>");
    assert_text(&document, "Rates\n\nText not all.xlsx pdf csv\n\nbeside");
    read_string(&document, read_html, "<body><div class='modal page'><p>Nothing but this.</p><p hidden>no</p></div></body>");
    assert_text(&document, "Nothing but this.");
    read_string(&document, read_html, "<html lang=kk><svg><title>icon</title></svg><title>Бет</title><div><p>бір <span "
                                      "lang=en>two</span></p></div><p lang=ru>три</p><p>төрт");
    assert_field(&document, FIELD_TITLE, "Бет");
    assert_int_equal(document.blocks[0].language, LANGUAGE_KK);
    assert_int_equal(document.blocks[1].language, LANGUAGE_RU);
    assert_int_equal(document.blocks[2].language, LANGUAGE_KK);
    assert_text(&document, "бір two\n\nтри\n\nтөрт");
}

static void test_html_charset_is_checked(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_html, "<meta charset=windows-1251><p>Ҳамкорлик ва савдо йўллари</p>");
    assert_text(&document, "Ҳамкорлик ва савдо йўллари");
    read_bytes(&document, read_html, "<meta charset=utf-8><p>\xCD\xEE\xE2\xE0\xFF \xE4\xEE\xF0\xEE\xE3\xE0</p>", 40);
    assert_true(has_text(&document, "Новая дорога"));
    document_clear(&document);
}

static void test_html_lists_of_links(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_html,
                "<body><ul><li><a href=1>Home page</a><li><a href=2>About us</a><li><a href=3>News</a><li><a href=4>Contacts"
                "</a><li><a href=5>Laws</a><li><a href=6>Archive</a></ul><p>Text of the page.");
    assert_text(&document, "Text of the page.");
    read_string(&document, read_html,
                "<body><p>Before<div><a>One</a></div><div><a>Two</a></div><div><a>Three</a></div><div><a>Four</a></div><div><a>Five"
                "</a></div><p>Text <a href=x>with a link</a><p><a href=y>A single link</a>");
    assert_text(&document, "Before\n\nText with a link\n\nA single link");
}

/* What is too long for an entry of a menu is so in letters, however many bytes a script has to one. */
static void test_long_links_in_two_scripts(void **state)
{
    (void)state;
    static const char *const words[] = {"qishloq ", "қишлоқ "};
    for (size_t script = 0; script < 2; script++)
        for (size_t length = 20; length <= 40; length += 20) { /* 160 letters, or 140, and twice that */
            struct buffer page = {0};
            struct document document;
            buffer_puts(&page, "<body><p>Before");
            for (int link = 0; link < 6; link++) {
                buffer_puts(&page, "<div><a href=x>");
                for (size_t word = 0; word < length; word++)
                    buffer_puts(&page, words[script]);
                buffer_puts(&page, "</a></div>");
            }
            read_bytes(&document, read_html, page.data, page.length);
            assert_int_equal(document.block_count, length == 20 ? 1 : 7);
            document_clear(&document);
            buffer_free(&page);
        }
}

/* A long table is taken in blocks of so many letters, however many bytes a script has to one. */
static void test_long_tables_in_two_scripts(void **state)
{
    (void)state;
    static const char *const words[] = {"suv resurslari", "сув ресурслари"};
    size_t blocks[2];
    for (size_t script = 0; script < 2; script++) {
        struct buffer page = {0};
        struct document document;
        buffer_puts(&page, "<table>");
        for (int row = 0; row < 300; row++)
            buffer_printf(&page, "<tr><td>%s</td><td>%d</td></tr>", words[script], 1000 + row);
        buffer_puts(&page, "</table>");
        read_bytes(&document, read_html, page.data, page.length);
        blocks[script] = document.block_count;
        assert_in_range(blocks[script], 2, 3);
        document_clear(&document);
        buffer_free(&page);
    }
    assert_int_equal(blocks[0], blocks[1]);
}

static void test_deep_html(void **state)
{
    (void)state;
    static const char *const tags[] = {"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<p lang=ru>", "<font>"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct buffer page = {0};
        struct document document;
        for (size_t n = 0; n < 30000; n++)
            buffer_puts(&page, tags[i]);
        buffer_puts(&page, "text");
        clock_t start = clock();
        read_bytes(&document, read_html, page.data, page.length);
        assert_true(clock() - start < 20 * CLOCKS_PER_SEC);
        assert_true(has_text(&document, "text"));
        document_clear(&document);
        buffer_free(&page);
    }
}

static void test_language_hint(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_html, "<html lang=en><p>Железные дороги связывают страны региона и растут.");
    assert_int_equal(article_recognise(&document, true), DAFTAR_OK);
    assert_int_equal(document.blocks[0].language, LANGUAGE_RU);
    document_clear(&document);
}

/* What a file says of its authors makes each one of them an author. */
/* Values of one property come one by one. */
static void test_lists(void **state)
{
    (void)state;
    static const struct {
        enum field field;
        read_function read;
        const char *text, *values;
    } rows[] = {
        {FIELD_AUTHOR, read_markdown, "---\nauthor: Karimov A.; Saidova N.\n---\ntext", "Karimov A.|Saidova N.|"},
        {FIELD_AUTHOR, read_markdown, "---\nauthor: 'Karimov A.; Saidova N.'\n---\ntext", "Karimov A.|Saidova N.|"},
        {FIELD_AUTHOR, read_markdown, "---\nauthors: [Karimov A., \"Saidova, N.\"]\n---\ntext", "Karimov A.|Saidova, N.|"},
        {FIELD_AUTHOR, read_markdown, "---\nauthors:\r\n  - Karimov A.\r\n  - 'Saidova N.'\r\ntitle: T\n---\ntext", "Karimov A.|Saidova N.|"},
        {FIELD_AUTHOR, read_markdown, "---\nauthor:\n- name: Karimov A.\n  email: a@b.uz\n- email: n@b.uz\n  name: Saidova N.\n"
                        "tags:\n- gas\n---\ntext", "Karimov A.|Saidova N.|"},
        {FIELD_AUTHOR, read_markdown, "---\ntags:\n  - author: no\n  author: no\nauthor: [\n---\ntext", "[|"},
        {FIELD_AUTHOR, read_html, "<meta name=citation_author content='Karimov A.'><meta name=citation_author content='Saidova N.'>"
                    "<meta name=author content='Saidova N.; Umarov B.;'><p>text", "Karimov A.|Saidova N.|Umarov B.|"},
        {FIELD_AUTHOR, read_rtf, "{\\rtf1{\\info{\\author Karimov A.; Saidova N.}}text}", "Karimov A.|Saidova N.|"},
        {FIELD_KEYWORD, read_html, "<meta name=citation_keywords content='water, energy; trade;'><meta name=dc.subject content='rivers, trade'>"
                    "<p>text", "water, energy|trade|rivers|"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document document;
        struct buffer values = {0};
        read_string(&document, rows[i].read, rows[i].text);
        for (size_t f = 0; f < document.field_count; f++)
            if (document.fields[f].field == rows[i].field)
                buffer_printf(&values, "%s|", document.fields[f].text);
        assert_non_null(values.data);
        assert_string_equal(values.data, rows[i].values);
        buffer_free(&values);
        document_clear(&document);
    }
}

/* ---- containers ---- */

struct file {
    const char *name;
    const char *bytes;
    size_t length; /* 0: a string */
};

static char packed[4 << 20];

/* Makes a zip of files up to one without a name. */
static size_t zip(const struct file *files)
{
    size_t used = 0;
    struct archive *archive = archive_write_new();
    archive_write_set_format_zip(archive);
    archive_write_open_memory(archive, packed, sizeof packed, &used);
    for (; files->name; files++) {
        struct archive_entry *entry = archive_entry_new();
        size_t length = files->length ? files->length : strlen(files->bytes);
        archive_entry_set_pathname(entry, files->name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)length);
        archive_write_header(archive, entry);
        archive_write_data(archive, files->bytes, length);
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return used;
}

#define DOCX(body) "<w:document xmlns:w='w'><w:body>" body "</w:body></w:document>"
#define RUN(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"

static void test_docx(void **state)
{
    (void)state;
    static const struct file files[] = {
        {"word/document.xml",
         DOCX("<w:p><w:pPr><w:pStyle w:val='a1'/></w:pPr>" RUN("Кириш") "</w:p><w:p>" RUN("Бир ") "<w:del>" RUN("йўқ")
              "</w:del>" RUN("икки.") "</w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Lead.</w:t></w:r>" RUN(" Rest")
              "</w:p><w:tbl><w:tr><w:tc><w:p>" RUN("A") "</w:p></w:tc><w:tc><w:p>" RUN("B") "</w:p></w:tc></w:tr></w:tbl>"), 0},
        {"word/styles.xml", "<w:styles xmlns:w='w'><w:style w:styleId='a1'><w:basedOn w:val='a0'/></w:style>"
                            "<w:style w:styleId='a0'><w:name w:val='heading 2'/></w:style></w:styles>", 0},
        {"word/footnotes.xml", "<w:footnotes xmlns:w='w'><w:footnote><w:p>" RUN("Изоҳ") "</w:p></w:footnote></w:footnotes>", 0},
        {"docProps/core.xml", "<p xmlns:dc='d'><dc:title>Йўллар</dc:title><dc:creator>Каримов</dc:creator>"
                              "<cp:keywords xmlns:cp='c'>йўл, юк</cp:keywords></p>", 0},
        {0}};
    struct document document;
    read_bytes(&document, read_docx, packed, zip(files));
    assert_field(&document, FIELD_TITLE, "Йўллар");
    assert_field(&document, FIELD_AUTHOR, "Каримов");
    assert_field(&document, FIELD_KEYWORD, "йўл");
    assert_heading(&document, 0, 2, "Кириш");
    assert_int_equal(document.blocks[2].lead, strlen("Lead."));
    assert_int_equal(document.blocks[4].part, PART_FOOTNOTE);
    assert_text(&document, "Кириш\n\nБир икки.\n\nLead. Rest\n\nA | B\n\nИзоҳ");
}

static void test_odt(void **state)
{
    (void)state;
    static const struct file files[] = {
        {"content.xml", "<c xmlns:t='t'><t:h t:outline-level='2'>Bosh</t:h><t:p>Bir<t:s/>ikki<t:note><t:note-citation>1"
                        "</t:note-citation><t:note-body><t:p>Izoh</t:p></t:note-body></t:note> uch.</t:p></c>", 0}, {0}};
    struct document document;
    read_bytes(&document, read_odt, packed, zip(files));
    assert_heading(&document, 0, 2, "Bosh");
    assert_int_equal(document.blocks[2].part, PART_FOOTNOTE);
    assert_text(&document, "Bosh\n\nBir ikki uch.\n\nIzoh");
    static const struct file contents[] = {
        {"content.xml", "<c xmlns:t='t'><t:table-of-content><t:p>1 Bosh</t:p></t:table-of-content><t:p>Bir</t:p></c>", 0}, {0}};
    read_bytes(&document, read_odt, packed, zip(contents));
    assert_text(&document, "Bir");
}

#define SLIDE(text) "<s xmlns:a='a'><sp><ph type='title'/><a:p><a:t>" text "</a:t></a:p></sp><sp><a:p><a:t>Body</a:t></a:p></sp></s>"

static void test_pptx(void **state)
{
    (void)state;
    static const struct file files[] = {{"ppt/slides/slide10.xml", SLIDE("Ten"), 0}, {"ppt/slides/slide2.xml", SLIDE("Two"), 0}, {0}};
    struct document document;
    read_bytes(&document, read_pptx, packed, zip(files));
    assert_int_equal(document.blocks[0].page, 2);
    assert_int_equal(document.blocks[2].page, 10);
    assert_text(&document, "Two\n\nBody\n\nTen\n\nBody");
    static const struct file moved[] = {
        {"ppt/presentation.xml", "<p xmlns:r='r'><sldId id='256' r:id='b'/><sldId id='257' r:id='a'/></p>", 0},
        {"ppt/_rels/presentation.xml.rels", "<R><Relationship Id='a' Target='slides/slide2.xml'/>"
                                            "<Relationship Id='b' Target='/ppt/slides/slide10.xml'/></R>", 0},
        {"ppt/slides/_rels/slide10.xml.rels", "<R><Relationship Id='x' Target='../notesSlides/notesSlide1.xml'/></R>", 0},
        {"ppt/notesSlides/notesSlide1.xml", "<n><sp><ph type='sldImg'/></sp><sp><ph type='body'/><p><t>Said</t></p></sp>"
                                            "<sp><ph type='sldNum'/><p><t>77</t></p></sp></n>", 0},
        {"ppt/slides/slide10.xml", SLIDE("Ten"), 0}, {"ppt/slides/slide2.xml", SLIDE("Two"), 0}, {0}};
    read_bytes(&document, read_pptx, packed, zip(moved));
    assert_int_equal(document.blocks[0].page, 1);
    assert_int_equal(document.blocks[3].page, 2);
    assert_text(&document, "Ten\n\nBody\n\nSaid\n\nTwo\n\nBody");
}

static void test_xlsx(void **state)
{
    (void)state;
    static const struct file files[] = {
        {"xl/workbook.xml", "<w><sheets><sheet name='Савдо'/></sheets></w>", 0},
        {"xl/sharedStrings.xml", "<s><si><t>Йил</t></si><si><r><t>Юк</t></r><r><t> ҳажми</t></r></si></s>", 0},
        {"xl/worksheets/sheet1.xml", "<w><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c><v>2020</v></c><c t='s'>"
                                     "<v>999</v></c><c t='inlineStr'><is><t>ha</t></is></c></row></w>", 0}, {0}};
    struct document document;
    read_bytes(&document, read_xlsx, packed, zip(files));
    assert_text(&document, "Савдо\n\nЙил | Юк ҳажми\n2020 | ha");
    static const struct file moved[] = {
        {"xl/workbook.xml", "<w xmlns:r='r'><sheet name='One' r:id='i7'/><sheet name='Two' r:id='i1'/></w>", 0},
        {"xl/_rels/workbook.xml.rels", "<R><Relationship Id='i1' Target='worksheets/sheet1.xml'/>"
                                       "<Relationship Id='i7' Target='worksheets/sheet7.xml'/></R>", 0},
        {"xl/worksheets/sheet1.xml", "<w><row><c><v>2</v></c></row></w>", 0},
        {"xl/worksheets/sheet7.xml", "<w><row><c><v>1</v></c></row></w>", 0}, {0}};
    read_bytes(&document, read_xlsx, packed, zip(moved));
    assert_int_equal(document.blocks[2].page, 2);
    assert_text(&document, "One\n\n1\n\nTwo\n\n2");
}

static void test_epub(void **state)
{
    (void)state;
    static const struct file files[] = {
        {"META-INF/container.xml", "<c><rootfile full-path='O/p.opf'/></c>", 0},
        {"O/p.opf", "<p xmlns:dc='d'><dc:title>Kitob</dc:title><item id='x' href='b%20c.html'/><item id='y' href='a.html'/>"
                    "<itemref idref='x'/><itemref idref='y'/></p>", 0},
        {"O/a.html", "<title>no</title><p>Second", 0}, {"O/b c.html", "<h1>First</h1>", 0}, {0}};
    struct document document;
    read_bytes(&document, read_epub, packed, zip(files));
    assert_field(&document, FIELD_TITLE, "Kitob");
    assert_text(&document, "First\n\nSecond");
}

static void test_zip_names_stay_inside(void **state)
{
    (void)state;
    static const struct file files[] = {{"../out.txt", "outside", 0}, {"a/../../b.txt", "outside", 0}, {"/abs.txt", "outside", 0},
                                        {"in.txt", "inside", 0}, {"inner.zip", "PK\3\4", 0}, {0}};
    struct document document;
    read_bytes(&document, read_zip, packed, zip(files));
    assert_text(&document, "inside");
}

static void test_rtf(void **state)
{
    (void)state;
    struct document document;
    read_string(&document, read_rtf,
                "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset204 T;}{\\f1\\fcharset162 A;}}{\\info{\\title \\'cf\\'f3\\'f2\\'fc}}"
                "\\f0\\pard\\outlinelevel1 \\'c2\\'e2\\'ee\\'e4\\par\\pard \\u1178?\\u1086? \\f1 \\'fe\\f0 \\{x\\}{\\*\\junk no}\\par"
                "\\trowd\\intbl A\\cell B\\cell\\row\\pard end\\par}");
    assert_field(&document, FIELD_TITLE, "Путь");
    assert_heading(&document, 0, 2, "Ввод");
    assert_text(&document, "Ввод\n\nҚо ş{x}\n\nA | B\n\nend");
    read_string(&document, read_rtf, "{\\rtf1 The text{\\footnote\\pard note\\par its end\\cell} goes on.\\par"
                                     "{\\footnote second}\\trowd\\intbl A\\cell B\\cell\\row}");
    assert_int_equal(document.blocks[3].part, PART_FOOTNOTE);
    assert_text(&document, "The text goes on.\n\nA | B\n\nnote\n\nits end\n\nsecond");
}

/* ---- PDF ---- */

static void put_line(struct buffer *out, int x, int y, int size, const char *font, const char *text)
{
    buffer_printf(out, "BT /%s %d Tf %d %d Td (%s) Tj ET\n", font, size, x, y, text);
}

/* Four pages with a running head and numbers; poppler finds the objects without a table of them. */
static void make_pdf(struct buffer *pdf)
{
    buffer_puts(pdf, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                     "2 0 obj<</Type/Pages/Count 4/Kids[10 0 R 11 0 R 12 0 R 13 0 R]>>endobj\n"
                     "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                     "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>endobj\n");
    for (int page = 0; page < 4; page++) {
        struct buffer content = {0};
        char number[16];
        snprintf(number, sizeof number, "%d", page + 1);
        put_line(&content, 70, 800, 9, "F1", "Journal of Roads, vol. 3");
        if (page == 1)
            put_line(&content, 70, 760, 18, "F2", "Rail corridors");
        put_line(&content, 70, 700, 11, "F1", "The railways of the region carry more freight each year");
        put_line(&content, 70, 686, 11, "F1", page == 2 ? "and the trade goes on" : "and the trade grows with them.");
        if (page == 3)
            put_line(&content, 70, 660, 11, "F1", "A paragraph apart.");
        put_line(&content, 300, 30, 9, "F1", number);
        buffer_printf(pdf, "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R"
                           "/F2 4 0 R>>>>>>endobj\n%d 0 obj<</Length %zu>>stream\n", 10 + page, 20 + page, 20 + page, content.length);
        buffer_append(pdf, content.data, content.length);
        buffer_puts(pdf, "endstream endobj\n");
        buffer_free(&content);
    }
    buffer_puts(pdf, "trailer<</Root 1 0 R/Info<</Keywords(rail, road)>>>>\n%%EOF\n");
}

static void test_pdf(void **state)
{
    (void)state;
    struct buffer pdf = {0};
    struct document document;
    make_pdf(&pdf);
    read_bytes(&document, read_pdf, pdf.data, pdf.length);
    assert_false(has_text(&document, "Journal of Roads"));
    assert_field(&document, FIELD_KEYWORD, "rail");
    assert_heading(&document, 0, 1, "Rail corridors");
    assert_int_equal(heading(&document, 0)->page, 2);
    assert_int_equal(document.blocks[document.block_count - 1].page, 4);
    assert_true(has_text(&document, "freight each year\nand the trade grows with them.\n\nRail"));
    assert_true(has_text(&document, "them.\n\nA paragraph apart."));
    document_clear(&document);
    assert_refused(read_pdf, pdf.data, 300);
    assert_refused(read_pdf, "%PDF-1.4 nothing", 16);
    buffer_free(&pdf);
}

/* One page with what `content` draws. */
static void make_page(struct buffer *pdf, const struct buffer *content)
{
    buffer_printf(pdf, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[10 0 R]>>endobj\n"
                       "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                       "10 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 20 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
                       "endobj\n20 0 obj<</Length %zu>>stream\n", content->length);
    buffer_append(pdf, content->data, content->length);
    buffer_puts(pdf, "endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
}

struct placed {
    int x, y; /* y from the top */
    const char *text;
};

static void read_placed(struct document *document, const struct placed *lines)
{
    struct buffer content = {0}, pdf = {0};
    for (; lines->text; lines++)
        put_line(&content, lines->x, 842 - lines->y, 10, "F1", lines->text);
    make_page(&pdf, &content);
    read_bytes(document, read_pdf, pdf.data, pdf.length);
    buffer_free(&content);
    buffer_free(&pdf);
}

static void assert_table(const struct placed *lines, const char *expected)
{
    struct document document;
    read_placed(&document, lines);
    const struct block *table = NULL;
    for (size_t i = 0; i < document.block_count && !table; i++)
        table = document.blocks[i].kind == BLOCK_TABLE ? &document.blocks[i] : NULL;
    if (!table == (expected != NULL))
        print_error("%s\n", document.text.data);
    if (expected) {
        assert_non_null(table);
        assert_int_equal(table->page, 1);
        assert_int_equal(table->end - table->start, strlen(expected));
        assert_memory_equal(document.text.data + table->start, expected, strlen(expected));
    } else {
        assert_null(table);
    }
    document_clear(&document);
}

static void test_pdf_tables(void **state)
{
    (void)state;
    static const struct placed tight[] = {
        {60, 80, "The figures of the regions follow in a table, with no room between its rows."},
        {60, 110, "Region"}, {200, 110, "Rail, km"}, {320, 110, "Roads"}, {60, 122, "Fergana"}, {200, 122, "410"},
        {320, 122, "few"}, {60, 134, "Osh"}, {200, 134, "95"}, {60, 146, "Sughd and the"}, {320, 146, "many,"},
        {320, 158, "in the north"}, {60, 190, "After the table the text goes on for one more line of its own, and ends here."}, {0}};
    assert_table(tight, "Region | Rail, km | Roads\nFergana | 410 | few\nOsh | 95\nSughd and the | many, in the north");
    static const struct placed padded[] = {
        {60, 100, "Name"}, {200, 100, "What it is"}, {60, 120, "first"}, {200, 120, "A long text that goes on in the"},
        {200, 131, "second line of its cell, and"}, {200, 142, "in a third one."}, {60, 162, "second"}, {200, 162, "Short."},
        {60, 182, "third and"}, {60, 193, "last"}, {200, 182, "Two lines on both"}, {200, 193, "sides of it."}, {0}};
    assert_table(padded, "Name | What it is\nfirst | A long text that goes on in the second line of its cell, and in a third one.\n"
                         "second | Short.\nthird and last | Two lines on both sides of it.");
    static const struct placed centred[] = {
        {60, 100, "Name"}, {200, 100, "What it is"}, {200, 112, "The first is told in two lines, the name"}, {60, 118, "one"},
        {200, 124, "stands between them."}, {200, 136, "The second likewise has its name beside"}, {60, 142, "two"},
        {200, 148, "the middle of its lines."}, {60, 160, "three"}, {200, 160, "One line."}, {0}};
    assert_table(centred, "Name | What it is\none | The first is told in two lines, the name stands between them.\n"
                          "two | The second likewise has its name beside the middle of its lines.\nthree | One line.");
    static const struct placed columns[] = {
        {60, 100, "The left column of a page of a journal is"}, {320, 100, "read before the right one, which has lines"},
        {60, 112, "a text that runs from line to line and does"}, {320, 112, "at the same heights, and never across from"},
        {60, 124, "not stop where the column on the other side"}, {320, 124, "line to line as the rows of a table would"},
        {60, 136, "begins: no row of a table is in it at all."}, {320, 136, "be read, from the left side to the right."}, {0}};
    assert_table(columns, NULL);
    static const struct placed list[] = {
        {60, 100, "1."}, {90, 100, "Railways"}, {60, 112, "2."}, {90, 112, "Roads"}, {60, 124, "3."}, {90, 124, "Rivers"},
        {60, 136, "4."}, {90, 136, "Pipelines"}, {0}};
    assert_table(list, NULL);
    static const struct placed contents[] = {
        {60, 100, "Introduction .................."}, {300, 100, "3"}, {60, 112, "Railways ...................."}, {300, 112, "12"},
        {60, 124, "Roads ......................"}, {300, 124, "40"}, {0}};
    assert_table(contents, NULL);
}

/* ---- bombs ---- */

static void test_bombs(void **state)
{
    (void)state;
    size_t huge = (size_t)300 << 20;
    char *blanks = malloc(huge);
    assert_non_null(blanks);
    memset(blanks, ' ', huge);
    struct file bomb[] = {{"word/document.xml", blanks, huge}, {0}};
    assert_refused(read_docx, packed, zip(bomb));
    free(blanks);
    static const struct file entities[] = {
        {"word/document.xml", "<!DOCTYPE d [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><d><t>&b;</t></d>", 0}, {0}};
    assert_refused(read_docx, packed, zip(entities));
    struct buffer deep = {0};
    for (int i = 0; i < 50000; i++)
        buffer_puts(&deep, "<p>");
    struct file nested[] = {{"word/document.xml", deep.data, 0}, {0}};
    assert_refused(read_docx, packed, zip(nested));
    buffer_free(&deep);
    /* A size that a zip's list tells is no promise: what is there is read whole. */
    static const struct file small[] = {{"word/document.xml", DOCX("<w:p>" RUN("Бир") "</w:p>"), 0}, {0}};
    for (unsigned said = 0; said < 4; said++) {
        static const char sizes[][5] = {"\1\0\0\0", "\xFF\xFF\0\0", "\0\0\0\x40", "\xFF\xFF\xFF\xFE"};
        size_t length = zip(small);
        char *listed = memmem(packed, length, "PK\1\2", 4);
        assert_non_null(listed);
        memcpy(listed + 24, sizes[said], 4);
        struct document document;
        read_bytes(&document, read_docx, packed, length);
        assert_string_equal(document.text.data, "Бир");
        document_clear(&document);
    }
    assert_refused(read_docx, "no zip at all", 13);
    assert_refused(read_gz, "no gzip", 7);
    assert_refused(read_rtf, "no rtf", 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text), cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_lists), cmocka_unit_test(test_html), cmocka_unit_test(test_long_tables_in_two_scripts),
        cmocka_unit_test(test_html_charset_is_checked),
        cmocka_unit_test(test_html_surroundings),
        cmocka_unit_test(test_html_lists_of_links), cmocka_unit_test(test_long_links_in_two_scripts),
        cmocka_unit_test(test_deep_html),
        cmocka_unit_test(test_language_hint), cmocka_unit_test(test_docx), cmocka_unit_test(test_odt),
        cmocka_unit_test(test_pptx), cmocka_unit_test(test_xlsx), cmocka_unit_test(test_epub),
        cmocka_unit_test(test_zip_names_stay_inside), cmocka_unit_test(test_rtf), cmocka_unit_test(test_pdf),
        cmocka_unit_test(test_pdf_tables), cmocka_unit_test(test_bombs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

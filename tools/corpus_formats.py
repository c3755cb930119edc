#!/usr/bin/env python3
"""Makes the HTML, DOCX, ODT and PDF files of corpus/ out of the plain texts in tools/corpus/.

usage: corpus_formats.py [--out DIR] NAME.EXT...      NAME.EXT: the file to make; its text is tools/corpus/NAME.md or .txt

HTML, DOCX and ODT come out the same to the byte every time. PDF is printed by weasyprint (in Debian), which only who
changes a text needs. A `-` at a place where a word may break stands in the texts as U+00AD and stays in HTML and PDF.
"""
import argparse
import html
import os
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "corpus")
STAMP = (1980, 1, 1, 0, 0, 0)
LANGUAGE = re.compile(r"-(en|ru|uz|uz-cyrl|kk|ky|tg|tk|kaa|kaa-cyrl)$")
HEADING_MAX = 160


# ---- the text: a list of (kind, text); kinds: h1 h2 h3 p li, and table with a list of rows ----

def is_capitals(text):
    return "\n" not in text and len(text) <= HEADING_MAX and text.isupper() and not text.endswith(".") and " " in text + " "


def read_markdown(text):
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.split("\n")
        mark = re.match(r"(#{1,3}) (.*)", part)
        if mark:
            yield "h%d" % len(mark.group(1)), mark.group(2)
        elif lines[0].startswith("|"):
            yield "table", [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line]
        elif re.match(r"(- |\d+\. )", lines[0]):
            for line in lines:
                yield "li", line[2:] if line.startswith("- ") else line
        else:
            yield "p", part.replace("\n", " ")


def read_plain(text):
    """A journal's article or a law: what stands in capitals is a heading, the second of them the title."""
    capitals = 0
    for part in re.split(r"\n\s*\n", text.strip()):
        if is_capitals(part):
            capitals += 1
            yield "p" if capitals == 1 else "h1" if capitals == 2 else "h2", part
        else:
            for line in part.split("\n"):
                yield "p", line


def read_text(name):
    for extension, read in ((".md", read_markdown), (".txt", read_plain)):
        path = os.path.join(SOURCES, name + extension)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return list(read(file.read()))
    sys.exit("%s: no text in %s" % (name, SOURCES))


def runs(text):
    """Pieces of (text, mark): mark is b, i or empty."""
    for piece in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
        if piece:
            bold, italic = piece.startswith("**"), piece.startswith("*") and piece != "*"
            yield (piece[2:-2], "b") if bold else (piece[1:-1], "i") if italic else (piece, "")


def title_of(blocks):
    return next(text for kind, text in blocks if kind == "h1")


# ---- HTML ----

def inline_html(text):
    return "".join("<%s>%s</%s>" % (m, html.escape(t, False), m) if m else html.escape(t, False) for t, m in runs(text))


def body_html(blocks):
    for kind, text in blocks:
        if kind == "table":
            rows = ("<tr>" + "".join("<td>%s</td>" % inline_html(cell) for cell in row) + "</tr>" for row in text)
            yield "<table>\n%s\n</table>" % "\n".join(rows)
        else:
            yield "<%s>%s</%s>" % (kind, inline_html(text), kind)


def page(name, blocks, style=""):
    code = LANGUAGE.search(name).group(1).replace("cyrl", "Cyrl")
    return ('<!DOCTYPE html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n<title>%s</title>\n%s</head>\n<body>\n%s\n'
            '</body>\n</html>\n' % (code, html.escape(title_of(blocks)), style, "\n".join(body_html(blocks))))


def make_html(name, blocks):
    """As an agency's site has it: a menu above, a line of its own below."""
    menu = '<nav><a href="/">sample.example</a> | <a href="/archive">archive</a></nav>\n<main>'
    text = page(name, blocks).replace("\u00ad", "&shy;")
    return text.replace("<body>\n", "<body>\n%s\n" % menu).replace(
        "\n</body>", "\n</main>\n<footer>© sample.example, CC BY 4.0</footer>\n</body>").encode()


# ---- DOCX, ODT: zip files of XML ----

def zipped(parts):
    """The parts in their order; the first is stored, as ODT wants it."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for number, (path, text) in enumerate(parts):
                entry = zipfile.ZipInfo(path, STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                archive.writestr(entry, text)
        file.seek(0)
        return file.read()


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPENXML = "application/vnd.openxmlformats-"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CORE = ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title></cp:coreProperties>')


def paragraph_docx(kind, text):
    style = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "li": "ListParagraph"}.get(kind)
    pieces = "".join('<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (
        "<w:rPr><w:%s/></w:rPr>" % m if m else "", html.escape(t, False)) for t, m in runs(text))
    return "<w:p>%s%s</w:p>" % ('<w:pPr><w:pStyle w:val="%s"/></w:pPr>' % style if style else "", pieces)


def block_docx(kind, text):
    if kind != "table":
        return paragraph_docx(kind, text)
    rows = ("<w:tr>%s</w:tr>" % "".join("<w:tc>%s</w:tc>" % paragraph_docx("p", c) for c in row) for row in text)
    return "<w:tbl>%s</w:tbl>" % "".join(rows)


def make_docx(_, blocks):
    styles = "".join('<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/></w:style>' % pair for pair in (
        ("Title", "Title"), ("Heading1", "heading 1"), ("Heading2", "heading 2"), ("ListParagraph", "List Paragraph")))
    types = "".join('<Override PartName="/%s" ContentType="%s"/>' % pair for pair in (
        ("word/document.xml", OPENXML + "officedocument.wordprocessingml.document.main+xml"),
        ("word/styles.xml", OPENXML + "officedocument.wordprocessingml.styles+xml"),
        ("docProps/core.xml", OPENXML + "package.core-properties+xml")))
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
    to_core = RELATION.replace("officeDocument", "package").replace("relationships/", "relationships/metadata/core-properties")
    return zipped([
        ("[Content_Types].xml", XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="%spackage.relationships+xml"/>%s</Types>' % (OPENXML, types)),
        ("_rels/.rels", XML + relations % (
            '<Relationship Id="r1" Type="%sofficeDocument" Target="word/document.xml"/>'
            '<Relationship Id="r2" Type="%s" Target="docProps/core.xml"/>' % (RELATION, to_core))),
        ("word/document.xml", XML + "<w:document %s><w:body>%s<w:sectPr/></w:body></w:document>" % (
            W, "".join(block_docx(*block) for block in blocks))),
        ("word/styles.xml", XML + "<w:styles %s>%s</w:styles>" % (W, styles)),
        ("word/_rels/document.xml.rels", XML + relations % (
            '<Relationship Id="r1" Type="%sstyles" Target="styles.xml"/>' % RELATION)),
        ("docProps/core.xml", XML + CORE % html.escape(title_of(blocks), False))])


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NAMES = " ".join('xmlns:%s="%s%s:1.0"' % (n, ODF, n) for n in ("office", "text", "table", "style", "meta", "manifest"))
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def inline_odt(text):
    return "".join('<text:span text:style-name="%s">%s</text:span>' % (m, html.escape(t, False)) if m
                   else html.escape(t, False) for t, m in runs(text))


def block_odt(kind, text):
    if kind == "table":
        rows = ("<table:table-row>%s</table:table-row>" % "".join(
            "<table:table-cell><text:p>%s</text:p></table:table-cell>" % inline_odt(c) for c in row) for row in text)
        return "<table:table>%s</table:table>" % "".join(rows)
    if kind.startswith("h"):
        return '<text:h text:outline-level="%s">%s</text:h>' % (kind[1], inline_odt(text))
    return "<text:p>%s</text:p>" % inline_odt(text)


def make_odt(_, blocks):
    files = "".join('<manifest:file-entry manifest:full-path="%s" manifest:media-type="%s"/>' % pair for pair in (
        ("/", ODT_TYPE), ("content.xml", "text/xml"), ("meta.xml", "text/xml")))
    return zipped([
        ("mimetype", ODT_TYPE),
        ("content.xml", XML + '<office:document-content %s office:version="1.2"><office:body><office:text>%s</office:text>'
         "</office:body></office:document-content>" % (ODF_NAMES, "".join(block_odt(*block) for block in blocks))),
        ("meta.xml", XML + '<office:document-meta %s xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">'
         "<office:meta><dc:title>%s</dc:title></office:meta></office:document-meta>" % (
             ODF_NAMES, html.escape(title_of(blocks), False))),
        ("META-INF/manifest.xml", XML + '<manifest:manifest %s manifest:version="1.2">%s</manifest:manifest>' % (
            ODF_NAMES, files))])


# ---- PDF ----

STYLE = """<style>
@page { size: A5; margin: 18mm 16mm; @bottom-center { content: counter(page) } }
body { font: 9.5pt/1.35 "DejaVu Serif"; text-align: justify; hyphens: manual }
h1, h2 { font-size: 11pt; text-align: left } p { margin: 0 0 2mm }
</style>
"""


def make_pdf(name, blocks):
    printed = subprocess.run(["weasyprint", "-q", "-", "-"], input=page(name, blocks, STYLE).encode(),
                             stdout=subprocess.PIPE, check=False)
    if printed.returncode:
        sys.exit("weasyprint failed: apt-get install weasyprint")
    return printed.stdout


MAKERS = {".html": make_html, ".docx": make_docx, ".odt": make_odt, ".pdf": make_pdf}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(HERE, "..", "corpus"), help="where to; corpus/")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    for file in options.files:
        name, extension = os.path.splitext(os.path.basename(file))
        if extension not in MAKERS:
            sys.exit("%s: not .html, .docx, .odt or .pdf" % file)
        with open(os.path.join(options.out, name + extension), "wb") as out:
            out.write(MAKERS[extension](name, read_text(name)))


if __name__ == "__main__":
    main()

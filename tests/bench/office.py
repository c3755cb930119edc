"""office.py OUT FILE...: an HTML page and a DOCX of the text of these files, as plain programs write them: OUT.html, OUT.docx."""
import sys
import zipfile
from html import escape

name, *files = sys.argv[1:]
lines = [line.strip() for file in files for line in open(file, encoding="utf-8", errors="replace") if line.strip()]
with open(f"{name}.html", "w", encoding="utf-8") as out:
    out.write("<html><body><main>" + "\n".join(f"<p>{escape(line)}</p>" for line in lines) + "</main></body></html>")
paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
with zipfile.ZipFile(f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as out:
    out.writestr("word/document.xml", '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
                 f'wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>')

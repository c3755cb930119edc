"""pdf.py: writes a PDF to standard output with an argument a page: its text, or the content stream that draws it."""
import sys
import textwrap


def content(text):
    return text if text.startswith("BT") else "BT /F1 12 Tf 14 TL 50 750 Td {} ET".format(
        " ".join(f"({line}) Tj T*" for line in textwrap.wrap(text, 70)))


pages = [content(text).encode() for text in sys.argv[1:]]
kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
           b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
for i, drawn in enumerate(pages):
    objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * i} 0 R"
                   "/Resources<</Font<</F1 3 0 R>>>>>>".encode())
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
out, places = b"%PDF-1.4\n", []
for i, body in enumerate(objects):
    places.append(len(out))
    out += b"%d 0 obj%s endobj\n" % (i + 1, body)
xref = b"".join(b"%010d 00000 n \n" % place for place in places)
out += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
    len(objects) + 1, xref, len(objects) + 1, len(out))
sys.stdout.buffer.write(out)

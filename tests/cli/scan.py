"""scan.py OUT.pdf LINE...: a PDF of one page with these lines as text; scan.py OUT.pdf --pictures FILE.pgm...: one whose
pages are these pictures; --both: the lines of the first page, then pictures."""
import re
import sys
import zlib


def picture(name):
    data = open(name, "rb").read()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    pixels = zlib.compress(data[head.end():])
    image = (b"<</Type/XObject/Subtype/Image/Width %b/Height %b/BitsPerComponent 8/ColorSpace/DeviceGray"
             b"/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (head[1], head[2], len(pixels), pixels))
    return b"q 595 0 0 842 0 0 cm /I Do Q", image


def text(lines):
    content = b"BT /F 16 Tf 60 760 Td 24 TL " + b" ".join(b"(%b) Tj T*" % line.encode() for line in lines) + b" ET"
    return content, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def write(name, pages):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (
        len(pages), b" ".join(b"%d 0 R" % (3 + 3 * i) for i in range(len(pages))))]
    for content, resource in pages:
        number = len(objects) + 1
        kind = b"Font<</F" if b"/Font" in resource else b"XObject<</I"
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</%b %d 0 R>>>>>>"
                    % (number + 1, kind, number + 2),
                    b"<</Length %d>>stream\n%b\nendstream" % (len(content), content), resource]
    out, places = b"%PDF-1.4\n", []
    for i, item in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (i + 1, item)
    out += (b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
            + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out)))
    open(name, "wb").write(out)


def main(name, how, *rest):
    if how == "--pictures":
        write(name, [picture(p) for p in rest])
    elif how == "--both":
        write(name, [text(["The first page is text that can be read as it is."])] + [picture(p) for p in rest])
    else:
        write(name, [text((how,) + rest)])


main(*sys.argv[1:])

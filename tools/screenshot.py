#!/usr/bin/env python3
"""Takes the README's picture of the HTML page: asks the demo index, shows the answer in headless Chromium, and writes the
picture with 16 colours.

usage: screenshot.py BUILD OUT.png    in the source directory, after `make demo`
"""
import collections
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

SIZE = 980, 760
COLORS = 16


def take(build, directory):
    page, shot = directory / "page.html", directory / "shot.png"
    with open(page, "wb") as out:
        subprocess.run([f"{build}/daftar-search", "-i", f"{build}/demo-index", "--format", "html", "--timeline",
                        "transport", "diplomacy"], stdout=out, check=True, env={"LC_ALL": "C.UTF-8", "HOME": str(directory)})
    subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={directory}/profile",
                    "--hide-scrollbars", "--window-size=%d,%d" % SIZE, f"--screenshot={shot}", page.as_uri()],
                   stderr=subprocess.DEVNULL, check=True)
    return shot.read_bytes()


def chunks(png):
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        yield kind, png[at + 8:at + 8 + length]
        at += 12 + length


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def pixels(png):
    """Rows of (r, g, b), of a PNG with 8 bits and no interlacing."""
    parts = list(chunks(png))
    width, height, _, color = struct.unpack(">IIBB", parts[0][1][:10])
    step = {2: 3, 6: 4}[color]
    data, above, at = zlib.decompress(b"".join(body for kind, body in parts if kind == b"IDAT")), bytes(width * step), 0
    for _ in range(height):
        kind, row = data[at], bytearray(data[at + 1:at + 1 + width * step])
        for i in range(len(row)):
            left, corner = (row[i - step], above[i - step]) if i >= step else (0, 0)
            row[i] = (row[i] + (0, left, above[i], (left + above[i]) // 2, paeth(left, above[i], corner))[kind]) & 255
        above, at = bytes(row), at + 1 + len(row)
        yield [tuple(row[i:i + 3]) for i in range(0, len(row), step)]


def distance(a, b):
    return sum((x - y) ** 2 for x, y in zip(a, b))


def palette(counts):
    """The most frequent colour, then ever the one that is worst served, by how often it occurs."""
    chosen = [counts.most_common(1)[0][0]]
    while len(chosen) < COLORS:
        chosen.append(max(counts, key=lambda c: min(distance(c, k) for k in chosen) * counts[c] ** 0.7))
    return chosen


def write(path, rows):
    counts = collections.Counter(pixel for row in rows for pixel in row)
    chosen = palette(counts)
    nearest = {c: min(range(COLORS), key=lambda i: distance(c, chosen[i])) for c in counts}
    data = b"".join(b"\0" + bytes(nearest[row[i]] << 4 | nearest[row[i + 1]] for i in range(0, len(row), 2)) for row in rows)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n")
        for kind, body in ((b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 4, 3, 0, 0, 0)),
                           (b"PLTE", b"".join(map(bytes, chosen))), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b"")):
            out.write(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))


def main():
    build, path = sys.argv[1:]
    with tempfile.TemporaryDirectory() as directory:
        write(path, list(pixels(take(build, pathlib.Path(directory)))))


main()

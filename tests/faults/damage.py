"""damage.py INDEXER DIRECTORY COUNT [SEED]: indexes COUNT damaged copies of files below DIRECTORY and of small ones made here.
Bytes are flipped, stretches cut, repeated or exchanged. No crash of the indexer, no hang; every file is indexed or named
with its reason. Prints TAP."""
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def small_originals():
    words = "Темир йўл ва транспорт дипломатияси. Rail and road. " * 20
    word = f"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    slide = f"<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>"
    sheet = f"<worksheet><sheetData><row><c t='inlineStr'><is><t>{words}</t></is></c></row></sheetData></worksheet>"
    text = f"<o xmlns:text='t'><text:p>{words}</text:p></o>"
    book = {"META-INF/container.xml": "<c><rootfile full-path='a.opf'/></c>",
            "a.opf": "<p><item id='x' href='x.html'/><itemref idref='x'/></p>", "x.html": f"<p>{words}</p>"}
    return {
        "a.docx": packed({"word/document.xml": word}), "a.pptx": packed({"ppt/slides/slide1.xml": slide}),
        "a.xlsx": packed({"xl/worksheets/sheet1.xml": sheet}), "a.odt": packed({"content.xml": text}),
        "a.epub": packed(book), "a.zip": packed({"x.txt": words, "y.html": f"<p>{words}"}),
        "a.rtf": b"{\\rtf1\\ansi Rail and road " + b"\\u1178?\\par more " * 50 + b"}",
        "a.html": f"<html><head><title>T</title></head><body><table><tr><td>{words}</table><p>{words}".encode("utf-16"),
        "a.txt": words.encode("cp1251", "replace"), "a.md": ("# Head\n\n" + words).encode(),
    }


def originals(directory):
    found = small_originals()
    for place, _, names in os.walk(directory):
        for name in sorted(names):
            path = os.path.join(place, name)
            if os.path.getsize(path) < 1 << 20:
                found[os.path.relpath(path, directory)] = open(path, "rb").read()
    return sorted(found.items())


def harm(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        if not data:
            break
        at, end = sorted((chance.randrange(len(data)), chance.randrange(len(data) + 1)))
        way = chance.randrange(5)
        if way == 0:
            for _ in range(chance.choice((1, 8, 64))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif way == 1:
            del data[at:end]
        elif way == 2:
            data[at:at] = data[at:min(end, at + 65536)] * chance.choice((1, 3))
        elif way == 3:
            data = data[:at]
        else:
            data[at:end] = bytes(chance.randrange(256) for _ in range(min(end - at, 4096)))
    return bytes(data)


def main(indexer, directory, count, seed=None):
    seed = int(seed) if seed else random.randrange(1 << 30)
    chance, count = random.Random(seed), int(count)
    sources = originals(directory) if os.path.isdir(directory) else sorted(small_originals().items())
    place = tempfile.mkdtemp(prefix="daftar-damage.")
    try:
        os.mkdir(f"{place}/files")
        for i in range(count):
            name, data = sources[i % len(sources)]
            with open(f"{place}/files/{i:05}-{os.path.basename(name)[-40:]}", "wb") as out:
                out.write(harm(data, chance))
        begun = time.monotonic()
        ran = subprocess.run([indexer, "-v", "-i", f"{place}/index", "--reader-seconds", "20", f"{place}/files"],
                             capture_output=True, text=True, errors="replace", timeout=60 + 10 * count)
        taken = time.monotonic() - begun
        last = ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else ""
        added = int(last.split(" added")[0]) if " added" in last else -1
        named = {line.split(": ")[1] for line in ran.stderr.splitlines() if line.startswith("daftar-index: ") and
                 "pages are pictures" not in line}
        crashes = sum("crashed" in line for line in ran.stderr.splitlines())
        whole = subprocess.run([indexer, "-i", f"{place}/index", "--verify"], capture_output=True)
        good = ran.returncode in (0, 1) and added + len(named) == count and not whole.returncode
        print(f"# {count} damaged files, seed {seed}: {added} indexed, {len(named)} named, {crashes} readers crashed, "
              f"exit code {ran.returncode}, {taken:.0f} s")
        if not good:
            print("# " + "\n# ".join((ran.stderr + whole.stdout.decode() + whole.stderr.decode()).splitlines()[-10:]))
    finally:
        shutil.rmtree(place)
    print(f"1..1\n{'ok' if good else 'not ok'} 1 - damaged files are indexed or named")
    return not good


sys.exit(main(*sys.argv[1:]))

#!/usr/bin/env python3
"""Accuracy of `daftar-analyze --detect` a language and a length of text.

usage: detection.py [--analyze PROGRAM] [--data DIR] [--lengths 60,30] [--every N] [--errors]

Blocks are the sentences of sib200 and the paragraphs of udhr, cut at so many characters, as they are
and in the other alphabets of their language. --every N takes the Nth sentences only (the tables of
analysis/detect_*.c have seen all of these texts; other texts measure what they are worth).
--errors prints the blocks that were missed. Last comes how often an answer of each confidence is right.
"""
import argparse
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

SIB = {"eng_Latn": "en", "rus_Cyrl": "ru", "uzn_Latn": "uz", "kaz_Cyrl": "kk", "kir_Cyrl": "ky",
       "tgk_Cyrl": "tg", "tuk_Latn": "tk"}
UDHR = {"eng": "en", "rus": "ru", "uzn_latn": "uz", "uzn_cyrl": "uz", "kaz": "kk", "kir": "ky",
        "tgk": "tg", "tuk_latn": "tk", "tuk_cyrl": "tk", "kaa": "kaa"}

UZBEK = [("o'", "ў"), ("g'", "ғ"), ("sh", "ш"), ("ch", "ч"), ("yo", "ё"), ("yu", "ю"), ("ya", "я"),
         ("ye", "е"), ("'", "ъ"), *zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз")]
KARAKALPAK = [("ш", "sh"), ("ч", "ch"), ("ю", "yu"), ("я", "ya"), ("ё", "yo"), ("ь", ""), ("ъ", ""),
              *zip("аәбвгғдежзийкқлмнңоөпрстуүўфхҳцыэ", "aábvgǵdejziykqlmnńoóprstuúwfxhcıe")]


def rewrite(text, pairs):
    for a, b in pairs:
        text = text.replace(a, b).replace(a.capitalize(), b.capitalize())
    return text


def uzbek_cyrillic(text):
    text = re.sub(r"\b([Ee])", lambda m: "Ээ"["Ee".index(m[1])], re.sub("[ʻʼ‘’`]", "'", text))
    return rewrite(text, UZBEK)


def karakalpak_latin(text):
    return rewrite(text, KARAKALPAK)


def sentences(data, name):
    path = os.path.join(data, "clir", "sib200", name + ".tsv")
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t", 1)[1].strip('"') for line in file]


def paragraphs(data, name):
    texts = []
    for path in sorted(glob.glob(os.path.join(data, "clir", "udhr", name, "*.txt"))):
        with open(path, encoding="utf-8") as file:
            texts += [line.strip() for line in file if len(line.strip()) > 30]
    return texts


def test_sets(data, every):
    """name, language, blocks of each set"""
    for name, language in SIB.items():
        texts = sentences(data, name)[every - 1::every]
        yield "sib " + name, language, texts
        if name == "uzn_Latn":
            yield "sib uzn_Cyrl", "uz", [uzbek_cyrillic(text) for text in texts]
    for name, language in UDHR.items():
        texts = paragraphs(data, name)
        yield "udhr " + name, language, texts
        if name == "kaa":
            yield "udhr kaa_latn", "kaa", [karakalpak_latin(text) for text in texts]


def detect(program, blocks):
    """(language, confidence) of each block"""
    lines = "".join(block.replace("\n", " ") + "\n" for block in blocks)
    run = subprocess.run([program, "--detect"], input=lines.encode(), capture_output=True, check=True)
    answers = [line.split("\t") for line in run.stdout.decode().splitlines()]
    if len(answers) != len(blocks):
        sys.exit(f"detection: {len(answers)} answers to {len(blocks)} blocks")
    return [(language, float(confidence)) for language, confidence in answers]


def score(program, language, texts, length, bins, errors):
    blocks = [text[:length] for text in texts]
    taken_for = {}
    for block, (answer, confidence) in zip(blocks, detect(program, blocks)):
        bins.setdefault(min(int(confidence * 10), 9), []).append(answer == language)
        if answer != language:
            taken_for[answer] = taken_for.get(answer, 0) + 1
            if errors:
                print(f"    {answer} {confidence:.2f} {block}")
    missed = sorted(taken_for.items(), key=lambda item: -item[1])[:3]
    return 1 - sum(taken_for.values()) / len(blocks), " ".join(f"{a}:{n}" for a, n in missed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--analyze", default=os.path.join(ROOT, "build", "daftar-analyze"))
    parser.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"))
    parser.add_argument("--lengths", default="60,30")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if not os.path.isdir(os.path.join(options.data, "clir")):
        print("detection: skipped, no texts in", options.data)
        return
    lengths = [int(length) for length in options.lengths.split(",")]
    bins = {}
    print(f"{'set':16} {'blocks':>6}  " + "  ".join(f"{f'<= {length}':26}" for length in lengths))
    for name, language, texts in test_sets(options.data, options.every):
        columns = []
        for length in lengths:
            right, missed = score(options.analyze, language, texts, length, bins, options.errors)
            columns.append(f"{right:.3f} {missed:20}")
        print(f"{name:16} {len(texts):6}  " + "  ".join(columns))
    print("right, by confidence: " + "  ".join(
        f".{low}-: {sum(hits) / len(hits):.3f} ({len(hits)})" for low, hits in sorted(bins.items())))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Checks the data files of the glossary; prints what is wrong as file:line: column: message.

usage: glossary_lint.py [--analyze build/daftar-analyze] [--all] [data/glossary.tsv]

Faults (exit status 1): columns, script, order, a synonym or concept twice, cells with empty synonyms, uz and uz-Cyrl that
do not fold to one form, a form that has no stem. Notes, shown with --all: cells that are empty, and single words whose stem
is that of a word of another concept which is spelt otherwise (the stemmer would mix the two up).
"""
import argparse
import collections
import re
import subprocess
import sys

COLUMNS = ["domain", "en", "ru", "uz", "uz-Cyrl", "kk", "ky", "tg", "tk", "kaa"]
CYRILLIC = {"ru", "uz-Cyrl", "kk", "ky", "tg"}
LETTERS = {  # small letters that a column's words are written with
    "en": "a-zéèêñüï", "ru": "а-яё", "uz": "a-zʻʼ", "uz-Cyrl": "а-яёўқғҳ", "kk": "а-яёәғқңөұүһі", "ky": "а-яёңөү",
    "tg": "а-яёғӣқӯҳҷ", "tk": "a-zäçňöşüýž", "kaa": "a-záǵıńóúʼ",
}


class Lint:
    def __init__(self, path):
        self.path, self.faults, self.notes = path, [], []

    def fault(self, number, column, message):
        self.faults.append("%s:%d: %s: %s" % (self.path, number, column, message))

    def note(self, number, column, message):
        self.notes.append("%s:%d: note: %s: %s" % (self.path, number, column, message))


def read(lint):
    rows, header = [], False
    for number, line in enumerate(open(lint.path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if not header:
            header = True
            if fields != COLUMNS:
                lint.fault(number, "header", "is not " + " ".join(COLUMNS))
            continue
        if len(fields) != len(COLUMNS):
            lint.fault(number, "line", "%d columns" % len(fields))
            continue
        rows.append((number, [fields[0]] + [f.split("|") if f else [] for f in fields[1:]]))
    return rows


def check_letters(lint, number, column, synonym):
    for word in re.split("[ -]", synonym):
        if not word or word[0].isupper() or word[0].isdigit():
            continue  # a name or an acronym, of any script
        wrong = re.sub("[%s0-9.,/'’&%%№()«»+·—–]" % LETTERS[column], "", word.lower())
        if wrong:
            lint.fault(number, column, "%s: letters of another language or script: %s" % (synonym, wrong))


def check_cells(lint, rows):
    for number, row in rows:
        filled = 0
        for column, cell in zip(COLUMNS[1:], row[1:]):
            filled += bool(cell)
            if not cell:
                lint.note(number, column, "empty")
            if len(set(cell)) < len(cell):
                lint.fault(number, column, "a synonym twice")
            for synonym in cell:
                if not synonym or synonym != " ".join(synonym.split()):
                    lint.fault(number, column, "an empty synonym, or blanks too many")
                check_letters(lint, number, column, synonym)
        if filled < 2:
            lint.fault(number, "line", "words in less than two columns")


def check_order(lint, rows):
    before, seen = None, {}
    for number, row in rows:
        key = (row[0], [w.lower() for w in row[1]], row[2])
        if before and key < before:
            lint.fault(number, "line", "not in order of domain and English")
        before = key
        concept = tuple(tuple(cell) for cell in row[1:])
        if concept in seen:
            lint.fault(number, "line", "the concept of line %d again" % seen[concept])
        seen[concept] = number


def stems(analyze, language, words):
    words = sorted(words)
    run = subprocess.run([analyze, "--words", "--lang", language], input="\n".join(words) + "\n", encoding="utf-8",
                         stdout=subprocess.PIPE, check=True)
    return dict(zip(words, (line.split("\t")[2] for line in run.stdout.split("\n") if line)))


def check_stems(lint, rows, analyze):
    for column, name in enumerate(COLUMNS[1:], 1):
        words = {s for _, row in rows for s in row[column]}
        stem_of = stems(analyze, name.split("-")[0], words)
        with_stem = collections.defaultdict(dict)
        for number, row in rows:
            for synonym in row[column]:
                if not stem_of[synonym].strip():
                    lint.fault(number, name, "%s: has no stem" % synonym)
                if " " not in synonym and "-" not in synonym:
                    with_stem[stem_of[synonym]].setdefault(synonym, number)
        for stem, spellings in with_stem.items():
            if len(spellings) > 1 and len(set(spellings.values())) > 1:
                for synonym, number in list(spellings.items())[1:]:
                    lint.note(number, name, "%s: the stem of %s (line %d) as well: %s"
                              % ((synonym,) + next(iter(spellings.items())) + (stem,)))


def check_uzbek(lint, rows, analyze):
    latin, cyrillic = COLUMNS.index("uz"), COLUMNS.index("uz-Cyrl")
    stem_of = stems(analyze, "uz", {s for _, row in rows for s in row[latin] + row[cyrillic]})
    for number, row in rows:
        if len(row[latin]) != len(row[cyrillic]):
            lint.note(number, "uz-Cyrl", "%d synonyms beside %d" % (len(row[cyrillic]), len(row[latin])))
            continue
        for a, b in zip(row[latin], row[cyrillic]):
            if stem_of[a] != stem_of[b]:
                lint.note(number, "uz-Cyrl", "%s is not %s: %s, %s" % (b, a, stem_of[b], stem_of[a]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--analyze", default="build/daftar-analyze")
    parser.add_argument("--all", action="store_true", help="the notes as well")
    parser.add_argument("file", nargs="?", default="data/glossary.tsv")
    options = parser.parse_args()
    lint = Lint(options.file)
    rows = read(lint)
    check_cells(lint, rows)
    check_order(lint, rows)
    check_uzbek(lint, rows, options.analyze)
    check_stems(lint, rows, options.analyze)
    for line in lint.faults + (lint.notes if options.all else []):
        print(line)
    print("%s: %d concepts, %d faults, %d notes" % (options.file, len(rows), len(lint.faults), len(lint.notes)))
    return 1 if lint.faults else 0


if __name__ == "__main__":
    sys.exit(main())

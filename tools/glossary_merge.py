#!/usr/bin/env python3
"""Joins parts of the glossary into one sorted file; used by people, not by the build.

usage: glossary_merge.py PART.tsv... > data/glossary.tsv

The rows of the first part stay apart from one another. A part has the ten columns of data/glossary.tsv; comments and a header in it are dropped, as are words in
letters of another script, with a note. Rows are the
same concept when their first English synonyms are equal and they agree in another language, or when
they share an English synonym and the first synonyms of four other languages.
"""
import re
import sys

COLUMNS = ["domain", "en", "ru", "uz", "uz-Cyrl", "kk", "ky", "tg", "tk", "kaa"]
CYRILLIC = {"ru", "uz-Cyrl", "kk", "ky", "tg"}
SYNONYMS_MAX = 8
HEAD = """\
# Concepts of policy texts in the languages of Central Asia: one concept a row, a column a language.
# Synonyms are separated by |, the commonest first; multi-word terms are phrases; an empty cell is not known.
# A concept gathers its word family (noun, verb, adjective), since a stemmer does not join them.
# uz is Latin (o\u02bb g\u02bb with U+02BB), uz-Cyrl the same words in Cyrillic; kk ky tg Cyrillic; tk kaa Latin.
# Countries, languages and currencies come from CLDR when the tables are built, not from here.
# Sorted by domain and English; `make lint` checks it.
"""


def rows_of(path):
    for line in open(path, encoding="utf-8-sig"):
        fields = [f.strip() for f in line.rstrip("\r\n").split("\t")]
        if line.startswith("#") or fields[0] == "domain" or not any(fields[1:]):
            continue
        if len(fields) != len(COLUMNS):
            sys.exit("%s: %d columns in: %s" % (path, len(fields), line.rstrip()))
        yield [fields[0]] + [synonyms(cell, i + 1) for i, cell in enumerate(fields[1:])]


def foreign_name(word, wrong):
    return word[0].isupper() and all(re.match(wrong, c) for c in word.lower() if c.isalpha())


def fits(synonym, column):
    """Small letters of the other script are a slip of the keyboard; capitals may be a name's."""
    wrong = "[a-zß-öø-ɏ]" if COLUMNS[column] in CYRILLIC else "[а-ӿ]"
    if not any(re.search(wrong, word) and not foreign_name(word, wrong) for word in re.split("[ -]", synonym)):
        return True
    print("dropped: %s %s" % (COLUMNS[column], synonym), file=sys.stderr)
    return False


def synonyms(cell, column):
    found = dict.fromkeys(" ".join(s.split()) for s in cell.split("|") if s.strip())
    return [s for s in found if fits(s, column)]


def agree(a, b):
    return sum(bool(x and y and x[0] == y[0]) for x, y in zip(a[2:], b[2:]))


def overlap(a, b):
    return sum(bool(set(x) & set(y)) for x, y in zip(a[2:], b[2:]))


def join(to, row):
    for column in range(1, len(COLUMNS)):
        to[column] = list(dict.fromkeys(to[column] + row[column]))[:SYNONYMS_MAX]


def merge(parts):
    by_english, merged, joined = {}, [], 0
    for first, row in ((not i, row) for i, part in enumerate(parts) for row in part):
        english = [] if first else row[1] or row[2]
        same = None
        for word in english:
            for known in by_english.get(word, []):
                equal = word == english[0] and known[1][:1] == row[1][:1]
                if (equal and overlap(known, row) >= 2) or agree(known, row) >= 4:
                    same = known
                    break
            if same:
                break
        if same:
            join(same, row)
            joined += 1
        else:
            same = row
            merged.append(row)
        for word in same[1] or same[2]:
            if not any(known is same for known in by_english.setdefault(word, [])):
                by_english[word].append(same)
    return merged, joined


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    merged, joined = merge([list(rows_of(path)) for path in sys.argv[1:]])
    merged.sort(key=lambda row: (row[0], [w.lower() for w in row[1]], row[2]))
    print(HEAD + "\t".join(COLUMNS))
    for row in merged:
        print("\t".join([row[0]] + ["|".join(cell) for cell in row[1:]]))
    print("%d concepts, %d rows joined" % (len(merged), joined), file=sys.stderr)


if __name__ == "__main__":
    main()

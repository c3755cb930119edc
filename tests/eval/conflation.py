#!/usr/bin/env python3
"""Scores a stemmer: does it join the forms of a lemma and keep lemmas apart?

usage: conflation.py [--data DIR] [--only TEXT] [--errors N] COMMAND [ARGUMENT...]

COMMAND is build/daftar-analyze or anything of the same shape: it is run as
`COMMAND --words --lang CODE`, reads one word a line and answers each with a line
`word<TAB>language<TAB>term<TAB>cognate key`.

A pair of distinct forms is positive when the forms share a lemma, and predicted when they share
a term; the table gives precision, recall and F1 over all pairs of a file. For a list of lemmas it
gives the share that is conflated with another, and the share of random pairs that begin alike and
are conflated.
"""
import argparse
import collections
import os
import random
import subprocess
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/data/words")

# file under the data directory, language, order of its columns
PARADIGMS = [
    ("uzb.TueCL.tsv", "uz", "form lemma"),
    ("kir.TueCL.tsv", "ky", "form lemma"),
    ("rus.PUD.tsv", "ru", "form lemma"),
    ("eng.EWT.tsv", "en", "form lemma"),
    ("tat.NMCTT.tsv", "tt", "form lemma"),
    ("unimorph/uzb", "uz", "lemma form"),
    ("unimorph/uzb_verbs", "uz", "lemma form"),
    ("unimorph/kaz", "kk", "lemma form"),
    ("unimorph/kaz.noun.tsv", "kk", "lemma form"),
    ("unimorph/kir", "ky", "lemma form"),
    ("unimorph/tuk", "tk", "lemma form"),
]
LEMMAS = [("lemmas/uzb.tsv", "uz"), ("lemmas/kaz.tsv", "kk"), ("lemmas/kir.tsv", "ky"),
          ("lemmas/tuk.tsv", "tk"), ("lemmas/kaa.tsv", "kaa")]


def terms_of(command, language, words):
    """The term of every word, in one run of the program."""
    run = subprocess.run(command + ["--words", "--lang", language], input="\n".join(words) + "\n",
                         stdout=subprocess.PIPE, encoding="utf-8", check=True)
    lines = run.stdout.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if len(lines) != len(words):
        sys.exit("%s: %d words in, %d lines out" % (command[0], len(words), len(lines)))
    return {word: line.split("\t")[2] for word, line in zip(words, lines)}


LATIN, CYRILLIC = "aeopcyxkmthbiəöABEKMHOPCTX", "аеорсухкмтнвіәөАВЕКМНОРСТХ"


def repaired(lemma):
    """Latin letters inside a Cyrillic lemma are the data's, not the language's."""
    if any("а" <= c <= "я" for c in lemma.lower()):
        return lemma.translate(str.maketrans(LATIN, CYRILLIC))
    return lemma


def rows_of(path, order):
    """(form, lemma) of a file; of an entry of several words the last, if both have as many."""
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) < 2:
            continue
        form, lemma = fields[:2] if order == "form lemma" else fields[1::-1]
        form, lemma = form.split(), lemma.split()
        if not form or len(form) != len(lemma) or lemma[-1] == "_":
            continue
        if any(c.isalpha() for c in form[-1]):
            yield form[-1].lower(), repaired(lemma[-1]).lower()


def pairs(n):
    return n * (n - 1) // 2


def groups_by(key, items):
    groups = collections.defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def conflation(lemmas_of, terms):
    """Counts of positive, predicted and true pairs. A form may have several lemmas."""
    with_lemma = collections.defaultdict(set)
    for form, lemmas in lemmas_of.items():
        for lemma in lemmas:
            with_lemma[lemma].add(form)
    positive = set()
    for forms in with_lemma.values():
        forms = sorted(forms)
        positive.update((a, b) for i, a in enumerate(forms) for b in forms[i + 1:])
    predicted = sum(pairs(len(g)) for g in groups_by(lambda f: terms[f], lemmas_of).values())
    true = sum(terms[a] == terms[b] for a, b in positive)
    return len(positive), predicted, true, positive


def show_errors(count, lemmas_of, terms, positive):
    missed = [p for p in positive if terms[p[0]] != terms[p[1]]]
    random.Random(1).shuffle(missed)
    for a, b in missed[:count]:
        print("    apart   %s -> %s   %s -> %s" % (a, terms[a], b, terms[b]))
    joined = [(a, b) for group in groups_by(lambda f: terms[f], lemmas_of).values()
              for a in group for b in group if a < b and (a, b) not in positive]
    random.Random(1).shuffle(joined)
    for a, b in joined[:count]:
        print("    joined  %s (%s)  %s (%s) -> %s"
              % (a, " ".join(lemmas_of[a]), b, " ".join(lemmas_of[b]), terms[a]))


def score_paradigms(options, name, language, order):
    path = os.path.join(options.data, name)
    lemmas_of = collections.defaultdict(set)
    for form, lemma in rows_of(path, order):
        lemmas_of[form].add(lemma)
    terms = terms_of(options.command, language, sorted(lemmas_of))
    positive, predicted, true, wanted = conflation(lemmas_of, terms)
    precision, recall = true / max(predicted, 1), true / max(positive, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print("%-24s %-4s %7d %9d %9d   %.3f  %.3f  %.3f"
          % (name, language, len(lemmas_of), positive, predicted, precision, recall, f1))
    if options.errors:
        show_errors(options.errors, lemmas_of, terms, wanted)


def score_lemmas(options, name, language):
    lemmas = set()
    for line in open(os.path.join(options.data, name), encoding="utf-8"):
        lemma, _, kind = line.rstrip("\n").partition("\t")
        letters = lemma.replace("ʻ", "").replace("ʼ", "")
        if letters.isalpha() and not kind.startswith(("NP", "ABBR")):
            lemmas.add(lemma.lower())
    lemmas = sorted(lemmas)
    terms = terms_of(options.command, language, lemmas)
    groups = groups_by(lambda l: terms[l], lemmas)
    shared = [l for l in lemmas if len(groups[terms[l]]) > 1]
    # Random pairs of lemmas that begin alike: those are what a stemmer is tempted to join.
    alike = [g for g in groups_by(lambda l: l[:3], lemmas).values() if len(g) > 1]
    chance = random.Random(1)
    sample = [chance.sample(chance.choice(alike), 2) for _ in range(20000)]
    joined = sum(terms[a] == terms[b] for a, b in sample)
    print("%-24s %-4s %7d   %.3f share a term with another lemma; "
          "%.4f of pairs that begin alike joined"
          % (name, language, len(lemmas), len(shared) / len(lemmas), joined / len(sample)))
    if options.errors:
        chance.shuffle(shared)
        for lemma in shared[:options.errors]:
            print("    joined  %s -> %s" % (" ".join(groups[terms[lemma]][:8]), terms[lemma]))


def main():
    parser = argparse.ArgumentParser(description="Scores a stemmer on pairs of forms.")
    parser.add_argument("--data", default=DATA)
    parser.add_argument("--only", default="", help="files whose name holds this text")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("a command to score is needed")
    if not os.path.isdir(options.data):
        print("skipped: no data at %s" % options.data)
        return
    print("%-24s %-4s %7s %9s %9s   P      R      F1"
          % ("file", "lang", "forms", "positive", "predicted"))
    for name, language, order in PARADIGMS:
        if options.only in name and os.path.exists(os.path.join(options.data, name)):
            score_paradigms(options, name, language, order)
    for name, language in LEMMAS:
        if options.only in name and os.path.exists(os.path.join(options.data, name)):
            score_lemmas(options, name, language)


if __name__ == "__main__":
    main()

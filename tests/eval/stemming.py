#!/usr/bin/env python3
"""Does stemming help in one language? The same engine with stems, with the words as written, and with their first five letters.

usage: stemming.py [--build DIR] [--data DIR]

daftar has no switch for it, so a small BM25 (k1 1.2, b .75) stands in: it differs from column to column in nothing but
the terms, which daftar-analyze makes. The last column is daftar itself. It or the stems under the words as written, by
more than chance (* p < .05), fails.
  sentences   the three longest words of a sentence find it: they stand there as written, so stems can only do harm,
              and fail where they do more than .01 of it (daftar puts passages with the typed forms first; the small
              engine does not)
  forms       the same, with up to three words put into their dictionary form
  titles      a law's title finds the law, which stands there without it
  topics      the topics of corpus/ find its articles in the same language, graded
"""
import argparse
import collections
import io
import json
import math
import os
import subprocess
import sys
import tempfile
import unicodedata

import clir
import corpus
import measures

APOSTROPHES = str.maketrans({c: "'" for c in "\u02bb\u02bc\u2018\u2019`\u00b4"} | {"\u00ad": None})
FAIL = 0.05
HARM = 0.01
# word lists of ../shared/data/words, and whether the lemma stands first
FORMS = {"en": [("eng.EWT.tsv", False)], "ru": [("rus.PUD.tsv", False)],
         "uz": [("uzb.TueCL.tsv", False), ("unimorph/uzb", True), ("unimorph/uzb_verbs", True)],
         "kk": [("unimorph/kaz", True), ("unimorph/kaz.noun.tsv", True)],
         "ky": [("kir.TueCL.tsv", False), ("unimorph/kir", True)], "tk": [("unimorph/tuk", True)]}


def folded(word):
    return unicodedata.normalize("NFKC", word).casefold().translate(APOSTROPHES)


def tokens(options, language, texts):
    """For each text its (word as written but folded, stem) pairs."""
    lines = [" ".join(text.split()) for text in texts]
    run = subprocess.run([os.path.join(options.build, "daftar-analyze"), "--lang", language],
                         input="\n".join(lines) + "\n", stdout=subprocess.PIPE, encoding="utf-8", check=True)
    ends, end = [], 0
    for line in lines:
        end += len(line.encode()) + 1
        ends.append(end)
    result, at = [[] for _ in lines], 0
    for row in run.stdout.splitlines():
        start, _, surface, _, stem = row.split("\t")
        while int(start) >= ends[at]:
            at += 1
        result[at].append((folded(surface), stem))
    return result


TERMS = {"words": lambda pair: pair[0], "stems": lambda pair: pair[1], "five letters": lambda pair: pair[0][:5]}


class Engine:
    def __init__(self, documents):
        self.counts = {name: collections.Counter(terms) for name, terms in documents.items()}
        self.lengths = {name: sum(counts.values()) for name, counts in self.counts.items()}
        self.mean = sum(self.lengths.values()) / len(documents)
        self.holders = collections.defaultdict(list)
        for name, counts in self.counts.items():
            for term in counts:
                self.holders[term].append(name)

    def search(self, terms):
        scores = collections.Counter()
        for term in set(terms):
            holders = self.holders.get(term, [])
            idf = math.log(1 + (len(self.counts) - len(holders) + 0.5) / (len(holders) + 0.5))
            for name in holders:
                count = self.counts[name][term]
                scores[name] += idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * self.lengths[name] / self.mean))
        return [name for name, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]


def longest(text):
    return " ".join(sorted(text.split(), key=len, reverse=True)[:3])


def lemmas(options, language):
    """form -> another word that is its lemma"""
    found = {}
    for name, lemma_first in FORMS.get(language, []):
        path = os.path.join(options.data, "../words", name)
        with open(path, encoding="utf-8") if os.path.exists(path) else io.StringIO() as file:
            for line in file:
                first, second = (folded(word) for word in (line.rstrip("\n").split("\t") + [""])[:2])
                form, lemma = (second, first) if lemma_first else (first, second)
                if lemma.strip("_") and form != lemma and " " not in form + lemma:
                    found.setdefault(form, lemma)
    return found


def in_dictionary_form(text, lemma_of):
    """None when no word of the text has another dictionary form that is known."""
    words = [folded(word.strip(".,;:!?()«»\"")) for word in text.split()]
    known = [lemma_of[word] for word in words if word in lemma_of][:3]
    rest = sorted((word for word in words if word not in lemma_of), key=len, reverse=True)
    return " ".join(known + rest[:3 - len(known)]) if known else None


def sets(options):
    """(set, language, documents, queries, judgements)"""
    data = clir.sets_in(options.data) if os.path.isdir(options.data) else {}
    for language, texts in data.get("sib", {}).items():
        yield "sentences", language, texts, {i: longest(t) for i, t in texts.items()}, {i: {i: 1} for i in texts}
        lemma_of = lemmas(options, language)
        asked = {i: in_dictionary_form(t, lemma_of) for i, t in texts.items()}
        asked = {i: query for i, query in asked.items() if query}
        if asked:
            yield "forms", language, texts, asked, {i: {i: 1} for i in asked}
    for language, titles in data.get("titles", {}).items():
        yield "titles", language, data["law"][language], titles, {i: {i: 1} for i in titles}
    yield from corpus_sets(options)


def corpus_sets(options):
    with open(os.path.join(options.corpus, "qrels.txt"), encoding="utf-8") as file:
        qrels = measures.read_qrels(file)
    topics = corpus.read_topics(os.path.join(options.corpus, "topics.tsv"))
    for language, titles in topics.items():
        code = language.lower()
        names = [n for n in os.listdir(options.corpus) if os.path.splitext(n)[0].endswith("-" + code)]
        texts = {n: corpus.run_program(options, "daftar-index", "--show", os.path.join(options.corpus, n)) for n in names}
        texts = {n: " ".join(p["text"] for p in json.loads(shown)["passages"]) for n, shown in texts.items()}
        judged = {t: {n: g for n, g in qrels[t].items() if n in texts} for t in titles}
        asked = [t for t in titles if any(judged[t].values())]
        yield "topics", language, texts, {t: titles[t] for t in asked}, {t: judged[t] for t in asked}


def compare(options, language, documents, queries, judged):
    """column -> nDCG@10 of each query"""
    code = language.split("-")[0]
    analysed = tokens(options, code, list(documents.values()) + list(queries.values()))
    results = {}
    for column, term_of in TERMS.items():
        terms = [[term_of(pair) for pair in pairs] for pairs in analysed]
        engine = Engine(dict(zip(documents, terms)))
        results[column] = [measures.ndcg(engine.search(query), judged[name])
                           for name, query in zip(queries, terms[len(documents):])]
    with tempfile.TemporaryDirectory(prefix="daftar-stemming.") as folder:
        names = {clir.encoded(str(number)): name for number, name in enumerate(documents)}
        index = clir.make_index(options, folder, {str(number): text for number, text in enumerate(documents.values())})
        hits = clir.ask(options, index, queries, "all")
        results["daftar"] = [measures.ndcg([names[n] for n in hits.get(q, [])], judged[q]) for q in queries]
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(clir.HERE, "../../build"))
    parser.add_argument("--corpus", default=os.path.join(clir.HERE, "../../corpus"))
    parser.add_argument("--data", default=clir.DATA)
    options = parser.parse_args()
    options.extra = []
    print("nDCG@10".ljust(20) + "queries  " + "".join(column.ljust(14) for column in [*TERMS, "daftar"]))
    worse = []
    for name, language, documents, queries, judged in sets(options):
        results = compare(options, language, documents, queries, judged)
        cells = []
        for column, values in results.items():
            chance = measures.difference_by_chance(values, results["words"], 1000)
            cells.append("%.3f%s" % (measures.mean(values), "*" if chance < FAIL else ""))
            harm = measures.mean(results["words"]) - measures.mean(values)
            allowed = HARM if (name, column) == ("sentences", "stems") else 0
            if column in ("stems", "daftar") and chance < FAIL and harm > allowed:
                worse.append("%s %s: %s" % (name, language, column))
        print(("%s %s" % (name, language)).ljust(20) + str(len(queries)).ljust(9) + "".join(c.ljust(14) for c in cells))
    for row in worse:
        print("worse than the words as written: " + row)
    return bool(worse)


if __name__ == "__main__":
    sys.exit(main())

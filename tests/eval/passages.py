#!/usr/bin/env python3
"""Scores passages of corpus/ against passages.tsv, where a passage is known by the words that it begins with.

usage: passages.py [--build DIR] [--corpus DIR] [-- OPTION...]

For every topic that has judged passages: nDCG@10 of the hits, and how many of the first three are of grade 2 or 3.
A passage that was not judged counts as 0; one that holds the beginnings of several has the best of their grades.
"""
import collections
import csv
import json
import os
import re
import tempfile

import corpus
import measures


def plain(text):
    """Without soft hyphens and what a line's end left behind them."""
    return " ".join(re.sub("\u00ad[\u2010-]?\\s*", "", text).split())


def read_judgements(path):
    """topic -> path -> [(beginning, grade)]"""
    judged = collections.defaultdict(lambda: collections.defaultdict(list))
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            judged[row["topic"]][row["path"]].append((row["begins"], int(row["grade"])))
    return judged


def grades_of(hits, judged):
    """The grade of each hit, in order."""
    return [max([grade for begins, grade in judged.get(hit["path"], []) if begins in plain(hit["text"])], default=0)
            for hit in hits]


def score(options, index, title, judged):
    answer = corpus.run_program(options, "daftar-search", "-i", index, "-n", "10", "--format", "json", *options.extra,
                                "--", title)
    grades = grades_of(json.loads(answer)["hits"], judged)
    ideal = sorted((grade for rows in judged.values() for _, grade in rows), reverse=True)[:10]
    return measures.gain(grades) / measures.gain(ideal), sum(grade >= 2 for grade in grades[:3])


def main():
    options = corpus.read_options(__doc__)
    judged = read_judgements(os.path.join(options.corpus, "passages.tsv"))
    topics = sorted(judged, key=int)
    print("nDCG@10   " + "".join(topic.ljust(8) for topic in topics) + "mean    first three of grade 2 or 3")
    with tempfile.TemporaryDirectory(prefix="passages-") as folder:
        index = corpus.make_index(options, os.path.join(folder, "index"))
        for language, titles in corpus.read_topics(os.path.join(options.corpus, "topics.tsv")).items():
            scores = [score(options, index, titles[topic], judged[topic]) for topic in topics]
            print(language.ljust(10) + "".join(("%.3f" % value).ljust(8) for value, _ in scores)
                  + "%.3f   %d of %d" % (measures.mean([v for v, _ in scores]), sum(n for _, n in scores), 3 * len(topics)))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Scores the topics of corpus/ against its judgements: every topic language, each layer alone and all together.

usage: corpus.py [--build DIR] [--corpus DIR] [--layers LIST] [--topics] [-- OPTION...]

The runs stay in BUILD/runs as LANGUAGE-LAYERS.run, plain TREC; measures.py says how trec_eval prints the same.
A layer's nDCG@10 is compared topic by topic with that of the stems alone: * p < .05, ** p < .01.
"""
import argparse
import csv
import os
import shutil
import subprocess
import sys

import measures

HERE = os.path.dirname(os.path.abspath(__file__))
LAYERS = ["none", "variant", "glossary", "mined", "cognate", "all"]
NOT_LANGUAGES = ("id", "narrative")
HITS = 100


def run_program(options, program, *arguments):
    done = subprocess.run([os.path.join(options.build, program), *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        sys.exit("%s failed: %s" % (program, done.stderr[-500:]))
    return done.stdout


def make_index(options, index):
    """A new one: what an update leaves dead still counts in the frequencies of words."""
    shutil.rmtree(index, ignore_errors=True)
    run_program(options, "daftar-index", "-q", "-i", index, "--exclude", "README.md", "--exclude", "qrels.txt",
                options.corpus)
    return index


def read_topics(path):
    """language -> topic -> title"""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {language: {row["id"]: row[language] for row in rows} for language in rows[0] if language not in NOT_LANGUAGES}


def make_run(options, index, language, titles, layers):
    """Writes the run and gives its lines back."""
    queries = os.path.join(options.runs, language + ".queries")
    with open(queries, "w", encoding="utf-8") as file:
        file.writelines("%s\t%s\n" % pair for pair in titles.items())
    out = run_program(options, "daftar-search", "-i", index, "--queries", queries, "--format", "trec", "--group",
                      "article", "-n", str(HITS), "--expand", layers, *options.extra)
    with open(os.path.join(options.runs, "%s-%s.run" % (language, layers.replace(",", "+"))), "w", encoding="utf-8") as file:
        file.write(out)
    return out.splitlines()


def mark(values, baseline):
    if values is baseline:
        return "  "
    p = measures.difference_by_chance(values, baseline)
    return "**" if p < 0.01 else "* " if p < 0.05 else "  "


def print_layers(options, scores):
    print("nDCG@10".ljust(10) + "".join(layers.ljust(10) for layers in options.layers))
    for language, by_layers in scores.items():
        baseline = by_layers[options.layers[0]]["nDCG@10"]
        cells = ["%.3f%s" % (measures.mean(by_layers[layers]["nDCG@10"]), mark(by_layers[layers]["nDCG@10"], baseline))
                 for layers in options.layers]
        print(language.ljust(10) + "".join(cell.ljust(10) for cell in cells).rstrip())
    means = [measures.mean([measures.mean(scores[l][layers]["nDCG@10"]) for l in scores]) for layers in options.layers]
    print("mean".ljust(10) + "".join(("%.3f" % value).ljust(10) for value in means).rstrip())


def print_measures(options, scores):
    last = options.layers[-1]
    print("\n%-10s" % last + "".join(name.ljust(9) for name in measures.MEASURES))
    means = {}
    for language in scores:
        means[language] = [measures.mean(scores[language][last][name]) for name in measures.MEASURES]
        print(language.ljust(10) + "".join(("%.4f" % value).ljust(9) for value in means[language]).rstrip())
    columns = list(zip(*means.values()))
    print("mean".ljust(10) + "".join(("%.4f" % measures.mean(column)).ljust(9) for column in columns).rstrip())
    print("%s is %.3f behind %s" % (min(means, key=lambda l: means[l][0]), max(columns[0]) - min(columns[0]),
                                    max(means, key=lambda l: means[l][0])))


def print_topics(options, scores, qrels):
    """nDCG@10 of each topic, a column a language."""
    print("\ntopic     " + "".join(language.ljust(9) for language in scores))
    for place, topic in enumerate(sorted(qrels)):
        cells = ["%.2f" % scores[l][options.layers[-1]]["nDCG@10"][place] for l in scores]
        print(topic.ljust(10) + "".join(cell.ljust(9) for cell in cells).rstrip())


def read_options(doc, add=None):
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(HERE, "../../build"))
    parser.add_argument("--corpus", default=os.path.join(HERE, "../../corpus"))
    if add:
        add(parser)
    parser.add_argument("extra", nargs="*", help="further arguments of daftar-search, after --")
    return parser.parse_args()


def add_options(parser):
    parser.add_argument("--layers", default=",".join(LAYERS), help="semicolon: a combination; comma: the next column")
    parser.add_argument("--topics", action="store_true", help="every topic too")


def main():
    options = read_options(__doc__, add_options)
    options.layers = [layers.replace(";", ",") for layers in options.layers.split(",")]
    options.runs = os.path.join(options.build, "runs")
    os.makedirs(options.runs, exist_ok=True)
    index = make_index(options, os.path.join(options.runs, "index"))
    with open(os.path.join(options.corpus, "qrels.txt"), encoding="utf-8") as file:
        qrels = measures.read_qrels(file)
    scores = {}
    for language, titles in read_topics(os.path.join(options.corpus, "topics.tsv")).items():
        runs = {layers: make_run(options, index, language, titles, layers) for layers in options.layers}
        scores[language] = {layers: measures.score(measures.read_run(lines), qrels) for layers, lines in runs.items()}
    print_layers(options, scores)
    print_measures(options, scores)
    if options.topics:
        print_topics(options, scores, qrels)


if __name__ == "__main__":
    main()

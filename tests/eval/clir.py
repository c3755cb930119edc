#!/usr/bin/env python3
"""Scores search across languages: does a question in one find its answer in another?

usage: clir.py [--quick] [--layers LIST] [--only TEXT] [--misses N] [--sample N] [--keep DIR] [--build DIR] [--data DIR]

Every language of every set is an index of its own; the queries of the other languages are put to
it once a choice of layers (`none`, each alone, `all`). A set that is not there is skipped.
  news      sentences; the same sentence in another language is the one right answer
  headline  the first eight words of the same sentences
  article   an article of the Declaration of Human Rights finds its translation
  title     a law's title finds the law's text, which stands there without it
  same      both sides in one language: what the layers cost where they are not needed
"""
import argparse
import collections
import concurrent.futures
import math
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "../../../shared/data/clir")
LAYERS = ["none", "variant", "glossary", "mined", "cognate", "all"]
HITS = 10
HEADLINE_WORDS = 8

SIB = {"en": "eng_Latn", "ru": "rus_Cyrl", "uz": "uzn_Latn", "kk": "kaz_Cyrl", "ky": "kir_Cyrl",
       "tg": "tgk_Cyrl", "tk": "tuk_Latn"}
UDHR = {"en": "eng", "ru": "rus", "uz": "uzn_latn", "uz-Cyrl": "uzn_cyrl", "kk": "kaz", "ky": "kir",
        "tg": "tgk", "tk": "tuk_latn", "tk-Cyrl": "tuk_cyrl", "kaa": "kaa"}
CENTRAL = ["uz", "kk", "ky", "tg", "tk"]


def unquoted(text):
    """Some of the sentences carry the quotation marks of a CSV file."""
    return text[1:-1].replace('""', '"') if text[:1] == text[-1:] == '"' else text


def rows(path):
    with open(path, encoding="utf-8") as lines:
        pairs = (line.rstrip("\n").split("\t", 1) for line in lines if "\t" in line)
        return {identifier: unquoted(text) for identifier, text in pairs}


def sets_in(data):
    """set -> language -> id -> text; `titles` are queries only."""
    found = collections.defaultdict(dict)
    for code, name in SIB.items():
        path = os.path.join(data, "sib200", name + ".tsv")
        if os.path.exists(path):
            found["sib"][code] = rows(path)
    for code, name in UDHR.items():
        folder = os.path.join(data, "udhr", name)
        if os.path.isdir(folder):
            found["udhr"][code] = {
                os.path.splitext(f)[0]: without_number(open(os.path.join(folder, f), encoding="utf-8").read())
                for f in sorted(os.listdir(folder))}
    for code in ("ru", "uz"):
        path = os.path.join(data, "uzlaw-dev")
        if os.path.isdir(path):
            found["law"][code] = rows(os.path.join(path, "passages-notitle.%s.tsv" % code))
            found["titles"][code] = rows(os.path.join(path, "queries.%s.tsv" % code))
    return found


def without_number(text):
    """The line `Article 3` would give the answer away."""
    head, _, rest = text.partition("\n")
    return rest if any(c.isdigit() for c in head) else text


def first_words(text):
    return " ".join(text.split()[:HEADLINE_WORDS])


class Task:
    def __init__(self, kind, name, source, target, queries):
        self.kind, self.name, self.source, self.target = kind, name, source, target
        self.queries = queries

    def label(self):
        return "%s→%s" % (self.source, self.target)


def tasks_of(sets, quick):
    sib, udhr, titles = sets["sib"], sets["udhr"], sets["titles"]
    pairs = [(a, b) for a in sib for b in sib if a != b and (a in ("en", "ru") or b in ("en", "ru"))]
    if quick:
        pairs = [(a, b) for a, b in pairs if a in ("en", "ru")]
    for a, b in pairs:
        if not quick:
            yield Task("news", "sib", a, b, sib[a])
        yield Task("headline", "sib", a, b, {i: first_words(t) for i, t in sib[a].items()})
    for a in udhr:
        for b in udhr:
            if a != b and not quick or (a in ("en", "ru", "uz") and b == "kaa"):
                heads = {i: first_words(t) for i, t in udhr[a].items()}
                yield Task("kaa" if b == "kaa" and a in ("en", "ru", "uz") else "article", "udhr", a, b, heads)
    for a in titles:
        for b in sets["law"]:
            yield Task("title" if a != b else "same", "law", a, b, titles[a])
    for a in sib:
        yield Task("same", "sib", a, a, {i: " ".join(t.split()[::2][:HEADLINE_WORDS]) for i, t in sib[a].items()})


def encoded(identifier):
    return identifier + ".txt"


def make_index(options, folder, texts):
    files, index = os.path.join(folder, "files"), os.path.join(folder, "index")
    if os.path.isdir(index):
        return index
    os.makedirs(files)
    for identifier, text in texts.items():
        with open(os.path.join(files, encoded(identifier)), "w", encoding="utf-8") as out:
            out.write(text + "\n")
    subprocess.run([os.path.join(options.build, "daftar-index"), "-q", "-j", "2", "-i", index, files], check=True)
    return index


def ask(options, index, queries, layers):
    """query id -> names of the hits in their order."""
    lines = "".join("%s\t%s\n" % (i, " ".join(t.split())) for i, t in queries.items())
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.write(lines)
        file.flush()
        run = subprocess.run([os.path.join(options.build, "daftar-search"), "-i", index, "--queries", file.name,
                              "--format", "trec", "--group", "article", "-n", str(HITS), "--expand", layers]
                             + options.extra, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    if run.returncode:
        sys.exit("daftar-search failed: " + run.stderr[-500:])
    hits = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        fields = line.split()
        hits[fields[0]].append(fields[2])
    return hits


def score(task, hits):
    """S@1, S@10, MRR, nDCG@10: of one right answer the last is a matter of its rank alone."""
    sums = [0.0] * 4
    for identifier in task.queries:
        found = hits.get(identifier, [])
        name = encoded(identifier)
        if name in found:
            rank = found.index(name) + 1
            sums[0] += rank == 1
            sums[1] += 1
            sums[2] += 1 / rank
            sums[3] += 1 / math.log2(rank + 1)
    return [s / len(task.queries) for s in sums]


def show_misses(options, task, hits):
    missed = [i for i in task.queries if encoded(i) not in hits.get(i, [])]
    for identifier in missed[:options.misses]:
        print("    %s\t%s" % (identifier, " ".join(task.queries[identifier].split())[:200]))


def run_task(options, indexes, task):
    results = {}
    for layers in options.layers:
        hits = ask(options, indexes[task.name, task.target], task.queries, layers)
        results[layers] = (score(task, hits), hits)
    return results


def print_row(name, columns):
    print("%-18s " % name + "  ".join(" ".join("%.3f" % v for v in values) for values in columns))


def print_results(options, tasks, results):
    by_kind = collections.defaultdict(list)
    for task, result in zip(tasks, results):
        by_kind[task.kind].append((task, result))
    print("%-18s " % "S@1 S@10 MRR nDCG" + "  ".join("%-23s" % layers for layers in options.layers))
    means = {}
    for kind, rows_of_kind in by_kind.items():
        print(kind)
        for task, result in rows_of_kind:
            if not options.brief:
                print_row("  %s %s" % (task.name, task.label()), [result[l][0] for l in options.layers])
            if options.misses:
                show_misses(options, task, result[options.layers[-1]][1])
        means[kind] = [[sum(r[l][0][m] for _, r in rows_of_kind) / len(rows_of_kind) for m in range(4)]
                       for l in options.layers]
        print_row("  mean", means[kind])
    return means


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer pairs")
    parser.add_argument("--brief", action="store_true", help="the means alone")
    parser.add_argument("--layers", default=",".join(LAYERS), help="semicolon: a combination; comma: the next column")
    parser.add_argument("--only", default="", help="tasks whose kind, set or pair holds this")
    parser.add_argument("--misses", type=int, default=0, help="queries without their answer, a task")
    parser.add_argument("--sample", type=int, default=1, help="every N-th query alone: to tune with")
    parser.add_argument("--keep", help="a directory in which the indexes stay, and are found again")
    parser.add_argument("--build", default=os.path.join(HERE, "../../build"))
    parser.add_argument("--data", default=DATA)
    parser.add_argument("extra", nargs="*", help="further arguments of daftar-search, after --")
    options = parser.parse_args()
    options.layers = [l.replace(";", ",") for l in options.layers.split(",")]
    if not os.path.isdir(options.data):
        print("skipped: no %s" % options.data)
        return
    started = time.time()
    sets = sets_in(options.data)
    tasks = [t for t in tasks_of(sets, options.quick)
             if options.only in "%s %s %s" % (t.kind, t.name, t.label())]
    for task in tasks:
        task.queries = dict(list(task.queries.items())[::options.sample])
    needed = sorted({(t.name, t.target) for t in tasks})
    with tempfile.TemporaryDirectory(prefix="clir-") as folder:
        folder = options.keep or folder
        indexes = {}
        for name, language in needed:
            place = os.path.join(folder, name + "-" + language)
            indexes[name, language] = make_index(options, place, sets[name][language])
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda task: run_task(options, indexes, task), tasks))
    print_results(options, tasks, results)
    print("%d tasks, %.0f s" % (len(tasks), time.time() - started))


if __name__ == "__main__":
    sys.exit(main())

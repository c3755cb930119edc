"""parts_search.py: what searching costs: warm, cold, as a process, with facets, printed, and as the texts grow."""
import json
import os
import shutil
import subprocess

from measure import QUERIES, SHARED, ask, median, run, size_of
from parts_index import fresh
from texts import Growth, read_texts

PROCESSES = 25


def milliseconds(line):
    return f"p50 {line['p50']:.2f}, p95 {line['p95']:.2f}, p99 {line['p99']:.2f} ms"


def part_latency(bench):
    bench.ensure_index()
    for state in ("warm", "cold"):
        bench.head(f"queries, files in memory" if state == "warm" else "queries, index opened anew and files not in memory")
        for name, line in bench.latency(bench.index, state == "cold").items():
            bench.say(f"{state}, {name}", milliseconds(line), **line)


def part_process(bench):
    bench.ensure_index()
    query = QUERIES.read_text().splitlines()[0]
    for name, command in (("process", ["-i", bench.index, query]), ("process, --version", ["--version"])):
        turns = [run([bench.build / "daftar-search", *command]) for _ in range(PROCESSES)]
        middle, least = median(turns, "seconds") * 1e3, min(t["seconds"] for t in turns) * 1e3
        bench.say(name, f"median {middle:.1f}, least {least:.1f} ms from start to end", median=middle, least=least)


def growth_place(bench):
    return bench.work / "growth", bench.work / "growth-index"


def part_growth(bench):
    texts, index = growth_place(bench)
    growth = Growth(read_texts(bench.files))
    bench.head(f"growth: paragraphs dealt anew, vocabulary as the text to the power of {growth.exponent:.2f}")
    first, factor = None, 1
    while factor <= bench.growth:
        growth.write(texts, factor // 2 + 1, factor)
        cost = fresh(bench, index, texts)
        text, size, line = size_of(texts), size_of(index), bench.latency(index)["all"]
        first = first or line
        bench.say(f"x{factor}", f"{text / 1e6:.0f} MB, {len(growth.known) / 1e3:.0f} thousand words: "
                  f"{text / 1e6 / cost['seconds']:.1f} MB/s, {text / 1e6 / cost['processor']:.2f} a second of processor, index "
                  f"{size / text:.2f}, {cost['mib']:.0f} MiB; p50 {line['p50']:.2f}, p99 {line['p99']:.2f} ms: "
                  f"{line['p50'] / first['p50']:.1f} and {line['p99'] / first['p99']:.1f} times",
                  text=text, words=len(growth.known), bytes=size, **cost, p50=line["p50"], p99=line["p99"])
        factor *= 2


def part_print(bench):
    """Facets on the largest corpus of part growth; pages on it too."""
    bench.head("facets and pages")
    texts, index = growth_place(bench)
    if not index.exists():
        Growth(read_texts(bench.files)).write(texts, 1, min(4, bench.growth))
        fresh(bench, index, texts)
    with QUERIES.open() as queries:
        lines = ask([bench.build / "tests/bench/present", index], stdin=queries).splitlines()
    for line in map(json.loads, lines):
        if "format" in line:
            bench.say(f"a page as {line['format']}", f"mean {line['mean']:.2f}, most {line['most']:.2f} ms", **line)
        else:
            bench.say("facets" if "all" in line["facets_of"] or ":" in line["facets_of"] else "facets of a query",
                      f"{line['passages']} passages searched in {line['search']:.1f} ms; 1 to 5 facets take "
                      f"{', '.join(str(line[str(n)]) for n in range(1, 6))} ms more", **line)
    shutil.rmtree(texts)
    shutil.rmtree(index)


def say_together(bench, files, environment):
    """A reader for each core at the same time: the last column of each, by the clock, added up."""
    command = [bench.build / "tests/bench/readers", *files]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(os.cpu_count())]
    columns = [line.split() for child in children for line in child.communicate()[0].splitlines()[1:]]
    for name in ("html", "docx", "pdf"):
        each = [float(column[8]) for column in columns if column[0] == name]
        if each:
            bench.say(f"real {name}, {len(each)} at once", f"{sum(each):.1f} MB of text a second by the clock", together=sum(each))


def part_readers(bench):
    """Real files where they are there, and 5 MB of the texts as a page and as a document."""
    bench.head("readers")
    environment = {**os.environ, "DAFTAR_READER": str(bench.build / "daftar-reader")}
    made = bench.work / "made"
    ask(["python3", bench.root / "tests/bench/office.py", made, *[f for f in bench.files if f.stat().st_size < 200000][:600]])
    sets = {"made": [f"{made}.html", f"{made}.docx"]}
    if (SHARED / "files").exists():
        sets["real"] = sorted(f for f in (SHARED / "files").rglob("*") if f.is_file())
    if not shutil.which("pdftotext"):
        bench.say("pdftotext", "not installed")
    for name, files in sets.items():
        table = ask([bench.build / "tests/bench/readers", *files], env=environment).splitlines()
        for line in table:
            bench.say(f"{name} {line.split()[0]}", line[6:], line=line)
    if "real" in sets:
        say_together(bench, sets["real"], environment)

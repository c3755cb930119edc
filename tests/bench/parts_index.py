"""parts_index.py: what indexing costs: by workers, by stages, again after changes, of one large file, and beside others."""
import json
import os
import random
import shutil
import sqlite3
import time

from measure import ask, best, median, run, size_of
from texts import Growth, read_texts, uzbek

TURNS = 3
UPDATES = 100


def indexer(bench, index, *more):
    return run([bench.build / "daftar-index", "-q", "-i", index, *more])


def fresh(bench, index, texts, *more):
    shutil.rmtree(index, ignore_errors=True)
    return indexer(bench, index, *more, texts)


def part_index(bench):
    bench.head(f"indexing {bench.bytes / 1e6:.1f} MB of {bench.what}, {len(bench.files)} files")
    for jobs in sorted({1, 2, os.cpu_count()}):
        turns = [fresh(bench, bench.index, bench.texts, "-j", jobs) for _ in range(TURNS)]
        taken = best(turns)
        bench.say(f"-j {jobs}", f"{bench.bytes / 1e6 / taken['seconds']:.1f} MB/s; {taken['processor']:.1f} s of processor, "
                  f"{taken['mib']:.0f} MiB at most", mb_per_second=bench.bytes / 1e6 / taken["seconds"], **taken)
    size = size_of(bench.index)
    bench.say("index", f"{size / 1e6:.1f} MB, {size / bench.bytes:.2f} of the text", bytes=size, ratio=size / bench.bytes)


def say_analysis(bench, language, text, what=""):
    figures = json.loads(ask([bench.build / "tests/bench/analysis", language], input=text))
    shares = ", ".join(f"{name} {figures[name] * 100:.0f} %" for name in ("language", "breaks", "words"))
    small = "" if figures["new"] < .05 else f"; {figures['new'] * 100:.0f} % of the words are new: too small to warm the cache"
    bench.say(f"analysis, {language}{what}", f"{figures['mb_per_second']:.1f} MB/s a core, {figures['again']:.1f} with known words, "
              f"on {figures['mb']:.2f} MB ({shares}){small}", **figures)
    return figures


def part_stages(bench):
    """What a core does in each stage; what is left of -j 1 is postings, compression and merging."""
    bench.head("stages of indexing, MB of text a second of processor")
    whole = fresh(bench, bench.index, bench.texts, "-j", 1)["processor"]
    table = ask([bench.build / "tests/bench/readers", *bench.files],
                env={**os.environ, "DAFTAR_READER": str(bench.build / "daftar-reader")})
    read = article = 0.0
    for line in table.splitlines()[1:]:
        _, _, _, text, _, per_second, recognised, *_ = line.split()
        read += float(text) / float(per_second)
        article += float(text) / float(recognised)
    figures = say_analysis(bench, "ru", "\n\n".join(read_texts(bench.files)))
    analysis = bench.bytes / 1e6 / figures["mb_per_second"] * (1 - figures["language"])
    stages = {"reading": read, "articles and passages": article, "words": analysis,
              "postings, merging": max(0, whole - read - article - analysis)}
    for name, seconds in stages.items():
        bench.say(name, f"{bench.bytes / 1e6 / seconds:.1f} MB/s, {seconds / whole * 100:.0f} % of {whole:.1f} s",
                  seconds=seconds, share=seconds / whole)
    text = uzbek(bench.build)
    if text:
        say_analysis(bench, "uz", text)
        growth = Growth([text])
        say_analysis(bench, "uz", "\n\n".join(p for copy in range(1, bench.growth + 1) for p in growth.deal(copy)),
                     f", x{bench.growth}")


def part_update(bench):
    bench.head("updates")
    full = fresh(bench, bench.index, bench.texts)
    again = best([indexer(bench, bench.index, bench.texts) for _ in range(TURNS)])
    bench.say("unchanged", f"{again['seconds']:.2f} s for {len(bench.files)} files", files=len(bench.files), **again)
    changed = random.Random(1).sample(bench.files, max(1, len(bench.files) // 100))
    kept = {file: file.read_bytes() for file in changed}
    for file in changed:
        file.write_bytes(kept[file] + b"\n\nOne more line.\n")
    update = indexer(bench, bench.index, bench.texts)
    share = update["processor"] / full["processor"]
    bench.say("1 % changed", f"{update['seconds']:.2f} s, {share * 100:.1f} % of the work of a full build", share=share,
              **update)
    costs = []
    for number in range(UPDATES):
        file = changed[number % len(changed)]
        file.write_bytes(kept[file] + f"\n\nChange {number}.\n".encode())
        costs.append(indexer(bench, bench.index, bench.texts))
    other = bench.work / "fresh"
    fresh(bench, other, bench.texts)
    size = size_of(bench.index) / size_of(other)
    after, before = ([bench.latency(i)["all"] for _ in range(TURNS)] for i in (bench.index, other))
    query = median(after, "processor") / median(before, "processor")
    bench.say(f"{UPDATES} updates", f"{median(costs, 'seconds'):.2f} s each; then size {size:.2f}, queries {query:.2f} of a "
              "fresh index (processor)", seconds=median(costs, "seconds"), size=size, query=query)
    for file in changed:
        file.write_bytes(kept[file])
    shutil.rmtree(bench.index)


def part_many(bench):
    many = bench.work / "many"
    for i in range(10000):
        place = many / str(i // 100)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{i}.txt").write_text(f"Article {i}\n\nWater and roads, number {i}.\n")
    index = bench.work / "many-index"
    fresh(bench, index, many)
    taken = best([indexer(bench, index, many) for _ in range(TURNS)])
    bench.say("10,000 unchanged files", f"{taken['seconds']:.2f} s", **taken)


def part_large(bench):
    place = bench.work / "large"
    place.mkdir()
    text = b"\n\n".join(f.read_bytes() for f in bench.files)
    with open(place / "large.txt", "wb") as out:
        for _ in range(max(1, bench.large * 1000000 // len(text))):
            out.write(text)
    taken = fresh(bench, bench.work / "large-index", place)
    size = size_of(place)
    bench.say("one large file", f"{size / 1e6:.0f} MB: {size / 1e6 / taken['seconds']:.1f} MB/s, {taken['mib']:.0f} MiB at most",
              text=size, **taken)
    shutil.rmtree(place)
    shutil.rmtree(bench.work / "large-index")


# ---- other programs ----

def peer_daftar(bench, place):
    return fresh(bench, place, bench.texts)


def peer_omindex(bench, place):
    return run(["omindex", "--db", place, "--overwrite", "--url", "/", "--mime-type=md:text/plain", bench.texts])


def peer_recollindex(bench, place):
    place.mkdir()
    (place / "recoll.conf").write_text(f"topdirs = {bench.texts}\nidxflushmb = 64\n")
    (place / "mimemap").write_text(".md = text/plain\n")
    return run(["recollindex", "-c", place, "-z"])


def peer_fts5(bench, place):
    place.mkdir()
    begun = time.monotonic(), time.process_time()
    database = sqlite3.connect(place / "fts.db")
    database.execute("create virtual table t using fts5(path, body)")
    database.executemany("insert into t values (?, ?)", ((str(f), f.read_text(errors="replace")) for f in bench.files))
    database.commit()
    database.close()
    return {"seconds": time.monotonic() - begun[0], "processor": time.process_time() - begun[1], "mib": 0}


def part_peers(bench):
    bench.head("other programs on the same files, in turns")
    peers = {"daftar": peer_daftar, "omindex": peer_omindex, "recollindex": peer_recollindex, "fts5": peer_fts5}
    for name in ("omindex", "recollindex"):
        if not shutil.which(name):
            bench.say(name, "not installed")
            del peers[name]
    turns = {name: [] for name in peers}
    sizes = {}
    for _ in range(TURNS):
        for name, peer in peers.items():
            place = bench.work / f"peer-{name}"
            shutil.rmtree(place, ignore_errors=True)
            turns[name].append(peer(bench, place))
            sizes[name] = size_of(place)
            shutil.rmtree(place)
    ours = best(turns["daftar"])["seconds"]
    for name in peers:
        taken = best(turns[name])
        bench.say(name, f"{bench.bytes / 1e6 / taken['seconds']:.1f} MB/s, {taken['processor']:.1f} s of processor, index "
                  f"{sizes[name] / bench.bytes:.2f} of the text; {taken['seconds'] / ours:.2f} times the time of daftar",
                  times=taken["seconds"] / ours, bytes=sizes[name], **taken)

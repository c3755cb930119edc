#!/usr/bin/env python3
"""bench.py: speed, size and memory, in one table and as JSON (BUILD/bench.json).

On ../shared/data/speed (30 MB of Russian), else on copies of corpus/. What is compared is measured in one run and in turns,
so that ratios hold on a machine that has other work. What is not installed is left out and said.
"""
import argparse
import json
import os
import pathlib
import tempfile

import parts_index
import parts_search
from measure import QUERIES, ROOT, Figures, ask
from texts import text_files, unpack

PARTS = {name[5:]: part for module in (parts_index, parts_search) for name, part in vars(module).items()
         if name.startswith("part_")}


class Bench(Figures):
    def __init__(self, options, work):
        super().__init__()
        self.build, self.work, self.root = options.build.resolve(), work, ROOT
        self.growth, self.large = options.growth, options.large
        self.texts, self.index = work / "texts", work / "index"
        self.what = unpack(self.texts)
        self.files = text_files(self.texts)
        self.bytes = sum(len(f.read_bytes()) for f in self.files)  # and into the system's cache, for whoever comes first

    def ensure_index(self):
        if not self.index.exists():
            parts_index.fresh(self, self.index, self.texts)

    def latency(self, index, cold=False):
        with QUERIES.open() as queries:
            lines = ask([self.build / "tests/bench/latency", *(["--cold"] if cold else []), index], stdin=queries)
        return {line["expand"]: line for line in map(json.loads, lines.splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.environ.get("BUILD", ROOT / "build"), type=pathlib.Path)
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--growth", default=8, type=int, help="up to so many times the texts (default: 8, of 240 MB)")
    parser.add_argument("--large", default=300, type=int, help="MB of the one large file (default: 300)")
    options = parser.parse_args()
    for name in options.only.split(","):
        if name not in PARTS:
            parser.error(f"{name}: not one of {','.join(PARTS)}")
    with tempfile.TemporaryDirectory(prefix="daftar-bench.") as work:
        bench = Bench(options, pathlib.Path(work))
        for name in options.only.split(","):
            PARTS[name](bench)
    place = options.build / "bench.json"
    place.write_text(json.dumps({"text": bench.bytes, "files": len(bench.files), **bench.all}, indent=1) + "\n")
    print(f"\nwritten to {place}")


if __name__ == "__main__":
    main()

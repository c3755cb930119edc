"""measure.py: runs what is measured, and keeps its figures for the table and the JSON."""
import os
import pathlib
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
QUERIES = ROOT / "tests" / "bench" / "queries.txt"


def run(command, **more):
    """Runs to the end; seconds of clock and processor, MiB at most of the largest process."""
    begun = time.monotonic()
    child = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
    error = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - begun
    child.stderr.close()
    if child.returncode not in (0, 1):
        raise SystemExit(f"bench: {command[0]}: {error.decode(errors='replace')}")
    return {"seconds": seconds, "processor": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}


def ask(command, **more):
    """What a program prints."""
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, **more).stdout


def best(turns):
    """The turn that other work on the machine disturbed least."""
    return min(turns, key=lambda turn: turn["seconds"])


def median(turns, name):
    return statistics.median(turn[name] for turn in turns)


def size_of(place):
    return sum(f.stat().st_size for f in pathlib.Path(place).rglob("*") if f.is_file())


class Figures:
    """One line a figure, as it is found; `all` is what becomes JSON."""

    def __init__(self):
        self.all = {}

    def head(self, text):
        print(f"\n{text}", flush=True)

    def say(self, _name, _said, **figures):
        self.all[_name] = figures
        print(f"  {_name:26} {_said}", flush=True)

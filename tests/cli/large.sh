#!/bin/bash
# large.sh: a text file of 200 MB is indexed whole, within the ceiling of memory, and found; so is one without a line end.
set -eu
work=$(mktemp -d /tmp/daftar-large.XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir "$work/texts"

python3 - "$work/texts" <<'END'
import random, sys
random.seed(1)
syllables = ["ka", "ro", "mi", "ta", "len", "su", "dor", "pe", "vi", "nag", "zur", "ol"]
words = ["".join(random.choice(syllables) for _ in range(random.randint(2, 4))) for _ in range(30000)]
with open(sys.argv[1] + "/large.txt", "w") as out:
    written = 0
    while written < 200_000_000:
        text = " ".join(random.choices(words, k=80)).capitalize() + ".\n\n"
        out.write(text)
        written += len(text)
    out.write("The last pelican stands here, beside the reservoir. " + "It looks at the water and waits for the fish. " * 12)
END

python3 - "$BUILD/daftar-index" -q -j 1 -i "$work/index" "$work/texts" <<'END'
import os, resource, sys, time
begun = time.monotonic()
code = os.spawnv(os.P_WAIT, sys.argv[1], sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"200 MB in {time.monotonic() - begun:.0f} s, {used.ru_maxrss / 1024:.0f} MiB at most")
sys.exit(code or used.ru_maxrss > 300 * 1024)
END
"$BUILD/daftar-search" -i "$work/index" --expand none --format tsv '"last pelican"' | cut -f3,5 | grep -qx 'large.txt	en'
"$BUILD/daftar-index" -i "$work/index" --verify
echo ok

#!/bin/bash
# bench.sh: speed and memory of indexing, and times of searching; on ../shared/data/speed, else on copies of corpus/.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
data=$root/../shared/data/speed
work=$(mktemp -d /tmp/daftar-bench.XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir "$work/texts"
if [ -f "$data/ru-docs.tar.xz" ]; then
    tar -xf "$data/ru-docs.tar.xz" -C "$work/texts"
else
    echo 'bench: no ../shared/data/speed; using copies of corpus/'
    for i in $(seq 60); do cp -r "$root/corpus" "$work/texts/$i"; done
fi
find "$work/texts" -type f -exec cat {} + >/dev/null
bytes=$(find "$work/texts" -type f \( -name '*.md' -o -name '*.txt' \) -printf '%s\n' | awk '{ sum += $1 } END { print sum }')

index() { # JOBS
    rm -rf "$work/index"
    python3 - "$bytes" "$1" "$BUILD/daftar-index" -q -i "$work/index" -j "$1" "$work/texts" <<'END'
import os, sys, time, resource
size, jobs = int(sys.argv[1]), sys.argv[2]
begun = time.monotonic()
code = os.spawnv(os.P_WAIT, sys.argv[3], sys.argv[3:])
seconds = time.monotonic() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"indexing, -j {jobs}: {size / 1e6:.1f} MB in {seconds:.2f} s: {size / 1e6 / seconds:.1f} MB/s; "
      f"{used.ru_utime + used.ru_stime:.2f} s of processor, {used.ru_maxrss / 1024:.0f} MiB at most")
sys.exit(code)
END
}

index "$(nproc)"
index 1
size=$(du -sb "$work/index" | cut -f1)
awk "BEGIN { printf \"index: %.1f MB, %.2f of the text\n\", $size / 1e6, $size / $bytes }"

find "$work/texts" -name '*.txt' -exec cat {} + | "$BUILD/tests/bench/analysis" ru
uzbek=$root/../shared/data/clir/uzlaw-dev/passages-notitle.uz.tsv
[ -e "$uzbek" ] && cut -f2 "$uzbek" | sed 's/  /\n\n/g' | "$BUILD/tests/bench/analysis" uz

# Readers: real files where they are there, and 5 MB of the same text as HTML and DOCX.
readers() {
    DAFTAR_READER="$BUILD/daftar-reader" "$BUILD/tests/bench/readers" "$@"
}
command -v pdftotext >/dev/null || echo 'bench: no pdftotext to compare with'
files=$root/../shared/data/files
[ -d "$files" ] && find "$files" -type f -print0 | DAFTAR_READER="$BUILD/daftar-reader" xargs -0 "$BUILD/tests/bench/readers"
find "$work/texts" -type f -size -200k | sort | head -600 | tr '\n' '\0' | xargs -0 python3 "$root/tests/bench/office.py" "$work/made"
echo 'text as a page and as a document:'
readers "$work/made.html" "$work/made.docx"

"$BUILD/tests/bench/latency" "$work/index" <"$root/tests/bench/queries.txt"
"$BUILD/tests/bench/present" "$work/index" <"$root/tests/bench/queries.txt"

query=$(head -1 "$root/tests/bench/queries.txt")
for i in 1 2 3 4 5 6 7; do
    sync
    [ -w /proc/sys/vm/drop_caches ] && echo 1 >/proc/sys/vm/drop_caches 2>/dev/null || true
    begun=$(date +%s%N)
    "$BUILD/daftar-search" -i "$work/index" "$query" >/dev/null || true
    echo $((($(date +%s%N) - begun) / 10000))
done | sort -n | awk '{ t[NR] = $1 / 100 } END { printf "a process from start to end, files not cached where allowed: median %.1f ms\n", t[int((NR + 1) / 2)] }'
for i in $(seq 15); do
    begun=$(date +%s%N)
    "$BUILD/daftar-search" -i "$work/index" "$query" >/dev/null || true
    echo $((($(date +%s%N) - begun) / 10000))
done | sort -n | awk '{ t[NR] = $1 / 100 } END { printf "a process from start to end, files cached: median %.1f ms\n", t[int((NR + 1) / 2)] }'

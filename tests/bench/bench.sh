#!/bin/bash
# bench.sh: speed, memory and size of indexing, and the time of queries, over ../shared/data/speed; the same
# work by omindex and recollindex when they are installed, side by side. Prints a table; JSON goes to $BUILD/bench.json.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${BUILD:-$PWD/build}
data=${SPEED_DATA:-../shared/data/speed/ru-docs.tar.xz}
[ -e "$data" ] || { echo "bench: $data is not here: skipped"; exit 0; }
work=$(mktemp -d "$build/bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/text"
tar -xJf "$data" -C "$work/text"
bytes=$(find "$work/text" -type f -printf '%s\n' | awk '{s += $1} END {print s}')
json="$build/bench.json"
echo "{\"bytes\":$bytes" >"$json"
printf '%-28s %8s %8s %8s %8s\n' "indexing $((bytes / 1000000)) MB" 's' 'MB/s' 'peak MB' 'size x'

# measure NAME INDEX COMMAND...: one run, one row
measure() {
    local name=$1 index=$2
    shift 2
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >/dev/null 2>"$work/err" || true
    local size
    size=$(du -sb "$index" | cut -f1)
    awk -v name="$name" -v bytes="$bytes" -v size="$size" -v json="$json" '{
        printf "%-28s %8.2f %8.2f %8.0f %8.2f\n", name, $1, bytes / 1e6 / $1, $2 / 1024, size / bytes
        printf ",\"%s\":{\"seconds\":%s,\"peak_kb\":%s,\"size\":%s}\n", name, $1, $2, size >> json
    }' <(tail -1 "$work/time")
}

measure 'daftar, 1 worker' "$work/one" "$build/daftar-index" -q -j1 -i "$work/one" "$work/text"
measure 'daftar, 2 workers' "$work/two" "$build/daftar-index" -q -j2 -i "$work/two" "$work/text"
measure 'daftar, unchanged' "$work/two" "$build/daftar-index" -q -j2 -i "$work/two" "$work/text"
find "$work/text" -type f | awk 'NR % 100 == 0' | while read -r file; do echo 'Новая строка.' >>"$file"; done
measure 'daftar, 1 % changed' "$work/two" "$build/daftar-index" -q -j2 -i "$work/two" "$work/text"
if command -v omindex >/dev/null; then
    measure 'omindex' "$work/omega" omindex --db "$work/omega" --url / --stemmer russian \
        --mime-type txt:text/plain "$work/text"
fi
if command -v recollindex >/dev/null; then
    mkdir "$work/recoll"
    printf 'topdirs = %s\nindexstemminglanguages = russian\n' "$work/text" >"$work/recoll/recoll.conf"
    measure 'recollindex' "$work/recoll" recollindex -c "$work/recoll" -z
fi

echo
printf '%-28s %8s %8s %8s\n' 'query, in process (ms)' 'p50' 'p95' 'p99'
for expand in none all; do
    "$build/tests/bench/latency" "$work/one" "$expand" <tests/bench/queries.txt >"$work/latency"
    echo ",\"latency_$expand\":$(cat "$work/latency")" >>"$json"
    tr -d '{}"' <"$work/latency" | tr ':,' '  ' |
        awk '{printf "%-28s %8.3f %8.3f %8.3f\n", "--expand " $2, $6, $8, $10}'
done
printf '%-28s' 'command line, warm (ms)'
for _ in 1 2 3 4 5 6 7 8 9 10 11; do
    begin=$(date +%s%N)
    "$build/daftar-search" -i "$work/one" настройка сервера >/dev/null
    echo $((($(date +%s%N) - begin) / 10000))
done | sort -n | sed -n 6p | awk '{printf " %8.2f\n", $1 / 100}'
echo '}' >>"$json"

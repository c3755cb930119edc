#!/bin/bash
# fuzz.sh: runs fuzz targets one after another for so many seconds each and says how far each came.
# usage: fuzz.sh BUILD SECONDS TARGET...    What is found stays in BUILD/NAME and becomes a seed once it is mended.
set -u
build=$1 seconds=$2 failed=0
here=$(dirname "$0")
shift 2
for name in "$@"; do
    mkdir -p "$build/$name"
    "$build/tests/fuzz/run_$name" -max_total_time="$seconds" -max_len=4096 -timeout=20 -print_final_stats=1 \
        -artifact_prefix="$build/$name/" "$build/$name" "$here/seeds/$name" >"$build/$name.log" 2>&1
    code=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log")
    covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$build/$name.log" | tail -1)
    if [ $code = 0 ]; then
        echo "$name: ${runs:-0} runs in $seconds s, ${covered:-0} edges: nothing found"
    else
        echo "$name: FOUND, exit code $code: $build/$name.log"
        tail -30 "$build/$name.log"
        failed=1
    fi
done
exit $failed

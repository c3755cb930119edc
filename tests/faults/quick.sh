#!/bin/bash
# quick.sh: a sample of every fault and kill test and the seeds of every fuzz target, for make check. Prints TAP.
set -u
here=$(dirname "$0")
BUILD=${BUILD:-$(cd "$here/../.." && pwd)/build}
export BUILD SHIM=$BUILD/tests/faults/shim.so
[ -w /dev/shm ] && export TMPDIR=/dev/shm

# Under a sanitizer every command takes several times as long: a smaller sample.
kills=4 step=41 commits=12 flips=200 damages=60
[ -z "${SANITIZE:-}" ] || kills=1 step=151 commits=4 flips=50 damages=20

run() {
    "$@" 2>/dev/null || echo "not ok - $(basename "$1") ended with exit code $?"
}

everything() {
    run "$here/kill.sh" "${KILLS:-$kills}"
    run env SAMPLE=2 "$here/conditions.sh"
    run "$here/disk.sh" $step
    if [ -z "${SANITIZE:-}" ]; then
        run env LD_PRELOAD="$SHIM" "$BUILD/tests/faults/memory" 499 $((RANDOM % 499 + 1))
    else
        echo 'ok - no memory # SKIP the sanitizer has an allocator of its own'
    fi
    run "$BUILD/tests/faults/readers" $commits
    run "$BUILD/tests/faults/flip" $flips $RANDOM
    local files=$here/../../../shared/data/files
    [ -d "$files" ] || files=$here/../../corpus
    run python3 "$here/damage.py" "$BUILD/daftar-index" "$files" $damages $RANDOM
    local target
    for target in "$BUILD"/tests/fuzz/replay_*; do
        [ -x "$target" ] || continue
        case $target in *.o | *.d | *.said) continue ;; esac
        local name=${target##*/replay_}
        if "$target" "$here/../fuzz/seeds/$name"/* >"$BUILD/tests/fuzz/$name.said_last" 2>&1; then
            echo "ok - fuzz target $name: seeds and what came of them"
        else
            echo "not ok - fuzz target $name"
            tail -20 "$BUILD/tests/fuzz/$name.said_last" | sed 's/^/# /'
        fi
    done
}

# One plan for all: several of them end a line of "1..N" each.
everything | grep -v '^1\.\.' | awk '
    /^(not )?ok / { number++; sub(/^not ok [0-9]* ?-?/, "not ok " number " -") || sub(/^ok [0-9]* ?-?/, "ok " number " -") }
    /^not ok/ { bad = 1 }
    { print; fflush() }
    END { print "1.." number; exit bad }'

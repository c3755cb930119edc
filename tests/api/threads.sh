#!/bin/bash
# threads.sh: what the programs and examples do in threads; for a build under the thread sanitizer. Prints TAP.
set -u
place=$(mktemp -d "${TMPDIR:-/tmp}/daftar-threads.XXXXXX")
trap 'rm -rf "$place"' EXIT
number=0 bad=0

# check NAME COMMAND...
check() {
    local name=$1
    shift
    number=$((number + 1))
    if "$@" >"$place/out" 2>&1; then
        echo "ok $number - $name"
    else
        bad=1
        echo "not ok $number - $name"
        head -60 "$place/out" | sed 's/^/# /'
    fi
}

check 'documents are indexed' "$BUILD/examples/index_memory" "$place/pool"
check 'a pool of searchers' "$BUILD/examples/pool" "$place/pool" railway дипломатия
check 'four workers index a directory' "$BUILD/daftar-index" -j 4 -i "$place/index" "$SOURCE/corpus"
check 'and bring it up to date' "$BUILD/daftar-index" -j 4 -i "$place/index" "$SOURCE/corpus" "$SOURCE/doc"
echo "1..$number"
exit $bad

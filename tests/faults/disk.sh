#!/bin/bash
# disk.sh: lets the n-th call of an update fail, for n from 1 to the last, with each error that a disk can give; and of
# building and updating an index in shards.
# usage: disk.sh [STEP]    Every STEP-th n (1: all). Prints TAP.
set -u
. "$(dirname "$0")/faults.bash"
step=${1:-${STEP:-1}}
export LSAN_OPTIONS="suppressions=$(cd "$(dirname "$0")" && pwd)/leaks.supp:print_suppressions=0"
begin disk
ROOTS=' keep a b' make_corpus 3
for root in $ROOTS; do mkdir -p "in/$root"; done
index_all base || exit 1
daftar-index -i spread --shards 2 ${ROOTS// / in/} || exit 1
kept base >kept
kept spread | cmp kept - || exit 1
for i in 1 2; do write_file a $i new; write_file b $((i + 5)) new; done
rm in/a/a/n3.md
index_all fresh && dump fresh >wanted
number=0 failed=0

# What the faults befall: a copy of this index, or with none one that is made.
base=base options=

# One fault: the run says so in one line, what was committed is there, the next run ends as an undisturbed one.
try() {
    local calls=$1 error=$2 n=$3 on=$4 code wrong=
    rm -rf index said
    [ -z "$base" ] || cp -r "$base" index
    env FAULT_CALLS="$calls" FAULT_ERROR="$error" FAULT_AT="$n" ${on:+FAULT_ON=1} FAULT_BELOW="$place/index" \
        FAULT_SAID="$place/said" LD_PRELOAD="$shim" daftar-index $options -j 1 -i "$place/index" ${ROOTS// / in/} >out 2>err
    code=$?
    [ -e said ] || return 1
    tries=$((tries + 1))
    case $code in
    2) [ "$(wc -l <err)" = 1 ] && grep -q '^daftar-index: ' err || wrong+="exit 2 with $(head -3 err); " ;;
    0) dump index >got; cmp -s wanted got || wrong+='exit 0, but the work is not done; ' ;;
    *) wrong+="exit code $code with $(head -3 err); " ;;
    esac
    [ -z "$base" ] && [ ! -e index/manifest ] && [ ! -e index/shards ] || daftar-index -i index --verify >verified 2>&1 ||
        wrong+="verify: $(head -2 verified); "
    [ -z "$base" ] || { kept index >now; cmp -s kept now || wrong+='committed passages are gone; '; }
    daftar-index $options -i index ${ROOTS// / in/} 2>err || wrong+="next run: $(cat err); "
    dump index >got; cmp -s wanted got || wrong+='the next run ends otherwise; '
    [ -z "$(left_over index)" ] || wrong+="left over: $(left_over index | paste -sd' '); "
    [ -z "$wrong" ] || { bad=$((bad + 1)); echo "# $calls $error at $n${on:+ and on}: $wrong"; }
    return 0
}

# row NAME CALLS ERRNO [on]
row() {
    local n tries=0 bad=0
    for ((n = 1 + RANDOM % step; n < 2000; n += step)); do
        try "$2" "$3" "$n" "${4:-}" && continue
        [ $tries = 0 ] && [ "$n" -gt 1 ] || break
        n=$((n / 2 - step)) # the work has fewer such calls than the sample's first step
    done
    number=$((number + 1))
    [ $bad = 0 ] && [ $tries != 0 ] && echo "ok $number - $1: $tries faults" && return
    failed=1
    echo "not ok $number - $1: $bad of $tries faults"
}

RANDOM=${SEED:-$$}
row 'the disk is full (ENOSPC) from the n-th write on' write 28 on
row 'one write fails (ENOSPC)' write 28
row 'one write fails (EIO)' write 5
row 'the quota is used up (EDQUOT) from the n-th write on' write,open,mkdir 122 on
row 'one write is short' write 0
row 'every write from the n-th on is short' write 0 on
row 'one fsync fails (EIO)' fsync 5
row 'every fsync from the n-th on fails (EIO)' fsync 5 on
row 'one rename fails (EIO)' rename 5
row 'one file cannot be made (ENOSPC)' open,mkdir 28
row 'one unlink fails (EIO)' unlink 5
row 'one truncation fails (EIO)' truncate 5
options='--shards 2'
for base in spread ''; do
    what=${base:+updating shards}
    row "${what:=making shards}: the disk is full (ENOSPC) from the n-th call on" write,open,mkdir 28 on
    row "$what: one rename fails (EIO)" rename 5
    row "$what: one fsync fails (EIO)" fsync 5
done
echo "1..$number"
exit $failed

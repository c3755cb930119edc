#!/bin/bash
# conditions.sh: an index under two writers, without permission, on a full disk, with odd clocks, with damaged files, and
# articles that change or become unreadable while they are read. Prints TAP; SAMPLE=N tries so many ways of change.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/faults.bash"
begin conditions
mounted=
leave() {
    [ -z "$mounted" ] || umount "$mounted"
    chmod -R u+w "$place"
}
chmod 755 "$place"
make_corpus 4
index_all base || exit 1
kept base >kept
number=0 bad=0

# check NAME FUNCTION: the function says what is wrong, on standard output, and nothing when all is well.
check() {
    local wrong
    number=$((number + 1))
    rm -rf index
    cp -r base index
    wrong=$("$2" 2>&1)
    case $wrong in
    '') echo "ok $number - $1" ;;
    'skip: '*) echo "ok $number - $1 # SKIP ${wrong#skip: }" ;;
    *) bad=1; echo "not ok $number - $1"; echo "$wrong" | head -20 | sed 's/^/# /' ;;
    esac
}

# refused CODE TEXT COMMAND...: this exit code and one line on stderr that holds the text.
refused() {
    local code=$1 text=$2 got
    shift 2
    "$@" >out 2>err </dev/null
    got=$?
    [ $got = "$code" ] && [ "$(wc -l <err)" = 1 ] && grep -q -- "$text" err || { echo "$*: exit code $got"; head -3 err; }
}

whole() {
    daftar-index -i "${1:-index}" --verify || echo 'verify fails'
    kept "${1:-index}" | cmp -s - kept || echo 'committed passages are gone'
}

second_writer() {
    local first try
    mkdir -p many
    seq -f 'everywhere the railway number %g goes on' 30000 >many/big.txt
    for try in $(seq 20); do
        daftar-index -i index many &
        first=$!
        for _ in $(seq 100); do grep -q "^$first " index/lock 2>/dev/null && break; done
        kill -STOP $first 2>/dev/null && break
        wait $first
        echo "again" >>many/big.txt
    done
    refused 2 "is being written by process $first on host" daftar-index -i index in/a
    kept index | cmp -s - kept || echo 'a reader waits for the writer'
    daftar-index -i index --wait in/a &
    sleep 0.2
    kill -0 $! 2>/dev/null || echo '--wait did not wait'
    kill -CONT $first
    wait $first || echo 'the first writer failed'
    wait $! || echo 'the second writer failed'
    whole
}

dead_holder() {
    daftar-index -i index many &
    kill -9 $!
    wait $!
    refused_quietly=$(daftar-index -i index in/a 2>&1) || echo "$refused_quietly"
    whole
} 2>/dev/null

unprivileged() {
    setpriv --reuid=65534 --regid=65534 --clear-groups env PATH="$place/bin:$PATH" "$@"
}

read_only() {
    [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null || { echo 'skip: needs root and setpriv'; return; }
    mkdir -p bin
    cp "$BUILD"/daftar-* "$BUILD"/libdaftar.so.* bin/
    chmod -R a+rX,a-w index bin in
    find index -type f -exec md5sum {} + | sort >sums
    [ "$(unprivileged daftar-search -i index -n 1000 --expand none --format tsv 'everywhere path:keep' | wc -l)" = "$(wc -l <kept)" ] ||
        echo 'search fails'
    unprivileged daftar-index -i index --verify || echo 'verify fails'
    refused 2 'Permission denied' unprivileged daftar-index -i index in/a
    find index -type f -exec md5sum {} + | sort | cmp - sums
    chmod -R u+w index
}

full_disk() {
    mkdir -p small more
    mount -t tmpfs -o size=4m none small 2>/dev/null || { echo 'skip: cannot mount'; return; }
    mounted=$place/small
    cp -r base small/index
    seq -f 'everywhere the railway number %g of the book of roads goes on and on' 60000 >more/big.txt
    refused 2 'No space left' daftar-index -i small/index more
    whole small/index
    daftar-index -i small/index ${ROOTS// / in/} || echo 'no later run'
    [ -z "$(left_over small/index)" ] || echo "left over: $(left_over small/index)"
    umount small
}

# What a process may have, from what it needs to be loaded upwards: an allocation fails, and so do all large ones after it.
little_memory() {
    [ -z "${SANITIZE:-}" ] || { echo 'skip: a sanitizer reserves terabytes'; return; }
    local limit code refused=0
    for limit in $(seq 64000 12000 280000); do
        rm -rf index
        cp -r base index
        (ulimit -v $limit; exec daftar-index -i index "$here/../../corpus" 2>err)
        code=$?
        [ $code -le 2 ] || echo "$limit KiB: exit code $code, $(tail -1 err)"
        [ $code -lt 2 ] || refused=$((refused + 1))
        whole
    done
    [ $refused -gt 3 ] || echo "only $refused were refused"
    daftar-index -i index ${ROOTS// / in/} || echo 'no later run'
    whole
}

clocks() {
    echo 'everywhere in 1970' >in/a/a/n1.md
    touch -d '1970-01-02' in/a/a/n1.md
    echo 'everywhere in 2099' >in/b/b/n1.md
    touch -d '2099-01-02' in/b/b/n1.md
    daftar-index -v -i index ${ROOTS// / in/} 2>&1 | grep -q '^0 added, 2 changed, 34 unchanged' || echo 'not seen'
    echo 'everywhere once more' >in/b/b/n1.md
    touch -d '1980-01-02' in/b/b/n1.md
    daftar-index -v -i index ${ROOTS// / in/} 2>&1 | grep -q '^0 added, 1 changed, 35 unchanged' || echo 'not seen backwards'
    env FAULT_CLOCK=1 LD_PRELOAD="$shim" daftar-index -v -i mad ${ROOTS// / in/} 2>&1 |
        grep -q '^36 added, 0 changed, 0 unchanged' || echo 'not done when the time of day jumps'
    env FAULT_CLOCK=1 LD_PRELOAD="$shim" daftar-index -i mad --compact || echo 'not compacted when the time of day jumps'
    whole mad
    daftar-index -v -i mad ${ROOTS// / in/} 2>&1 | grep -q '^0 added, 0 changed, 36 unchanged' || echo 'seen again'
    touch -d '2037-01-02' index/manifest index/lock
    daftar-index -i index ${ROOTS// / in/} || echo 'a manifest from the future'
    whole
}

# A large file is read twice, in pieces; each read fails once. What the index had of it stays, and nothing is found twice.
unreadable() {
    local n
    mkdir -p large
    yes 'everywhere the old railway goes on.' | head -20000 | awk '{print} NR % 3 == 0 {print ""}' >large/big.txt
    yes 'and on.' | head -1000000 >>large/big.txt
    daftar-index -i index large
    daftar-search -i index -n 10000 --expand none --format tsv 'path:big.txt old' | cut -f3,4 | sort >had
    sed -i 's/old/new/; s/and on/so on/' large/big.txt
    cp -r index before
    for n in 1 2 3 4 5 6 7 8 10 12; do
        rm -rf index said
        cp -r before index
        env FAULT_CALLS=read FAULT_AT=$n FAULT_ERROR=5 FAULT_BELOW="$place/large" FAULT_SAID="$place/said" \
            LD_PRELOAD="$shim" daftar-index -j 1 -i index large >out 2>err
        code=$?
        [ -e said ] || break
        [ $code = 1 ] || echo "read $n: exit code $code, $(head -2 err)"
        daftar-search -i index -n 10000 --expand none --format tsv 'path:big.txt old' | cut -f3,4 | sort | cmp - had ||
            echo "read $n: the old version is gone"
        daftar-search -i index --expand none --format tsv 'path:big.txt AND (new OR so)' >got && echo "read $n: half a file is found"
        daftar-index -i index --verify || echo "read $n: verify fails"
    done
    [ $n -gt 5 ] || echo "only $n reads"
    daftar-index -i index large || echo 'no later run'
    daftar-search -i index --expand none 'path:big.txt AND new' >got || echo 'the new version is not found'
    whole
}

# While a file is read, at each read, it is changed in one of many ways; the next run has what the file holds by then.
changing() {
    local n way ways=(
        'truncate -s 100 %' ': >%' 'rm %' 'rm % && mkdir %' 'mv other %' 'cat other >%' 'cat other >>%' 'rm % && ln -s other %'
        'rm % && mkfifo %')
    mkdir -p moving
    yes 'everywhere the old railway goes on.' | head -6000 | awk '{print} NR % 3 == 0 {print ""}' >moving/big.txt
    yes 'a quite other text about water.' | head -9000 | awk '{print} NR % 4 == 0 {print ""}' >text.txt
    cp -r moving first
    for way in $(shuf -i "0-$((${#ways[@]} - 1))" ${SAMPLE:+-n "$SAMPLE"}); do
        for n in 1 2 3 5; do
            rm -rf index moving said
            cp -r base index
            cp -r first moving
            cp text.txt other
            env FAULT_CALLS=read FAULT_AT=$n FAULT_BELOW="$place/moving" FAULT_SAID="$place/said" \
                FAULT_RUN="cd $place && ${ways[way]//%/moving/big.txt}" LD_PRELOAD="$shim" \
                timeout 60 daftar-index -j 1 -i index moving >out 2>err
            code=$?
            [ -e said ] || break
            [ $code = 0 ] || [ $code = 1 ] || echo "${ways[way]} at read $n: exit code $code, $(head -2 err)"
            daftar-index -i index --verify || echo "${ways[way]} at read $n: verify fails"
            timeout 60 daftar-index -i index moving >out 2>err
            code=$?
            [ $code -le 1 ] || echo "${ways[way]} at read $n: then exit code $code, $(head -2 err)"
            same_as_new "${ways[way]} at read $n"
        done
        [ $n -gt 1 ] || echo 'nothing was read'
    done
    kept index | cmp -s - kept || echo 'committed passages are gone'
}

# What is found below moving/ is what an index made anew finds.
same_as_new() {
    rm -rf new
    daftar-index -i new moving >out 2>err
    for index in index new; do
        daftar-search -i $index -n 100000 --expand none --format tsv 'path:big.txt' 2>err | cut -f3- | sort >$index.found
    done
    cmp -s index.found new.found || echo "$1: the next run has not what the file holds"
}

# Whatever the host's directory for such things: files are made in the index alone.
outside() {
    [ -z "${SANITIZE:-}" ] || { echo 'skip: a sanitizer writes by itself'; return; }
    mkdir -p tmp
    rm -f said # of the checks before
    (export TMPDIR="$place/tmp" FAULT_CALLS=open,mkdir,rename,unlink,write FAULT_AT=1 FAULT_ERROR=13 FAULT_SAID="$place/said" \
        FAULT_OUTSIDE="$place/index" LD_PRELOAD="$shim"
     daftar-index -i "$place/index" in/a in/b in/keep && daftar-index -i "$place/index" --compact &&
         daftar-index -i "$place/index" --verify && daftar-search -i "$place/index" railway) >/dev/null 2>err ||
        echo "fails: $(head -2 err)"
    [ ! -e said ] || echo 'something outside the index was written'
    [ -z "$(ls tmp)" ] || echo "left in TMPDIR: $(ls tmp)"
    FAULT_CALLS=open FAULT_AT=1 FAULT_ERROR=13 FAULT_SAID="$place/said" FAULT_OUTSIDE="$place/index" LD_PRELOAD="$shim" \
        bash -c 'echo >"$place/tmp/x"' 2>err
    [ -e said ] || echo 'and the test would not have seen it'
    whole
}

# Nothing is asked of the network, by no program of ours and none that they start, unless the index is a server.
unsent() {
    mkdir -p read
    cp "$here"/../../corpus/*.pdf "$here"/../../corpus/*.docx read/ 2>/dev/null
    rm -f said
    (export FAULT_CALLS=connect FAULT_AT=1 FAULT_SAID="$place/said" LD_PRELOAD="$shim"
     daftar-index -i "$place/index" in/a in/b in/keep read && daftar-index -i "$place/index" --compact &&
         daftar-index -i "$place/index" --verify && daftar-search -i "$place/index" railway) >/dev/null 2>err ||
        echo "fails: $(head -2 err)"
    [ ! -e said ] || echo 'the network was used'
    FAULT_CALLS=connect FAULT_AT=1 FAULT_SAID="$place/said" LD_PRELOAD="$shim" daftar-search -i tcp:127.0.0.1:9 railway 2>err
    [ -e said ] || echo 'and the test would not have seen it'
    whole
}

# What articles teach is committed after them: cut off in between, it is caught up, also behind a compaction.
teaching() {
    local n compact
    ROOTS=' keep' index_all taught
    taught taught >wanted
    [ "$(grep -c law-uz wanted)" -gt 3 ] || echo 'nothing is learned'
    for compact in '' yes; do
        for n in 1 2 3 4 5 6; do
            rm -rf index said
            FAULT_CALLS=rename FAULT_AT=$n FAULT_ON=1 FAULT_BELOW="$place/index" FAULT_SAID="$place/said" LD_PRELOAD="$shim" \
                daftar-index -i "$place/index" in/keep 2>err
            [ -e said ] || break
            daftar-index -i index --status >status 2>&1 || continue # not even the articles
            [ -z "$compact" ] || daftar-index -i index --compact
            daftar-index -i index in/keep
            taught index | cmp -s - wanted || echo "cut off at rename $n${compact:+, then compacted}: not caught up"
        done
        [ $n -gt 3 ] || echo "only $n renames"
    done
}

flip() {
    python3 - "$1" <<'END'
import sys
with open(sys.argv[1], "r+b") as file:
    bytes = bytearray(file.read())
    bytes[len(bytes) // 2] ^= 0x15
    file.seek(0)
    file.write(bytes)
END
}

damaged_manifest() {
    cp index/manifest good
    ls index >names
    flip index/manifest
    refused 2 manifest daftar-index -i index in/a
    refused 2 manifest daftar-search -i index everywhere
    sed 's/^daftar-index [0-9]*$/daftar-index 99/' good >index/manifest
    refused 2 newer daftar-index -i index in/a
    ls index | diff names - || echo 'files were removed'
    cp good index/manifest
    whole
}

damaged_segment() {
    local segment
    segment=$(ls index/seg-* | grep -v dead | head -1)
    flip "$segment"
    refused 2 'differs from what was written' daftar-search -i index everywhere
    refused 2 'differs from what was written' daftar-index -i index in/a
    refused 2 'differs from what was written' daftar-index -i index --compact
    flip "$segment"
    whole
}

begun() {
    rm -rf index
    mkdir index
    touch index/manifest.tmp index/lock index/seg-1-1.tmp index/glossary.tsv.tmp
    mkdir index/scratch-1
    touch index/scratch-1/postlist.glass
    daftar-index -i index in/keep || echo 'is not taken for an index that was begun'
    [ -z "$(left_over index)" ] || echo "left over: $(left_over index)"
    whole
}

private() {
    rm -rf index
    (umask 022; daftar-index -i index in/keep)
    [ "$(stat -c %a index)" = 700 ] || echo "mode $(stat -c %a index)"
    (umask 0; daftar-index -i spread --shards 2 in/keep)
    [ "$(stat -c %a spread spread/shard-1 spread/shard-2 | sort -u)" = 700 ] || echo 'a spread index is open to others'
}

check 'a second writer is refused at once and names the first; --wait waits' second_writer
check 'the lock of a killed writer is no lock' dead_holder
check 'a read-only index is searched and verified, and not written' read_only
check 'an index on a full disk stays as it was' full_disk
check 'memory that is limited to little' little_memory
check 'clocks that jump' clocks
check 'a file that becomes unreadable while it is read' unreadable
check 'files that change while they are read' changing
check 'nothing is written outside the index' outside
check 'nothing is sent anywhere' unsent
check 'what articles teach is caught up' teaching
check 'a damaged or newer manifest costs no segment' damaged_manifest
check 'a damaged segment is neither searched nor merged' damaged_segment
check 'an index that was begun and never committed' begun
check 'the index directory is for its owner alone' private
echo "1..$number"
exit $bad

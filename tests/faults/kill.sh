#!/bin/bash
# kill.sh: kills the indexer with -9 at random moments of build, update, merge, compaction, and of building and updating an
# index in shards, and looks what is left.
# usage: kill.sh [KILLS]    Prints TAP; SEED=N repeats a run.
set -u
. "$(dirname "$0")/faults.bash"
kills=${1:-${KILLS:-25}}
RANDOM=${SEED:-$$}
echo "# seed ${SEED:-$$}"
begin kill
make_corpus
damaged=0 lost=0 different=0 left=0 hit=0 failed=0
operations=(build update merge compact spread respread)
took=(300 300 300 40 300 300) # milliseconds

say() {
    echo "# round $round, ${operations[kind]}: $*"
}

# change COUNT: that many files are new or rewritten, and one vanishes.
change() {
    local i roots=(a b c d e f g)
    for i in $(seq "$1"); do write_file "${roots[RANDOM % 7]}" $((RANDOM % 12)) "$round"; done
    i=${roots[RANDOM % 7]}
    rm -f "in/$i/$i/n$((RANDOM % 12)).md"
}

change_everywhere() {
    local root
    for root in a b c d e f g; do write_file $root $((RANDOM % 12)) "$round"; done
}

work() {
    # shellcheck disable=SC2086
    case ${operations[kind]} in
    compact) exec daftar-index -i index --compact ;;
    spread | respread) exec daftar-index -i spread --shards 2 ${ROOTS// / in/} ;;
    *) exec daftar-index -i index ${ROOTS// / in/} ;;
    esac
}

# Starts the operation as a process group of its own, kills it after $1 milliseconds.
disturb() {
    set -m
    work 2>err &
    local pid=$!
    set +m
    sleep "$(printf '0.%03d' "$1")"
    # The moment is drawn from a span that grows with every hit and shrinks with every miss: from all of the work.
    if kill -9 -- -$pid 2>/dev/null; then
        hit=$((hit + 1)) took[kind]=$((took[kind] * 9 / 8 + 2))
        [ ${took[kind]} -lt 900 ] || took[kind]=900
    else
        took[kind]=$((took[kind] * 3 / 4))
    fi
    wait $pid 2>/dev/null
}

examine() {
    [ -e $index/manifest ] || [ -e $index/shards ] || { [ ! -s kept ] && return; }
    daftar-index -i $index --verify >verified 2>&1 || { damaged=$((damaged + 1)); say "verify: $(head -3 verified)"; }
    kept $index >now 2>err || true
    # Shards are committed one after the other: of those that are built there may be more each time.
    [ -z "$(comm -23 kept now)" ] || { lost=$((lost + 1)); say 'lost a committed passage'; }
    [ ! -s kept ] || [ "${operations[kind]}" = spread ] || cmp -s kept now || { damaged=$((damaged + 1)); say 'too much is found'; }
    [ -s kept ] && [ "${operations[kind]}" != spread ] || cp now kept
}

for ((round = 0; hit < kills && round < 20 * kills; round++)); do
    kind=$((round % 6))
    index=index
    case ${operations[kind]} in
    build) rm -rf index; : >kept ;;
    spread) index=spread; mv kept kept.index; rm -rf spread; : >kept ;;
    respread) index=spread; change 12 ;;
    update) change 12 ;;
    merge) change_everywhere ;;
    esac
    for again in 1 2; do
        disturb $((RANDOM % (took[kind] + 1)))
        examine
        [ $((RANDOM % 3)) = 0 ] || break
    done
    (work) 2>err || { failed=$((failed + 1)); say "the next run: $(cat err)"; }
    [ "${operations[kind]}" != compact ] || index_all index 2>err || { failed=$((failed + 1)); say "$(cat err)"; }
    more=$(left_over $index)
    [ -z "$more" ] || { left=$((left + 1)); say "left over: $more"; }
    rm -rf fresh
    index_all fresh 2>err
    dump fresh >wanted
    dump $index >got
    cmp -s wanted got || { different=$((different + 1)); say 'differs from an undisturbed index'; diff wanted got | head -5 | cut -c1-200; }
    kept $index >kept
    [ "${operations[kind]}" != respread ] || mv kept.index kept
    rm -rf fresh
done 2>noise

echo "# $round rounds, $hit kills: $damaged damaged, $lost lost committed passages, $failed next runs failed," \
    "$different differ from an undisturbed index, $left left something over"
echo 1..1
[ $((damaged + lost + failed + different + left)) = 0 ] && [ "$hit" != 0 ] && echo 'ok 1 - kill -9 loses nothing' ||
    echo 'not ok 1 - kill -9 loses nothing'

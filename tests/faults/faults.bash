# faults.bash: what the fault tests share: a corpus in eight directories, dumps of an index, what must hold after harm.

unset DAFTAR_INDEX XDG_DATA_HOME NO_COLOR DAFTAR_READER
export LC_ALL=C.UTF-8
BUILD=${BUILD:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build}
PATH="$BUILD:$PATH"
ROOTS=' keep a b c d e f g'
shim=${SHIM:-$BUILD/tests/faults/shim.so}

# begin NAME: a place of the test's own, which goes when the test ends; what has to be undone before that is in `leave`.
leave() { :; }
begin() {
    place=$(mktemp -d "${TMPDIR:-/tmp}/daftar-$1.XXXXXX")
    trap 'cd /; leave; rm -rf "$place"' EXIT
    cd "$place" || exit 1
}

# write_file ROOT NUMBER SALT: in/ROOT/ROOT/nNUMBER.md, an article whose every paragraph holds the word `everywhere`.
write_file() {
    local i text="# Article $2 of $1"$'\n\n'
    for i in 1 2 3; do
        text+="everywhere railway corridor number $2 salt $3 part $i. "
        text+="Железные дороги соединяют столицы $3. Темир йўл қурилиши давом этмоқда $2. "
        text+="word$RANDOM word$RANDOM word$RANDOM word$RANDOM word$RANDOM word$RANDOM word$RANDOM word$RANDOM."$'\n\n'
    done
    printf '%s' "$text" >"in/$1/$1/n$2.md"
}

# write_laws ROOT RUSSIAN UZBEK: one text in two languages, from which these two words are learned as each other's.
write_laws() {
    local i ru uz
    for i in $(seq 12); do
        ru=лобдар uz=pertuq
        [ $((i % 2)) = 0 ] || { ru=$2 uz=$3; }
        printf '## Статья %s. Дороги\n\neverywhere %s Транспорт страны и её железные дороги в %s году: %s.\n\n' $i $i $((2000 + i)) $ru
    done >"in/$1/$1/law-ru.md"
    for i in $(seq 12); do
        ru=лобдар uz=pertuq
        [ $((i % 2)) = 0 ] || { ru=$2 uz=$3; }
        printf '## %s-modda. Yoʻllar\n\neverywhere %s Mamlakat transporti va uning temir yoʻllari %s yilda: %s.\n\n' $i $i $((2000 + i)) $uz
    done >"in/$1/$1/law-uz.md"
}

make_corpus() {
    local root i
    for root in $ROOTS; do
        mkdir -p "in/$root/$root"
        for i in $(seq "${1:-8}"); do write_file "$root" "$i" "$((i * 7))"; done
    done
    write_laws keep зорвак qimbal
    write_laws a мурдак tirbon
}

# index_all INDEX: brings the index up to date with all directories, one commit each.
index_all() {
    # shellcheck disable=SC2086
    daftar-index -i "$1" ${ROOTS// / in/}
}

# dump INDEX: every passage of the index with its text, in an order that hangs on nothing else, and some answers.
dump() {
    local query
    daftar-search -i "$1" -n 10000 --expand none --format json everywhere | python3 -c '
import json, sys
hits = json.load(sys.stdin)["hits"]
for line in sorted(json.dumps([h["path"], h["passage"], h["language"], h["heading"], h["line"], h["text"]]) for h in hits):
    print(line)'
    for query in 'railway AND 14' 'heading:article path:a' 'дороги 21' '"part 2"'; do
        echo "? $query"
        daftar-search -i "$1" -n 10000 --expand none --format tsv "$query" | cut -f3- | sort
    done
    echo '? what has been learned'
    taught "$1"
}

# taught INDEX: what a word finds that only its translations taught, in articles that no test changes.
taught() {
    daftar-search -i "$1" -n 100 --expand mined --format tsv 'зорвак path:keep' | cut -f3,4 | sort
}

# kept INDEX: what is found below keep/, which no test changes once it is committed.
kept() {
    daftar-search -i "$1" -n 1000 --expand none --format tsv 'everywhere path:keep' | cut -f3- | sort
}

# left_over INDEX: files that no manifest names, nor the list of shards.
left_over() {
    local shard
    [ -e "$1/shards" ] || { left_in_part "$1"; return; }
    ls -A "$1" | grep -vxE 'shards|shard-[12]'
    for shard in "$1"/shard-[12]; do left_in_part "$shard"; done
}

left_in_part() {
    comm -13 <(
        { echo manifest; echo lock
          awk '$1 == "segment" {name = $2; print name} $1 == "dead" {print name ".dead-" $2}' "$1/manifest"
        } | sort) <(ls -A "$1" | sort)
}

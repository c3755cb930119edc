# shards.bats: an index in several parts, on this machine or served by Xapian's own servers, answers as one does.
load helpers

teardown() {
    [ -z "${servers:-}" ] || kill $servers 2>/dev/null || true
}

# serve INDEX: compacts an index and serves it; leaves the address in $address.
serve() {
    local index=$1 port
    daftar-index -i "$index" --compact --serve
    for port in $(shuf -i 20000-45000 -n 20); do
        # In a group of its own: it ends by a signal to its whole group.
        setsid xapian-tcpsrv -q -I 127.0.0.1 -p "$port" "$index/served" >/dev/null 2>&1 3>&- &
        local server=$!
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            sleep 0.1
            kill -0 $server 2>/dev/null || continue 2
            (exec 4<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
        done
        servers="${servers:-} $server"
        address="tcp:127.0.0.1:$port"
        return 0
    done
    return 1
}

# Three shards of the sample corpus, and servers for them listed in `remote`.
three_servers() {
    command -v xapian-tcpsrv >/dev/null || skip 'no xapian-tcpsrv'
    daftar-index -i spread --shards 3 "$SOURCE/corpus"
    for number in 1 2 3; do
        serve "spread/shard-$number"
        echo "$address" >>remote
    done
}

# topics: every topic of the corpus in every language that it has.
topics() {
    awk -F'\t' 'NR > 1 {for (i = 2; i <= 9; i++) if ($i != "") print $1 "-" i "\t" $i}' "$SOURCE/corpus/topics.tsv"
}

# agree A B: two runs have the same passages in the same order, scores within 1e-3.
agree() {
    [ "$(wc -l <"$1")" -gt 100 ] || { echo "$1 is short"; return 1; }
    paste -d' ' "$1" "$2" | awk '$1 != $7 || $3 != $9 || $5 - $11 > 1e-3 || $11 - $5 > 1e-3 {print; bad = 1} END {exit bad}'
}

@test "an index spread over three directories answers as one" {
    daftar-index -i whole "$SOURCE/corpus"
    daftar-index -i spread --shards 3 "$SOURCE/corpus"
    topics >queries
    daftar-search -i whole --queries queries --format trec >whole.run
    daftar-search -i spread --queries queries --format trec >spread.run
    agree whole.run spread.run
    daftar-search -i spread/shards --queries queries --format trec >spread.run
    agree whole.run spread.run
}

@test "a spread index is updated in its parts" {
    daftar-index -i spread --shards 3 texts
    found 'aral.md#1' -i spread cotton
    text new.md '# Cotton' 'Nobody saw cotton here before.'
    daftar-index -i spread texts
    found_set 'aral.md#1 new.md#1' -i spread cotton
    rm texts/aral.md
    daftar-index -i spread texts
    found 'new.md#1' -i spread cotton
    daftar-index -i spread --remove new.md
    found '' -i spread cotton
    run daftar-index -i spread --remove new.md
    [ "$status" = 2 ]
    [[ $output == *'new.md: not in the index' ]]
    run daftar-index -i spread --shards 4 texts
    [ "$status" = 2 ]
    [[ $output == *'has 3 shards'* ]]
    daftar-index -i whole texts
    run daftar-index -i whole --shards 2 texts
    [ "$status" = 2 ]
    [[ $output == *'in one part'* ]]
}

@test "three servers answer as one index, every layer included" {
    three_servers
    daftar-index -i whole "$SOURCE/corpus"
    topics >queries
    daftar-search -i whole --queries queries --format trec >whole.run
    daftar-search -i remote --queries queries --format trec >remote.run
    agree whole.run remote.run
}

@test "phrases, beginnings of words, fields and facets reach the servers" {
    three_servers
    daftar-index -i whole "$SOURCE/corpus"
    for query in '"transport diplomacy"' '"железной дороги"' 'transp*' '~"transport diplomacy"' 'water NEAR/5 sharing' \
        'title:transport diplomacy' 'diplomacy lang:en' 'water year:2019..2025'; do
        daftar-search -i whole --format trec "$query" >a || true
        daftar-search -i remote --format trec "$query" >b || true
        [ -s a ] || { echo "nothing for $query"; false; }
        cmp a b || { echo "$query"; false; }
    done
    daftar-search -i whole --facets lang,year --format json water | grep -o '"facets".*' >a
    daftar-search -i remote --facets lang,year --format json water | grep -o '"facets".*' >b
    cmp a b
}

@test "a server that is down is named, and left out with --partial" {
    three_servers
    kill ${servers##* }
    run daftar-search -i remote --expand none --format tsv transport
    [ "$status" = 2 ]
    [[ $output == *127.0.0.1* ]]
    run daftar-search -i remote --partial --expand none --format tsv transport
    [ "$status" = 0 ]
    [ "${#lines[@]}" -gt 3 ]
    [[ $output == *'left out: 127.0.0.1'* ]]
    kill $servers 2>/dev/null || true
    sleep 0.3
    run daftar-search -i remote --partial transport
    [ "$status" = 2 ]
}

@test "a served index that is compacted again is served anew" {
    command -v xapian-tcpsrv >/dev/null || skip 'no xapian-tcpsrv'
    daftar-index -i one texts
    serve one
    found 'aral.md#1' -i "$address" cotton
    text new.md '# Cotton' 'Nobody saw cotton here before.'
    daftar-index -i one texts
    daftar-index -i one --compact --serve
    found_set 'aral.md#1 new.md#1' -i "$address" cotton
}

@test "inexact words and corrections reach the servers" {
    three_servers
    daftar-index -i whole "$SOURCE/corpus"
    for query in 'diplomasy~' 'pipelnie~' 'дипломтия~' 'газапровод~' 'pipelnie' 'газапровод' 'nhfycgjhn'; do
        daftar-search -i whole --format trec "$query" >a || true
        daftar-search -i remote --format trec "$query" >b || true
        cmp a b || { echo "$query"; false; }
        daftar-search -i whole --format json "$query" | grep -o '"correction".*' >a || true
        daftar-search -i remote --format json "$query" | grep -o '"correction".*' >b || true
        cmp a b || { echo "correction of $query"; false; }
        [ "${query%\~}" != "$query" ] || [ -s a ] || { echo "no correction of $query"; false; }
    done
}

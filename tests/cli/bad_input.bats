# bad_input.bats: every bad input gives one line that names it and the right exit code, and loses nothing.
load helpers

@test "a directory that does not exist" {
    daftar-index texts
    prints 2 'daftar-index: nowhere: No such file or directory' daftar-index nowhere
    prints 2 'daftar-index: no.txt: No such file or directory' daftar-index no.txt
    found 'aral.md#1' cotton
}

@test "nothing to index, and bad options" {
    prints 2 'daftar-index: name a directory or a file to index (try --help)' daftar-index
    prints 2 'daftar-index: --nope: no such option (try --help)' daftar-index --nope texts
    prints 2 'daftar-index: -x: no such option (try --help)' daftar-index -x texts
    prints 2 'daftar-index: -i: needs a value (try --help)' daftar-index -i
    prints 2 'daftar-index: --verify=x: takes no value (try --help)' daftar-index --verify=x
    prints 2 'daftar-index: 65: not a number from 0 to 64' daftar-index -j 65 texts
    prints 2 'daftar-index: x: not a number from 0 to 64' daftar-index -j x texts
    prints 2 'daftar-index: a/b: not a name for a directory' daftar-index --name a/b texts
    [ ! -e index/manifest ] || found '' cotton
}

@test "an unreadable file is named, again and again, until it can be read" {
    open_to_all
    chmod 000 texts/aral.md
    prints 1 'daftar-index: aral.md: Permission denied' unprivileged daftar-index texts
    prints 1 'daftar-index: aral.md: Permission denied' unprivileged daftar-index texts
    found '' cotton
    found 'rail/railways.md#1' railway
    run unprivileged daftar-index --status
    [[ $output == *'could not be read: aral.md'* ]]
    chmod 644 texts/aral.md
    prints 0 '' unprivileged daftar-index texts
    found 'aral.md#1' cotton
}

@test "a file that became unreadable keeps what the index had" {
    open_to_all
    prints 0 '' unprivileged daftar-index texts
    echo 'More about barley.' >>texts/aral.md
    chmod 000 texts/aral.md
    prints 1 'daftar-index: aral.md: Permission denied' unprivileged daftar-index texts
    found 'aral.md#1' cotton
    prints 1 'daftar-index: texts/aral.md: Permission denied' unprivileged daftar-index --name x texts/aral.md
    found 'aral.md#1' cotton
}

@test "a directory that became unreadable keeps what the index had" {
    open_to_all
    prints 0 '' unprivileged daftar-index texts
    chmod 000 texts/rail
    prints 1 'daftar-index: rail: Permission denied' unprivileged daftar-index texts
    found 'rail/railways.md#1' railway
    chmod 400 texts/rail # can be listed, and nothing more
    run unprivileged daftar-index texts
    [ "$status" = 1 ]
    found 'rail/railways.md#1' railway
    chmod 755 texts/rail
    rm texts/rail/uz.md
    prints 0 '' unprivileged daftar-index texts
    found '' темир
    found 'rail/railways.md#1' railway
}

@test "an index that may not be written" {
    open_to_all
    prints 0 '' unprivileged daftar-index texts
    chmod -R a-w index
    run unprivileged daftar-index texts
    [ "$status" = 2 ]
    [[ $output == "daftar-index: $PWD/index/lock: Permission denied" ]]
    run unprivileged daftar-search --format tsv cotton
    [ "$status" = 0 ]
    prints 2 'daftar-index: /proc/index: No such file or directory' unprivileged daftar-index -i /proc/index texts
}

@test "invalid UTF-8, NUL bytes, an empty file, a lone letter" {
    printf 'Broken \xff\xfe bytes \xd0 beside barley.\n' >texts/bad.txt
    printf 'NUL \0 bytes \0\0 beside millet.\n' >texts/nul.txt
    : >texts/empty.txt
    printf 'x' >texts/one.txt
    printf '\xef\xbb\xbfA mark at the beginning, then sorghum.\n' >texts/bom.txt
    printf '\n\n \n\t\n' >texts/blank.md
    prints 0 '10 added, 0 changed, 0 unchanged, 0 removed; 8 passages of 0.0 MB' daftar-index -v texts
    found 'bad.txt#1' barley
    found 'nul.txt#1' millet
    found 'bom.txt#1' sorghum
    found 'one.txt#1' x
    daftar-search --expand none --format json barley | python3 -c 'import json, sys; json.load(sys.stdin)'
    prints 0 '' daftar-index --verify
}

@test "random bytes in every known format" {
    head -c 200000 /dev/urandom >texts/noise.txt
    head -c 200000 /dev/urandom >texts/noise.md
    run daftar-index texts
    [ "$status" -lt 2 ]
    found 'aral.md#1' cotton
    prints 0 '' daftar-index --verify
    daftar-search --format json -n 20 a b c d 1 2 3 4 | python3 -c 'import json, sys; json.load(sys.stdin)'
}

@test "one line of 10 MB, with blanks and without" {
    yes 'granary by the river' | tr '\n' ' ' | head -c 10000000 >texts/blanks.txt
    head -c 10000000 /dev/zero | tr '\0' 'x' >texts/solid.txt
    head -c 10000000 /dev/zero | tr '\0' '-' >texts/hyphens.md
    timeout 60 daftar-index texts
    daftar-search --expand none --format tsv granary | head -1 | cut -f3 | diff - <(echo blanks.txt)
    found 'aral.md#1' cotton
    prints 0 '' daftar-index --verify
}

@test "a path that is long, or holds blanks, quotes, percent signs, newlines" {
    local long
    long=$(printf 'd%.0s' $(seq 200))
    mkdir -p "texts/$long/$long"
    echo 'Barley at depth.' >"texts/$long/$long/f.txt"
    echo 'Millet in strange files.' >"texts/a b%20'\"\$(x)"$'\n'"#2.txt"
    prints 0 '' daftar-index texts
    run daftar-search --expand none --format trec barley
    [[ $output == "1 Q0 $long/$long/f.txt#1 1 "* ]]
    run daftar-search --expand none --format trec millet
    [[ $output == "1 Q0 a%20b%2520'\"\$(x)%0A#2.txt#1 1 "*' daftar' ]]
    [ "$(daftar-search --expand none --format tsv millet | wc -l)" = 1 ]
    counts 0 0 6 0 texts
}

@test "an index directory that is no index" {
    mkdir other
    echo 'mine' >other/notes
    prints 2 "daftar-index: $PWD/other: holds other files and no index: name an empty or new directory" \
        daftar-index -i other texts
    for mode in --status --verify --compact; do
        prints 2 'daftar-index: other: no index here: make one with daftar-index -i other DIR' daftar-index -i other $mode
    done
    prints 2 'daftar-search: other: no index here: make one with daftar-index -i other DIR' daftar-search -i other water
    [ "$(ls other)" = notes ]
    prints 2 'daftar-index: texts/aral.md: not a directory' daftar-index -i texts/aral.md texts
    prints 2 'daftar-search: nowhere: no index here: make one with daftar-index -i nowhere DIR' \
        daftar-search -i nowhere water
    [ ! -e nowhere ]
}

@test "an index written by a newer format" {
    daftar-index texts
    sed -i '1s/.*/daftar-index 999/' index/manifest
    local says="index/manifest: format 999 is newer than this program's 2: use the newer program, or reindex"
    prints 2 "daftar-search: $PWD/$says" daftar-search water
    prints 2 "daftar-index: $PWD/$says" daftar-index texts
    prints 2 "daftar-index: $PWD/$says" daftar-index --verify
    prints 2 "daftar-index: $PWD/$says" daftar-index --status
    prints 2 "daftar-index: $PWD/$says" daftar-index --compact
    grep -q 999 index/manifest
}

@test "an index of another analysis is not searched, and written anew from what it holds" {
    local write before signature
    text law_ru.md '# Закон' 'Вода принадлежит народу.'
    daftar-index texts
    daftar-search --format tsv 'water OR вода' | cut -f3- >before
    signature=$(grep '^signature' index/manifest)
    for write in 'daftar-index texts' 'daftar-index --compact' 'daftar-index --remove aral.md'; do
        signed_otherwise
        run daftar-search water
        [ "$status" = 2 ]
        [ "${#lines[@]}" = 1 ]
        [[ $output == *'another version of the analysis'* ]]
        segments=$(grep ^segment index/manifest)
        [[ $write = *texts ]] || mv texts away # the files are not needed
        prints 0 "daftar-index: $PWD/index: made by another version of the analysis: it is written anew" $write
        [ ! -e away ] || mv away texts
        [ "$(grep '^signature' index/manifest)" = "$signature" ]
        [ "$(grep ^segment index/manifest)" != "$segments" ]
        [[ $write != *remove* ]] || sed -i '/aral/d' before
        daftar-search --format tsv 'water OR вода' | cut -f3- | cmp - before
        daftar-index --verify
    done
}

@test "an index of another analysis stays as it was when writing it anew fails" {
    daftar-index texts
    signed_otherwise
    cp -r index other
    (ulimit -f 4; trap '' XFSZ; exec daftar-index texts 2>err) && false
    grep -q '^signature other' index/manifest
    diff -r --exclude lock index other
    daftar-index texts 2>err
    daftar-search water
}

@test "a damaged manifest, a damaged segment, a segment that is gone" {
    daftar-index texts
    cp -r index damaged
    sed -i 's/^generation .*/generation 99/' damaged/manifest
    run daftar-search -i damaged water
    [ "$status" = 2 ]
    [[ $output == 'daftar-search: damaged/manifest: damaged'* ]]
    rm -r damaged
    cp -r index damaged
    segment=$(ls damaged | grep -m1 '^seg-[0-9-]*$')
    printf 'XXXX' | dd of="damaged/$segment" bs=1 seek=9000 conv=notrunc status=none
    run daftar-index -i damaged --verify
    [ "$status" = 2 ]
    [[ $output == *"damaged/$segment: differs from what was written"* ]]
    rm "damaged/$segment"
    run daftar-search -i damaged water
    [ "$status" = 2 ]
    [ "${#lines[@]}" = 1 ]
    [[ $output == *damaged* ]]
    run daftar-index -i damaged --verify
    [ "$status" = 2 ]
    [[ $output == *damaged* ]]
    run daftar-index -i damaged texts
    [ "$status" = 2 ]
}

@test "garbage in the place of any file of the index never crashes" {
    daftar-index texts
    for file in manifest $(ls index | grep seg); do
        for size in 0 1 100 8192 40000; do
            rm -rf bad
            cp -r index bad
            head -c $size /dev/urandom >"bad/$file"
            for command in 'daftar-search -i bad water' 'daftar-index -i bad --verify' 'daftar-index -i bad texts'; do
                run $command
                [ "$status" = 2 ] || { echo "$command with $size bytes in $file: $status"; echo "$output"; false; }
            done
        done
    done
}

@test "an empty query, a query of nothing but marks" {
    daftar-index texts
    prints 2 'daftar-search: the query is empty (try --help)' daftar-search
    prints 2 'daftar-search: the query is empty (try --help)' daftar-search ''
    prints 2 'daftar-search: the query has no word to search for' daftar-search '  '
    prints 1 'daftar-search: the query has no word to search for' daftar-search '?! ... «»'
    prints 1 'daftar-search: the query has no word to search for' daftar-search '""'
    prints 1 'daftar-search: the query has no word to search for' daftar-search '()'
}

@test "unbalanced quotes and brackets are searched as plain words, with a note" {
    daftar-index texts
    local note='daftar-search: the query could not be parsed and was searched as plain words'
    for query in '"cotton fields' 'cotton" fields' '(cotton fields' 'cotton fields)' 'cotton AND' '((cotton)' 'OR cotton'; do
        daftar-search --expand none --format tsv "$query" 2>err | head -1 | cut -f3 | diff - <(echo aral.md)
        diff err <(echo "$note")
    done
}

@test "a query of 100 KB, of words or brackets or quotes or one long word" {
    daftar-index texts
    fill() { yes -- "$1" | tr -d '\n' | head -c 100000; }
    daftar-search --format tsv -n 1 "$(fill 'cotton ')" 2>err | cut -f3 | diff - <(echo aral.md)
    diff err <(echo 'daftar-search: the query is very long: its first words were searched')
    for filler in a '(' ')' '"' '(cotton' 'cotton) ' '-cotton ' '+cotton ' 'title:' 'cotton AND ' 'cotton OR ' '"cotton" ' \
        'NOT ' 'NEAR/3 ' '* ' 'co*on ' '~"a b" ' 'year:2000..2001 ' 'хлопок ' 'lang:en '; do
        run timeout 20 daftar-search --format tsv -n 1 "$(fill "$filler")"
        [ "$status" -le 2 ] || { echo "$filler: $status $output"; false; }
        [ "${#lines[@]}" -le 2 ]
    done
    seq -s' word' 20000 | head -c 100000 >many
    run timeout 20 daftar-search --format tsv -n 1 "$(cat many)"
    [ "$status" -le 1 ]
}

@test "invalid UTF-8 and control characters in a query" {
    daftar-index texts
    run daftar-search --expand none --format tsv $'cotton \xff\xfe \x01\x02'
    [ "$status" = 0 ]
    run daftar-search $'\xff'
    [ "$status" = 1 ]
    daftar-search --format json $'cotton \xff \x01 "quoted\\' 2>/dev/null | python3 -c 'import json, sys; json.load(sys.stdin)'
}

@test "terminal controls in a document do not reach the terminal" {
    printf '# Title \033[31m\n\nBarley \033]0;owned\007 \302\233 31m and \033[2J more.\n' >texts/evil.md
    daftar-index texts
    for format in text tsv json trec; do
        daftar-search --color never --format $format barley >out
        fails grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' out
    done
}

@test "an index on a full disk" {
    [ "$(id -u)" = 0 ] || skip 'only root can mount'
    mkdir full
    mount -t tmpfs -o size=200k none full 2>/dev/null || skip 'no mounting here'
    DAFTAR_INDEX=full/index
    daftar-index texts || { umount full; false; }
    seq 20000 | sed 's/.*/word& and word& again/' >texts/big.txt
    run daftar-index texts
    local code=$status said=$output
    found 'aral.md#1' cotton
    umount full
    echo "$said"
    [ "$code" = 2 ]
    [[ $said == daftar-index:*[Ss]pace* ]]
}

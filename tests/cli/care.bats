# care.bats: what an index holds, whether it is whole, one segment instead of many, taking out, being killed.
load helpers

segments() {
    daftar-index --status | sed -n 's/^segments: //p'
}

# Two files and one change: an index with a dead passage. What changed a moment before would be looked at once more.
changed_index() {
    sleep 0.05
    daftar-index texts
    text aral.md '# The Aral Sea' 'Saxaul trees hold the sand.'
    sleep 0.05
    daftar-index texts
}

@test "--status says what the index holds" {
    changed_index
    bytes=$(cat index/seg-*-* | wc -c)
    daftar-index --status | grep -E '^(articles|passages|language|generation)' >got
    diff got - <<'END'
articles: 4
passages: 4
language en: 2 passages
language ru: 1 passages
language uz: 1 passages
generation: 3
END
    [ "$bytes" -gt 0 ]
}

@test "--verify passes a sound index and makes no change" {
    changed_index
    find index -type f -exec md5sum {} + | sort >before
    prints 0 '' daftar-index --verify
    find index -type f -exec md5sum {} + | sort | diff before -
}

@test "--verify names every byte that was changed" {
    changed_index
    for file in $(ls index | grep '^seg-'); do
        size=$(stat -c %s "index/$file")
        for part in 1 3 5 7 9; do
            rm -rf bad
            cp -r index bad
            python3 - "bad/$file" $((size * part / 10)) <<'END'
import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(int(sys.argv[2]))
    byte = file.read(1)
    file.seek(int(sys.argv[2]))
    file.write(bytes([byte[0] ^ 0x55]))
END
            run daftar-index -i bad --verify
            [ "$status" = 2 ] || { echo "$file at $part: $status $output"; false; }
            [[ $output == *"$file"* || $output == *dead* ]]
        done
    done
}

@test "--compact leaves one segment, nothing dead, and the same answers" {
    for i in 1 2 3; do
        text more.md "# More $i" "Barley number $i grows by the railway."
        daftar-index texts
    done
    found 'more.md#1' 'barley AND 3'
    found '' 'barley AND 2'
    for query in railway cotton '"transport diplomacy"' транспорт path:rail; do
        daftar-search --expand none --format tsv "$query" | cut -f3- >>before
    done
    prints 0 '' daftar-index --compact
    [ "$(segments)" = 1 ]
    daftar-index --status | grep -q '^dead passages: 0$'
    for query in railway cotton '"transport diplomacy"' транспорт path:rail; do
        daftar-search --expand none --format tsv "$query" | cut -f3- >>after
    done
    diff before after
    prints 0 '' daftar-index --verify
    counts 0 0 5 0 texts
}

@test "--compact --serve makes what xapian-tcpsrv can serve" {
    changed_index
    prints 0 '' daftar-index --compact --serve
    prints 0 '' daftar-index --verify
    found 'aral.md#1' saxaul
    command -v xapian-tcpsrv >/dev/null || skip 'no xapian-tcpsrv'
    local server
    xapian-tcpsrv --one-shot --interface 127.0.0.1 --port 24987 index/seg-*-* >served 2>&1 &
    server=$!
    for try in $(seq 50); do grep -q Listening served && break; sleep 0.1; done
    run daftar-search -i tcp:127.0.0.1:24987 --expand none --format tsv saxaul
    kill $server 2>/dev/null || true
    [ "$status" = 0 ] || { echo "$output"; cat served; false; }
    [[ $output == *$'\taral.md\t1\ten\t'* ]]
}

@test "--remove takes out an article, or all below a directory" {
    daftar-index texts
    prints 0 '0 added, 0 changed, 0 unchanged, 1 removed; 0 passages of 0.0 MB' daftar-index -v --remove aral.md
    found '' cotton
    prints 2 'daftar-index: aral.md: not in the index' daftar-index --remove aral.md
    prints 2 'daftar-index: rai: not in the index' daftar-index --remove rai
    prints 0 '' daftar-index --remove rail/
    daftar-index --status | grep -qx 'articles: 0'
    counts 4 0 0 0 texts
}

@test "many small updates keep the segments few" {
    for i in $(seq 30); do
        text "n$i.txt" "Number $i of the barley."
        daftar-index texts
    done
    [ "$(segments)" -lt 20 ]
    [ "$(ls index | wc -l)" -lt 45 ]
    daftar-search --expand none --format tsv -n 100 barley | wc -l | grep -qx 30
    prints 0 '' daftar-index --verify
}

@test "a run that is killed leaves what was committed, and the next goes on" {
    daftar-index texts
    mkdir many
    for i in $(seq 400); do
        { echo "# Number $i"; echo; seq -f "word%g of the book $i" 300; } >"many/$i.md"
    done
    for wait in 0.02 0.05 0.1 0.2 0.3; do
        daftar-index many &
        sleep $wait
        kill -9 $! 2>/dev/null || true
        wait $! 2>/dev/null || true
        found 'aral.md#1' cotton
        prints 0 '' daftar-index --verify
    done
    daftar-index many
    daftar-index --status | grep -qx 'articles: 404'
    found_set '200.md#1 200.md#2' 'heading:200'
    prints 0 '' daftar-index --verify
    [ -z "$(ls index | grep -e scratch -e tmp)" ]
}

@test "a run that is interrupted keeps what it had done" {
    mkdir many
    for i in $(seq 300); do
        { echo "# Number $i"; echo; seq -f "word%g of the book $i" 500; } >"many/$i.md"
    done
    daftar-index many 2>err &
    sleep 0.3
    kill -INT $! 2>/dev/null || true
    wait $! || true
    daftar-index many
    daftar-index --status | grep -qx 'articles: 300'
    prints 0 '' daftar-index --verify
}

@test "searches see a whole index while it is being written" {
    daftar-index texts
    (for i in $(seq 15); do text "n$i.txt" "Number $i."; daftar-index texts; done; daftar-index --compact) &
    local writer=$!
    for i in $(seq 40); do
        found 'aral.md#1' cotton || { kill $writer; false; }
    done
    wait $writer
    prints 0 '' daftar-index --verify
}

@test "--show prints what is understood of a file, as JSON" {
    daftar-index --show texts/aral.md >got
    python3 - got <<'END'
import json, sys
shown = json.load(open(sys.argv[1]))
for name in ("title", "authors", "affiliations", "journal", "doi", "year", "dates", "abstracts", "keywords", "headings",
             "references", "passages", "skipped"):
    assert name in shown, name
assert set(shown["dates"]) == {"received", "accepted", "published"}
assert shown["headings"] == [{"level": 1, "text": "The Aral Sea", "page": 0, "line": 1}], shown["headings"]
passage, = shown["passages"]
assert passage["text"] == "The sea lost most of its water. Irrigation of cotton fields took the rivers.", passage
assert (passage["language"], passage["heading"], passage["line"]) == ("en", "The Aral Sea", 3), passage
END
    [ ! -e index ]
    prints 2 'daftar-index: nowhere.txt: No such file or directory' daftar-index --show nowhere.txt
    echo x >a.xyz
    prints 2 'daftar-index: a.xyz: no reader for this format' daftar-index --show a.xyz
}

# search.bats: what daftar-search prints, in every format.
load helpers

json() { # PYTHON EXPRESSION over `page` ARGUMENT...
    local expression=$1
    shift
    daftar-search --format json "$@" | python3 -c "import json, sys; page = json.load(sys.stdin); print($expression)"
}

article() {
    printf '%s\n' '---' 'title: Water and Energy' 'author: Aziza Karimova' 'year: 2021' '---' '' '# Reservoirs' '' \
        'Rogun and Toktogul store water for electricity. Farmers downstream need it in summer for cotton.' >texts/article.md
}

@test "text shows heading, place, and the words that matched" {
    daftar-index texts
    daftar-search --expand none railway | sed 's/([0-9.]*)/(SCORE)/' >got
    diff got - <<'END'
1. Railways  (SCORE)
   rail/railways.md#1, line 3, en
   The [railway] opened in spring. Landlocked countries reach seaports by rail, and transport diplomacy decides the routes.

END
}

@test "colour is asked for, or chosen by the terminal; NO_COLOR and --color" {
    daftar-index texts
    daftar-search --expand none --color always railway | grep -q $'\e\[1;33mrailway\e\[0m opened'
    daftar-search --expand none railway | fails grep -q $'\e'
    prints 2 'daftar-search: maybe: not auto, always or never' daftar-search --color maybe railway
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip 'no script to make a terminal, or no terminals'
    script -qec 'daftar-search --expand none railway' /dev/null </dev/null | grep -q $'\e'
    NO_COLOR=1 script -qec 'daftar-search --expand none railway' /dev/null </dev/null | fails grep -q $'\e'
    NO_COLOR=1 script -qec 'daftar-search --color always --expand none railway' /dev/null </dev/null | grep -q $'\e'
}

@test "tsv is rank, score, path, passage, language, page, line, heading, snippet" {
    daftar-index texts
    daftar-search --expand none --format tsv seaport | sed 's/\t[0-9.]*/\tSCORE/' >got
    printf '1\tSCORE\trail/railways.md\t1\ten\t0\t3\tRailways\tThe railway opened in spring. Landlocked countries reach seaports by rail, and transport diplomacy decides the routes.\n' |
        diff got -
}

@test "trec is QID Q0 DOCNO RANK SCORE daftar" {
    daftar-index texts
    daftar-search --expand none --format trec cotton | sed 's/ [0-9.]* daftar/ SCORE daftar/' | diff - <(echo '1 Q0 aral.md#1 1 SCORE daftar')
    daftar-search --expand none --group article --format trec cotton | cut -d' ' -f1-4 | diff - <(echo '1 Q0 aral.md 1')
}

@test "trec scores keep the ranks" {
    for i in $(seq 30); do
        text "n$i.md" "Station $i on the railway: $(yes railway | head -$((i % 7)) | paste -sd' ')"
    done
    daftar-index texts
    daftar-search --expand none -n 40 --format trec 'railway station' >run
    [ "$(wc -l <run)" = 31 ]
    cut -d' ' -f4 run | diff - <(seq 31)
    cut -d' ' -f5 run | sort -grc
}

@test "equal scores are ordered by path, then passage, also at the end of a page" {
    for name in k c z a m q; do
        text "$name.txt" 'Barley grows in the valley.'
    done
    daftar-index -j 3 texts
    found 'a.txt#1 c.txt#1 k.txt#1 m.txt#1 q.txt#1 z.txt#1' barley
    found 'a.txt#1 c.txt#1' -n 2 barley
    found 'k.txt#1 m.txt#1 q.txt#1' -n 3 --offset 2 barley
    found 'z.txt#1' -n 3 --offset 5 barley
    found '' --offset 6 barley
}

@test "which of many equal passages a page shows does not hang on the order of indexing" {
    rm -rf texts
    mkdir texts
    for number in $(seq -w 320); do
        echo 'Barley grows in the valley.' >"texts/$number.txt"
    done
    echo 'Barleys grow.' >texts/others.txt
    daftar-index -i one --exclude '[12]*' texts
    daftar-index -i one texts
    daftar-index -i two --exclude '[03]*' texts
    daftar-index -i two texts
    for query in barley 'grow valley' 'grow -river' lang:en; do
        for offset in 0 17 190 310; do
            for index in one two; do
                daftar-search -i $index --expand none -n 13 --offset $offset --format tsv "$query" | cut -f3 >$index.pages
            done
            diff one.pages two.pages
            grep -v others one.pages | sort -c
            [ $offset -gt 17 ] || grep -q "^0*$((offset + 1)).txt" one.pages
        done
    done
}

@test "ranks go on behind an offset" {
    daftar-index texts
    daftar-search --expand none --format tsv -n 1 --offset 1 'path:rail' | cut -f1,3 | diff - <(printf '2\trail/ru.md\n')
    prints 2 'daftar-search: x: not a number from 0 to 1000000' daftar-search -n x railway
    prints 2 'daftar-search: -1: not a number from 0 to 1000000' daftar-search --offset -1 railway
    prints 0 '' daftar-search -n 0 --format tsv railway
    prints 1 '' daftar-search -n 0 --format tsv xylophone
}

@test "json holds every field of the contract" {
    article
    daftar-index texts
    daftar-search --expand none --format json 'cotton farmers' | sed 's/"score":[0-9.e-]*/"score":0/' >got
    python3 - got <<'END'
import json, sys
page = json.load(open(sys.argv[1]))
assert page["schema"] == 1 and page["query"] == "cotton farmers" and page["estimate"] == 2, page
hit = page["hits"][0]
text = "Rogun and Toktogul store water for electricity. Farmers downstream need it in summer for cotton."
expected = {"path": "article.md", "passage": 1, "score": 0, "language": "en", "title": "Water and Energy",
            "authors": "Aziza Karimova", "heading": "Reservoirs", "page": 0, "line": 9, "year": 2021, "format": "md",
            "snippet": text, "highlights": [[48, 55], [89, 95]], "text": text}
for name, value in expected.items():
    assert hit[name] == value, (name, hit[name], value)
END
}

@test "highlights are exact byte ranges of every matched form" {
    text ranges.md '# Сотрудничество' \
        'Сотрудничество стран растёт. О сотрудничестве, «сотрудничеством» и сотрудни­честве говорят все: O‘zbekiston too.'
    daftar-index texts
    daftar-search --expand none --format json 'сотрудничества' | python3 -c '
import json, sys
for hit in json.load(sys.stdin)["hits"]:
    snippet = hit["snippet"].encode()
    print(hit["path"], *[snippet[a:b].decode() for a, b in hit["highlights"]], sep="|")' >got
    diff <(sort got) - <<'END'
rail/ru.md|сотрудничество
ranges.md|Сотрудничество|сотрудничестве|сотрудничеством|сотрудни­честве
END
}

@test "a snippet of a long passage holds the match, cut at words" {
    { printf 'word%d is here and stays. ' $(seq 120); echo 'The pelican nests last.'; } >texts/long.txt
    daftar-index texts
    daftar-search --expand none --format json pelican | python3 -c '
import json, sys
hit, = json.load(sys.stdin)["hits"]
snippet = hit["snippet"]
(a, b), = hit["highlights"]
assert snippet.encode()[a:b] == b"pelican", snippet
assert len(snippet.encode()) < 500 and snippet.startswith("… "), snippet
assert snippet.strip("… ") in " ".join(hit["text"].split()), snippet'
}

@test "--group article shows the best passage of each" {
    for i in $(seq 4); do
        printf '## Part %d\n\n' "$i"
        printf 'The caravan number %d rests at the well; ' $(seq $((i * 20)) $((i * 20 + 18)))
        printf '\n\n'
    done >texts/caravan.md
    daftar-index texts
    [ "$(json 'len(page["hits"])' --expand none -n 50 caravan)" -gt 2 ]
    [ "$(json '[h["path"] for h in page["hits"]], page["hits"][0]["others"] > 0' --expand none --group article caravan)" = \
        "['caravan.md'] True" ]
    daftar-search --expand none --group article --format trec caravan | cut -d' ' -f3 | diff - <(echo caravan.md)
    prints 2 'daftar-search: book: not passage or article' daftar-search --group book caravan
}

@test "facets count the values of all matches" {
    article
    daftar-index texts
    [ "$(json 'page["facets"]' --expand none -n 1 --facets lang,year,author,format 'cotton OR railway')" = \
        "{'lang': [{'value': 'en', 'count': 3}], 'year': [{'value': '2021', 'count': 1}], 'author': [{'value': 'Aziza Karimova', 'count': 1}], 'format': [{'value': 'md', 'count': 3}]}" ]
    prints 2 'daftar-search: nope: no such facet: lang, year, author, keyword, format' daftar-search --facets nope cotton
    daftar-search --expand none --facets lang 'path:rail' | sed -n '/^lang:/,$p' | tr -d '▪' | tr -s ' ' >got
    diff got - <<'END'
lang:
 en English 1
 ru Russian 1
 uz Uzbek 1
END
}

@test "--explain says why" {
    daftar-index texts
    [ "$(json 'page["hits"][0]["explain"]' --expand none --explain 'seaport irrigate')" = \
        "[{'word': 'seaport', 'form': 'seaports', 'layer': 'exact', 'weight': 1, 'source': ''}]" ] ||
        [ "$(json 'page["hits"][1]["explain"]' --expand none --explain 'seaport irrigate')" = \
        "[{'word': 'seaport', 'form': 'seaports', 'layer': 'exact', 'weight': 1, 'source': ''}]" ]
    daftar-search --expand none --explain seaport | grep -q '^     seaport -> seaports  (exact 1.00)$'
}

@test "--lang filters results, and may be repeated" {
    daftar-index texts
    [ "$(json '[h["language"] for h in page["hits"]]' --lang ru транспорт)" = "['ru']" ]
    [ "$(json 'sorted(h["language"] for h in page["hits"])' --lang ru --lang uz транспорт)" = "['ru', 'uz']" ]
    prints 2 'daftar-search: xx: not the code of a known language (en ru uz kk ky tg tk kaa ...)' \
        daftar-search --lang xx транспорт
    prints 2 'daftar-search: xx: not the code of a known language (en ru uz kk ky tg tk kaa ...)' \
        daftar-search --query-lang xx транспорт
}

@test "--query-lang says how the query is analysed" {
    daftar-index texts
    found 'rail/uz.md#1' --query-lang uz йўлакларини
    found 'rail/uz.md#1' --query-lang uz "yo'laklar"
}

@test "--expand takes lists" {
    daftar-index texts
    for list in all none variant cognate,variant glossary,mined; do
        run daftar-search --expand "$list" cotton
        [ "$status" = 0 ]
    done
    prints 2 'daftar-search: some: not all, none or a list of variant,cognate,glossary,mined' daftar-search --expand some cotton
    run daftar-search --expand none --format tsv railways --lang ru
    [ "$status" = 1 ] || [ "$status" = 0 ]
}

@test "a batch runs every query and keeps their ids" {
    daftar-index texts
    printf 'a\tcotton\nb c\trailway\r\n\nq%%\txylophone\nd\tсотрудничество' >queries
    daftar-search --expand none --queries queries --format trec | cut -d' ' -f1-4 >got
    diff got - <<'END'
a Q0 aral.md#1 1
b%20c Q0 rail/railways.md#1 1
d Q0 rail/ru.md#1 1
END
    daftar-search --expand none --queries - --format trec <queries | cut -d' ' -f1-4 | diff - got
    run daftar-search --queries queries --format trec
    [ "$status" = 0 ]
}

@test "a batch names bad lines and goes on" {
    daftar-index texts
    printf 'no tab here\n1\tcotton\n2\t\n3\trailway\n' >queries
    daftar-search --expand none --queries queries --format trec 2>err >out && false
    cut -d' ' -f1,3 out | diff - <(printf '1 aral.md#1\n3 rail/railways.md#1\n')
    diff err - <<'END'
daftar-search: no tab here: not of the form id<TAB>query
daftar-search: the query has no word to search for
END
    run daftar-search --queries nowhere --format trec
    [ "$status" = 2 ]
    [[ $output == *'nowhere: No such file or directory' ]]
}

@test "exit codes: 0 hits, 1 none, 2 error" {
    daftar-index texts
    for format in text json tsv trec; do
        run daftar-search --format $format cotton
        [ "$status" = 0 ]
        run daftar-search --expand none --format $format xylophone
        [ "$status" = 1 ]
    done
    run daftar-search --format nope cotton
    [ "$status" = 2 ]
    [[ $output == 'daftar-search: nope: not text, json, '* ]]
    prints 2 'daftar-search: --nope: no such option (try --help)' daftar-search --nope cotton
}

@test "options end at the first word, an unknown -слово is query text" {
    daftar-index texts
    found 'aral.md#1' cotton --nonsense
    found '' -- -n 5
    run daftar-search --expand none -хлопок cotton
    [ "$status" = 0 ]
    run daftar-search --expand none --format tsv -- -n cotton
    [ "$status" = 2 ] || [ -n "$output" ]
}

@test "--similar finds passages like one" {
    text seas.md '# Seas' 'The sea took water from the rivers, and the cotton fields took it from the sea.'
    daftar-index texts
    daftar-search --format tsv --expand none --similar aral.md#1 | cut -f3 >got
    grep -qx seas.md got
    prints 2 'daftar-search: aral.md#9: no such passage' daftar-search --similar aral.md#9
    prints 2 'daftar-search: nope: not of the form PATH#N' daftar-search --similar nope
}

@test "a closed pipe is no trouble" {
    daftar-index texts
    for i in 1 2 3; do
        daftar-search -n 100 'path:rail' | head -1 | grep -q .
    done
}

@test "several indexes are searched as one" {
    mkdir more
    echo 'Barley and cotton grow side by side.' >more/b.txt
    daftar-index -i one texts
    daftar-index -i two more
    unset DAFTAR_INDEX
    found_set 'aral.md#1 b.txt#1' -i one -i two cotton
    found 'b.txt#1' -i two cotton
}

@test "a match in a heading or the title alone is explained too" {
    printf -- '---\ntitle: The cormorant question\n---\n\n# Pelicans nest here\n\nNothing else is said of them.\n' >texts/birds.md
    daftar-index texts
    for query in pelican cormorant; do
        daftar-search --query-lang en --expand none --format json --explain "$query" | python3 -c '
import json, sys
hit, = json.load(sys.stdin)["hits"]
print(hit["path"], hit["highlights"], [(m["word"], m["form"].lower()) for m in hit["explain"]])' >>got
    done
    diff got - <<'END'
birds.md [] [('pelican', 'pelicans')]
birds.md [] [('cormorant', 'cormorant')]
END
}

@test "a keyword that an article has in two languages counts once a passage" {
    printf '%s\n\n' 'THE WATER OF THE SEA AND ITS NEIGHBOURS' 'Karimova A.' \
        'Abstract: The article considers the water of the sea and of its neighbours in the region.' \
        'Keywords: water, diplomacy, Xon.' 'ВОДА МОРЯ И ЕГО СОСЕДЕЙ' 'Каримова А.' \
        'Аннотация: В статье рассматривается вода моря и его соседей в регионе.' 'Ключевые слова: вода, дипломатия, Xon.' \
        'INTRODUCTION' 'The water of the sea is divided among its neighbours by treaties that are old.' >texts/article.txt
    daftar-index texts
    daftar-search --format json -n 50 --facets keyword,format 'path:article.txt' | python3 -c '
import json, sys
page = json.load(sys.stdin)
facets = {name: {v["value"]: v["count"] for v in values} for name, values in page["facets"].items()}
assert facets["keyword"]["Xon"] == facets["keyword"]["water"] == facets["format"]["txt"] == page["estimate"] == len(page["hits"]), facets'
}

# present.bats: words with marks, corrections, and the formats for people and programs.
load helpers

# forms QUERY...: the words that are highlighted, sorted.
forms() {
    local text=$1
    shift
    daftar-search --expand none --format json -n 50 "$@" | python3 -c '
import json, sys
found = set()
for hit in json.load(sys.stdin)["hits"]:
    snippet = hit["snippet"].encode()
    found |= {snippet[a:b].decode() for a, b in hit["highlights"]}
print(*sorted(found))' >got
    diff got <(echo "$text")
}

# corrected TEXT QUERY: the query that is proposed, or nothing.
corrected() {
    daftar-search --format json "$2" | python3 -c 'import json, sys; print(json.load(sys.stdin).get("correction", ""))' >got
    diff got <(echo "$1")
}

valid() { # LINES [REF]
    run python3 "$SOURCE/tests/cli/schema.py" "$SOURCE/doc/results.schema.json" ${2:+"$2"}
    [ "$status" = 0 ] && [ "$output" = "$1" ] && return 0
    echo "$output"
    return 1
}

dangerous() {
    printf '%s\n' '<script>alert(1)</script> & _more_' '' \
        $'Pelican <img src=x onerror=alert(1)> *star* [link](javascript:x) \e[31mred\e[0m and \xc2\x9b31m end `tick` | pipe.' \
        >'texts/d<b>"&anger.txt'
}

@test "word* and wo?d stand for forms of the lexicon, and only these are marked" {
    text wild.md '# Words' 'Plant plants planted planting plantation. Wine wind wild word ward.' 'Planting again.'
    daftar-index texts
    forms 'Plant Planting plantation planted planting plants' 'plant*'
    forms 'Planting planting' 'plant*ing'
    forms 'plantation planted' 'planta* OR plante*'
    forms 'Plant Planting planted planting plants' 'planting plante*'
    forms 'ward wild wind word' 'wi?d OR wa?d OR wo*'
    forms 'wild wind' 'wi?d'
    forms 'Planting planting' 'pl*ting'
    forms 'word' 'wo?d'
    found 'wild.md#1' 'heading:wor*'
    found 'wild.md#1' 'plantat*, «wi?d»'
    found '' 'wi?dx'
    found 'wild.md#1' 'wo?d'
    text words.md '# Other' 'Words were planted.'
    daftar-index texts
    found 'wild.md#1' 'wo?d'
    found_set 'wild.md#1 words.md#1' 'wo?d*'
    found 'wild.md#1' 'heading:(wo?ds)'
    found '' 'plant*xyz'
}

@test "marks in the scripts of a language: one form" {
    daftar-index texts
    found 'rail/uz.md#1' 'ўзбек*'
    found 'rail/uz.md#1' "o'zbek*"
    found 'rail/uz.md#1' "o‘zbe?iston"
    found 'rail/uz.md#1' 'йў*ни'
    found 'rail/ru.md#1' 'сотруд*'
    found 'rail/ru.md#1' 'СОТРУД*ВО'
    [ "$(daftar-search --format tsv 'трансп*' | cut -f3 | sort | paste -sd' ')" = 'rail/railways.md rail/ru.md rail/uz.md' ]
}

@test "what a language makes of the letters before a mark counts in its texts alone" {
    text en.md '# Old' 'The old harvest of the old days is over, and the word is gone.'
    text kaa.md '# Арал' 'Арал теңизи ҳәм суўды бөлистириў ҳаққында келисим. Қарақалпақстан ўәкиллери олда сөйледи.'
    daftar-index texts
    found 'en.md#1' 'wo?d'
    forms 'word' 'wo?d'
    found 'rail/uz.md#1' --query-lang uz 'тран*т lang:uz'
    found 'rail/uz.md#1' --query-lang uz 'tran*t lang:uz'
}

@test "word~ finds words with a fault, exact ones first" {
    text near.md '# Near' 'The railwy was closed.'
    daftar-index texts
    found_set 'near.md#1 rail/railways.md#1' 'railwy~'
    [ "$(daftar-search --expand none --format tsv 'railwy~' | head -1 | cut -f3)" = near.md ]
    found 'rail/ru.md#1' 'сотруднчество~'
    found 'rail/ru.md#1' 'сторудничество~'
    found 'rail/uz.md#1' 'қурлиши~'
    found '' 'xotrudnik~'
    daftar-search --expand none --explain 'сторудничество~' | grep -q -- '-> сотрудничество  (exact 0.70)'
}

@test "marks that cannot count are said to, and end at once" {
    daftar-index texts
    run daftar-search --expand none 'a*'
    [ "$status" -le 1 ]
    [[ $output == *'daftar-search: a*: * counts only beside a word, after its first two letters'* ]]
    prints 1 'daftar-search: the query has no word to search for' daftar-search '*'
    run timeout 10 daftar-search "co$(yes '*?' | head -500 | tr -d '\n')"
    [ "$status" -le 1 ]
    run timeout 10 daftar-search "$(yes xy | head -50000 | tr -d '\n')*"
    [ "$status" = 1 ]
    run timeout 10 daftar-search "$(yes xy | head -50000 | tr -d '\n')~"
    [ "$status" = 1 ]
}

@test "a query that finds nothing is corrected from the lexicon" {
    text more.md '# Mirishkor' 'Xo‘jalik yurituvchi subyektlar. Шартномалар имзоланди. Kaspiý deňzi.'
    daftar-index texts
    corrected 'subyektlar' 'subyektlarr'
    corrected 'имзоланди' 'имзолнади'
    corrected '"xo‘jalik yurituvchi"' '"xo‘jlik yurituvchi"'
    corrected '' 'xylophone'
    corrected '' 'cotton'
    corrected '' 'абв'
    corrected 'cotton имзоланди' 'cotton имзолнади'
    corrected 'Имзоланди' 'Имзолнади'
    corrected '' 'cotton -имзолнади'
    corrected '' 'lang:rv cotton'
    daftar-search 'имзолнади' | grep -qx 'Did you mean: имзоланди'
}

@test "the other keyboard is recognised, in both directions" {
    daftar-index texts
    corrected 'сотрудничество' 'cjnhelybxtcndj'
    corrected 'Железные' ';tktpyst' || corrected 'железные' ';tktpyst'
    corrected 'cotton' 'сщеещт'
    corrected 'cotton дороги' 'cotton ljhjub'
    corrected '' 'ghbdtn'
}

@test "the keyboards of Uzbek and Kazakh too; of a short word the very form must be known" {
    text kk.md '# Көлік' 'Қазақстан көлік дәлізін кеңейтті. Үкімет темір жол салады. Екі елде порталдар ашылғанымен, баға тежейді.'
    text uz2.md '# Газ' 'Газ ва сув. Ҳамкорлик давом этмоқда.'
    daftar-index texts
    corrected 'темир йўл' 'ntvbh qok'
    corrected 'ўзбекистон' 'op,trbcnjy'
    corrected 'ҳамкорлик' '=fvrjhkbr'
    corrected 'қазақстан' '0fpf0cnfy'
    corrected 'көлік' 'r-k3r'
    corrected 'темір жол' 'ntv3h ;jk'
    corrected 'газ' 'ufp'
    corrected '' 'foo'
}

@test "a misspelt word that only sounds like others is corrected, a stop word never" {
    for i in $(seq 12); do text "d$i.md" "# Note $i" "Diplomacy of the year $i. Дипломатия. Ўзбекистон дипломатияси. Three roads."; done
    daftar-index texts
    corrected 'diplomacy' 'diplomcy'
    corrected 'дипломатия' 'дпломатия'
    corrected 'diplomacy cotton' 'diplomacy coton'
    corrected '' 'there'
    corrected '' 'дипломатияси'
}

@test "html is one page that is sound, fetches nothing and has names for everything" {
    dangerous
    daftar-index texts
    daftar-search --format html --timeline 'pelican <b>cotton' >page.html
    python3 "$SOURCE/tests/cli/page.py" <page.html >page.txt
    fails grep -q '<script>alert\|<img\|<b>cotton\|javascript:x"' page.html
    grep -q '&lt;script&gt;alert(1)&lt;/script&gt;' page.html
    fails grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2\x9b' page.html
    grep -q '<mark>Pelican</mark>' page.html
    grep -q 'Why it matched' page.txt
    grep -q 'data-facet="lang"' page.html
    grep -q '<html lang="en">' page.html
    grep -q "default-src 'none'" page.html
    [ "$(grep -c 'class="hit"' page.html)" = 2 ]
}

@test "html: facets, languages by name in the reader's language, a year a bar" {
    for year in 2019 2021 2021 2022; do
        printf -- '---\nyear: %s\n---\n\nPelicans nest on island %s%s.\n' $year $year $RANDOM$RANDOM >texts/p$((++n)).md
    done
    daftar-index texts
    daftar-search --format html pelicans >page.html
    grep -q '<button type="button" aria-pressed="false" data-facet="lang" data-value="en"><span dir="auto">English</span> <b>4</b>' page.html
    grep -q '<title>2021: 2</title>' page.html
    grep -q 'aria-label="Passages a year: 2019 1, 2021 2, 2022 1"' page.html
    LC_ALL=ru_RU.UTF-8 daftar-search --format html pelicans | grep -q '<html lang="ru">'
    LC_ALL=ru_RU.UTF-8 daftar-search --format html pelicans | grep -q '<span dir="auto">английский</span>'
    LC_ALL=uz_UZ daftar-search --format html pelicans | grep -q 'inglizcha'
    LC_ALL=kk_KZ.UTF-8 daftar-search --format html pelicans | grep -q 'ағылшынша'
    LC_ALL=ru_RU.UTF-8 daftar-search --format html pelicans | python3 "$SOURCE/tests/cli/page.py" >page.txt
}

@test "html of nothing is a page too" {
    daftar-index texts
    run bash -c 'daftar-search --format html xylophone | python3 "$SOURCE/tests/cli/page.py"'
    [[ $output == *'Nothing found.'* ]]
    run bash -c "daftar-search --format html \$'water \\x1b[31m \\xff' | python3 \"\$SOURCE/tests/cli/page.py\""
    [ "$status" = 0 ]
}

@test "the page's script is sound" {
    command -v node >/dev/null || skip 'no node'
    daftar-index texts
    daftar-search --format html cotton | sed -n '/^<script>/,/^<.script>/p' | sed '1d;$d' >page.js
    [ -s page.js ]
    node --check page.js
}

@test "markdown is a dossier with sources, everything in it harmless" {
    printf '%s\n' '---' 'title: Water and Energy' 'author: Karimova A.' 'year: 2021' '---' '' '# Reservoirs' '' \
        '1. Rogun stores water & power.' >texts/article.md
    dangerous
    daftar-index texts
    daftar-search --expand none --format markdown 'rogun*' >got
    diff got - <<'END'
# rogun\*

1 passage found.

## 1. Reservoirs

> 1\. **Rogun** stores water &amp; power.

— Karimova A. (2021). *Water and Energy*, line 9. article.md\#1 (en)

END
    daftar-search --expand none --format markdown pelican >got
    fails grep -q '<\|[^\\]\[link\]\|[^\\]`' got
    fails grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2\x9b' got
}

@test "grep is path:line: heading: snippet" {
    daftar-index texts
    daftar-search --expand none --format grep seaport |
        diff - <(echo 'rail/railways.md:3: Railways: The railway opened in spring. Landlocked countries reach seaports by rail, and transport diplomacy decides the routes.')
    dangerous
    daftar-index texts
    daftar-search --format grep pelican | fails grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xc2\x9b'
    daftar-search --format text pelican | fails grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xc2\x9b'
}

@test "jsonl is a hit a line, and a batch keeps its ids" {
    daftar-index texts
    daftar-search --expand none --format jsonl --explain 'cotton railway' | valid 2 hit
    daftar-search --format jsonl --group article 'path:rail' | valid 3 hit
    printf 'a\tcotton\nb\tseaport\n' >queries
    daftar-search --expand none --queries queries --format jsonl | python3 -c '
import json, sys
print([(h["id"], h["query"], h["rank"], h["path"]) for h in map(json.loads, sys.stdin)])' |
        diff - <(echo "[('a', 'cotton', 1, 'aral.md'), ('b', 'seaport', 1, 'rail/railways.md')]")
}

@test "json is what the schema says" {
    dangerous
    daftar-index texts
    for query in 'cotton railway' 'pelican' 'cjnhelybxtcndj' '(cotton' 'a*' 'path:rail' 'rail*' 'xylophone' '***'; do
        daftar-search --format json --explain --facets lang,year,author,keyword,format "$query" | valid 1
        daftar-search --format json --group article "$query" | valid 1
    done
    daftar-search --format json --explain --similar rail/ru.md#1 | valid 1
    echo 'cotton of the sea' | daftar-search --format json --group article --facets year --similar - | valid 1
    daftar-search --format json -n 0 --timeline cotton | valid 1
    daftar-search --format json -n 1 --offset 1 --context 40 path:rail | valid 1
    printf 'a\tcotton\nb\t***\n' | daftar-search --queries - --format json | valid 2
    daftar-search --format jsonl --explain --similar rail/ru.md#1 | valid 3 hit
    daftar-search --format jsonl xylophone | valid 0 hit
    echo '{"schema": 2, "query": "x", "estimate": 0, "hits": []}' | fails valid 1
    echo '{"schema": 1, "query": "x", "estimate": 0, "hits": [], "new": 1}' | fails valid 1
}

noted() { # NOTE OPTION...: of each page of results the note
    local note=$1
    shift
    daftar-search --format json "$@" 2>err >page || [ $? = 1 ]
    python3 -c 'import json, sys; [print(json.loads(page).get("note")) for page in open(sys.argv[1])]' page >got
    diff got <(echo "$note")
}

@test "json and a web page say what was said of the query" {
    daftar-index texts
    noted 'the query has no word to search for' '?!'
    noted 'the text has no word to search for' --similar - <<<'***'
    noted 'the query could not be parsed and was searched as plain words' 'NOT cotton'
    noted None cotton
    printf 'a\tcotton\nb\t***\nc\tcotton\n' >queries
    noted $'None\nthe query has no word to search for\nNone' --queries queries
    daftar-search --format html '?!' 2>err >page || [ $? = 1 ]
    grep -q '<p>the query has no word to search for</p>' page
}

@test "--timeline counts hits a year in the order of the years" {
    for year in 2022 2019 2021 2021; do
        printf -- '---\nyear: %s\n---\n\nPelicans nest on island %s%s.\n' $year $year $RANDOM$RANDOM >texts/p$((++n)).md
    done
    daftar-index texts
    daftar-search --timeline pelicans | sed -n '/^year:/,$p' | tr -d '▪' | tr -s ' ' >got
    diff got - <<'END'
year:
 2019 1
 2021 2
 2022 1
END
}

@test "--context is how much text is shown" {
    { printf 'The pelican nests first. '; printf 'word%d is here and stays. ' $(seq 120); } >texts/long.txt
    daftar-index texts
    short=$(daftar-search --format grep --context 60 pelican | wc -c)
    long=$(daftar-search --format grep --context 900 pelican | wc -c)
    [ "$short" -lt 200 ]
    [ "$long" -gt 400 ]
}

@test "near-identical passages are shown once" {
    local abstract='The pelican colonies of the delta are studied over twenty years of field work, and their decline is explained by the loss of water.'
    text one.md "$abstract"
    text two.md "${abstract^^}"
    text three.md "${abstract/delta/Delta,}"
    text other.md 'The pelican is a bird of the delta.'
    daftar-index texts
    daftar-search --expand none pelican >got
    [ "$(grep -c '^[0-9]*\. ' got)" = 2 ]
    grep -qE '^   and 2 near-identical: (one|two|three).md#1, (one|two|three).md#1$' got
    daftar-search --expand none --format markdown pelican | grep -q ', and 2 near-identical$'
    [ "$(daftar-search --expand none --format tsv pelican | wc -l)" = 4 ]
}

@test "a few words more or less make no other passage, other words do" {
    local abstract='The cormorants of the delta are studied over twenty years of field work, and their decline is explained by the loss of water,'
    text one.md "$abstract by hunting «and» by the salt that the wind carries from the dry bed of the sea – every spring."
    text two.md "$abstract by hunting and by the salt that the wind carries from the dry bed of the sea every autumn."
    text other.md "$abstract while others hold that fish farms fed more of them than ever and that their count was wrong all along."
    text cyr.md 'Бакланы дельты изучаются двадцать лет, и их убыль объясняется потерей воды. Cormorant'
    daftar-index texts
    daftar-search --query-lang en --expand none cormorant >got
    [ "$(grep -c '^[0-9]*\. ' got)" = 3 ]
    grep -qE '^   and 1 near-identical: (one|two).md#1$' got
    for i in $(seq 250); do text "copy$i.md" "$abstract"; done
    daftar-index texts
    daftar-search --query-lang en --expand none -n 400 cormorant >got
    [ "$(grep -c '^[0-9]*\. ' got)" = 5 ]
    grep -q '^   and 249 near-identical: copy' got
}

@test "completions come from the table of options" {
    daftar-search --completion bash >c.bash
    bash -n c.bash
    for option in $(daftar-search --help | grep -o -- '--[a-z-]*' | sort -u); do
        grep -qe "$option[ ')|]" c.bash || { echo "$option"; false; }
    done
    complete_word() { # WORD... , the last is being typed
        COMP_WORDS=(daftar-search "$@") COMP_CWORD=$#
        COMPREPLY=()
        _daftar_search
        echo "${COMPREPLY[*]}"
    }
    shopt -s progcomp
    compopt() { :; }
    source c.bash
    [ "$(complete_word --facets lang,ye)" = lang,year ]
    [ "$(complete_word --format js)" = 'json jsonl' ]
    [ "$(complete_word --lang ka)" = 'kaa ka' ]
    [ "$(complete_word tit)" = title: ]
    [ "$(complete_word --timel)" = --timeline ]
    [ "$(complete_word --format = ht)" = html ]
    prints 2 'daftar-search: csh: not bash, zsh or fish' daftar-search --completion csh
    for shell in zsh fish; do
        daftar-search --completion $shell >c.$shell
        grep -q 'a hit\|hits to print' c.$shell
        command -v $shell >/dev/null || continue
        $shell -n c.$shell
    done
    daftar-search --completion bash | diff - "$SOURCE/completions/daftar-search.bash"
    daftar-search --completion zsh | diff - "$SOURCE/completions/_daftar-search"
    daftar-search --completion fish | diff - "$SOURCE/completions/daftar-search.fish"
}

# The engine of accessibility checks: npm install axe-core, here, globally or in $AXE_CORE.
axe_core() {
    for place in "${AXE_CORE:-}" "$SOURCE/node_modules/axe-core" "$(npm root -g 2>/dev/null)/axe-core"; do
        [ -f "$place/axe.min.js" ] && echo "$place/axe.min.js" && return
    done
    return 1
}

@test "html in a browser, by keyboard: filters and back, light and dark, wide and narrow, on paper; axe-core has nothing against it" {
    for year in 2019 2021; do
        printf -- '---\nyear: %s\nauthor: Karimova A.\n---\n\nPelicans nest on island %s.\n' $year $year >texts/p$year.md
    done
    daftar-index texts
    daftar-search --expand none --format html --timeline --group article 'pelicans OR дороги' | sed 's/<details>/<details open>/' >page.html
    code=0
    timeout 200 python3 "$SOURCE/tests/cli/browser.py" page.html $(axe_core) >seen || code=$?
    [ "$code" != 77 ] || skip 'no chromium, or it does not start here'
    diff seen - <<'END'
hits: ru en en
first: skip
leads to: results
space on ru: ru 1
enter on clear: ru en en lang
enter on a summary: False
light 320 fits
light 1200 fits
dark 320 fits
dark 1200 fits
on paper: none inline none
END
    [ "$code" = 0 ]
}

@test "html: a value that no hit of the page has filters nothing, and the language may be chosen" {
    for i in $(seq 12); do text p$i.md "Pelican pelican pelican $i."; done
    printf -- '---\nauthor: Azizov B.; Karim A.\n---\n\nПеликан (pelican) живёт в дельте реки, и его охраняют.\n' >texts/ru.md
    daftar-index texts
    daftar-search --expand none -n 3 --format html pelican >page.html
    grep -q '<li><button type="button" aria-pressed="false" data-facet="lang" data-value="en">' page.html
    grep -q '<li><div><span dir="auto">Russian</span> <b>1</b>' page.html
    daftar-search --expand none -n 30 --format html pelican >page.html
    grep -q 'data-facet="author" data-value="Azizov B."' page.html
    grep -q 'data-facet="author" data-value="Karim A."' page.html
    for code in en ru uz kk; do
        daftar-search --page-language $code --expand none --format html pelican >page.html
        grep -q "<html lang=\"$code\">" page.html
        python3 "$SOURCE/tests/cli/page.py" <page.html >"page.$code"
    done
    [ "$(cat page.?? | grep -cE '^(Why it matched|Почему найдено|Nega topildi|Неге табылды)')" -gt 12 ]
    LC_ALL=ru_RU.UTF-8 daftar-search --page-language en --format html pelican | grep -q '<html lang="en">'
    prints 2 'daftar-search: fr: not en, ru, uz or kk' daftar-search --page-language fr pelican
}

@test "html: passages tell their language and script" {
    text latn.md 'Oʻzbekiston va Qozogʻiston oʻrtasida pelikan haqida kelishuv imzolandi.'
    daftar-index texts
    daftar-search --format html 'pelikan OR темир' >page.html
    grep -q 'class="snippet" dir="auto" lang="uz-Latn"' page.html
    grep -q 'class="snippet" dir="auto" lang="uz-Cyrl"' page.html
    daftar-search --format html дороги | grep -q 'class="snippet" dir="auto" lang="ru"'
}

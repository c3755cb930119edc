# query.bats: the query language, by what it finds.
load helpers

setup_file() {
    PATH="$BUILD:$PATH"
    cd "$BATS_FILE_TMPDIR" || return 1
    mkdir texts texts/rail
    article() { printf -- '---\ntitle: %s\nauthor: %s\nyear: %s\n---\n\n# %s\n\n%s\n' "$2" "$3" "$4" "$5" "$6" >"texts/$1"; }
    article aral.md 'The Aral Sea' 'Aziza Karimova' 2019 'Shrinking' \
        'The sea lost most of its water. Irrigation of cotton fields took the rivers.'
    article energy.md 'Water and Energy' 'Bolat Akhmetov' 2021 'Reservoirs' \
        'Rogun and Toktogul store water for electricity. Farmers downstream need it in summer for cotton.'
    article rail/railways.md 'Roads of Steel' 'Aziza Karimova' 2022 'Railways' \
        'The railway opened in spring. Landlocked countries reach seaports by rail, and transport diplomacy decides the routes.'
    article rail/ru.md 'Пути' 'Иванов Пётр' 2022 'Транспортная дипломатия' \
        'Страны региона развивают сотрудничество. Железные дороги соединяют столицы с морскими портами.'
    article rail/uz.md 'Йўллар' 'Азиза Каримова' 2023 'Темир йўллар' \
        'Темир йўл қурилиши давом этмоқда. Ўзбекистон янги транспорт йўлакларини кенгайтирмоқда.'
    daftar-index -i index texts
}

setup() {
    cd "$BATS_FILE_TMPDIR" || return 1
    export DAFTAR_INDEX="$BATS_FILE_TMPDIR/index"
}

@test "any word is accepted, all are preferred" {
    found 'aral.md#1 energy.md#1' sea cotton
    found 'aral.md#1 energy.md#1 rail/railways.md#1' cotton sea irrigation water routes
}

@test "inflected forms are found" {
    found 'rail/ru.md#1' сотрудничества
    found 'rail/ru.md#1' дорога
    found 'rail/railways.md#1' seaport
    found 'rail/uz.md#1' --query-lang uz қурилишини
}

@test "scripts and apostrophes do not matter" {
    for query in Ўзбекистон ЎЗБЕКИСТОНДА "O'zbekiston" 'O‘zbekistonda' 'Oʻzbekiston' "O\`zbekiston" 'O’zbekistonning'; do
        found 'rail/uz.md#1' --query-lang uz "$query"
    done
    found 'rail/uz.md#1' --query-lang uz "temir yo'l"
}

@test "an exact phrase is these forms, adjacent, in this order" {
    found 'aral.md#1' '"cotton fields"'
    found 'aral.md#1' '"COTTON Fields"'
    found '' '"fields cotton"'
    found '' '"cotton field"'
    found '' '"irrigation cotton"'
    found 'aral.md#1' '"irrigation of cotton fields took"'
    found 'rail/uz.md#1' '"темир йўл"'
    found '' '"темир йўлни"'
    found 'rail/ru.md#1' '"развивают сотрудничество"'
    found '' '"развивают сотрудничества"'
    found 'aral.md#1' '"water. Irrigation"'
}

@test "a loose phrase is any inflection, adjacent" {
    found 'aral.md#1' '~"cotton field"'
    found '' '~"field cotton"'
    found 'rail/ru.md#1' '~"железная дорога"'
}

@test "a phrase is found in a heading" {
    found 'rail/uz.md#1' '"темир йўллар"'
    found 'rail/ru.md#1' '"транспортная дипломатия"'
}

@test "boolean operators" {
    found 'aral.md#1' 'cotton AND sea'
    found '' 'cotton AND railway'
    found_set 'aral.md#1 energy.md#1 rail/railways.md#1' 'cotton OR railway'
    found 'energy.md#1' 'cotton NOT sea'
    found 'energy.md#1' 'cotton AND NOT sea'
    found 'energy.md#1' 'cotton NOT "cotton fields"'
    found_set 'aral.md#1 energy.md#1' 'cotton NOT "fields cotton"'
    found 'energy.md#1' '(cotton OR railway) AND electricity'
    found 'aral.md#1' 'cotton AND (sea OR seaports)'
    found 'aral.md#1' 'хлопок ИЛИ sea'
}

@test "signs" {
    found 'aral.md#1' 'cotton +sea'
    found 'energy.md#1' 'cotton -sea'
    found 'energy.md#1' 'cotton -"cotton fields"'
    found 'energy.md#1' '+cotton +water -irrigation'
    found_set 'aral.md#1 energy.md#1' 'cotton -'
}

@test "words in capitals are operators only beside words that are not" {
    found_set 'aral.md#1 energy.md#1 rail/railways.md#1' 'COTTON AND RAILWAY'
    found '' 'cotton AND railway'
}

@test "near, in any order or in this one" {
    found 'aral.md#1' 'cotton NEAR/3 irrigation'
    found '' 'irrigation NEAR/2 fields'
    found 'aral.md#1' 'irrigation NEAR/3 fields'
    found 'aral.md#1' 'irrigation ADJ/3 fields'
    found '' 'fields ADJ/3 irrigation'
}

@test "fields" {
    found 'aral.md#1' title:aral
    found 'energy.md#1' 'title:(water energy)'
    found_set 'aral.md#1 rail/railways.md#1 rail/uz.md#1' author:karimova
    found 'energy.md#1' heading:reservoir
    found 'rail/ru.md#1' author:Иванов
    found '' title:cotton
    found 'energy.md#1' 'cotton title:energy -sea'
}

@test "filters" {
    found_set 'aral.md#1 energy.md#1 rail/railways.md#1' lang:en
    found_set 'rail/railways.md#1 rail/ru.md#1 rail/uz.md#1' path:rail
    found 'rail/ru.md#1' path:rail/ru.md
    found 'rail/ru.md#1' path:rail/ lang:ru
    found_set 'aral.md#1 energy.md#1 rail/railways.md#1 rail/ru.md#1 rail/uz.md#1' format:md
    found '' format:pdf
    found 'energy.md#1' cotton year:2021
}

@test "years" {
    found 'energy.md#1' year:2021
    found_set 'energy.md#1 rail/railways.md#1 rail/ru.md#1' year:2020..2022
    found 'rail/uz.md#1' 'year:2023..'
    found 'aral.md#1' 'year:..2020'
    found 'rail/uz.md#1' 'year:>2022'
    found 'aral.md#1' 'year:<2020'
    found_set 'aral.md#1 energy.md#1' 'year:<=2021'
    found '' year:1900..1999
}

@test "only filters is a listing, ordered by path" {
    found 'rail/railways.md#1 rail/ru.md#1' year:2022
    found 'rail/railways.md#1' -n 1 year:2022
    found 'rail/ru.md#1' -n 1 --offset 1 year:2022
}

@test "filters do not change scores" {
    daftar-search --expand none --format tsv cotton | cut -f2,3 >plain
    daftar-search --expand none --format tsv 'cotton lang:en' | cut -f2,3 | diff plain -
    daftar-search --expand none --format tsv --lang en cotton | cut -f2,3 | diff plain -
}

@test "plain text stays plain text" {
    found_set 'aral.md#1 energy.md#1' 'cotton?'
    found_set 'aral.md#1 energy.md#1' '«cotton»'
    found_set 'aral.md#1 energy.md#1' '“cotton”'
    found_set 'aral.md#1 energy.md#1' 'nofield:cotton'
    found_set 'aral.md#1 energy.md#1' 'year:soon cotton'
    found 'rail/railways.md#1' 'transport - diplomacy' -- lang:en || found 'rail/railways.md#1' 'diplomacy - seaports'
    found_set 'aral.md#1 energy.md#1' 'http://cotton'
}

@test "operators in Russian and Uzbek" {
    for and in И VA ВА; do found 'aral.md#1' "cotton $and sea"; done
    for or in ИЛИ YOKI ЁКИ; do found_set 'aral.md#1 energy.md#1 rail/railways.md#1' "cotton $or railway"; done
    for not in НЕ EMAS ЭМАС 'И НЕ' 'VA EMAS'; do found 'energy.md#1' "cotton $not sea"; done
    found_set 'rail/ru.md#1 rail/uz.md#1' 'path:rail NOT lang:en'
}

@test "near one of several, and what cannot be near" {
    found_set 'aral.md#1' '(hemp OR cotton) NEAR/3 irrigation'
    found 'aral.md#1' 'irrigation NEAR/3 (orchards fields)'
    found '' 'irrigation NEAR/2 (orchards OR fields)'
    found 'aral.md#1' 'water NEAR/3 irrigation ADJ/3 fields'
    found '' 'water NEAR/3 irrigation ADJ/2 fields'
    found 'energy.md#1' 'cotton -cotton NEAR/3 irrigation'
}

@test "what has no place in the text is searched anywhere instead of near, and that is said" {
    for query in 'irrigation NEAR/2 cott*' 'irrigation NEAR coton~' 'title:(aral NEAR/3 sea)' 'irrigation ADJ (cotton AND fields)'; do
        run bash -c 'daftar-search --expand none --format grep "$1" | cut -d: -f1' near "$query"
        [ "${lines[0]}" = 'daftar-search: only words and phrases of the text can be near: all of them were searched anywhere in a passage' ]
        [ "${lines[1]}" = aral.md ] && [ "${#lines[@]}" = 2 ]
    done
}

@test "a phrase that is near is a phrase there" {
    found 'aral.md#1' '"cotton fields" NEAR/5 irrigation'
    found '' '"fields cotton" NEAR/5 irrigation'
    found '' '"cotton field" NEAR/5 irrigation'
    found 'aral.md#1' '~"cotton field" NEAR/5 irrigation'
    found 'aral.md#1' '(hemp OR "cotton fields") NEAR/5 irrigation'
    found 'rail/uz.md#1' '"темир йўл" NEAR/3 davom'
    found '' '"темир йўли" NEAR/3 davom'
    for word in "O'zbekiston" O‘zbekiston 'O`zbekiston' Ўзбeкистoн Ўзбе$'­'кистон; do # e and o of Latin
        found 'rail/uz.md#1' "$word NEAR/3 transport"
        found 'rail/uz.md#1' "transport NEAR/4 (hamkorlik OR $word)"
        found '' "$word ADJ/5 қурилиши"
    done
}

@test "filters as people type them" {
    found_set 'aral.md#1 energy.md#1' 'LANG:EN cotton'
    found 'rail/ru.md#1 rail/uz.md#1' 'path:rail lang:ru,uz'
    found_set 'aral.md#1 energy.md#1' 'cotton, format:pdf,MD'
    found_set 'energy.md#1 rail/railways.md#1 rail/ru.md#1' year:2020-2022
    found_set 'energy.md#1 rail/railways.md#1 rail/ru.md#1' year:2022–2020
    found_set 'energy.md#1 rail/uz.md#1' year:2021,2023
    found 'energy.md#1' 'year:2021, cotton'
    found 'energy.md#1' year:=2021
    found '' 'year:<1'
    found 'energy.md#1' 'Title:energy'
    prints 1 'daftar-search: Uzbek: not the code of a known language (en ru uz kk ky tg tk kaa ...)' daftar-search 'lang:Uzbek cotton'
    prints 1 'daftar-search: summary: no such part: body, abstract, keywords, references, front, footnote' \
        daftar-search 'in:summary cotton'
}

@test "in:abstract is what the abstract says" {
    mkdir parts
    cp "$SOURCE/corpus/glacier-melting-article-tg.txt" parts/a.txt
    daftar-index -q -i parts-index parts
    DAFTAR_INDEX=parts-index
    found_set 'a.txt#1 a.txt#2 a.txt#3' in:abstract diplomacy
    found '' --query-lang tg in:abstract Роштқалъа
    found 'a.txt#6' --query-lang tg Роштқалъа
    found '' in:abstract in:references diplomacy
    found_set 'a.txt#1 a.txt#2 a.txt#3' in:ABSTRACT,footnote diplomacy
}

@test "a refusal alone is searched as plain words, with a note" {
    daftar-search --expand none --format tsv 'NOT cotton' 2>err | cut -f3 | sort | diff - <(printf 'aral.md\nenergy.md\n')
    diff err <(echo 'daftar-search: the query could not be parsed and was searched as plain words')
}

@test "user text never makes search fail" {
    while IFS= read -r query; do
        run daftar-search --format json "$query"
        [ "$status" -le 1 ] || { echo "$query: $status: $output"; false; }
    done <<'END'
C++ и C#, 50% роста?
a AND OR b
((a) b
"a" "b
NEAR/5 a
a NEAR/ b NEAR/99999999999999
title: author: cotton
title:"" cotton
year:9999999999999999999999
year:>
year:..
lang: lang:
path:/../../etc/passwd cotton
~"" cotton
~~~cotton~~~
a:b:c:d
+-+-cotton
- -- --- cotton
cotton*?*?*
* cotton
?? cotton
in:title cotton
-title:cotton sea
title:(a OR (b AND c)) NOT (d "e f")
\"cotton\"
cotton && sea || !water
[cotton] {sea} <water>
END
}

@test "a word broken at a line end is one word of a phrase, and its halves are found" {
    mkdir -p broken
    printf 'Рядом стоит транспорт-\nный узел большого города и склад.\n' >broken/a.txt
    daftar-index -q -i broken-index broken
    DAFTAR_INDEX=broken-index
    found 'a.txt#1' '"транспортный узел"'
    found 'a.txt#1' '"стоит транспортный узел большого"'
    found 'a.txt#1' транспорт
}

@test "a refusal is of these words alone" {
    run bash -c 'daftar-search --format tsv -- "irrigation -хлопок" | cut -f3'
    [ "${lines[0]}" = aral.md ]
    run bash -c "daftar-search --format tsv -- 'cotton -\"cotton fields\"' | cut -f3"
    [ "$output" = energy.md ]
}

@test "in:body is what is no other part" {
    found 'aral.md#1' irrigation in:body
    found '' irrigation in:references
}

@test "a glossary given to the indexer is kept and found; a wrong one is refused by name" {
    mkdir -p terms
    printf 'The sluice of the canal is old.\n' >terms/a.txt
    printf 'domain\ten\tru\nwater\tsluice\tшлюзище\n' >mine.tsv
    daftar-index -q -i terms-index --glossary mine.tsv terms
    rm mine.tsv
    run bash -c 'daftar-search -i terms-index --format tsv шлюзище | cut -f3'
    [ "$output" = a.txt ]
    printf 'domain\ten\tnowhere\nwater\tsluice\tx\n' >wrong.tsv
    run daftar-index -q -i terms-index --glossary wrong.tsv terms
    [ "$status" = 2 ]
    [[ "$output" == *wrong.tsv* ]]
}

@test "of concepts whose words share a stem, that of the word as typed comes first" {
    mkdir -p stems
    printf 'Зурмак кенг тарқалган.\n' >stems/one.txt
    printf 'Бирмак кенг тарқалган.\n' >stems/two.txt
    printf 'domain\ten\tuz-Cyrl\na\tgrondal\tзурмак\na\tgrondally\tбирмак\n' >stems.tsv
    daftar-index -q -i stems-index --glossary stems.tsv stems
    run bash -c 'daftar-search -i stems-index --query-lang en --format tsv grondal | cut -f3'
    [ "$output" = $'one.txt\ntwo.txt' ]
    run bash -c 'daftar-search -i stems-index --query-lang en --format tsv grondally | cut -f3'
    [ "$output" = $'two.txt\none.txt' ]
}

@test "a short query is of the language whose words it holds" {
    mkdir -p known
    printf 'The electric current was cut for an hour.\n' >known/one.txt
    printf 'The water went to the power station.\n' >known/two.txt
    daftar-index -q -i known-index known
    run daftar-search -i known-index --format json --explain 'су электр'
    [ "$status" = 0 ]
    # Kazakh су is water with all the weight of its language; Kyrgyz would have суу
    run bash -c "daftar-search -i known-index --format json --explain 'су электр' |
        python3 -c 'import json, sys; print(*[e[\"weight\"] for h in json.load(sys.stdin)[\"hits\"] for e in h[\"explain\"] if e[\"word\"] == \"су\"])'"
    [ "$output" = 0.7 ]
}

@test "a glossary and questions may come through pipes, also to many shards and many questions" {
    mkdir -p terms
    printf 'The sluice of the canal is old.\n' >terms/a.txt
    printf 'domain\ten\tru\nwater\tsluice\tшлюзище\n' >mine.tsv
    daftar-index -q -i piped --glossary <(cat mine.tsv) terms
    cmp mine.tsv piped/glossary.tsv
    daftar-index -q -i spread --shards 2 --glossary <(cat mine.tsv) terms
    cmp mine.tsv spread/shard-1/glossary.tsv
    cmp mine.tsv spread/shard-2/glossary.tsv
    run daftar-index -q -i piped --glossary <(echo wrong) terms
    [ "$status" = 2 ]
    [[ "$output" == *:1:* ]]
    cmp mine.tsv piped/glossary.tsv
    daftar-index -q -i unpiped terms
    # The writer is slow: what has been read counts, not when.
    daftar-search -i unpiped --glossary <(cat mine.tsv; sleep 0.3) --queries <(printf '%s\tшлюзище\n' 1 2; sleep 0.1; printf '3\tшлюзище\n') \
        --format trec | cut -d' ' -f1,3 >got
    printf '%s a.txt#1\n' 1 2 3 | diff - got
}

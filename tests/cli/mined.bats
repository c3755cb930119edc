# mined.bats: what articles teach of translation: their keyword lists, titles and abstracts, and their translations.
load helpers

# Articles in Russian and Uzbek, one file a language, in which two words that no glossary has go together.
translations() {
    local i word other
    rm -r texts/*
    for i in $(seq 24); do
        word=зорвак other=plarnet
        [ $((i % 2)) = 0 ] && word=мылдень other=gʻurmix
        text "law-${i}_ru.txt" "Статья $i. Транспорт" "Государство обеспечивает $word на дорогах $i района страны."
        text "law-${i}_uz.txt" "$i-modda. Transport" "Davlat yoʻllarda $other mamlakatning $i tumanida taʼminlaydi."
    done
    sleep 0.05 # what changed a moment before would be looked at once more
}

mined() {
    daftar-index --status | sed -n 's/^terms with mined translations: //p'
}

@test "translated documents teach their words, and the teacher is named" {
    translations
    daftar-index texts
    [ "$(mined)" -ge 4 ]
    daftar-search --lang uz --format tsv -n 1 --expand mined зорвак | cut -f4,9 | grep -q plarnet
    fails daftar-search --lang uz --expand glossary,variant,cognate зорвак
    daftar-search --lang uz --explain -n 1 мылдень | grep -q 'мылдень -> gʻurmix  (mined .*, law-[0-9]*_ru.txt)'
    daftar-search --lang ru --format tsv -n 1 plarnetning | cut -f9 | grep -q зорвак
}

@test "what was learned stays: run again, compacted, and after the teachers have changed" {
    translations
    daftar-index texts
    known=$(mined) generation=$(daftar-index --status | grep generation)
    daftar-index texts
    [ "$(daftar-index --status | grep generation)" = "$generation" ]
    daftar-index --compact
    [ "$(mined)" = "$known" ]
    daftar-index --status | grep -q '^segments: 1$'
    prints 0 '' daftar-index --verify
    generation=$(daftar-index --status | grep generation)
    daftar-index texts
    [ "$(daftar-index --status | grep generation)" = "$generation" ]
    text law-1_ru.txt 'Статья 1. Транспорт' 'Здесь теперь другой текст.'
    daftar-index texts
    [ "$(mined)" -ge "$known" ]
}

@test "what was learned is learned anew when the index is written anew" {
    translations
    daftar-index texts
    mined >before
    signed_otherwise
    daftar-index texts 2>err
    mined | cmp - before
    daftar-search --lang uz --explain -n 1 мылдень | grep -q 'мылдень -> gʻurmix  (mined .*, law-[0-9]*_ru.txt)'
}

@test "translations that come later teach with what is there" {
    translations
    mkdir later
    mv texts/*_uz.txt later
    daftar-index texts
    [ "$(mined)" = 0 ]
    mv later/* texts
    daftar-index texts
    [ "$(mined)" -ge 4 ]
}

@test "titles and abstracts of one article in two languages teach" {
    rm -r texts/*
    for i in $(seq 24); do
        word=зорвак other=plarnet
        [ $((i % 2)) = 0 ] && word=мылдень other=gʻurmix
        text "article$i.md" "# Транспорт: $word $i" '**Аннотация.** '"Государство обеспечивает $word на дорогах $i района страны. Транспорт развивается, и торговля растёт каждый год." \
            '**Ключевые слова:** транспорт, дорога, государство' \
            "# Transport: $other $i" '**Annotatsiya.** '"Davlat yoʻllarda $other mamlakatning $i tumanida taʼminlaydi. Transport rivojlanmoqda, savdo har yili oʻsmoqda." \
            '**Kalit soʻzlar:** transport, yoʻl, davlat'
    done
    daftar-index texts
    daftar-search --explain --lang uz -n 1 --expand mined мылдень | grep -q 'mined'
}

@test "a name without a partner, and files that say different things, teach nothing" {
    rm -r texts/*
    for i in $(seq 24); do
        text "note-${i}_ru.txt" "Зорвак бежит по полю, $i." 
        text "other-${i}_uz.txt" "Plarnet uyda oʻtiribdi, $i."
        text "pair-${i}_ru.txt" "Зорвак бежит быстро и далеко."
        text "pair-${i}_uz.txt" "Plarnet uyda oʻtiribdi."
    done
    daftar-index texts
    [ "$(mined)" = 0 ]
}

@test "the teacher that is named hangs on no timing: one worker, four, compacted" {
    local i
    rm -r texts/*
    for i in $(seq 48); do
        text "article$i.txt" "Transport $i" 'Ключевые слова: транспорт, зорвак, дипломатия.' \
            'Kalit soʻzlar: transport, plarnet, diplomatiya.'
    done
    daftar-index -j 1 texts
    daftar-search --expand mined --explain -n 100 plarnet >one
    daftar-index --status | grep mined >>one
    grep -q 'plarnet -> зорвак  (mined .*, article1.txt)' one
    for i in $(seq 5); do
        rm -r "$DAFTAR_INDEX"
        daftar-index -j 4 texts
        daftar-search --expand mined --explain -n 100 plarnet >four
        daftar-index --status | grep mined >>four
        cmp one four
    done
    daftar-index --compact
    daftar-search --expand mined --explain -n 100 plarnet >compact
    daftar-index --status | grep mined >>compact
    cmp one compact
}

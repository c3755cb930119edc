# forms.bats: the form that was typed comes before other forms of its word.
load helpers

# first FORM: the first passage for the word.
first() {
    daftar-search --format tsv -n 1 "$@" | cut -f3
}

# Thirty passages with one form of a word several times, and one with another form once, in a longer text.
crowd() { # OFTEN SELDOM
    local i
    for i in $(seq 30); do
        text "often$i.md" "$1, $1, $1: $i."
    done
    text seldom.md "$2. $3"
}

@test "a form that stands once is found before one that stands often" {
    crowd вопросы вопросами 'Министерство занимается этими делами давно, и комиссия собралась в столице ещё раз.'
    daftar-index texts
    [ "$(first вопросами)" = seldom.md ]
    [ "$(first ВОПРОСАМИ)" = seldom.md ]
    [ "$(first вопросы)" != seldom.md ]
}

@test "a passage with all the words as typed is not beaten by one with other forms" {
    text other.md 'Өкүлдөрдүн баары мектепке суу тартылганын көрүштү.'
    text typed.md 'Министрликтин өкүлдөрү былтыр күзүндө суунун баасын, жолдордун абалын жана мектептердин курулушун чогуу карап чыгышты.'
    for i in $(seq 20); do text "filler$i.md" "Бул жерде $i киши болгон, алар кийин шаарга кеткен."; done
    daftar-index texts
    [ "$(first 'өкүлдөрү мектептердин суунун')" = typed.md ]
}

@test "apostrophes of every kind, and ё, make no other form" {
    crowd oʻzbekiston Oʻzbekistonning 'Vazirlik bu ishlar bilan anchadan beri shugʻullanadi, komissiya poytaxtda yigʻildi.'
    text tree.md 'Ёлка, ёлка, ёлка.' 
    text trees.md 'Здесь растут ёлки, а дальше, за рекой и за лесом, стоят дома и школа.'
    daftar-index texts
    for word in "O'zbekistonning" 'O‘zbekistonning' 'oʼzbekistonning' 'O`zbekistonning' 'O´zbekistonning'; do
        [ "$(first "$word")" = seldom.md ] || { echo "$word"; return 1; }
    done
    [ "$(first елки)" = trees.md ]
    [ "$(first ёлка)" = tree.md ]
}

@test "a longer word that holds the form is another word" {
    text long.md 'Портовые, порты, портам: портах, портами, порту.'
    text exact.md 'Строится порт. Новые дороги ведут к нему через горы, степи и пустыни этого края.'
    daftar-index texts
    [ "$(first порт)" = exact.md ]
}

@test "pages go on where the one before ended" {
    crowd вопросы вопросами 'Министерство занимается этими делами давно, и комиссия собралась в столице ещё раз.'
    daftar-index texts
    daftar-search --format trec -n 31 вопросами | cut -d' ' -f3,5 >all
    for offset in 0 10 20 30; do
        daftar-search --format trec -n 10 --offset $offset вопросами | cut -d' ' -f3,5
    done >pages
    diff all pages
    sort -k2,2 -g -r -s all | diff all -
}

@test "a strict search ranks as the index does" {
    crowd вопросы вопросами 'Министерство занимается этими делами давно, и комиссия собралась в столице ещё раз.'
    daftar-index texts
    [ "$(first --expand none вопросами)" != seldom.md ]
}

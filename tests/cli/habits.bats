# habits.bats: configuration file, languages of messages, opening a hit, text on standard input, pipes and interrupts.
load helpers

configure() { # LINE...
    mkdir -p "$HOME/.config/daftar"
    printf '%s\n' "$@" >"$HOME/.config/daftar/config"
}

paths() { # OPTION... QUERY: paths of the hits
    daftar-search --expand none --format tsv "$@" | cut -f3 | paste -sd' '
}

# ---- configuration ----

@test "the configuration file gives options; the command line and the environment say the last word" {
    daftar-index texts
    configure '# mine' '' 'format = tsv' 'count = 1' 'expand = none' 'lang = en' 'lang = ru' 'explain = yes' 'timeline = no'
    [ "$(daftar-search 'cotton OR дороги' | wc -l)" = 1 ]
    [ "$(paths -n 5 'railway OR дороги OR темир')" = 'rail/railways.md rail/ru.md' ]
    [ "$(paths -n 5 --lang uz path:rail)" = rail/uz.md ]
    daftar-search --format json cotton | grep -q '"explain"'
    configure "index = ~/other"
    daftar-index -q -i home/other texts/rail
    [ "$(paths cotton)" = aral.md ]
    unset DAFTAR_INDEX
    [ "$(paths seaport)" = railways.md ]
    [ "$(paths -i "$PWD/index" seaport)" = rail/railways.md ]
    configure 'facets = lang,year' 'format = json' 'index = ~/other'
    daftar-search seaport | grep -q '"year":\[\]'
    daftar-search --facets format seaport | fails grep -q '"year":\['
}

@test "the indexer reads the same file" {
    unset DAFTAR_INDEX
    configure "index = ~/mine" 'exclude = ru.*' 'exclude = uz.*' 'verbose = yes' 'reader .djvu = djvutxt %s'
    run daftar-index texts
    [[ $output == '2 added,'* ]]
    [ "$(daftar-search --format tsv path:rail | cut -f3)" = rail/railways.md ]
}

@test "XDG_CONFIG_HOME says where the file is" {
    daftar-index texts
    configure 'count = nonsense'
    mkdir -p conf/daftar
    echo 'format = trec' >conf/daftar/config
    XDG_CONFIG_HOME=$PWD/conf daftar-search seaport | grep -q '^1 Q0 '
}

@test "a line that cannot be is named by its place" {
    daftar-index texts
    file=$HOME/.config/daftar/config
    configure 'count = 5' 'nonsense = 1'
    prints 2 "daftar-search: $file:2: nonsense: no such option" daftar-search cotton
    prints 2 "daftar-index: $file:2: nonsense: no such option" daftar-index texts
    configure 'count = many'
    prints 2 "daftar-search: $file:1: many: not a number from 0 to 1000000" daftar-search cotton
    configure 'count'
    prints 2 "daftar-search: $file:1: not of the form \`option = value\`" daftar-search cotton
    configure 'explain = maybe'
    prints 2 "daftar-search: $file:1: explain: not yes or no" daftar-search cotton
    configure 'count of = 3'
    prints 2 "daftar-search: $file:1: count: only blanks may stand before the =" daftar-search cotton
    configure 'similar = aral.md#1'
    prints 2 "daftar-search: $file:1: aral.md#1: only for the command line" daftar-search cotton
    configure 'remove = aral.md'
    prints 2 "daftar-index: $file:1: aral.md: only for the command line" daftar-index texts
    configure 'verify = yes'
    prints 2 "daftar-search: $file:1: verify: no such option" daftar-search cotton
}

@test "what one program takes from the file, the others pass over" {
    daftar-index texts
    for program in daftar-index daftar-search; do
        $program --help | sed -n 's/^ *\(-., \)\?--\([a-z-]*\) .*/\2/p' | grep -vx 'help\|version\|man' >names
        while read -r name; do
            value=yes
            $program --help | grep -q -- "--$name [A-Z]" && value=1
            configure "$name = $value"
            run "$program" texts
            [[ $output != *'no such option'* ]] || { echo "$program: $name"; false; }
            [[ $output == *'only for the command line'* ]] && continue
            for other in daftar-index daftar-search; do
                run "$other" texts
                [[ $output != *'no such option'* ]] || { echo "$other does not know $name of $program"; false; }
            done
        done <names
    done
}

# ---- languages ----

@test "messages are in the language of the locale, whether it is installed or not" {
    daftar-index texts
    export LC_ALL=ru_RU.UTF-8
    prints 2 'daftar-search: запрос пуст (см. --help)' daftar-search
    prints 2 'daftar-search: /none: здесь нет индекса: создайте его командой daftar-index -i /none КАТАЛОГ' daftar-search -i /none x
    prints 2 'daftar-search: --none: нет такого параметра (см. --help)' daftar-search --none
    daftar-search '(cotton' 2>&1 >got | diff - <(echo 'daftar-search: запрос не удалось разобрать, он выполнен как простой набор слов')
    [[ $(daftar-search cotton) == *'aral.md#1, строка 3, en'* ]]
    [[ $(daftar-index -v texts 2>&1) == 'добавлено 0, изменено 0, без изменений 4, удалено 0;'* ]]
    run daftar-search --queries /none/at/all --format trec # as libc says it, in UTF-8
    [[ $output == *': No such file'* || $output == *': Нет такого файла'* ]]
    export LC_ALL=uz_UZ.UTF-8
    [[ $(daftar-search cotton) == *'aral.md#1, 3-satr, en'* ]]
    [[ $(daftar-search --help) == 'foydalanish: '* ]]
    LC_ALL=kk_KZ daftar-search --format markdown cotton | grep -q 'үзінді табылды'
    for locale in C POSIX en_US.UTF-8 fr_FR.UTF-8 '../../../etc' ''; do
        [[ $(LC_ALL=$locale daftar-search cotton) == *'aral.md#1, line 3, en'* ]]
    done
    LC_ALL=C.UTF-8 LANGUAGE=ru
    export LC_ALL LANGUAGE
    [[ $(daftar-search cotton) == *'aral.md#1, строка 3, en'* ]]
}

@test "formats for programs and manuals know no language" {
    daftar-index texts
    for arguments in '--format json' '--format jsonl' '--format tsv' '--format trec' '--format grep' '--man' '--completion bash'; do
        daftar-search $arguments cotton >english
        LC_ALL=ru_RU.UTF-8 daftar-search $arguments cotton | diff english -
    done
}

@test "the catalogues say everything in Russian, Uzbek and Kazakh, in letters of the language" {
    command -v xgettext >/dev/null || skip 'no xgettext'
    cd "$SOURCE"
    xgettext -k_ -kN_ -kngettext:1,2 --from-code=UTF-8 -o "$BATS_TEST_TMPDIR/all.pot" \
        base/*.c search/main.c search/present*.c indexer/main.c analysis/main.c
    for language in ru uz kk; do
        msgfmt --check -o /dev/null po/$language.po
        msgcmp po/$language.po "$BATS_TEST_TMPDIR/all.pot"
    done
    ! grep '^msgstr' po/uz.po | grep -P "[’‘\`]|[oOgG]'|[а-яё]" # U+02BB and U+02BC alone
    ! grep '^msgstr' po/kk.po | grep -P "[a-zA-Z][а-яәіңғүұқөһ]|[а-яәіңғүұқөһ][a-zA-Z]|[ыэ]и|ў|ҳ"
}

@test "every language that is known has a name in every catalogue" {
    grep -o '= {"[a-z]*", "[A-Z][a-z]*"' "$SOURCE/analysis/language.c" | cut -d'"' -f4 | grep -vx Undetermined >names
    [ "$(wc -l <names)" -gt 40 ]
    while read -r name; do
        for language in ru uz kk; do
            grep -qx "msgid \"$name\"" "$SOURCE/po/$language.po" || { echo "$language: $name"; false; }
        done
    done <names
    text de.md 'Die Eisenbahn verbindet die Hauptstadt mit dem Hafen, und der Handel mit den Nachbarn wächst seit vielen Jahren.'
    daftar-index texts
    LC_ALL=ru_RU.UTF-8 daftar-search -n 0 --facets lang Eisenbahn | grep -q 'de немецкий'
}

@test "the library says what the catalogues translate" {
    sed -n '/^static const char \*const sentences/,/^};/p' "$SOURCE/search/present_words.c" |
        sed -n 's/.*N_("\(.*\)").*/\1/p' >sentences
    [ "$(wc -l <sentences)" -gt 10 ]
    cat "$SOURCE"/search/*.c "$SOURCE"/base/status.c | sed '/^static const char \*const sentences/,/^};/d' |
        sed 's/%s#%u/%s/g; s/%\.\*s/%s/g' >library
    while IFS= read -r sentence; do
        grep -qF "\"$sentence\"" library || { echo "$sentence"; false; }
    done <sentences
}

# ---- opening ----

# A desktop that keeps what it is asked.
desktop() { # DEFAULT
    mkdir desk
    printf '#!/bin/sh\n[ "$1" = query ] && echo %s\n' "$1" >desk/xdg-mime
    for viewer in xdg-open evince firefox; do
        printf '#!/bin/sh\n{ echo %s; for a; do echo "$a"; done; } >%s/asked.new && mv %s/asked.new %s/asked\n' \
            $viewer "$PWD" "$PWD" "$PWD" >desk/$viewer
    done
    chmod +x desk/*
    PATH="$PWD/desk:$PATH"
}

asked() { # WORD...: what the viewer was started with
    for i in $(seq 50); do [ -e asked ] && break; sleep .1; done
    diff asked <(printf '%s\n' "$@")
    rm asked
}

@test "--open hands the file of a hit to xdg-open, by its absolute path and nothing else" {
    desktop ''
    mkdir "texts/a b"
    text 'a b/$(touch oops); -x.md' 'The pelican; "nests".'
    daftar-index texts
    prints 0 '' daftar-search --open 1 pelican
    asked xdg-open "$PWD/texts/a b/\$(touch oops); -x.md"
    [ ! -e oops ]
    prints 0 '' daftar-search --open 2 -n 1 year:..9999 OR path:rail
    asked xdg-open "$PWD/texts/rail/ru.md"
    prints 0 '' daftar-search --open 3 --offset 1 -n 1 path:rail
    asked xdg-open "$PWD/texts/rail/uz.md"
    DISPLAY=:7 prints 0 '' daftar-search --open 1 pelican
    asked xdg-open "$PWD/texts/a b/\$(touch oops); -x.md"
}

@test "--open finds files of named trees and single files" {
    desktop ''
    mkdir laws laws/laws
    echo 'The pelican law.' >laws/x.txt
    echo 'Another, about herons and their nests.' >laws/laws/x.txt
    echo 'A cormorant alone.' >alone.txt
    daftar-index --name laws laws
    daftar-index alone.txt
    daftar-search --open 1 pelican
    asked xdg-open "$PWD/laws/x.txt"
    daftar-search --open 1 herons
    asked xdg-open "$PWD/laws/laws/x.txt"
    daftar-search --open 1 cormorant
    asked xdg-open "$PWD/alone.txt"
}

@test "--open: a file that is gone, or leads out of what was indexed, is refused" {
    desktop ''
    daftar-index texts
    rm texts/aral.md
    prints 2 "daftar-search: aral.md: no such file at or below $PWD/texts any more" daftar-search --open 1 cotton
    ln -s /etc/hostname texts/aral.md
    prints 2 "daftar-search: aral.md: no such file at or below $PWD/texts any more" daftar-search --open 1 cotton
    rm texts/aral.md
    mkdir texts/aral.md
    prints 2 "daftar-search: aral.md: no such file at or below $PWD/texts any more" daftar-search --open 1 cotton
    [ ! -e asked ]
    prints 2 'daftar-search: 4: no such hit to open' daftar-search --open 4 seaport
    prints 1 'daftar-search: 1: no such hit to open' daftar-search --expand none --open 1 xylophone
    prints 2 'daftar-search: 0: hits are counted from 1' daftar-search --open 0 cotton
    rm desk/xdg-open
    prints 2 'daftar-search: xdg-open: not installed: it comes with xdg-utils' \
        env PATH="$PWD/desk" "$BUILD/daftar-search" --open 1 seaport
    printf '#!/bin/sh\nexit 3\n' >desk/xdg-open
    chmod +x desk/xdg-open
    prints 2 'daftar-search: xdg-open: could not open the file' daftar-search --open 1 seaport
}

@test "--open shows a PDF at its page in viewers that can" {
    [ -x "$BUILD/daftar-reader" ] || skip 'no reader of PDF'
    command -v python3 >/dev/null || skip 'no python3'
    desktop org.gnome.Evince.desktop
    python3 "$SOURCE/tests/cli/pdf.py" 'Nothing of use here.' "$(yes 'It is a bird.' | head -90 | tr '\n' ' ') The pelican nests." >'texts/two #.pdf'
    daftar-index texts
    daftar-search --open 1 pelican
    asked evince --page-index 2 "$PWD/texts/two #.pdf"
    printf '#!/bin/sh\necho firefox-esr.desktop\n' >desk/xdg-mime
    daftar-search --open 1 pelican
    asked firefox "file://$PWD/texts/two%20%23.pdf#page=2"
    rm desk/firefox
    ln -s "$(command -v sh)" "$(command -v mv)" desk
    PATH="$PWD/desk" "$BUILD/daftar-search" --open 1 pelican
    asked xdg-open "$PWD/texts/two #.pdf"
}

# ---- text on standard input ----

@test "--similar - finds passages like the text on standard input" {
    daftar-index texts
    echo 'Cotton took the water of the sea AND the NOT rivers' | daftar-search --expand none --format tsv --similar - >got
    [ "$(head -1 got | cut -f3)" = aral.md ]
    echo 'Cotton,  took' | daftar-search --format json --similar - | grep -q '"query":"Cotton, took"'
    prints 2 'daftar-search: the text has no word to search for' daftar-search --similar - </dev/null
    prints 1 'daftar-search: the text has no word to search for' daftar-search --similar - <<<'?!'
    run bash -c 'head -c 3000000 /dev/urandom | daftar-search --similar -'
    [ "$status" -le 2 ]
    [ "$status" != 139 ]
    run bash -c 'yes "sea cotton lost" | head -c 3000000 | daftar-search --format tsv --similar - | cut -f3'
    [ "${lines[0]}" = aral.md ]
}

@test "--similar of what is not there, and with a query beside it" {
    daftar-index texts
    prints 2 'daftar-search: nope#1: no such passage' daftar-search --similar nope#1
    prints 2 'daftar-search: aral.md#99999999999999999999: not of the form PATH#N' daftar-search --similar aral.md#99999999999999999999
    for bad in '' '#1' 'aral.md#' 'aral.md#0' 'aral.md#-1' 'aral.md#1x' 'aral.md# 1'; do
        prints 2 "daftar-search: $bad: not of the form PATH#N" daftar-search --similar "$bad"
    done
    prints 2 'daftar-search: one of a query, --queries and --similar is expected' daftar-search --similar aral.md#1 cotton
    daftar-search --format html --similar rail/ru.md#1 | grep -q '<h1 dir="auto">rail/ru.md#1</h1>'
}

# ---- pipes, interrupts, terminals ----

@test "a format that is none is refused" {
    prints 2 'daftar-search: nope: not text, json, jsonl, tsv, trec, grep, html or markdown' daftar-search --format nope x
}

@test "a reader that has seen enough is no error" {
    for i in $(seq 300); do echo "Pelican number $i nests on an island of its own, as $RANDOM others do." >"texts/p$i.txt"; done
    daftar-index texts
    set -o pipefail
    daftar-search -n 300 pelican | head -1 >got
    (trap '' PIPE; daftar-search -n 300 pelican | head -1 >got)
    yes $'1\tpelican' | daftar-search -n 300 --queries - --format trec | head -1 >got || [ "$?" = 141 ] # yes
}

@test "a terminal gets colours, its width, and no colour left behind by an interrupt" {
    command -v script >/dev/null || skip 'no script'
    daftar-index texts
    on_terminal() { script -qec "stty cols 50; $1" /dev/null </dev/null; }
    on_terminal 'daftar-search --expand none seaport' >got
    grep -q $'\033\\[1;33mseaports\033\\[0m' got
    [ "$(sed 's/\x1b\[[0-9;]*m//g; s/\r//' got | awk 'length > 50' | wc -l)" = 0 ]
    NO_COLOR=1 on_terminal 'daftar-search seaport' | fails grep -q $'\033'
    on_terminal 'daftar-search -n 1 --offset 1 path:rail' | grep -q '2 to 2 of about 3'
    daftar-search -n 1 path:rail | fails grep -q 'of about'
    mkfifo wait
    sleep 30 >wait &
    on_terminal "daftar-search --similar - <wait & sleep 1; kill -TERM \$!; wait \$!; echo code \$?" | tr -d '\r' >got
    kill $!
    diff <(grep -v Terminated got) <(printf '\033[0m\ncode 143\n')
}

@test "lines fit the terminal: wide and combining letters, long words, marks, bars; COLUMNS says how wide" {
    command -v script >/dev/null || skip 'no script'
    command -v python3 >/dev/null || skip 'no python3'
    text wide.md 'Pelican 鹈鹕在三角洲筑巢，研究持续了二十年之久，结果表明其数量正在减少因为缺水。 Pelicans and pelicans, a pelican.' \
        "Peli$'\u0301'can e$(printf '\u0301%.0s' 1 2 3 4 5 6 7 8 9 10)nds pelican https://example.org/$(printf 'long%.0s' $(seq 30)) pelican."
    printf -- '---\nauthor: A Person With A Name Of Many Words\n---\n\nPelican.\n' >texts/p.md
    daftar-index texts
    for color in always never; do
        for columns in 25 40 60; do
            COLUMNS=$columns script -qec "daftar-search --color $color --expand none --facets lang,author --explain pelican" /dev/null </dev/null |
                sed 's/\x1b\[[0-9;]*m//g; s/\r//' | python3 -c '
import sys, unicodedata
for line in sys.stdin.read().split("\n"):
    width = sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in line)
    if width > int(sys.argv[1]) and "▪" not in line or width > max(45, int(sys.argv[1])) + 20:
        sys.exit(f"{width}: {line}")
    print(width)' $columns >widths || { cat widths; false; }
            [ "$(sort -n widths | tail -1)" -gt $((columns - 8)) ]
        done
    done
    daftar-search --expand none pelican | grep -q 'Pelicans\] and \[pelicans'
    printf 'A heron \u202egnorw\u202c \u2066here\u2069.\n' >texts/turn.md
    daftar-index texts
    ! daftar-search heron | grep -P '[\x{202A}-\x{202E}\x{2066}-\x{2069}]'
}

@test "completions offer languages, facets and fields in every shell" {
    daftar-search --completion bash >c.bash
    daftar-search --completion zsh >c.zsh
    daftar-search --completion fish >c.fish
    for file in c.bash c.zsh c.fish; do
        grep -q 'en ru uz kk ky tg tk kaa' "$file"
        grep -q 'lang year author keyword format' "$file"
        grep -q 'title: author: keyword: heading: lang: year: path: format: in:' "$file"
    done
    if command -v zsh >/dev/null; then
        mkdir functions
        cp c.zsh functions/_daftar-search
        completed() { timeout 20 zsh -f "$SOURCE/tests/cli/complete.zsh" "$PWD/functions" "daftar-search $1"; }
        [ "$(completed '--lang kaa')" = 'daftar-search --lang kaa ' ]
        [ "$(completed '--page-language k')" = 'daftar-search --page-language kk ' ]
        [ "$(completed '--facets lang,ye')" = 'daftar-search --facets lang,year,' ]
        [ "$(completed '--format=mar')" = 'daftar-search --format=markdown ' ]
        [ "$(completed 'tit')" = 'daftar-search title:' ]
        [ "$(completed '--timel')" = 'daftar-search --timeline ' ]
    else
        echo '# no zsh: its completions are only looked at' >&3
    fi
    if command -v fish >/dev/null; then
        offered() { fish -c "source c.fish; complete -C 'daftar-search $1'" | cut -f1 | sort | paste -sd' '; }
        [ "$(offered '--lang k')" = 'ka kaa kk ko ky' ]
        [ "$(offered '--facets ye')" = year ]
        [ "$(offered '--format js')" = 'json jsonl' ]
        [ "$(offered 'tit')" = title: ]
        [[ $(offered '--fac') == --facets ]]
    else
        echo '# no fish: its completions are only looked at' >&3
    fi
}

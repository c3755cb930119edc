# help.bats: help, version and man page come from one table, and say the same.
load helpers

PROGRAMS='daftar-index daftar-search daftar-analyze'

@test "--version and --help" {
    version=$(sed -n 's/^.define DAFTAR_VERSION "\(.*\)"/\1/p' "$SOURCE/include/daftar.h")
    for program in $PROGRAMS; do
        prints 0 "$program $version" $program --version
        run $program --help
        [ "$status" = 0 ]
        [[ ${lines[0]} == "usage: $program "* ]]
        run $program -h
        [ "$status" = 0 ]
    done
}

@test "the help fits one screen in every language" {
    for program in $PROGRAMS; do
        for language in en ru uz kk; do
            LANGUAGE=$language $program --help >"help.$language"
            [ "$(wc -l <"help.$language")" -le 45 ]
            [ "$(wc -L <"help.$language")" -le 120 ]
        done
        [ "$(cat help.?? | sort -u | wc -l)" -gt "$(wc -l <help.en)" ]
    done
}

@test "every option of the help stands in the man page, and no line of the help is wider than 120 columns" {
    for program in $PROGRAMS; do
        $program --man >page
        for option in $($program --help | grep -o '^ *\(-.,\)\? *--[a-z-]*' | grep -o -- '--[a-z-]*'); do
            grep -qF -- "$(echo "$option" | sed 's/-/\\-/g')" page || { echo "$program: $option"; false; }
        done
        [ "$($program --help | awk 'length > 120' | wc -l)" = 0 ]
    done
}

@test "the man pages are sound roff" {
    command -v groff >/dev/null || skip 'no groff'
    for program in $PROGRAMS; do
        $program --man >page
        run groff -man -Tutf8 -ww -Kutf8 page
        [ "$status" = 0 ]
        [[ $output != *warning* ]]
    done
    daftar-search --man | grep -q '^.SH EXAMPLES'
    daftar-search --man | grep -q 'plain TCP.*network of your own' # what a server lacks is said where servers are
}

@test "help goes nowhere near an index" {
    for program in $PROGRAMS; do
        $program --help >/dev/null
        $program --man >/dev/null
    done
    [ ! -e index ]
    [ ! -e home ]
}

@test "a full disk under the output is an error" {
    [ -e /dev/full ] || skip 'no /dev/full'
    daftar-index texts
    run bash -c 'daftar-search cotton >/dev/full'
    [ "$status" = 2 ]
    run bash -c 'echo word | daftar-analyze >/dev/full'
    [ "$status" = 2 ]
    run bash -c 'daftar-index --show texts/aral.md >/dev/full'
    [ "$status" = 2 ]
}

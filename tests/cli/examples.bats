# examples.bats: what the README and the man pages show is what the programs print.
load helpers

# A place like the source directory after `make demo`, with the programs on the PATH.
demo() {
    command -v python3 >/dev/null || skip 'no python3'
    mkdir build
    for program in daftar-index daftar-search daftar-analyze libdaftar.so.0; do
        ln -s "$BUILD/$program" "build/$program"
    done
    ln -s "$SOURCE/corpus" corpus
    (cd "$SOURCE" && grep -o -- "--exclude.* corpus$" Makefile | xargs daftar-index -q -i "$BATS_TEST_TMPDIR/build/demo-index")
    export DAFTAR_INDEX=build/demo-index
}

# shown COUNT FILE...: that many examples, and each prints what is shown.
shown() {
    local count=$1
    shift
    run python3 "$SOURCE/tests/cli/examples.py" "${@/#/$SOURCE/}"
    [ "$status" = 0 ] && [ "$output" = "$count examples" ] && return 0
    echo "$output"
    return 1
}

@test "the README's examples print what it shows, scores aside" {
    demo
    shown 2 README.md
}

@test "the man pages' examples print what they show, scores aside" {
    demo
    shown 14 search/present_manual.c indexer/main.c analysis/main.c
    [ -s page.html ]
}

@test "every query that the README names is one, and is taken as written" {
    demo
    sed -n '/^| in a query/,/^$/p' "$SOURCE/README.md" | sed 1,2d | cut -d'|' -f2 | grep -o '`[^`]*`' | tr -d '`' >queries
    [ "$(wc -l <queries)" -gt 15 ]
    while IFS= read -r query; do
        run daftar-search --format tsv -- "$(echo "$query" | sed 's/^\([a-z]*:\)$/\1water/; s/^+must/water &/; s/^-not/water &/; s/^( )$/(water)/')"
        [ "$status" -le 1 ] && [[ $output != *daftar-search:* ]] || { echo "$query: $output"; false; }
    done <queries
}

@test "every option that the README names is one" {
    for program in daftar-index daftar-search daftar-analyze; do
        for option in $(grep -o "\`$program [^\`]*\`" "$SOURCE/README.md" | grep -o -- ' --[a-z-]*'); do
            $program --help | grep -q -- "$option" || { echo "$program$option"; false; }
        done
    done
}

@test "every make target that the README names is one" {
    for target in $(grep -oh '`make [a-z]*\|^make [a-z]*' "$SOURCE/README.md" "$SOURCE/doc/building.md" | sed 's/.* //' | sort -u); do
        grep -q "^$target:\|^$target \|[ ]$target[ :]" "$SOURCE/Makefile" || { echo "$target"; false; }
    done
}

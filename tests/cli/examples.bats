# readme.bats: what the README shows is what the programs print.
load helpers

@test "the README's examples print what it shows, scores aside" {
    command -v python3 >/dev/null || skip 'no python3'
    mkdir build
    for program in daftar-index daftar-search daftar-analyze libdaftar.so.0; do
        ln -s "$BUILD/$program" "build/$program"
    done
    (cd "$SOURCE" && grep -o -- "--exclude.* corpus$" Makefile | xargs daftar-index -q -i "$BATS_TEST_TMPDIR/build/demo-index")
    python3 "$SOURCE/tests/cli/readme.py" "$SOURCE/README.md"
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

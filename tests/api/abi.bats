# abi.bats: programs that were compiled against the last record still find what they rely on.

setup() {
    cd "$BATS_TEST_TMPDIR"
    record="$SOURCE/tests/api/abi-$ABI.txt"
    compare="$SOURCE/tests/api/abi.py --compare"
}

@test "nothing that was recorded is gone or moved" {
    [ "$(getconf LONG_BIT)" = 64 ] || skip 'the record is of a 64-bit machine'
    "$SOURCE/tests/api/abi.sh" >now
    $compare "$record" now
}

@test "what was added is recorded (make abi-record)" {
    [ "$(getconf LONG_BIT)" = 64 ] || skip 'the record is of a 64-bit machine'
    "$SOURCE/tests/api/abi.sh" >now
    diff "$record" now
}

# refused TEXT SED: a change that programs would not survive, and how it is called.
refused() {
    sed "$2" "$record" >changed
    if cmp -s "$record" changed; then false; fi
    run $compare "$record" changed
    [ "$status" = 1 ] && [[ $output == "$1"* ]] || { echo "$2: $status $output"; false; }
}

@test "a change that programs would not survive is found" {
    refused 'gone: symbol daftar_search' '/^symbol daftar_search /d'
    refused 'changed: symbol daftar_search' '/^symbol daftar_search /s/DAFTAR_0/DAFTAR_1/'
    refused 'gone: member daftar_hit.title' '/daftar_hit.title /d'
    refused 'changed: member daftar_hit.title' '/daftar_hit.title /s/[0-9]* 8$/96 8/'
    refused 'changed: value DAFTAR_CORRUPT' '/value DAFTAR_CORRUPT /s/6/7/'
    refused 'changed: struct daftar_facet' '/struct daftar_facet /s/16/24/'
    refused 'changed: struct daftar_hit' '/struct daftar_hit /s/[0-9]*$/8/'
    refused 'added: member daftar_counts.more' '$a member daftar_counts.more 64 8'
}

@test "what only grows is let through" {
    sed -e '/struct daftar_hit /s/[0-9]*$/999/' -e '$a member daftar_hit.more 991 8' -e '$a symbol daftar_more DAFTAR_0' \
        -e '$a value DAFTAR_MORE 12' "$record" >grown
    $compare "$record" grown
}

@test "the Debian package names the recorded symbols" {
    sed -n 's/^symbol \(.*\) \(DAFTAR_[0-9]*\)$/\1@\2/p' "$record" | sort >recorded
    sed -n 's/^ \(daftar_[^ ]*\) .*/\1/p' "$SOURCE/debian/libdaftar0.symbols" | sort >packaged
    [ -s recorded ]
    diff recorded packaged
}

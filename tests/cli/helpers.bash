# helpers.bash: what the command-line tests share: a place, a small corpus, exact comparisons.

unset DAFTAR_INDEX XDG_DATA_HOME XDG_CONFIG_HOME NO_COLOR DAFTAR_READER LANGUAGE
export LC_ALL=C.UTF-8
PATH="$BUILD:$PATH"

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    export HOME="$BATS_TEST_TMPDIR/home" DAFTAR_INDEX="$BATS_TEST_TMPDIR/index"
    mkdir texts texts/rail
    text aral.md '# The Aral Sea' 'The sea lost most of its water. Irrigation of cotton fields took the rivers.'
    text rail/railways.md '# Railways' \
        'The railway opened in spring. Landlocked countries reach seaports by rail, and transport diplomacy decides the routes.'
    text rail/ru.md '# Транспортная дипломатия' \
        'Страны региона развивают сотрудничество. Железные дороги соединяют столицы с морскими портами.'
    text rail/uz.md '# Темир йўллар' \
        'Темир йўл қурилиши давом этмоқда. Ўзбекистон янги транспорт йўлакларини кенгайтирмоқда.'
}

# text NAME PARAGRAPH...: a file of the corpus.
text() {
    local name=$1
    shift
    printf '%s\n\n' "$@" >"texts/$name"
}

# prints CODE TEXT COMMAND...: this exit code and exactly this on stdout and stderr together.
prints() {
    local code=$1 text=$2
    shift 2
    run "$@"
    [ "$status" = "$code" ] && [ "$output" = "$text" ] && return 0
    echo "exit code $status, not $code, of: $*"
    diff <(echo "$text") <(echo "$output")
    return 1
}

# fails COMMAND...: this does not hold. Of `! COMMAND` alone on a line, bats sees nothing.
fails() {
    if "$@"; then
        echo "holds: $*"
        return 1
    fi
}

# found TEXT QUERY...: these passages, best first, by the query's own stems alone.
found() {
    local text=$1 code=0
    shift
    [ -n "$text" ] || code=1
    run bash -c 'set -o pipefail; daftar-search --expand none --format tsv "$@" | cut -f3,4 | tr "\t" "#" | paste -sd" "' \
        found "$@"
    [ "$status" = "$code" ] && [ "$output" = "$text" ] && return 0
    echo "$*: exit code $status, not $code"
    echo "    $output"
    echo "not $text"
    return 1
}

# The same in any order.
found_set() {
    local text=$1
    shift
    run bash -c 'daftar-search --expand none --format tsv "$@" | cut -f3,4 | tr "\t" "#" | sort | paste -sd" "' found "$@"
    [ "$output" = "$text" ] && return 0
    echo "$*"
    echo "    $output"
    echo "not $text"
    return 1
}

# counts ADDED CHANGED UNCHANGED REMOVED ARGUMENT...: what a run of daftar-index did.
counts() {
    local expected="$1 added, $2 changed, $3 unchanged, $4 removed"
    shift 4
    run daftar-index -v "$@"
    [ "$status" = 0 ] && [[ $output == "$expected;"* ]] && return 0
    echo "exit code $status: $output"
    echo "not $expected"
    return 1
}

# As someone whom permissions bind: root is not. The programs are copied to where anyone may run them.
unprivileged() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
        return
    fi
    command -v setpriv >/dev/null || skip 'no setpriv'
    setpriv --reuid=65534 --regid=65534 --clear-groups env PATH="$PWD/bin:$PATH" "$@"
}

open_to_all() {
    place=$(mktemp -d /tmp/daftar-cli.XXXXXX)
    mv texts "$place/texts"
    cd "$place" || return 1
    mkdir bin
    cp "$BUILD"/daftar-* "$BUILD"/libdaftar.so.* bin/
    chmod -R a+rwX "$place"
    export DAFTAR_INDEX="$place/index"
}

teardown() {
    if [ -n "${place:-}" ]; then
        chmod -R u+rwX "$place"
        rm -rf "$place"
    fi
}

# signed_otherwise: the index is as another version of the analysis would have made it, by its signature.
signed_otherwise() {
    cat >sign.c <<'END'
#include <stdio.h>
#include <xxhash.h>
int main(void)
{
    static char text[100000];
    printf("checksum %016llx\n", (unsigned long long)XXH3_64bits(text, fread(text, 1, sizeof text, stdin)));
    return 0;
}
END
    "${CC:-cc}" sign.c -lxxhash -o sign
    sed 's/^signature .*/signature other/; /^checksum/d' index/manifest >body
    { cat body; ./sign <body; } >index/manifest
}

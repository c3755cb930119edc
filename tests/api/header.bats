# header.bats: the header stands alone, the library exports what it declares, the example works.

setup() {
    cd "$BATS_TEST_TMPDIR"
    # A sanitized library must be loaded by a sanitized program.
    FLAGS=${SANITIZE:+-fsanitize=$SANITIZE}
}

compiles() { # COMPILER FLAG... NAME
    echo '#include "daftar.h"' >"${!#}"
    "${@:1:$#-1}" -Wall -Wextra -Wpedantic -Werror -I"$SOURCE/include" -c "${!#}" -o out.o
}

@test "the header compiles alone as strict C11" {
    compiles "$CC" -std=c11 -pedantic-errors alone.c
}

@test "the header compiles alone as C17 and C++11 and C++17" {
    compiles "$CC" -std=c17 -pedantic-errors alone.c
    compiles "$CXX" -std=c++11 -pedantic-errors alone.cc
    compiles "$CXX" -std=c++17 -pedantic-errors alone.cc
}

@test "options initialisers are complete in C and C++" {
    cat >all.c <<'END'
#include "daftar.h"
int main(void)
{
    daftar_index_options a = DAFTAR_INDEX_OPTIONS_INIT;
    daftar_search_options b = DAFTAR_SEARCH_OPTIONS_INIT;
    daftar_indexer_options c = DAFTAR_INDEXER_OPTIONS_INIT;
    daftar_reader_options d = DAFTAR_READER_OPTIONS_INIT;
    return !(a.size == sizeof a && b.size == sizeof b && c.size == sizeof c && d.size == sizeof d && b.count == 10);
}
END
    cp all.c all.cc
    "$CC" -std=c11 -Wall -Wextra -Wpedantic -Wmissing-field-initializers -Werror -I"$SOURCE/include" all.c -o c && ./c
    "$CXX" -std=c++17 -Wall -Wextra -Wpedantic -Werror -I"$SOURCE/include" all.cc -o cc && ./cc
}

declared() {
    "$CC" -E -P -I"$SOURCE/include" "$SOURCE/include/daftar.h" | tr '\n' ' ' | tr ';' '\n' |
        grep 'visibility' | grep -oE '\bdaftar_[a-z_]+ *\(' | tr -d ' (' | sort -u
}

@test "exported symbols are the functions that the header declares" {
    [ -z "$SANITIZE" ] || skip "sanitizers add their own"
    declared >declared
    nm -D --defined-only "$BUILD/libdaftar.so" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort -u >exported
    [ "$(wc -l <declared)" -gt 35 ]
    diff declared exported
}

@test "every exported symbol carries the version of the ABI" {
    [ -z "$(nm -D --defined-only "$BUILD/libdaftar.so" | awk '$2 == "T" && $3 !~ /@@DAFTAR_/')" ]
}

@test "the soname is the ABI's major number" {
    readelf -d "$BUILD/libdaftar.so" | grep -q "soname: \[libdaftar.so.$ABI\]"
}

@test "the programs import nothing of the library but the header's functions" {
    declared >declared
    for program in daftar-index daftar-search daftar-analyze; do
        nm -D --undefined-only "$BUILD/$program" | grep -o 'daftar_[a-z_]*' | sort -u >used
        [ -s used ]
        [ -z "$(comm -13 declared used)" ]
    done
}

@test "what parses files is linked with their reader alone" {
    needed() { readelf -d "$BUILD/$1" | grep NEEDED | grep -oE 'poppler-glib|libxml2|pugixml|libarchive' | sort -u | tr '\n' ' '; }
    [ "$(needed daftar-reader)" = 'libarchive libxml2 poppler-glib pugixml ' ]
    for object in libdaftar.so daftar-index daftar-search daftar-analyze; do
        [ -z "$(needed $object)" ]
    done
}

@test "every enumerated status has a name" {
    cat >names.c <<'END'
#include "daftar.h"
#include <stdio.h>
#include <string.h>
int main(void)
{
    for (int i = 0; i <= DAFTAR_INTERNAL; i++)
        if (!strcmp(daftar_status_name((daftar_status)i), "unknown"))
            return 1;
    return 0;
}
END
    "$CC" -std=c11 $FLAGS -I"$SOURCE/include" names.c -L"$BUILD" -ldaftar -Wl,-rpath,"$BUILD" -o names
    ./names
}

@test "the example finds, says none, and names what is wrong" {
    mkdir texts
    printf '# Corridors\n\nThe corridor through the mountains opened for railway transport.\n' >texts/a.md
    "$BUILD/daftar-index" -i index texts
    run "$BUILD/examples/embed" index "railways"
    [ "$status" = 0 ]
    [ "$output" = "a.md#1 [en] Corridors
  The corridor through the mountains opened for railway transport." ]
    run "$BUILD/examples/embed" index "xylophone"
    [ "$status" = 1 ]
    [ -z "$output" ]
    run "$BUILD/examples/embed" nowhere "xylophone"
    [ "$status" = 2 ]
    [[ $output == "embed: nowhere: no index here"* ]]
}

@test "a program links the static library too" {
    [ -z "$SANITIZE" ] || skip "the archive is sanitized"
    "$CC" -std=c11 -I"$SOURCE/include" "$SOURCE/examples/embed.c" "$BUILD/libdaftar.a" -lxapian -licuuc -lstemmer \
        -lcld2 -lxxhash -lzstd -lstdc++ -lm -pthread -o static
    run ./static nowhere word
    [ "$status" = 2 ]
}

@test "the bindings for Python and Node.js call every function of the header" {
    declared >declared
    [ "$(wc -l <declared)" -gt 35 ]
    while read -r function; do
        grep -q "_call(\"${function#daftar_}\"" "$SOURCE/bindings/python/daftar.py" || { echo "Python: $function"; false; }
        grep -q "'[a-z_0-9* ]*\b$function(" "$SOURCE/bindings/node/daftar.js" || { echo "Node.js: $function"; false; }
    done <declared
}

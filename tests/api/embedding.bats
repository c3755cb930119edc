# embedding.bats: what an installation gives to programs outside the tree: examples, pkg-config, CMake, bindings, manual.

setup_file() {
    export place="$BATS_FILE_TMPDIR" LC_ALL=C.UTF-8
    unset MAKEFLAGS MAKELEVEL MFLAGS DAFTAR_INDEX DAFTAR_LIBRARY
    # The prefix is another than the one that was built for; the build directory's name stays as it was given.
    make -C "$SOURCE" --no-print-directory BUILD="$(realpath --relative-to="$SOURCE" "$BUILD")" SANITIZE="$SANITIZE" \
        WERROR=1 prefix="$place/usr" install >"$place/install.log" 2>&1 || { cat "$place/install.log"; return 1; }
    export PKG_CONFIG_PATH="$place/usr/lib/pkgconfig" LD_LIBRARY_PATH="$place/usr/lib"
    mkdir "$place/work"
}

setup() {
    cd "$place/work" || return 1
    FLAGS=${SANITIZE:+-fsanitize=$SANITIZE}
}

installed() { # NAME: an example, built with nothing but pkg-config
    "$CC" -std=c11 -Wall -Wextra -Wpedantic -Werror $FLAGS "$place/usr/share/doc/daftar/$1.c" \
        $(pkg-config --cflags --libs daftar) -o "$1"
}

@test "a program outside the tree indexes three languages from memory and finds them across languages" {
    installed index_memory
    run ./index_memory index
    echo "$output"
    [ "$status" = 0 ]
    [ "${#lines[@]}" = 3 ]
    [[ ${lines[0]} == 'transport diplomacy: en/corridor[en] '* ]]
    [[ ${lines[1]} == 'железная дорога: ru/corridor[ru] '* ]]
    [[ ${lines[2]} == "temir yo'l: uz/corridor[uz] "* ]]
    for line in "${lines[@]}"; do
        for path in 'en/corridor[en]' 'ru/corridor[ru]' 'uz/corridor[uz]'; do
            [[ $line == *" $path"* ]]
        done
    done
    run ./index_memory /proc/no
    [ "$status" = 2 ]
    [[ $output == 'index_memory: io: '* ]]
}

@test "a pool of searchers in threads" {
    [ -d index ] || { installed index_memory && ./index_memory index; }
    installed pool
    run ./pool index railway дипломатия '"seaports"'
    [ "$status" = 0 ]
    [ "$output" = 'railway: 3
дипломатия: 3
"seaports": 1' ]
    run ./pool nowhere railway
    [ "$status" = 2 ]
    [[ $output == 'pool: nowhere: no index here'* ]]
    run ./pool index ''
    [ "$status" = 2 ]
}

@test "completion of words" {
    [ -d index ] || { installed index_memory && ./index_memory index; }
    installed completion
    run ./completion index trans
    [ "$output" = $'transport\t2' ] || [ "$output" = $'Transport\t2' ] || { echo "$output"; false; }
    run ./completion index т 1
    [ "$status" = 0 ]
    [ "${#lines[@]}" = 1 ]
    run ./completion index xyzzy
    [ "$status" = 1 ]
    [ -z "$output" ]
}

@test "C++ embeds it too" {
    cat >cxx.cc <<'CODE'
#include <daftar.h>
#include <cstring>
#include <memory>
#include <string>
int main()
{
    daftar_document *made = nullptr;
    if (daftar_document_new(&made) != DAFTAR_OK)
        return 1;
    std::unique_ptr<daftar_document, decltype(&daftar_document_free)> document(made, daftar_document_free);
    std::string text = "Rivers";
    daftar_search_options options = DAFTAR_SEARCH_OPTIONS_INIT;
    return daftar_document_set(document.get(), "text", text.c_str(), nullptr) != DAFTAR_OK || options.count != 10 ||
           std::strcmp(daftar_document_get(document.get(), "text", 0)->value, "Rivers") != 0;
}
CODE
    "$CXX" -std=c++17 -Wall -Wextra -Wpedantic -Werror $FLAGS cxx.cc $(pkg-config --cflags --libs daftar) -o cxx
    ./cxx
}

@test "CMake finds the package" {
    command -v cmake >/dev/null || skip 'no cmake'
    [ -z "$SANITIZE" ] || skip 'the library is sanitized'
    mkdir -p cmake
    cat >cmake/CMakeLists.txt <<'CODE'
cmake_minimum_required(VERSION 3.18)
project(outside C)
find_package(daftar 0.1 REQUIRED)
add_executable(outside outside.c)
target_link_libraries(outside PRIVATE daftar::daftar)
CODE
    cp "$place/usr/share/doc/daftar/embed.c" cmake/outside.c
    cmake -S cmake -B cmake/build -DCMAKE_PREFIX_PATH="$place/usr" >cmake.log
    cmake --build cmake/build >>cmake.log
    run cmake/build/outside nowhere word
    [ "$status" = 2 ]
    [[ $output == 'embed: nowhere: no index here'* ]]
    sed -i 's/daftar 0.1/daftar 9.0/' cmake/CMakeLists.txt
    if cmake -S cmake -B cmake/newer -DCMAKE_PREFIX_PATH="$place/usr" >cmake.log 2>&1; then false; fi
}

@test "a program loads the library from elsewhere and reads a format through the reader installed with it" {
    [ -x "$place/usr/libexec/daftar/daftar-reader" ] || skip 'no reader program here'
    printf '<html><body><h1>Rivers</h1><p>The river reaches the sea.</p></body></html>' >page.html
    cat >read.c <<'CODE'
#include <daftar.h>
#include <stdio.h>
int main(void)
{
    daftar_document *document;
    if (daftar_document_read(&document, "page.html"))
        return !!fprintf(stderr, "%s\n", daftar_last_error());
    puts(daftar_document_get(document, "heading", 0)->value);
    daftar_document_free(document);
    return 0;
}
CODE
    "$CC" $FLAGS read.c $(pkg-config --cflags --libs daftar) -o read
    run ./read
    [ "$output" = Rivers ] || { echo "$output"; false; }
}

@test "Python: the binding's own test" {
    command -v python3 >/dev/null || skip 'no python3'
    [ -z "$SANITIZE" ] || skip 'python is not sanitized'
    DAFTAR_LIBRARY="$place/usr/lib/libdaftar.so.$ABI" PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$SOURCE/bindings/python" \
        python3 "$SOURCE/bindings/python/test_daftar.py"
}

@test "Node.js: the binding's own test" {
    command -v npm >/dev/null || skip 'no npm'
    [ -z "$SANITIZE" ] || skip 'node is not sanitized'
    mkdir -p node
    cp "$SOURCE"/bindings/node/* node/
    cd node
    timeout 100 npm install --no-audit --no-fund --loglevel=error >npm.log 2>&1 || skip 'npm could not install koffi'
    DAFTAR_LIBRARY="$place/usr/lib/libdaftar.so.$ABI" node --test test_daftar.js
}

@test "indexing, searching and completing lose no memory" {
    command -v valgrind >/dev/null || skip 'no valgrind'
    [ -z "$SANITIZE" ] || skip 'the sanitizer looks itself'
    installed index_memory
    installed completion
    check='valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99'
    $check ./index_memory leaks 'transport diplomacy' '"seaports" дорога' 'temir* lang:uz' 'year:2020..2022 OR (' '~"темир йўл" NEAR/3 порт'
    $check ./completion leaks t
    run $check ./index_memory leaks 'rail' ''
    [ "$status" = 2 ]
}

# The manual's program: its blocks of C, one after the other, are one file; the commands are run as they stand.
@test "the tutorial of doc/embedding.md compiles and prints what it says" {
    mkdir -p tutorial
    cd tutorial
    awk '/^```c$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$SOURCE/doc/embedding.md" >tutorial.c
    [ "$(wc -l <tutorial.c)" -gt 40 ]
    awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside && sub(/^\$ /, "")' "$SOURCE/doc/embedding.md" >commands
    awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside && !/^\$ /' "$SOURCE/doc/embedding.md" >expected
    CFLAGS="-std=c11 -Wall -Wextra -Wpedantic -Werror $FLAGS" bash -e commands >printed
    diff expected printed
}

@test "every function has a page of the manual, and no page warns" {
    pages="$place/usr/share/man/man3"
    "$CC" -E -P -I"$SOURCE/include" "$SOURCE/include/daftar.h" | tr '\n' ' ' | tr ';' '\n' | grep visibility |
        grep -oE '\bdaftar_[a-z_]+ *\(' | tr -d ' (' | sort -u >functions
    [ "$(wc -l <functions)" -gt 35 ]
    while read -r name; do
        [ -s "$pages/$name.3" ]
        grep -q '^.SH DESCRIPTION' "$pages/$name.3"
    done <functions
    command -v groff >/dev/null || skip 'no groff'
    for page in "$pages"/*.3; do
        [ -z "$(groff -man -Tutf8 -ww -Kutf8 "$page" 2>&1 >/dev/null)" ] || { groff -man -Tutf8 -ww "$page" >/dev/null; false; }
    done
}

@test "uninstall leaves nothing" {
    DESTDIR="$place/dest" make -C "$SOURCE" --no-print-directory BUILD="$(realpath --relative-to="$SOURCE" "$BUILD")" \
        SANITIZE="$SANITIZE" WERROR=1 prefix=/usr install >install.log 2>&1
    [ -f "$place/dest/usr/include/daftar.h" ]
    grep -q '^prefix=/usr$' "$place/dest/usr/lib/pkgconfig/daftar.pc"
    DESTDIR="$place/dest" make -C "$SOURCE" --no-print-directory BUILD="$(realpath --relative-to="$SOURCE" "$BUILD")" \
        prefix=/usr uninstall >uninstall.log 2>&1
    find "$place/dest" ! -type d >left
    [ ! -s left ] || { cat left; false; }
}

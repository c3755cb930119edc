#!/bin/sh
# deps.sh: installs what the build and the tests need (Debian, Ubuntu), or names it; does nothing when all is there.
# usage: deps.sh build|test...
set -eu

# what for | probe | Debian, Ubuntu | Fedora | Arch | Homebrew (-: no package there)
# A probe is cmd:PROGRAM, pc:MODULE (pkg-config) or h:HEADER.
table='
build|cmd:gcc|gcc|gcc|gcc|gcc
build|cmd:g++|g++|gcc-c++|gcc|gcc
build|cmd:make|make|make|make|make
build|cmd:pkg-config|pkg-config|pkgconf-pkg-config|pkgconf|pkgconf
build|pc:xapian-core|libxapian-dev|xapian-core-devel|xapian-core|xapian
build|pc:icu-uc|libicu-dev|libicu-devel|icu|icu4c
build|cmd:msgfmt|gettext|gettext|gettext|gettext
build|h:libstemmer.h|libstemmer-dev|libstemmer-devel|snowball|snowball
build|h:cld2/public/compact_lang_det.h|libcld2-dev|cld2-devel|cld2|-
build|h:xxhash.h|libxxhash-dev|xxhash-devel|xxhash|xxhash
build|h:zdict.h|libzstd-dev|libzstd-devel|zstd|zstd
build|pc:poppler-glib|libpoppler-glib-dev|poppler-glib-devel|poppler-glib|poppler
build|pc:libxml-2.0|libxml2-dev|libxml2-devel|libxml2|libxml2
build|pc:pugixml|libpugixml-dev|pugixml-devel|pugixml|pugixml
build|pc:libarchive|libarchive-dev|libarchive-devel|libarchive|libarchive
build|pc:libseccomp|libseccomp-dev|libseccomp-devel|libseccomp|-
test|h:cmocka.h|libcmocka-dev|libcmocka-devel|cmocka|cmocka
test|cmd:bats|bats|bats|bash-bats|bats-core
test|cmd:xapian-check|xapian-tools|xapian-core|xapian-core|xapian
test|cmd:valgrind|valgrind|valgrind|valgrind|valgrind
test|cmd:python3|python3|python3|python|python
test|cmd:setpriv|util-linux|util-linux|util-linux|-
test|cmd:pdftoppm|poppler-utils|poppler-utils|poppler|poppler
test|cmd:ps|procps|procps-ng|procps-ng|-
test|cmd:chromium|chromium|chromium|chromium|-
test|cmd:zsh|zsh|zsh|zsh|zsh
test|cmd:fish|fish|fish|fish|fish
'

there() {
    case $1 in
    cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
    pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
    h:*) printf '#include <%s>\n' "${1#h:}" | ${CXX:-g++} -E -x c++ - >/dev/null 2>&1 ;;
    esac
}

# Prints the rows of which something is missing.
missing() {
    for purpose in "$@"; do
        echo "$table" | grep "^$purpose|" | while IFS='|' read -r _ probe rest; do
            there "$probe" || echo "$probe|$rest"
        done
    done
}

column() {
    echo "$rows" | cut -d'|' -f"$1" | grep -v '^-$' | sort -u | tr '\n' ' '
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "deps: not root and there is no sudo; as root, run: $*" >&2
        exit 1
    fi
}

install_debian() {
    packages=$(column 2)
    echo "deps: installing $packages"
    # Without lists of packages, or with old ones, the first try fails.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages >/dev/null 2>&1 ||
        { as_root apt-get update -q &&
          as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages; } ||
        { echo "deps: apt-get could not install: $packages" >&2; exit 1; }
}

rows=$(missing "${@:-build}")
[ -n "$rows" ] || exit 0
if command -v apt-get >/dev/null 2>&1; then
    install_debian
    rows=$(missing "${@:-build}")
    [ -n "$rows" ] || exit 0
    echo "deps: still missing: $(column 1)" >&2
    exit 1
fi
{
    echo 'deps: these are missing; install them and run make again:'
    echo "  Fedora:   dnf install $(column 3)"
    echo "  Arch:     pacman -S $(column 4)"
    echo "  Homebrew: brew install $(column 5)"
} >&2
exit 1

#!/bin/bash
# includes.sh: checks that includes point down only (TAP): indexer, search -> analysis, store -> base.
set -u
cd "$(dirname "$0")/../.." || exit 1

# What a room may include besides itself; the rooms of one line never meet.
declare -A may=(
    [base]=''
    [analysis]='base'
    [store]='base'
    [indexer]='analysis store base'
    [search]='analysis store base'
)
# A program uses the library as anyone would: the public header, base, and its own room's presentation.
declare -A programs=(
    [analysis/main.c]='analysis/present*.h'
    [indexer/main.c]='indexer/s[eh]*.h' # setup.h, show.h, shards.h: of the program, not of the library
    [search/main.c]='search/present*.h'
)

faults=''

fault() {
    faults+="# $1 includes $2"$'\n'
}

check_room() { # FILE INCLUDED
    local room=${1%%/*} target=${2%%/*}
    [[ $2 == daftar.h || $2 != */* ]] && return
    [[ -v may[$target] ]] || return
    [[ $target == "$room" || " ${may[$room]} " == *" $target "* ]] || fault "$1" "$2"
}

check_program() { # FILE INCLUDED
    local target=${2%%/*}
    [[ $2 == daftar.h || $target == base ]] && return
    # shellcheck disable=SC2053
    [[ $2 == ${programs[$1]} ]] || fault "$1" "$2"
}

each_include() { # FUNCTION FILE...
    local check=$1 file included
    shift
    while IFS=: read -r file included; do
        "$check" "$file" "$included"
    done < <(grep -HoE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"[^"]+"' "$@" /dev/null |
             sed -E 's/:[^"]*"([^"]+)"/:\1/')
}

verdict() {
    if [ -z "$faults" ]; then
        echo "ok $1 - $2"
    else
        echo "not ok $1 - $2"
        printf '%s' "$faults"
    fi
    faults=''
}

foreign() { # the libraries of a room, or of one file, stay theirs
    grep -nE '#[[:space:]]*include[[:space:]]*<(xapian|cld2|libstemmer|pugixml)' -r base analysis store indexer search include |
        grep -vE '^store/[^:]*:.*<xapian|^analysis/cld2.cc:.*<cld2|^analysis/stem.c:.*<libstemmer|^indexer/readers/markup_tree.cc:.*<pugixml' | sed 's/^/# /'
}

echo 1..4
number=0
each_include check_room $(find base analysis store indexer search -name '*.[ch]' -o -name '*.cc')
verdict $((++number)) 'includes point down only'
each_include check_program "${!programs[@]}"
verdict $((++number)) 'programs include daftar.h, base/ and their presentation'
faults=$(foreign)
[ -z "$faults" ] || faults+=$'\n'
verdict $((++number)) 'xapian stays in store/, cld2, libstemmer and pugixml each in one file'
each_include fault include/daftar.h
verdict $((++number)) 'the public header includes nothing of ours'

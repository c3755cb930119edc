#!/bin/bash
# languages.sh: checks that C++ stays in store/ and in the files that speak to CLD2 and pugixml (TAP).
set -u
cd "$(dirname "$0")/../.." || exit 1
echo 1..2
found=$(find . \( -name '*.cc' -o -name '*.cpp' -o -name '*.cxx' -o -name '*.hpp' -o -name '*.hh' \) -not -path './build*' |
        grep -vE '^\./store/|^\./analysis/cld2\.cc$|^\./indexer/readers/markup_tree\.cc$')
[ -z "$found" ] || printf 'not '
echo 'ok 1 - C++ is in store/, analysis/cld2.cc and indexer/readers/markup_tree.cc alone'
[ -z "$found" ] || echo "# $found"
tries=$(grep -nE '\b(try|catch)\b *[({]' store/*.cc analysis/*.cc indexer/readers/*.cc | grep -vE '^store/guard|^analysis/cld2.cc')
[ -z "$tries" ] || printf 'not '
echo 'ok 2 - exceptions are caught in the guard, and where CLD2 is called'
[ -z "$tries" ] || echo "$tries" | sed 's/^/# /'

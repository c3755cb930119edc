#!/bin/sh
# abi.sh: prints the ABI of this build: layouts and values of the header, symbols of the library. BUILD and SOURCE are set.
# To record it after something was added: BUILD=build SOURCE=. tests/api/abi.sh >tests/api/abi-0.txt
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$SOURCE/tests/api/abi.py" "$SOURCE/include/daftar.h" >"$work/abi.c"
"${CC:-cc}" -std=c11 -I"$SOURCE/include" "$work/abi.c" -o "$work/abi"
echo '# The ABI that programs were compiled against (64-bit, little-endian): abi.sh writes it, abi.bats compares.'
"$work/abi"
nm -D --defined-only "$BUILD/libdaftar.so" | awk '$3 ~ /^daftar_/ { sub(/@@/, " ", $3); print "symbol", $3 }' | LC_ALL=C sort

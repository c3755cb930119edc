#!/bin/bash
# lint.sh: everything that can be told from the sources alone.
set -u
cd "$(dirname "$0")/../.." || exit 1
bad=0

tests/lint/includes.sh | grep -v '^1\.\.' || bad=1
tests/lint/includes.sh | grep -q '^not ok' && bad=1
tests/lint/languages.sh | grep -v '^1\.\.'
tests/lint/languages.sh | grep -q '^not ok' && bad=1
tests/lint/sizes.sh || bad=1

# The readers alone need the libraries that they read with.
flags="-std=c11 -Iinclude -I. -D_GNU_SOURCE $(pkg-config --cflags poppler-glib libxml-2.0 libarchive 2>/dev/null)"
sources=$(find base analysis store indexer search -name '*.c' | sort)

# What cppcheck says of these is wrong: the string is handed over with its list; the array is filled up to its count.
if command -v cppcheck >/dev/null; then
    echo cppcheck
    cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -j "$(nproc)" \
        --suppress=missingInclude --suppress=normalCheckLevelMaxBranches \
        --suppress=memleak:store/manifest.c --suppress=uninitvar:search/layers.c -Iinclude -I. -D_GNU_SOURCE \
        base analysis indexer search store || bad=1
else
    echo 'cppcheck: skipped, not installed'
fi

checks=(
    '-*' 'bugprone-*' 'clang-analyzer-*'
    -bugprone-easily-swappable-parameters # bytes and their length are two parameters everywhere
    -bugprone-assignment-in-if-condition  # if (!status && (status = ...)) is how a step follows a step
    -bugprone-implicit-widening-of-multiplication-result
    -bugprone-narrowing-conversions       # of sizes that were bounded before
    -bugprone-multi-level-implicit-pointer-conversion # array_reserve() grows arrays of any kind
    -bugprone-macro-parentheses           # macros that make rows of tables
    -bugprone-suspicious-string-compare   # !strcmp() is an idiom
    -bugprone-sizeof-expression           # arrays of pointers
    -bugprone-reserved-identifier         # _GNU_SOURCE
    -bugprone-branch-clone                # two reasons with one consequence
    -bugprone-not-null-terminated-result  # slices are not strings
    -clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling # memcpy_s() and the like are not in glibc
    -clang-analyzer-security.insecureAPI.strcpy # of lengths that were checked
    -clang-analyzer-optin.performance.Padding   # fields stand in the order they are read in
    -clang-analyzer-valist.Uninitialized  # clang 14 does not see va_start() through a prototype
)
if command -v clang-tidy >/dev/null; then
    echo clang-tidy
    # shellcheck disable=SC2086
    clang-tidy --quiet --warnings-as-errors='*' --checks="$(IFS=,; echo "${checks[*]}")" $sources -- $flags 2>/dev/null || bad=1
else
    echo 'clang-tidy: skipped, not installed'
fi

# Without the check for leaks: gcc 12 loses sight of what is kept in arrays that grow; the address sanitizer and valgrind
# look for leaks. C alone: it does not know C++ yet.
if ${CC:-gcc} -fanalyzer -x c -c /dev/null -o /dev/null 2>/dev/null; then
    echo 'gcc -fanalyzer'
    # shellcheck disable=SC2086
    echo $sources | tr ' ' '\n' | xargs -n 1 -P "$(nproc)" \
        ${CC:-gcc} $flags -O1 -fanalyzer -Wno-analyzer-malloc-leak -Werror -c -o /dev/null || bad=1
else
    echo 'gcc -fanalyzer: skipped, this compiler has none'
fi
exit $bad

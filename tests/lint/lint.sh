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

if command -v cppcheck >/dev/null; then
    echo cppcheck
    cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -j "$(nproc)" \
        --suppress=missingInclude --suppress=normalCheckLevelMaxBranches \
        --suppress=memleak:store/manifest.c --suppress=uninitvar:search/layers.c -Iinclude -I. -D_GNU_SOURCE \
        base analysis indexer search store || bad=1
else
    echo 'cppcheck: skipped, not installed'
fi
if command -v clang-tidy >/dev/null; then
    echo clang-tidy
    # shellcheck disable=SC2046
    clang-tidy --quiet --warnings-as-errors='*' \
        --checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-assignment-in-if-condition,-bugprone-implicit-widening-of-multiplication-result,-bugprone-narrowing-conversions,-bugprone-multi-level-implicit-pointer-conversion,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-security.insecureAPI.strcpy,-clang-analyzer-optin.performance.Padding,-clang-analyzer-valist.Uninitialized,-bugprone-reserved-identifier,-bugprone-branch-clone,-bugprone-not-null-terminated-result' \
        $(find base analysis store indexer search -name '*.c') -- -std=c11 -Iinclude -I. -D_GNU_SOURCE 2>/dev/null || bad=1
else
    echo 'clang-tidy: skipped, not installed'
fi
exit $bad

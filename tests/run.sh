#!/bin/bash
# run.sh: runs test programs (cmocka), .bats files and shell scripts that print TAP, two at a time, and counts.
# usage: run.sh RESULTS TEST...    The last line is `N passed, N failed, N skipped`.
set -u
results=$1
shift
rm -rf "$results"
mkdir -p "$results"
# Xapian's check deletes cursors through a base class; a failed allocation is what some tests ask for; the shim of the
# fault tests is loaded before the sanitizer.
export ASAN_OPTIONS=new_delete_type_mismatch=0:allocator_may_return_null=1:verify_asan_link_order=0
export UBSAN_OPTIONS=print_stacktrace=1
export CMOCKA_MESSAGE_OUTPUT=TAP BATS_TEST_TIMEOUT=300 results

# Runs one test and leaves RESULTS/NAME.tap and RESULTS/NAME.code.
run_one() {
    local test=$1 name out
    name=$(basename "$test")
    out=$results/$name
    case $test in
    *.bats) timeout 1200 bats --tap "$test" ;;
    *.sh) timeout 1200 "$test" ;;
    *) cd "$SOURCE" && timeout 1200 "$test" ;;
    esac >"$out.tap" 2>"$out.err" </dev/null
    echo $? >"$out.code"
    report_one "$out" "$name"
}

count() {
    grep -c "$2" "$1" || true
}

# One line a test; what failed is shown in full.
report_one() {
    local out=$1 name=$2 code planned ran passed failed skipped
    code=$(cat "$out.code")
    sed -i 's/^not ok \([0-9]* # SKIP\)/ok \1/; s/^not ok - /# &/' "$out.tap" # as cmocka has it: skipped; a group's sum
    skipped=$(count "$out.tap" '^\(not \)\?ok .*# *[Ss][Kk][Ii][Pp]') # cmocka says `not ok N # SKIP`
    passed=$(($(count "$out.tap" '^ok') - $(count "$out.tap" '^ok .*# *[Ss][Kk][Ii][Pp]')))
    failed=$(($(count "$out.tap" '^not ok') - $(count "$out.tap" '^not ok .*# *[Ss][Kk][Ii][Pp]')))
    planned=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$out.tap" | head -1)
    ran=$((passed + failed + skipped))
    if [ "$code" != 0 ] && [ "$failed" = 0 ] || [ "${planned:-0}" != "$ran" ]; then
        failed=$((failed + 1)) # it died, or stopped half-way
        echo "not ok - $name ended with exit code $code after $ran of ${planned:-?} tests" >>"$out.tap"
    fi
    echo "$passed $failed $skipped" >"$out.counts"
    printf '%-28s %4d passed' "$name" "$passed"
    [ "$failed" = 0 ] || printf ', %d FAILED' "$failed"
    [ "$skipped" = 0 ] || printf ', %d skipped' "$skipped"
    echo
    if [ "$failed" != 0 ]; then
        sed -n '/^not ok/,/^ok/p' "$out.tap" | grep -v '^ok' | head -80
        grep -v '^\[ ' "$out.err" | tail -40
    fi
    return 0
}
export -f run_one report_one count

printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc 2>/dev/null || echo 2)" bash -c 'text=$(run_one "$1"); echo "$text"' run
cat "$results"/*.counts 2>/dev/null | {
    passed=0 failed=0 skipped=0
    while read -r p f s; do
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ] && [ "$passed" != 0 ]
}

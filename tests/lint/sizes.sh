#!/bin/bash
# sizes.sh: names functions over 60 lines and files over 600; says the medians.
set -u
cd "$(dirname "$0")/../.." || exit 1
find base analysis store indexer search include examples tests -name '*.[ch]' -o -name '*.cc' | sort | xargs awk '
    FNR == 1 { if (name) files[count++] = lines; name = FILENAME }
    { lines = FNR }
    FNR > 600 && !(FILENAME in long) { long[FILENAME] = 1 }
    # a function: a line that ends its head with ")", then "{" alone, to "}" alone
    /^\{$/ { open = FNR; head = before }
    /^}$/ && open {
        length_ = FNR - open + 2
        sizes[functions++] = length_
        if (length_ > 60) { printf "%s:%d: a function of %d lines\n", FILENAME, open - 1, length_; bad = 1 }
        open = 0
    }
    { before = $0 }
    END {
        files[count++] = lines
        for (file in long) { printf "%s: over 600 lines\n", file; bad = 1 }
        n = asort_(sizes, functions); f = asort_(files, count)
        printf "functions: %d, median %d lines, longest %d; files: %d, median %d lines, longest %d\n",
               functions, sizes[int(n / 2)], sizes[n - 1], count, files[int(f / 2)], files[f - 1]
        exit bad
    }
    function asort_(a, n,    gap, i, j, t) { # shell sort: every awk has it
        for (gap = int(n / 2); gap > 0; gap = int(gap / 2))
            for (i = gap; i < n; i++) {
                t = a[i]
                for (j = i; j >= gap && a[j - gap] > t; j -= gap) a[j] = a[j - gap]
                a[j] = t
            }
        return n
    }'

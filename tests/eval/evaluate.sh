#!/bin/bash
# evaluate.sh: how well daftar analyses and finds, on corpus/ and on texts outside the project; `--quick` measures less.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build}
bad=0

echo '== topics of corpus/'
python3 tests/eval/corpus.py --build "$build" || bad=1
echo
echo '== passages of corpus/'
python3 tests/eval/passages.py --build "$build" || bad=1
echo
echo '== with stems and without'
python3 tests/eval/stemming.py --build "$build" || bad=1
echo
echo '== forms of a lemma'
python3 tests/eval/conflation.py "$build/daftar-analyze" || bad=1
echo
echo '== nouns of the glossary, inflected by rule'
python3 tests/eval/paradigms.py "$build/daftar-analyze" || bad=1
echo
echo '== languages'
python3 tests/eval/detection.py --analyze "$build/daftar-analyze" || bad=1
echo
echo '== across languages'
python3 tests/eval/clir.py --build "$build" "$@" || bad=1
exit $bad

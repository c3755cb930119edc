# corpus.bats: the sample corpus, its topics and judgements fit together, and the demonstration is worth reading.
load ../cli/helpers

setup() {
    command -v python3 >/dev/null || skip 'no python3'
    cd "$SOURCE" || return 1
    export PYTHONPATH="$SOURCE/tests/eval" index="$BATS_TEST_TMPDIR/index" DAFTAR_INDEX="$BATS_TEST_TMPDIR/index"
}

@test "every topic has a title in eight languages, and two files that answer it" {
    python3 - <<'CHECK'
import corpus, measures, os
topics = corpus.read_topics("corpus/topics.tsv")
qrels = measures.read_qrels(open("corpus/qrels.txt", encoding="utf-8"))
assert list(topics) == ["en", "ru", "uz", "uz-Cyrl", "kk", "ky", "tg", "tk"], list(topics)
for language, titles in topics.items():
    assert set(titles) == set(qrels) and all(titles.values()), language
for topic, judged in qrels.items():
    missing = [name for name in judged if not os.path.exists("corpus/" + name)]
    assert not missing, (topic, missing)
    assert sum(grade >= 2 for grade in judged.values()) >= 2 and max(judged.values()) == 3, topic
CHECK
}

@test "every judged passage begins as passages.tsv says, in a file that is judged too" {
    python3 - <<'CHECK'
import corpus, json, measures, os, passages, types
options = types.SimpleNamespace(build=os.environ["BUILD"])
qrels = measures.read_qrels(open("corpus/qrels.txt", encoding="utf-8"))
texts = {}
for topic, files in passages.read_judgements("corpus/passages.tsv").items():
    for name, rows in files.items():
        if name not in texts:
            shown = json.loads(corpus.run_program(options, "daftar-index", "--show", "corpus/" + name))
            texts[name] = [passages.plain(passage["text"]) for passage in shown["passages"]]
        for begins, grade in rows:
            assert any(begins in text for text in texts[name]), (name, begins)
            assert grade == 0 or name in qrels[topic], (topic, name)
CHECK
}

@test "HTML, DOCX and ODT samples are what the tool makes of their texts" {
    for file in corpus/*.html corpus/*.docx corpus/*.odt; do
        python3 tools/corpus_formats.py --out "$BATS_TEST_TMPDIR" "$file"
        cmp "$file" "$BATS_TEST_TMPDIR/${file#corpus/}"
    done
}

@test "make demo: transport diplomacy in four languages, the first three of grade 2 or 3" {
    grep -o -- '--exclude.* corpus$' Makefile | xargs daftar-index -q
    daftar-search --format json transport diplomacy >"$BATS_TEST_TMPDIR/hits"
    python3 - "$BATS_TEST_TMPDIR/hits" <<'CHECK'
import json, passages, sys
hits = json.load(open(sys.argv[1], encoding="utf-8"))["hits"]
grades = passages.grades_of(hits, passages.read_judgements("corpus/passages.tsv")["1"])
assert len(hits) == 10 and min(grades[:3]) >= 2, grades
assert len({hit["language"] for hit in hits}) >= 4, [hit["language"] for hit in hits]
assert all(hit["heading"] or hit["title"] for hit in hits)
CHECK
}

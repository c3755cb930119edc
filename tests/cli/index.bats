# index.bats: indexing, and bringing an index up to date.
load helpers

@test "a run is silent where stderr is no terminal, and says what it did with -v" {
    prints 0 '' daftar-index texts
    rm -r index
    prints 0 '4 added, 0 changed, 0 unchanged, 0 removed; 4 passages of 0.0 MB' daftar-index -v texts
    prints 0 '0 added, 0 changed, 4 unchanged, 0 removed; 0 passages of 0.0 MB' daftar-index -v texts
    prints 0 '' daftar-index -q texts
}

@test "the index is -i, else DAFTAR_INDEX, else in the user's data directory" {
    daftar-index -i one texts
    [ -f one/manifest ]
    [ ! -e index ]
    daftar-index texts
    [ -f index/manifest ]
    unset DAFTAR_INDEX
    XDG_DATA_HOME=$PWD/data daftar-index texts
    [ -f data/daftar/index/manifest ]
    daftar-index texts
    [ -f home/.local/share/daftar/index/manifest ]
    found 'aral.md#1' irrigation
}

@test "options may be joined to their values, and end at --" {
    daftar-index -ione texts
    [ -f one/manifest ]
    daftar-index --index=two -- texts
    [ -f two/manifest ]
    mv texts -- -texts
    prints 2 'daftar-index: -texts: no such option (try --help)' daftar-index -texts
    counts 4 0 0 0 -i three -- -texts
}

@test "only what changed is indexed again" {
    counts 4 0 0 0 texts
    text aral.md '# The Aral Sea' 'Saxaul trees hold the sand of the dry sea bed.'
    counts 0 1 3 0 texts
    found 'aral.md#1' saxaul
    found '' cotton
}

@test "a touched file is not indexed again, nor looked at twice" {
    counts 4 0 0 0 texts
    touch -d '+1 hour' texts/aral.md
    run daftar-index -v texts
    [ "$output" = '0 added, 0 changed, 4 unchanged, 0 removed; 0 passages of 0.0 MB' ]
    found 'aral.md#1' cotton
    touch texts/rail/*
    counts 0 0 4 0 texts
    found_set 'rail/railways.md#1 rail/ru.md#1 rail/uz.md#1' path:rail
}

@test "a file of the same size whose time was put back has changed" {
    counts 4 0 0 0 texts
    cp -p texts/aral.md before
    sed 's/cotton/barley/' before >after
    touch -r before after
    cp -p after texts/aral.md
    counts 0 1 3 0 texts
    found 'aral.md#1' barley
    tar -cf archive.tar -C texts aral.md
    cp -p before texts/aral.md
    counts 0 1 3 0 texts
    tar -xf archive.tar -C texts
    counts 0 1 3 0 texts
    found 'aral.md#1' barley
    counts 0 0 4 0 texts
}

@test "a file that changes again within a moment has changed" {
    for word in barley melons apples; do
        sed -i "s/cotton/$word/" texts/aral.md
        daftar-index -q texts
        sed -i "s/$word/cotton/" texts/aral.md
        daftar-index -q texts
        found 'aral.md#1' cotton
    done
}

@test "what vanished is removed" {
    counts 4 0 0 0 texts
    rm texts/aral.md
    counts 0 0 3 1 texts
    found '' cotton
    rm -r texts/rail
    counts 0 0 0 3 texts
    prints 1 '' daftar-search --format tsv railway
    text aral.md '# The Aral Sea' 'Cotton.'
    counts 1 0 0 0 texts
    found 'aral.md#1' cotton
}

@test "a renamed file is found under its new name alone" {
    counts 4 0 0 0 texts
    mv texts/aral.md texts/sea.md
    counts 1 0 3 1 texts
    found 'sea.md#1' cotton
    mv texts/rail texts/roads
    counts 3 0 1 3 texts
    found 'roads/railways.md#1' railway
}

@test "only what vanished from the directories given is removed" {
    mkdir other
    echo 'Barley grows in the valley.' >other/barley.txt
    counts 4 0 0 0 texts
    counts 1 0 0 0 other
    rm texts/aral.md other/barley.txt
    counts 0 0 0 1 other
    found 'aral.md#1' cotton
    counts 0 0 3 1 texts
    found '' cotton
}

@test "a directory is the same however it is named" {
    counts 4 0 0 0 texts
    counts 0 0 4 0 texts/
    counts 0 0 4 0 ./texts/../texts
    counts 0 0 4 0 "$PWD/texts"
    ln -s texts link
    counts 0 0 4 0 link
}

@test "--exclude matches names and paths, and takes out what was in" {
    counts 2 0 0 0 --exclude 'u*.md' --exclude ru.md texts
    found_set 'aral.md#1 rail/railways.md#1' lang:en
    rm -r index
    counts 1 0 0 0 --exclude 'rail/*' texts
    rm -r index
    counts 1 0 0 0 --exclude rail texts
    rm -r index
    counts 3 0 0 0 --exclude aral.md --exclude '*.bak' texts
    counts 1 0 3 0 texts
    counts 0 0 3 1 --exclude 'a*' texts
}

@test "hidden files and directories are left out, unknown formats are counted" {
    mkdir texts/.git
    echo 'Hidden words.' >texts/.hidden.txt
    echo 'Hidden words.' >texts/.git/a.txt
    echo 'Unknown words.' >texts/a.xyz
    echo 'Unknown words.' >texts/noextension
    prints 0 '4 added, 0 changed, 0 unchanged, 0 removed; 4 passages of 0.0 MB; 2 of unknown format' \
        daftar-index -v texts
    found '' words
}

@test "links are followed, loops of links end" {
    mkdir elsewhere
    echo 'Elsewhere is a place.' >elsewhere/e.txt
    ln -s ../../elsewhere texts/rail/out
    ln -s .. texts/rail/up
    ln -s loop texts/loop
    ln -s /nowhere/at/all texts/dangling.txt
    mkfifo texts/pipe.txt
    counts 5 0 0 0 texts
    found 'rail/out/e.txt#1' elsewhere
}

@test "two directories whose names collide are refused, --name sets them apart" {
    mkdir -p other/rail
    echo 'Another railway.' >other/rail/railways.md
    echo 'Nothing collides here.' >other/own.md
    counts 4 0 0 0 texts
    prints 2 "daftar-index: rail/railways.md: already indexed from $PWD/texts: give this directory a --name" \
        daftar-index other
    found '' collides
    found 'rail/railways.md#1' railway
    counts 2 0 0 0 --name laws other
    found_set 'laws/rail/railways.md#1 rail/railways.md#1' railway
    found 'laws/rail/railways.md#1' railway path:laws
    counts 0 0 4 0 texts
    counts 0 0 2 0 --name laws other
    rm other/own.md
    counts 0 0 1 1 --name laws other
}

@test "single files go by their base name, and are kept apart from directories" {
    counts 1 0 0 0 texts/rail/railways.md
    found 'railways.md#1' railway
    counts 0 0 1 0 texts/rail/railways.md
    counts 4 0 0 0 texts
    found_set 'rail/railways.md#1 railways.md#1' railway
    cp texts/aral.md railways.md
    prints 1 "daftar-index: railways.md: already indexed from $PWD/texts/rail/railways.md: give this file a --name" \
        daftar-index railways.md
    counts 1 0 0 0 --name mine railways.md
    found_set 'aral.md#1 mine/railways.md#1' cotton
}

@test "several directories and files in one run" {
    mkdir other
    echo 'Barley grows in the valley.' >other/barley.txt
    echo 'Millet grows on the slope.' >millet.txt
    counts 6 0 0 0 texts other millet.txt
    found 'millet.txt#1' millet
    counts 0 0 6 0 millet.txt other texts
}

@test "one worker and many make the same index" {
    for i in $(seq 40); do
        text "many-$i.md" "# Number $i" "Station $i lies on the railway between two towns."
    done
    daftar-index -i one -j 1 texts
    daftar-index -i many -j 8 texts
    for query in railway station 'station 7' '"railway between"' transport; do
        daftar-search -i one --expand none -n 100 --format trec "$query" | cut -d' ' -f3,5 | sort >a
        daftar-search -i many --expand none -n 100 --format trec "$query" | cut -d' ' -f3,5 | sort >b
        [ -s a ]
        diff a b
    done
}

@test "an index of nothing is an index" {
    mkdir empty
    counts 0 0 0 0 empty
    prints 1 '' daftar-search --format tsv anything
    run daftar-index --status
    [ "${lines[0]}" = 'articles: 0' ]
    prints 0 '' daftar-index --verify
}

@test "two runs at once: the second is refused, or waits" {
    mkfifo gate
    daftar-index texts
    python3 - "$DAFTAR_INDEX/lock" <<'END' &
import fcntl, struct, sys, time
lock = open(sys.argv[1], "r+")
fcntl.fcntl(lock, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))  # F_OFD_SETLK
open("gate", "w").close()
time.sleep(2)
END
    local holder=$!
    cat gate
    run daftar-index texts
    [ "$status" = 2 ]
    [[ $output == *'is being written by'*'try again or use --wait' ]]
    run daftar-search --format tsv cotton
    [ "$status" = 0 ]
    prints 0 '' daftar-index --wait texts
    wait $holder
}

@test "headings of one file do not reach into the next" {
    mkdir plain
    printf '# Chapter\n\n## Section\n\nFirst words of barley.\n' >plain/a.md
    printf 'Second words of barley.\n' >plain/b.txt
    printf '## Another\n\nThird words of barley.\n' >plain/c.md
    daftar-index -j 1 plain
    daftar-search --expand none --format tsv barley | cut -f3,8 | sort >got
    printf 'a.md\tChapter > Section\nb.txt\t\nc.md\tAnother\n' | diff - got
}

# readers.bats: readers that a user adds, scanned pages, and the limits of reading, from the command line.
load helpers

configure() { # LINE...
    export XDG_CONFIG_HOME="$PWD/config"
    mkdir -p config/daftar
    printf '%s\n' "$@" >config/daftar/config
}

@test "a reader of the user's, that prints text, or HTML, from its input or a file" {
    configure '# mine' '' 'reader .abc = tr a-z A-Z' 'reader .page = sed "s/.*/<html><h1>&<\/h1><p>Rice here./" %f'
    echo 'salom barley' >texts/a.abc
    echo 'Millet' >texts/b.page
    prints 0 '' daftar-index texts
    found 'a.abc#1' BARLEY
    found 'b.page#1' rice
    run daftar-search --format tsv rice
    [[ $output == *$'\t'Millet$'\t'* ]]
    run daftar-search --format tsv format:abc
    [[ $output == *a.abc* ]]
    daftar-index --show texts/a.abc | grep -q '"text":"SALOM BARLEY"'
}

@test "a command is no shell, and may be missing, fail, hang or print without end" {
    configure 'reader .one = echo "$(id)" ; rm -rf x' 'reader .two = daftar-no-such-program' 'reader .three = false' \
        'reader .four = sleep 60' 'reader .five = yes'
    for ending in one two three four five; do echo x >"texts/x.$ending"; done
    sleep 0.05 # a file that changed a moment before is read again
    run daftar-index --reader-seconds 5 --reader-output 1 texts
    [ "$status" = 1 ]
    [[ $output == *'x.two: daftar-no-such-program is not installed'* ]]
    [[ $output == *'x.three: false could not read it (exit code 1)'* ]]
    [[ $output == *'x.four: sleep took longer than 5 s'* ]]
    [[ $output == *'x.five: yes printed more than 1 MiB'* ]]
    daftar-index --show texts/x.one | grep -qF '"text":"$(id) ; rm -rf x"'
    found 'aral.md#1' cotton
    # What failed is not tried again; what a program was missing for is.
    configure 'reader .two = cat' 'reader .four = cat'
    echo barley >texts/x.two
    run daftar-index texts
    [ "$status" = 1 ]
    [[ $output == *'x.four: sleep took longer than 5 s'* ]]
    found 'x.two#1' barley
}

@test "a configuration that makes no sense is named by file and line" {
    local file="$PWD/config/daftar/config"
    echo x >texts/a.abc
    refuses() { # LINE WHAT
        configure '' "$1"
        prints 2 "daftar-index: $file:2: $2" daftar-index texts
        prints 2 "daftar-index: $file:2: $2" daftar-index --show texts/a.abc
    }
    refuses 'reader = cat' 'reader : not an extension in small letters, such as .djvu'
    refuses 'reader .A/b = cat' 'reader .A/b: not an extension in small letters, such as .djvu'
    refuses 'reader .abc =' 'reader .abc: no program'
    refuses 'reader .abc = "" x' 'reader .abc: no program'
    refuses 'reader .abc = cat "x' 'reader .abc: a quote that does not end'
    refuses "reader .abc = $(seq -s' ' 100)" 'reader .abc: more words than a command may have'
    refuses 'reader .abc cat' 'not of the form `option = value`'
    printf 'reader .abc = c\1at\n' >config/daftar/config
    prints 2 "daftar-index: $file:1: control characters" daftar-index texts
    head -c 3000 /dev/urandom >config/daftar/config
    run daftar-index texts
    [ "$status" = 2 ]
    [ "${#lines[@]}" = 1 ]
}

# hostile NAME OBJECT...: a PDF of these objects.
hostile() {
    local name=$1
    shift
    { echo '%PDF-1.4'; printf '%s\n' "$@"; echo 'trailer<</Root 1 0 R>>'; echo '%%EOF'; } >"texts/$name.pdf"
}

@test "PDFs without end: pages in pages, forms in forms, a million pages that are not there" {
    local root='1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj'
    local page='3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj'
    hostile kids "$root" '2 0 obj<</Type/Pages/Count 9000000/Kids[2 0 R 2 0 R 2 0 R]>>endobj'
    hostile count "$root" '2 0 obj<</Type/Pages/Count 2000000/Kids[3 0 R]>>endobj' "$page" \
        '4 0 obj<</Length 9>>stream' 'q Q' 'endstream endobj'
    hostile forms "$root" '2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj' "$page" \
        '4 0 obj<</Length 20>>stream' '/X Do /X Do /X Do' 'endstream endobj' \
        '5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>/Length 20>>stream' \
        '/Y Do /X Do /Y Do' 'endstream endobj' \
        '6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>/Length 20>>stream' \
        '/X Do /Y Do /X Do' 'endstream endobj'
    hostile length "$root" '2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj' "$page" '4 0 obj<</Length 4 0 R>>stream' 'endobj'
    echo 'sorghum' >texts/z.txt
    run timeout 120 daftar-index --reader-seconds 5 texts
    [ "$status" = 1 ]
    for name in kids count forms length; do # each is named, or has nothing in it
        [[ $output == *"$name.pdf: "* ]] || daftar-index --show "texts/$name.pdf" | grep -q '"passages":\[\]'
    done
    found 'z.txt#1' sorghum
    found 'aral.md#1' cotton
}

@test "a reader that hangs keeps no other file from being indexed and found" {
    printf '%s\n' '#!/bin/sh' 'until [ -e found ]; do sleep 0.1; done' 'echo The reader got there after all.' >hang
    chmod +x hang
    configure "reader .hang = $PWD/hang"
    echo x >texts/a.hang
    for i in $(seq 60); do echo "Barley number $i." >"texts/b$i.txt"; done
    # The reader waits until the others are found, which must be while it waits.
    daftar-index -j 2 texts 2>err 3>&- &
    local indexing=$! all=no
    until [ "$all" = 60 ] || ! kill -0 $indexing 2>/dev/null; do
        sleep 0.1
        all=$(daftar-search --format tsv -n 100 barley 2>/dev/null | wc -l)
    done
    [ "$(daftar-search --expand none --format tsv reader | wc -l)" = 0 ]
    touch found
    wait $indexing
    [ "$all" = 60 ]
    [ ! -s err ]
    found 'a.hang#1' reader
    prints 0 '' daftar-index --verify
}

# stretched GAP WORDS Y: a line of a PDF with its words so far apart.
stretched() {
    echo "BT /F1 12 Tf $1 Tw 70 $3 Td ($2) Tj ET"
}

@test "words of a stretched line stay in their order, cells of a table in theirs" {
    python3 "$SOURCE/tests/cli/pdf.py" "$(
        stretched 0 'The line above the heading is one of the text and reaches its edge so' 760
        stretched 139.16 'TRANSPORT DIPLOMACY AND' 700
        stretched 166.82 'REGIONAL TRADE IN' 685
        stretched 368.31 'CENTRAL ASIA' 670
        stretched 0 'The railways of the region carry more freight each year than the roads.' 640
    )" "$(
        for row in '700 Barley grown much' '685 Rice grown little' '670 Millet bought never'; do
            set -- $row
            echo "BT /F1 12 Tf 70 $1 Td ($2) Tj 200 0 Td ($3) Tj 150 0 Td ($4) Tj ET"
        done
    )" >a.pdf
    daftar-index --show a.pdf | grep -qF 'TRANSPORT DIPLOMACY AND\nREGIONAL TRADE IN\nCENTRAL ASIA'
    daftar-index --show a.pdf | grep -qF 'Barley | grown | much'
    daftar-index --show a.pdf | grep -qF 'Rice | grown | little'
}

@test "a small figure of a formula is no footnote, a note below the text is one" {
    page() { # SMALL
        python3 "$SOURCE/tests/cli/pdf.py" "BT /F1 12 Tf 70 700 Td (The rivers of the region fall by a third, as the model says.) Tj ET
            BT /F1 12 Tf 70 330 Td (The model has one term for the snow and one for the rain.) Tj ET
            BT /F1 7 Tf 200 300 Td ($1) Tj ET BT /F1 12 Tf 70 270 Td (The term for snow is the larger one.) Tj ET"
    }
    page 2 >a.pdf
    page '2 As measured at the gauge.' >b.pdf
    daftar-index --show a.pdf >a
    daftar-index --show b.pdf >b
    [ "$(grep -o '"start"' a | wc -l)" = 1 ]
    [ "$(grep -o '"start"' b | wc -l)" = 3 ]
}

@test "compressed files are opened one level deep" {
    echo '<html><p>Barley in a page.</p>' | gzip >texts/page.html.gz
    echo 'Millet in a text.' | gzip >texts/text.gz
    gzip -c texts/text.gz >texts/twice.gz
    python3 -c 'import zipfile; z = zipfile.ZipFile("texts/in.zip", "w"); z.writestr("a.txt", "Sorghum."); z.writestr("b.md", "# Rice")'
    prints 1 'daftar-index: twice.gz: a container inside a container' daftar-index texts
    found 'page.html.gz#1' barley
    found 'text.gz#1' millet
    found 'in.zip#1' sorghum
}

@test "Word's old format is read by antiword or catdoc, and without them says so" {
    mkdir bin none
    printf '#!/bin/sh\necho "Barley, said antiword."; cat\n' >bin/antiword
    chmod +x bin/antiword
    echo 'old words' >texts/a.doc
    run env PATH="$PWD/none" "$BUILD/daftar-index" texts
    [ "$status" = 1 ]
    [[ $output == 'daftar-index: a.doc: is read by antiword or catdoc, and neither is installed' ]]
    PATH="$PWD/bin:$PATH" prints 0 '' daftar-index texts # tried again, since a program was missing
    found 'a.doc#1' barley
}

@test "a page that has a title and nothing else is found by it" {
    echo '<html><head><title>Sorghum and the harvest</title></head><body></body></html>' >texts/t.html
    daftar-index texts
    found 't.html#1' sorghum
    prints 0 '' daftar-index --verify
}

# Two pages as pictures: barley.pgm, rice.pgm.
draw_pages() {
    command -v pdftoppm >/dev/null || skip 'no pdftoppm'
    python3 "$SOURCE/tests/cli/scan.py" a.pdf 'The harvest of barley in the northern valley' 'was larger than in the year before.'
    python3 "$SOURCE/tests/cli/scan.py" b.pdf 'Farmers near the river grow rice and cotton' 'where canals bring water in summer.'
    pdftoppm -r 150 -gray -singlefile a.pdf barley
    pdftoppm -r 150 -gray -singlefile b.pdf rice
}

@test "a scanned PDF is named as scanned, and what it can be read with" {
    draw_pages
    python3 "$SOURCE/tests/cli/scan.py" texts/scan.pdf --pictures barley.pgm rice.pgm
    local says='daftar-index: scan.pdf: is scanned: 2 pages without a text layer (--ocr reads them)'
    prints 1 "$says" daftar-index texts
    prints 1 "$says" daftar-index texts
    run daftar-index --status
    [[ $output == *'could not be read: scan.pdf'* ]]
    # Without Tesseract: what to install.
    mkdir few
    for program in pdftoppm env; do ln -s "$(command -v $program)" few/; done
    run env PATH="$PWD/few" "$BUILD/daftar-index" --ocr --show texts/scan.pdf
    [ "$status" = 2 ]
    [[ $output == *'is scanned: install tesseract-ocr to have it read' ]]
}

@test "pages that are pictures beside others are said to be left out" {
    draw_pages
    python3 "$SOURCE/tests/cli/scan.py" texts/both.pdf --both rice.pgm
    prints 0 'daftar-index: both.pdf: page 2 is a picture without text and left out (--ocr reads them)' daftar-index texts
    found 'both.pdf#1' page text
    daftar-index --show texts/both.pdf | grep -q '"skipped":"page 2 is a picture without text"'
    python3 "$SOURCE/tests/cli/scan.py" texts/both.pdf --both rice.pgm barley.pgm rice.pgm
    prints 0 'daftar-index: both.pdf: pages 2-4 are pictures without text and left out (--ocr reads them)' daftar-index texts
}

@test "a PDF with some scanned pages is read again once --ocr is given, and then no more" {
    command -v tesseract >/dev/null || skip 'no tesseract'
    tesseract --list-langs | grep -qx eng || skip 'no English for tesseract'
    draw_pages
    python3 "$SOURCE/tests/cli/scan.py" texts/both.pdf --both barley.pgm
    cp texts/both.pdf single.pdf
    added() { daftar-index -v "$@" 2>&1 | grep -o '[0-9]* added, [0-9]* changed, [0-9]* unchanged'; }
    run added texts
    [ "$output" = '5 added, 0 changed, 0 unchanged' ]
    found '' barley
    [ "$(added texts)" = '0 added, 0 changed, 5 unchanged' ]
    [ "$(added --ocr texts)" = '0 added, 1 changed, 4 unchanged' ]
    run daftar-search --format tsv barley
    [[ $output == *$'both.pdf\t'* ]]
    [ "$(added --ocr texts)" = '0 added, 0 changed, 5 unchanged' ]
    [ "$(added single.pdf)" = '1 added, 0 changed, 0 unchanged' ]
    [ "$(added --ocr single.pdf)" = '0 added, 1 changed, 0 unchanged' ]
    [ "$(added --ocr single.pdf)" = '0 added, 0 changed, 1 unchanged' ]
    prints 0 '' daftar-index --verify
}

@test "scanned pages are read with --ocr, in their place" {
    command -v tesseract >/dev/null || skip 'no tesseract'
    tesseract --list-langs | grep -qx eng || skip 'no English for tesseract'
    draw_pages
    python3 "$SOURCE/tests/cli/scan.py" texts/scan.pdf --pictures barley.pgm rice.pgm
    python3 "$SOURCE/tests/cli/scan.py" texts/both.pdf --both rice.pgm
    run daftar-index texts # what failed without is tried again with it
    [ "$status" = 1 ]
    rm texts/both.pdf
    daftar-index texts 2>/dev/null || true
    python3 "$SOURCE/tests/cli/scan.py" texts/both.pdf --both rice.pgm
    prints 0 '' daftar-index --ocr texts
    run daftar-search --format tsv harvest barley
    [[ $output == *$'scan.pdf\t1\ten\t1\t'* ]]
    daftar-index --ocr --show texts/both.pdf >shown
    python3 - shown <<'END'
import json, sys
shown = json.load(open(sys.argv[1]))
text = " ".join(p["text"] for p in shown["passages"])
assert text.index("first page") < text.index("rice and cotton"), text
assert shown["skipped"] is None, shown["skipped"]
END
}

@test "one document in three languages becomes the same passages, but for one section in twenty" {
    local folder="$SOURCE/../shared/data/files/wb-uzbek-html"
    [ -d "$folder" ] || skip 'no ../shared/data'
    command -v python3 >/dev/null || skip 'no python3'
    python3 - "$folder" <<'END'
import glob, itertools, json, subprocess, sys
def sections(article):
    """Of each section, how many paragraphs stand in each of its passages."""
    return [[passage["text"].count("\n\n") for passage in section]
            for _, section in itertools.groupby(article["passages"], lambda passage: passage["heading"])]
alike = split = 0
for name in sorted(glob.glob(sys.argv[1] + "/*_en.html")):
    shown = [json.loads(subprocess.check_output(["daftar-index", "--show", name[:-7] + code + ".html"]))
             for code in ("en", "ru", "uz")]
    levels = [[(heading["level"]) for heading in article["headings"]] for article in shown]
    assert levels[0] == levels[1] == levels[2], name
    counts = [len(article["passages"]) for article in shown]
    assert max(counts) - min(counts) <= 1, (name, counts)
    for article, code in zip(shown, ("en", "ru", "uz")):
        assert {passage["language"] for passage in article["passages"]} == {code}, (name, code)
    for one in zip(*map(sections, shown), strict=True):
        split += max(map(len, one)) > 1
        alike += max(map(len, one)) > 1 and one[0] == one[1] == one[2]
assert split >= 50 and alike * 20 >= split * 19, (alike, split)
END
}

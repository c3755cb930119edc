# analyze.bats: what daftar-analyze makes of text.
load helpers

@test "a line a token: start, end, surface, language, term" {
    printf 'The railways of Asia.' | daftar-analyze --lang en >got
    printf '0\t3\tThe\ten\tthe\n4\t12\trailways\ten\trailway\n13\t15\tof\ten\tof\n16\t20\tAsia\ten\tasia\n' | diff got -
}

@test "offsets are bytes of the text, also through what was mended" {
    printf 'темир йўл\n' | daftar-analyze --lang uz | cut -f1-3 >got
    printf '0\t10\tтемир\n11\t17\tйўл\n' | diff got -
    printf 'сотрудни\302\255чество' | daftar-analyze --lang ru | cut -f1,2,5 | diff - <(printf '0\t30\tсотрудничеств\n')
    printf 'транспорт-\nный путь' | daftar-analyze --lang ru | cut -f1,2,5 | head -1 | diff - <(printf '0\t26\tтранспортн\n')
    printf 'трансп\302\255орт' | daftar-analyze --lang ru | cut -f1,2,5 | diff - <(printf '0\t20\tтранспорт\n')
}

@test "--words gives one line a line, in order" {
    printf "сотрудничества\n\nrailway routes\n  \n!?\nkitoblar\tx\r\n" | daftar-analyze --words >got
    [ "$(wc -l <got)" = 6 ]
    [ "$(awk -F'\t' 'NF != 4' got)" = '' ]
    sed -n 1p got | cut -f1-3 | diff - <(printf 'сотрудничества\tru\tсотрудничеств\n')
    sed -n 2p got | diff - <(printf '\tund\t\t\n')
    sed -n 3p got | cut -f1-3 | diff - <(printf 'railway routes\ten\trailway rout\n')
    printf 'last line without end' | daftar-analyze --words | wc -l | grep -qx 1
    printf '' | daftar-analyze --words | wc -l | grep -qx 0
}

@test "--words --lang takes the language as given" {
    printf 'kitoblar\n' | daftar-analyze --words --lang uz | cut -f1-3 | diff - <(printf 'kitoblar\tuz\tkitob\n')
    printf 'kitoblar\n' | daftar-analyze --lang en --words | cut -f2 | diff - <(echo en)
}

@test "--detect gives code and confidence of every line" {
    printf '%s\n' 'Темир йўл қурилиши давом этмоқда' 'The railways of Asia were built in the last century' '' 12345 \
        'Страны региона развивают сотрудничество' | daftar-analyze --detect >got
    cut -f1 got | paste -sd' ' | diff - <(echo 'uz en und und ru')
    [ -z "$(awk -F'\t' 'NF != 2 || $2 < 0 || $2 > 1' got)" ]
}

@test "any bytes give as many lines as they have" {
    head -c 300000 /dev/urandom | tr '\0' x >noise
    lines=$(wc -l <noise)
    tail -c1 noise | cmp -s - <(echo) || lines=$((lines + 1))
    for mode in --words --detect; do
        daftar-analyze $mode <noise >got
        [ "$(wc -l <got)" = "$lines" ]
    done
    daftar-analyze <noise >got
    awk -F'\t' 'NF != 5 { exit 1 }' got
}

@test "nothing in, nothing out; bad arguments are errors" {
    prints 0 '' daftar-analyze </dev/null
    prints 2 'daftar-analyze: xx: not the code of a known language (en ru uz kk ky tg tk kaa ...)' \
        bash -c 'echo x | daftar-analyze --lang xx'
    prints 2 'daftar-analyze: file.txt: text is read from standard input, not from arguments' daftar-analyze file.txt
    prints 2 'daftar-analyze: --nope: no such option (try --help)' daftar-analyze --nope
}

@test "a word of 10 MB, a million combining marks" {
    head -c 10000000 /dev/zero | tr '\0' a | timeout 20 daftar-analyze >got
    [ -s got ]
    { printf a; yes $'\u0301' | head -100000 | tr -d '\n'; } | timeout 20 daftar-analyze --lang en >got
    { printf a; yes $'\u0301' | head -100000 | tr -d '\n'; } | timeout 20 daftar-analyze --words | wc -l | grep -qx 1
}

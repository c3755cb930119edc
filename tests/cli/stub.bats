# stub.bats: an index that is a list of others; a list from outside runs nothing and reads nothing else.
load helpers

two_indexes() {
    mkdir more
    echo 'Barley and cotton grow side by side.' >more/b.txt
    daftar-index -i one texts
    daftar-index -i two more
}

@test "a stub lists directories, comments and empty lines" {
    two_indexes
    printf '# shards\n\none\n  two\r\n' >stub
    found_set 'aral.md#1 b.txt#1' -i stub cotton
    mkdir elsewhere
    printf '../one\n%s/two\n' "$PWD" >elsewhere/stub
    found_set 'aral.md#1 b.txt#1' -i elsewhere/stub cotton
}

@test "a stub may not run programs, nor name anything but indexes" {
    two_indexes
    for line in 'remote :touch owned' 'remote :/usr/bin/touch owned' 'auto one/manifest' 'glass one' 'inmemory' '/etc/passwd' \
        'tcp:' 'tcp:host' 'tcp::80' 'tcp:host:0' 'tcp:host:99999' 'tcp:host:port' 'texts' 'nowhere' 'stub'; do
        echo "$line" >stub
        run daftar-search -i stub cotton
        [ "$status" = 2 ] || { echo "$line: $status $output"; false; }
        [ "${#lines[@]}" = 1 ]
    done
    [ ! -e owned ]
}

@test "a manifest names files of its own directory only" {
    two_indexes
    segment=$(ls one | grep -m1 '^seg-')
    for name in "../two/$(ls two | grep -m1 '^seg-')" /etc/passwd .hidden 'remote :touch owned'; do
        rm -rf bad
        cp -r one bad
        sed -i "s|^segment $segment|segment $name|" bad/manifest
        run daftar-search -i bad cotton
        [ "$status" = 2 ] || { echo "$name: $output"; false; }
    done
    [ ! -e owned ]
}

@test "a segment that is a stub of Xapian's is refused" {
    two_indexes
    segment=$(ls one | grep -m1 '^seg-')
    echo 'remote :touch owned' >"one/$segment"
    run daftar-search -i one cotton
    [ "$status" = 2 ]
    rm "one/$segment"
    mkdir "one/$segment"
    echo 'remote :touch owned' >"one/$segment/XAPIANDB"
    run daftar-search -i one cotton
    [ "$status" = 2 ]
    for command in --verify --compact --status; do
        run daftar-index -i one $command
        [ "$status" = 2 ]
    done
    run daftar-index -i one texts
    [ "$status" = 2 ]
    [ ! -e owned ]
}

# refuses NAME [COMMAND...]: what stands in the copy `bad` of an index is refused at once, in one line.
refuses() {
    local what=$1
    shift
    run timeout 60 "$@"
    [ "$status" = 2 ] && [ "${#lines[@]}" = 1 ] && [[ $output != *secret* ]] && return 0
    echo "$what: $* ended with $status: $output"
    return 1
}

@test "an index leads nowhere else by links, pipes or devices" {
    two_indexes
    text aral.md '# Aral' 'Another sea of cotton.' # something is dead
    daftar-index -i one texts
    [ "$(ls one | grep -c dead)" = 1 ]
    echo 'secret' >outside
    for name in manifest $(ls one | grep '^seg-'); do
        for kind in link pipe device; do
            rm -rf bad
            cp -r one bad
            mv "bad/$name" moved
            case $kind in
            link) ln -s "$PWD/moved" "bad/$name" ;; # the very same bytes, but elsewhere
            pipe) mkfifo "bad/$name" ;;
            device) ln -s /dev/zero "bad/$name" ;;
            esac
            refuses "$name $kind" daftar-search -i bad cotton
            refuses "$name $kind" daftar-index -i bad texts
            refuses "$name $kind" daftar-index -i bad --compact
            run timeout 60 daftar-index -i bad --verify
            [ "$status" = 2 ] || { echo "$name $kind: verify says $status: $output"; false; }
            rm moved
        done
    done
    for kind in link pipe; do
        rm -rf bad
        cp -r one bad
        rm -f bad/glossary.tsv
        case $kind in
        link) ln -s "$PWD/outside" bad/glossary.tsv ;;
        pipe) mkfifo bad/glossary.tsv ;;
        esac
        refuses "glossary $kind" daftar-search -i bad cotton
    done
}

@test "the list of a spread index names directories beside it only" {
    two_indexes
    daftar-index -i spread --shards 2 texts
    found 'aral.md#1' -i spread cotton
    for line in ../one "$PWD/one" tcp:127.0.0.1:1 ./shard-1 . .. link nowhere; do
        rm -rf bad
        cp -r spread bad
        ln -s ../one bad/link
        echo "$line" >>bad/shards
        refuses "$line" daftar-search -i bad cotton
    done
    rm bad/shards
    ln -s ../stub bad/shards
    echo "$PWD/one" >stub
    refuses 'a link for a list' daftar-search -i bad cotton
    rm bad/shards
    mkfifo bad/shards
    refuses 'a pipe for a list' daftar-search -i bad cotton
    run timeout 60 daftar-index -i bad texts
    [ "$status" = 2 ]
    [ "${#lines[@]}" = 1 ]
}

@test "a link in an index is not written through" {
    daftar-index -i one texts
    echo mine >outside
    printf 'domain\ten\tru\tuz\tuz-Cyrl\tkk\tky\ttg\ttk\tkaa\nfarm\tbarley\tячмень\t\t\t\t\t\t\t\n' >glossary
    for name in manifest.tmp glossary.tsv.tmp scratch-1 seg-2-1 seg-2-1.tmp seg-2-0; do ln -s "$PWD/outside" "one/$name"; done
    text new.md '# New' 'Barley.'
    prints 0 '' daftar-index -i one --glossary glossary texts
    [ "$(cat outside)" = mine ]
    prints 0 '' daftar-index -i one --verify
    [ -z "$(find one -type l)" ]
    rm one/lock
    ln -s "$PWD/outside" one/lock
    refuses lock daftar-index -i one texts
    [ "$(cat outside)" = mine ]
}

@test "a server that is not there is named" {
    run timeout 20 daftar-search -i tcp:127.0.0.1:1 cotton
    [ "$status" = 2 ]
    [ "${#lines[@]}" = 1 ]
    [[ $output == *127.0.0.1* ]]
}

@test "binary noise and huge files are no stubs" {
    head -c 3000000 /dev/urandom >stub
    run daftar-search -i stub cotton
    [ "$status" = 2 ]
    [[ $output == 'daftar-search: stub: not a list of shards' ]]
    : >stub
    run daftar-search -i stub cotton
    [ "$status" = 1 ] || [ "$status" = 2 ]
}

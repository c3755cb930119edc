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

@test "a server that is not there is named" {
    run timeout 20 daftar-search -i tcp:127.0.0.1:1 cotton
    [ "$status" = 2 ] && [ "${#lines[@]}" = 1 ]
    [[ $output == *127.0.0.1* ]]
}

@test "binary noise and huge files are no stubs" {
    head -c 3000000 /dev/urandom >stub
    run daftar-search -i stub cotton
    [ "$status" = 2 ] && [[ $output == 'daftar-search: stub: not a list of shards' ]]
    : >stub
    run daftar-search -i stub cotton
    [ "$status" = 1 ] || [ "$status" = 2 ]
}

#!/usr/bin/env python3
"""abi.py: writes a C program that prints what compiled programs rely on: sizes, offsets and values in daftar.h.

usage: abi.py HEADER >abi.c      Its output and the exported symbols are compared with the record abi-N.txt.
       abi.py --compare OLD NEW  Says what a program that was compiled before would no longer find.
"""
import re
import sys

GROWS = 'options info hit field token progress'.split()  # structs that may get members at their end


def clean(header):
    text = re.sub(r'/\*.*?\*/', ' ', header, flags=re.S)
    return re.sub(r'^\s*#(?:[^\n]*\\\n)*[^\n]*$', '', text, flags=re.M)


def members(body):
    for declaration in filter(None, (part.strip() for part in body.split(';'))):
        callback = re.search(r'\(\*(\w+)\)', declaration)
        if callback:
            yield callback.group(1)
        else:
            for name in declaration.split(','):
                yield re.findall(r'\w+', name)[-1]


def program(header):
    text = clean(header)
    yield '#include "daftar.h"\n#include <stdio.h>\nint main(void)\n{'
    for name, body in re.findall(r'typedef struct (\w+) \{(.*?)\}', text, flags=re.S):
        yield f'    printf("struct {name} %zu\\n", sizeof({name}));'
        for member in members(body):
            yield (f'    printf("member {name}.{member} %zu %zu\\n", offsetof({name}, {member}), '
                   f'sizeof((({name} *)0)->{member}));')
    for body in re.findall(r'enum\s*\w*\s*\{(.*?)\}', text, flags=re.S):
        for value in filter(None, (part.split('=')[0].strip() for part in body.split(','))):
            yield f'    printf("value {value} %d\\n", (int){value});'
    yield '    return 0;\n}'


def read(path):
    """The record as {what it is: what is known of it}."""
    with open(path, encoding='utf-8') as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith('#')]
    return {(row[0], row[1]): row[2:] for row in rows}


def may_grow(name):
    return any(name.endswith('_' + word) for word in GROWS)


def differences(old, new):
    for key, value in old.items():
        kind, name = key
        if key not in new:
            yield f'gone: {kind} {name}'
        elif new[key] != value and not (kind == 'struct' and may_grow(name) and int(new[key][0]) > int(value[0])):
            yield f'changed: {kind} {name}: {" ".join(value)} was recorded, now {" ".join(new[key])}'
    for kind, name in new.keys() - old.keys():
        if kind == 'member' and ('struct', name.split('.')[0]) in old and not may_grow(name.split('.')[0]):
            yield f'added: {kind} {name}: this struct may not grow'


def main(arguments):
    if arguments[:1] == ['--compare'] and len(arguments) == 3:
        found = sorted(differences(read(arguments[1]), read(arguments[2])))
        print('\n'.join(found), end='\n' if found else '')
        return 1 if found else 0
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding='utf-8') as file:
        print('\n'.join(program(file.read())))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

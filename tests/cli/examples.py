#!/usr/bin/env python3
"""Runs the examples (`$ command`, then what it prints) of the README's console blocks and of the man pages, which stand as
strings in the programs' sources, and compares; scores may differ.

usage: examples.py [--update] FILE...    in the source directory, after `make demo`; --update writes what is printed now
"""
import re
import subprocess
import sys


def without_scores(text):
    return re.sub(r"\(\d+\.\d+\)", "(SCORE)", text)


def run(command):
    result = subprocess.run(command, shell=True, capture_output=True, text=True)
    return (result.stdout + result.stderr).rstrip()


def renew(text, wrong):
    """A block of examples with blank lines between them, as it should be."""
    parts = re.split(r"^\$ (.*)\n", "\n" + text + "\n", flags=re.M)
    out = []
    for command, shown in zip(parts[1::2], parts[2::2]):
        printed, shown = run(command), shown.strip("\n")
        if without_scores(shown) != without_scores(printed):
            wrong.append("$ %s\n%s\n--- but shown is\n%s" % (command, printed, shown))
        out.append(("$ %s\n%s" % (command, printed)).rstrip())
    return "\n\n".join(out)


def from_roff(line):
    line = line.replace('\\"', '"').replace("\\\\", "\\")
    return re.sub(r"\\&", "", line).replace("\\-", "-").replace("\\e", "\\")


def to_roff(line):
    line = line.replace("\\", "\\e").replace("-", "\\-")
    line = "\\&" + line if line[:1] in (".", "'") else line
    return line.replace("\\", "\\\\").replace('"', '\\"')


def renew_manual(match, wrong):
    lines = re.findall(r'^    "(.*)",$', match.group(2), flags=re.M)
    text = renew("\n".join(map(from_roff, lines)), wrong)
    return match.group(1) + "".join('    "%s",\n' % to_roff(line) for line in text.split("\n")) + match.group(3)


def main():
    update = "--update" in sys.argv
    wrong, count = [], 0
    for path in [name for name in sys.argv[1:] if name[:2] != "--"]:
        text = open(path, encoding="utf-8").read()
        if path.endswith(".md"):
            new = re.sub(r"(```console\n)(.*?)(\n```)",
                         lambda m: m.group(1) + renew(m.group(2), wrong) + m.group(3), text, flags=re.S)
            count += len(re.findall(r"^\$ ", text, flags=re.M))
        else:
            new = re.sub(r'(    "\.SH EXAMPLES",\n.*?    "\.nf",\n)(.*?)(    "\.fi",\n)',
                         lambda m: renew_manual(m, wrong), text, flags=re.S)
            count += len(re.findall(r'^    "\$ ', text, flags=re.M))
        if update and new != text:
            open(path, "w", encoding="utf-8").write(new)
    if wrong and not update:
        print("\n".join(wrong))
        print("(tests/cli/examples.py --update FILE... renews them)")
        return 1
    print("%d examples" % count)
    return 0


sys.exit(main())

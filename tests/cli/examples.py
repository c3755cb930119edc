#!/usr/bin/env python3
"""Runs the `$ command`s in the README's console blocks and compares what they print; scores may differ.

usage: readme.py [--update] README    in the source directory, after `make demo`; --update writes what is printed now
"""
import re
import subprocess
import sys


def without_scores(text):
    return re.sub(r"\(\d+\.\d+\)", "(SCORE)", text)


def main():
    update = "--update" in sys.argv
    path = sys.argv[-1]
    text = open(path, encoding="utf-8").read()
    wrong = []

    def run(block):
        command = block.group(1)
        printed = subprocess.run(command, shell=True, capture_output=True, text=True).stdout.rstrip()
        shown = block.group(2).strip("\n")
        if without_scores(shown) != without_scores(printed):
            wrong.append("$ %s\n%s\n--- but the README shows\n%s" % (command, printed, shown))
        return "```console\n$ %s\n%s\n```" % (command, printed)

    renewed = re.sub(r"```console\n\$ ([^\n]*)\n(.*?)```", run, text, flags=re.S)
    if update:
        open(path, "w", encoding="utf-8").write(renewed)
    elif wrong:
        print("\n".join(wrong))
        print("(tests/cli/readme.py --update README.md renews it)")
        return 1
    return 0


sys.exit(main())

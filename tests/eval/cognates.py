#!/usr/bin/env python3
"""Scores the cognate layer: do words of one sound meet, and only those?

usage: cognates.py [--analyze PROGRAM] [--glossary FILE] [--data DIR] [--at SIMILARITY] [--errors N]

  pairs       words of one concept of the glossary that look alike in a plain transliteration: how many
              are found by key, by similarity, by both (and what the other tool misses: --errors)
  candidates  words of the glossary sought among the stems of real texts; what is found is right if it
              looks like a word of the same concept, wrong if the word's concept has no such word
  sentences   words that look alike in two translations of one sentence: stems and forms as they occur
  buckets     how many stems share a key; a list is cut at 64

The transliteration is cruder than what it judges and knows nothing of endings: read the errors too.
"""
import argparse
import collections
import ctypes
import glob
import itertools
import os
import random
import re
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
COLUMNS = ["en", "ru", "uz", "uz", "kk", "ky", "tg", "tk", "kaa"]
SIB = {"en": "eng_Latn", "ru": "rus_Cyrl", "uz": "uzn_Latn", "kk": "kaz_Cyrl", "ky": "kir_Cyrl",
       "tg": "tgk_Cyrl", "tk": "tuk_Latn"}
WORD = re.compile(r"[^\W\d_]+(?:['ʻʼ‘’`][^\W\d_]+)*")
KEYS_MAX, KEY_MAX, BUCKET_MAX = 12, 8, 64

# ---- what is measured ----


class Keys(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_char * (KEYS_MAX * KEY_MAX)), ("lengths", ctypes.c_uint8 * KEYS_MAX),
                ("count", ctypes.c_uint8)]

    def strings(self):
        raw = bytes(self)
        return {raw[KEY_MAX * i:KEY_MAX * i + self.lengths[i]] for i in range(self.count)}


class Cognates:
    """The functions of analysis/cognate.h, compiled for the occasion."""

    def __init__(self, folder):
        path = os.path.join(folder, "cognate.so")
        sources = glob.glob(os.path.join(ROOT, "analysis/cognate*.c"))
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-O2", "-D_GNU_SOURCE", "-fPIC", "-shared", "-I" + ROOT]
                       + sources + ["-licuuc", "-lm", "-o", path], check=True)
        self.library = ctypes.CDLL(path)
        self.library.cognate_similarity.restype = ctypes.c_double
        self.library.cognate_similarity.argtypes = [ctypes.c_char_p, ctypes.c_size_t] * 2
        self.library.cognate_keys.argtypes = [ctypes.POINTER(Keys), ctypes.c_char_p, ctypes.c_size_t]
        self.library.cognate_probes.argtypes = [ctypes.POINTER(Keys)] + [ctypes.c_char_p, ctypes.c_size_t] * 2

    def keys(self, term):
        out, term = Keys(), term.encode()
        self.library.cognate_keys(out, term, len(term))
        return out.strings()

    def probes(self, form, term):
        out, form, term = Keys(), form.encode(), term.encode()
        self.library.cognate_probes(out, form, len(form), term, len(term))
        return out.strings()

    def similarity(self, word, term):
        return max(self.library.cognate_similarity(a.encode(), len(a.encode()), term.encode(), len(term.encode()))
                   for a in word)


def terms_of(program, words, language):
    words = sorted(words)
    run = subprocess.run([program, "--words", "--lang", language], input="\n".join(words) + "\n",
                         stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return {word: line.split("\t")[2].split()[-1] for word, line in zip(words, run.stdout.split("\n"))}


def sought(word, language, terms):
    """(form, term); the form of a language of two scripts is not to be had from outside."""
    term = terms[language][word]
    return (word.lower().replace("ё", "е") if language in ("en", "ru", "ky", "tg") else term, term)


# ---- what it is measured by ----

SOUNDS = dict(zip("абвгдежзийклмнопрстуфхцчшщыэёғқңөұүһіўҳӣӯҷәşçğñňüöäýžıáóúńǵxqw",
                  "abvgdejziyklmnoprstufhscccieogknouuhiohiujaccgnnuoayjiaoungkkv"))
SOUNDS.update({"ю": "yu", "я": "ya", "ъ": "", "ь": "", "x": "h", "q": "k", "w": "v", "ū": "u", "ĭ": "y"})
ENGLISH = [("sh", "ш"), ("ch", "ш"), ("ph", "f"), ("th", "t"), ("kh", "h"), ("ck", "k"), ("x", "ks"), ("qu", "kv"),
           ("tion", "sion"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k")]


def plain(word, language):
    word = re.sub("[ʻʼ'‘’`]", "", word.lower())
    if language in ("kk", "tk"):
        word = word.replace("y", "i") # ы; й is ĭ or ý
    for spelling, sound in ENGLISH if language == "en" else [("sh", "ш"), ("ch", "ш"), ("ts", "s"), ("тс", "s")]:
        word = word.replace(spelling, sound)
    word = "".join(SOUNDS.get(c, c) for c in word)
    for ending in ("iyasi", "iya", "ia", "sion", "ya", "y", "i", "a", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[:-len(ending)]
    return word


def alike(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        corner, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            corner, row[j] = row[j], min(corner + (x != y), row[j] + 1, row[j - 1] + 1)
    return 1 - row[-1] / max(len(a), len(b), 1)


def begins_alike(a, b):
    """b may go on: it is inflected."""
    return max(alike(a, b), alike(a, b[:len(a)]), alike(a, b[:len(a) + 1]))


def concepts_in(path):
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(cells) == 1 + len(COLUMNS):
            yield [[w for w in cell.split("|") if w] for cell in cells[1:]]


def single(words):
    return [w.lower() for w in words if w.isalpha() and len(w) >= 4 and not w.isupper()]


# ---- the measurements ----


def measure_pairs(options, cognates):
    pairs, words = set(), collections.defaultdict(set)
    for cells in concepts_in(options.glossary):
        firsts = [(lang, w) for lang, cell in zip(COLUMNS, cells) for w in single(cell[:1])]
        for (a, x), (b, y) in itertools.permutations(firsts, 2):
            if a != b and alike(plain(x, a), plain(y, b)) >= .7:
                pairs.add((a, x, b, y))
                words[a].add(x)
                words[b].add(y)
    terms = {lang: terms_of(options.analyze, w, lang) for lang, w in words.items()}
    for name, ours in (("en, ru and the others", True), ("the others", False)):
        tally(name, [(sought(x, a, terms), terms[b][y], (a, x, b, y)) for a, x, b, y in sorted(pairs)
                     if ours == bool({a, b} & {"en", "ru"})], options, cognates)


def tally(name, rows, options, cognates):
    missed, by_key, by_sound = [], 0, 0
    for word, term, shown in rows:
        key, sound = bool(cognates.probes(*word) & cognates.keys(term)), cognates.similarity(word, term)
        by_key += key
        by_sound += sound >= options.at
        if not key or sound < options.at:
            missed.append((*shown, *word, term, "key" if not key else "", "%.2f" % sound))
    count = max(len(rows), 1)
    print("  %-24s %6d  key %.3f  similarity %.3f  both %.3f"
          % (name, len(rows), by_key / count, by_sound / count, 1 - len(missed) / count))
    for row in random.Random(1).sample(missed, min(options.errors, len(missed))):
        print("      missed  ", *row)


def texts_of(options):
    return {lang: dict(line.rstrip("\n").split("\t", 1) for line in open(path, encoding="utf-8") if "\t" in line)
            for lang, name in SIB.items()
            for path in [os.path.join(options.data, "clir/sib200", name + ".tsv")] if os.path.exists(path)}


def lexicon_of(options, texts):
    """language -> stems of real texts and word lists."""
    words = {lang: set(WORD.findall(" ".join(t.values()))) for lang, t in texts.items()}
    for lang in ("uz", "kk", "ky", "tk", "kaa"):
        path = os.path.join(options.data, "words/frequency", lang + ".txt")
        if os.path.exists(path):
            words.setdefault(lang, set()).update(
                w for w in (line.split("\t")[0] for line in open(path, encoding="utf-8")) if WORD.fullmatch(w))
    return {lang: set(terms_of(options.analyze, w, lang).values()) for lang, w in words.items()}


def label(word, lang, relatives, candidate, of):
    """1: looks like a relative of the word; 0: like none; None: hard to say."""
    near = [r for r in relatives if alike(plain(word, lang), r) >= .6]
    if near:
        best = max(begins_alike(r, plain(candidate, of)) for r in near)
        return 1 if best >= .8 else 0 if best < .55 else None
    return 0 if all(alike(plain(word, lang), r) < .4 for r in relatives) else None


def measure_candidates(options, cognates, buckets):
    relatives = collections.defaultdict(set)
    for cells in concepts_in(options.glossary):
        for lang in (0, 1):
            for word in single(cells[lang]):
                for of, cell in zip(COLUMNS[2:], cells[2:]):
                    relatives[COLUMNS[lang], word] |= {plain(x, of) for w in cell for x in w.split()}
    chosen = random.Random(1).sample(sorted(relatives), min(3000, len(relatives)))
    terms = {lang: terms_of(options.analyze, {w for a, w in chosen if a == lang}, lang) for lang in ("en", "ru")}
    found = []
    for lang, word in chosen:
        pair = sought(word, lang, terms)
        candidates = set().union(*(buckets.get(key, set()) for key in cognates.probes(*pair)))
        for of, term in candidates:
            if of not in ("en", "ru", "ky"):  # the list of ky is full of Russian
                right = label(word, lang, relatives[lang, word], term, of)
                if right is not None:
                    found.append((len(word), right, cognates.similarity(pair, term), word, of, term))
    for name, least, most in (("5 letters and more", 5, 99), ("4 letters", 4, 4)):
        rows = [f for f in found if least <= f[0] <= most]
        for at in (.2, .4, .5, .7):
            kept = [f for f in rows if f[2] >= at]
            right = sum(f[1] for f in kept)
            print("  %-24s at %.2f  precision %.3f  recall %.3f"
                  % (name, at, right / max(len(kept), 1), right / max(sum(f[1] for f in rows), 1)))
        wrong = [f for f in rows if f[2] >= options.at and not f[1]]
        for row in random.Random(1).sample(wrong, min(options.errors, len(wrong))):
            print("      wrong   ", *row[3:], "%.2f" % row[2])


def measure_sentences(options, cognates, texts):
    words = {lang: {i: {w for w in WORD.findall(t) if len(w) >= 4} for i, t in rows.items()}
             for lang, rows in texts.items()}
    terms = {lang: terms_of(options.analyze, set().union(*rows.values()), lang) for lang, rows in words.items()}
    for a, b in itertools.permutations(texts, 2):
        if a not in ("en", "ru"):
            continue
        rows = []
        for i in sorted(set(words[a]) & set(words[b]))[::2]:
            for x in sorted(words[a][i]):
                best, y = max((begins_alike(plain(x, a), plain(y, b)), y) for y in words[b][i])
                if best >= .7:
                    rows.append((sought(x, a, terms), terms[b][y], (x, y)))
        tally("%s→%s" % (a, b), rows, options, cognates)


def buckets_of(lexicon, cognates):
    buckets = collections.defaultdict(set)
    for lang, terms in lexicon.items():
        for term in terms:
            for key in cognates.keys(term):
                buckets[key].add((lang, term))
    sizes = sorted(len({t for _, t in b}) for b in buckets.values())
    entries = sum(sizes)
    print("  %d keys, %d entries; more than 30: %d, more than %d: %d, lost to the cut %.4f; largest %s"
          % (len(sizes), entries, sum(s > 30 for s in sizes), BUCKET_MAX, sum(s > BUCKET_MAX for s in sizes),
             sum(max(s - BUCKET_MAX, 0) for s in sizes) / max(entries, 1), sizes[:-9:-1]))
    return buckets


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--analyze", default=os.path.join(ROOT, "build/daftar-analyze"))
    parser.add_argument("--glossary", default=os.path.join(ROOT, "data/glossary.tsv"))
    parser.add_argument("--data", default=os.path.join(ROOT, "../shared/data"))
    parser.add_argument("--at", type=float, default=.4, help="the similarity from which on two words are taken for one")
    parser.add_argument("--errors", type=int, default=0, help="show so many of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cognates = Cognates(folder)
        print("pairs")
        measure_pairs(options, cognates)
        if not os.path.isdir(options.data):
            print("skipped: no data at %s" % options.data)
            return
        texts = texts_of(options)
        print("buckets")
        buckets = buckets_of(lexicon_of(options, texts), cognates)
        print("candidates")
        measure_candidates(options, cognates, buckets)
        print("sentences")
        measure_sentences(options, cognates, texts)


if __name__ == "__main__":
    main()

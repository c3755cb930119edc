"""texts.py: what is indexed: real texts, and larger corpora made of their paragraphs."""
import collections
import json
import math
import random
import re
import shutil
import subprocess

from measure import ROOT, SHARED

FILE_PARAGRAPHS = 20  # of a made file
WORD = re.compile(r"[^\W\d_]{5,}")  # a word that may become another one


def unpack(place):
    """The speed data, else copies of corpus/; returns what it is."""
    archive = SHARED / "speed" / "ru-docs.tar.xz"
    place.mkdir()
    if archive.exists():
        subprocess.run(["tar", "-xf", archive, "-C", place], check=True)
        return "Russian Markdown"
    for i in range(60):
        shutil.copytree(ROOT / "corpus", place / str(i))
    return "60 copies of corpus/, for want of ../shared/data/speed"


def text_files(place):
    return sorted(f for f in place.rglob("*") if f.suffix in (".md", ".txt"))


def uzbek(build):
    """Uzbek from wherever there is some: passages of every file that has any, and the sets that are lines of text."""
    text = []
    for table in ("clir/uzlaw-dev/passages-notitle.uz.tsv", "clir/sib200/uzn_Latn.tsv"):
        if (SHARED / table).exists():
            lines = (SHARED / table).read_text().splitlines()
            text += [line.split("\t", 1)[-1].replace("  ", "\n\n") for line in lines]
    places = [ROOT / "corpus", SHARED / "files", SHARED / "real-article", SHARED / "clir/udhr"]
    for file in sorted(f for place in places if place.exists() for f in place.rglob("*") if f.is_file()):
        shown = subprocess.run([build / "daftar-index", "--show", file], capture_output=True, text=True)
        if shown.returncode == 0:
            text += [p["text"] for p in json.loads(shown.stdout)["passages"] if p["language"] == "uz"]
    return "\n\n".join(text)


def read_texts(files):
    return [f.read_text(errors="replace") for f in files]


class Growth:
    """Corpora of 1, 2, 4, 8 times the texts, of real paragraphs dealt anew. By itself that would add no word, and in life
    half the words of a new text are new: the vocabulary grows as a power of the text (Heaps), which the texts themselves
    tell by their halves. So in each copy as many of the rarest words as that asks for become other words, the beginning
    of one and the ending of another: their letters, endings and frequencies are those of real ones."""

    def __init__(self, texts, seed=2):
        self.random = random.Random(seed)
        self.paragraphs = [p for text in texts for p in re.split(r"\n\s*\n", text) if p.strip()]
        self.random.shuffle(self.paragraphs)
        counts = collections.Counter()
        half = 0
        for number, paragraph in enumerate(self.paragraphs):
            counts.update(w.lower() for w in WORD.findall(paragraph))
            if number == len(self.paragraphs) // 2:
                half = len(counts)
        self.exponent = math.log2(len(counts) / half)
        self.rarest = sorted(counts, key=lambda word: (counts[word], self.random.random()))
        self.known = set(counts)

    def new_words(self, copy):
        """What the rarest words of a copy become."""
        wanted = int(len(self.rarest) * (copy ** self.exponent - (copy - 1) ** self.exponent))
        words = {}
        for word in self.rarest[:wanted]:
            new = word
            while new in self.known:
                other = self.random.choice(self.rarest)
                new = word[: (len(word) + 1) // 2] + other[len(other) // 2:]
            self.known.add(new)
            words[word] = new
        return words

    def deal(self, copy):
        """The paragraphs of a copy, the first as they are."""
        words = self.new_words(copy) if copy > 1 else {}
        self.random.shuffle(self.paragraphs)
        return [WORD.sub(lambda found: words.get(found[0].lower(), found[0]), p) if words else p for p in self.paragraphs]

    def write(self, place, first, last):
        """Copies `first` to `last` as Markdown files with the fields that articles have."""
        for copy in range(first, last + 1):
            paragraphs = self.deal(copy)
            folder = place / f"copy-{copy}"
            folder.mkdir(parents=True)
            for number in range(0, len(paragraphs), FILE_PARAGRAPHS):
                text = "\n\n".join(paragraphs[number:number + FILE_PARAGRAPHS])
                chosen = self.random.randrange
                head = (f"# Обзор {copy}-{number}\n\n*{chosen(1, 29)} сентября {1995 + chosen(30)} г. Автор: "
                        f"{'АБВГДЕЖЗИК'[chosen(10)]}. {self.rarest[-1 - chosen(240)].title()}.*\n\n**Ключевые слова:** "
                        f"{', '.join(self.rarest[-1 - chosen(40)] for _ in range(4))}.\n\n")
                (folder / f"{number}.md").write_text(head + text + "\n")

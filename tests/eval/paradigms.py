#!/usr/bin/env python3
"""Scores a stemmer on forms that are made by rule: do the forms of a noun of the glossary meet the noun?

usage: paradigms.py [--glossary FILE] [--language CODE]... [--errors N] COMMAND [ARGUMENT...]

COMMAND is build/daftar-analyze or anything of the same shape (see conflation.py). Every single word of the glossary that
is neither a verb's dictionary form nor itself such a form of another word is put into plural, possessive and cases as the orthography of its language has them.
A row tells how many forms share the term of the bare word, of how many words all do, and how many bare words share
theirs with the words of other concepts (derivations among them).
"""
import argparse
import collections
import os
import re

from conflation import terms_of

GLOSSARY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/glossary.tsv")
COLUMNS = ["domain", "en", "ru", "uz", "uz-Cyrl", "kk", "ky", "tg", "tk", "kaa"]
VERB = {"uz": "(moq|[iao]sh|ʻsh)$", "kk": "(у|ю)$", "ky": "(уу|үү|оо|өө|юу)$", "tk": "m[ae]k$", "kaa": "w$",
        "tg": "(дан|тан)$"}
SHORT = 3  # letters: shorter words are names of units and the like


def last_of(word, letters):
    return next((c for c in reversed(word) if c in letters), "")


def unsoftened(word):
    """Before an ending ь is not written: апрель, апрели."""
    return word[:-1] if word[-1] == "ь" else word


class Turkic:
    """Endings by harmony and by the sound before them; {a} and {i} are the open and the close vowel."""
    vowels, voiceless = "", ""
    his_endings, our_endings, his_cases = (), (), ()
    voiced = {}  # of a final consonant before a vowel

    def sounds(self, word):
        raise NotImplementedError

    def add(self, word, vowel, consonant, voiceless=None):
        ending = vowel if word[-1] in self.vowels else consonant
        if voiceless is not None and word[-1] in self.voiceless:
            ending = voiceless
        a, i = self.sounds(word)
        return word + ending.format(a=a, i=i)

    def soften(self, word):
        """The stem before a vowel."""
        if word[-1] in self.voiced and len(word) > 2 and word[-2] in self.vowels:
            return word[:-1] + self.voiced[word[-1]]
        return word

    def possessed(self, word, vowel, consonant):
        return self.add(word, vowel, "") if word[-1] in self.vowels else self.add(self.soften(word), "", consonant)

    def plural(self, word):
        return self.add(word, "l{a}r", "l{a}r")

    def his(self, word):
        return self.possessed(word, *self.his_endings)

    def cases_of_his(self, word):
        return (self.add(word, ending, ending) for ending in self.his_cases)

    def forms(self, word):
        word = unsoftened(word)
        plural, his = self.plural(word), self.his(word)
        yield plural
        yield his
        yield self.possessed(word, *self.our_endings)
        yield from self.cases(word)
        yield from self.cases(plural)
        yield self.his(plural)
        yield from self.cases_of_his(his)
        yield from self.cases_of_his(self.his(plural))


class Kazakh(Turkic):
    vowels, voiceless = "аәеоөуұүыіиюяэё", "пфкқсштхцчщбвгдғһ"
    his_endings, our_endings = ("с{i}", "{i}"), ("м{i}з", "{i}м{i}з")
    his_cases = ["н{i}ң", "н", "н{a}", "нд{a}", "н{a}н", "мен"]
    voiced = {"п": "б", "қ": "ғ", "к": "г"}

    def sounds(self, word):
        return "еі" if last_of(word, "аәеоөұүыіиюяэё") in "әеөүіиэё" else "аы"

    def plural(self, word):
        return self.add(word, "л{a}р", "л{a}р" if word[-1] in "рйую" else "д{a}р", "т{a}р")

    def cases(self, word):
        nasal = word[-1] in "мнң"
        yield self.add(word, "н{i}ң", "н{i}ң" if nasal else "д{i}ң", "т{i}ң")
        yield self.add(word, "н{i}", "д{i}", "т{i}")
        back = self.sounds(word)[0] == "а"
        yield self.add(word, "ға" if back else "ге", "ға" if back else "ге", "қа" if back else "ке")
        yield self.add(word, "д{a}", "д{a}", "т{a}")
        yield self.add(word, "д{a}н", "н{a}н" if nasal else "д{a}н", "т{a}н")
        yield self.add(word, "мен", "бен" if word[-1] in "зж" else "мен", "пен")


class Kyrgyz(Turkic):
    vowels, voiceless = "аоуыэеиөүяюё", "кпстфхцчшщ"
    his_endings, our_endings = ("с{i}", "{i}"), ("б{i}з", "{i}б{i}з")
    his_cases = ["н{i}н", "н", "н{a}", "нд{a}", "н{a}н"]
    voiced = {"п": "б", "к": "г"}

    def sounds(self, word):
        last = last_of(word, self.vowels)
        return {"а": "аы", "я": "аы", "ы": "аы", "о": "оу", "ё": "оу", "у": "ау", "ю": "ау", "е": "еи", "э": "еи", "и": "еи",
                "ө": "өү", "ү": "өү"}.get(last, "аы")

    def plural(self, word):
        return self.add(word, "л{a}р", "л{a}р" if word[-1] in "рй" else "д{a}р", "т{a}р")

    def possessed(self, word, vowel, consonant):
        return super().possessed(word, vowel, consonant).replace("йу", "ю")

    def cases(self, word):
        yield self.add(word, "н{i}н", "д{i}н", "т{i}н")
        yield self.add(word, "н{i}", "д{i}", "т{i}")
        yield self.add(word, "г{a}", "г{a}", "к{a}")
        yield self.add(word, "д{a}", "д{a}", "т{a}")
        yield self.add(word, "д{a}н", "д{a}н", "т{a}н")


class Uzbek(Turkic):
    vowels, voiceless = "aoeiuʻ", ""
    his_endings, our_endings = ("si", "i"), ("miz", "imiz")
    voiced = {"k": "g", "q": "gʻ"}

    def sounds(self, word):
        return "ai"

    def possessed(self, word, vowel, consonant):
        if word.endswith("gʻ"):
            return word + consonant
        return super().possessed(word, vowel, consonant)

    def soften(self, word):
        syllables = sum(c in "aoeiu" for c in word)
        return super().soften(word) if syllables > 1 else word

    def plural(self, word):
        return word + "lar"

    def cases(self, word):
        stem = word[:-2] + "q" if word.endswith("gʻ") else word
        yield stem + {"k": "ka", "q": "qa"}.get(stem[-1], "ga")
        for ending in ["ning", "ni", "da", "dan"]:
            yield word + ending

    def cases_of_his(self, word):
        return self.cases(word)


class Turkmen(Turkic):
    vowels, voiceless = "aäeioöuüy", "çfhkpsşt"
    his_endings, our_endings = ("s{i}", "{i}"), ("m{i}z", "{i}m{i}z")
    his_cases = ["n{i}ň", "n{i}", "n{a}", "nd{a}", "nd{a}n"]
    voiced = {"p": "b", "t": "d", "k": "g", "ç": "j"}

    def sounds(self, word):
        return "ei" if last_of(word, self.vowels) in "äeiöü" else "ay"

    def soften(self, word):
        syllables = sum(c in self.vowels for c in word)
        return super().soften(word) if syllables > 1 else word

    def cases(self, word):
        if word[-1] in self.vowels:
            i = self.sounds(word)[1]
            open_ = word[:-1] + "ä" if word[-1] == "e" else word
            yield open_ + "n" + i + "ň"
            yield open_ + "n" + i
            yield word[:-1] + {"a": "a", "e": "ä", "y": "a", "i": "ä"}.get(word[-1], word[-1])
        else:
            yield from (self.add(self.soften(word), "", ending) for ending in ["{i}ň", "{i}", "{a}"])
        yield self.add(word, "d{a}", "d{a}")
        yield self.add(word, "d{a}n", "d{a}n")


class Karakalpak(Turkic):
    vowels, voiceless = "aáeoóuúıi", "ptfsckqxhbvgd"
    his_endings, our_endings = ("s{i}", "{i}"), ("m{i}z", "{i}m{i}z")
    his_cases = ["n{i}ń", "n", "n{a}", "nd{a}", "n{a}n"]
    voiced = {"p": "b", "k": "g", "q": "ǵ"}

    def sounds(self, word):
        return "ei" if last_of(word, self.vowels) in "áeóúi" else "aı"

    def voiceless_end(self, word):
        return word[-1] in self.voiceless or word.endswith("sh")

    def cases(self, word):
        nasal, hard, back = word[-1] in "mnń", self.voiceless_end(word), self.sounds(word)[0] == "a"
        t = "t" if hard else "d"
        yield self.add(word, "n{i}ń", "n{i}ń" if nasal else t + "{i}ń")
        yield self.add(word, "n{i}", t + "{i}")
        yield word + (("qa" if back else "ke") if hard else ("ǵa" if back else "ge"))
        yield self.add(word, "d{a}", t + "{a}")
        yield self.add(word, "d{a}n", ("n" if nasal else t) + "{a}n")


class Tajik:
    def forms(self, word):
        izafat = word if word[-1] == "и" else word[:-1] + "ии" if word[-1] == "ӣ" else word + "и"
        plural = (word[:-1] + "и" if word[-1] == "ӣ" else word) + "ҳо"
        yield from [izafat, word + "ро", plural, plural + "и", plural + "ро"]
        glide = "я" if word[-1] in "аоӯуеэ" else "а"
        yield (word[:-1] + "ия" if word[-1] == "ӣ" else word + glide) + "шон"


LANGUAGES = {"uz": Uzbek(), "kk": Kazakh(), "ky": Kyrgyz(), "tk": Turkmen(), "kaa": Karakalpak(), "tg": Tajik()}


def nouns_of(path, language):
    """Single words of a column, each with its concepts."""
    concepts = collections.defaultdict(set)
    column = COLUMNS.index(language)
    for number, line in enumerate(open(path, encoding="utf-8")):
        fields = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(fields) != len(COLUMNS) or fields == COLUMNS:
            continue
        for synonym in fields[column].split("|"):
            if re.fullmatch(r"[^\W\d_ʻʼ]+[\wʻʼ]*", synonym) and synonym == synonym.lower() and len(synonym) >= SHORT:
                concepts[synonym].add(number)
    return concepts


def score(options, language):
    concepts = nouns_of(options.glossary, language)
    grammar = LANGUAGES[language]
    forms = {word: sorted(set(grammar.forms(word)) - {word}) for word in concepts if not re.search(VERB[language], word)}
    inflected = set().union(*forms.values())
    forms = {word: made for word, made in forms.items() if word not in inflected}
    terms = terms_of(options.command, language, sorted(set(concepts).union(*forms.values())))
    total = met = whole = 0
    lost = []
    for word in sorted(forms):
        missed = [form for form in forms[word] if terms[form] != terms[word]]
        total, met, whole = total + len(forms[word]), met + len(forms[word]) - len(missed), whole + (not missed)
        if missed:
            lost.append((word, missed))
    by_term = collections.defaultdict(set)
    for word in set(concepts) - inflected:
        by_term[terms[word]].add(word)
    mixed = [words for words in by_term.values()
             if any(not concepts[a] & concepts[b] for a in words for b in words)]
    print("%-4s %6d words %7d forms   %.4f meet the word   %.3f words with all   %5d words mixed with others"
          % (language, len(forms), total, met / max(total, 1), whole / max(len(forms), 1), sum(map(len, mixed))))
    for word, missed in lost[:options.errors]:
        print("    apart   %s -> %s   %s" % (word, terms[word], " ".join("%s -> %s" % (m, terms[m]) for m in missed[:6])))
    for words in mixed[:options.errors]:
        print("    mixed   %s -> %s" % (" ".join(sorted(words)), terms[min(words)]))


def main():
    parser = argparse.ArgumentParser(description="Scores a stemmer on forms made by rule.")
    parser.add_argument("--glossary", default=GLOSSARY)
    parser.add_argument("--language", action="append", choices=sorted(LANGUAGES))
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("a command to score is needed")
    for language in options.language or LANGUAGES:
        score(options, language)


if __name__ == "__main__":
    main()

"""test_daftar.py: the Python binding indexes and searches. Run with DAFTAR_LIBRARY naming the library, or it installed."""
import os
import tempfile
import unittest

import daftar

DOCUMENTS = {
    "en": "Landlocked countries reach seaports by rail. Transport diplomacy decides which railway is built first.",
    "ru": "Страны без выхода к морю строят железные дороги. Транспортная дипломатия определяет маршруты.",
    "uz": "Денгизга чиқиш имкони йўқ давлатлар темир йўллар қурмоқда. Транспорт дипломатияси муҳим.",
}


class Binding(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.place.name, "index")
        with daftar.Indexer(self.path) as indexer:
            for path, text in DOCUMENTS.items():
                indexer.add(path, text, title=f"Corridor {path}", year=2021, keyword=["rail", "sea"])

    def tearDown(self):
        self.place.cleanup()

    def test_finds_across_languages(self):
        with daftar.Index(self.path) as index:
            self.assertEqual(len(index), 3)
            for query in "transport diplomacy", "дипломатия", "temir yo'l":
                self.assertEqual({hit.path for hit in index.search(query)}, set(DOCUMENTS), query)
            self.assertEqual([hit.language for hit in index.search("дипломатия", languages=["ru"])], ["ru"])

    def test_hits_are_plain_values(self):
        with daftar.Index(self.path) as index:
            page = index.search('"seaports"', facets=["lang", "year"])
        hit = page[0]
        self.assertEqual((hit.path, hit.passage, hit.title, hit.year), ("en", 1, "Corridor en", 2021))
        start, end = hit.highlights[0]
        self.assertEqual(hit.snippet.encode()[start:end], b"seaports")
        self.assertEqual(page.estimate, 1)
        self.assertEqual(page.facets, {"lang": [("en", 1)], "year": [("2021", 1)]})

    def test_completes_and_finds_similar(self):
        with daftar.Index(self.path) as index:
            self.assertIn(("seaports", 1), index.complete("sea"))
            self.assertIn("ru", [hit.path for hit in index.similar("en", 1)])

    def test_removes_and_refreshes(self):
        with daftar.Index(self.path) as index:
            with daftar.Indexer(self.path) as indexer:
                indexer.remove("ru")
            self.assertEqual(len(index), 3)
            index.refresh()
            self.assertEqual(len(index), 2)

    def test_an_error_in_the_block_commits_nothing(self):
        with self.assertRaises(KeyError):
            with daftar.Indexer(self.path) as indexer:
                indexer.add("more", "More about rivers.")
                raise KeyError
        self.assertEqual(len(daftar.Index(self.path)), 3)

    def test_failures_say_what(self):
        with self.assertRaises(daftar.Error) as caught:
            daftar.Index("/nowhere/at/all")
        self.assertEqual(caught.exception.status, "not found")
        self.assertIn("/nowhere/at/all", str(caught.exception))
        with daftar.Index(self.path) as index:
            self.assertRaises(daftar.Error, index.search, "")
            self.assertRaises(TypeError, index.search, "sea", no_such_option=1)

    def test_explains_and_finds_what_is_like_a_text(self):
        with daftar.Index(self.path) as index:
            page = index.search("дипломатия", explain=1)
            self.assertEqual(len(page.matches), len(page))
            match = next(m for hit, matches in zip(page, page.matches) if hit.path == "ru" for m in matches)
            self.assertEqual((match.word, match.form, match.layer, match.weight), ("дипломатия", "дипломатия", "exact", 1))
            self.assertEqual(index.search("дипломатия").matches, [[], [], []])
            self.assertEqual(index.similar_text("Seaports are reached by rail", count=1)[0].path, "en")
            self.assertRaises(daftar.Error, index.similar_text, "")

    def test_names_the_file_of_an_article(self):
        name = os.path.join(self.place.name, "дорога.md")
        with open(name, "w", encoding="utf-8") as file:
            file.write("# Road\n\nA road leads to the pelicans.\n")
        with daftar.Indexer(self.path) as indexer:
            indexer.add_file(name)
            self.assertEqual(indexer.counts["added"], 1)
            self.assertEqual(indexer.counts["unchanged"], 0)
        with daftar.Index(self.path) as index:
            self.assertEqual(index.file(index.search("pelicans")[0].path), os.path.realpath(name))
            with self.assertRaises(daftar.Error) as caught:
                index.file("en") # from memory
            self.assertEqual(caught.exception.status, "not found")

    def test_looks_after_an_index(self):
        self.assertEqual({daftar.info(self.path)[name] for name in ("articles", "passages")}, {3})
        with daftar.Indexer(self.path) as indexer:
            indexer.remove("ru")
        daftar.compact(self.path)
        self.assertEqual([daftar.info(self.path)[name] for name in ("passages", "dead", "segments")], [2, 0, 1])
        self.assertIn("articles: 2", daftar.status(self.path))
        self.assertEqual(daftar.verify(self.path), [])
        segment = next(os.path.join(self.path, name) for name in os.listdir(self.path) if name.startswith("seg-"))
        with open(segment, "r+b") as file:
            file.truncate(1000)
        with self.assertRaises(daftar.Error) as caught:
            daftar.verify(self.path)
        self.assertEqual(caught.exception.status, "corrupt")
        self.assertTrue(caught.exception.lines)

    def test_reads_a_document(self):
        name = os.path.join(self.place.name, "a.md")
        with open(name, "w", encoding="utf-8") as file:
            file.write("---\ntitle: Roads\nyear: 2020\n---\n\n# Steel\n\nThe road to the sea.\n")
        for found in daftar.read(name), daftar.read(name, seconds=5):
            self.assertEqual([found[field][0].value for field in ("title", "year", "heading")], ["Roads", "2020", "Steel"])
            self.assertEqual((found["heading"][0].level, found["passage"][0].heading), (1, "Steel"))
        with self.assertRaises(daftar.Error):
            daftar.read(name + ".none")
        self.assertIn("md", daftar.formats())
        self.assertEqual(list(daftar.languages().items())[:2], [("en", "English"), ("ru", "Russian")])

    def test_analysis(self):
        text = "Railways of Central Asia"
        tokens = daftar.analyze(text)
        self.assertEqual([text[t.start:t.end] for t in tokens if not t.compound], text.split())
        self.assertEqual(daftar.detect_language(DOCUMENTS["ru"])[0], "ru")


if __name__ == "__main__":
    unittest.main()

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

    def test_analysis(self):
        text = "Railways of Central Asia"
        tokens = daftar.analyze(text)
        self.assertEqual([text[t.start:t.end] for t in tokens if not t.compound], text.split())
        self.assertEqual(daftar.detect_language(DOCUMENTS["ru"])[0], "ru")


if __name__ == "__main__":
    unittest.main()

"""daftar.py: the library for Python, over ctypes: no build step, one file to copy.

    with daftar.Indexer("index") as indexer:            # commits when the block ends without an error
        indexer.add("en/corridor", "Railways reach seaports.", title="The corridor", year=2021)
    for hit in daftar.Index("index").search("ports", count=5):
        print(hit.path, hit.language, hit.snippet)

The library is the installed libdaftar.so.0, or what DAFTAR_LIBRARY names. Failures raise daftar.Error, whose
`status` is the status's name. One object is for one thread at a time.
"""
import collections
import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_double, c_int, c_size_t, c_uint, c_uint32, c_uint64, c_void_p

ABI = 0
_library = ctypes.CDLL(os.environ.get("DAFTAR_LIBRARY") or f"libdaftar.so.{ABI}")


class Error(Exception):
    """A call that failed: `status` is its name ("not found"), the text is the library's sentence."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


# ---- structs, as in daftar.h ----

_Log = ctypes.CFUNCTYPE(None, c_void_p, c_char_p)


class _Range(ctypes.Structure):
    _fields_ = [("start", c_uint32), ("end", c_uint32)]


class _Facet(ctypes.Structure):
    _fields_ = [("value", c_char_p), ("count", c_uint64)]


class _Hit(ctypes.Structure):
    _fields_ = [
        ("path", c_char_p), ("passage", c_uint32), ("score", c_double), ("language", c_char_p), ("title", c_char_p),
        ("authors", c_char_p), ("heading", c_char_p), ("page", c_uint32), ("line", c_uint32), ("year", c_uint32),
        ("snippet", c_char_p), ("highlights", POINTER(_Range)), ("highlight_count", c_size_t), ("text", c_char_p),
        ("others", c_uint32), ("format", c_char_p), ("start", c_uint32), ("end", c_uint32),
    ]


class _Match(ctypes.Structure):
    _fields_ = [("word", c_char_p), ("form", c_char_p), ("layer", c_char_p), ("weight", c_double), ("source", c_char_p)]


class _Counts(ctypes.Structure):
    _fields_ = [(name, c_uint64) for name in ("added", "changed", "unchanged", "removed", "failed", "unknown", "passages", "bytes")]


class _Info(ctypes.Structure):
    _fields_ = [("size", c_size_t)] + [(name, c_uint64) for name in (
        "articles", "unreadable", "passages", "dead", "segments", "bytes", "generation", "format", "outdated")]


class _Field(ctypes.Structure):
    _fields_ = [
        ("value", c_char_p), ("language", c_char_p), ("heading", c_char_p), ("page", c_uint32), ("line", c_uint32),
        ("start", c_uint32), ("end", c_uint32), ("level", c_uint), ("group", c_uint),
    ]


class _ReaderOptions(ctypes.Structure):
    _fields_ = [
        ("size", c_size_t), ("ocr", c_int), ("memory", c_size_t), ("seconds", c_uint), ("output", c_size_t),
        ("commands", c_void_p), ("command_count", c_size_t),
    ]


class _SearchOptions(ctypes.Structure):
    _fields_ = [
        ("size", c_size_t), ("count", c_size_t), ("offset", c_size_t), ("group", c_int), ("expand", c_uint),
        ("languages", POINTER(c_char_p)), ("language_count", c_size_t), ("query_language", c_char_p),
        ("facets", POINTER(c_char_p)), ("facet_count", c_size_t), ("explain", c_int), ("exhaustive", c_int),
        ("snippet_bytes", c_size_t), ("glossary", c_char_p), ("weighting", c_char_p),
    ]


class _Token(ctypes.Structure):
    _fields_ = [
        ("start", c_uint32), ("end", c_uint32), ("language", c_char_p), ("form", c_char_p), ("term", c_char_p),
        ("cognate", c_char_p), ("position", c_uint32), ("compound", c_int),
    ]


_TermCallback = ctypes.CFUNCTYPE(c_int, c_void_p, c_char_p, c_uint64)
_TokenCallback = ctypes.CFUNCTYPE(c_int, c_void_p, POINTER(_Token))

# ---- functions: name, what it returns (None: a status, raised when it is not ok), what it takes ----

_TEXT, _HANDLE, _OUT = c_char_p, c_void_p, POINTER(c_void_p)


def _check(status, _function, _arguments):
    if status:
        raise Error(_call("status_name", c_char_p, c_int)(status).decode(), _last_error().decode("utf-8", "replace"))


def _call(name, result, *arguments):
    function = getattr(_library, "daftar_" + name)
    function.argtypes = arguments
    function.restype = c_int if result is None else result
    if result is None:
        function.errcheck = _check
    return function


_last_error = _call("last_error", c_char_p)
_index_open = _call("index_open", None, _OUT, POINTER(c_char_p), c_size_t, c_void_p)
_index_refresh = _call("index_refresh", None, _HANDLE)
_index_count = _call("index_count", c_uint64, _HANDLE)
_index_terms = _call("index_terms", None, _HANDLE, _TEXT, c_size_t, _TermCallback, c_void_p)
_index_file = _call("index_file", None, POINTER(c_char_p), _HANDLE, _TEXT)
_index_free = _call("index_free", c_void_p, _HANDLE)
_index_info = _call("index_info", None, _TEXT, POINTER(_Info))
_index_status = _call("index_status", None, _TEXT, _Log, c_void_p)
_index_verify = _call("index_verify", None, _TEXT, _Log, c_void_p)
_index_compact = _call("index_compact", None, _TEXT, c_int, c_void_p)
_search = _call("search", None, _OUT, _HANDLE, _TEXT, POINTER(_SearchOptions))
_similar = _call("similar", None, _OUT, _HANDLE, _TEXT, c_uint32, POINTER(_SearchOptions))
_similar_text = _call("similar_text", None, _OUT, _HANDLE, _TEXT, c_size_t, POINTER(_SearchOptions))
_results_count = _call("results_count", c_size_t, _HANDLE)
_results_estimate = _call("results_estimate", c_uint64, _HANDLE)
_results_hit = _call("results_hit", POINTER(_Hit), _HANDLE, c_size_t)
_results_note = _call("results_note", c_char_p, _HANDLE)
_results_correction = _call("results_correction", c_char_p, _HANDLE)
_results_facet = _call("results_facet", POINTER(_Facet), _HANDLE, _TEXT, POINTER(c_size_t))
_results_explain = _call("results_explain", POINTER(_Match), _HANDLE, c_size_t, POINTER(c_size_t))
_results_free = _call("results_free", c_void_p, _HANDLE)
_indexer_new = _call("indexer_new", None, _OUT, _TEXT, c_void_p)
_indexer_add_document = _call("indexer_add_document", None, _HANDLE, _HANDLE)
_indexer_add_tree = _call("indexer_add_tree", None, _HANDLE, _TEXT, _TEXT)
_indexer_add_file = _call("indexer_add_file", None, _HANDLE, _TEXT, _TEXT)
_indexer_remove = _call("indexer_remove", None, _HANDLE, _TEXT)
_indexer_commit = _call("indexer_commit", None, _HANDLE)
_indexer_counts = _call("indexer_counts", c_void_p, _HANDLE, POINTER(_Counts))
_indexer_free = _call("indexer_free", c_void_p, _HANDLE)
_document_new = _call("document_new", None, _OUT)
_document_read = _call("document_read", None, _OUT, _TEXT)
_document_read_with = _call("document_read_with", None, _OUT, _TEXT, POINTER(_ReaderOptions))
_document_get = _call("document_get", POINTER(_Field), _HANDLE, _TEXT, c_size_t)
_document_set = _call("document_set", None, _HANDLE, _TEXT, _TEXT, _TEXT)
_document_free = _call("document_free", c_void_p, _HANDLE)
_analyzer_new = _call("analyzer_new", None, _OUT)
_analyze = _call("analyze", None, _HANDLE, _TEXT, _TEXT, c_size_t, _TokenCallback, c_void_p)
_analyzer_free = _call("analyzer_free", c_void_p, _HANDLE)
_detect_language = _call("detect_language", c_char_p, _TEXT, c_size_t, POINTER(c_double))
_languages = _call("languages", c_char_p, c_size_t, POINTER(c_char_p))
_formats = _call("formats", c_char_p, c_size_t)

version = _call("version", c_char_p)().decode()


def _bytes(text):
    return text if text is None else os.fsencode(text)


def _text(value):
    return value if value is None else value.decode("utf-8", "surrogateescape")


def _array(names):
    return (c_char_p * len(names))(*map(_bytes, names))


class _Handle:
    """Something that is freed once: by close(), at the end of a `with`, or when it is collected."""

    def __init__(self, free, new, *arguments):
        self._free, self._handle = free, c_void_p()
        new(byref(self._handle), *arguments)

    def close(self):
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            self._free(handle)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    __del__ = close


# ---- searching ----

Hit = collections.namedtuple("Hit", [name for name, _ in _Hit._fields_ if name != "highlight_count"])
Match = collections.namedtuple("Match", [name for name, _ in _Match._fields_])
Field = collections.namedtuple("Field", [name for name, _ in _Field._fields_])
Token = collections.namedtuple("Token", [name for name, _ in _Token._fields_])


def _copy(struct, names):
    values = (getattr(struct, name) for name in names)
    return [_text(value) if isinstance(value, bytes) else value for value in values]


def _hit(struct):
    """Highlights are (start, end) in bytes of the snippet's UTF-8, as everywhere."""
    ranges = [(struct.highlights[i].start, struct.highlights[i].end) for i in range(struct.highlight_count)]
    return Hit(*_copy(struct, Hit._fields))._replace(highlights=ranges)


class Page(list):
    """The hits of one answer, best first, with `estimate`, `note`, `correction` and `facets`; where the search was asked to
    explain, `matches` has a list for each hit."""


def _matches(results, number):
    count = c_size_t()
    found = _results_explain(results, number, byref(count))
    return [Match(*_copy(found[i], Match._fields)) for i in range(count.value)]


def _page(results, facets):
    page = Page(_hit(_results_hit(results, i).contents) for i in range(_results_count(results)))
    page.matches = [_matches(results, i) for i in range(len(page))]
    page.estimate = _results_estimate(results)
    page.note, page.correction = _text(_results_note(results)), _text(_results_correction(results))
    page.facets = {}
    for name in facets:
        count = c_size_t()
        values = _results_facet(results, _bytes(name), byref(count))
        page.facets[name] = [(_text(values[i].value), values[i].count) for i in range(count.value)]
    return page


class Index(_Handle):
    """One or several indexes, opened for searching."""

    def __init__(self, *paths):
        super().__init__(_index_free, _index_open, _array(paths), len(paths), None)

    def __len__(self):
        return _index_count(self._handle)

    def refresh(self):
        _index_refresh(self._handle)

    def _ask(self, function, arguments, count=10, languages=(), facets=(), by_article=False, expand=15, **others):
        options = _SearchOptions(ctypes.sizeof(_SearchOptions), count, expand=expand, group=int(by_article))
        options.languages, options.language_count = _array(languages), len(languages)
        options.facets, options.facet_count = _array(facets), len(facets)
        for name, value in others.items():
            if name not in dict(_SearchOptions._fields_):
                raise TypeError(f"no such option: {name}")
            setattr(options, name, _bytes(value) if isinstance(value, str) else value)
        with _Handle(_results_free, function, self._handle, *arguments, byref(options)) as results:
            return _page(results._handle, facets)

    def search(self, query, **options):
        """A page of hits. Options: count offset languages facets by_article expand query_language exhaustive ..."""
        return self._ask(_search, [_bytes(query)], **options)

    def similar(self, path, passage, **options):
        return self._ask(_similar, [_bytes(path), passage], **options)

    def similar_text(self, text, **options):
        data = _bytes(text)
        return self._ask(_similar_text, [data, len(data)], **options)

    def file(self, path):
        """The file that an article was read from, as it stands on this machine."""
        found = c_char_p()
        _index_file(byref(found), self._handle, _bytes(path))
        return os.fsdecode(found.value)

    def complete(self, prefix, limit=10):
        """Words that start so, with the number of passages, the most frequent first."""
        found = []
        take = _TermCallback(lambda _, form, count: found.append((_text(form), count)) or 0)
        _index_terms(self._handle, _bytes(prefix), limit, take, None)
        return found


# ---- indexing ----

class Indexer(_Handle):
    """An index, opened for writing. What was not committed when it is closed is dropped."""

    def __init__(self, path):
        super().__init__(_indexer_free, _indexer_new, _bytes(path), None)

    def add(self, path, text, language=None, **fields):
        """Indexes a document from memory; fields may be strings, numbers or lists of them: title author year ..."""
        with _Handle(_document_free, _document_new) as document:
            for name, values in {"path": path, "text": text, **fields}.items():
                for value in values if isinstance(values, (list, tuple)) else [values]:
                    _document_set(document._handle, _bytes(name), _bytes(str(value)), _bytes(language))
            _indexer_add_document(self._handle, document._handle)

    def add_tree(self, directory, name=None):
        _indexer_add_tree(self._handle, _bytes(directory), _bytes(name))

    def add_file(self, file, name=None):
        _indexer_add_file(self._handle, _bytes(file), _bytes(name))

    def remove(self, path):
        _indexer_remove(self._handle, _bytes(path))

    def commit(self):
        _indexer_commit(self._handle)

    @property
    def counts(self):
        """What was done so far: {"added": 3, "changed": 0, ...}."""
        counts = _Counts()
        _indexer_counts(self._handle, byref(counts))
        return {name: getattr(counts, name) for name, _ in _Counts._fields_}

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()


# ---- looking after an index ----

def info(path):
    """What an index holds: {"articles": 3, "passages": 12, ...}."""
    found = _Info(ctypes.sizeof(_Info))
    _index_info(_bytes(path), byref(found))
    return {name: getattr(found, name) for name, _ in _Info._fields_ if name != "size"}


def _lines(function, path):
    lines = []
    try:
        function(_bytes(path), _Log(lambda _, line: lines.append(_text(line))), None)
    except Error as error:
        error.lines = lines
        raise
    return lines


def status(path):
    """The same for people, line by line."""
    return _lines(_index_status, path)


def verify(path):
    """Compares everything with its checksums; Error "corrupt", whose `lines` name the faults."""
    return _lines(_index_verify, path)


def compact(path, serve=False):
    _index_compact(_bytes(path), int(serve), None)


# ---- documents ----

FIELDS = ("text title author affiliation journal doi year received accepted published abstract keyword heading reference "
          "format passage skipped").split()


def read(file, **options):
    """What is understood of a file, indexing nothing: {"title": [Field, ...], ...}. Options: ocr memory seconds output."""
    limits = _ReaderOptions(ctypes.sizeof(_ReaderOptions), **options)
    call = (_document_read_with, _bytes(file), byref(limits)) if options else (_document_read, _bytes(file))
    found = {}
    with _Handle(_document_free, *call) as document:
        for name in FIELDS:
            number = 0
            while field := _document_get(document._handle, _bytes(name), number):
                found.setdefault(name, []).append(Field(*_copy(field.contents, Field._fields)))
                number += 1
    return found


def formats():
    """Names of the formats that can be read."""
    names = []
    while name := _formats(len(names)):
        names.append(_text(name))
    return names


# ---- analysis ----

def languages():
    """Codes of the languages that are known, ours first, and their English names."""
    known, name = {}, c_char_p()
    while code := _languages(len(known), byref(name)):
        known[_text(code)] = _text(name.value)
    return known



def analyze(text, language=None):
    """The tokens of a text; start and end are bytes of its UTF-8."""
    found, data = [], _bytes(text)
    take = _TokenCallback(lambda _, token: found.append(Token(*_copy(token.contents, Token._fields))) or 0)
    with _Handle(_analyzer_free, _analyzer_new) as analyzer:
        _analyze(analyzer._handle, _bytes(language), data, len(data), take, None)
    return found


def detect_language(text):
    """(code, confidence); "und" when unknown."""
    confidence, data = c_double(), _bytes(text)
    return _text(_detect_language(data, len(data), byref(confidence))), confidence.value

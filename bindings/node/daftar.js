// daftar.js: the library for Node.js, over koffi (npm install koffi): no build step, one file to copy.
//
//     const { Index, Indexer } = require('./daftar.js');
//     const indexer = new Indexer('index');
//     indexer.add({ path: 'en/corridor', text: 'Railways reach seaports.', title: 'The corridor' });
//     indexer.commit();
//     indexer.close();
//     const index = new Index('index');
//     for (const hit of index.search('ports', { count: 5 }).hits) console.log(hit.path, hit.language, hit.snippet);
//     index.close();
//
// The library is the installed libdaftar.so.0, or what DAFTAR_LIBRARY names. Failures throw a DaftarError, whose
// `status` is the status's name. What has a close() is to be closed; calls block.
'use strict';
const koffi = require('koffi');

const library = koffi.load(process.env.DAFTAR_LIBRARY || 'libdaftar.so.0');

// ---- structs, as in daftar.h ----

koffi.struct('daftar_range', { start: 'uint32', end: 'uint32' });
koffi.struct('daftar_facet', { value: 'str', count: 'uint64' });
koffi.struct('daftar_hit', {
    path: 'str', passage: 'uint32', score: 'double', language: 'str', title: 'str', authors: 'str', heading: 'str',
    page: 'uint32', line: 'uint32', year: 'uint32', snippet: 'str', highlights: 'void *', highlight_count: 'size_t',
    text: 'str', others: 'uint32', format: 'str', start: 'uint32', end: 'uint32',
});
koffi.struct('daftar_match', { word: 'str', form: 'str', layer: 'str', weight: 'double', source: 'str' });
koffi.struct('daftar_counts', {
    added: 'uint64', changed: 'uint64', unchanged: 'uint64', removed: 'uint64', failed: 'uint64', unknown: 'uint64',
    passages: 'uint64', bytes: 'uint64',
});
koffi.struct('daftar_info', {
    size: 'size_t', articles: 'uint64', unreadable: 'uint64', passages: 'uint64', dead: 'uint64', segments: 'uint64',
    bytes: 'uint64', generation: 'uint64', format: 'uint64', outdated: 'uint64',
});
koffi.struct('daftar_field', {
    value: 'str', language: 'str', heading: 'str', page: 'uint32', line: 'uint32', start: 'uint32', end: 'uint32',
    level: 'uint', group: 'uint',
});
koffi.struct('daftar_reader_options', {
    size: 'size_t', ocr: 'int', memory: 'size_t', seconds: 'uint', output: 'size_t', commands: 'void *',
    command_count: 'size_t',
});
koffi.struct('daftar_token', {
    start: 'uint32', end: 'uint32', language: 'str', form: 'str', term: 'str', cognate: 'str', position: 'uint32',
    compound: 'int',
});
koffi.struct('daftar_search_options', {
    size: 'size_t', count: 'size_t', offset: 'size_t', group: 'int', expand: 'uint', languages: 'const char **',
    language_count: 'size_t', query_language: 'str', facets: 'const char **', facet_count: 'size_t', explain: 'int',
    exhaustive: 'int', snippet_bytes: 'size_t', glossary: 'str', weighting: 'str',
});
koffi.proto('int daftar_term_callback(void *context, const char *form, uint64_t count)');
koffi.proto('int daftar_token_callback(void *context, daftar_token *token)');
koffi.proto('void daftar_log_callback(void *context, const char *line)');

// ---- functions ----

const last_error = library.func('const char *daftar_last_error()');
const status_name = library.func('const char *daftar_status_name(int status)');
const plain = (declaration) => library.func(declaration);

class DaftarError extends Error {
    constructor(status) {
        super(last_error());
        this.name = 'DaftarError';
        this.status = status_name(status);
    }
}

// A function that returns a status, which is thrown when it is not ok.
function checked(declaration) {
    const call = library.func('int ' + declaration);
    return (...values) => {
        const status = call(...values);
        if (status) throw new DaftarError(status);
    };
}

// What arrives through `out`.
function made(call, ...values) {
    const out = [null];
    call(out, ...values);
    return out[0];
}

const c = {
    index_open: checked('daftar_index_open(_Out_ void **out, const char **paths, size_t count, void *options)'),
    index_refresh: checked('daftar_index_refresh(void *index)'),
    index_count: plain('uint64_t daftar_index_count(void *index)'),
    index_terms: checked('daftar_index_terms(void *index, const char *prefix, size_t limit, ' +
        'daftar_term_callback *term, void *context)'),
    index_file: checked('daftar_index_file(_Out_ const char **out, void *index, const char *path)'),
    index_info: checked('daftar_index_info(const char *path, _Inout_ daftar_info *out)'),
    index_status: checked('daftar_index_status(const char *path, daftar_log_callback *log, void *context)'),
    index_verify: checked('daftar_index_verify(const char *path, daftar_log_callback *log, void *context)'),
    index_compact: checked('daftar_index_compact(const char *path, int serve, void *options)'),
    index_free: plain('void daftar_index_free(void *index)'),
    search: checked('daftar_search(_Out_ void **out, void *index, const char *query, daftar_search_options *options)'),
    similar: checked('daftar_similar(_Out_ void **out, void *index, const char *path, uint32_t passage, ' +
        'daftar_search_options *options)'),
    similar_text: checked('daftar_similar_text(_Out_ void **out, void *index, const char *text, size_t length, ' +
        'daftar_search_options *options)'),
    results_count: plain('size_t daftar_results_count(void *results)'),
    results_estimate: plain('uint64_t daftar_results_estimate(void *results)'),
    results_hit: plain('daftar_hit *daftar_results_hit(void *results, size_t number)'),
    results_note: plain('const char *daftar_results_note(void *results)'),
    results_correction: plain('const char *daftar_results_correction(void *results)'),
    results_facet: plain('void *daftar_results_facet(void *results, const char *name, _Out_ size_t *count)'),
    results_explain: plain('void *daftar_results_explain(void *results, size_t number, _Out_ size_t *count)'),
    results_free: plain('void daftar_results_free(void *results)'),
    indexer_new: checked('daftar_indexer_new(_Out_ void **out, const char *path, void *options)'),
    indexer_add_document: checked('daftar_indexer_add_document(void *indexer, void *document)'),
    indexer_add_tree: checked('daftar_indexer_add_tree(void *indexer, const char *directory, const char *name)'),
    indexer_add_file: checked('daftar_indexer_add_file(void *indexer, const char *file, const char *name)'),
    indexer_remove: checked('daftar_indexer_remove(void *indexer, const char *path)'),
    indexer_commit: checked('daftar_indexer_commit(void *indexer)'),
    indexer_counts: plain('void daftar_indexer_counts(void *indexer, _Out_ daftar_counts *out)'),
    indexer_free: plain('void daftar_indexer_free(void *indexer)'),
    document_new: checked('daftar_document_new(_Out_ void **out)'),
    document_read: checked('daftar_document_read(_Out_ void **out, const char *file)'),
    document_read_with: checked('daftar_document_read_with(_Out_ void **out, const char *file, ' +
        'daftar_reader_options *options)'),
    document_get: plain('void *daftar_document_get(void *document, const char *field, size_t number)'),
    document_set: checked('daftar_document_set(void *document, const char *field, const char *value, ' +
        'const char *language)'),
    document_free: plain('void daftar_document_free(void *document)'),
    formats: plain('const char *daftar_formats(size_t number)'),
    analyzer_new: checked('daftar_analyzer_new(_Out_ void **out)'),
    analyze: checked('daftar_analyze(void *analyzer, const char *language, const char *text, size_t length, ' +
        'daftar_token_callback *token, void *context)'),
    analyzer_free: plain('void daftar_analyzer_free(void *analyzer)'),
    detect_language: plain('const char *daftar_detect_language(const char *text, size_t length, ' +
        '_Out_ double *confidence)'),
    languages: plain('const char *daftar_languages(size_t number, _Out_ const char **name)'),
};

class Handle {
    constructor(free, call, ...values) {
        this.free = free;
        this.handle = made(call, ...values);
    }
    close() {
        if (this.handle) this.free(this.handle);
        this.handle = null;
    }
}

// ---- searching ----

// Highlights are [start, end] in bytes of the snippet's UTF-8, as everywhere.
function plainHit(pointer) {
    const { highlights, highlight_count, ...hit } = koffi.decode(pointer, 'daftar_hit');
    const count = Number(highlight_count);
    const ranges = count ? koffi.decode(highlights, koffi.array('daftar_range', count)) : [];
    return { ...hit, highlights: ranges.map((range) => [range.start, range.end]) };
}

// An array that the library keeps, with its length in `count`.
function plainArray(values, type, count) {
    return values ? koffi.decode(values, koffi.array(type, Number(count[0]))) : [];
}

function plainFacet(results, name) {
    const count = [0];
    const values = c.results_facet(results, name, count);
    return plainArray(values, 'daftar_facet', count).map((value) => [value.value, Number(value.count)]);
}

function plainMatches(results, number) {
    const count = [0];
    return plainArray(c.results_explain(results, number, count), 'daftar_match', count);
}

// Numbers of 64 bits as numbers.
function plainCounts({ size, ...counts }) {
    return Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)]));
}

function page(results, facets) {
    const hits = [];
    for (let i = 0; i < Number(c.results_count(results)); i++) hits.push(plainHit(c.results_hit(results, i)));
    return {
        hits,
        matches: hits.map((_, i) => plainMatches(results, i)), // why, where the search was asked to explain
        estimate: Number(c.results_estimate(results)),
        note: c.results_note(results),
        correction: c.results_correction(results),
        facets: Object.fromEntries(facets.map((name) => [name, plainFacet(results, name)])),
    };
}

class Index extends Handle {
    constructor(...paths) {
        super(c.index_free, c.index_open, paths, paths.length, null);
    }
    get count() {
        return Number(c.index_count(this.handle));
    }
    refresh() {
        c.index_refresh(this.handle);
    }
    ask(call, values, { languages = [], facets = [], byArticle = false, ...others }) {
        const options = {
            size: koffi.sizeof('daftar_search_options'), count: 10, offset: 0, group: byArticle ? 1 : 0, expand: 15,
            languages, language_count: languages.length, query_language: null, facets, facet_count: facets.length,
            explain: 0, exhaustive: 0, snippet_bytes: 0, glossary: null, weighting: null, ...others,
        };
        const results = made(call, this.handle, ...values, options);
        try {
            return page(results, facets);
        } finally {
            c.results_free(results);
        }
    }
    // A page of hits. Options: count offset languages facets byArticle expand query_language exhaustive ...
    search(query, options = {}) {
        return this.ask(c.search, [query], options);
    }
    similar(path, passage, options = {}) {
        return this.ask(c.similar, [path, passage], options);
    }
    similarText(text, options = {}) {
        return this.ask(c.similar_text, [text, Buffer.byteLength(text)], options);
    }
    // The file that an article was read from, as it stands on this machine.
    file(path) {
        return made(c.index_file, this.handle, path);
    }
    // Words that start so, with the number of passages, the most frequent first.
    complete(prefix, limit = 10) {
        const found = [];
        c.index_terms(this.handle, prefix, limit, (_, form, count) => {
            found.push([form, Number(count)]);
            return 0;
        }, null);
        return found;
    }
}

// ---- indexing ----

// What was not committed when it is closed is dropped.
class Indexer extends Handle {
    constructor(path) {
        super(c.indexer_free, c.indexer_new, path, null);
    }
    // A document from memory: { path, text, title, author, year ... }; values may be arrays.
    add(fields, language = null) {
        const document = made(c.document_new);
        try {
            for (const [name, values] of Object.entries(fields))
                for (const value of [values].flat()) c.document_set(document, name, String(value), language);
            c.indexer_add_document(this.handle, document);
        } finally {
            c.document_free(document);
        }
    }
    addTree(directory, name = null) {
        c.indexer_add_tree(this.handle, directory, name);
    }
    addFile(file, name = null) {
        c.indexer_add_file(this.handle, file, name);
    }
    remove(path) {
        c.indexer_remove(this.handle, path);
    }
    commit() {
        c.indexer_commit(this.handle);
    }
    // What was done so far: { added: 3, changed: 0 ... }.
    get counts() {
        const counts = {};
        c.indexer_counts(this.handle, counts);
        return plainCounts(counts);
    }
}

// ---- looking after an index ----

// What an index holds: { articles: 3, passages: 12 ... }.
function info(path) {
    const found = { size: koffi.sizeof('daftar_info') };
    c.index_info(path, found);
    return plainCounts(found);
}

function lines(call, path) {
    const said = [];
    try {
        call(path, (_, line) => said.push(line) && undefined, null);
    } catch (error) {
        error.lines = said;
        throw error;
    }
    return said;
}

// The same for people, line by line.
function status(path) {
    return lines(c.index_status, path);
}

// Compares everything with its checksums; throws "corrupt", with the faults as `lines`.
function verify(path) {
    return lines(c.index_verify, path);
}

function compact(path, serve = false) {
    c.index_compact(path, serve ? 1 : 0, null);
}

// ---- documents and analysis ----

const FIELDS = ('text title author affiliation journal doi year received accepted published abstract keyword heading ' +
    'reference format passage skipped').split(' ');

// Calls with 0, 1, 2 ... until there is nothing more.
function all(call) {
    const found = [];
    for (let value; (value = call(found.length)) != null;) found.push(value);
    return found;
}

// What is understood of a file, indexing nothing: { title: [{ value, language ... }] ... }. Options: ocr memory seconds
// output.
function read(file, options = null) {
    const limits = { size: koffi.sizeof('daftar_reader_options'), ocr: 0, memory: 0, seconds: 0, output: 0,
        commands: null, command_count: 0, ...options };
    const document = options ? made(c.document_read_with, file, limits) : made(c.document_read, file);
    try {
        return Object.fromEntries(FIELDS.map((name) => [name, all((number) => {
            const field = c.document_get(document, name, number);
            return field && koffi.decode(field, 'daftar_field');
        })]).filter(([, values]) => values.length));
    } finally {
        c.document_free(document);
    }
}

// Names of the formats that can be read.
function formats() {
    return all((number) => c.formats(number));
}

// Codes of the languages that are known, ours first, and their English names.
function languages() {
    return Object.fromEntries(all((number) => {
        const name = [null];
        const code = c.languages(number, name);
        return code && [code, name[0]];
    }));
}

// The tokens of a text; start and end are bytes of its UTF-8.
function analyze(text, language = null) {
    const analyzer = made(c.analyzer_new), found = [];
    try {
        c.analyze(analyzer, language, text, Buffer.byteLength(text), (_, token) => {
            found.push(koffi.decode(token, 'daftar_token'));
            return 0;
        }, null);
    } finally {
        c.analyzer_free(analyzer);
    }
    return found;
}

// { language, confidence }; "und" when unknown.
function detectLanguage(text) {
    const confidence = [0];
    return { language: c.detect_language(text, Buffer.byteLength(text), confidence), confidence: confidence[0] };
}

module.exports = { Index, Indexer, DaftarError, info, status, verify, compact, read, formats, languages, analyze,
    detectLanguage, version: plain('const char *daftar_version()')() };

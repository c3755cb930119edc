// test_daftar.js: the Node.js binding indexes and searches: node --test test_daftar.js
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const daftar = require('./daftar.js');
const { Index, Indexer, DaftarError } = daftar;

const documents = {
    en: 'Landlocked countries reach seaports by rail. Transport diplomacy decides which railway is built first.',
    ru: 'Страны без выхода к морю строят железные дороги. Транспортная дипломатия определяет маршруты.',
    uz: 'Денгизга чиқиш имкони йўқ давлатлар темир йўллар қурмоқда. Транспорт дипломатияси муҳим.',
};
const place = fs.mkdtempSync(path.join(os.tmpdir(), 'daftar-node.'));
const where = path.join(place, 'index');

test.before(() => {
    const indexer = new Indexer(where);
    for (const [name, text] of Object.entries(documents))
        indexer.add({ path: name, text, title: 'Corridor ' + name, year: 2021, keyword: ['rail', 'sea'] });
    indexer.commit();
    indexer.close();
});
test.after(() => fs.rmSync(place, { recursive: true }));

test('finds across languages', () => {
    const index = new Index(where);
    assert.equal(index.count, 3);
    for (const query of ['transport diplomacy', 'дипломатия', "temir yo'l"])
        assert.deepEqual(index.search(query).hits.map((hit) => hit.path).sort(), ['en', 'ru', 'uz']);
    assert.deepEqual(index.search('дипломатия', { languages: ['ru'] }).hits.map((hit) => hit.language), ['ru']);
    index.close();
});

test('hits are plain values', () => {
    const index = new Index(where);
    const { hits, estimate, facets } = index.search('"seaports"', { facets: ['lang', 'year'] });
    index.close();
    assert.equal(estimate, 1);
    assert.equal(hits[0].title, 'Corridor en');
    assert.equal(hits[0].year, 2021);
    assert.equal(Buffer.from(hits[0].snippet).subarray(...hits[0].highlights[0]).toString(), 'seaports');
    assert.deepEqual(facets, { lang: [['en', 1]], year: [['2021', 1]] });
});

test('completes and finds similar', () => {
    const index = new Index(where);
    assert.deepEqual(index.complete('seap'), [['seaports', 1]]);
    assert.ok(index.similar('en', 1).hits.some((hit) => hit.path === 'ru'));
    index.close();
});

test('explains and finds what is like a text', () => {
    const index = new Index(where);
    const { hits, matches } = index.search('дипломатия', { explain: 1 });
    const found = matches[hits.findIndex((hit) => hit.path === 'ru')][0];
    assert.deepEqual([found.word, found.form, found.layer, found.weight], ['дипломатия', 'дипломатия', 'exact', 1]);
    assert.deepEqual(index.search('дипломатия').matches, [[], [], []]);
    assert.equal(index.similarText('Seaports are reached by rail', { count: 1 }).hits[0].path, 'en');
    index.close();
});

test('names files, looks after an index', () => {
    const other = path.join(place, 'other'), file = path.join(place, 'дорога.md');
    fs.writeFileSync(file, '---\ntitle: Roads\n---\n\n# Steel\n\nA road leads to the pelicans.\n');
    const indexer = new Indexer(other);
    indexer.addFile(file);
    indexer.add({ path: 'b', text: 'A river.' });
    indexer.commit();
    assert.equal(indexer.counts.added, 2);
    indexer.close();
    const index = new Index(other);
    assert.equal(index.file(index.search('pelicans').hits[0].path), fs.realpathSync(file));
    assert.throws(() => index.file('b'), { status: 'not found' });
    index.close();
    daftar.compact(other);
    assert.deepEqual([daftar.info(other).articles, daftar.info(other).segments], [2, 1]);
    assert.ok(daftar.status(other).includes('articles: 2'));
    assert.deepEqual(daftar.verify(other), []);
    const segment = fs.readdirSync(other).find((name) => name.startsWith('seg-'));
    fs.truncateSync(path.join(other, segment), 1000);
    assert.throws(() => daftar.verify(other), (error) => error.status === 'corrupt' && error.lines.length > 0);
    for (const found of [daftar.read(file), daftar.read(file, { seconds: 5 })]) {
        assert.deepEqual([found.title[0].value, found.heading[0].level, found.passage[0].heading], ['Roads', 1, 'Steel']);
        assert.equal(found.doi, undefined);
    }
});

test('analysis', () => {
    const text = Buffer.from('Ўзбекистон йўллари');
    const tokens = daftar.analyze(text.toString(), 'uz').filter((token) => !token.compound);
    assert.deepEqual(tokens.map((token) => text.subarray(token.start, token.end).toString()), ['Ўзбекистон', 'йўллари']);
    assert.equal(daftar.detectLanguage(documents.ru).language, 'ru');
    assert.deepEqual(Object.entries(daftar.languages()).slice(0, 2), [['en', 'English'], ['ru', 'Russian']]);
    assert.ok(daftar.formats().includes('md'));
});

test('failures say what', () => {
    assert.throws(() => new Index('/nowhere/at/all'),
        (error) => error instanceof DaftarError && error.status === 'not found' && /nowhere/.test(error.message));
});

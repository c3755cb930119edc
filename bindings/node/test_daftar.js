// test_daftar.js: the Node.js binding indexes and searches: node --test test_daftar.js
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const { Index, Indexer, DaftarError } = require('./daftar.js');

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

test('failures say what', () => {
    assert.throws(() => new Index('/nowhere/at/all'),
        (error) => error instanceof DaftarError && error.status === 'not found' && /nowhere/.test(error.message));
});

// Opens an index in the format of the build.
import assert from "node:assert/strict";
import { test } from "node:test";

import { openIndex } from "../../hooks/playbook/site/theme/assets/playbook/search/index.js";
import { encode } from "./handmade-index.mjs";

/** An index in the format of the build: two entries, two terms and a stop word. */
function indexData() {
  const language = {
    language: "xx", stemmer: null, endings: [], compounds: [["s"], []],
    common: 2, terms: "0bild 0och 0bildbank", stop: "och", forms: "",
    parts: encode([2, 0]), favours: { 0: ["vem"] },
    phrases: [
      encode([1, 0, 2, 0, 4, 0, 1 + 2]), // one shared term: 0; a phrase of it, a phrase of it and of 2
      encode([0, 3, 2]), // none shared; a phrase of 2, of the second class
      encode([2, 1, 1, 4, 0, 1, 6, 0, 1, 2 + 0]), // two shared: 1 and 2; a phrase of both, one with 0
    ].join(" "),
  };
  return {
    ids: "0bilder 0konton", previous_ids: { old: 1 }, pages: ["a/", "b/"], page: encode([0, 1]),
    kinds: [["Rules", 100]], kind: encode([0, 0]), title: ["Bilder", "Konton"], retired: [1], scopes: {},
    languages: [language], concepts: encode([2, 1, 0, 1, 2]), wider: encode([2, 1, 0, 2, 2, 0]),
    body: [encode([0 * 4 + 1, 0 * 4 + 2]), encode([]), encode([1 * 4 + 3])].join(" "),
    answers_per_file: 8, words: {}, propose: "",
  };
}

test("an index is decoded", async () => {
  const index = await openIndex(indexData());
  const [language] = index.languages;
  assert.deepEqual(index.ids, ["bilder", "konton"]);
  assert.deepEqual([...index.entries], [["old", 1], ["bilder", 0], ["konton", 1]]);
  assert.deepEqual(language.terms, ["bild", "och", "bildbank"]);
  assert.deepEqual(language.stopTerms, new Set([1]));
  assert.deepEqual([...language.parts], [[2, [0]]]);
  assert.deepEqual([...language.compoundsOf], [[0, [2]]]);
  assert.deepEqual(index.body(0), [1, 6]); // in the first entry with strength 1, in the second with 2
  assert.deepEqual(index.body(2), [7]); // in the second with 3
  assert.deepEqual(index.retired, new Set([1]));
});

test("phrases have their entry, their class and their terms", async () => {
  const { languages: [language], frequency } = await openIndex(indexData());
  assert.deepEqual(language.phrases, [
    { entry: 0, weight: 0, terms: [0], isTitle: true },
    { entry: 0, weight: 0, terms: [0, 2], isTitle: false },
    { entry: 1, weight: 1, terms: [2], isTitle: true },
    { entry: 2, weight: 0, terms: [1, 2], isTitle: true },
    { entry: 2, weight: 0, terms: [1, 2, 0], isTitle: false },
  ]);
  assert.deepEqual(language.phrasesOf, [[0, 1, 4], [3, 4], [1, 2, 3, 4]]);
  assert.deepEqual([0, 1, 2, undefined].map((term) => frequency(0, term)), [2, 1, 3, 0]);
});

test("entry texts count only in the reader's language", async () => {
  const data = indexData();
  const [language] = data.languages;
  const languages = [language, { ...language, phrases: encode([0]) }];
  const { frequency } = await openIndex({ ...data, languages, concepts: "", wider: "" });
  assert.equal(frequency(0, 0), 2);
  assert.equal(frequency(1, 0), 0);
});

test("a concept's phrases are synonyms, and broader concepts are found in one direction", async () => {
  const { concepts: [byFirst] } = await openIndex(indexData());
  const described = (term) => (byFirst.get(term) ?? []).map(({ terms, meant, isWider }) =>
    [terms, meant.map((phrase) => phrase.terms), isWider]);
  assert.deepEqual(described(0), [[[0], [[0], [2]], false]]);
  assert.deepEqual(described(2), [[[2], [[0], [2]], false], [[2, 0], [[0]], true]]);
});

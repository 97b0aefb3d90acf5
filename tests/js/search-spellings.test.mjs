// Tests spellings.js: which entries have a word of the query only with other accents.
import assert from "node:assert/strict";
import { test } from "node:test";

import { spellingFactors } from "../../hooks/playbook/site/theme/assets/playbook/search/spellings.js";
import { encode, languageIndex, searchIndex } from "./handmade-index.mjs";

// "mäta" (measure) is in the entries 0 and 2, "mata" (feed) in 1 and 2: distances from the previous entry.
const SPELLINGS = { mat: { mat: encode([1, 0]), mät: encode([0, 1]) } };
const index = searchIndex(
  [languageIndex(["mat"], { stems: { mata: "mat" } })], ["measure", "feed", "both"], { spellings: SPELLINGS },
);
const factors = (query, shares) => Object.fromEntries(spellingFactors(index, query, new Map(shares)));

test("an entry that has the word only with other accents gets a factor", () => {
  assert.deepEqual(factors("mäta", [["mata", 1]]), { 1: 0.85 });
  assert.deepEqual(factors("mata", [["mata", 1]]), { 0: 0.85 });
  assert.deepEqual(factors("MA\u0308TA", [["mata", 1]]), { 1: 0.85 });
});

test("the factor is near 1 if the word is a small part of the query", () => {
  assert.deepEqual(factors("mäta", [["mata", 0.2]]), { 1: 0.97 });
});

test("words that are not significant, and terms with one spelling, have no effect", () => {
  assert.deepEqual(factors("mäta", [["annat", 1]]), {});
  assert.deepEqual(factors("bild", [["bild", 1]]), {});
  assert.deepEqual(factors("måta", [["mata", 1]]), {}); // a spelling that the handbook does not have
});

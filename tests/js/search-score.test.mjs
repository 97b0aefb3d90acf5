// Tests rarity.js and score.js: the weight of words, and the score of entries.
import assert from "node:assert/strict";
import { test } from "node:test";

import { dampedTerms, phraseRarity, rarity } from "../../hooks/playbook/site/theme/assets/playbook/search/rarity.js";
import { bestPhrases, coverage, phraseMatches } from "../../hooks/playbook/site/theme/assets/playbook/search/score.js";
import { WEIGHTS } from "../../hooks/playbook/site/theme/assets/playbook/search/weights.js";
import { handbook, languageIndex, searchIndex } from "./handmade-index.mjs";

test("rare words count for more; the most common of the best matching terms decides", () => {
  const index = handbook();
  const termOf = (word, weight = 1) => new Map([[index.languages[0].numbers.get(word), weight]]);
  assert.ok(rarity(index, [termOf("blockera")]) > rarity(index, [termOf("konto")])); // in one entry, in two
  const both = new Map([...termOf("blockera"), ...termOf("konto")]);
  assert.equal(rarity(index, [both]), rarity(index, [termOf("konto")]));
  const loose = new Map([...termOf("blockera"), ...termOf("konto", 0.5)]);
  assert.equal(rarity(index, [loose]), rarity(index, [termOf("blockera")]));
  assert.equal(rarity(index, [termOf("stryk")]), 0); // no entry has it
  assert.equal(rarity(index, [termOf("blockera")]), Math.log(1 + 3 / 2) ** 0.8); // one of three entries
  assert.equal(rarity(index, [termOf("konto", 0.5)]), rarity(index, [termOf("konto")]) / 2);
});

test("a synonym that is more common than the word weighs less", () => {
  const index = handbook();
  const [common, rare] = ["konto", "blockera"].map((word) => index.languages[0].numbers.get(word));
  const rareness = rarity(index, [new Map([[rare, 1]])]);
  const [terms] = dampedTerms(index, [new Map([[rare, 1], [common, 0.7]])], rareness);
  assert.equal(terms.get(rare), 1);
  assert.ok(terms.get(common) < 0.7);
  const share = rarity(index, [new Map([[common, 1]])]) / rareness;
  assert.ok(Math.abs(terms.get(common) - 0.7 * share ** WEIGHTS.rarity.commonerSynonym) < 1e-12);
  assert.equal(dampedTerms(index, [new Map([[common, 0.7]])], 0)[0].get(common), 0.7);
});

test("the rarity of a phrase is that of its significant terms; stop words are listed", () => {
  const index = handbook();
  const [bild, och] = ["bild", "och"].map((word) => index.languages[0].numbers.get(word));
  const { significant, stops } = phraseRarity(index, 0, [bild, och]);
  assert.equal(significant, rarity(index, [new Map([[bild, 1]])]));
  assert.deepEqual(stops, [och]);
});

/** A query for scoring whose words match themselves in the first language. */
function weightedQuery(index, words) {
  const terms = words.map((word) => [new Map([[index.languages[0].numbers.get(word), 1]]), new Map()]);
  const rarities = terms.map((byLanguage) => rarity(index, byLanguage));
  const total = rarities.reduce((sum, one) => sum + one, 0);
  return { terms, rarities, total, stops: [new Set(), new Set()] };
}

test("phrases match the words that they contain", () => {
  const index = handbook();
  const query = weightedQuery(index, ["barn", "konto"]);
  const [swedish, english] = phraseMatches(index, query.terms);
  assert.deepEqual(swedish.phrases, [0, 1, 2, 3]);
  assert.deepEqual([...swedish.matchWeights], [1, 0, 1, 0, 0, 1, 0, 1]);
  assert.deepEqual(english.phrases, []);
});

test("the best phrase of an entry is the one closest to the query", () => {
  const index = handbook();
  const score = (words) => {
    const query = weightedQuery(index, words);
    return bestPhrases(index, phraseMatches(index, query.terms), query);
  };
  const { first, second } = score(["konto"]);
  assert.ok(first[1] > first[2] && first[2] > 0); // the title that is the query before the one with more
  assert.equal(first[0], 0);
  assert.ok(Math.abs(first[1] - (1 + WEIGHTS.score.sameTitle)) < 1e-6);
  assert.ok(score(["barn"]).second[0] > 0 && second[1] === 0);
  assert.ok(Math.abs(score(["barn", "barn"]).second[0] - (1 + WEIGHTS.score.samePhrase)) < 1e-6); // no more than whole
  assert.ok(Math.abs(score(["konto", "konto"]).first[1] - (1 + WEIGHTS.score.sameTitle)) < 1e-6);
});

test("coverage counts phrases, titles and texts", () => {
  const covered = (options) => {
    const index = handbook(options);
    const query = weightedQuery(index, ["barn"]);
    return [...coverage(index, phraseMatches(index, query.terms), query).strength];
  };
  const plain = covered({});
  const rare = Math.log(1 + 3 / 2) ** 0.8;
  assert.ok(Math.abs(plain[0] - rare * (1 + 1.2 * 2 / 5 + 0.8)) < 1e-6); // two phrases and the title
  const [both] = covered({ bodies: { barn: [3] } });
  assert.ok(Math.abs(both - rare * (1.2 + 1.2 * 2 / 5 + 0.4 + 0.8)) < 1e-6);
  const withText = covered({ bodies: { barn: [0 * 4 + 3, 1 * 4 + 0] } }); // strongly in the first entry
  assert.ok(plain[0] > 0 && plain[1] === 0);
  assert.ok(withText[0] > withText[1] && withText[1] > 0);
});

test("only phrases in the reader's language define what an entry is about", () => {
  const strength = (phrases) => {
    const own = languageIndex(["barn"], { phrases: [{ entry: 0, words: ["barn"] }, ...phrases] });
    const index = searchIndex([own, languageIndex(["barn"], { phrases })], ["children"]);
    const terms = [[new Map([[0, 1]]), new Map([[0, 1]])]];
    return coverage(index, phraseMatches(index, terms), { terms, rarities: [1] }).strength[0];
  };
  assert.ok(Math.abs(strength([]) - (1 + 1.2 / 4)) < 1e-6);
  assert.ok(Math.abs(strength([{ entry: 0, words: ["barn"], weight: 1 }]) - (1 + 1.2 / 4)) < 1e-6);
  assert.ok(Math.abs(strength([{ entry: 0, words: ["barn"] }]) - (1 + 1.2 * 2 / 5)) < 1e-6);
});

test("the share is the part of the query that an entry matches", () => {
  const index = handbook();
  const query = weightedQuery(index, ["bild", "konto"]);
  const { share } = coverage(index, phraseMatches(index, query.terms), query);
  assert.ok(Math.abs(share[1] / query.total - query.rarities[1] / query.total) < 1e-6);
  assert.ok(Math.abs(share[0] / query.total - query.rarities[0] / query.total) < 1e-6);
});

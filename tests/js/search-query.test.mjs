// Tests query.js, synonyms.js, rank.js and weights.js: from a query to the entries.
import assert from "node:assert/strict";
import { test } from "node:test";

import { dominantLanguage, parseQuery } from "../../hooks/playbook/site/theme/assets/playbook/search/query.js";
import { answers, find, nearest, search } from "../../hooks/playbook/site/theme/assets/playbook/search/rank.js";
import { phraseEnd, synonyms } from "../../hooks/playbook/site/theme/assets/playbook/search/synonyms.js";
import { WEIGHTS } from "../../hooks/playbook/site/theme/assets/playbook/search/weights.js";
import { asObject, handbook, languageIndex, searchIndex, SWEDISH } from "./handmade-index.mjs";

const ids = (index, results) => results.map(({ entry }) => index.ids[entry]);
const wordMap = (index, parsed, n = 0) =>
  Object.fromEntries(parsed.map(({ text, terms }) => [text, asObject(index.languages[n], terms[n])]));

test("a known word matches itself in its language", () => {
  const index = handbook();
  assert.deepEqual(wordMap(index, parseQuery(index, "bild och barn ")), {
    bild: { bild: 1 }, och: { och: 1 }, barn: { barn: 1 },
  });
  assert.deepEqual(parseQuery(index, "bild och barn ").map(({ isStop }) => isStop), [false, true, false]);
  assert.deepEqual(wordMap(index, parseQuery(index, "picture barn bild "), 1).picture, { picture: 0.95 });
});

test("only an unfinished last word matches as a prefix", () => {
  const index = handbook();
  assert.deepEqual(wordMap(index, parseQuery(index, "bild block")).block, {}); // it is known in English
  assert.deepEqual(wordMap(index, parseQuery(index, "blocke")).blocke, { blockera: 0.6125 });
  assert.deepEqual(wordMap(index, parseQuery(index, "blocke barn")).blocke, {});
  assert.deepEqual(wordMap(index, parseQuery(index, "blocekra ")).blocekra, { blockera: 0.75 }); // mistyped
});

test("an unknown compound is split into its parts, or reduced to its known half", () => {
  const index = handbook();
  assert.deepEqual(parseQuery(index, "barnbild ").map(({ text }) => text), ["barn", "bild"]);
  assert.deepEqual(wordMap(index, parseQuery(index, "xxxkonto ")), { xxxkonto: { konto: 0.6 } });
});

test("a hyphenated word is one word if it is known, otherwise its parts", () => {
  const index = handbook();
  assert.deepEqual(parseQuery(index, "barn-bild").map(({ text }) => text), ["barn", "bild"]);
  assert.deepEqual(parseQuery(index, "konto-in").map(({ text }) => text), ["konto", "in"]);
  const swedish = languageIndex(["barnbild"], { phrases: [{ entry: 0, words: ["barnbild"] }] });
  const whole = searchIndex([swedish, index.languages[1]], ["children"]);
  assert.deepEqual(parseQuery(whole, "barn-bild").map(({ text }) => text), ["barnbild"]);
});

test("a known word that no entry has may be a typing error", () => {
  const language = languageIndex(["konto", "kontoo"], { phrases: [{ entry: 0, words: ["konto"] }] });
  const index = searchIndex([language], ["accounts"]);
  assert.deepEqual(wordMap(index, parseQuery(index, "kontoo ")).kontoo, { kontoo: 1, konto: 0.75 });
});

test("half of a compound matches only if nothing else does", () => {
  const phrases = ["abxkonto", "konto"].map((word, entry) => ({ entry, words: [word] }));
  const index = searchIndex([languageIndex(["abxkonto", "konto"], { phrases })], ["one", "other"]);
  assert.deepEqual(wordMap(index, parseQuery(index, "abzkonto ")).abzkonto, { abxkonto: 0.75 });
});

test("a compound may be in another language than the query", () => {
  const first = languageIndex(["text"], { phrases: [{ entry: 0, words: ["text"] }] });
  const second = languageIndex(["barn", "bild"], { phrases: [{ entry: 0, words: ["barn", "bild"] }] });
  const index = searchIndex([first, second], ["children"]);
  const parsed = parseQuery(index, "text barnbild ");
  assert.deepEqual(wordMap(index, parsed, 1), { text: {}, barn: { barn: 0.8 }, bild: { bild: 0.8 } });
  assert.deepEqual(parsed.map(({ terms: [own] }) => own.size), [1, 0, 0]);
});

test("the language of a query is that with most of its words, or the first such language", () => {
  const index = handbook();
  assert.equal(dominantLanguage(index, ["bild"]), 0);
  assert.equal(dominantLanguage(index, ["picture", "child", "bild"]), 1);
  assert.equal(dominantLanguage(index, ["picture", "bild"]), 0);
  assert.equal(dominantLanguage(index, []), 0);
});

test("a query is searched in any number of languages: words in their own, concepts in all", () => {
  const texts = [["bild", "konto"], ["konto", "picture"], ["bilde", "konto"], ["kuva", "tili"]];
  const languages = texts.map((terms) => languageIndex(terms, {
    compounds: null, phrases: terms.map((term) => ({ entry: Number(["konto", "tili"].includes(term)), words: [term] })),
  }));
  const index = searchIndex(languages, ["pictures", "accounts"]);
  const [english, finnish] = [languages[1].numbers.get("picture"), languages[3].numbers.get("tili")];
  index.concepts[1].set(english, [{ terms: [english], meant: [{ language: 3, terms: [finnish] }], isWider: false }]);
  for (const query of ["bild ", "picture ", "bilde ", "kuva "]) {
    assert.equal(ids(index, search(index, query).results)[0], "pictures", query);
  }
  assert.equal(dominantLanguage(index, ["kuva", "tili"]), 3);
  const [{ terms }] = parseQuery(index, "konto ");
  assert.deepEqual(terms.map((some, n) => asObject(languages[n], some)), [
    { konto: 1 }, { konto: 0.95 }, { konto: 0.95 }, {},
  ]);
  assert.deepEqual(asObject(languages[3], parseQuery(index, "picture ")[0].terms[3]), { tili: 0.7 });
  assert.deepEqual(parseQuery(index, "kuvs ")[0].terms.map(({ size }) => size), [0, 0, 0, 0]); // too short
  assert.deepEqual(ids(index, search(index, "pictrue ").results), ["pictures"]);
});

test("words are cached, and a query does not change the cache", () => {
  const index = handbook();
  const [first] = parseQuery(index, "bild ");
  first.terms[0].set(99, 1);
  const [second] = parseQuery(index, "bild ");
  assert.equal(second.terms[0].has(99), false);
  assert.equal(index.wordCache.size, 1);
});

test("the longest phrase of a concept counts, and may contain a stop word", () => {
  const numbers = [1, 2, 3];
  const query = [{ isStop: false }, { isStop: true }, { isStop: false }];
  assert.equal(phraseEnd([1, 2, 3], numbers, query, 0), 3);
  assert.equal(phraseEnd([1, 3], numbers, query, 0), 3);
  assert.equal(phraseEnd([1], numbers, query, 0), 1);
  assert.equal(phraseEnd([1, 4], numbers, query, 0), 0);
  assert.equal(phraseEnd([3, 1], numbers, query, 2), 2);
});

test("the first significant word of a phrase gets its synonyms in every language", () => {
  const index = handbook();
  const term = (n, word) => index.languages[n].numbers.get(word);
  const signIn = [term(0, "logga"), term(0, "in")];
  const account = [{ language: 0, terms: [term(0, "konto")] }, { language: 1, terms: [term(1, "account")] }];
  index.concepts[0].set(signIn[0], [
    { terms: signIn, meant: account, isWider: false },
    { terms: [signIn[0]], meant: [{ language: 0, terms: [term(0, "stryk")] }], isWider: true },
  ]);
  const gained = (texts) => synonyms(index, texts, texts.map((text) => ({ isStop: text === "och" })))
    .map((byLanguage) => byLanguage.map((terms, n) => asObject(index.languages[n], terms)));
  assert.deepEqual(gained(["logga", "in"]), [[{ konto: 0.7 }, { account: 0.7 }], [{}, {}]]);
  assert.deepEqual(gained(["logga"]), [[{ stryk: 0.4 }, {}]]);
  assert.deepEqual(gained(["in", "logga"]), [[{}, {}], [{ stryk: 0.4 }, {}]]);
  assert.deepEqual(gained(["okänd"]), [[{}, {}]]);
});

test("each word of a synonym with several words has a smaller weight", () => {
  const index = handbook();
  const [barn, bild, konto, och] = ["barn", "bild", "konto", "och"].map((word) => SWEDISH.indexOf(word));
  const meant = [{ language: 0, terms: [bild, barn, och] }];
  index.concepts[0].set(konto, [{ terms: [konto], meant, isWider: false }]);
  const [[terms]] = synonyms(index, ["konto"], [{ isStop: false }]);
  assert.deepEqual(asObject(index.languages[0], terms), { bild: 0.2475, barn: 0.2475 });
});

test("a search returns the best entries first, and the words to mark", () => {
  const index = handbook();
  const { results, words } = search(index, "blockera konto ");
  assert.deepEqual(ids(index, results), ["blocking", "accounts"]);
  assert.deepEqual(words, new Set(["blockera", "konto"]));
  assert.deepEqual(ids(index, search(index, "picture ").results), ["children"]);
  assert.deepEqual(search(index, "xyz").results, []);
});

test("an entry whose id was typed comes first, retired entries last", () => {
  const index = handbook();
  assert.equal(ids(index, search(index, " Accounts ").results)[0], "accounts");
  const retired = handbook({ retired: new Set([2]) });
  assert.deepEqual(ids(index, search(retired, "blockera konto ").results), ["accounts", "blocking"]);
});

test("stop words do not count if there are other words", () => {
  const share = (query) => search(handbook(), query).results.find(({ entry }) => entry === 1).share;
  assert.equal(share("och konto "), share("konto "));
});

test("stop words count if a query has no other words", () => {
  const swedish = languageIndex(["och"], { stop: ["och"], phrases: [{ entry: 0, words: ["och"], isTitle: true }] });
  const index = searchIndex([swedish], ["and"]);
  assert.deepEqual(ids(index, search(index, "och").results), ["and"]);
});

test("the type of question, the kind of entry and the reader affect the score", () => {
  const score = (options, query = "konto ", reader = {}) =>
    search(handbook(options), query, reader).results.find(({ entry }) => entry === 1).score;
  const plain = score({});
  assert.ok(Math.abs(score({ kinds: [["Rules", 90]] }) / plain - 0.9) < 1e-9);
  const scopes = { 1: { account: ["official"], roles: ["editor"] } };
  assert.ok(Math.abs(score({ scopes }, "konto ", { account: "official" }) / plain - 1.12) < 1e-9);
  assert.ok(Math.abs(score({ scopes }, "konto ", { account: "personal" }) / plain - 0.8) < 1e-9);
  assert.ok(Math.abs(score({ scopes }, "konto ", { account: "official", role: "x" }) / plain - 1.12 * 0.8) < 1e-9);
  assert.equal(score({ scopes }, "konto ", { country: "SE", account: "" }), plain);
  const asking = handbook();
  asking.languages[0].favours = { 0: ["vem", "hur"] };
  const [vem] = search(asking, "konto vem ").results;
  assert.ok(vem.score > plain * 1.2);
});

test("answers match enough of the query, and their score is close enough to the best", () => {
  const result = (score, share) => ({ entry: 0, score, share });
  const all = [result(1, 0.3), result(0.3, 1), result(0.29, 1), result(0.9, 0.29)];
  assert.deepEqual(answers(all), all.slice(0, 2));
  assert.deepEqual(answers([]), []);
});

test("the nearest titles share letters with the query", () => {
  const index = handbook();
  assert.deepEqual(ids(index, nearest(index, "blocked", 3)), ["blocking"]);
  assert.deepEqual(ids(index, nearest(index, "account children", 1)).length, 1);
  assert.deepEqual(nearest(index, "xyz", 3), []);
});

test("three languages are kept separate", () => {
  const german = languageIndex(["bild", "konto"], { phrases: [{ entry: 2, words: ["bild"], isTitle: true }] });
  const { languages, ids: names } = handbook();
  const index = searchIndex([...languages, german], names);
  assert.deepEqual(new Set(ids(index, search(index, "bild ").results)), new Set(["children", "blocking"]));
  assert.deepEqual(ids(index, search(index, "picture ").results), ["children"]);
  const [word] = parseQuery(index, "bild ");
  const terms = word.terms.map((own, n) => asObject(index.languages[n], own));
  assert.deepEqual(terms, [{ bild: 1 }, {}, { bild: 0.95 }]);
  assert.deepEqual(search(index, "bild ").words, new Set(["bild"]));
});

test("every weight is a number, and none can be changed", () => {
  const numbers = Object.values(WEIGHTS).flatMap((group) => Object.values(group).flat());
  assert.ok(numbers.length > 40 && numbers.every((weight) => typeof weight === "number" && weight > 0));
  assert.throws(() => { WEIGHTS.match.exact = 2; });
  assert.ok(Object.values(WEIGHTS.match).every((weight) => weight <= 1.5));
});

test("find says how sure the answers are", () => {
  const index = handbook();
  const certainty = (query) => find(index, query).certainty;
  assert.equal(certainty("bild barn "), "sure"); // only one entry has both words
  assert.equal(certainty("barn konto "), "unsure"); // no entry has both
  assert.equal(certainty("blokcera "), "guess"); // a typing error of the only word
  assert.equal(certainty("blokcera konto "), "sure"); // another word is known
  assert.equal(certainty("xyz "), "none");
  assert.deepEqual(find(index, "konto ").words, new Set(["konto"]));
});

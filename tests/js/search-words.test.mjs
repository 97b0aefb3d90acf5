// Tests the modules from analysis.js to typos.js: from a word to its possible terms.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createAnalyzer, fold, words } from "../../hooks/playbook/site/theme/assets/playbook/search/analysis.js";
import { decode, frontDecode } from "../../hooks/playbook/site/theme/assets/playbook/search/coding.js";
import {
  isWeak, joinedCompounds, knownHalf, splitCompound,
} from "../../hooks/playbook/site/theme/assets/playbook/search/compounds.js";
import {
  addTerm, knownTerms, prefixMatches, termsWithPrefix, termsWithSuffix,
} from "../../hooks/playbook/site/theme/assets/playbook/search/lookup.js";
import {
  editDistance, respellings, typoMatches,
} from "../../hooks/playbook/site/theme/assets/playbook/search/typos.js";
import { asObject, encode, languageIndex, LATIN } from "./handmade-index.mjs";

const word = (isStop = false) => ({ isStop });

test("fold gives lower case without rings, dots and accents", () => {
  assert.equal(fold("ÅÄÖ Éé øæßđł ﬁ"), "aao ee oassdl fi");
});

test("a joined word is kept whole and also split into its parts", () => {
  assert.deepEqual(words("Company’s e-post, 1:2 och it's AI:n"), [
    { whole: "company", parts: [] },
    { whole: "epost", parts: ["e", "post"] },
    { whole: "1:2", parts: ["1", "2"] },
    { whole: "och", parts: [] },
    { whole: "it", parts: [] },
    { whole: "ai", parts: [] },
    { whole: "n", parts: [] },
  ]);
});

test("an analyzer knows stop words, irregular forms and stems", async () => {
  const endings = [["(?:[oiyu]|or|el)n$", 5, 1, ""], ["(?:[oiyu])t$", 5, 1, ""]];
  const swedish = await createAnalyzer({ stemmer: "swedish", endings, forms: "man,mannen,mans", stop: "och bil" });
  assert.equal(swedish.term("mannen"), "man");
  assert.notEqual(swedish.stem("mannen"), "man");
  assert.equal(swedish.term("och"), "och");
  assert.equal(swedish.term("bilar"), "bil_"); // has the form of a stop word, but is not one
  assert.equal(swedish.term("kommentarerna"), swedish.term("kommentar"));
  assert.equal(swedish.term("kontot"), swedish.term("konto"));
  assert.deepEqual(swedish.stopWords, new Set(["och", "bil"]));
  const english = await createAnalyzer({ stemmer: "english", endings: [["iz$", 5, 2, "is"]], forms: "", stop: "" });
  assert.equal(english.term("organize"), english.term("organise"));
  const unknown = await createAnalyzer({ stemmer: null, endings: [], forms: "", stop: "" });
  assert.equal(unknown.term("anything"), "anything");
  assert.equal(unknown.term("organize"), "organize");
});

test("numbers survive a round trip", () => {
  const numbers = [0, 1, 69, 70, 71, 1539, 1540, 123456, 2 ** 31];
  assert.deepEqual(decode(encode(numbers)), numbers);
  assert.deepEqual(decode(""), []);
});

test("front-coded words share letters with the previous one", () => {
  assert.deepEqual(frontDecode("0bild 4bank 4en 0x"), ["bild", "bildbank", "bilden", "x"]);
});

test("a term keeps its largest weight", () => {
  const terms = new Map();
  addTerm(terms, 1, 0.5);
  addTerm(terms, 1, 0.4);
  addTerm(terms, 2, 0.4);
  addTerm(terms, 2, 0.5);
  assert.deepEqual([...terms], [[1, 0.5], [2, 0.5]]);
});

test("a word matches its term, its compounds, its parts, and longer words that end with it", () => {
  const terms = ["bild", "bildbank", "bank", "profilbild", "abild", "bil"];
  const language = languageIndex(terms, { parts: { bildbank: ["bild", "bank"] } });
  const known = (...of) => asObject(language, knownTerms(language, ...of));
  assert.deepEqual(known("bild"), { bild: 1, bildbank: 0.45, profilbild: 0.5 });
  assert.deepEqual(known("bildbank", 0.5), { bildbank: 0.5, bild: 0.225, bank: 0.225 });
  assert.deepEqual(known("bil"), { bil: 1 }); // too short to end others
  const inflected = languageIndex(["bil", "lastbil"], { stems: { bilar: "bil" } });
  assert.deepEqual(asObject(inflected, knownTerms(inflected, "bilar")), { bil: 1, lastbil: 0.5 });
  const other = languageIndex(terms, { compounds: null });
  assert.deepEqual(asObject(other, knownTerms(other, "bild")), { bild: 1 });
  assert.equal(knownTerms(language, "unknown").size, 0);
});

test("prefixes are found among common and other terms", () => {
  const language = languageIndex(["bild", "tavla", "bild", "bilda", "bildbank", "bill"], { common: 2 });
  assert.deepEqual([...termsWithPrefix(language, "bild")], [0, 2, 3, 4]);
  assert.deepEqual([...termsWithPrefix(language, "t")], [1]);
  assert.deepEqual([...termsWithPrefix(language, "z")], []);
  assert.deepEqual([...termsWithPrefix(language, "")], [0, 1, 2, 3, 4, 5]);
});

test("a longer prefix has a larger weight", () => {
  const language = languageIndex(["tavling", "tavlingsvillkor"]);
  const matches = (...of) => asObject(language, prefixMatches(language, ...of));
  assert.deepEqual(matches("tavl"), { tavling: 0.55, tavlingsvillkor: 0.4433 });
  assert.deepEqual(matches("tavl", 0.5), { tavling: 0.275, tavlingsvillkor: 0.2217 });
  assert.equal(prefixMatches(language, "tav").size, 0);
});

test("suffixes are found in words longer by three letters, and cached", () => {
  const language = languageIndex(["bild", "xxbild", "xxxbild", "bildxxx"]);
  assert.deepEqual(termsWithSuffix(language, "bild"), [2]);
  assert.equal(termsWithSuffix(language, "bild"), termsWithSuffix(language, "bild"));
});

test("an unknown compound is split into two known words", () => {
  const language = languageIndex(["bild", "kund", "och", "ton"], { stop: ["och"], stems: { kunder: "kund" } });
  const split = (text) => splitCompound(language, text)
    ?.map((part) => [part.text, asObject(language, part.terms)]) ?? null;
  assert.deepEqual(split("kundbild"), [["kund", { kund: 0.8 }], ["bild", { bild: 0.8 }]]);
  assert.deepEqual(split("kundsbild"), [["kunds", { kund: 0.8 }], ["bild", { bild: 0.8 }]]); // linked by s
  assert.deepEqual(split("kunderbild"), [["kunder", { kund: 0.8 }], ["bild", { bild: 0.8 }]]);
  assert.deepEqual(split("tonbild"), [["ton", { ton: 0.8 }], ["bild", { bild: 0.8 }]]);
  for (const text of ["ochbild", "bildton", "bildbild", "xxxbild", "bild", ""]) assert.equal(split(text), null, text);
});

test("a half-known compound matches its end, or else its beginning", () => {
  const options = { stop: ["ochar"], stems: { bilder: "bild" } };
  const language = languageIndex(["villkor", "tavling", "ochar", "abcd", "bild", "villa"], options);
  assert.deepEqual(asObject(language, knownHalf(language, "xxxvillkor")), { villkor: 0.6 });
  assert.deepEqual(asObject(language, knownHalf(language, "tavlingsvillkor")), { villkor: 0.6 });
  assert.deepEqual(asObject(language, knownHalf(language, "tavlingsxxxxx")), { tavling: 0.6 });
  assert.deepEqual(asObject(language, knownHalf(language, "xxxbilder")), { bild: 0.6 });
  assert.deepEqual(asObject(language, knownHalf(language, "villaxxx")), { villa: 0.6 });
  assert.equal(knownHalf(language, "xxochar").size, 0);
  assert.equal(knownHalf(language, "xxxxabcd").size, 0); // four letters are too few for a half
});

test("a compound written as two words is joined, with or without an s", () => {
  const language = languageIndex(["personalfest", "dataskyddsombud"]);
  const joined = (...texts) => joinedCompounds(language, texts, texts.map((text) => word(text === "och")))
    .map((terms) => asObject(language, terms));
  assert.deepEqual(joined("personal", "fest"), [{ personalfest: 1 }, { personalfest: 1 }]);
  assert.deepEqual(joined("dataskydd", "ombud", "nu"), [{ dataskyddsombud: 1 }, { dataskyddsombud: 1 }, {}]);
  assert.deepEqual(joined("fest", "personal"), [{}, {}]);
  assert.deepEqual(joined(), []);
  const stop = languageIndex(["ochfest"]);
  assert.equal(joinedCompounds(stop, ["och", "fest"], [word(true), word()])[1].size, 0);
});

test("short terms and stop words are too weak for compounds", () => {
  const language = languageIndex(["ab", "abc", "och"], { stop: ["och"] });
  assert.deepEqual([0, 1, 2].map((term) => isWeak(language, term)), [true, false, true]);
});

test("a typing error adds, drops, replaces or swaps a letter", () => {
  assert.equal(editDistance("konto", "konto", 2), 0);
  assert.equal(editDistance("konto", "kontor", 2), 1);
  assert.equal(editDistance("konto", "knto", 2), 1);
  assert.equal(editDistance("konto", "kpnto", 2), 1); // p beside o
  assert.equal(editDistance("konto", "kxnto", 2), 2); // any other letter
  assert.equal(editDistance("konto", "knoto", 2), 1);
  assert.equal(editDistance("konto", "kontoxx", 1), Infinity);
  assert.equal(editDistance("", "ab", 2), 2);
  assert.equal(editDistance("p", "a", 2), 1); // the end of a row of keys
});

test("respellings swap, drop or add a letter", () => {
  const all = [...respellings("abb", LATIN)];
  const texts = all.map(({ text }) => text);
  assert.ok(texts.includes("ab"));
  assert.ok(texts.includes("acbb"));
  assert.ok(texts.includes("abzb"));
  assert.ok(!texts.includes("abbz") && !texts.includes("zabb"));
  assert.deepEqual(all.find(({ text }) => text === "acbb"), { text: "acbb", minStemLength: 1 });
  assert.equal([...respellings("ab", LATIN)].length, 26); // a letter between, and nothing to swap or drop
  assert.ok(![...respellings("abc", LATIN)].some(({ text }) => text === "ac"));
  const meant = [...respellings("tavlign", LATIN)].find(({ text }) => text === "tavling");
  assert.deepEqual(meant, { text: "tavling", minStemLength: 0 });
});

test("a mistyped word matches similar terms", () => {
  const language = languageIndex(["konto", "kontrakt", "tavla", "tillganglighet"], { stems: { tavlor: "tavla" } });
  const found = (text) => asObject(language, typoMatches(language, text));
  assert.deepEqual(found("kinto"), { konto: 0.75 });
  assert.deepEqual(found("knoto"), { konto: 0.75 });
  assert.deepEqual(found("konti"), {}); // a short word that ends otherwise is another word
  assert.deepEqual(found("xonto"), {}); // nobody mistypes the first letter
  assert.deepEqual(found("kont"), {}); // too short
  assert.deepEqual(found("kont0"), {}); // a number
  assert.deepEqual(found("tavlro"), { tavla: 0.75 }); // the error is in the ending
  assert.deepEqual(found("tilganglighet"), { tillganglighet: 0.75 });
  assert.deepEqual(found("tilganglighe"), { tillganglighet: 0.55 }); // two errors
});

test("a mistyped word is compared with terms by its stem as well", () => {
  const language = languageIndex(["konto"], { stems: { kintorna: "kinto" } });
  assert.deepEqual(asObject(language, typoMatches(language, "kintorna")), { konto: 0.75 });
});

test("the number of typing errors allowed depends on the length of the word", () => {
  const language = languageIndex(["abcdefghi", "bcdefghi", "cdefghi", "ddee", "sida1"]);
  const found = (text) => asObject(language, typoMatches(language, text));
  assert.deepEqual(found("abcdefgih"), { abcdefghi: 0.75 }); // nine letters may end otherwise
  assert.deepEqual(found("abdcefgih"), { abcdefghi: 0.55 }); // and have two errors
  assert.deepEqual(found("bcdefgho"), { bcdefghi: 0.75 }); // eight letters too
  assert.deepEqual(found("bcedfgih"), {}); // but not two errors
  assert.deepEqual(found("cdefgho"), {}); // seven letters end as they should
  assert.deepEqual(found("ddeee"), { ddee: 0.75 }); // the shortest term that may be meant
  assert.deepEqual(found("sifa1"), {}); // numbers are not mistyped
});

test("a word with a letter missing from its ending is a different word", () => {
  const language = languageIndex(["tavl"], { stems: { tavling: "tavl", tavlings: "tavl" } });
  assert.deepEqual(asObject(language, typoMatches(language, "tavlng")), {}); // tavl|ing
  const longer = languageIndex(["tavli"], { stems: { tavling: "tavli" } });
  assert.deepEqual(asObject(longer, typoMatches(longer, "tavlng")), { tavli: 0.75 }); // the i is in the stem
});

test("a mistyped word does not match stop words or short terms", () => {
  const language = languageIndex(["ochar", "och"], { stop: ["ochar"] });
  assert.equal(typoMatches(language, "ocha").size + typoMatches(language, "ochra").size, 0);
});

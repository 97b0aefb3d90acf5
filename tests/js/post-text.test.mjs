// "Check a post": tokens, sentences, phrases and limits.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  countCharacters, firstOver, lix, overLimit, VALIDATORS,
} from "../../hooks/playbook/site/theme/assets/playbook/post/limits.js";
import {
  createPhraseBook, createPhraseIndex, findPhrases,
} from "../../hooks/playbook/site/theme/assets/playbook/post/phrases.js";
import {
  createTokenizer, fold, readPost, characterPositions,
} from "../../hooks/playbook/site/theme/assets/playbook/post/tokens.js";
import { CHECK, phrase, RULES } from "./handmade-post.mjs";

const post = (text) => readPost(text, createTokenizer(RULES));
const texts = (spans, text) => spans.map(({ start, end }) => text.slice(start, end));

test("a text is split into tokens with type and position", () => {
  const text = "Ring kl. 9, a-b@x #tag 😀\nhttp://x";
  const read = post("Ring a-b #tag 😀\nhttp://x");
  assert.deepEqual(read.tokens.map(({ type, start, end }) => [type, start, end]), [
    ["word", 0, 4], ["word", 5, 8], ["hashtag", 9, 13], ["emoji", 14, 16], ["link", 17, 25],
  ]);
  assert.deepEqual(read.units.map(({ word }) => word.folded), ["ring", "a", "b", "#tag"]);
  assert.deepEqual(post(text).ofType("link").map((token) => token.text), ["http://x"]);
  assert.deepEqual(post("a#tag").ofType("hashtag"), []);
  assert.deepEqual(post(text).ofType("mention"), []);
});

test("lines and words are cached", () => {
  const tokenizer = createTokenizer(RULES);
  const one = readPost("Bilen\nBilen", tokenizer);
  assert.equal(one.units[0].word, one.units[1].word);
  assert.deepEqual(one.units[0].word.stems, ["bilen", "bil"]);
  assert.equal(readPost("Bilen", tokenizer).units[0].word, one.units[0].word);
  assert.deepEqual([...tokenizer.lines.keys()], ["Bilen"]);
});

test("short words have no endings", () => {
  assert.deepEqual(post("ben en").units.map(({ word }) => word.stems), [["ben", "b"], []]);
});

test("fold normalises letters", () => {
  assert.equal(fold("A\u030aR"), "år");
});

test("sentences end at punctuation and at new paragraphs, but not after an abbreviation", () => {
  const words = (text) => post(text).sentences().map((sentence) => sentence.words);
  assert.deepEqual(words("Ett två. Tre fyra fem! Sex?"), [2, 3, 1]);
  assert.deepEqual(words("Kom kl. 9 nu"), [4]);
  assert.deepEqual(words("Ett\n\ntvå"), [1, 1]);
  assert.deepEqual(words("ett\ntvå"), [2]);
  assert.deepEqual(words("ett\nTvå"), [1, 1]);
  assert.deepEqual(words(""), []);
});

test("only characters outside tokens are located", () => {
  assert.deepEqual(characterPositions(post("http://x?y! Vad? Ja!"), "?"), [15]);
  assert.deepEqual(characterPositions(post("!!"), "!"), [0, 1]);
});

test("the longest phrase is found in any of its forms", () => {
  const text = "Bra bilar, bra bilar nu";
  const index = createPhraseIndex();
  const book = createPhraseBook([phrase("bra"), { text: "bra bil", words: ["bra", "bil~"] }], index);
  const matches = findPhrases(book, post(text));
  assert.deepEqual(texts(matches, text), ["Bra bilar", "bra bilar"]);
  assert.deepEqual(matches.map(({ first, last }) => [first, last]), [[0, 1], [2, 3]]);
});

test("a phrase may match part of a word, and may be case-sensitive", () => {
  const find = (phrases, text, ignoreCase = true) =>
    texts(findPhrases(createPhraseBook(phrases, createPhraseIndex(), ignoreCase), post(text)), text);
  assert.deepEqual(find([phrase("oslag*")], "oslagbar slag"), ["oslagbar"]);
  assert.deepEqual(find([phrase("*bar")], "Oslagbar bart"), ["Oslagbar"]);
  assert.deepEqual(find([{ text: "EU", words: ["EU"] }], "eu EU", false), ["EU"]);
  assert.deepEqual(find([phrase("a b")], "a. b; a b"), ["a b"]); // no sign between
  assert.deepEqual(find([{ text: "", words: [] }], "a"), []);
});

test("characters are counted in the same way as by platforms", () => {
  assert.equal(countCharacters("a😀\r\nb\r"), 5);
  assert.equal(countCharacters(""), 0);
  assert.equal(countCharacters("\ra\n"), 3);
});

test("the first span over a limit is returned with the total number", () => {
  const spans = [0, 1, 2].map((start) => ({ start, end: start + 1 }));
  assert.deepEqual(firstOver(spans, 3), []);
  assert.deepEqual(firstOver(spans, 2), [{ start: 2, end: 3, excerpt: "3" }]);
});

test("text over a limit on characters, sentences, marks or capitals is reported", () => {
  const over = (of, text, max, more = {}) => {
    const exceptions = createPhraseBook([phrase("NATO")], createPhraseIndex());
    return overLimit({ ...CHECK, of, ...more }, post(text), max, exceptions)
      .map((match) => [match.start, match.end, match.excerpt]);
  };
  assert.deepEqual(over("characters", "a😀bc", 3), [[4, 5, "4"]]);
  assert.deepEqual(over("characters", "a😀bc", 4), []);
  assert.deepEqual(over("sentence_words", "Ett två. Tre", 1), [[0, 7, "2"]]);
  assert.deepEqual(over("exclamations", "Hej! Nu!", 1), [[7, 8, "2"]]);
  assert.deepEqual(over("hashtags", "#a #b", 1), [[3, 5, "2"]]);
  assert.deepEqual(over("links", "http://x http://y", 1), [[9, 17, "2"]]);
  assert.deepEqual(over("emoji", "😀😀", 1), [[2, 4, "2"]]);
  assert.deepEqual(over("capitals", "NATO NATO STOR ABC STORt", 0), [[10, 14, "1"]]);
  assert.deepEqual(over("lix", "Ett två tre", 2, { min_words: 3 }), [[0, 0, "3"]]);
  assert.deepEqual(over("lix", "Ett två tre", 2, { min_words: 4 }), []);
});

test("LIX is words per sentence plus the percentage of long words", () => {
  assert.equal(lix(post("")), 0);
  assert.equal(lix(post("Abcdefg abcdef. Ett två.")), 27); // 4 / 2 + 100 * 1 / 4
});

test("card numbers and personal numbers have a check digit", () => {
  assert.equal(VALIDATORS.card("4111 1111 1111 1111"), true);
  assert.equal(VALIDATORS.card("4111 1111 1111 1112"), false);
  assert.equal(VALIDATORS.card("4222222222222"), true); // thirteen digits
  assert.equal(VALIDATORS.card("4000000000000000006"), true); // nineteen
  assert.equal(VALIDATORS.card("0000000000000"), false);
  assert.equal(VALIDATORS.card("18"), false);
  assert.equal(VALIDATORS.personal_number("19811218-9876"), true);
  assert.equal(VALIDATORS.personal_number("811218-9877"), false);
});

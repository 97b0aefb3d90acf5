// The possible terms of a mistyped word.

import { addTerm, termsWithPrefix } from "./lookup.js";
import { WEIGHTS } from "./weights.js";

/** @import { LanguageIndex, TermWeights } from "./types.js" */

const { match, letters } = WEIGHTS;

/**
 * The possible terms of a mistyped word. The first letter is assumed to be right.
 * @param {LanguageIndex} language
 * @param {string} word folded
 * @returns {TermWeights}
 */
export function typoMatches(language, word) {
  /** @type {TermWeights} */
  const terms = new Map();
  if (word.length < letters.typo || /\d/.test(word)) return terms;
  const limit = word.length >= letters.twoTypos ? 2 : 1;
  const stem = language.term(word);
  for (const number of termsWithPrefix(language, word[0])) {
    const term = language.terms[number];
    if (!mayBeMeant(language, number, word, stem, limit)) continue;
    const errors = Math.min(editDistance(stem, term, limit), editDistance(word, term, limit));
    if (errors <= limit) addTerm(terms, number, match.typo - match.furtherTypo * (errors - 1));
  }
  if (word.length >= letters.respelled) {
    for (const term of respelledTerms(language, word)) addTerm(terms, term, match.typo);
  }
  return terms;
}

/**
 * Whether a term is possible by its length and last letter: a quick test before the comparison.
 * @param {LanguageIndex} language
 * @param {number} number
 * @param {string} word
 * @param {string} stem of the word
 * @param {number} limit
 */
function mayBeMeant(language, number, word, stem, limit) {
  const term = language.terms[number];
  if (term.length < letters.typoTerm || language.stopTerms.has(number)) return false;
  const difference = Math.min(Math.abs(term.length - stem.length), Math.abs(term.length - word.length));
  if (difference > limit) return false;
  return word.length >= letters.looseEnd || term.at(-1) === stem.at(-1);
}

/**
 * The terms of the stems of a word's respellings.
 * @param {LanguageIndex} language
 * @param {string} word
 * @returns {Generator<number, void>}
 */
function* respelledTerms(language, word) {
  for (const { text, inStem } of respellings(word, language.letters)) {
    const beginning = text.slice(0, Math.max(letters.affix, word.length - letters.longestEnding));
    if (!beginsTerm(language, beginning)) continue;
    const term = language.numbers.get(language.stem(text));
    if (term === undefined || language.stopTerms.has(term) || language.terms[term].length <= inStem) continue;
    yield term;
  }
}

/**
 * Whether any term has a prefix: a quick test before a word is stemmed.
 * @param {LanguageIndex} language
 * @param {string} beginning
 */
function beginsTerm(language, beginning) {
  const { length } = beginning;
  let beginnings = language.prefixCache.get(length);
  if (!beginnings) {
    const terms = language.terms.filter((term) => term.length >= length);
    beginnings = new Set(terms.map((term) => term.slice(0, length)));
    language.prefixCache.set(length, beginnings);
  }
  return beginnings.has(beginning);
}

/**
 * Corrections for errors that the ending hides: *tävlign*, *tillgänlighet*. The stem must be longer than
 * `inStem` letters, as a letter missing from an ending makes another word.
 * @param {string} word
 * @param {Iterable<string>} alphabet the letters that may be missing
 * @returns {Generator<{ text: string, inStem: number }, void>}
 */
export function* respellings(word, alphabet) {
  for (let n = 1; n < word.length; n++) {
    const [before, letter, after] = [word.slice(0, n), word[n], word.slice(n + 1)];
    if (after) yield { text: before + after[0] + letter + after.slice(1), inStem: 0 };
    if (letter === word[n - 1]) yield { text: before + after, inStem: 0 };
    for (const missing of alphabet) yield { text: before + missing + letter + after, inStem: n };
  }
}

/**
 * For each letter, its neighbours on the keyboard and the letters that sound like it.
 * @type {Map<string, string>}
 */
const NEIGHBOURS = new Map();
for (const row of ["qwertyuiopa", "asdfghjkloa", "zxcvbnm", "1234567890"]) {
  for (let n = 0; n + 1 < row.length; n++) addNeighbours(row[n], row[n + 1]);
}
for (const [one, other] of "ae ei oa ou uy iy ck cs sz vw kq jg fv xs dt bp mn iu".split(" ")) {
  addNeighbours(one, other);
}

/**
 * @param {string} one
 * @param {string} other
 */
function addNeighbours(one, other) {
  NEIGHBOURS.set(one, (NEIGHBOURS.get(one) ?? "") + other);
  NEIGHBOURS.set(other, (NEIGHBOURS.get(other) ?? "") + one);
}

const ROWS = [0, 1, 2].map(() => new Uint8Array(256)); // longer than any word: the box accepts 200 letters

/**
 * The number of typing errors between two words. A neighbouring letter counts as one, any other
 * letter as two, two swapped letters as one.
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 * @returns {number} Infinity if there are more than `limit`
 */
export function editDistance(one, other, limit) {
  let [last, before, now] = ROWS;
  for (let j = 0; j <= other.length; j++) now[j] = j;
  for (let i = 1; i <= one.length; i++) {
    [last, before, now] = [before, now, last];
    now[0] = i;
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : NEIGHBOURS.get(one[i - 1])?.includes(other[j - 1]) ? 1 : 2;
      now[j] = Math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        now[j] = Math.min(now[j], last[j - 2] + 1);
      }
      least = Math.min(least, now[j]);
    }
    if (least > limit) return Infinity;
  }
  return now[other.length] <= limit ? now[other.length] : Infinity;
}

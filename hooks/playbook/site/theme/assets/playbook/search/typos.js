// Finds the possible terms of a mistyped word.

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
    if (!isPlausible(language, number, word, stem, limit)) continue;
    const errors = Math.min(editDistance(stem, term, limit), editDistance(word, term, limit));
    if (errors <= limit) addTerm(terms, number, match.typo - match.furtherTypo * (errors - 1));
  }
  if (word.length >= letters.respelled) {
    for (const term of respelledTerms(language, word)) addTerm(terms, term, match.typo);
  }
  return terms;
}

/**
 * Whether the length and the last letter of a term fit: a quick test before the comparison.
 * @param {LanguageIndex} language
 * @param {number} number
 * @param {string} word
 * @param {string} stem of the word
 * @param {number} limit
 */
function isPlausible(language, number, word, stem, limit) {
  const term = language.terms[number];
  if (term.length < letters.typoTerm || language.stopTerms.has(number)) return false;
  const difference = Math.min(Math.abs(term.length - stem.length), Math.abs(term.length - word.length));
  if (difference > limit) return false;
  return word.length >= letters.looseEnd || term.at(-1) === stem.at(-1);
}

/**
 * The terms of a word's respellings.
 * @param {LanguageIndex} language
 * @param {string} word
 * @returns {Generator<number, void>}
 */
function* respelledTerms(language, word) {
  for (const { text, minStemLength } of respellings(word, language.letters)) {
    const prefix = text.slice(0, Math.max(letters.affix, word.length - letters.longestEnding));
    if (!isPrefixOfTerm(language, prefix)) continue;
    const term = language.numbers.get(language.stem(text));
    if (term === undefined || language.stopTerms.has(term) || language.terms[term].length <= minStemLength) continue;
    yield term;
  }
}

/**
 * Whether any term begins with a prefix: a quick test before a word is stemmed.
 * @param {LanguageIndex} language
 * @param {string} prefix
 */
function isPrefixOfTerm(language, prefix) {
  const { length } = prefix;
  let prefixes = language.prefixCache.get(length);
  if (!prefixes) {
    const terms = language.terms.filter((term) => term.length >= length);
    prefixes = new Set(terms.map((term) => term.slice(0, length)));
    language.prefixCache.set(length, prefixes);
  }
  return prefixes.has(prefix);
}

/**
 * Corrections for errors in or before an ending: *tävlign*, *tillgänlighet*. A correction only counts
 * if its stem is longer than `minStemLength`, as a letter missing from the ending makes another word.
 * @param {string} word
 * @param {Iterable<string>} alphabet the letters that may be missing
 * @returns {Generator<{ text: string, minStemLength: number }, void>}
 */
export function* respellings(word, alphabet) {
  for (let n = 1; n < word.length; n++) {
    const [before, letter, after] = [word.slice(0, n), word[n], word.slice(n + 1)];
    if (after) yield { text: before + after[0] + letter + after.slice(1), minStemLength: 0 };
    if (letter === word[n - 1]) yield { text: before + after, minStemLength: 0 };
    for (const missing of alphabet) yield { text: before + missing + letter + after, minStemLength: n };
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

const DISTANCE_ROWS = [0, 1, 2].map(() => new Uint8Array(256)); // longer than any word: the box accepts 200 letters

/**
 * The number of typing errors between two words. A neighbouring letter counts as one, any other
 * letter as two, two swapped letters as one.
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 * @returns {number} Infinity if there are more than `limit`
 */
export function editDistance(one, other, limit) {
  let [secondLast, previous, current] = DISTANCE_ROWS;
  for (let j = 0; j <= other.length; j++) current[j] = j;
  for (let i = 1; i <= one.length; i++) {
    [secondLast, previous, current] = [previous, current, secondLast];
    current[0] = i;
    let smallest = i;
    for (let j = 1; j <= other.length; j++) {
      const substitution = one[i - 1] === other[j - 1] ? 0 : NEIGHBOURS.get(one[i - 1])?.includes(other[j - 1]) ? 1 : 2;
      current[j] = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + substitution);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        current[j] = Math.min(current[j], secondLast[j - 2] + 1);
      }
      smallest = Math.min(smallest, current[j]);
    }
    if (smallest > limit) return Infinity;
  }
  return current[other.length] <= limit ? current[other.length] : Infinity;
}

// Finds the terms of a correctly spelled word: its own term, and the terms of compounds and longer words.

import { WEIGHTS } from "./weights.js";

/** @import { LanguageIndex, TermWeights } from "./types.js" */

const { match, letters } = WEIGHTS;

/**
 * Add a possible term of a word. A term keeps its largest weight.
 * @param {TermWeights} terms
 * @param {number} term
 * @param {number} weight
 */
export function addTerm(terms, term, weight) {
  if (!((terms.get(term) ?? -Infinity) >= weight)) terms.set(term, weight);
}

/**
 * The term of a word, and the terms of its compounds, of its parts, and of words that end with it.
 * @param {LanguageIndex} language
 * @param {string} word folded
 * @param {number} [weight] of the term itself
 * @returns {TermWeights} empty if the handbook does not contain the word
 */
export function knownTerms(language, word, weight = match.exact) {
  /** @type {TermWeights} */
  const terms = new Map();
  const text = language.term(word);
  const term = language.numbers.get(text);
  if (term !== undefined) {
    addTerm(terms, term, weight);
    for (const compound of language.compoundsOf.get(term) ?? []) addTerm(terms, compound, weight * match.compoundPart);
    for (const part of language.parts.get(term) ?? []) addTerm(terms, part, weight * match.compoundPart);
  }
  if (language.compounds && word.length >= letters.affix && text.length >= letters.part) {
    for (const longer of termsWithSuffix(language, text)) addTerm(terms, longer, weight * match.suffix);
  }
  return terms;
}

/**
 * The terms that begin with an unfinished word.
 * @param {LanguageIndex} language
 * @param {string} word folded
 * @param {number} [weight]
 * @returns {TermWeights}
 */
export function prefixMatches(language, word, weight = match.exact) {
  /** @type {TermWeights} */
  const terms = new Map();
  if (word.length < letters.affix) return terms;
  for (const term of termsWithPrefix(language, word)) {
    const typed = word.length / language.terms[term].length;
    addTerm(terms, term, weight * match.prefix * (match.prefixFloor + (1 - match.prefixFloor) * typed));
  }
  return terms;
}

/**
 * The numbers of the terms that begin with a prefix. Common and other terms are sorted separately.
 * @param {LanguageIndex} language
 * @param {string} prefix
 * @returns {Generator<number, void>}
 */
export function* termsWithPrefix(language, prefix) {
  const { terms, commonCount } = language;
  for (const [start, end] of [[0, commonCount], [commonCount, terms.length]]) {
    let low = start;
    for (let high = end; low < high;) {
      const middle = (low + high) >> 1;
      if (terms[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    for (; low < end && terms[low].startsWith(prefix); low++) yield low;
  }
}

/**
 * The numbers of the longer terms that end with a suffix. They are cached while the reader types.
 * @param {LanguageIndex} language
 * @param {string} suffix
 * @returns {number[]}
 */
export function termsWithSuffix(language, suffix) {
  const cached = language.suffixCache.get(suffix);
  if (cached) return cached;
  /** @type {number[]} */
  const matches = [];
  language.terms.forEach((term, number) => {
    if (term.length >= suffix.length + letters.beforeSuffix && term.endsWith(suffix)) matches.push(number);
  });
  language.suffixCache.set(suffix, matches);
  return matches;
}

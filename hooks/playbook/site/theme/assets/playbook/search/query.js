// Parses a query into words, each with its possible terms and a weight from 0 to 1 for each term.
// Looser matches are only tried if the handbook does not contain a word as written.

import { words } from "./analysis.js";
import { joinedCompounds, knownHalf, splitCompound } from "./compounds.js";
import { addTerm, knownTerms, prefixMatches } from "./lookup.js";
import { synonyms } from "./synonyms.js";
import { typoMatches } from "./typos.js";
import { WEIGHTS } from "./weights.js";

/** @import { QueryWord, SearchIndex, TermWeights } from "./types.js" */

const { match } = WEIGHTS;

/**
 * The words of a query with their possible terms.
 * @param {SearchIndex} index
 * @param {string} query as typed
 * @returns {QueryWord[]} in their order
 */
export function parseQuery(index, query) {
  const texts = words(query).flatMap(({ whole, parts }) =>
    (parts.length && !isKnown(index, whole) ? parts : [whole]));
  const language = dominantLanguage(index, texts);
  const mayContinue = /[\p{L}\p{N}]$/u.test(query); // the last word may be incomplete
  const parsed = texts.map((text, n) =>
    cachedWord(index, language, text, mayContinue && n === texts.length - 1));
  joinedCompounds(index.languages[0], texts, parsed)
    .forEach((compounds, n) => merge(parsed[n].terms[0], compounds));
  synonyms(index, texts, parsed)
    .forEach((synonymTerms, word) => synonymTerms.forEach((terms, n) => merge(parsed[word].terms[n], terms)));
  return parsed.flatMap((word) => word.parts ?? [word]);
}

/**
 * Whether a word is a stop word or a term with entries in any language.
 * @param {SearchIndex} index
 * @param {string} text
 */
const isKnown = (index, text) => index.languages.some((language, n) =>
  language.stopWords.has(text) || index.frequency(n, language.numbers.get(language.term(text))) > 0);

/**
 * The language that a query is written in: the language with most of its words.
 * @param {SearchIndex} index
 * @param {string[]} texts
 * @returns {number} its index among the languages
 */
export function dominantLanguage(index, texts) {
  const known = index.languages.map((language) =>
    texts.filter((text) => language.stopWords.has(text) || language.numbers.has(language.term(text))).length);
  return known.indexOf(Math.max(...known));
}

/**
 * The parsed word, from the cache if possible: most words do not change while the reader types.
 * @param {SearchIndex} index
 * @param {number} language that the query is written in
 * @param {string} text
 * @param {boolean} mayContinue whether the word may be incomplete
 * @returns {QueryWord}
 */
function cachedWord(index, language, text, mayContinue) {
  const key = `${text} ${language} ${mayContinue}`;
  const word = index.wordCache.get(key) ?? readWord(index, language, text, mayContinue);
  index.wordCache.set(key, word);
  return { ...word, terms: word.terms.map((terms) => new Map(terms)) };
}

/**
 * The possible terms of a word, independent of the other words.
 * @param {SearchIndex} index
 * @param {number} queryLanguage the language that the query is written in
 * @param {string} text
 * @param {boolean} mayContinue
 * @returns {QueryWord}
 */
function readWord(index, queryLanguage, text, mayContinue) {
  const { languages } = index;
  if (languages[queryLanguage].stopWords.has(text)) return stopWord(index, queryLanguage, text);
  const weight = (/** @type {number} */ n) => (n === queryLanguage ? match.exact : match.otherLanguage);
  const terms = languages.map((language, n) => knownTerms(language, text, weight(n)));
  const isUsed = () => terms.some((some, n) => [...some.keys()].some((term) => index.frequency(n, term) > 0));
  if (isUsed()) return { text, terms, isStop: false };
  const parts = compoundParts(index, queryLanguage, text);
  if (parts) return { text, terms, isStop: false, parts };
  if (mayContinue) languages.forEach((language, n) => merge(terms[n], prefixMatches(language, text, weight(n))));
  if (isUsed()) return { text, terms, isStop: false };
  languages.forEach((language, n) => merge(terms[n], typoMatches(language, text)));
  const isGuess = isUsed();
  const language = languages[queryLanguage];
  if (!isGuess && language.compounds) merge(terms[queryLanguage], knownHalf(language, text));
  return { text, terms, isStop: false, isGuess };
}

/**
 * @param {SearchIndex} index
 * @param {number} queryLanguage
 * @param {string} text
 * @returns {QueryWord}
 */
function stopWord(index, queryLanguage, text) {
  /** @type {TermWeights[]} */
  const terms = index.languages.map(() => new Map());
  const language = index.languages[queryLanguage];
  const term = language.numbers.get(language.term(text));
  if (term !== undefined) terms[queryLanguage].set(term, match.exact);
  return { text, terms, isStop: true };
}

/**
 * The parts of an unknown compound, in the language of the query or otherwise in another.
 * @param {SearchIndex} index
 * @param {number} queryLanguage
 * @param {string} text
 * @returns {QueryWord[] | undefined}
 */
function compoundParts(index, queryLanguage, text) {
  const others = index.languages.map((_, n) => n).filter((n) => n !== queryLanguage);
  for (const n of [queryLanguage, ...others]) {
    const parts = index.languages[n].compounds && splitCompound(index.languages[n], text);
    if (parts) return parts.map((part) => asWord(index, n, part.text, part.terms));
  }
  return undefined;
}

/**
 * A word with terms in one language only.
 * @param {SearchIndex} index
 * @param {number} language
 * @param {string} text
 * @param {TermWeights} termsInLanguage
 * @returns {QueryWord}
 */
function asWord(index, language, text, termsInLanguage) {
  return { text, terms: index.languages.map((_, n) => (n === language ? termsInLanguage : new Map())), isStop: false };
}

/**
 * @param {TermWeights} terms
 * @param {TermWeights} more
 */
function merge(terms, more) {
  for (const [term, weight] of more) addTerm(terms, term, weight);
}

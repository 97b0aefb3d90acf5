// Ranks the entries for a query.

import { fold, words } from "./analysis.js";
import { parseQuery } from "./query.js";
import { dampedTerms, rarity } from "./rarity.js";
import { bestPhrases, coverage, phraseMatches } from "./score.js";
import { spellingFactors } from "./spellings.js";
import { WEIGHTS } from "./weights.js";

/** @import { Certainty, Found, QueryWord, Reader, Result, SearchIndex } from "./types.js" */

const { score: weights, shown } = WEIGHTS;

/**
 * The results of a query, best first, and the terms of the reader's language to mark in them.
 * @param {SearchIndex} index
 * @param {string} query as typed
 * @param {Reader} [reader] the reader's choices
 * @returns {{ results: Result[], words: Set<string> }}
 */
export function search(index, query, reader = {}) {
  const parsed = parseQuery(index, query);
  return { results: rankedEntries(index, query, parsed, reader), words: markedTerms(index, parsed) };
}

/**
 * The answers to a query, best first, and how sure they are.
 * @param {SearchIndex} index
 * @param {string} query as typed
 * @param {Reader} [reader] the reader's choices
 * @returns {Found}
 */
export function find(index, query, reader = {}) {
  const parsed = parseQuery(index, query);
  const results = answers(rankedEntries(index, query, parsed, reader));
  const isGuess = significantWords(parsed).every((word) => word.isGuess);
  return { results, words: markedTerms(index, parsed), certainty: certaintyOf(results, isGuess) };
}

/**
 * Sure if the first answer is well ahead and matches most of the question; a guess if each word of the
 * question is taken for a typing error.
 * @param {Result[]} results
 * @param {boolean} isGuess
 * @returns {Certainty}
 */
function certaintyOf([first, second], isGuess) {
  if (!first) return "none";
  if (isGuess) return "guess";
  return first.score >= shown.sureLead * (second?.score ?? 0) && first.share >= shown.sureShare ? "sure" : "unsure";
}

/**
 * The terms to mark in results: terms that match a significant word well enough.
 * @param {SearchIndex} index
 * @param {QueryWord[]} parsed
 */
function markedTerms(index, parsed) {
  /** @type {Set<string>} */
  const marked = new Set();
  for (const { terms, isStop } of parsed) {
    for (const [term, weight] of isStop ? [] : terms[0]) {
      if (weight >= shown.marked) marked.add(index.languages[0].terms[term]);
    }
  }
  return marked;
}

/**
 * All entries that match a query, best first.
 * @param {SearchIndex} index
 * @param {string} typed the query
 * @param {QueryWord[]} parsed
 * @param {Reader} reader
 * @returns {Result[]}
 */
function rankedEntries(index, typed, parsed, reader) {
  const exact = index.entries.get(typed.trim().toLowerCase());
  const query = significantWords(parsed);
  const rarities = query.map((word) => (word.isStop ? WEIGHTS.rarity.stopWord : rarity(index, word.terms)));
  const total = rarities.reduce((sum, value) => sum + value, 0);
  if (!total) return exact === undefined ? [] : [{ entry: exact, score: 1, share: 1 }];
  const terms = query.map((word, n) => (word.isStop ? word.terms : dampedTerms(index, word.terms, rarities[n])));
  const weighted = { terms, rarities, total, stops: stopTerms(index, parsed) };
  const matches = phraseMatches(index, terms);
  const best = bestPhrases(index, matches, weighted);
  const { share, strength } = coverage(index, matches, weighted);
  const kindFactors = questionKindFactors(index, typed);
  const shares = new Map(query.map((word, n) => [word.text, rarities[n] / total]));
  const spelling = spellingFactors(index, typed, shares);
  /** @type {Result[]} */
  const results = [];
  strength.forEach((covered, entry) => {
    if (!covered) return;
    const kind = index.kind[entry];
    let score = best.first[entry] + weights.secondPhrase * best.second[entry] + weights.coverage * covered / total;
    score *= index.kinds[kind][1] / 100 * kindFactors[kind] * readerFactor(index.scopes[entry], reader);
    score *= spelling.get(entry) ?? 1;
    results.push({ entry, score, share: share[entry] / total });
  });
  return results.sort(compareByRank(index, exact));
}

/**
 * The significant words of a query, or all its words if it only has stop words.
 * @param {QueryWord[]} parsed
 */
function significantWords(parsed) {
  const significant = parsed.filter((word) => !word.isStop && word.terms.some((terms) => terms.size > 0));
  return significant.length ? significant : parsed;
}

/**
 * The terms of a query's stop words, for each language.
 * @param {SearchIndex} index
 * @param {QueryWord[]} parsed
 */
function stopTerms(index, parsed) {
  const stops = parsed.filter((word) => word.isStop);
  return index.languages.map((_, n) => new Set(stops.flatMap((word) => [...word.terms[n].keys()])));
}

/**
 * The sort order: the entry whose id was typed comes first, retired entries last.
 * @param {SearchIndex} index
 * @param {number | undefined} exact
 * @returns {(one: Result, other: Result) => number}
 */
function compareByRank(index, exact) {
  const group = (/** @type {Result} */ { entry }) => (entry === exact ? -1 : index.retired.has(entry) ? 1 : 0);
  return (one, other) => group(one) - group(other) || other.score - one.score || one.entry - other.entry;
}

/**
 * The factor for each kind, depending on the question words that `search.yml` lists:
 * *what does … mean* favours the glossary, *who* the roles and contacts.
 * @param {SearchIndex} index
 * @param {string} typed
 * @returns {number[]} a factor for each kind
 */
function questionKindFactors(index, typed) {
  const question = ` ${words(typed).map(({ whole }) => whole).join(" ")} `;
  const favoured = index.languages.flatMap(({ favours }) =>
    Object.keys(favours).filter((kind) => favours[kind].some((form) => question.includes(` ${form} `))));
  return index.kinds.map((_, kind) => (favoured.includes(String(kind)) ? weights.askedKind : 1));
}

/**
 * The factor for an entry's scope, depending on the reader's choice.
 * @param {Record<string, string[]> | undefined} scope the scope of the entry; undefined if it applies to everyone
 * @param {Reader} reader
 */
function readerFactor(scope, { account, role, country }) {
  let factor = 1;
  for (const [name, value] of Object.entries({ account, roles: role, countries: country })) {
    const allowed = scope?.[name];
    if (value && allowed) factor *= allowed.includes(value) ? weights.forReader : weights.forOthers;
  }
  return factor;
}

/**
 * The results that match enough of the query, and whose scores are close enough to the best score.
 * @param {Result[]} results
 */
export function answers(results) {
  const best = Math.max(...results.map(({ score }) => score));
  return results.filter(({ share, score }) => share >= shown.share && score >= shown.ofBest * best);
}

/**
 * The entries whose titles are most similar to a query without results.
 * @param {SearchIndex} index
 * @param {string} query
 * @param {number} count
 * @returns {Result[]}
 */
export function nearest(index, query, count) {
  const queryTrigrams = trigrams(query);
  const similar = index.title.map((title, entry) => {
    const titleTrigrams = trigrams(title);
    const shared = [...queryTrigrams].filter((letters) => titleTrigrams.has(letters)).length;
    return { entry, score: shared / (queryTrigrams.size + titleTrigrams.size), share: 0 };
  });
  return similar.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score).slice(0, count);
}

/** @param {string} text */
function trigrams(text) {
  const letters = ` ${fold(text)} `;
  return new Set(Array.from({ length: letters.length - 2 }, (_, n) => letters.slice(n, n + 3)));
}

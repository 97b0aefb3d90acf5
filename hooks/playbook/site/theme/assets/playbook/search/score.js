// Scores entries by their two best phrases, and by all words of the query that they contain.

import { phraseRarity } from "./rarity.js";
import { WEIGHTS } from "./weights.js";

/** @import { Phrase, SearchIndex, TermWeights } from "./types.js" */

const { score: weights } = WEIGHTS;
const STOP = WEIGHTS.rarity.stopWord;

/**
 * The words of a query for scoring: the terms of each word by language, the rarity of each word, the
 * sum of all rarities, and the stop words of the query by language.
 * @typedef {object} WeightedQuery
 * @property {TermWeights[][]} terms
 * @property {number[]} rarities
 * @property {number} total
 * @property {Set<number>[]} stops
 */

/**
 * The phrases of a language that a query matches. `weights[p * n + w]` is the weight with which phrase
 * p matches word w of n words.
 * @typedef {{ phrases: number[], weights: Float32Array }} PhraseMatches
 */

/**
 * @param {SearchIndex} index
 * @param {TermWeights[][]} query for each word, for each language
 * @returns {PhraseMatches[]} for each language
 */
export function phraseMatches(index, query) {
  return index.languages.map(({ phrases: { length }, phrasesOf }, language) => {
    const matched = new Float32Array(length * query.length);
    const isKnown = new Uint8Array(length);
    /** @type {number[]} */
    const phrases = [];
    query.forEach((terms, word) => {
      for (const [term, weight] of terms[language]) {
        for (const phrase of phrasesOf[term]) {
          if (!isKnown[phrase]) phrases.push(phrase);
          isKnown[phrase] = 1;
          const place = phrase * query.length + word;
          if (weight > matched[place]) matched[place] = weight;
        }
      }
    });
    return { phrases, weights: matched };
  });
}

/**
 * The scores of the two best phrases of each entry.
 * @param {SearchIndex} index
 * @param {PhraseMatches[]} matches
 * @param {WeightedQuery} query
 */
export function bestPhrases(index, matches, query) {
  const { rarities } = query;
  const count = rarities.length;
  const first = new Float32Array(index.ids.length);
  const second = new Float32Array(index.ids.length);
  matches.forEach(({ phrases, weights: matched }, language) => {
    for (const number of phrases) {
      const phrase = index.languages[language].phrases[number];
      let sum = 0;
      for (let word = 0; word < count; word++) sum += matched[number * count + word] * rarities[word];
      const score = phraseScore(index, language, phrase, sum, query);
      const { entry } = phrase;
      if (score > first[entry]) [first[entry], second[entry]] = [score, first[entry]];
      else if (score > second[entry]) second[entry] = score;
    }
  });
  return { first, second };
}

/**
 * The score of a phrase: how much of the query it has, and the query of it. Stop words in both count
 * a little.
 * @param {SearchIndex} index
 * @param {number} language
 * @param {Phrase} phrase
 * @param {number} matched the rarity of the words that the phrase has
 * @param {WeightedQuery} query
 */
function phraseScore(index, language, phrase, matched, { total, stops: allStops }) {
  phrase.rarity ??= phraseRarity(index, language, phrase.terms);
  const { significant, stops } = phrase.rarity;
  const asked = allStops[language];
  let shared = 0;
  for (const term of stops) if (asked.has(term)) shared += STOP;
  const recall = (matched + shared) / (total + STOP * asked.size);
  const precision = Math.min(1, (matched + shared) / (significant + STOP * stops.length));
  const same = phrase.isTitle // titles are not questions: their stop words do not count
    ? weights.sameTitle * (matched / total * Math.min(1, matched / significant || 0)) ** weights.sameExponent
    : weights.samePhrase * (recall * precision) ** weights.sameExponent;
  return weights.phrase[phrase.weight] * (recall * (1 - weights.precision + weights.precision * precision) + same);
}

/**
 * How much of the query each entry has in its phrases or its text: `share` by the best match of each
 * word, `strength` also by the number of its phrases with the word, and whether its text has it.
 * @param {SearchIndex} index
 * @param {PhraseMatches[]} matches
 * @param {WeightedQuery} query
 */
export function coverage(index, matches, { terms, rarities }) {
  const count = terms.length;
  const { asked, often, title } = phraseCoverage(index, matches, count);
  const body = bodyCoverage(index, terms);
  const share = new Float32Array(index.ids.length);
  const strength = new Float32Array(index.ids.length);
  for (let place = 0; place < asked.length; place++) {
    const best = Math.max(asked[place], body[place]);
    if (!best) continue;
    const [entry, rare] = [Math.floor(place / count), rarities[place % count]];
    share[entry] += rare * best;
    const central = often[place] / (often[place] + weights.centralHalf);
    const both = Math.min(asked[place], body[place]);
    strength[entry] += rare *
      (best + weights.central * central + weights.bodyAndPhrase * both + weights.titleWord * title[place]);
  }
  return { share, strength };
}

/**
 * For each entry and word of the query, at the index entry * count + word: the best phrase with the
 * word, the number of phrases with it, and whether the title has it.
 * @param {SearchIndex} index
 * @param {PhraseMatches[]} matches
 * @param {number} count of words
 */
function phraseCoverage(index, matches, count) {
  const [asked, often, title] = [0, 1, 2].map(() => new Float32Array(index.ids.length * count));
  matches.forEach(({ phrases, weights: matched }, language) => {
    for (const number of phrases) {
      const { entry, weight, isTitle } = index.languages[language].phrases[number];
      for (let word = 0; word < count; word++) {
        const here = matched[number * count + word];
        const place = entry * count + word;
        asked[place] = Math.max(asked[place], here * weights.phrase[weight]);
        if (language === 0 && weight === 0) often[place] += here;
        if (isTitle) title[place] = Math.max(title[place], here);
      }
    }
  });
  return { asked, often, title };
}

/**
 * The same for the entries' texts, which are only indexed in the reader's language.
 * @param {SearchIndex} index
 * @param {TermWeights[][]} query
 */
function bodyCoverage(index, query) {
  const body = new Float32Array(index.ids.length * query.length);
  query.forEach((terms, word) => {
    for (const [term, weight] of terms[0]) {
      for (const posting of index.body(term)) {
        const place = (posting >> 2) * query.length + word;
        body[place] = Math.max(body[place], weight * weights.body[posting & 3]);
      }
    }
  });
  return body;
}

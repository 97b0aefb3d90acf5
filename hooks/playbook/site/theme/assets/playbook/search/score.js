// Scores entries by their two best phrases, and by the words of the query that they contain.

import { phraseRarity } from "./rarity.js";
import { WEIGHTS } from "./weights.js";

/** @import { Phrase, SearchIndex, TermWeights } from "./types.js" */

const { score: weights } = WEIGHTS;
const STOP_WORD_RARITY = WEIGHTS.rarity.stopWord;

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
 * The phrases of a language that a query matches. `matchWeights[p * n + w]` is the weight with which phrase
 * p matches word w of n words.
 * @typedef {{ phrases: number[], matchWeights: Float32Array }} PhraseMatches
 */

/**
 * The phrases that contain words of a query.
 * @param {SearchIndex} index
 * @param {TermWeights[][]} query for each word, for each language
 * @returns {PhraseMatches[]} for each language
 */
export function phraseMatches(index, query) {
  return index.languages.map(({ phrases: { length }, phrasesOf }, language) => {
    const matchWeights = new Float32Array(length * query.length);
    const isKnown = new Uint8Array(length);
    /** @type {number[]} */
    const phrases = [];
    query.forEach((terms, word) => {
      for (const [term, weight] of terms[language]) {
        for (const phrase of phrasesOf[term]) {
          if (!isKnown[phrase]) phrases.push(phrase);
          isKnown[phrase] = 1;
          const position = phrase * query.length + word;
          if (weight > matchWeights[position]) matchWeights[position] = weight;
        }
      }
    });
    return { phrases, matchWeights };
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
  matches.forEach(({ phrases, matchWeights }, language) => {
    for (const number of phrases) {
      const phrase = index.languages[language].phrases[number];
      let sum = 0;
      for (let word = 0; word < count; word++) sum += matchWeights[number * count + word] * rarities[word];
      const score = phraseScore(index, language, phrase, sum, query);
      const { entry } = phrase;
      if (score > first[entry]) [first[entry], second[entry]] = [score, first[entry]];
      else if (score > second[entry]) second[entry] = score;
    }
  });
  return { first, second };
}

/**
 * The score of a phrase, by the share of the query that the phrase contains (recall) and the share of
 * the phrase that the query contains (precision). Stop words in both count a little.
 * @param {SearchIndex} index
 * @param {number} language
 * @param {Phrase} phrase
 * @param {number} matchedRarity the rarities of the words that the phrase contains, added up
 * @param {WeightedQuery} query
 */
function phraseScore(index, language, phrase, matchedRarity, { total, stops: allStops }) {
  phrase.rarity ??= phraseRarity(index, language, phrase.terms);
  const { significant, stops } = phrase.rarity;
  const queryStops = allStops[language];
  let shared = 0;
  for (const term of stops) if (queryStops.has(term)) shared += STOP_WORD_RARITY;
  const recall = (matchedRarity + shared) / (total + STOP_WORD_RARITY * queryStops.size);
  const precision = Math.min(1, (matchedRarity + shared) / (significant + STOP_WORD_RARITY * stops.length));
  const titleMatch = matchedRarity / total * Math.min(1, matchedRarity / significant || 0);
  const samenessBonus = phrase.isTitle // titles are not questions: their stop words do not count
    ? weights.sameTitle * titleMatch ** weights.sameExponent
    : weights.samePhrase * (recall * precision) ** weights.sameExponent;
  const closeness = recall * (1 - weights.precision + weights.precision * precision);
  return weights.phrase[phrase.weight] * (closeness + samenessBonus);
}

/**
 * How much of the query the phrases or the text of each entry contain. `share` only counts the best
 * match of each word; `strength` also counts how many phrases contain the
 * word, and whether the text and the title do.
 * @param {SearchIndex} index
 * @param {PhraseMatches[]} matches
 * @param {WeightedQuery} query
 */
export function coverage(index, matches, { terms, rarities }) {
  const count = terms.length;
  const { inPhrase, phraseCount, inTitle } = phraseCoverage(index, matches, count);
  const body = bodyCoverage(index, terms);
  const share = new Float32Array(index.ids.length);
  const strength = new Float32Array(index.ids.length);
  for (let position = 0; position < inPhrase.length; position++) {
    const best = Math.max(inPhrase[position], body[position]);
    if (!best) continue;
    const [entry, rarity] = [Math.floor(position / count), rarities[position % count]];
    share[entry] += rarity * best;
    // How central the word is to the entry: 0.5 if `centralHalf` of its phrases contain it.
    const central = phraseCount[position] / (phraseCount[position] + weights.centralHalf);
    const both = Math.min(inPhrase[position], body[position]);
    strength[entry] += rarity *
      (best + weights.central * central + weights.bodyAndPhrase * both + weights.titleWord * inTitle[position]);
  }
  return { share, strength };
}

/**
 * For each entry and word of the query, at the index entry * count + word: the best match of a phrase,
 * the number of phrases with the word, and the match of the title.
 * @param {SearchIndex} index
 * @param {PhraseMatches[]} matches
 * @param {number} count the number of words
 */
function phraseCoverage(index, matches, count) {
  const [inPhrase, phraseCount, inTitle] = [0, 1, 2].map(() => new Float32Array(index.ids.length * count));
  matches.forEach(({ phrases, matchWeights }, language) => {
    for (const number of phrases) {
      const { entry, weight, isTitle } = index.languages[language].phrases[number];
      for (let word = 0; word < count; word++) {
        const match = matchWeights[number * count + word];
        const position = entry * count + word;
        inPhrase[position] = Math.max(inPhrase[position], match * weights.phrase[weight]);
        if (language === 0 && weight === 0) phraseCount[position] += match;
        if (isTitle) inTitle[position] = Math.max(inTitle[position], match);
      }
    }
  });
  return { inPhrase, phraseCount, inTitle };
}

/**
 * For each entry and word of the query, the match of the entry's text, which is only indexed in the
 * reader's language.
 * @param {SearchIndex} index
 * @param {TermWeights[][]} query
 */
function bodyCoverage(index, query) {
  const body = new Float32Array(index.ids.length * query.length);
  query.forEach((terms, word) => {
    for (const [term, weight] of terms[0]) {
      for (const posting of index.body(term)) {
        const position = (posting >> 2) * query.length + word;
        body[position] = Math.max(body[position], weight * weights.body[posting & 3]);
      }
    }
  });
  return body;
}

// Calculates the weight of each word of a query: rare words count more than common words.

import { WEIGHTS } from "./weights.js";

/** @import { SearchIndex, TermWeights } from "./types.js" */

const { exponent, commonerSynonym } = WEIGHTS.rarity;

/**
 * The rarity of a word. If several terms have the largest weight, the most common of them decides.
 * @param {SearchIndex} index
 * @param {TermWeights[]} terms for each language
 * @returns {number} 0 if no entry contains any of the terms
 */
export function rarity(index, terms) {
  let frequency = 0;
  let top = 0;
  terms.forEach((languageTerms, language) => {
    for (const [term, weight] of languageTerms) {
      const termFrequency = weight < top ? 0 : index.frequency(language, term);
      if (!termFrequency) continue; // no entry contains the term, only its synonyms
      frequency = weight > top ? termFrequency : Math.max(frequency, termFrequency);
      top = weight;
    }
  });
  return top ? top * inverseFrequency(index, frequency) : 0;
}

/**
 * The inverse document frequency of a term.
 * @param {SearchIndex} index
 * @param {number} frequency
 */
const inverseFrequency = (index, frequency) => Math.log(1 + index.ids.length / (frequency + 1)) ** exponent;

/**
 * The terms of a word, with smaller weights for terms that are more common than the word.
 * @param {SearchIndex} index
 * @param {TermWeights[]} terms for each language
 * @param {number} wordRarity the rarity of the word
 * @returns {TermWeights[]}
 */
export function dampedTerms(index, terms, wordRarity) {
  return terms.map((languageTerms, language) => new Map([...languageTerms].map(([term, weight]) => {
    const frequency = index.frequency(language, term);
    const share = frequency && wordRarity ? Math.min(1, inverseFrequency(index, frequency) / wordRarity) : 1;
    return [term, weight * share ** commonerSynonym];
  })));
}

/**
 * The sum of the rarities of a phrase's significant terms, and its stop words.
 * @param {SearchIndex} index
 * @param {number} language
 * @param {number[]} terms of the phrase
 * @returns {{ significant: number, stops: number[] }}
 */
export function phraseRarity(index, language, terms) {
  const { stopTerms } = index.languages[language];
  const stops = terms.filter((term) => stopTerms.has(term));
  const others = terms.filter((term) => !stopTerms.has(term));
  const significant = others.reduce((sum, term) => sum + inverseFrequency(index, index.frequency(language, term)), 0);
  return { significant, stops };
}

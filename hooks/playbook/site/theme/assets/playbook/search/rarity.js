// The weight of each word of a query: rare words count more than common ones.

import { WEIGHTS } from "./weights.js";

/** @import { SearchIndex, TermWeights } from "./types.js" */

const { exponent, commonerSynonym } = WEIGHTS.rarity;

/**
 * The rarity of a word: that of the most common among its terms with the largest weight.
 * @param {SearchIndex} index
 * @param {TermWeights[]} terms for each language
 * @returns {number} 0 if no entry has any of them
 */
export function rarity(index, terms) {
  let frequency = 0;
  let top = 0;
  terms.forEach((some, language) => {
    for (const [term, weight] of some) {
      const here = weight < top ? 0 : index.frequency(language, term);
      if (!here) continue; // no entry has it: the word only has synonyms
      frequency = weight > top ? here : Math.max(frequency, here);
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
 * The terms of a word, with smaller weights for those that are more common than the word.
 * @param {SearchIndex} index
 * @param {TermWeights[]} terms for each language
 * @param {number} rare the rarity of the word
 * @returns {TermWeights[]}
 */
export function dampedTerms(index, terms, rare) {
  return terms.map((some, language) => new Map([...some].map(([term, weight]) => {
    const frequency = index.frequency(language, term);
    const share = frequency && rare ? Math.min(1, inverseFrequency(index, frequency) / rare) : 1;
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

// Finds synonyms of the words of a query in every language: from the glossary and from search.yml.

import { addTerm } from "./lookup.js";
import { WEIGHTS } from "./weights.js";

/** @import { ConceptPhrase, SearchIndex, TermWeights } from "./types.js" */

const { match } = WEIGHTS;

/** @typedef {readonly { isStop: boolean }[]} Query the parsed words of a query, in order */

/**
 * The synonyms of each word of a query. If several phrases begin at a word, the longest is used:
 * *logga in* is not *logga*. The synonyms of a phrase belong to its first significant word.
 * @param {SearchIndex} index
 * @param {string[]} texts the words of the query, folded
 * @param {Query} query the same words, parsed
 * @returns {TermWeights[][]} for each word, for each language
 */
export function synonyms(index, texts, query) {
  /** @type {TermWeights[][]} */
  const synonymTerms = texts.map(() => index.languages.map(() => new Map()));
  index.languages.forEach((language, n) => {
    const numbers = texts.map((text) => language.numbers.get(language.term(text)));
    numbers.forEach((first, start) => {
      const concepts = first === undefined ? [] : index.concepts[n].get(first) ?? [];
      const ends = concepts.map(({ terms }) => phraseEnd(terms, numbers, query, start));
      const end = Math.max(start, ...ends);
      const word = significantWord(query, start, end);
      concepts.forEach(({ meant, isWider }, position) => {
        if (word < 0 || ends[position] !== end) return;
        addMeant(index, meant, isWider ? match.wider : match.synonym, synonymTerms[word]);
      });
    });
  });
  return synonymTerms;
}

/**
 * The first word of a part of a query that is not a stop word, or -1.
 * @param {Query} query
 * @param {number} start
 * @param {number} end
 */
function significantWord(query, start, end) {
  const offset = query.slice(start, end).findIndex((word) => !word.isStop);
  return offset < 0 ? offset : start + offset;
}

/**
 * The end of a phrase that begins at a word of the query. A stop word may stand between its words:
 * *logga jag in*.
 * @param {number[]} terms of the phrase
 * @param {(number | undefined)[]} numbers the terms of the query
 * @param {Query} query
 * @param {number} start
 * @returns {number} `start` if the query does not contain the phrase
 */
export function phraseEnd(terms, numbers, query, start) {
  let position = start;
  for (const term of terms.slice(1)) {
    if (numbers[position + 1] !== term && query[position + 1]?.isStop) position++;
    if (numbers[++position] !== term) return start;
  }
  return position + 1;
}

/**
 * Add the significant terms of phrases to the possible terms of a word.
 * @param {SearchIndex} index
 * @param {ConceptPhrase[]} phrases
 * @param {number} weight
 * @param {TermWeights[]} terms for each language
 */
function addMeant(index, phrases, weight, terms) {
  for (const { language, terms: phraseTerms } of phrases) {
    const significant = phraseTerms.filter((term) => !index.languages[language].stopTerms.has(term));
    for (const term of significant) {
      addTerm(terms[language], term, weight / significant.length ** match.manyWords);
    }
  }
}

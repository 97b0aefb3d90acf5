// Decodes the search index that search/index.py has written.

import { createAnalyzer } from "./analysis.js";
import { decode, frontDecode } from "./coding.js";

/**
 * @import {
 *   Concept, ConceptPhrase, IndexData, LanguageData, LanguageIndex, Phrase, SearchIndex
 * } from "./types.js"
 */

/**
 * Decode a search index; `data` is the content of `index.json`.
 * @param {IndexData} data
 * @returns {Promise<SearchIndex>}
 */
export async function openIndex(data) {
  const languages = await Promise.all(data.languages.map(openLanguage));
  const body = createBodyReader(data.body);
  const ids = frontDecode(data.ids);
  // The last ids are those of sections; `data.sections` is their number.
  const entryIds = data.sections ? ids.slice(0, -data.sections) : ids;
  return {
    ...data,
    ids,
    page: decode(data.page),
    kind: decode(data.kind),
    languages,
    concepts: readConcepts(data, languages.length),
    body,
    frequency: createFrequencyCounter(languages, body),
    wordCache: new Map(),
    retired: new Set(data.retired),
    entries: new Map([
      ...Object.entries(data.previous_ids),
      ...entryIds.map((id, n) => /** @type {const} */ ([id, n])),
    ]),
  };
}

/**
 * @param {LanguageData} data
 * @returns {Promise<LanguageIndex>}
 */
async function openLanguage(data) {
  const analyzer = await createAnalyzer(data);
  const terms = frontDecode(data.terms);
  const numbers = new Map(terms.map((term, n) => [term, n]));
  const stopTermNumbers = [...analyzer.stopWords].map((word) => numbers.get(word)).filter((term) => term !== undefined);
  const { phrases, phrasesOf } = readPhrases(data.phrases, terms.length);
  return {
    language: data.language,
    compounds: data.compounds,
    letters: [...new Set(terms.join("").match(/\p{L}/gu) ?? [])].sort(),
    commonCount: data.common,
    favours: data.favours,
    ...analyzer,
    terms,
    numbers,
    ...readParts(data.parts),
    phrases,
    phrasesOf,
    stopTerms: new Set(stopTermNumbers),
    suffixCache: new Map(),
    prefixCache: new Map(),
  };
}

/**
 * The parts of each compound, and the compounds of each part.
 * @param {string} text
 */
function readParts(text) {
  /** @type {Map<number, number[]>} */
  const parts = new Map();
  /** @type {Map<number, number[]>} */
  const compoundsOf = new Map();
  let compound = 0;
  for (const coded of text ? text.split(" ") : []) {
    const [delta, ...partNumbers] = decode(coded);
    compound += delta;
    parts.set(compound, partNumbers);
    for (const part of partNumbers) compoundsOf.set(part, [...(compoundsOf.get(part) ?? []), compound]);
  }
  return { parts, compoundsOf };
}

/**
 * Decode the phrases that search/language_index.py has encoded. For each entry: the number of its
 * repeated terms and these terms, as differences; then for each phrase its length and weight, and its
 * terms. Each of them is an index of a repeated term, or a difference from the last other term.
 * @param {string} text
 * @param {number} termCount
 */
function readPhrases(text, termCount) {
  /** @type {Phrase[]} */
  const phrases = [];
  /** @type {number[][]} */
  const phrasesOf = Array.from({ length: termCount }, () => []);
  text.split(" ").forEach((coded, entry) => {
    const [repeatedCount, ...numbers] = decode(coded);
    for (let n = 1; n < repeatedCount; n++) numbers[n] += numbers[n - 1];
    let isTitle = true; // the first phrase
    for (let position = repeatedCount; position < numbers.length;) {
      const [length, weight] = [numbers[position] >> 1, numbers[position] & 1];
      const terms = numbers.slice(position + 1, (position += 1 + length));
      for (let n = 0, lastTerm = 0; n < length; n++) {
        terms[n] = terms[n] < repeatedCount ? numbers[terms[n]] : (lastTerm += terms[n] - repeatedCount);
        phrasesOf[terms[n]].push(phrases.length);
      }
      phrases.push({ entry, weight, terms, isTitle });
      isTitle = false;
    }
  });
  return { phrases, phrasesOf };
}

/**
 * The concepts of each language, by the first term of their phrases. In `data.wider`, the first phrase
 * of a concept is the broader one: who searches for another phrase also means the first, but not the
 * other way round.
 * @param {IndexData} data
 * @param {number} languageCount
 */
function readConcepts(data, languageCount) {
  /** @type {Map<number, Concept[]>[]} */
  const byFirst = Array.from({ length: languageCount }, () => new Map());
  for (const { text, isWider } of [{ text: data.concepts, isWider: false }, { text: data.wider, isWider: true }]) {
    for (const coded of text ? text.split(" ") : []) {
      const phrases = conceptPhrases(decode(coded), languageCount);
      const meant = isWider ? phrases.slice(0, 1) : phrases;
      for (const { language, terms } of isWider ? phrases.slice(1) : phrases) {
        const known = byFirst[language];
        known.set(terms[0], [...(known.get(terms[0]) ?? []), { terms, meant, isWider }]);
      }
    }
  }
  return byFirst;
}

/**
 * @param {number[]} numbers
 * @param {number} languageCount
 */
function conceptPhrases(numbers, languageCount) {
  /** @type {ConceptPhrase[]} */
  const phrases = [];
  let position = 0;
  for (let language = 0; language < languageCount; language++) {
    for (let remaining = numbers[position++]; remaining > 0; remaining--) {
      const length = numbers[position++];
      phrases.push({ language, terms: numbers.slice(position, position + length) });
      position += length;
    }
  }
  return phrases;
}

/**
 * Returns a function from a term to its postings in the texts in the reader's language. A posting is
 * the number of the entry times four, plus the strength (0 to 3). Most are never decoded.
 * @param {string} text
 * @returns {(term: number) => number[]}
 */
function createBodyReader(text) {
  const coded = text.split(" ");
  /** @type {Map<number, number[]>} */
  const cache = new Map();
  return (term) => {
    let postings = cache.get(term);
    if (!postings) {
      let entry = -1;
      postings = decode(coded[term]).map((delta) => (entry += (delta >> 2) + 1) * 4 + (delta & 3));
      cache.set(term, postings);
    }
    return postings;
  };
}

/**
 * Returns a function that tells how many entries contain a term, by phrases or by texts (the larger number).
 * @param {LanguageIndex[]} languages
 * @param {(term: number) => number[]} body
 * @returns {SearchIndex["frequency"]}
 */
function createFrequencyCounter(languages, body) {
  /** @type {Map<number, number>[]} */
  const caches = languages.map(() => new Map());
  return (language, term) => {
    if (term === undefined) return 0;
    let count = caches[language].get(term);
    if (count === undefined) {
      const { phrases, phrasesOf } = languages[language];
      const entries = new Set(phrasesOf[term].map((phrase) => phrases[phrase].entry));
      count = Math.max(entries.size, language === 0 ? body(term).length : 0);
      caches[language].set(term, count);
    }
    return count;
  };
}

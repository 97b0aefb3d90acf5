// The index as the build wrote it (search/index.py), opened for searching.

import { createAnalyzer } from "./analysis.js";

/**
 * One language of an index: its terms by number, the phrases that people ask with, its compounds.
 * @typedef {object} LanguageIndex
 * @property {string} language its code
 * @property {boolean} hasCompounds whether the language writes compounds as one word
 * @property {number} commonCount how many terms stand first, sorted apart from the others
 * @property {Record<string, string[]>} favours forms of a question that ask for a kind, by its number
 * @property {(word: string) => string} stem
 * @property {(word: string) => string} term
 * @property {Set<string>} stopWords
 * @property {string[]} terms
 * @property {Map<string, number>} numbers the number of each term
 * @property {Map<number, number[]>} parts the parts of each compound
 * @property {Map<number, number[]>} compoundsOf the compounds of each part
 * @property {Phrase[]} phrases
 * @property {number[][]} phrasesOf for each term the numbers of the phrases that have it
 * @property {Set<number>} stopTerms the numbers of the stop words
 * @property {Map<string, number[]>} suffixCache
 * @property {Map<number, Set<string>>} prefixCache
 */

/**
 * A phrase that leads to an entry. `weight` is a class: 0 the strongest.
 * @typedef {object} Phrase
 * @property {number} entry
 * @property {number} weight
 * @property {number[]} terms
 * @property {boolean} isTitle
 * @property {{ significant: number, stops: number[] }} [rarity] worked out when it is first needed
 */

/** @typedef {{ language: number, terms: number[] }} ConceptPhrase */
/** @typedef {{ terms: number[], meant: ConceptPhrase[], isWider: boolean }} Concept */
/** @typedef {"none" | "nearest" | "propose" | "propose_title" | "count" | "one" | "open" | "more_steps" | "do_now"} WordName */

/**
 * A language as `index.json` holds it.
 * @typedef {object} LanguageData
 * @property {string} language
 * @property {string | null} stemmer
 * @property {boolean} compounds
 * @property {number} common
 * @property {string} terms
 * @property {string} parts
 * @property {string} phrases
 * @property {string} stop
 * @property {string} forms
 * @property {Record<string, string[]>} favours
 */

/**
 * What `index.json` holds.
 * @typedef {object} IndexData
 * @property {string} ids
 * @property {Record<string, number>} old_ids
 * @property {string[]} pages
 * @property {string} page
 * @property {[string, number][]} kinds title, and how readily the kind answers in percent
 * @property {string} kind
 * @property {string[]} title
 * @property {number[]} retired
 * @property {Record<string, Record<string, string[]>>} applies
 * @property {LanguageData[]} sides
 * @property {string} concepts
 * @property {string} wider
 * @property {string} body
 * @property {number} together
 * @property {Record<WordName, string>} words
 * @property {string} propose
 */

/**
 * An index, opened. Columns such as `kind` have an item for each entry.
 * @typedef {object} SearchIndex
 * @property {string[]} ids
 * @property {string[]} pages
 * @property {number[]} page
 * @property {[string, number][]} kinds
 * @property {number[]} kind
 * @property {string[]} title
 * @property {Set<number>} retired
 * @property {Record<string, Record<string, string[]>>} applies
 * @property {LanguageIndex[]} languages the reader's own first
 * @property {Map<number, Concept[]>[]} concepts for each language, by the first term of a phrase
 * @property {(term: number) => number[]} body see `bodyReader`
 * @property {(language: number, term: number | undefined) => number} frequency in how many entries a term stands
 * @property {Map<string, import("./query.js").QueryWord>} wordCache
 * @property {Map<string, number>} entries the entry of each id, old ids too
 * @property {number} together
 * @property {Record<WordName, string>} words
 * @property {string} propose
 */

const LAST = 70; // so many letters end a number; the others say that it goes on: search/coding.py
const FIRST = 22;
const DIGIT = new Uint8Array(127);
for (let code = 33, digit = 0; code < 127; code++) {
  if (code !== 34 && code !== 92) DIGIT[code] = digit++; // JSON escapes these two
}

/**
 * The numbers of a text, as the build coded them.
 * @param {string} text
 * @returns {number[]}
 */
export function decode(text) {
  const numbers = [];
  let value = 0;
  for (let n = 0; n < text.length; n++) {
    const digit = DIGIT[text.charCodeAt(n)];
    if (digit < LAST) {
      numbers.push(value * LAST + digit);
      value = 0;
    } else {
      value = value * FIRST + digit - LAST;
    }
  }
  return numbers;
}

/**
 * Words, each written with the number of letters that it shares with the one before.
 * @param {string} text
 * @returns {string[]}
 */
export function frontDecode(text) {
  let word = "";
  return text.split(" ").map((coded) => (word = word.slice(0, parseInt(coded[0], 36)) + coded.slice(1)));
}

/**
 * The index of a language, opened. `data` is what `index.json` holds.
 * @param {IndexData} data
 * @returns {Promise<SearchIndex>}
 */
export async function openIndex(data) {
  const languages = await Promise.all(data.sides.map(openLanguage));
  const body = bodyReader(data.body);
  const ids = frontDecode(data.ids);
  return {
    ...data,
    ids,
    page: decode(data.page),
    kind: decode(data.kind),
    languages,
    concepts: readConcepts(data, languages.length),
    body,
    frequency: frequencyCounter(languages, body),
    wordCache: new Map(),
    retired: new Set(data.retired),
    entries: new Map([...Object.entries(data.old_ids), ...ids.map((id, n) => /** @type {const} */ ([id, n]))]),
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
  const stops = [...analyzer.stopWords].map((word) => numbers.get(word)).filter((term) => term !== undefined);
  const { phrases, phrasesOf } = readPhrases(data.phrases, terms.length);
  return {
    language: data.language,
    hasCompounds: data.compounds,
    commonCount: data.common,
    favours: data.favours,
    ...analyzer,
    terms,
    numbers,
    ...readParts(data.parts),
    phrases,
    phrasesOf,
    stopTerms: new Set(stops),
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
    const [step, ...inside] = decode(coded);
    compound += step;
    parts.set(compound, inside);
    for (const part of inside) compoundsOf.set(part, [...(compoundsOf.get(part) ?? []), compound]);
  }
  return { parts, compoundsOf };
}

/**
 * The phrases as the build coded them: search/language_index.py.
 * @param {string} text
 * @param {number} termCount
 */
function readPhrases(text, termCount) {
  /** @type {Phrase[]} */
  const phrases = [];
  /** @type {number[][]} */
  const phrasesOf = Array.from({ length: termCount }, () => []);
  text.split(" ").forEach((coded, entry) => {
    const [count, ...numbers] = decode(coded);
    for (let n = 1; n < count; n++) numbers[n] += numbers[n - 1];
    let isTitle = true; // the first
    for (let at = count; at < numbers.length;) {
      const [length, weight] = [numbers[at] >> 1, numbers[at] & 1];
      const terms = numbers.slice(at + 1, (at += 1 + length));
      for (let n = 0, last = 0; n < length; n++) {
        terms[n] = terms[n] < count ? numbers[terms[n]] : (last += terms[n] - count);
        phrasesOf[terms[n]].push(phrases.length);
      }
      phrases.push({ entry, weight, terms, isTitle });
      isTitle = false;
    }
  });
  return { phrases, phrasesOf };
}

/**
 * For each language the concepts by the first term of the phrases that lead to them. Of what is
 * `wider` the first phrase is meant by the others, and not the other way round.
 * @param {IndexData} data
 * @param {number} languages
 */
function readConcepts(data, languages) {
  /** @type {Map<number, Concept[]>[]} */
  const byFirst = Array.from({ length: languages }, () => new Map());
  for (const { text, isWider } of [{ text: data.concepts, isWider: false }, { text: data.wider, isWider: true }]) {
    for (const coded of text ? text.split(" ") : []) {
      const phrases = conceptPhrases(decode(coded), languages);
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
 * @param {number} languages
 */
function conceptPhrases(numbers, languages) {
  /** @type {ConceptPhrase[]} */
  const phrases = [];
  let at = 0;
  for (let language = 0; language < languages; language++) {
    for (let left = numbers[at++]; left > 0; left--) {
      const length = numbers[at++];
      phrases.push({ language, terms: numbers.slice(at, at + length) });
      at += length;
    }
  }
  return phrases;
}

/**
 * Where a term of the reader's language stands in the entries' texts: each entry times four, plus
 * the strength. It is decoded when it is asked for: most terms never are.
 * @param {string} text
 * @returns {(term: number) => number[]}
 */
function bodyReader(text) {
  const coded = text.split(" ");
  /** @type {Map<number, number[]>} */
  const cache = new Map();
  return (term) => {
    let postings = cache.get(term);
    if (!postings) {
      let entry = -1;
      postings = decode(coded[term]).map((step) => (entry += (step >> 2) + 1) * 4 + (step & 3));
      cache.set(term, postings);
    }
    return postings;
  };
}

/**
 * @param {LanguageIndex[]} languages
 * @param {(term: number) => number[]} body
 * @returns {SearchIndex["frequency"]}
 */
function frequencyCounter(languages, body) {
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

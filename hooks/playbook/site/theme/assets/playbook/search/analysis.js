// Turns words into terms of the index; same algorithm as search/analysis.py.

/** @import { Analyzer, EndingRule, WordRules } from "./types.js" */

/** @type {Record<string, string>} */
const LETTER_REPLACEMENTS = { "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l" };
const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+|(?<=[0-9])[:./][0-9]+)*/gu;
const MIN_LENGTH_TO_STEM_AGAIN = 6;

/**
 * The text in lower case, without rings, dots and accents.
 * @param {string} text
 */
export function fold(text) {
  const unaccented = text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
  return unaccented.replace(/[øæßđł]/g, (letter) => LETTER_REPLACEMENTS[letter]);
}

/**
 * The folded words of a text, with their parts if they contain a hyphen, an apostrophe or one of : . /
 * @param {string} text
 * @returns {{ whole: string, parts: string[] }[]}
 */
export function words(text) {
  return Array.from(fold(text).matchAll(WORD), ([match]) => {
    const word = match.replace(/['’]s$/, "");
    const parts = word.split(/[-'’:./]/).filter(Boolean);
    return { whole: word.replace(/[-'’]/g, ""), parts: parts.length > 1 ? parts : [] };
  });
}

/**
 * The analyzer of a language, from the data in its index.
 * @param {WordRules} data
 * @returns {Promise<Analyzer>}
 */
export async function createAnalyzer({ stemmer, endings, forms, stop }) {
  const irregular = irregularForms(forms);
  const stopWords = new Set(stop.split(" "));
  const stemWord = await loadStemmer(stemmer);
  const stripEnding = createEndingStripper(endings);
  /** @type {Map<string, string>} */
  const cache = new Map();

  /** @type {Analyzer["stem"]} */
  function stem(word) {
    let stemmed = stemWord(word);
    while (endings.length) {
      let shorter = stripEnding(stemmed);
      if (shorter.length >= MIN_LENGTH_TO_STEM_AGAIN) shorter = stemWord(shorter);
      if (shorter === stemmed) break;
      stemmed = shorter;
    }
    return stopWords.has(stemmed) ? `${stemmed}_` : stemmed; // möten (meetings): mot is a stop word
  }

  /** @type {Analyzer["term"]} */
  function term(word) {
    let cached = cache.get(word);
    if (cached === undefined) {
      cached = stopWords.has(word) ? word : irregular.get(word) ?? stem(word);
      cache.set(word, cached);
    }
    return cached;
  }

  return { stem, term, stopWords };
}

/**
 * A function that strips an ending that the stemmer has left, by the first rule that applies.
 * @param {EndingRule[]} endings
 * @returns {(word: string) => string}
 */
function createEndingStripper(endings) {
  const rules = endings.map(([pattern, minLength, cut, replacement]) =>
    ({ pattern: new RegExp(pattern), minLength, cut, replacement }));
  return (word) => {
    const rule = rules.find(({ pattern, minLength }) => word.length >= minLength && pattern.test(word));
    return rule ? word.slice(0, word.length - rule.cut) + rule.replacement : word;
  };
}

/**
 * The term of each irregular form, from lines of `term,form,form`.
 * @param {string} lines separated by spaces
 * @returns {Map<string, string>}
 */
function irregularForms(lines) {
  return new Map(lines.split(" ").filter(Boolean).flatMap((line) => {
    const [term, ...forms] = line.split(",");
    return forms.map((form) => /** @type {const} */ ([form, term]));
  }));
}

/**
 * A Snowball stemmer by its name; the identity function for null.
 * @param {string | null} name
 * @returns {Promise<(word: string) => string>}
 */
async function loadStemmer(name) {
  if (!name) return (word) => word;
  const { Stemmer } = await import(`./snowball/${name}.js`);
  const stemmer = new Stemmer();
  return (word) => stemmer.stemWord(word);
}

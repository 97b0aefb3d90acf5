// Turns words into terms of the index; same algorithm as search/analysis.py.

/** @import { Analyzer, EndingRule, WordRules } from "./types.js" */

/** @type {Record<string, string>} */
const OTHER_LETTERS = { "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l" };
const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+|(?<=[0-9])[:./][0-9]+)*/gu;
const SHORTEST_ENDING_STRIPPED = 6;

/**
 * A text in lower case, without rings, dots and accents.
 * @param {string} text
 */
export function fold(text) {
  const bare = text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
  return bare.replace(/[øæßđł]/g, (letter) => OTHER_LETTERS[letter]);
}

/**
 * The folded words of a text, with their parts if they contain a hyphen or a colon.
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
  const withoutEnding = endingStripper(endings);
  /** @type {Map<string, string>} */
  const cache = new Map();

  /** @type {Analyzer["stem"]} */
  function stem(word) {
    let stemmed = stemWord(word);
    while (endings.length) {
      let shorter = withoutEnding(stemmed);
      if (shorter.length >= SHORTEST_ENDING_STRIPPED) shorter = stemWord(shorter);
      if (shorter === stemmed) break;
      stemmed = shorter;
    }
    return stopWords.has(stemmed) ? `${stemmed}_` : stemmed; // möten is not mot
  }

  /** @type {Analyzer["term"]} */
  function term(word) {
    let known = cache.get(word);
    if (known === undefined) {
      known = stopWords.has(word) ? word : irregular.get(word) ?? stem(word);
      cache.set(word, known);
    }
    return known;
  }

  return { stem, term, stopWords };
}

/**
 * What the stemmer leaves of endings is stripped by the first rule that applies.
 * @param {EndingRule[]} endings
 * @returns {(word: string) => string}
 */
function endingStripper(endings) {
  const rules = endings.map(([pattern, least, cut, write]) => ({ pattern: new RegExp(pattern), least, cut, write }));
  return (word) => {
    const rule = rules.find(({ pattern, least }) => word.length >= least && pattern.test(word));
    return rule ? word.slice(0, word.length - rule.cut) + rule.write : word;
  };
}

/**
 * The term of each irregular form, from lines of `term,form,form`.
 * @param {string} forms
 * @returns {Map<string, string>}
 */
function irregularForms(forms) {
  return new Map(forms.split(" ").filter(Boolean).flatMap((line) => {
    const [term, ...listed] = line.split(",");
    return listed.map((form) => /** @type {const} */ ([form, term]));
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

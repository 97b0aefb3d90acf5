// Turns words into terms of the index; same algorithm as search/analysis.py.

/** @import { Analyzer } from "./types.js" */

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
 * Functions that remove endings that Snowball leaves, by language.
 * @type {Record<string, (word: string) => string>}
 */
const ENDINGS = {
  sv(word) {
    if (word.length >= 8 && word.endsWith("ning")) return word.slice(0, -4);
    if (word.length >= 7 && word.endsWith("ing")) return word.slice(0, -3);
    if (word.length >= 5 && word.endsWith("an")) return word.slice(0, -2);
    if (word.length >= 5 && /(?:[oiyu]n|orn|eln|[oiyu]t)$/.test(word)) return word.slice(0, -1);
    if (/[aeiouy][^aeiouy]{2,}et$/.test(word)) return word.slice(0, -2);
    if (/([^aeiouy])\1t$/.test(word)) return word.slice(0, -1);
    return word.length >= 5 ? word.replace(/([^aeiouy])el$/, "$1l") : word;
  },
  en(word) {
    if (word.length < 5) return word;
    return word.replace(/iz$/, "is").replace(/our$/, "or");
  },
};

/**
 * The analyzer of a language, from the data in its index.
 * @param {{ language: string, stemmer: string | null, forms: string, stop: string }} data
 * @returns {Promise<Analyzer>}
 */
export async function createAnalyzer({ language, stemmer, forms, stop }) {
  const irregular = irregularForms(forms);
  const stopWords = new Set(stop.split(" "));
  const stemWord = await loadStemmer(stemmer);
  const ending = ENDINGS[language] ?? ((word) => word);
  /** @type {Map<string, string>} */
  const cache = new Map();

  /** @type {Analyzer["stem"]} */
  function stem(word) {
    let stemmed = stemWord(word);
    for (;;) {
      let shorter = ending(stemmed);
      if (shorter.length >= SHORTEST_ENDING_STRIPPED) shorter = stemWord(shorter);
      if (shorter === stemmed) return stopWords.has(stemmed) ? `${stemmed}_` : stemmed; // möten is not mot
      stemmed = shorter;
    }
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

// Handmade search indexes for tests. A word is its own term unless `stems` maps it to another.

const COMPOUNDS = [["s"], ["e", "u", "o", "a"]];
/** The letters that respellings add. */
export const LATIN = [..."abcdefghijklmnopqrstuvwxyz"];
const START = 33;
const LAST = 70;
const LETTERS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(START + n))
  .filter((letter) => letter !== '"' && letter !== "\\");

/** Encode numbers like search/coding.py. */
export function encode(numbers) {
  return numbers.map((number) => {
    let rest = Math.floor(number / LAST);
    let text = LETTERS[number % LAST];
    for (; rest; rest = Math.floor(rest / 22)) text = LETTERS[LAST + (rest % 22)] + text;
    return text;
  }).join("");
}

/**
 * One language of an index. The first `common` terms are sorted separately from the others; `stems`
 * maps words to their terms.
 */
export function languageIndex(terms, options = {}) {
  const { common = 0, stop = [], stems = {}, parts = {}, compounds = COMPOUNDS, phrases = [], favours = {} } = options;
  const numbers = new Map(terms.map((term, n) => [term, n]));
  const stem = (word) => stems[word] ?? word;
  const phrasesOf = terms.map(() => []);
  const read = phrases.map((phrase, number) => {
    const own = phrase.words.map((word) => numbers.get(word));
    for (const term of own) phrasesOf[term].push(number);
    return { weight: 0, isTitle: false, ...phrase, terms: own };
  });
  const partNumbers = Object.entries(parts)
    .map(([whole, inside]) => [numbers.get(whole), inside.map((part) => numbers.get(part))]);
  const compoundsOf = new Map();
  for (const [whole, inside] of partNumbers) {
    for (const part of inside) compoundsOf.set(part, [...(compoundsOf.get(part) ?? []), whole]);
  }
  return {
    language: "xx", compounds, letters: LATIN, commonCount: common, favours, stem, term: stem, stopWords: new Set(stop),
    terms, numbers, parts: new Map(partNumbers), compoundsOf, phrases: read, phrasesOf,
    stopTerms: new Set(stop.map((word) => numbers.get(word))), suffixCache: new Map(), prefixCache: new Map(),
  };
}

/** An index with the given languages and entry ids; `bodies` contains the postings of terms. */
export function searchIndex(languages, ids, options = {}) {
  const { bodies = {}, concepts, ...others } = options;
  const body = (term) => bodies[languages[0].terms[term]] ?? [];
  return {
    ids, languages, body,
    kinds: [["Rules", 100]], kind: ids.map(() => 0), title: ids, scopes: {}, spellings: {}, retired: new Set(),
    concepts: concepts ?? languages.map(() => new Map()),
    frequency: (n, term) => (term === undefined ? 0 : Math.max(
      new Set(languages[n].phrasesOf[term].map((phrase) => languages[n].phrases[phrase].entry)).size,
      n === 0 ? body(term).length : 0,
    )),
    wordCache: new Map(),
    entries: new Map(ids.map((id, n) => [id, n])),
    ...others,
  };
}

/** Terms with their weights as an object, for comparisons. */
export const asObject = (language, weights) =>
  Object.fromEntries([...weights].map(([term, weight]) => [language.terms[term], Number(weight.toFixed(4))]));

/** The terms of the handmade handbook. */
export const SWEDISH = ["barn", "bild", "blockera", "in", "konto", "logga", "och", "stryk"]; // sorted
const ENGLISH = ["account", "block", "child", "picture"];

/** Three entries: pictures of children, accounts, and blocking. */
export function handbook(options = {}) {
  const swedish = languageIndex(SWEDISH, {
    stop: ["och"],
    phrases: [
      { entry: 0, words: ["bild", "barn"], isTitle: true },
      { entry: 0, words: ["barn"] },
      { entry: 1, words: ["konto"], isTitle: true },
      { entry: 2, words: ["blockera", "konto"], isTitle: true },
    ],
  });
  const english = languageIndex(ENGLISH, {
    compounds: null,
    phrases: [
      { entry: 0, words: ["picture", "child"] }, { entry: 1, words: ["account"] }, { entry: 2, words: ["block"] },
    ],
  });
  return searchIndex([swedish, english], ["children", "accounts", "blocking"], options);
}

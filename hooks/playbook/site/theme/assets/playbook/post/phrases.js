// Finds words and phrases; same algorithm as post/phrases.py.

/**
 * @import {
 *   PhraseBook, PhraseData, PhraseForms, PhraseIndex, PhraseMatch, Post, Word, WordForms
 * } from "./types.js"
 */

/**
 * An index of all lists of a set of rules, by the words that their phrases may begin with.
 * @returns {PhraseIndex}
 */
export function createPhraseIndex() {
  return { folded: new Map(), exact: new Map(), stems: new Map(), open: [] };
}

/**
 * Prepare the phrases of one list, and add them to the index.
 * @param {PhraseData[]} phrases
 * @param {PhraseIndex} index
 * @param {boolean} [ignoreCase]
 * @returns {PhraseBook}
 */
export function createPhraseBook(phrases, index, ignoreCase = true) {
  /** @type {PhraseBook} */
  const book = {
    byWord: new Map(), byStem: new Map(), open: [], index, key: ignoreCase ? "folded" : "exact",
  };
  for (const phrase of phrases) {
    const forms = phrase.words.map(wordForms);
    if (forms.length) addPhrase(book, [phrase, forms]);
  }
  return book;
}

/**
 * @param {PhraseBook} book
 * @param {PhraseForms} entry
 */
function addPhrase(book, entry) {
  const { index, key } = book;
  const [, [first]] = entry;
  if (typeof first !== "string") {
    for (const stem of first) {
      append(book.byStem, stem, entry);
      append(index.stems, stem, book);
    }
  } else if (first.includes("*")) {
    book.open.push(entry);
    index.open.push({ book, first });
  } else {
    append(book.byWord, first, entry);
    append(index[key], first, book);
  }
}

/**
 * Append a value to the list of a key.
 * @template K, V
 * @param {Map<K, V[]>} map
 * @param {K} key
 * @param {V} value
 */
function append(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/**
 * The stems of a compiled word, or the word itself.
 * @param {string} word
 * @returns {WordForms[number]}
 */
function wordForms(word) {
  return word.includes("~") ? new Set(word.split("~").slice(0, -1)) : word;
}

/**
 * The lists with a phrase that may begin with a word.
 * @param {Word} word
 * @param {PhraseIndex} index
 */
function booksOf(word, index) {
  const books = new Set([...(index.folded.get(word.folded) ?? []), ...(index.exact.get(word.exact) ?? [])]);
  for (const stem of word.stems) for (const book of index.stems.get(stem) ?? []) books.add(book);
  for (const { book, first } of index.open) {
    if (isForm(word[book.key], word.stems, first)) books.add(book);
  }
  return books;
}

/**
 * The positions in a post where a phrase of each list may begin.
 * @param {Post} post
 * @param {PhraseIndex} index
 */
function findBeginnings(post, index) {
  /** @type {Map<PhraseBook, number[]>} */
  const positions = new Map();
  post.units.forEach(({ word }, at) => {
    word.books ??= booksOf(word, index);
    for (const book of word.books) append(positions, book, at);
  });
  return positions;
}

/**
 * The matches from left to right, the longest at each position, without overlaps.
 * @param {PhraseBook} book
 * @param {Post} post
 * @returns {PhraseMatch[]}
 */
export function findPhrases(book, post) {
  post.beginnings ??= findBeginnings(post, book.index);
  const { units } = post;
  const matches = [];
  let next = 0;
  for (const first of post.beginnings.get(book) ?? []) {
    const phrase = first < next ? null : longestPhrase(book, post, first);
    if (!phrase) continue;
    const last = first + phrase.words.length - 1;
    matches.push({ start: units[first].start, end: units[last].end, first, last, phrase });
    next = last + 1;
  }
  return matches;
}

/**
 * The longest phrase that begins at a position; phrases with exactly this form come first.
 * @param {PhraseBook} book
 * @param {Post} post
 * @param {number} at
 */
function longestPhrase(book, post, at) {
  const { word } = post.units[at];
  const entries = [
    ...(book.byWord.get(word[book.key]) ?? []),
    ...word.stems.flatMap((stem) => book.byStem.get(stem) ?? []),
    ...book.open,
  ];
  /** @type {PhraseData | null} */
  let longest = null;
  for (const [phrase, forms] of entries) {
    if (forms.length > (longest?.words.length ?? 0) && hasForms(book, forms, post, at)) longest = phrase;
  }
  return longest;
}

/**
 * Whether the words from a position on match the forms of a phrase.
 * @param {PhraseBook} book
 * @param {WordForms} forms
 * @param {Post} post
 * @param {number} at
 */
function hasForms(book, forms, post, at) {
  if (at + forms.length > post.units.length) return false;
  return forms.every((form, offset) => {
    const { start, word } = post.units[at + offset];
    if (!isForm(word[book.key], word.stems, form)) return false;
    return !offset || post.tokenizer.between.test(post.text.slice(post.units[at + offset - 1].end, start));
  });
}

/**
 * Whether a word has one of the stems of a form, or matches its pattern with a *.
 * @param {string} word
 * @param {string[]} stems
 * @param {WordForms[number]} form
 */
function isForm(word, stems, form) {
  if (typeof form !== "string") return stems.some((stem) => form.has(stem));
  if (form.endsWith("*")) return word.startsWith(form.slice(0, -1));
  return form.startsWith("*") ? word.endsWith(form.slice(1)) : word === form;
}

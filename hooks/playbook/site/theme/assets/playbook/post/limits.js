// Counts the elements of a post; same algorithm as post/limits.py and post/check_digits.py.

import { findPhrases } from "./phrases.js";
import { characterPositions } from "./tokens.js";

/** @import { CheckData, Match, PhraseBook, PhraseMatch, Post, Span } from "./types.js" */

const MAX_SHORT_WORD_LENGTH = 6;
const MIN_CAPITALS_LENGTH = 4;
const NOT_LETTERS = new Set("'’:.,-‑");

/**
 * The matches of an exceeded limit, except a limit on listed words.
 * @param {CheckData} check
 * @param {Post} post
 * @param {number} max
 * @param {PhraseBook} exceptions
 * @returns {Match[]}
 */
export function overLimit(check, post, max, exceptions) {
  if (check.of === "characters") return tooManyCharacters(post, max);
  if (check.of === "sentence_words") {
    return post.sentences()
      .filter((sentence) => sentence.words > max)
      .map(({ start, end, words }) => ({ start, end, excerpt: String(words) }));
  }
  if (check.of === "lix") {
    const index = post.words.length >= (check.min_words ?? 0) ? lix(post) : 0;
    return index > max ? [{ start: 0, end: 0, excerpt: String(index) }] : [];
  }
  return firstOver(countedSpans(check.of ?? "", post, findPhrases(exceptions, post)), max);
}

/**
 * The first span over the limit; the message has the total number.
 * @param {Span[]} spans
 * @param {number} max
 * @returns {Match[]}
 */
export function firstOver(spans, max) {
  if (spans.length <= max) return [];
  return [{ start: spans[max].start, end: spans[max].end, excerpt: String(spans.length) }];
}

/**
 * The number of characters of a text as platforms count them: a line break is one.
 * @param {string} text
 */
export function countCharacters(text) {
  let count = 0;
  for (let at = 0; at < text.length; count++) at += characterSize(text, at);
  return count;
}

/**
 * The number of UTF-16 code units of a character.
 * @param {string} text
 * @param {number} at
 */
function characterSize(text, at) {
  if (text[at] === "\r" && text[at + 1] === "\n") return 2;
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/**
 * @param {Post} post
 * @param {number} max
 * @returns {Match[]}
 */
function tooManyCharacters({ text, original, positions }, max) {
  const count = countCharacters(original);
  if (count <= max) return [];
  let limit = 0;
  for (let n = 0; n < max; n++) limit += characterSize(original, limit);
  const start = positions ? positions.findIndex((position) => position >= limit) : limit;
  return [{ start, end: text.length, excerpt: String(count) }];
}

/**
 * The LIX readability index: words per sentence plus the percentage of long words.
 * @param {Pick<Post, "words" | "sentences">} post
 */
export function lix(post) {
  const words = post.words.length;
  if (!words) return 0;
  const long = post.words.filter((word) => countLetters(word.text) > MAX_SHORT_WORD_LENGTH).length;
  return Math.floor(words / post.sentences().length + (100 * long) / words + 0.5);
}

/** @param {string} word */
const countLetters = (word) => [...word.normalize("NFC")].filter((sign) => !NOT_LETTERS.has(sign)).length;

/**
 * @param {string} what is counted
 * @param {Post} post
 * @param {PhraseMatch[]} exceptions
 * @returns {Span[]}
 */
function countedSpans(what, post, exceptions) {
  if (what === "emoji") return post.ofType("emoji");
  if (what === "hashtags") return post.ofType("hashtag");
  if (what === "links") return post.ofType("link");
  if (what === "exclamations") return characterPositions(post, "!").map((at) => ({ start: at, end: at + 1 }));
  return post.units.filter((unit, number) =>
    !exceptions.some(({ first, last }) => first <= number && number <= last) && isInCapitals(unit.word.exact));
}

/** @param {string} word */
function isInCapitals(word) {
  const letters = [...word].filter((sign) => sign !== "'");
  return letters.length >= MIN_CAPITALS_LENGTH && letters.every((letter) => letter !== letter.toLowerCase());
}

/**
 * Whether the last digit is a valid check digit (Luhn algorithm).
 * @param {string} digits
 */
function passesLuhn(digits) {
  let total = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    total += value > 9 ? value - 9 : value;
  });
  return total % 10 === 0;
}

/** @param {string} text */
const digitsOf = (text) => text.replace(/[^0-9]/g, "");

/**
 * Further conditions on detected data, by its type.
 * @type {Record<string, (text: string) => boolean>}
 */
export const VALIDATORS = {
  personal_number: (text) => passesLuhn(digitsOf(text).slice(-10)),
  card: (text) => {
    const digits = digitsOf(text);
    const isPossible = digits.length >= 13 && digits.length <= 19 && new Set(digits).size > 1;
    return isPossible && passesLuhn(digits);
  },
};

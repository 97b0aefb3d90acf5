// Tells new words apart from other changes; same algorithm as changes/rewording.py and word_diff.py.

/** @import { Texts } from "./types.js" */

const QUOTES = /[‘’‚´“”„«»"]/gu;
const DASHES = /[–—]/gu;
const BLOCK_START = /^(?:[-*+>|#]|\d+[.)])(?:\s|$)/u;

/**
 * A text with standard quotation marks, dashes and spaces.
 * @param {string} text
 */
export const standard = (text) =>
  text.replace(QUOTES, "'").replace(DASHES, "-").split(/\s+/u).filter(Boolean).join(" ");

/**
 * The texts of a value in one language.
 * @param {string | string[] | undefined} value
 * @returns {string[]}
 */
export const textsIn = (value) => (value === undefined ? [] : [value].flat());

/**
 * A text with each paragraph on one line, so that line breaks do not count as changes.
 * @param {string} text
 */
export function unwrapped(text) {
  /** @type {string[]} */
  const paragraphs = [];
  let isNew = true;
  for (const line of text.split("\n")) {
    const words = line.split(/\s+/u).filter(Boolean).join(" ");
    if (words && (isNew || BLOCK_START.test(words))) paragraphs.push(words);
    else if (words) paragraphs[paragraphs.length - 1] += ` ${words}`;
    isNew = !words;
  }
  return paragraphs.join("\n");
}

/**
 * Whether two values read the same.
 * @param {any} one
 * @param {any} other
 */
export const isSame = (one, other) => canonical(one, unwrapped) === canonical(other, unwrapped);

/**
 * Whether two values are the same except for quotation marks, dashes and spaces.
 * @param {any} one
 * @param {any} other
 */
export const isSamePunctuation = (one, other) => canonical(one, standard) === canonical(other, standard);

/**
 * @param {any} value
 * @param {(text: string) => string} form
 */
const canonical = (value, form) =>
  JSON.stringify(value ?? null, (_, item) => (typeof item === "string" ? form(item) : item));

/**
 * Whether two values differ in the wording of their texts and in nothing else.
 * @param {any} old
 * @param {any} new_
 * @returns {boolean}
 */
export function isRewording(old, new_) {
  if (!isMapping(old) || !isMapping(new_)) return (old ?? null) === (new_ ?? null);
  if (isText(old) && isText(new_)) {
    return !Object.keys(old).some((language) => language in new_ && hasMoreOrFewer(old[language], new_[language]));
  }
  const keys = Object.keys({ ...old, ...new_ });
  return keys.every((key) => isRewording(old[key], new_[key]));
}

/** @param {any} value */
const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Whether a mapping is a text or a list of texts by language.
 * @param {Record<string, any>} value
 * @returns {value is Texts}
 */
const isText = (value) => Object.keys(value).length > 0 && Object.entries(value).every(([language, words]) =>
  /^[a-z]{1,3}$/u.test(language) && (typeof words === "string" || Array.isArray(words)));

/**
 * Whether one of two lists of texts contains the other and more.
 * @param {string | string[]} old
 * @param {string | string[]} new_
 */
function hasMoreOrFewer(old, new_) {
  if (typeof old === "string" || typeof new_ === "string") return false;
  const [before, after] = [old, new_].map((items) => new Set(items.map(standard)));
  const isPart = (/** @type {Set<string>} */ small, /** @type {Set<string>} */ large) =>
    small.size < large.size && [...small].every((item) => large.has(item));
  return isPart(before, after) || isPart(after, before);
}

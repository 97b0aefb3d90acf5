// Counting what a post holds: the same as post/limits.py and post/digits.py of the command.

import { findPhrases } from "./phrases.js";
import { signs } from "./tokens.js";

const LONG_WORD = 6;
const SHOUTED = 4;
const NO_LETTERS = new Set("'’:.,-‑");

/** The spots of a limit other than that on words of a list. */
export function counted(check, post, most, exceptions) {
  if (check.of === "characters") return tooLong(post, most);
  if (check.of === "sentence_words") {
    return post.sentences()
      .filter((sentence) => sentence.words > most)
      .map(({ start, end, words }) => ({ start, end, said: String(words) }));
  }
  if (check.of === "lix") {
    const found = post.words.length >= check.min_words ? lix(post) : 0;
    return found > most ? [{ start: 0, end: 0, said: String(found) }] : [];
  }
  return over(spans(check.of, post, findPhrases(exceptions, post)), most);
}

/** The first of the spans that is one too many, with how many there are. */
export function over(found, most) {
  if (found.length <= most) return [];
  return [{ start: found[most].start, end: found[most].end, said: String(found.length) }];
}

/** How many characters a text has, as platforms count: a line break is one. */
export function characters(text) {
  let count = 0;
  for (let at = 0; at < text.length; count++) at += step(text, at);
  return count;
}

function step(text, at) {
  if (text[at] === "\r" && text[at + 1] === "\n") return 2;
  return text.codePointAt(at) > 0xffff ? 2 : 1;
}

function tooLong(post, most) {
  const length = characters(post.text);
  if (length <= most) return [];
  let start = 0;
  for (let count = 0; count < most; count++) start += step(post.text, start);
  return [{ start, end: post.text.length, said: String(length) }];
}

/** The readability index: words a sentence, and the share of long words times a hundred. */
export function lix(post) {
  const words = post.words.length;
  if (!words) return 0;
  const long = post.words.filter((word) => letters(word.text) > LONG_WORD).length;
  return Math.floor(words / post.sentences().length + (100 * long) / words + 0.5);
}

const letters = (word) => [...word.normalize("NFC")].filter((one) => !NO_LETTERS.has(one)).length;

function spans(of, post, fine) {
  if (of === "emoji") return post.of("emoji");
  if (of === "hashtags") return post.of("hashtag");
  if (of === "links") return post.of("link");
  if (of === "exclamations") return signs(post, "!").map((at) => ({ start: at, end: at + 1 }));
  return post.units.filter((unit, number) =>
    !fine.some(({ first, last }) => first <= number && number <= last) && isShouted(unit.word.exact));
}

function isShouted(word) {
  const plain = [...word].filter((one) => one !== "'");
  return plain.length >= SHOUTED && plain.every((one) => one !== one.toLowerCase());
}

/** Whether the last digit checks the others by the Luhn formula. */
function luhn(digits) {
  let total = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    total += value > 9 ? value - 9 : value;
  });
  return total % 10 === 0;
}

const onlyDigits = (text) => text.replace(/[^0-9]/g, "");

/** What data must have beyond its form. */
export const VALID = {
  personal_number: (text) => luhn(onlyDigits(text).slice(-10)),
  card: (text) => {
    const digits = onlyDigits(text);
    const fits = digits.length >= 13 && digits.length <= 19 && new Set(digits).size > 1;
    return fits && luhn(digits);
  },
};

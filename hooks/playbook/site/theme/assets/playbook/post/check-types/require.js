// Something that a post must contain, always or when a condition holds; same algorithm as post/check_types/require.py.

import { findPhrases } from "../phrases.js";
import { matchAt, patternSpans } from "../spans.js";
import { characterPositions } from "../tokens.js";

/** @import { Match, Post, PreparedCheck, PreparedCondition, Span } from "../types.js" */

const FIRST_WORDS = 5; // the number of words that count as the beginning of a post

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
export function require(prepared, post) {
  /** @type {Match} */
  let cause = { start: 0, end: 0, excerpt: "" };
  if (prepared.condition) {
    const [first] = conditionSpans(prepared.condition, post)
      .sort((one, other) => one.start - other.start || one.end - other.end);
    if (!first) return [];
    cause = matchAt(first, post);
  }
  const { place } = prepared.check;
  return conditionSpans(prepared, post).some(({ start }) => isAt(place, start, post)) ? [] : [cause];
}

/**
 * The parts of the post that match a condition.
 * @param {PreparedCondition} condition
 * @param {Post} post
 * @returns {Span[]}
 */
function conditionSpans({ phrases, patterns, has }, post) {
  return [
    ...findPhrases(phrases, post),
    ...patterns.flatMap((expression) => patternSpans(expression, post)),
    ...has.flatMap((element) => elementSpans(element, post)),
  ];
}

/**
 * @param {string} element
 * @param {Post} post
 * @returns {Span[]}
 */
function elementSpans(element, post) {
  if (element === "question") return characterPositions(post, "?").map((at) => ({ start: at, end: at + 1 }));
  if (element === "number") return post.words.filter((word) => /^[0-9]/.test(word.text));
  return post.ofType(element);
}

/**
 * @param {string | undefined} place
 * @param {number} start
 * @param {Post} post
 */
function isAt(place, start, post) {
  if (place === "first") return post.units.filter((unit) => unit.end <= start).length < FIRST_WORDS;
  if (place === "last") return !post.text.slice(start).replace(/[ \t\r\n]+$/, "").includes("\n");
  return true;
}

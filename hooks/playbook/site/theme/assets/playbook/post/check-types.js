// The six types of check; same algorithm as post/check_types.py.

import { firstOver, overLimit, VALIDATORS } from "./limits.js";
import { findPhrases } from "./phrases.js";
import { signPlaces } from "./tokens.js";

/**
 * @import {
 *   CheckType, Match, PhraseMatch, Post, PreparedCheck, PreparedCondition, Setting, Span, Token
 * } from "./types.js"
 */

const FIRST_WORDS = 5; // the number of words that count as the beginning of a post
const MAX_EXCERPT = 60;

/**
 * A text truncated for a message.
 * @param {string} text
 */
function shorten(text) {
  const points = [...text];
  return points.length <= MAX_EXCERPT ? text : `${points.slice(0, MAX_EXCERPT - 1).join("")}…`;
}

/**
 * @param {Span} span
 * @param {Post} post
 * @returns {Match}
 */
const matchAt = ({ start, end }, post) => ({ start, end, excerpt: shorten(post.text.slice(start, end)) });

/**
 * The matches of a regular expression.
 * @param {RegExp} expression
 * @param {Post} post
 * @returns {Span[]}
 */
const patternSpans = (expression, post) =>
  Array.from(post.text.matchAll(expression), ({ 0: { length }, index }) => ({ start: index, end: index + length }));

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
function avoid({ phrases }, post) {
  return findPhrases(phrases, post).map((match) => {
    const text = post.text.slice(match.start, match.end);
    return { ...matchAt(match, post), instead: replacement(match, text) };
  });
}

/**
 * The replacement, if the text has exactly the form that the editor listed.
 * @param {PhraseMatch} match
 * @param {string} found
 */
function replacement({ phrase: { instead, text } }, found) {
  if (instead === undefined || found.toLowerCase() !== text.toLowerCase()) return undefined;
  const [first] = found;
  const [initial] = instead;
  return first !== first.toLowerCase() ? initial.toUpperCase() + instead.slice(initial.length) : instead;
}

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
function pattern({ patterns, check }, post) {
  const spans = patterns.flatMap((one) => patternSpans(one, post));
  return spans.map((span) => ({ ...matchAt(span, post), instead: check.replace ?? undefined }));
}

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @param {Setting} setting
 * @returns {Match[]}
 */
function limit({ check, rules, phrases, exceptions }, post, { channel }) {
  const ofChannel = check.of === "characters" && channel ? rules.channels[channel]?.characters : null;
  const max = check.max ?? ofChannel ?? null;
  if (max === null) return [];
  if (check.of === "words") return firstOver(findPhrases(phrases, post), max);
  return overLimit(check, post, max, exceptions);
}

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
function require(prepared, post) {
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
    ...patterns.flatMap((one) => patternSpans(one, post)),
    ...has.flatMap((element) => elementSpans(element, post)),
  ];
}

/**
 * @param {string} element
 * @param {Post} post
 * @returns {Span[]}
 */
function elementSpans(element, post) {
  if (element === "question") return signPlaces(post, "?").map((at) => ({ start: at, end: at + 1 }));
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

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
function order({ check: { of: what }, phrases }, post) {
  if (what === "label_before_link") {
    const [link] = post.ofType("link");
    const [label] = findPhrases(phrases, post);
    return link && label && label.start > link.start ? [matchAt(label, post)] : [];
  }
  if (what === "hashtag_capitals") {
    return post.ofType("hashtag").filter(isLowerCase).map((tag) => matchAt(tag, post));
  }
  const isLast = what === "hashtags_last";
  const early = post.ofType(isLast ? "hashtag" : "emoji").find((token) => hasWordsAfter(isLast, token, post));
  return early ? [matchAt(early, post)] : [];
}

/**
 * Whether words follow a token: anywhere in the post, or in its line.
 * @param {boolean} anywhere
 * @param {Token} token
 * @param {Post} post
 */
function hasWordsAfter(anywhere, token, post) {
  if (anywhere) return token.start < (post.words.at(-1)?.start ?? 0);
  const line = post.text.indexOf("\n", token.end);
  const end = line < 0 ? post.text.length : line;
  return post.words.some((word) => token.end <= word.start && word.start < end);
}

/**
 * Whether a hashtag of more than two letters is in lower case only.
 * @param {Token} tag
 */
function isLowerCase({ text }) {
  const signs = [...text];
  return signs.length > 3 && !signs.some((sign) => sign !== sign.toLowerCase()) &&
    signs.some((sign) => sign !== sign.toUpperCase());
}

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
function detect({ check: { what = [] }, detected }, post) {
  /** @type {Match[]} */
  const matches = [];
  for (const name of what) {
    for (const span of patternSpans(detected[name], post)) {
      const isKnown = matches.some(({ start, end }) => span.start < end && start < span.end);
      const isValid = VALIDATORS[name]?.(post.text.slice(span.start, span.end)) ?? true;
      if (!isKnown && isValid) matches.push(matchAt(span, post));
    }
  }
  return matches;
}

/**
 * The function that runs each type of check.
 * @type {Record<CheckType, (prepared: PreparedCheck, post: Post, setting: Setting) => Match[]>}
 */
export const CHECK_TYPES = { avoid, pattern, limit, require, order, detect };

// Helpers of the check types: matches at spans, and the spans of regular expressions.

/** @import { Match, Post, Span } from "./types.js" */

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
export const matchAt = ({ start, end }, post) => ({ start, end, excerpt: shorten(post.text.slice(start, end)) });

/**
 * The matches of a regular expression.
 * @param {RegExp} expression
 * @param {Post} post
 * @returns {Span[]}
 */
export const patternSpans = (expression, post) =>
  Array.from(post.text.matchAll(expression), ({ 0: { length }, index }) => ({ start: index, end: index + length }));

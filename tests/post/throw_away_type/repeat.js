// The same word twice in a row; same algorithm as post/check_types/repeat.py.

import { findPhrases } from "../phrases.js";
import { matchAt } from "../spans.js";

/** @import { Match, Post, PreparedCheck } from "../types.js" */

/**
 * @param {PreparedCheck<{ min_length: number }>} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
export function repeat({ check, phrases }, post) {
  const allowed = new Set(findPhrases(phrases, post).map(({ start }) => start));
  const isRepeated = (one, other) => one.text.toLowerCase() === other?.text.toLowerCase() &&
    [...one.text].length >= check.min_length && !allowed.has(one.start);
  return post.words.flatMap((one, index) => {
    const other = post.words[index + 1];
    return isRepeated(one, other) ? [matchAt(other, post)] : [];
  });
}

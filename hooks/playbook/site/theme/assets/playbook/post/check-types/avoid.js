// Words and phrases to avoid; same algorithm as post/check_types/avoid.py.

import { findPhrases } from "../phrases.js";
import { matchAt } from "../spans.js";

/** @import { Match, PhraseMatch, Post, PreparedCheck } from "../types.js" */

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
export function avoid({ phrases }, post) {
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

// Elements in the wrong order or form; same algorithm as post/check_types/order.py.

import { findPhrases } from "../phrases.js";
import { matchAt } from "../spans.js";

/** @import { Match, Post, PreparedCheck, Token } from "../types.js" */

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
export function order({ check: { of: what }, phrases }, post) {
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

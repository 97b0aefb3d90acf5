// Personal data and secrets, each reported once; same algorithm as post/check_types/detect.py.

import { VALIDATORS } from "../limits.js";
import { matchAt, patternSpans } from "../spans.js";

/** @import { Match, Post, PreparedCheck } from "../types.js" */

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
export function detect({ check: { what = [] }, detected }, post) {
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

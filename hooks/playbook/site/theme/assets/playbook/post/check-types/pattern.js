// Text that matches a pattern; same algorithm as post/check_types/pattern.py.

import { matchAt, patternSpans } from "../spans.js";

/** @import { Match, Post, PreparedCheck } from "../types.js" */

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @returns {Match[]}
 */
export function pattern({ patterns, check }, post) {
  const spans = patterns.flatMap((expression) => patternSpans(expression, post));
  return spans.map((span) => ({ ...matchAt(span, post), instead: check.replace ?? undefined }));
}

// An upper limit on something that is counted; same algorithm as post/check_types/limit.py.

import { firstOver, overLimit } from "../limits.js";
import { findPhrases } from "../phrases.js";

/** @import { Match, Post, PreparedCheck, Setting } from "../types.js" */

/**
 * @param {PreparedCheck} prepared
 * @param {Post} post
 * @param {Setting} setting
 * @returns {Match[]}
 */
export function limit({ check, rules, phrases, exceptions }, post, { channel }) {
  const ofChannel = check.of === "characters" && channel ? rules.channels[channel]?.characters : null;
  const max = check.max ?? ofChannel ?? null;
  if (max === null) return [];
  if (check.of === "words") return firstOver(findPhrases(phrases, post), max);
  return overLimit(check, post, max, exceptions);
}

// Drops invisible characters from a post, so that they cannot hide a word from the checks; same
// algorithm as post/invisible.py. Some readers see a blank where others see nothing, so a post has a
// second form, with spaces.

/** @import { Rules, VisibleText } from "./types.js" */

/**
 * A function that returns a text without its invisible characters, except for those within emoji
 * sequences, and the position of each of its UTF-16 code units; the last is the length of the text.
 * Without such characters, the positions are null. With a substitute, it replaces each of them.
 * @param {Rules["shapes"]} shapes
 * @returns {(text: string, substitute?: "" | " ") => VisibleText}
 */
export function createFilter({ invisible, tokens }) {
  const any = new RegExp(`[${invisible}]`, "u");
  const sequenceOrInvisible = new RegExp(`(?:${tokens.emoji})|([${invisible}])`, "gu");
  return (text, substitute = "") => {
    if (!any.test(text)) return { text, positions: null };
    let kept = "";
    let end = 0;
    /** @type {number[]} */
    const positions = [];
    const keep = (/** @type {number} */ start) => {
      for (let at = end; at < start; at++) positions.push(at);
      kept += text.slice(end, start);
    };
    for (const { 0: match, 1: dropped, index } of text.matchAll(sequenceOrInvisible)) {
      if (dropped === undefined) continue;
      keep(index);
      if (substitute) positions.push(index);
      kept += substitute;
      end = index + match.length;
    }
    keep(text.length);
    return { text: kept, positions: [...positions, text.length] };
  };
}

/**
 * The span in the original text of a span in the visible text.
 * @param {number[] | null} positions
 * @param {number} start
 * @param {number} end
 * @returns {[from: number, to: number]}
 */
export function originalSpan(positions, start, end) {
  if (!positions) return [start, end];
  return [positions[start], end > start ? positions[end - 1] + 1 : positions[end]];
}

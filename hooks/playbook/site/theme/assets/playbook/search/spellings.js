// Ranks entries with a word as it was typed before those with other accents: mäta (measure), mata (feed).

import { fold } from "./analysis.js";
import { decode } from "./coding.js";
import { WEIGHTS } from "./weights.js";

/** @import { SearchIndex } from "./types.js" */

const WORD = /\p{L}+/gu;

/**
 * The factors of entries that contain a word of the query only with other accents.
 * @param {SearchIndex} index
 * @param {string} query as typed
 * @param {Map<string, number>} shares by folded word, the share of each significant word in the query, from 0 to 1
 * @returns {Map<number, number>}
 */
export function spellingFactors(index, query, shares) {
  /** @type {Map<number, number>} */
  const factors = new Map();
  for (const word of new Set(query.normalize("NFC").toLowerCase().match(WORD) ?? [])) {
    const share = shares.get(fold(word));
    const spellings = index.spellings[index.languages[0].term(fold(word))];
    const typed = spellings && Object.keys(spellings).find((spelled) => word.startsWith(spelled));
    if (!typed || share === undefined) continue;
    const asTyped = new Set(entriesOf(spellings[typed]));
    const factor = 1 - (1 - WEIGHTS.score.otherSpelling) * share;
    for (const entry of new Set(Object.values(spellings).flatMap(entriesOf))) {
      if (!asTyped.has(entry)) factors.set(entry, (factors.get(entry) ?? 1) * factor);
    }
  }
  return factors;
}

/**
 * The entries that search/spellings.py has encoded, each as the distance from the previous one.
 * @param {string} coded
 */
function entriesOf(coded) {
  let entry = -1;
  return decode(coded).map((distance) => (entry += distance + 1));
}

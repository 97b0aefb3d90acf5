// Findings of a check that overlap; same algorithm as post/overlaps.py.

/** @import { Finding } from "./types.js" */

/** @typedef {Pick<Finding, "rule" | "check" | "from" | "to">} Place */

/**
 * A function that tells whether a finding overlaps one of `findings` of the same check. It searches
 * in sorted spans, as a post may have thousands of findings.
 * @param {Iterable<Place>} findings
 * @returns {(finding: Place) => boolean}
 */
export function createOverlap(findings) {
  /** @type {Map<string, { from: number, to: number }[]>} */
  const spans = new Map();
  for (const finding of [...findings].sort((one, other) => one.from - other.from)) {
    const known = spans.get(nameOf(finding)) ?? [];
    const to = Math.max(finding.to, known.at(-1)?.to ?? 0); // the end of all up to this one
    spans.set(nameOf(finding), known);
    known.push({ from: finding.from, to });
  }
  return (finding) => {
    const known = spans.get(nameOf(finding)) ?? [];
    const before = known[countBefore(known, finding.to) - 1];
    return before !== undefined && finding.from < before.to;
  };
}

/** @param {Place} finding */
const nameOf = ({ rule, check }) => `${rule} ${check}`;

/**
 * The number of sorted spans that begin before a position.
 * @param {{ from: number }[]} spans
 * @param {number} position
 */
function countBefore(spans, position) {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].from < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The marks under the text: a layer with the same text, invisible, with a background where there are
// findings. Each line of the text is an element of the layer; only changed lines are rendered again.

import { createElement } from "../dom.js";

/** @import { Finding } from "./types.js" */

/**
 * A part of the text with the highest level of its findings: an index in LEVELS, or -1.
 * @typedef {{ words: string, level: number }} Segment
 */

/** @type {Finding["level"][]} */
const LEVELS = ["suggestion", "warning", "error"];
/** @type {WeakMap<Element, string[]>} */
const drawnLines = new WeakMap();

/**
 * Fill the layer under the field with the text, with the findings marked.
 * @param {HTMLElement} layer
 * @param {string} text
 * @param {Finding[]} findings
 */
export function drawMarks(layer, text, findings) {
  const lines = splitLines(segments(text, findings.filter(({ from, to }) => to > from)));
  const keys = lines.map((line) => JSON.stringify(line));
  const before = drawnLines.get(layer) ?? [];
  drawnLines.set(layer, keys);
  const [head, tail] = commonEnds(before, keys);
  const old = [...layer.children].slice(head, before.length - tail);
  const next = layer.children[before.length - tail] ?? null;
  const made = lines.slice(head, lines.length - tail).map(lineElement);
  for (const line of old) line.remove();
  for (const line of made) layer.insertBefore(line, next);
}

/**
 * Move findings to their positions in a changed text, and flag the findings whose words have changed.
 * @param {Finding[]} findings
 * @param {string} before
 * @param {string} after
 */
export function moveFindings(findings, before, after) {
  const [head, tail] = commonEnds(before, after);
  const step = after.length - before.length;
  for (const finding of findings) {
    if (finding.from >= before.length - tail) {
      finding.from += step;
      finding.to += step;
    } else if (finding.to > head) {
      finding.isGone = true;
      finding.from = finding.to = 0;
    }
  }
}

/**
 * The lengths of the common beginning and of the common end of two lists or texts.
 * @param {ArrayLike<string>} one
 * @param {ArrayLike<string>} other
 * @returns {[head: number, tail: number]}
 */
export function commonEnds(one, other) {
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < shorter - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  return [head, tail];
}

/**
 * Split the text into segments at the borders of findings.
 * @param {string} text
 * @param {Pick<Finding, "from" | "to" | "level">[]} findings
 * @returns {Segment[]}
 */
export function segments(text, findings) {
  /** @type {Map<number, { level: number, step: number }[]>} */
  const changes = new Map([[0, []], [text.length, []]]);
  for (const { from, to, level: name } of findings) {
    const level = LEVELS.indexOf(name);
    changes.set(from, [...(changes.get(from) ?? []), { level, step: 1 }]);
    changes.set(to, [...(changes.get(to) ?? []), { level, step: -1 }]);
  }
  const open = LEVELS.map(() => 0);
  const positions = [...changes.entries()].sort(([one], [other]) => one - other);
  return positions.slice(0, -1).map(([position, steps], index) => {
    for (const { level, step } of steps) open[level] += step;
    return { words: text.slice(position, positions[index + 1][0]), level: open.findLastIndex((count) => count > 0) };
  });
}

/**
 * The segments of each line; a segment that spans lines is split.
 * @param {Segment[]} all
 * @returns {Segment[][]}
 */
function splitLines(all) {
  /** @type {Segment[][]} */
  const lines = [[]];
  for (const { words, level } of all) {
    words.split("\n").forEach((part, number) => {
      if (number) lines.push([]);
      if (part) lines[lines.length - 1].push({ words: part, level });
    });
  }
  return lines;
}

/** @param {Segment[]} line */
function lineElement(line) {
  return createElement("div", {}, ...line.map(({ words, level }) =>
    (level < 0 ? words : createElement("mark", { class: `pb-is-${LEVELS[level]}` }, words))));
}

// Writes a suggestion as text: YAML that people can read and that mail does not break. The format is
// documented in docs/suggestions.md. It does not use the DOM.

import { nested } from "./fields.js";

/** @import { Suggestion } from "./types.js" */

const SHORT = 60; // characters of a text that stays on its line
const WIDTH = 70; // characters of a line, with its indentation; mail programs break lines of 76
const MIN_WIDTH = 30;
const INDENT = "  ";

/**
 * The text of a suggestion.
 * @param {Suggestion} suggestion
 * @param {string} comment the first line, in the language of the sender
 */
export function suggestionText({ entry, version, language, sender, reason, changes }, comment) {
  const mapping = {
    entry, version, language,
    ...(sender ? { sender: quoted(sender) } : {}),
    reason: scalarOf(reason, ""),
    fields: nested(changes.map(({ field, after }) => [field.path, after])),
    before: nested(changes.filter(({ before }) => before !== null).map(({ field, before }) => [field.path, before])),
  };
  const lines = Object.entries(mapping).flatMap(([key, value]) =>
    (typeof value === "string" ? [`${key}: ${value}`] : linesOf(key, value, "")));
  return [`# ${comment}`, "suggestion: 1", ...lines, "...", ""].join("\n");
}

/**
 * The lines of a key and its value.
 * @param {string} key
 * @param {any} value
 * @param {string} indent
 * @returns {string[]}
 */
function linesOf(key, value, indent) {
  if (value === null) return [`${indent}${key}:`];
  const inner = indent + INDENT;
  if (typeof value === "string") return [`${indent}${key}: ${isName(value) ? value : scalarOf(value, inner)}`];
  if (Array.isArray(value)) {
    return [`${indent}${key}:`, ...value.map((item) => `${inner}- ${scalarOf(item, inner + INDENT)}`)];
  }
  const entries = Object.entries(value);
  if (!entries.length) return [`${indent}${key}: {}`];
  return [`${indent}${key}:`, ...entries.flatMap(([name, item]) => linesOf(name, item, inner))];
}

/**
 * Whether a value is an id, a choice or the name of a value, which needs no quotation marks.
 * @param {string} value
 */
const isName = (value) => /^[a-z][a-z0-9_-]*$/u.test(value);

/**
 * A text as a scalar: quoted if it is short, otherwise folded, or as it is where folding would change it.
 * @param {string} text
 * @param {string} indent of its lines
 */
export function scalarOf(text, indent) {
  const value = text.normalize("NFC").trim();
  if (!value.includes("\n") && value.length <= SHORT) return quoted(value);
  const inner = indent || INDENT;
  const width = Math.max(WIDTH - inner.length, MIN_WIDTH);
  const lines = value.split("\n");
  const isPlain = lines.every((line) =>
    !/^\s|\s$|\s\s/u.test(line) && line.split(" ").every((word) => word.length <= width));
  if (!isPlain) return ["|-", ...lines.map((line) => (line ? inner + line : ""))].join("\n");
  const folded = lines.flatMap((line, number) => [...(number ? [""] : []), ...wrapped(line, width)]);
  return [">-", ...folded.map((line) => (line ? inner + line : ""))].join("\n");
}

/** @param {string} text */
const quoted = (text) => JSON.stringify(text.normalize("NFC"));

/**
 * The lines of a text that is broken at its spaces; none for an empty text.
 * @param {string} text
 * @param {number} width
 */
function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * The number of bytes of a text in UTF-8.
 * @param {string} text
 */
export const byteCount = (text) => new TextEncoder().encode(text).length;

// Reads the Markdown that texts of the handbook have, for the preview: paragraphs, lists, emphasis,
// code and links. What it does not know is shown as it is written. It does not use the DOM.

/** @typedef {{ type: "text" | "strong" | "em" | "code" | "link", text: string, target?: string }} Run */
/** @typedef {{ type: "p" | "ul" | "ol" | "blockquote", items: Run[][] }} Block */

const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/u;
const QUOTE = /^\s*>\s?(.*)$/u;
const INLINE = new RegExp([
  /`([^`]+)`/, /\*\*([^*]+)\*\*/, /__([^_]+)__/, /\*([^*\s][^*]*)\*/, /(?<!\w)_([^_\s][^_]*)_(?!\w)/,
  /\[([^\]]+)\]\(([^\s()]+)\)/, /\\([!-/:-@[-`{-~])/,
].map(({ source }) => source).join("|"), "gu");

/**
 * The blocks of a text.
 * @param {string} text
 * @returns {Block[]}
 */
export function blocksOf(text) {
  /** @type {{ type: Block["type"], lines: string[] }[]} */
  const blocks = [];
  let isNew = true;
  for (const line of text.trim().split("\n")) {
    const last = blocks[blocks.length - 1];
    const item = line.match(ITEM);
    const type = typeOf(line, item);
    const words = item?.[2] ?? line.match(QUOTE)?.[1] ?? line.trim();
    if (!line.trim()) {
      isNew = true;
      continue;
    }
    const isList = type === "ul" || type === "ol";
    if (last && isList && last.type === type) last.lines.push(words);
    else if (last && !isNew && !isList) last.lines[last.lines.length - 1] += ` ${words}`;
    else blocks.push({ type, lines: [words] });
    isNew = false;
  }
  return blocks.map(({ type, lines }) => ({ type, items: lines.map(runsOf) }));
}

/**
 * @param {string} line
 * @param {RegExpMatchArray | null} item
 * @returns {Block["type"]}
 */
function typeOf(line, item) {
  if (item) return item[1] === undefined ? "ul" : "ol";
  return QUOTE.test(line) ? "blockquote" : "p";
}

/**
 * The runs of a line.
 * @param {string} line
 * @returns {Run[]}
 */
export function runsOf(line) {
  /** @type {Run[]} */
  const runs = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > end) runs.push({ type: "text", text: line.slice(end, match.index) });
    runs.push(runOf(match));
    end = match.index + match[0].length;
  }
  if (end < line.length || !runs.length) runs.push({ type: "text", text: line.slice(end) });
  return runs;
}

/**
 * @param {RegExpMatchArray} match
 * @returns {Run}
 */
function runOf([, code, bold, bolder, em, emphasis, label, target, escaped]) {
  if (code !== undefined) return { type: "code", text: code };
  if (bold ?? bolder) return { type: "strong", text: bold ?? bolder };
  if (em ?? emphasis) return { type: "em", text: em ?? emphasis };
  return label === undefined ? { type: "text", text: escaped } : { type: "link", text: label, target };
}

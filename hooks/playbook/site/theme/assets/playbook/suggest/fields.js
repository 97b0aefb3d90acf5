// The fields of an entry, and what the reader has changed in them. It does not use the DOM.

/** @import { Change, Choices, EntryData, Field, Inputs, Path, Texts, Value } from "./types.js" */

const TEXTS = new Set(["text", "prose", "texts", "proses"]);
const LISTS = new Set(["texts", "proses"]);

/** @param {Field} field */
export const isText = ({ definition }) => TEXTS.has(definition.type);

/** @param {Field} field */
export const isList = ({ definition }) => LISTS.has(definition.type);

/**
 * The fields of an entry with their labels.
 * @param {EntryData} entry
 * @param {Choices} choices
 * @returns {Field[]}
 */
export function fieldsOf(entry, { definitions, kinds }) {
  const { labels } = kinds[entry.kind];
  return entry.fields.map(([path, number, before]) => ({
    id: path.join("."), path, definition: definitions[number], before, label: labelOf(path, labels),
  }));
}

/**
 * The label of a path: `Exceptions 2 · Text`.
 * @param {Path} path
 * @param {Record<string, string>} labels
 */
export function labelOf(path, labels) {
  /** @type {string[]} */
  const parts = [];
  for (const key of path) {
    if (typeof key === "number") parts[parts.length - 1] += ` ${key}`;
    else parts.push(labels[key] ?? key);
  }
  return parts.join(" · ");
}

/**
 * A value as the reader edits it: a list has an item on each line.
 * @param {string | string[] | undefined} value
 * @param {boolean} isProse whether line breaks in a text count
 */
export function asInput(value, isProse) {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map(onOneLine).join("\n");
  return isProse ? trimmed(value) : onOneLine(value);
}

/** @param {string} text */
const onOneLine = (text) => text.trim().replace(/\s*\n\s*/gu, " ");

/**
 * A text in Unicode normal form, without white space around it and at the ends of its lines.
 * @param {string} text
 */
export const trimmed = (text) =>
  text.normalize("NFC").replace(/\r\n?/gu, "\n").split("\n").map((line) => line.trimEnd()).join("\n").trim();

/**
 * What the reader has changed.
 * @param {Field[]} fields
 * @param {Inputs} inputs
 * @returns {Change[]}
 */
export function changesOf(fields, inputs) {
  return fields.flatMap((field) => {
    const input = inputs[field.id];
    if (input === undefined) return [];
    const change = typeof input === "string" ? choiceChange(field, input) : textChange(field, input);
    return change ? [change] : [];
  });
}

/**
 * @param {Field} field
 * @param {string} input empty for no value
 * @returns {Change | null}
 */
function choiceChange(field, input) {
  const after = input || null;
  return after === field.before ? null : { field, before: field.before, after };
}

/**
 * @param {Field} field
 * @param {Record<string, string>} input
 * @returns {Change | null}
 */
function textChange(field, input) {
  const before = /** @type {Texts} */ (field.before ?? {});
  const isProse = field.definition.type === "prose";
  const changed = Object.entries(input).filter(([language, text]) =>
    trimmed(text) !== trimmed(asInput(before[language], isProse)));
  if (!changed.length) return null;
  const isRemoved = field.before !== null && !field.definition.required && changed.some(([, text]) => !trimmed(text));
  if (isRemoved) return { field, before: field.before, after: null };
  /** @type {Texts} */
  const after = {};
  /** @type {Texts} */
  const old = {};
  for (const [language, text] of changed) {
    after[language] = isList(field) ? itemsOf(text, before[language]) : trimmed(isProse ? text : onOneLine(text));
    if (before[language] !== undefined) old[language] = before[language];
  }
  return { field, before: Object.keys(old).length ? old : null, after };
}

/**
 * The items of a list, one on each line. Items that did not change stay as they are in the data.
 * @param {string} text
 * @param {string | string[] | undefined} before
 */
function itemsOf(text, before) {
  const known = new Map((Array.isArray(before) ? before : []).map((item) => [onOneLine(item), item]));
  return trimmed(text).split("\n").map((line) => line.trim()).filter(Boolean)
    .map((line) => known.get(line) ?? line);
}

/**
 * The value of a field with a change applied: of texts, the languages that did not change stay.
 * @param {Field} field
 * @param {Change[]} changes
 * @returns {Value}
 */
export function valueAfter(field, changes) {
  const change = changes.find((each) => each.field.id === field.id);
  if (!change) return field.before;
  if (change.after === null || typeof change.after === "string") return change.after;
  return { .../** @type {Texts} */ (field.before ?? {}), ...change.after };
}

/**
 * The values of an entry as its data has them, nested by key. Items of lists have their numbers.
 * @param {Field[]} fields
 * @param {Change[]} changes
 * @returns {Record<string, any>}
 */
export function treeOf(fields, changes) {
  return nested(fields.map((field) => [field.path, valueAfter(field, changes)]));
}

/**
 * Values nested by the keys of their paths.
 * @param {[Path, any][]} values
 * @returns {Record<string, any>}
 */
export function nested(values) {
  /** @type {Record<string, any>} */
  const tree = {};
  for (const [path, value] of values) {
    let branch = tree;
    for (const key of path.slice(0, -1)) branch = branch[key] ??= {};
    branch[path[path.length - 1]] = value;
  }
  return tree;
}

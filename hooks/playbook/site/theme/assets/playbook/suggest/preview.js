// Shows the entry as readers will see it, the verdict first, and says what the changes mean.

import { createElement } from "../dom.js";
import { fillIn } from "../text.js";
import { valueAfter } from "./fields.js";
import { hasVerdict, optionsOf } from "./form.js";
import { blocksOf, runsOf } from "./markdown.js";

/** @import { Change, ChangeType, Choices, EntryData, Field, Value } from "./types.js" */
/** @import { Run } from "./markdown.js" */
/** @typedef {{ choices: Choices, entry: EntryData, fields: Field[], asks: string }} Shown */

/**
 * The entry after the changes.
 * @param {Shown} shown
 * @param {Change[]} changes
 * @returns {Node[]}
 */
export function previewOf(shown, changes) {
  const { choices, entry, fields } = shown;
  const { headline, directions } = choices.kinds[entry.kind];
  const isVerdict = (/** @type {Field} */ field) => field.path.length === 1 && hasVerdict(field, choices);
  const verdict = fields.find(isVerdict);
  const answer = verdict ? answerFields(fields.slice(fields.indexOf(verdict) + 1), directions) : [];
  const rest = fields.filter((field) =>
    !isVerdict(field) && !answer.includes(field) && !isLeftOut(field, directions, headline));
  const [title] = fields.filter(({ id }) => id === headline);
  return [
    ...(title
      ? [createElement("h3", {}, ...inline(textIn(valueAfter(title, changes), choices)[0] ?? "", choices))] : []),
    ...(verdict ? answerBox(shown, verdict, answer, changes) : []),
    ...rest.flatMap((field) => part(shown, field, changes)),
  ];
}

/**
 * The binding texts that follow the verdict: readers see them in one box with it.
 * @param {Field[]} fields after the verdict
 * @param {Record<string, any>} directions
 */
function answerFields(fields, directions) {
  const isText = (/** @type {Field} */ { path, definition }) =>
    path.length === 1 && definition.type === "prose" && directions[path[0]]?.type === "Reworded";
  const end = fields.findIndex((field) => !isText(field));
  return fields.slice(0, end < 0 ? fields.length : end);
}

/**
 * Whether readers do not see a field on the entry: search words, the type of its question, its title.
 * @param {Field} field
 * @param {Record<string, any>} directions
 * @param {string} headline
 */
function isLeftOut({ id, path, definition }, directions, headline) {
  return id === headline || definition.asks || directions[path[0]]?.per_language
    || (["title", "summary"].includes(id) && headline !== id);
}

/**
 * The verdict and the answer in a box of the colour of the verdict.
 * @param {Shown} shown
 * @param {Field} field
 * @param {Field[]} answer
 * @param {Change[]} changes
 * @returns {Node[]}
 */
function answerBox(shown, field, answer, changes) {
  const { choices } = shown;
  const value = valueAfter(field, changes);
  const name = `${shown.asks === "must" ? "must_" : ""}${value ?? "fact"}`;
  const label = optionsOf(shown, { ...field, before: value }).find(([option]) => option === value)?.[1];
  const mark = createElement("span", { class: "pb-verdict-mark", "aria-hidden": "true" });
  const texts = answer
    .flatMap((each) => textIn(valueAfter(each, changes), choices))
    .flatMap((text) => blocks(text, choices));
  const isChanged = changes.some((change) => change.field === field || answer.includes(change.field));
  return [createElement("div", { class: `pb-answer pb-answer-${name}` },
    label ? createElement("p", { class: "pb-answer-verdict" },
      createElement("span", { class: `pb-verdict pb-verdict-${name} pb-verdict-large` }, mark, label)) : null,
    createElement("div", { class: "pb-rule-statement" }, ...texts),
    isChanged
      ? createElement("p", {}, createElement("span", { class: "pb-suggest-tag" }, choices.words.changed)) : null)];
}

/**
 * @param {Shown} shown
 * @param {Field} field
 * @param {Change[]} changes
 * @returns {Node[]}
 */
function part(shown, field, changes) {
  const { choices } = shown;
  const value = valueAfter(field, changes);
  const isChanged = changes.some((change) => change.field.id === field.id);
  if (value === null) {
    return isChanged ? [labelled(field, choices, true, createElement("p", {}, choices.words.removed))] : [];
  }
  if (typeof value === "string") {
    const text = field.definition.type === "value" ? choices.inserts[value] : undefined;
    const label = text ?? optionsOf(shown, field).find(([name]) => name === value)?.[1] ?? value;
    return [labelled(field, choices, isChanged, createElement("p", {}, label))];
  }
  const texts = textIn(value, choices);
  if (!texts.length) return [];
  const isProse = field.definition.type === "prose";
  const content = Array.isArray(value[choices.language])
    ? [createElement("ul", {}, ...texts.map((text) => createElement("li", {}, ...inline(text, choices))))]
    : texts.flatMap((text) => (isProse ? blocks(text, choices) : [createElement("p", {}, ...inline(text, choices))]));
  return [labelled(field, choices, isChanged, ...content)];
}

/**
 * @param {Field} field
 * @param {Choices} choices
 * @param {boolean} isChanged
 * @param {...Node} content
 */
function labelled(field, choices, isChanged, ...content) {
  const tag = isChanged ? createElement("span", { class: "pb-suggest-tag" }, choices.words.changed) : null;
  return createElement("section", { class: isChanged ? "pb-is-changed" : null },
    createElement("h4", {}, field.label, " ", tag), ...content);
}

/**
 * The texts of a value in the language of the page.
 * @param {Value} value
 * @param {Choices} choices
 * @returns {string[]}
 */
const textIn = (value, { language }) =>
  (typeof value === "object" && value !== null && value[language] !== undefined ? [value[language]].flat() : []);

/**
 * @param {string} text
 * @param {Choices} choices
 */
const blocks = (text, choices) => blocksOf(text).map(({ type, items }) => {
  if (type === "p") return createElement("p", {}, ...runs(items[0], choices));
  if (type === "blockquote") return createElement("blockquote", {}, createElement("p", {}, ...runs(items[0], choices)));
  return createElement(type, {}, ...items.map((item) => createElement("li", {}, ...runs(item, choices))));
});

/**
 * @param {string} text
 * @param {Choices} choices
 */
const inline = (text, choices) => runs(runsOf(text), choices);

/**
 * Runs as nodes, with the organisation's values in place of their names. Links are only underlined.
 * @param {Run[]} all
 * @param {Choices} choices
 */
const runs = (all, { inserts }) => all.map(({ type, text }) => {
  const words = fillIn(text, inserts);
  if (type === "text") return document.createTextNode(words);
  return createElement(type === "link" ? "u" : type, {}, words);
});

/**
 * What the changes mean: the whole, then each field.
 * @param {Choices} choices
 * @param {string} kind
 * @param {{ whole: ChangeType | undefined, fields: Record<string, ChangeType> }} meaning
 * @returns {Node[]}
 */
export function meaningView(choices, kind, meaning) {
  const { words, tables, kinds } = choices;
  if (meaning.whole === undefined) return [createElement("p", {}, words.no_change)];
  const name = (/** @type {ChangeType} */ type) => (type === null ? words.unclear : words.types[type]);
  const binds = meaning.whole !== null && tables.binding.includes(meaning.whole);
  return [
    createElement("p", { class: `pb-suggest-type pb-suggest-type-${meaning.whole ?? "unclear"}` }, name(meaning.whole)),
    createElement("p", {}, binds ? words.binding : words.explaining),
    createElement("ul", {}, ...Object.entries(meaning.fields).map(([key, type]) =>
      createElement("li", {}, `${kinds[kind].labels[key] ?? key}: ${name(type).toLowerCase()}`))),
  ];
}

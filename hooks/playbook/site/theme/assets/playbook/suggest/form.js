// The fields of the chosen entry as a form, made from the descriptions that the build exports.

import { createElement } from "../dom.js";
import { fillIn } from "../text.js";
import { asInput, isList, isText } from "./fields.js";

/** @import { Choices, EntryData, Field, Inputs, Texts } from "./types.js" */
/** @typedef {{ choices: Choices, entry: EntryData, fields: Field[], inputs: Inputs, asks: string }} Form */

const MAX_RADIOS = 5;
const CHARACTERS_PER_LINE = 60;

/**
 * The group of the form in which a field is: what binds, what explains, or what the entry does not have.
 * @param {Field} field
 * @param {Choices} choices
 * @param {string} kind
 * @returns {"main" | "more" | "unused"}
 */
export function groupOf({ path, before }, { kinds }, kind) {
  const { directions, headline } = kinds[kind];
  if (before === null) return "unused";
  const isExplaining = ["Explains", "NotCompared"].includes(directions[path[0]]?.type);
  return isExplaining && path[0] !== headline ? "more" : "main";
}

/**
 * A field of the form with its labels, its help, and room for problems.
 * @param {Form} form
 * @param {Field} field
 */
export function fieldElement(form, field) {
  const { words } = form.choices;
  const reset = createElement("button", { type: "button", class: "pb-quiet", "data-reset": field.id, hidden: true,
    "aria-label": fillIn(words.reset_field, { field: field.label }) }, words.reset);
  const tag = createElement("span", { class: "pb-suggest-tag", hidden: true }, words.changed);
  const controls = isText(field) ? textControls(form, field) : [choiceControl(form, field)];
  return createElement("div", { class: "pb-suggest-field", "data-of": field.id },
    ...controls, createElement("p", { class: "pb-suggest-state" }, tag, " ", reset));
}

/**
 * A text area for each language of the handbook; those of other languages are hidden at first.
 * @param {Form} form
 * @param {Field} field
 */
function textControls({ choices, inputs }, field) {
  const entered = /** @type {Record<string, string>} */ (inputs[field.id] ?? {});
  const before = /** @type {Texts} */ (field.before ?? {});
  const languages = Object.keys(choices.languages);
  return languages.map((language) => {
    const isProse = field.definition.type === "prose";
    const text = entered[language] ?? asInput(before[language], isProse);
    const id = `field-${field.id}-${language}`;
    const help = isList(field)
      ? createElement("p", { class: "pb-draft-hint", id: `${id}-help` }, choices.words.list_help) : null;
    const area = createElement("textarea", { id, lang: language, rows: rowsOf(text, isProse), spellcheck: "true",
      "data-input": field.id, "data-language": language, "aria-describedby": help ? `${id}-help` : null });
    area.value = text;
    const isOwn = language === choices.language;
    const label = createElement("label", { for: id }, field.label,
      languages.length > 1
        ? createElement("span", { class: "pb-suggest-language" }, ` ${choices.languages[language]}`) : null);
    return createElement("div", { class: "pb-suggest-text", "data-in": language, hidden: !isOwn }, label, help, area);
  });
}

/**
 * @param {string} text
 * @param {boolean} isProse
 */
function rowsOf(text, isProse) {
  const linesOf = (/** @type {string} */ line) => Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE));
  const lines = text.split("\n").reduce((sum, line) => sum + linesOf(line), 0);
  return Math.min(12, Math.max(lines, isProse ? 2 : 1));
}

/**
 * The choices of a field: radio buttons for a few, otherwise a list.
 * @param {Form} form
 * @param {Field} field
 */
function choiceControl(form, field) {
  const { inputs, choices } = form;
  const value = /** @type {string} */ (inputs[field.id] ?? field.before ?? "");
  const options = optionsOf(form, field);
  if (!field.definition.required || !value) options.push(["", choices.words.no_value]);
  if (options.length <= MAX_RADIOS) return radios(field, options, value);
  const id = `field-${field.id}`;
  const list = createElement("select", { id, "data-input": field.id },
    ...options.map(([name, label]) => createElement("option", { value: name, selected: name === value }, label)));
  return createElement("div", { class: "pb-suggest-text" }, createElement("label", { for: id }, field.label), list);
}

/**
 * @param {Field} field
 * @param {[value: string, label: string][]} options
 * @param {string} value
 */
function radios({ id, label }, options, value) {
  return createElement("fieldset", { class: "pb-suggest-choice" }, createElement("legend", {}, label),
    ...options.map(([name, text]) => createElement("label", { class: "pb-suggest-tick" },
      createElement("input", {
        type: "radio", name: `field-${id}`, value: name, checked: name === value, "data-input": id,
      }),
      " ", createElement("span", {}, text))));
}

/**
 * The options of a choice, a reference or the name of a value, with their labels.
 * @param {Pick<Form, "choices" | "entry" | "asks">} form
 * @param {Field} field
 * @returns {[value: string, label: string][]}
 */
export function optionsOf({ choices, entry, asks }, field) {
  const { type, choices: labels = {}, kinds = [] } = field.definition;
  if (type === "reference") {
    const kindsOfTargets = kinds.length ? kinds : Object.keys(choices.targets);
    const targets = kindsOfTargets.flatMap((kind) => choices.targets[kind] ?? []);
    const isGone = typeof field.before === "string" && !targets.includes(field.before);
    const known = isGone ? [String(field.before), ...targets] : targets;
    return known.map((id) => [id, choices.titles[id] ?? id]);
  }
  if (type === "value") return valueOptions(choices, entry, field);
  const verdicts = choices.words.verdicts[asks] ?? choices.words.verdicts.may;
  const isVerdict = hasVerdict(field, choices);
  const isChoice = (/** @type {string} */ name) => !isVerdict || name in verdicts || name === field.before;
  const names = Object.keys(labels).filter(isChoice);
  return names.map((name) => [name, (isVerdict && verdicts[name]) || labels[name]]);
}

/**
 * @param {Choices} choices
 * @param {EntryData} entry
 * @param {Field} field
 * @returns {[string, string][]}
 */
function valueOptions({ deadlines, inserts, kinds }, entry, { path, before }) {
  const direction = kinds[entry.kind].directions[path[0]]?.type;
  const isDeadline = direction === "ShorterIsStricter" || deadlines.names.includes(String(before));
  const names = isDeadline ? deadlines.names : Object.keys(inserts).filter((name) => name !== "organisation");
  const isFirst = (/** @type {string} */ name) => names.find((each) => inserts[each] === inserts[name]) === name;
  const shown = names.filter((name) => name === before || (inserts[name] !== inserts[String(before)] && isFirst(name)));
  return shown.map((name) => [name, inserts[name]]);
}

/**
 * Whether the choices of a field are the verdicts.
 * @param {Field} field
 * @param {Choices} choices
 */
export const hasVerdict = ({ definition }, { tables }) =>
  Boolean(definition.choices) && tables.verdicts.may.every((name) => name in (definition.choices ?? {}));

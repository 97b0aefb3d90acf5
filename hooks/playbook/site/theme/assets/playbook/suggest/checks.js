// Checks what the reader has entered: the limits of a suggestion, its characters and markup, and what
// must fit together. The command `playbook apply` checks the same. It does not use the DOM.

import { valueAfter } from "./fields.js";

/** @import { Change, Choices, Constraint, Field, Limits, Problem, Texts, Value } from "./types.js" */

const HTML = /<[a-z/!?]/iu;
const LINK = /\]\(\s*<?([^\s()<>]*)/gu;
const DEFINITION = /^[ >*+0-9.-]*\[[^\]\n]*\]:/mu;
const NAME = /\{([a-z][a-z0-9_]*)\}/gu; // as in prose/markdown.py
const ENTRY = "id:";

/**
 * Finds the problems of a text. Each is a name and the facts of its message.
 * @param {Limits} limits
 * @param {Record<string, unknown>} [entries] the entries to which links may lead; none: any
 */
export function createTextCheck(limits, entries) {
  const unseen = new RegExp(
    `(?:${limits.emoji})|(?<=[${limits.joinable}])[\u200c\u200d](?=[${limits.joinable}])|(?<unseen>[${limits.unseen}])`,
    "gu",
  );
  /**
   * @param {string} type of the field; `plain` for a text of several lines without markup
   * @param {string} text
   * @param {string[]} before the former texts of the field
   * @returns {[name: string, facts: Record<string, string | number>][]}
   */
  return (type, text, before = []) => {
    /** @type {[string, Record<string, string | number>][]} */
    const found = [];
    const add = (/** @type {string} */ name, facts = {}) => found.push([name, facts]);
    const hidden = [...text.matchAll(unseen)].find(({ groups }) => groups?.unseen);
    if (hidden) {
      const after = text.slice(Math.max(0, hidden.index - 12), hidden.index);
      add("unseen", { code: codeOf(hidden[0]), after });
    }
    const html = text.match(HTML);
    if (html) add("html", { text: text.slice(html.index, (html.index ?? 0) + 12) });
    const length = [...text].length;
    if (length > limits.text) add("long", { n: length, most: limits.text });
    if (text.split(/\s/u).some((word) => [...word].length > limits.word)) add("word", { most: limits.word });
    if (type === "text" || type === "texts") {
      if (text.includes("\n")) add("line");
    } else if (type !== "plain") {
      for (const [name, facts] of markupProblems(text, before, entries)) add(name, facts);
    }
    return found;
  };
}

/**
 * A name in braces that the handbook does not fill in, and that the former texts do not have.
 * @param {string} text
 * @param {string[]} before
 * @param {Record<string, string>} inserts
 */
function unknownName(text, before, inserts) {
  const names = (/** @type {string} */ each) => [...each.matchAll(NAME)].map(([, name]) => name);
  const known = new Set([...Object.keys(inserts), ...before.flatMap(names)]);
  return names(text).find((name) => !known.has(name));
}

/** @param {string} character */
const codeOf = (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * @param {string} text
 * @param {string[]} before
 * @param {Record<string, unknown>} [entries]
 * @returns {[string, Record<string, string>][]}
 */
function markupProblems(text, before, entries) {
  /** @type {[string, Record<string, string>][]} */
  const found = [];
  if (text.includes("![")) found.push(["image", {}]);
  if (DEFINITION.test(text)) found.push(["definition", {}]);
  const known = new Set(before.flatMap(addressesIn));
  const isAllowed = (/** @type {string} */ address) => known.has(address)
    || (address.startsWith(ENTRY) && (!entries || Object.hasOwn(entries, address.slice(ENTRY.length))));
  const wrong = addressesIn(text).find((address) => !isAllowed(address));
  if (wrong !== undefined) found.push(["address", { address: wrong }]);
  return found;
}

/** @param {string} text */
const addressesIn = (text) => [...text.matchAll(LINK)].map(([, address]) => address);

/**
 * The problems of the changed values, in the order of the fields.
 * @param {Field[]} fields
 * @param {Change[]} changes
 * @param {Choices} choices
 * @param {string} kind
 * @returns {Problem[]}
 */
export function problemsOf(fields, changes, choices, kind) {
  const { limits } = choices;
  const check = createTextCheck(limits, choices.titles);
  const problems = changes.flatMap((change) => changeProblems(change, choices, check));
  const count = changes.reduce((total, { after }) => total + (isMapping(after) ? Object.keys(after).length : 1), 0);
  if (count > limits.values) {
    const facts = { n: count, most: limits.values };
    problems.push({ field: changes[0].field.id, language: "", name: "values", facts });
  }
  return [...problems, ...constraintProblems(fields, changes, choices.kinds[kind].constraints)];
}

/**
 * @param {Value} value
 * @returns {value is Texts}
 */
const isMapping = (value) => typeof value === "object" && value !== null;

/**
 * @param {Change} change
 * @param {Choices} choices
 * @param {ReturnType<typeof createTextCheck>} check
 * @returns {Problem[]}
 */
function changeProblems({ field, after }, choices, check) {
  const { limits, inserts } = choices;
  const problem = (/** @type {string} */ language, /** @type {string} */ name, facts = {}) =>
    ({ field: field.id, language, name, facts });
  if (after === null) return field.definition.required ? [problem("", "empty")] : [];
  if (!isMapping(after)) return [];
  const former = isMapping(field.before) ? Object.values(field.before).flat() : [];
  const missing = missingLanguages(field, after, choices)
    .map((language) => problem(language, "language", { language: choices.languages[language] }));
  return [...missing, ...Object.entries(after).flatMap(([language, value]) => {
    const texts = [value].flat();
    if (!texts.length || texts.some((text) => !text)) return [problem(language, "empty")];
    const tooMany = texts.length > limits.items
      ? [problem(language, "items", { n: texts.length, most: limits.items })] : [];
    const unknown = unknownName(texts.join("\n"), former, inserts);
    const wrongName = unknown === undefined ? [] : [problem(language, "name", { name: unknown })];
    return [...tooMany, ...wrongName, ...texts.flatMap((text) =>
      check(field.definition.type, text, former).map(([name, facts]) => problem(language, name, facts)))];
  })];
}

/**
 * The languages in which a text that the entry did not have must be written too.
 * @param {Field} field
 * @param {Texts} after
 * @param {Choices} choices
 */
const missingLanguages = (field, after, { languages, needs_all_languages: isNeeded }) =>
  (isNeeded && field.before === null ? Object.keys(languages).filter((language) => !(language in after)) : []);

/**
 * What does not fit together after the changes. What did not fit before them is not reported.
 * @param {Field[]} fields
 * @param {Change[]} changes
 * @param {Constraint[]} constraints
 * @returns {Problem[]}
 */
export function constraintProblems(fields, changes, constraints) {
  const broken = (/** @type {Change[]} */ these) => constraints.flatMap((constraint) =>
    fields.filter(({ path }) => concerns(constraint, path)).flatMap((field) => {
      const name = violation(constraint, fields, field, these);
      return name ? [{ field: field.id, language: "", name, facts: {} }] : [];
    }));
  const before = new Set(broken([]).map(({ field, name }) => `${name} ${field}`));
  return broken(changes).filter(({ field, name }) => !before.has(`${name} ${field}`));
}

/**
 * Whether a constraint is about the field at a path: of the entry, or of one of its parts.
 * @param {Constraint} constraint
 * @param {import("./types.js").Path} path
 */
function concerns({ field, parts }, path) {
  const isInPart = path.length > 1 && typeof path[0] === "string" && parts.includes(path[0]);
  return path[path.length - 1] === field && (path.length === 1 || isInPart);
}

/**
 * @param {Constraint} constraint
 * @param {Field[]} fields
 * @param {Field} field
 * @param {Change[]} changes
 */
function violation({ when, is_one_of: values, needs }, fields, field, changes) {
  const deciding = fields.find(({ id }) => id === when);
  const state = deciding && valueAfter(deciding, changes);
  if (typeof state !== "string" || !values.includes(state)) return "";
  const value = valueAfter(field, changes);
  if (needs === "text") return value === null ? "needed" : "";
  if (needs === "nothing") return value === null ? "" : "forbidden";
  return typeof value === "string" && !needs.includes(value) ? "verdict" : "";
}

/**
 * The problems of the reason and of the sender's name; null for a name that is not sent.
 * @param {string} reason
 * @param {string | null} sender
 * @param {Limits} limits
 * @returns {Problem[]}
 */
export function senderProblems(reason, sender, limits) {
  const check = createTextCheck({ ...limits, text: limits.reason });
  const problem = (/** @type {string} */ field, /** @type {string} */ name, facts = {}) =>
    ({ field, language: "", name, facts });
  const found = reason ? check("plain", reason).map(([name, facts]) => problem("reason", name, facts))
    : [problem("reason", "reason")];
  if (sender === null) return found;
  if (!sender || sender.includes("@")) return [...found, problem("sender", "sender")];
  const checkName = createTextCheck({ ...limits, text: limits.sender });
  return [...found, ...checkName("text", sender).map(([name, facts]) => problem("sender", name, facts))];
}


// What the reader has entered, without what is the same as in the handbook. It does not use the DOM.

import { asInput, trimmed } from "./fields.js";

/** @import { Draft } from "./draft-store.js" */
/** @import { Field } from "./types.js" */

/**
 * Keep a text in the draft, unless it is that of the handbook.
 * @param {Draft} draft
 * @param {Field[]} fields
 * @param {string} id
 * @param {string} language
 * @param {string} text
 */
export function keepText(draft, fields, id, language, text) {
  const field = fields.find((each) => each.id === id);
  const before = /** @type {Record<string, string | string[]>} */ (field?.before ?? {});
  const texts = { .../** @type {Record<string, string>} */ (draft.inputs[id] ?? {}), [language]: text };
  if (trimmed(text) === trimmed(asInput(before[language], field?.definition.type === "prose"))) delete texts[language];
  if (Object.keys(texts).length) draft.inputs[id] = texts;
  else delete draft.inputs[id];
}

/**
 * Keep a choice in the draft, unless it is that of the handbook.
 * @param {Draft} draft
 * @param {Field[]} fields
 * @param {string} id
 * @param {string} value
 */
export function keepChoice(draft, fields, id, value) {
  if (value === (fields.find((field) => field.id === id)?.before ?? "")) delete draft.inputs[id];
  else draft.inputs[id] = value;
}

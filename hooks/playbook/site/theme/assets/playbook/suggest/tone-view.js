// Shows what the tone rules find in the changed texts.

import { createElement, find } from "../dom.js";
import { toneFindings } from "./tone.js";

/** @import { Change, Choices, Field } from "./types.js" */

let turn = 0; // of the newest run

/**
 * @param {HTMLElement} form
 * @param {{ choices: Choices, fields: Field[] }} view
 * @param {Change[]} changes
 */
export async function showTone(form, { choices, fields }, changes) {
  const own = ++turn;
  const found = await toneFindings(changes);
  if (own !== turn) return;
  const part = find(form, "[data-tone]", HTMLElement);
  part.hidden = !found.length;
  find(part, "[data-tone-findings]", HTMLElement).replaceChildren(...found.map(({ field, finding, words, rule }) => {
    const label = fields.find(({ id }) => id === field)?.label ?? "";
    return createElement("li", { class: `pb-finding pb-is-${finding.level}` },
      createElement(
        "p", {}, createElement("strong", {}, label), ...(words ? [": ", createElement("q", {}, words)] : [])),
      createElement("p", { class: "pb-finding-message" }, finding.message),
      createElement("p", { class: "pb-suggest-rule" }, `${choices.words.rule} ${rule}`));
  }));
}

// "Make all changes": the changes are listed first, and made when the author confirms them.

import { createElement, find } from "../dom.js";
import { fillIn } from "../text.js";

/** @import { Finding } from "./types.js" */
/** @typedef {{ from: number, to: number, instead: string }} Change */

/**
 * The changes that the findings propose, last first; of changes on the same words, one.
 * @param {Finding[]} findings
 * @returns {Change[]}
 */
export function changesOf(findings) {
  let nextStart = Infinity;
  /** @type {Change[]} */
  const changes = [];
  for (const { from, to, instead, isGone } of [...findings].reverse()) {
    if (instead === undefined || isGone || to > nextStart) continue;
    nextStart = from;
    changes.push({ from, to, instead });
  }
  return changes;
}

/**
 * List the changes in the dialog, and run a function when the author confirms them.
 * @param {HTMLDialogElement} dialog
 * @param {Change[]} changes
 * @param {string} text of the post
 * @param {string} template with {words} and {instead}
 * @param {() => void} make
 */
export function confirmChanges(dialog, changes, text, template, make) {
  const lines = [...changes].reverse().map(({ from, to, instead }) =>
    createElement("li", {}, fillIn(template, { words: text.slice(from, to), instead })));
  find(dialog, "[data-changes]", HTMLElement).replaceChildren(...lines);
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue === "make") make();
  };
  dialog.showModal();
}

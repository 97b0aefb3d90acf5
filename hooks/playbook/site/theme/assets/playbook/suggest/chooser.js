// Offers the entries to choose from, if the address of the page names none.

import { createElement, find } from "../dom.js";
import { fillIn } from "../text.js";

/** @import { Choices } from "./types.js" */
/** @typedef {{ id: string, title: string, kind: string }} Option */

const MAX_OPTIONS = 12;

/**
 * The entries whose title and kind contain every word of a query, those that begin with it first.
 * @param {Choices} choices
 * @param {string} query
 * @returns {Option[]}
 */
export function matchingEntries({ entries, kinds }, query) {
  const words = folded(query).split(/\s+/u).filter(Boolean);
  if (!words.length) return [];
  const found = Object.entries(entries)
    .map(([id, [kind, title]]) => ({ id, title, kind: kinds[kind].title }))
    .filter(({ id, title, kind }) => words.every((word) => folded(`${title} ${kind} ${id}`).includes(word)));
  const rank = (/** @type {Option} */ { title }) => Number(!folded(title).startsWith(words[0]));
  return found.sort((one, other) => rank(one) - rank(other));
}

/** @param {string} text */
const folded = (text) => text.toLowerCase().normalize("NFC");

/**
 * Show the field in which to search for an entry; an address with an unknown entry says so.
 * @param {Choices} choices
 * @param {string} unknown the id in the address; empty for none
 */
export function showChooser(choices, unknown) {
  const part = find(document, "[data-choose-entry]", HTMLElement);
  const field = find(part, "[data-search-entries]", HTMLInputElement);
  const list = find(part, "[data-entries]", HTMLElement);
  const count = find(part, "[data-count]", HTMLElement);
  const note = find(part, "[data-unknown]", HTMLElement);
  const { words } = choices;
  const help = count.textContent ?? "";
  part.hidden = false;
  note.hidden = !unknown;
  note.textContent = unknown ? fillIn(words.unknown_entry, { id: unknown }) : "";
  const show = () => {
    const options = matchingEntries(choices, field.value);
    list.replaceChildren(...options.slice(0, MAX_OPTIONS).map(({ id, title, kind }) =>
      createElement("li", {}, createElement("a", { href: `?entry=${id}` },
        createElement("span", { class: "pb-suggest-kind" }, kind), " ", title))));
    if (!field.value.trim()) count.textContent = help;
    else count.textContent = options.length ? fillIn(words.matches, { n: options.length }) : words.no_match;
  };
  field.addEventListener("input", show);
  show();
}

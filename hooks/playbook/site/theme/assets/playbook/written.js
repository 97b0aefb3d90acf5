// Components of hand-written pages: copying code, linked tabs, and tooltips of notes.
// Without this module, tabs still work, and a note is a link to its text.

import { copy } from "./copy.js";
import { find, findAll, textOf } from "./dom.js";
import { decodeUrl } from "./text.js";

const words = find(document, "#pb-words", HTMLTemplateElement).dataset;

for (const button of findAll(document, ".pb-copy-code", HTMLButtonElement)) {
  button.hidden = false;
  button.addEventListener("click", () => copy(codeNextTo(button), button, words.copied ?? ""));
}

/**
 * The text of a block of code without its annotations.
 * @param {HTMLButtonElement} button
 */
function codeNextTo(button) {
  const code = button.parentElement?.querySelector("code")?.cloneNode(true);
  if (!(code instanceof Element)) return "";
  for (const mark of code.querySelectorAll(".pb-annotation")) mark.remove();
  return (code.textContent ?? "").replace(/[ \t]+$/gm, "").replace(/\n$/, "");
}

/** Make code that is too wide scrollable with the keyboard. */
function makeScrollable() {
  for (const code of findAll(document, ".pb-article pre", HTMLPreElement)) {
    code.tabIndex = code.scrollWidth > code.clientWidth ? 0 : -1;
  }
}

makeScrollable();
window.addEventListener("resize", makeScrollable);

// Tabs

/** @param {HTMLInputElement} tab */
const labelOf = (tab) => textOf(tab.labels?.[0]);
const tabs = findAll(document, ".tabbed-set > input", HTMLInputElement);
const areLinked = document.querySelector("[data-linked-tabs]") !== null;

for (const tab of tabs) {
  tab.addEventListener("change", () => {
    if (areLinked) choose(tab);
  });
}

/**
 * Choose the tabs of all sets with the same label, without moving the chosen one on the screen.
 * @param {HTMLInputElement} chosen
 */
function choose(chosen) {
  const set = /** @type {Element} */ (chosen.parentElement);
  const top = set.getBoundingClientRect().top;
  for (const tab of tabs) {
    if (labelOf(tab) === labelOf(chosen)) tab.checked = true;
  }
  window.scrollBy(0, set.getBoundingClientRect().top - top);
}

/** Open the tab that contains the target of the address. */
function openTarget() {
  const target = document.getElementById(decodeUrl(location.hash.slice(1)));
  let block = target?.closest(".tabbed-block");
  if (!block) return;
  for (; block; block = block.parentElement?.closest(".tabbed-block")) {
    const index = [...(block.parentElement?.children ?? [])].indexOf(block);
    const tab = block.closest(".tabbed-set")?.children[index];
    if (tab instanceof HTMLInputElement) tab.checked = true;
  }
  target?.scrollIntoView();
}

openTarget();
window.addEventListener("hashchange", openTarget);

// Notes get a definition, which terms.js shows as a tooltip.

/** @param {HTMLElement} link a link to a note on the page */
function noteOf(link) {
  const id = decodeUrl(link.getAttribute("href")?.slice(1) ?? "");
  const note = document.getElementById(id)?.cloneNode(true);
  if (!(note instanceof Element)) return "";
  for (const back of note.querySelectorAll(".footnote-backref")) back.remove();
  return textOf(note);
}

for (const link of findAll(document, "a.footnote-ref, a.pb-annotation", HTMLElement)) {
  link.dataset.definition = noteOf(link);
}
for (const abbreviation of findAll(document, ".pb-article abbr[title]", HTMLElement)) {
  abbreviation.dataset.definition = abbreviation.title;
  abbreviation.removeAttribute("title"); // or the browser shows a tooltip as well
  abbreviation.tabIndex = 0;
}

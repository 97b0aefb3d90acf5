// The buttons at the end of the page: copy, download, clear, and the ways that the handbook names.

import { copy } from "../copy.js";
import { createElement, find } from "../dom.js";
import { clearDrafts } from "./draft-store.js";
import { addressOf, download } from "./send.js";

/** @import { Way } from "./types.js" */
/** @typedef {import("./page.js").View} View */

/**
 * Set up the buttons. Returns a function that shows the suggestion again after a change.
 * @param {View} view
 */
export function createSender(view) {
  const { form, choices, id } = view;
  const { words } = choices;
  const status = find(form, "[data-sent]", HTMLElement);
  const copyButton = find(form, "[data-copy]", HTMLButtonElement);
  const ifReady = (/** @type {() => void} */ action) => () => {
    if (view.problems.length) find(form, "[data-problems]", HTMLElement).focus();
    else action();
  };
  copyButton.addEventListener("click", ifReady(() => {
    copy(view.text, copyButton, words.copied);
    status.textContent = words.copied;
  }));
  find(form, "[data-download]", HTMLButtonElement).addEventListener("click", ifReady(() => {
    download(`${words.download_name}-${id}.txt`, view.text);
  }));
  find(form, "[data-clear]", HTMLButtonElement).addEventListener("click", () => {
    clearDrafts();
    location.reload();
  });
  const links = choices.ways.map((way) => wayLink(way, view, status));
  find(form, "[data-ways]", HTMLElement).replaceChildren(...links);
  return () => {
    find(form, "[data-text]", HTMLTextAreaElement).value = view.text;
    find(form, "[data-ready]", HTMLElement).hidden = view.problems.length > 0;
    links.forEach((link, at) => {
      link.href = hrefOf(choices.ways[at], view) ?? hrefOf(choices.ways[at], view, "") ?? "#";
    });
    status.textContent = "";
  };
}

/**
 * The address of a way; null if it would be too long.
 * @param {Way} way
 * @param {View} view
 * @param {string} [suggestion]
 */
const hrefOf = (way, { id, choices, text }, suggestion = text) => addressOf(way, {
  id, title: choices.entries[id][1], language: choices.language, version: choices.version, suggestion,
});

/**
 * A link that opens a way to send. If the suggestion is not in its address, it is copied as well.
 * @param {Way} way
 * @param {View} view
 * @param {HTMLElement} status
 */
function wayLink(way, view, status) {
  const { form, choices: { words } } = view;
  const link = createElement("a", { class: "pb-button pb-suggest-way", href: "#", rel: "noopener nofollow",
    target: way.channel === "mail" ? null : "_blank" }, way.label,
  way.channel === "mail" ? null : createElement("span", { class: "pb-visually-hidden" }, ` ${words.new_tab}`));
  link.addEventListener("click", (event) => {
    if (view.problems.length) {
      event.preventDefault();
      find(form, "[data-problems]", HTMLElement).focus();
    } else if (!way.link.includes("{suggestion}") || hrefOf(way, view) === null) {
      copy(view.text, createElement("span"), "");
      status.textContent = words.paste;
    }
  });
  return link;
}

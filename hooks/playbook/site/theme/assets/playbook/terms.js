// Glossary terms and other elements with a definition: a tooltip with it on focus, hover or first tap.
// Without this module, a term is a link to its entry in the glossary.

import { createElement, textOf } from "./dom.js";
import { trusted } from "./trusted.js";

const GAP = 6; // pixels between a term and its tooltip

/** @type {Map<string, Promise<Document>>} */
const glossaries = new Map();
/** @type {HTMLElement | null} */
let tooltip = null;
/** @type {HTMLElement | null} */
let openTerm = null;
let wasOpen = false; // whether the tooltip of the tapped term was open before the tap

/**
 * The definition of a term: its own, or the one on the glossary page that its link leads to.
 * @param {HTMLElement} link
 */
async function loadDefinition(link) {
  if (link.dataset.definition) return link.dataset.definition;
  const url = new URL(link.getAttribute("href") ?? "", location.href);
  const page = url.origin + url.pathname;
  const request = glossaries.get(page) ?? loadPage(page);
  glossaries.set(page, request);
  const entry = (await request).getElementById(url.hash.slice(1));
  return textOf(entry?.querySelector(".pb-definition"));
}

/** @param {string} url */
async function loadPage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(trusted.createHTML(await response.text()), "text/html");
}

function hide() {
  tooltip?.remove();
  openTerm?.removeAttribute("aria-describedby");
  tooltip = openTerm = null;
}

/** @param {HTMLElement} link */
async function show(link) {
  if (openTerm === link) return;
  hide();
  openTerm = link;
  const definition = await loadDefinition(link).catch(() => "");
  if (!definition || openTerm !== link) return;
  tooltip = createElement("span", { class: "pb-term-bubble", id: "term-bubble", role: "tooltip" }, definition);
  link.after(tooltip);
  link.setAttribute("aria-describedby", tooltip.id);
  place(tooltip, link);
}

/**
 * Position a tooltip below its term, within the width of the text.
 * @param {HTMLElement} box
 * @param {HTMLElement} link
 */
function place(box, link) {
  const container = /** @type {Element} */ (box.offsetParent).getBoundingClientRect();
  const term = link.getBoundingClientRect();
  const left = Math.min(term.left - container.left, container.width - box.offsetWidth);
  box.style.left = `${Math.max(0, left)}px`;
  box.style.top = `${term.bottom - container.top + GAP}px`;
}

/**
 * The closest ancestor of an event's target that matches a selector.
 * @param {EventTarget | null} target
 * @param {string} selector
 */
const closest = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/** @param {Event} event */
const termOf = (event) => /** @type {HTMLElement | null} */ (closest(event.target, "a.pb-term, [data-definition]"));

document.addEventListener("focusin", (event) => {
  const term = termOf(event);
  if (term) show(term);
  else hide();
});
document.addEventListener("pointerover", (event) => {
  const term = termOf(event);
  if (event.pointerType === "mouse" && term) show(term);
});
document.addEventListener("pointerout", (event) => {
  const entersTooltip = closest(event.relatedTarget, ".pb-term-bubble");
  if (event.pointerType === "mouse" && termOf(event) && !entersTooltip) hide();
});
// A tap moves the focus before its click event, so the previous state must be stored first.
document.addEventListener("pointerdown", (event) => {
  wasOpen = openTerm !== null && openTerm === termOf(event);
});
document.addEventListener("click", (event) => {
  const term = termOf(event);
  if (!term) {
    if (!closest(event.target, ".pb-term-bubble")) hide();
  } else if (/** @type {PointerEvent} */ (event).pointerType === "touch" && !wasOpen) {
    event.preventDefault(); // the first tap shows the definition, the second follows the link
    show(term);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});

// The list of findings next to the text.

import { createElement } from "../dom.js";
import { fillIn } from "../text.js";

/** @import { Finding, PageRules } from "./types.js" */
/** @typedef {Record<string, string>} Texts the page's texts by name */

const MAX_LENGTH = 90;
const ORDER = { error: 0, warning: 1, suggestion: 2 };
/** @type {WeakMap<Element, Finding>} */
const findingOfItem = new WeakMap();

/**
 * Show the findings, most severe first. Existing items are reused, so that focus is not lost.
 * @param {HTMLElement} list
 * @param {Finding[]} findings
 * @param {string} text of the post
 * @param {Texts} texts
 * @param {PageRules} rules
 */
export function showFindings(list, findings, text, texts, rules) {
  const known = itemsByKey(list);
  const ordered = [...findings].sort((one, other) => ORDER[one.level] - ORDER[other.level]);
  ordered.forEach((finding, number) => {
    const marked = text.slice(finding.from, finding.to);
    const { rule, check, message, instead } = finding;
    const key = JSON.stringify([rule, check, message, instead, marked]);
    const item = known.get(key)?.shift() ?? createItem(finding, marked, texts, rules);
    item.dataset.key = key;
    findingOfItem.set(item, finding);
    if (list.children[number] !== item) list.insertBefore(item, list.children[number] ?? null);
  });
  while (list.children.length > ordered.length) list.lastElementChild?.remove();
}

/**
 * The finding of the list item around an element.
 * @param {Element} element
 */
export function findingOf(element) {
  const item = element.closest(".pb-finding");
  return item ? findingOfItem.get(item) : undefined;
}

/** @param {HTMLElement} list */
function itemsByKey(list) {
  /** @type {Map<string | undefined, HTMLElement[]>} */
  const items = new Map();
  for (const item of /** @type {HTMLElement[]} */ ([...list.children])) {
    items.set(item.dataset.key, [...(items.get(item.dataset.key) ?? []), item]);
  }
  return items;
}

/**
 * The list item of a finding: level, marked words, message, buttons and a link to the rule.
 * @param {Finding} finding
 * @param {string} marked the words that it is about
 * @param {Texts} texts
 * @param {PageRules} rules
 */
function createItem(finding, marked, texts, rules) {
  const { level, message } = finding;
  const words = excerpt(marked);
  const head = createElement("p", {},
    createElement("span", { class: "pb-finding-level" }, `${texts[`${level}Mark`]} ${texts[level]}`), " ",
    words ? createElement("q", { class: "pb-finding-words" }, words) : createElement("span", {}, texts.whole));
  const actions = createElement("p", { class: "pb-finding-actions" },
    ...buttons(finding, words, texts), ruleLink(finding, texts, rules));
  return createElement("li", { class: `pb-finding pb-is-${level}` }, head, createElement("p", {}, message), actions);
}

/**
 * A text on one line, truncated if it is long.
 * @param {string} text
 */
export function excerpt(text) {
  const line = text.replace(/\s+/gu, " ");
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}

/**
 * @param {Finding} finding
 * @param {string} words
 * @param {Texts} texts
 */
function buttons({ instead }, words, texts) {
  const show = createElement("button", { type: "button", "data-show": true }, texts.show);
  const label = fillIn(texts.replace, { words: instead ?? "" });
  const replace = createElement("button", { type: "button", "data-replace": true }, label);
  return [...(words ? [show] : []), ...(instead === undefined ? [] : [replace])];
}

/**
 * A link to the rule. It opens in a new tab, so that the draft is not lost.
 * @param {Finding} finding
 * @param {Texts} texts
 * @param {PageRules} rules
 */
function ruleLink({ rule }, texts, { rules, links }) {
  const note = createElement("span", { class: "pb-visually-hidden" }, ` ${texts.newTab}`);
  return createElement("a", { href: links[rule], target: "_blank", rel: "noopener" }, rules[rule], note);
}

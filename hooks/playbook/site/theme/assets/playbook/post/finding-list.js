// The list of findings next to the text.

import { createElement } from "../dom.js";
import { fillIn } from "../text.js";

/** @import { Group } from "./groups.js" */
/** @import { Finding, PageRules } from "./types.js" */
/** @typedef {Record<string, string>} Texts the page's texts by name */

const MAX_LENGTH = 90;
/** @type {WeakMap<Element, Finding>} */
const findingOfPart = new WeakMap();

/**
 * Show the groups of findings in order. Existing items are reused, so that focus is not lost.
 * @param {HTMLElement} list
 * @param {Group[]} groups
 * @param {string} text of the post
 * @param {Texts} texts
 * @param {PageRules} rules
 */
export function showFindings(list, groups, text, texts, rules) {
  const known = itemsByKey(list);
  groups.forEach(({ from, to, findings }, number) => {
    const marked = text.slice(from, to);
    const key = JSON.stringify([marked, ...findings.map(({ from: start, to: end, ...data }) => [end - start, data])]);
    const item = known.get(key)?.shift() ?? createItem(findings, marked, texts, rules);
    item.dataset.key = key;
    [...item.querySelectorAll(".pb-finding-part")].forEach((part, at) => findingOfPart.set(part, findings[at]));
    if (list.children[number] !== item) list.insertBefore(item, list.children[number] ?? null);
  });
  while (list.children.length > groups.length) list.lastElementChild?.remove();
}

/**
 * The finding of the part of a list item around an element.
 * @param {Element} element
 */
export function findingOf(element) {
  const part = element.closest(".pb-finding-part");
  return part ? findingOfPart.get(part) : undefined;
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
 * The list item of the findings on the same words: level and words, then a part for each finding.
 * @param {Group["findings"]} findings
 * @param {string} marked the words that they are about
 * @param {Texts} texts
 * @param {PageRules} rules
 */
function createItem(findings, marked, texts, rules) {
  const { level } = findings[0];
  const words = excerpt(marked);
  const head = createElement("p", {},
    createElement("span", { class: "pb-finding-level" }, `${texts[`${level}Mark`]} ${texts[level]}`), " ",
    words ? createElement("q", { class: "pb-finding-words" }, words) : createElement("span", {}, texts.whole));
  const parts = findings.map((finding, at) => createElement("div", { class: "pb-finding-part" },
    createElement("p", { class: "pb-finding-message" }, finding.message),
    createElement("p", { class: "pb-finding-actions" },
      ...buttons(finding, at ? "" : words, texts), ruleLink(finding, texts, rules))));
  return createElement("li", { class: `pb-finding pb-is-${level}` }, head, ...parts);
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

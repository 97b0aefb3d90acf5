// A result as a link: its kind and title at once, its answer when that is fetched.

import { shownDay } from "../dates.js";
import { createElement, find } from "../dom.js";
import { fold } from "./analysis.js";
import { pendingView, verdictMark } from "./result-views.js";

/** @import { Answer, SearchIndex } from "./types.js" */

const WORD = /[\p{L}\p{N}]+/gu;

/**
 * The URL of an entry, or of a page that is not an entry.
 * @param {SearchIndex} index
 * @param {number} entry
 * @param {URL} home
 */
export function hrefOf({ pages, page, ids }, entry, home) {
  const url = new URL(pages[page[entry]], home);
  url.hash = ids[entry];
  return url.href;
}

/**
 * A link to an entry with its kind and title, and a place for its answer.
 * @param {SearchIndex} index
 * @param {number} entry
 * @param {URL} home
 * @param {Set<string>} marked the terms to mark
 * @param {Record<string, string | number>} [attributes] of the link
 */
export function resultLink(index, entry, home, marked, attributes = {}) {
  const [kind] = index.kinds[index.kind[entry]];
  return createElement("a", { class: "pb-result", href: hrefOf(index, entry, home), ...attributes },
    createElement("span", { class: "pb-result-kind" }, kind),
    createElement("span", { class: "pb-result-title" }, ...markedText(index, index.title[entry], marked)),
    createElement("span", { class: "pb-result-answer" }));
}

/**
 * Show the answer of an entry on the date that the page shows.
 * @param {SearchIndex} index
 * @param {Element} link
 * @param {Answer} answer
 * @param {Set<string>} marked the terms to mark
 */
export function fillResult(index, link, { verdict, retired, text, contact, pending }, marked) {
  const isInForce = pending && pending.from <= shownDay();
  const current = isInForce ? { verdict, text, ...pending } : { verdict, text };
  const answer = find(link, ".pb-result-answer", HTMLElement);
  if (current.verdict) answer.append(verdictMark(current.verdict), " ");
  if (retired) answer.append(createElement("strong", {}, retired), " ");
  const words = markedText(index, current.text ?? text, marked);
  answer.append(createElement("span", { class: "pb-result-text" }, ...words));
  if (pending && !isInForce) answer.append(" ", pendingView(pending));
  if (contact) answer.append(createElement("span", { class: "pb-result-who" }, contact));
}

/**
 * A text with the words of the query marked.
 * @param {SearchIndex} index
 * @param {string} text
 * @param {Set<string>} marked
 */
function markedText(index, text, marked) {
  const parts = [];
  let previousEnd = 0;
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    if (!marked.has(index.languages[0].term(fold(word)))) continue;
    parts.push(text.slice(previousEnd, start), createElement("mark", {}, word));
    previousEnd = start + word.length;
  }
  return [...parts, text.slice(previousEnd)];
}

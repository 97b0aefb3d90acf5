// Creates elements of search results: verdicts, upcoming answers, actions.

import { createElement } from "../dom.js";
import { fillIn } from "../text.js";

/** @import { Action, Answer, Help, SearchIndex, Verdict } from "./types.js" */

/**
 * A verdict with its mark.
 * @param {Verdict} verdict
 */
export function verdictMark([code, words]) {
  const mark = createElement("span", { class: "pb-verdict-mark", "aria-hidden": "true" });
  return createElement("span", { class: `pb-verdict pb-verdict-small pb-verdict-${code}` }, mark, words);
}

/**
 * The upcoming answer of an entry, with its date.
 * @param {NonNullable<Answer["pending"]>} pending
 */
export function pendingView({ label, verdict, text }) {
  const mark = verdict ? verdictMark(verdict) : "";
  return createElement("span", { class: "pb-result-turn" }, `${label}: `, mark, " ", text ?? "");
}

/**
 * A list of links; a label without a URL becomes plain text.
 * @param {[label: string, href: string][]} links
 */
function linkList(links) {
  const items = links.map(([label, href]) =>
    createElement("li", {}, href ? createElement("a", { href }, label) : label));
  return createElement("ul", { class: "pb-contact-ways" }, ...items);
}

/**
 * Whom to ask, with ways to reach them.
 * @param {Help} help
 * @param {string} label
 * @param {URL} home
 */
export function contactView({ title, href, ways }, label, home) {
  const link = createElement("a", { href: new URL(href, home).href }, title);
  return createElement("div", { class: "pb-search-help" }, createElement("p", {}, `${label} `, link), linkList(ways));
}

/**
 * The elements of an action: ways to contact somebody, steps to tick, or a question with answers.
 * @param {Action} action
 * @param {string} href of the entry
 * @param {SearchIndex["words"]} words
 * @returns {HTMLElement[]}
 */
export function actionView(action, href, words) {
  if ("ways" in action) return [linkList(action.ways)];
  if ("steps" in action) return stepsView(action, href, words);
  const question = createElement("p", { class: "pb-flow-question" }, action.question);
  return [question, linkList(action.answers.map((answer) => [answer, href]))];
}

/**
 * @param {{ steps: string[], more: number }} action
 * @param {string} href
 * @param {SearchIndex["words"]} words
 */
function stepsView({ steps, more }, href, words) {
  const items = steps.map((step, n) => {
    const id = `pb-now-step-${n}`;
    const checkbox = createElement("input", { type: "checkbox", id });
    return createElement("li", {}, checkbox, createElement("label", { for: id }, step));
  });
  const rest = more ? ` (${fillIn(words.more_steps, { n: more })})` : "";
  const link = createElement("a", { href }, words.open + rest);
  return [createElement("ol", { class: "pb-now-steps" }, ...items), createElement("p", {}, link)];
}

// The results in the search box: options with answers, and the action of the first option.

import { shownDay } from "../dates.js";
import { createElement, find } from "../dom.js";
import { missingAnswerButton } from "../feedback-send.js";
import { fillIn, pluralForm } from "../text.js";
import { fold } from "./analysis.js";
import { actionView, pendingView, verdictMark } from "./result-views.js";

/** @import { Action, Answer, Result, SearchIndex } from "./types.js" */

const WORD = /[\p{L}\p{N}]+/gu;
const FETCH_INTERVAL = 200; // milliseconds, if the browser has no requestIdleCallback

export class Results {
  /** @type {Map<number, Promise<Answer[]>>} */
  #answers = new Map();
  #selected = -1;
  #showCount = 0;
  #query = "";
  /** @type {Set<string>} */
  #markedTerms = new Set();
  #day = shownDay();
  #input;
  #panel;
  #status;
  #now;
  #list;
  #after;

  /**
   * @param {HTMLElement} box
   * @param {SearchIndex} index
   * @param {URL} root
   */
  constructor(box, index, root) {
    this.index = index;
    this.root = root;
    this.words = index.words;
    this.#input = find(box, "input", HTMLInputElement);
    this.#panel = find(box, ".pb-search-panel", HTMLElement);
    this.#status = find(box, ".pb-search-status", HTMLElement);
    this.#now = find(box, ".pb-search-now", HTMLElement);
    this.#list = find(box, ".pb-search-list", HTMLElement);
    this.#after = find(box, ".pb-search-after", HTMLElement);
  }

  /**
   * Show the titles of results immediately, and their answers when fetched. If `areAnswers` is false,
   * nothing matches the query: report that, and show a link to suggest a change.
   * @param {string} query
   * @param {Result[]} results
   * @param {Set<string>} marked the terms to mark in the results
   * @param {boolean} areAnswers
   */
  async show(query, results, marked, areAnswers) {
    const showNumber = ++this.#showCount;
    this.#query = query;
    this.#markedTerms = marked;
    this.#list.replaceChildren(...results.map(({ entry }, n) => this.#option(entry, n)));
    this.choose(-1);
    this.#status.textContent = areAnswers ? this.#countText(results.length) : fillIn(this.words.none, { query });
    this.#after.replaceChildren(...(areAnswers ? [] : this.#whenMissing()));
    if (!areAnswers && results.length) this.#status.append(` ${this.words.nearest}:`);
    this.#now.replaceChildren();
    this.#panel.dataset.query = query; // the query of the shown results
    await Promise.all(results.map(async ({ entry }, n) => {
      const answer = await this.#answer(entry).catch(() => null);
      if (!answer || showNumber !== this.#showCount) return;
      this.#fill(this.#list.children[n], answer);
      if (n === 0 && areAnswers && answer.action) this.#showAction(entry, answer.action);
    }));
  }

  /**
   * Select the next or the previous result, wrapping around.
   * @param {number} by 1 or -1
   */
  step(by) {
    const count = this.#list.children.length;
    if (count) this.choose((this.#selected + by + (this.#selected < 0 && by < 0 ? 1 : 0) + count) % count);
  }

  /** @param {number} n the index of a result; -1 for none */
  choose(n) {
    this.#list.children[this.#selected]?.setAttribute("aria-selected", "false");
    this.#selected = n;
    const option = this.#list.children[n];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.#input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  /** Open the selected result, or the first. */
  follow() {
    const option = this.#list.children[Math.max(this.#selected, 0)];
    if (option instanceof HTMLElement) option.click();
  }

  /** Fetch all answers when the browser is idle, so that the search works offline. */
  fetchAll() {
    const idle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, FETCH_INTERVAL));
    const fetchFrom = (/** @type {number} */ entry) => {
      if (entry >= this.index.ids.length) return;
      const continueFetching = () => idle(() => fetchFrom(entry + this.index.answers_per_file));
      this.#answer(entry).then(continueFetching, () => null); // stop if there is no connection
    };
    fetchFrom(0);
  }

  /** @param {number} count */
  #countText(count) {
    const forms = this.words.count;
    return fillIn(forms[pluralForm(count)] ?? forms.other, { n: count });
  }

  /** @param {number} entry */
  #href(entry) {
    const { pages, page, ids } = this.index;
    const url = new URL(pages[page[entry]], this.root);
    url.hash = ids[entry];
    return url.href;
  }

  /**
   * @param {number} entry
   * @param {number} n
   */
  #option(entry, n) {
    const [kind] = this.index.kinds[this.index.kind[entry]];
    const attributes = {
      class: "pb-result", href: this.#href(entry), id: `pb-result-${n}`, role: "option", tabindex: -1,
      "aria-selected": "false",
    };
    return createElement("a", attributes,
      createElement("span", { class: "pb-result-kind" }, kind),
      createElement("span", { class: "pb-result-title" }, ...this.#markedText(this.index.title[entry])),
      createElement("span", { class: "pb-result-answer" }));
  }

  /**
   * Show the answer of an entry on the date that the page shows.
   * @param {Element} option
   * @param {Answer} answer
   */
  #fill(option, { verdict, retired, text, contact, pending }) {
    const isInForce = pending && pending.from <= this.#day;
    const current = isInForce ? { verdict, text, ...pending } : { verdict, text };
    const answer = find(option, ".pb-result-answer", HTMLElement);
    if (current.verdict) answer.append(verdictMark(current.verdict), " ");
    if (retired) answer.append(createElement("strong", {}, retired), " ");
    answer.append(createElement("span", { class: "pb-result-text" }, ...this.#markedText(current.text ?? text)));
    if (pending && !isInForce) answer.append(" ", pendingView(pending));
    if (contact) answer.append(createElement("span", { class: "pb-result-who" }, contact));
  }

  /**
   * A text with the words of the query marked.
   * @param {string} text
   */
  #markedText(text) {
    const parts = [];
    let previousEnd = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (!this.#markedTerms.has(this.index.languages[0].term(fold(word)))) continue;
      parts.push(text.slice(previousEnd, index), createElement("mark", {}, word));
      previousEnd = index + word.length;
    }
    return [...parts, text.slice(previousEnd)];
  }

  /**
   * Show the action of the first result.
   * @param {number} entry
   * @param {Action} action
   */
  #showAction(entry, action) {
    const text = `${this.words.do_now}: ${this.index.title[entry]}`;
    const title = createElement("p", { class: "pb-now-title" }, text);
    this.#now.replaceChildren(title, ...actionView(action, this.#href(entry), this.words));
  }

  /** What a reader can do if nothing matches: suggest a change, or tell that the answer is missing. */
  #whenMissing() {
    const proposal = this.index.propose ? [this.#proposal()] : [];
    const button = missingAnswerButton(this.#query);
    return button ? [...proposal, button] : proposal;
  }

  /** A link to suggest a change if nothing matches. */
  #proposal() {
    const title = fillIn(this.words.propose_title, { query: this.#query });
    const href = fillIn(this.index.propose, { title: encodeURIComponent(title) });
    return createElement("p", {}, createElement("a", { href, rel: "nofollow noopener" }, this.words.propose));
  }

  /**
   * The answer of an entry, from the file that contains it.
   * @param {number} entry
   * @returns {Promise<Answer>}
   */
  async #answer(entry) {
    const { answers_per_file: size } = this.index;
    const file = Math.floor(entry / size);
    let request = this.#answers.get(file);
    if (!request) {
      request = fetchAnswers(new URL(`search/answers-${file}.json`, this.root));
      request.catch(() => this.#answers.delete(file)); // so that the next call tries again
      this.#answers.set(file, request);
    }
    return (await request)[entry % size];
  }
}

/**
 * @param {URL} url
 * @returns {Promise<Answer[]>}
 */
async function fetchAnswers(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

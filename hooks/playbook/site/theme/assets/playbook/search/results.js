// The results in the search box: options with answers, how sure they are, and the action of a sure one.

import { createElement, find } from "../dom.js";
import { missingAnswerButton } from "../feedback-send.js";
import { fillIn, pluralForm } from "../text.js";
import { fillResult, hrefOf, resultLink } from "./result-link.js";
import { actionView, contactView } from "./result-views.js";

/** @import { Engine } from "./engine.js" */
/** @import { Action, Found } from "./types.js" */

const MAX_RESULTS = 8;
const MAX_UNSURE = 5;
const MAX_SIMILAR = 3;

export class Results {
  #selected = -1;
  #showCount = 0;
  #query = "";
  #input;
  #panel;
  #status;
  #now;
  #list;
  #after;

  /**
   * @param {HTMLElement} box
   * @param {Engine} engine
   */
  constructor(box, engine) {
    this.engine = engine;
    this.words = engine.index.words;
    this.resultsPage = box.dataset.results;
    this.#input = find(box, "input", HTMLInputElement);
    this.#panel = find(box, ".pb-search-panel", HTMLElement);
    this.#status = find(box, ".pb-search-status", HTMLElement);
    this.#now = find(box, ".pb-search-now", HTMLElement);
    this.#list = find(box, ".pb-search-list", HTMLElement);
    this.#after = find(box, ".pb-search-after", HTMLElement);
  }

  /**
   * Show the titles of results at once, and their answers when fetched. If nothing matches, show the most
   * similar titles, whom to ask, and links to report that the answer is missing.
   * @param {string} query
   * @param {Found} found
   */
  async show(query, { results, certainty, words: marked }) {
    const { index, home, store, nearest } = this.engine;
    const showNumber = ++this.#showCount;
    this.#query = query;
    const isNone = certainty === "none";
    const most = certainty === "sure" ? MAX_RESULTS : MAX_UNSURE;
    const shown = isNone ? nearest(index, query, MAX_SIMILAR) : results.slice(0, most);
    this.#list.replaceChildren(...shown.map(({ entry }, n) => resultLink(index, entry, home, marked, {
      id: `pb-result-${n}`, role: "option", tabindex: -1, "aria-selected": "false",
    })));
    this.choose(-1);
    this.#status.textContent = this.#statusText(certainty, results.length, shown.length);
    this.#after.replaceChildren(...(isNone ? this.#whenMissing() : this.#linkToAll(results.length)));
    this.#now.replaceChildren();
    this.#panel.dataset.certainty = certainty;
    this.#panel.dataset.query = query; // the query of the shown results
    await Promise.all(shown.map(async ({ entry }, n) => {
      const answer = await store.answer(entry).catch(() => null);
      if (!answer || showNumber !== this.#showCount) return;
      fillResult(index, this.#list.children[n], answer, marked);
      if (n === 0 && !isNone && answer.action) this.#showAction(entry, answer.action);
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

  /**
   * @param {Found["certainty"]} certainty
   * @param {number} count of all results
   * @param {number} shownCount
   */
  #statusText(certainty, count, shownCount) {
    const { count: forms, none, nearest, unsure, guess } = this.words;
    if (certainty === "none") {
      const text = fillIn(none, { query: this.#query });
      return shownCount ? `${text} ${nearest}:` : text;
    }
    const counted = fillIn(forms[pluralForm(count)] ?? forms.other, { n: count });
    return certainty === "sure" ? counted : `${counted}. ${certainty === "guess" ? guess : unsure}`;
  }

  /**
   * A link to the page with all results.
   * @param {number} count
   */
  #linkToAll(count) {
    if (!this.resultsPage || count <= this.#list.children.length) return [];
    const url = new URL(this.resultsPage, location.href);
    url.searchParams.set("q", this.#query);
    const text = fillIn(this.words.show_all, { n: count });
    return [createElement("p", {}, createElement("a", { href: url.href, class: "pb-search-all" }, text))];
  }

  /**
   * Show the action of the first result.
   * @param {number} entry
   * @param {Action} action
   */
  #showAction(entry, action) {
    const { index, home } = this.engine;
    const title = createElement("p", { class: "pb-now-title" }, `${this.words.do_now}: ${index.title[entry]}`);
    this.#now.replaceChildren(title, ...actionView(action, hrefOf(index, entry, home), this.words));
  }

  /** What a reader can do if nothing matches: ask somebody, suggest a change, or report that the answer is missing. */
  #whenMissing() {
    const { index, home } = this.engine;
    const button = missingAnswerButton(this.#query);
    return [
      ...(index.help ? [contactView(index.help, this.words.help, home)] : []),
      ...(index.propose ? [this.#proposal()] : []),
      ...(button ? [button] : []),
    ];
  }

  /** A link to suggest a change if nothing matches. */
  #proposal() {
    const title = fillIn(this.words.propose_title, { query: this.#query });
    const href = fillIn(this.engine.index.propose, { title: encodeURIComponent(title) });
    return createElement("p", {}, createElement("a", { href, rel: "nofollow noopener" }, this.words.propose));
  }
}

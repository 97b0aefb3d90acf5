// What the search box shows: options that answer, and what the first lets its reader do at once.

import { day } from "../card.js";
import { fold } from "./analysis.js";

const WORD = /[\p{L}\p{N}]+/gu;

/** An element with a class, text and children. */
function element(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

export class Results {
  #answers = new Map();
  #chosen = -1;
  #shown = 0;

  constructor(box, index, root) {
    Object.assign(this, { index, root, words: index.words });
    this.input = box.querySelector("input");
    this.panel = box.querySelector(".pb-search-panel");
    this.status = box.querySelector(".pb-search-status");
    this.now = box.querySelector(".pb-search-now");
    this.list = box.querySelector(".pb-search-list");
    this.after = box.querySelector(".pb-search-after");
  }

  /** Show results: their titles at once, their answers as soon as they are here. Where none of
   * them answers, say so, and offer to propose a change. */
  show(query, results, looked, areAnswers) {
    const turn = ++this.#shown;
    this.query = query;
    this.looked = looked;
    this.list.replaceChildren(...results.map(({ entry }, n) => this.#option(entry, n)));
    this.choose(-1);
    this.status.textContent = areAnswers ? this.#counted(results.length) : this.words.none.replace("{query}", query);
    this.after.replaceChildren(...(areAnswers ? [] : this.#otherwise()));
    if (!areAnswers && results.length) this.status.append(` ${this.words.nearest}:`);
    this.now.replaceChildren();
    this.panel.dataset.query = query; // what the panel answers
    return Promise.all(results.map(async ({ entry }, n) => {
      const answer = await this.#answer(entry).catch(() => null);
      if (!answer || turn !== this.#shown) return;
      this.#fill(this.list.children[n], answer);
      if (n === 0 && areAnswers) this.now.replaceChildren(...this.#toDo(entry, answer));
    }));
  }

  /** Let the next or the one before be chosen, round the ends. */
  step(by) {
    const count = this.list.children.length;
    if (count) this.choose((this.#chosen + by + (this.#chosen < 0 && by < 0 ? 1 : 0) + count) % count);
  }

  choose(n) {
    this.list.children[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = n;
    const option = this.list.children[n];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  /** Open the chosen result, or the first. */
  follow() {
    this.list.children[Math.max(this.#chosen, 0)]?.click();
  }

  #counted(count) {
    return count === 1 ? this.words.one : this.words.count.replace("{n}", String(count));
  }

  #href(entry) {
    const { pages, page, ids } = this.index;
    const url = new URL(pages[page[entry]], this.root);
    url.hash = ids[entry];
    return url.href;
  }

  #option(entry, n) {
    const [kind] = this.index.kinds[this.index.kind[entry]];
    const option = element("a", "pb-result",
      element("span", "pb-result-kind", kind),
      element("span", "pb-result-title", ...this.#marked(this.index.title[entry])),
      element("span", "pb-result-answer"));
    option.href = this.#href(entry);
    option.id = `pb-result-${n}`;
    option.role = "option";
    option.tabIndex = -1;
    option.setAttribute("aria-selected", "false");
    return option;
  }

  #fill(option, { verdict, retired, text, who, turn }) {
    const passed = turn && turn.from <= day; // what was to come applies
    if (passed) ({ verdict = verdict, text = text } = turn);
    const answer = option.querySelector(".pb-result-answer");
    if (verdict) answer.append(this.#verdict(verdict), " ");
    if (retired) answer.append(element("strong", "", retired), " ");
    answer.append(element("span", "pb-result-text", ...this.#marked(text)));
    if (turn && !passed) answer.append(" ", this.#coming(turn));
    if (who) answer.append(element("span", "pb-result-who", who));
  }

  #verdict([code, words]) {
    const mark = element("span", "verdict-mark");
    mark.ariaHidden = "true";
    return element("span", `verdict verdict-small verdict-${code}`, mark, words);
  }

  /** What an entry will answer from a later day on. */
  #coming({ told, verdict, text }) {
    return element("span", "pb-result-turn", `${told}: `, verdict ? this.#verdict(verdict) : "", " ", text ?? "");
  }

  /** A text in which the words that were looked for are marked. */
  #marked(text) {
    const parts = [];
    let last = 0;
    for (const found of text.matchAll(WORD)) {
      if (!this.looked.has(this.index.languages[0].term(fold(found[0])))) continue;
      parts.push(text.slice(last, found.index), element("mark", "", found[0]));
      last = found.index + found[0].length;
    }
    return [...parts, text.slice(last)];
  }

  /** What the first result lets its reader do: ring or write, take a step, answer a question. */
  #toDo(entry, { do: now }) {
    if (!now) return [];
    const heading = element("p", "pb-now-title", `${this.words.do_now}: `, this.index.title[entry]);
    return [heading, ...(now.ways ? this.#ways(now.ways) : now.steps ? this.#steps(entry, now) : this.#question(entry, now))];
  }

  #ways(ways) {
    return [element("ul", "contact-ways", ...ways.map(([label, href]) =>
      element("li", "", href ? this.#link(href, label) : label)))];
  }

  #steps(entry, { steps, more }) {
    const list = element("ol", "pb-now-steps", ...steps.map((step, n) => {
      const tick = element("input");
      tick.type = "checkbox";
      tick.id = `pb-now-step-${n}`;
      const label = element("label", "", step);
      label.htmlFor = tick.id;
      return element("li", "", tick, label);
    }));
    const rest = more ? ` (${this.words.more_steps.replace("{n}", String(more))})` : "";
    return [list, element("p", "", this.#link(this.#href(entry), this.words.open + rest))];
  }

  #question(entry, { question, answers }) {
    return [
      element("p", "flow-question", question),
      element("ul", "contact-ways", ...answers.map((answer) =>
        element("li", "", this.#link(this.#href(entry), answer)))),
    ];
  }

  #otherwise() {
    const title = this.words.propose_title.replace("{query}", this.query);
    const href = this.index.propose.replace("{title}", encodeURIComponent(title));
    const link = this.#link(href, this.words.propose);
    link.rel = "nofollow noopener";
    return [element("p", "", link)];
  }

  #link(href, text) {
    const link = element("a", "", text);
    link.href = href;
    return link;
  }

  /** Fetch every answer in idle moments, so that the search works without a connection. */
  fetchAll() {
    const idle = window.requestIdleCallback ?? ((step) => setTimeout(step, 200));
    const next = (entry) => {
      if (entry >= this.index.ids.length) return;
      const go = () => idle(() => next(entry + this.index.together));
      this.#answer(entry).then(go, () => null); // without a connection it stops, and stays so
    };
    next(0);
  }

  /** The answer of an entry, from the file that holds it and its neighbours. */
  async #answer(entry) {
    const { together } = this.index;
    const number = Math.floor(entry / together);
    if (!this.#answers.has(number)) {
      const fetched = fetch(new URL(`search/answers-${number}.json`, this.root)).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      });
      fetched.catch(() => this.#answers.delete(number)); // to be tried again
      this.#answers.set(number, fetched);
    }
    return (await this.#answers.get(number))[entry % together];
  }
}

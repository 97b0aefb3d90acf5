// The page with all results of a search. Its address holds the query and the filters, so that it can be
// shared, and so that Back returns to the results.

import { createElement, find, findAll } from "../dom.js";
import { missingAnswerButton } from "../feedback-send.js";
import { appliesTo, readerScope, storedChoice } from "../scope.js";
import { fillIn, pluralForm } from "../text.js";
import { fetchEngine } from "./engine.js";
import { fillResult, resultLink } from "./result-link.js";
import { contactView } from "./result-views.js";

/** @import { Engine } from "./engine.js" */
/** @import { Result } from "./types.js" */

const PAGE_SIZE = 20; // results that are shown at once
const form = find(document, "[data-find]", HTMLFormElement);
const list = find(document, ".pb-find-results", HTMLElement);
const after = find(document, ".pb-find-after", HTMLElement);
const status = find(form, "[role=status]", HTMLElement);
const input = find(form, "input", HTMLInputElement);
const filters = findAll(form, "select", HTMLSelectElement);
const home = new URL(form.dataset.root ?? "", location.href);
/** @type {Promise<Engine> | null} */
let engine = null;
let shownCount = PAGE_SIZE;

/** Fill in the query and the filters from the address. */
function readAddress() {
  const { searchParams } = new URL(location.href);
  input.value = searchParams.get("q") ?? "";
  for (const filter of filters) filter.value = searchParams.get(filter.name) ?? "";
}

/** Write the query and the filters into the address, without a new entry in the history. */
function writeAddress() {
  const url = new URL(location.href);
  for (const { name, value } of [input, ...filters]) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(history.state, "", url);
}

/** Show the results of the query. */
async function update() {
  const query = input.value.trim();
  if (!engine) status.textContent = form.dataset.loading ?? "";
  engine ??= fetchEngine(home);
  const loaded = await engine.catch(() => null);
  if (!loaded) {
    engine = null; // the next key press tries again
    status.textContent = form.dataset.failed ?? "";
    return;
  }
  addKinds(loaded);
  if (query !== input.value.trim()) return; // the query has changed
  after.replaceChildren();
  if (query) show(loaded, query);
  else {
    list.replaceChildren();
    status.textContent = form.dataset.empty ?? "";
  }
}

/**
 * Offer the kinds of entry as a filter.
 * @param {Engine} loaded
 */
function addKinds({ index }) {
  const select = find(form, "select[name=kind]", HTMLSelectElement);
  if (select.options.length > 1) return;
  select.append(...index.kinds.map(([title], number) => createElement("option", { value: number }, title)));
  select.value = new URL(location.href).searchParams.get("kind") ?? "";
}

/**
 * @param {Engine} loaded
 * @param {string} query
 */
function show(loaded, query) {
  const { index, store } = loaded;
  const found = loaded.find(index, query, storedChoice());
  const results = found.results.filter(isWanted(loaded));
  const similar = found.certainty === "none" ? loaded.nearest(index, query, 3) : [];
  const items = (results.length || filters.some(({ value }) => value) ? results : similar).slice(0, shownCount);
  list.replaceChildren(...items.map(({ entry }) => {
    const link = resultLink(index, entry, home, found.words);
    store.answer(entry).then((answer) => fillResult(index, link, answer, found.words), () => null);
    return createElement("li", {}, link);
  }));
  const { count: forms, none, nearest, unsure, guess } = index.words;
  const counted = fillIn(forms[pluralForm(results.length)] ?? forms.other, { n: results.length });
  const hint = { sure: "", unsure, guess, none: "" }[found.certainty];
  const nothing = fillIn(none, { query }) + (items.length ? ` ${nearest}:` : "");
  status.textContent = results.length ? `${counted}. ${hint}` : nothing;
  if (results.length > items.length) after.append(moreButton(loaded, results.length));
  if (!results.length) after.append(...whenMissing(loaded, query));
}

/**
 * Whether a result is of the chosen kind, and applies to the chosen role and account.
 * @param {Engine} loaded
 * @returns {(result: Result) => boolean}
 */
function isWanted({ index }) {
  const [kind, role, account] = ["kind", "role", "account"]
    .map((name) => filters.find((filter) => filter.name === name));
  const choice = { role: role?.value ?? "", account: account?.value ?? "", country: "" };
  const scope = readerScope(choice, role?.selectedOptions[0].dataset.with?.split(" ") ?? []);
  return ({ entry }) =>
    (!kind?.value || index.kind[entry] === Number(kind.value)) && appliesTo(index.scopes[entry] ?? {}, scope);
}

/**
 * A button that shows more results.
 * @param {Engine} loaded
 * @param {number} count of all results
 */
function moreButton({ index }, count) {
  const showAll = () => {
    shownCount = count;
    update();
  };
  return createElement("button", { type: "button", class: "pb-button", onclick: showAll },
    fillIn(index.words.show_all, { n: count }));
}

/**
 * Whom to ask, and a button to report that the answer is missing.
 * @param {Engine} loaded
 * @param {string} query
 */
function whenMissing({ index }, query) {
  const button = missingAnswerButton(query);
  return [...(index.help ? [contactView(index.help, index.words.help, home)] : []), ...(button ? [button] : [])];
}

function onChange() {
  shownCount = PAGE_SIZE;
  writeAddress();
  update();
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", onChange);
readAddress();
update();

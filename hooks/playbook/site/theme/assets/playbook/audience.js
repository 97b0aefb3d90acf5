// "My rules": readers choose their role, account and country once. Every page then hides the items
// that do not apply to them, shows how many are hidden, and has a button to show them.

import { createElement, findAll } from "./dom.js";
import { appliesTo, readerScope, scopeOf, storedChoice } from "./scope.js";
import { save } from "./storage.js";
import { decodeUrl, fillIn, formatList, pageLocale, pageText } from "./text.js";

/** @typedef {"role" | "account" | "country"} Kind */
/** @typedef {{ id: string, title?: string, with?: string[] }} Choice `with` are the roles that a role includes */
/** @typedef {Record<Kind, Choice[]> & { words: Record<string, string> }} Choices the content of `reader.json` */

/** @type {Kind[]} */
const KINDS = ["role", "account", "country"];
const ITEMS = "[data-roles], [data-account], [data-countries]";
const bar = document.querySelector("[data-audience]");
const form = document.querySelector("[data-choose]");
const items = findAll(document, ITEMS, HTMLElement).filter((item) => item.closest("#pb-content"));

if (bar && (form || Object.values(storedChoice()).some(Boolean))) {
  fetch(pageText("reader")).then((response) => response.json()).then(addChoices).catch(() => {});
}

/**
 * Add a field for each kind of choice to the page, and filter the page when the reader changes one.
 * @param {Choices} choices
 */
function addChoices(choices) {
  const reader = storedChoice();
  for (const kind of KINDS) {
    if (!choices[kind].some(({ id }) => id === reader[kind])) reader[kind] = "";
  }
  const summary = createElement("strong");
  const count = createElement("p", { class: "pb-choose-count", role: "status" });
  const fields = KINDS.filter((kind) => choices[kind].length).map(selectField);
  showFields(createElement("div", { class: "pb-choices" }, ...fields), summary, choices.words);
  form?.append(count);
  update();

  /** @param {Kind} kind */
  function selectField(kind) {
    const select = createElement("select", { id: `reader-${kind}` },
      createElement("option", { value: "" }, choices.words.all),
      ...choices[kind].map((choice) => createElement("option", { value: choice.id }, titleOf(kind, choice))));
    select.value = reader[kind];
    select.addEventListener("change", () => {
      reader[kind] = select.value;
      save("reader", reader);
      update();
    });
    return createElement("p", {}, createElement("label", { for: select.id }, choices.words[kind]), select);
  }

  function update() {
    const chosen = KINDS.flatMap((kind) => {
      const choice = choices[kind].find(({ id }) => id === reader[kind]);
      return choice ? [titleOf(kind, choice)] : [];
    });
    summary.textContent = formatList(chosen) || choices.words.everyone;
    const includedRoles = choices.role.find(({ id }) => id === reader.role)?.with ?? [];
    markRolePage(reader.role);
    filterItems(readerScope(reader, includedRoles), choices.words);
    count.textContent = countText(choices.words.count);
  }
}

/**
 * Mark the link to the page of the reader's role.
 * @param {string} role
 */
function markRolePage(role) {
  for (const item of findAll(document, "[data-role-page]", HTMLElement)) {
    item.classList.toggle("pb-is-own", item.dataset.rolePage === role);
  }
}

/**
 * How many of the rules on the page apply to the reader.
 * @param {string} template
 */
function countText(template) {
  const rules = findAll(document, ".pb-rule-line", HTMLElement);
  return fillIn(template, { n: rules.filter((rule) => !rule.hidden).length, all: rules.length });
}

/**
 * Show the fields in the form of "My rules", or in the bar above any other page.
 * @param {Element} fields
 * @param {Element} summary the current choice
 * @param {Record<string, string>} words
 */
function showFields(fields, summary, words) {
  const shown = /** @type {HTMLElement} */ (form ?? bar);
  if (form) {
    form.append(fields);
  } else {
    const details = createElement("details", {}, createElement("summary", {}, words.change), fields);
    shown.append(createElement("span", {}, `${words.as} `, summary), details);
  }
  shown.hidden = false;
}

/**
 * @param {Kind} kind
 * @param {Choice} choice
 */
function titleOf(kind, { id, title }) {
  if (kind !== "country") return title ?? id;
  return new Intl.DisplayNames([pageLocale()], { type: "region" }).of(id) ?? id;
}

/**
 * Hide the items that do not apply to the reader, with a note in their place.
 * @param {import("./scope.js").ReaderScope} reader
 * @param {Record<string, string>} words
 */
function filterItems(reader, words) {
  for (const note of document.querySelectorAll(".pb-hidden-note")) note.remove();
  const target = document.getElementById(decodeUrl(location.hash.slice(1)));
  /** @type {Map<Element | null, HTMLElement[]>} */
  const groups = new Map();
  for (const item of items) {
    item.hidden = !appliesTo(scopeOf(item), reader) && !item.contains(target);
    if (item.hidden) groups.set(item.parentElement, [...(groups.get(item.parentElement) ?? []), item]);
  }
  for (const hidden of groups.values()) addHiddenNote(hidden, words);
}

/**
 * Add a note with the number of hidden items in a list, and a button that shows them.
 * @param {HTMLElement[]} hidden
 * @param {Record<string, string>} words
 */
function addHiddenNote(hidden, words) {
  const attributes = { type: "button", class: "pb-quiet", "aria-expanded": "false" };
  const button = createElement("button", attributes, words.show);
  const text = `${fillIn(words.hidden, { n: hidden.length })} `;
  const note = createElement("p", { class: "pb-hidden-note" }, text, button);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    for (const item of hidden) item.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? words.hide : words.show;
  });
  const list = hidden[0].parentElement?.closest(".pb-table-scroll, ul, ol");
  if (list) list.after(note);
  else hidden[0].before(note);
}

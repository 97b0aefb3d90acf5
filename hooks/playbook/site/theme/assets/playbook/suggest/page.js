// The page "Suggest a change": a form for the chosen entry, checked as the reader types. The draft stays
// in the tab, and nothing is sent; the page's Content-Security-Policy blocks all requests for data.

import { find, findAll } from "../dom.js";
import { showChooser } from "./chooser.js";
import { problemsOf, senderProblems } from "./checks.js";
import { keepChoice, keepText } from "./draft.js";
import { loadDraft, saveDraft } from "./draft-store.js";
import { changesOf, fieldsOf, isText, treeOf, trimmed } from "./fields.js";
import { fieldElement, groupOf } from "./form.js";
import { meaningOf } from "./meaning.js";
import { meaningView, previewOf } from "./preview.js";
import { showFieldStates, showProblems } from "./problems.js";
import { createSender } from "./sender.js";
import { showTone } from "./tone-view.js";
import { byteCount, suggestionText } from "./write.js";

/** @import { Change, Choices, EntryData, Field, Problem } from "./types.js" */
/** @import { Draft } from "./draft-store.js" */
/**
 * @typedef {{
 *   form: HTMLFormElement, choices: Choices, id: string, entry: EntryData, fields: Field[], draft: Draft,
 *   asks: string, changes: Change[], problems: Problem[], text: string, timer: number, showSent: () => void
 * }} View
 */

const PAUSE = 500; // milliseconds without a key press before the result is announced

/** Start the page: with the entry in its address, or with a field in which to search for one. */
export async function start() {
  const page = location.href.split(/[?#]/u)[0];
  const { default: choices } = await import(new URL("choices.js", page).href);
  const wanted = new URLSearchParams(location.search).get("entry") ?? decodeURIComponent(location.hash.slice(1));
  const id = Object.hasOwn(choices.formerly, wanted) ? choices.formerly[wanted] : wanted;
  if (!Object.hasOwn(choices.entries, id)) {
    showChooser(choices, id);
    return;
  }
  const [, , file] = choices.entries[id];
  const { default: entries } = await import(new URL(`${choices.entries_at}${file}.js`, page).href);
  showEntry(createView(choices, id, entries[id]));
}

/**
 * @param {Choices} choices
 * @param {string} id
 * @param {EntryData} entry
 * @returns {View}
 */
function createView(choices, id, entry) {
  return {
    form: find(document, "[data-suggest]", HTMLFormElement), choices, id, entry, fields: fieldsOf(entry, choices),
    draft: loadDraft(id), asks: "", changes: [], problems: [], text: "", timer: 0, showSent: () => undefined,
  };
}

/** @param {View} view */
function showEntry(view) {
  const { form, choices, id } = view;
  const [kind, title, file] = choices.entries[id];
  find(form, "[data-kind]", HTMLElement).textContent = choices.kinds[kind].title;
  find(form, "[data-headline]", HTMLElement).textContent = title;
  find(form, "[data-read]", HTMLAnchorElement).href = `../${file.replaceAll(".", "/")}/#${id}`;
  for (const link of findAll(document, ".pb-languages a", HTMLAnchorElement)) link.search = `?entry=${id}`;
  fillForm(view);
  showFields(view);
  view.showSent = createSender(view);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => changed(view, target));
  form.addEventListener("click", ({ target }) => clicked(view, target));
  form.hidden = false;
  update(view);
}

/** @param {View} view */
function fillForm({ form, draft, choices }) {
  const value = (/** @type {string} */ name) => find(form, `[name=${name}]`, HTMLElement);
  /** @type {HTMLTextAreaElement} */ (value("reason")).value = draft.reason;
  /** @type {HTMLInputElement} */ (value("sender")).value = draft.sender;
  /** @type {HTMLInputElement} */ (value("named")).checked = draft.isNamed;
  /** @type {HTMLTextAreaElement} */ (value("reason")).lang = choices.language;
}

/**
 * Show the fields in their groups, and a checkbox for each other language of the handbook.
 * @param {View} view
 */
function showFields(view) {
  const { form, choices, entry, draft } = view;
  view.asks = askedNow(view);
  for (const name of ["main", "more", "unused"]) {
    const part = find(form, `[data-fields=${name}]`, HTMLElement);
    const fields = view.fields.filter((field) => groupOf(field, choices, entry.kind) === name);
    part.replaceChildren(...fields.map((field) => fieldElement({ ...view, inputs: draft.inputs }, field)));
    const group = part.closest("details");
    if (group) {
      group.hidden = !fields.length;
      group.open ||= fields.some((field) => field.id in draft.inputs);
    }
  }
  showLanguages(view);
}

/** @param {View} view */
function showLanguages({ form, choices, draft, fields }) {
  const others = Object.keys(choices.languages).filter((language) => language !== choices.language);
  const part = find(form, "[data-languages]", HTMLElement);
  const isUsed = (/** @type {string} */ language) =>
    fields.some((field) => isText(field) && language in /** @type {object} */ (draft.inputs[field.id] ?? {}));
  part.replaceChildren(...others.map((language) => {
    const [label, box, name] = ["label", "input", "span"].map((tag) => document.createElement(tag));
    label.className = "pb-suggest-tick";
    Object.assign(box, { type: "checkbox", checked: isUsed(language) });
    box.dataset.show = language;
    name.textContent = choices.words.show_language.replace("{language}", choices.languages[language]);
    label.append(box, " ", name);
    return label;
  }));
  others.forEach((language) => { showLanguage(form, language, isUsed(language)); });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} language
 * @param {boolean} isShown
 */
function showLanguage(form, language, isShown) {
  for (const part of findAll(form, `[data-in="${language}"]`, HTMLElement)) part.hidden = !isShown;
}

/**
 * The type of question after the changes; ``may`` if there is none.
 * @param {View} view
 */
function askedNow({ fields, draft, entry }) {
  const field = fields.find(({ definition, path }) => definition.asks && path.length === 1);
  return String((field && (draft.inputs[field.id] ?? field.before)) ?? entry.asks ?? "may");
}

/**
 * Store what the reader has entered, and show what follows from it.
 * @param {View} view
 * @param {EventTarget | null} target
 */
function changed(view, target) {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (!isField && !(target instanceof HTMLSelectElement)) return;
  const { draft, form, fields } = view;
  const { input, language, show } = target.dataset;
  if (show !== undefined) {
    showLanguage(form, show, /** @type {HTMLInputElement} */ (target).checked);
    return;
  }
  if (input !== undefined && language !== undefined) keepText(draft, fields, input, language, target.value);
  else if (input !== undefined) keepChoice(draft, fields, input, target.value);
  else if (target.name === "named") draft.isNamed = /** @type {HTMLInputElement} */ (target).checked;
  else if (target.name === "reason" || target.name === "sender") draft[target.name] = target.value;
  if (view.asks !== askedNow(view)) refresh(view, input ?? "");
  update(view);
}

/**
 * Show the fields again, because other verdicts can be chosen, and keep the focus.
 * @param {View} view
 * @param {string} id of the field with the focus
 */
function refresh(view, id) {
  showFields(view);
  const chosen = view.form.querySelector(`[data-input="${id}"]:checked, select[data-input="${id}"]`);
  /** @type {HTMLElement | null} */ (chosen)?.focus();
}

/**
 * @param {View} view
 * @param {EventTarget | null} target
 */
function clicked(view, target) {
  const id = target instanceof HTMLElement ? target.dataset.reset : undefined;
  if (id === undefined) return;
  delete view.draft.inputs[id];
  showFields(view);
  update(view);
  /** @type {HTMLElement | null} */ (view.form.querySelector(`[data-input="${id}"]`))?.focus();
}

/**
 * Check what was entered, and show the problems, the meaning, the preview and the suggestion.
 * @param {View} view
 */
function update(view) {
  const { form, choices, id, entry, fields, draft } = view;
  const { words, limits } = choices;
  view.changes = changesOf(fields, draft.inputs);
  const { changes } = view;
  const sender = draft.isNamed ? trimmed(draft.sender) : null;
  const reason = trimmed(draft.reason);
  const { version, language } = choices;
  const suggestion = { entry: id, version, language, sender: sender ?? "", reason, changes };
  view.text = suggestionText(suggestion, words.comment.replace("{organisation}", choices.organisation));
  view.problems = [...problemsOf(fields, changes, choices, entry.kind), ...senderProblems(reason, sender, limits)];
  if (!changes.length) view.problems.unshift({ field: "", language: "", name: "no_change", facts: {} });
  const bytes = byteCount(view.text);
  if (bytes > limits.bytes) {
    view.problems.push({ field: "", language: "", name: "total", facts: { n: bytes, most: limits.bytes } });
  }
  const meaning = meaningOf(entry, choices, treeOf(fields, []), treeOf(fields, changes));
  find(form, "[data-meaning]", HTMLElement).replaceChildren(...meaningView(choices, entry.kind, meaning));
  find(form, "[data-preview]", HTMLElement).replaceChildren(...previewOf(view, changes));
  find(form, "[data-name]", HTMLElement).hidden = !draft.isNamed;
  showFieldStates(view);
  showProblems(view);
  view.showSent();
  saveDraft(id, draft);
  clearTimeout(view.timer);
  view.timer = window.setTimeout(() => announce(view), PAUSE);
}

/**
 * Announce what the changes mean to screen readers, and run the tone rules, when typing pauses.
 * @param {View} view
 */
async function announce(view) {
  const { form, changes } = view;
  const status = find(form, "[data-status]", HTMLElement);
  const text = find(form, "[data-meaning]", HTMLElement).firstElementChild?.textContent ?? "";
  if (status.textContent !== text) status.textContent = text;
  await showTone(form, view, changes);
}

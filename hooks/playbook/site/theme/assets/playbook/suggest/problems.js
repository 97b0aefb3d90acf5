// Shows problems at their fields and in a list before the suggestion is sent.

import { createElement, find, findAll } from "../dom.js";
import { fillIn } from "../text.js";

/** @import { Choices, Problem } from "./types.js" */
/** @typedef {import("./page.js").View} View */

/**
 * The sentence of a problem.
 * @param {Problem} problem
 * @param {Choices} choices
 */
export const sentenceOf = ({ name, facts }, { words }) => fillIn(words.problems[name] ?? name, facts);

/**
 * Mark the changed fields, and show problems next to the fields that they are about. A missing reason is
 * not reported before the reader has changed something.
 * @param {View} view
 */
export function showFieldStates({ form, choices, changes, problems }) {
  const changed = new Set(changes.map(({ field }) => field.id));
  for (const part of findAll(form, "[data-of]", HTMLElement)) {
    const id = part.dataset.of ?? "";
    const own = problems.filter(({ field, name }) => field === id && name !== "reason");
    part.classList.toggle("pb-is-changed", changed.has(id));
    for (const mark of findAll(part, ".pb-suggest-tag, [data-reset]", HTMLElement)) mark.hidden = !changed.has(id);
    showOwnProblems(part, own, choices);
  }
}

/**
 * @param {HTMLElement} part
 * @param {Problem[]} problems
 * @param {Choices} choices
 */
function showOwnProblems(part, problems, choices) {
  const id = `problem-${part.dataset.of}`;
  const key = JSON.stringify(problems);
  if ((part.dataset.shown ?? "[]") === key) return;
  part.dataset.shown = key;
  part.querySelector(".pb-suggest-problem")?.remove();
  if (problems.length) {
    const group = part.closest("details");
    if (group) group.open = true;
    for (const { language } of problems) showText(part, language);
    part.append(createElement("ul", { class: "pb-suggest-problem", id },
      ...problems.map((problem) => createElement("li", {}, sentenceOf(problem, choices)))));
  }
  const controls = [...part.querySelectorAll("textarea, select, input:not([type=checkbox])")];
  for (const control of controls) {
    const { language = "" } = /** @type {HTMLElement} */ (control).dataset;
    const isWrong = problems.some((problem) => !problem.language || problem.language === language);
    const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
    const described = [...others, ...(isWrong ? [id] : [])].join(" ");
    control.toggleAttribute("data-wrong", isWrong);
    if (isWrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    if (described) control.setAttribute("aria-describedby", described);
    else control.removeAttribute("aria-describedby");
  }
}

/**
 * Show the text of a field in a language, which is hidden at first if the page has another language.
 * @param {HTMLElement} part
 * @param {string} language
 */
function showText(part, language) {
  const text = part.querySelector(`[data-in="${language}"]`);
  if (text instanceof HTMLElement) text.hidden = false;
}

/**
 * List all problems before the suggestion, with links to their fields.
 * @param {View} view
 */
export function showProblems({ form, choices, fields, problems }) {
  const part = find(form, "[data-problems]", HTMLElement);
  part.hidden = !problems.length;
  const label = (/** @type {string} */ id) => fields.find((field) => field.id === id)?.label;
  find(part, "ul", HTMLElement).replaceChildren(...problems.map((problem) => {
    const name = label(problem.field);
    const text = name ? `${name}: ${sentenceOf(problem, choices)}` : sentenceOf(problem, choices);
    const link = createElement("a", { href: "#", onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      focusField(form, problem);
    } }, text);
    return createElement("li", {}, problem.field ? link : text);
  }));
}

/**
 * Move the focus to the field of a problem, and show the field first.
 * @param {HTMLFormElement} form
 * @param {Problem} problem
 */
function focusField(form, { field, language }) {
  const part = form.querySelector(`[data-of="${field}"]`);
  const selector = language ? `[data-language="${language}"]` : "textarea, select, input:not([type=checkbox])";
  const control = part?.querySelector(selector);
  const group = part?.closest("details");
  if (group) group.open = true;
  const text = control?.closest("[data-in]");
  if (text instanceof HTMLElement) text.hidden = false;
  if (control instanceof HTMLElement) control.focus();
}

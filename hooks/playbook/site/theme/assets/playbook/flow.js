// Shows a decision flow one question at a time. The page has the questions as a nested list. The path
// is in the URL, so that it can be shared and the back button works.

import { copy } from "./copy.js";
import { deadline, durationAt } from "./deadline.js";
import { createElement, find, findAll } from "./dom.js";
import { parsePath, pathHash } from "./flow-path.js";
import { fillIn, formatDate, pageLocale, pageText } from "./text.js";

/** @typedef {import("./flow-path.js").Path} Path */
/** @typedef {import("./deadline.js").Calendar} Calendar */

const flow = find(document, "[data-flow]", HTMLElement);
const texts = flow.dataset;
const firstStep = texts.flow ?? "";
const list = find(flow, ".pb-flow-whole", HTMLDetailsElement);
const steps = new Map(findAll(flow, "[data-step]", HTMLElement).map((step) => [step.dataset.step ?? "", step]));
const stage = createElement("section", { class: "pb-flow-stage" });

/** @type {Path} */
let path = [];
/** @type {Promise<Calendar> | null} */
let calendarRequest = null;

/**
 * The element of a step. The list on the page contains every step that an answer leads to.
 * @param {string} name
 */
function stepOf(name) {
  const step = steps.get(name);
  if (!step) throw new Error(`the flow has no step ${name}`);
  return step;
}

/**
 * The answers of a question, without those of nested questions.
 * @param {HTMLElement} step
 */
const answersOf = (step) => /** @type {HTMLElement[]} */ ([...find(step, ".pb-flow-answers", HTMLElement).children]);

/** @param {HTMLElement} step */
const isQuestion = (step) => step.matches(".pb-flow-step");

function readPath() {
  return parsePath(location.hash, firstStep, (question, answer) => {
    const step = steps.get(question);
    return step && isQuestion(step) ? answersOf(step)[answer]?.dataset.to ?? null : null;
  });
}

/** @param {Path} next */
function goTo(next) {
  path = next;
  history.pushState(null, "", pathHash(path) || location.pathname);
  show(true);
}

/**
 * Show the step that the path leads to.
 * @param {boolean} moveFocus
 */
function show(moveFocus) {
  const items = path.map(([question, answer], index) => pathItem(stepOf(question), answer, index));
  const [question, answer] = path.at(-1) ?? ["", 0];
  const name = question ? answersOf(stepOf(question))[answer].dataset.to ?? "" : firstStep;
  const step = stepOf(name);
  const trail = createElement("ol", { class: "pb-flow-way", "aria-label": texts.way ?? "" }, ...items);
  stage.replaceChildren(
    ...(path.length ? [trail] : []),
    ...(isQuestion(step) ? questionView(step, name) : [outcomeView(step)]),
    ...toolbar(step),
  );
  if (moveFocus) find(stage, "h2", HTMLElement).focus();
}

/**
 * A list item with a button that leads back to an answered question.
 * @param {HTMLElement} step
 * @param {number} answer the index of the answer
 * @param {number} index the position of the question in the path
 */
function pathItem(step, answer, index) {
  const question = step.querySelector(".pb-flow-question")?.textContent ?? "";
  const reply = answersOf(step)[answer].querySelector(".pb-flow-answer")?.textContent ?? "";
  const attributes = { type: "button", class: "pb-quiet", onclick: () => goTo(path.slice(0, index)) };
  const button = createElement("button", attributes, `${question} `, createElement("strong", {}, reply));
  return createElement("li", {}, button);
}

/**
 * @param {HTMLElement} step
 * @param {string} name
 */
function questionView(step, name) {
  const help = step.querySelector(":scope > .pb-flow-help")?.cloneNode(true);
  const choices = answersOf(step).map((answer, index) => {
    const attributes = { type: "button", onclick: () => goTo([...path, [name, index]]) };
    const button = createElement("button", attributes, answer.querySelector(".pb-flow-answer")?.textContent ?? "");
    return createElement("li", {}, button);
  });
  return [
    createElement("h2", { tabindex: "-1" }, step.querySelector(".pb-flow-question")?.textContent ?? ""),
    ...(help ? [help] : []),
    createElement("ul", { class: "pb-flow-choices" }, ...choices),
  ];
}

/** @param {HTMLElement} step */
function outcomeView(step) {
  const view = /** @type {HTMLElement} */ (step.cloneNode(true));
  const title = find(view, ".pb-flow-outcome-title", HTMLElement);
  const heading = createElement("h2", { tabindex: "-1", class: "pb-flow-outcome-title" }, ...title.childNodes);
  title.replaceWith(heading);
  if (step.dataset.unit) heading.after(deadlineView(step));
  return view;
}

/**
 * The deadline as date and time, counted from now or from a time that the reader enters. It stays
 * hidden if the calendar cannot be fetched, as the outcome also has the time limit as text.
 * @param {HTMLElement} step
 */
function deadlineView(step) {
  const { amount, unit = "", offAmount, offUnit } = step.dataset;
  const onDaysOff = offUnit ? { amount: Number(offAmount), unit: offUnit } : undefined;
  const within = { amount: Number(amount), unit, onDaysOff };
  const result = createElement("strong", { role: "status" });
  const hours = createElement("span", { class: "pb-flow-hours" });
  const start = createElement("input", { type: "datetime-local", value: localNow() });
  const box = createElement("div", { class: "pb-flow-due" },
    createElement("p", {}, `${texts.due} `, result),
    createElement("label", {}, `${texts.from} `, start), hours);
  box.hidden = true;
  loadCalendar().then((calendar) => {
    const { opens, closes } = calendar;
    const update = () => {
      const at = new Date(start.value);
      const applied = Number.isNaN(at.getTime()) ? within : durationAt(at, within, calendar);
      result.textContent = deadlineText(at, within, calendar);
      hours.textContent = applied.unit.startsWith("working") ? fillIn(texts.hours ?? "", { opens, closes }) : "";
    };
    start.addEventListener("input", update);
    update();
    box.hidden = false;
  }).catch(() => {});
  return box;
}

/** The current local time in the format of a datetime-local field. */
function localNow() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function loadCalendar() {
  calendarRequest ??= fetch(new URL("calendar.json", import.meta.url)).then((response) => response.json());
  return calendarRequest;
}

/**
 * @param {Date} start
 * @param {import("./deadline.js").Duration} within
 * @param {Calendar} calendar
 */
function deadlineText(start, within, calendar) {
  const due = Number.isNaN(start.getTime()) ? null : deadline(start, within, calendar);
  if (!due) return fillIn(texts.beyond ?? "", { last: formatDate(calendar.last) });
  const { timeZone } = calendar;
  const isElsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone;
  return new Intl.DateTimeFormat(pageLocale(), {
    weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone,
    hourCycle: "h23", ...(isElsewhere ? { timeZoneName: "short" } : {}),
  }).format(due);
}

/**
 * The buttons to go back, start again and copy the link; none at the first question.
 * @param {HTMLElement} step
 */
function toolbar(step) {
  if (!path.length && isQuestion(step)) return [];
  const link = createElement("button", { type: "button", class: "pb-quiet" }, texts.copy ?? "");
  link.addEventListener("click", () => copy(location.href, link, pageText("copied")));
  const back = [
    createElement("button", { type: "button", onclick: () => goTo(path.slice(0, -1)) }, texts.back ?? ""),
    createElement("button", { type: "button", onclick: () => goTo([]) }, texts.restart ?? ""),
  ];
  return [createElement("p", { class: "pb-buttons pb-flow-tools" }, ...(path.length ? back : []), link)];
}

list.open = false;
addEventListener("beforeprint", () => { list.open = true; });
addEventListener("popstate", () => { // also when the hash is changed by hand
  path = readPath();
  show(true);
});
path = readPath();
show(false);
list.before(stage);
flow.classList.add("pb-is-ready");

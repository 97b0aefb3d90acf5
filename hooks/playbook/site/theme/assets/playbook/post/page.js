// The page "check a post": the engine run on what stands in the field, as one types.
// Nothing is stored and nothing is sent; the page's policy lets no request out.

import { find } from "../dom.js";
import { fillIn } from "../text.js";
import { showCounts } from "./counts.js";
import { createEngine } from "./engine.js";
import { findingOf, showFindings } from "./finding-list.js";
import { drawMarks, moveFindings } from "./marks.js";

/** @import { Finding, PageRules } from "./types.js" */
/** @typedef {ReturnType<typeof createView>} View */

const SLICE = 8; // milliseconds of work before a key that waits gets its turn
const ANNOUNCE_AFTER = 900; // milliseconds without a key before the screen reader announces

/**
 * Bring the page to life with the rules of its language.
 * @param {PageRules} rules
 */
export function start(rules) {
  const view = createView(rules);
  view.form.hidden = false;
  view.form.addEventListener("submit", (event) => event.preventDefault());
  view.form.addEventListener("input", () => textChanged(view));
  view.list.addEventListener("click", ({ target }) => {
    if (target instanceof Element) runAction(view, target);
  });
  view.clear.addEventListener("click", () => replaceText(view, 0, view.field.value.length, ""));
  view.fixAll.addEventListener("click", () => fixAll(view));
  textChanged(view);
}

/**
 * The parts of the page, and what is shown on it.
 * @param {PageRules} rules
 */
function createView(rules) {
  const form = find(document, "[data-draft]", HTMLFormElement);
  const part = (/** @type {string} */ name) => find(form, `[data-${name}]`, HTMLElement);
  return {
    form,
    rules,
    field: find(form, "textarea", HTMLTextAreaElement),
    texts: /** @type {Record<string, string>} */ (find(document, "#draft-words", HTMLElement).dataset),
    engine: createEngine(rules),
    marks: part("marks"),
    list: part("findings"),
    summary: part("summary"),
    status: part("status"),
    counts: part("counts"),
    clear: part("clear"),
    fixAll: part("fix-all"),
    jump: part("jump"),
    text: "",
    findings: /** @type {Finding[]} */ ([]),
    turn: 0,
    announcement: 0,
  };
}

/**
 * Keep the marks under their words at once, and check when the page has been drawn.
 * @param {View} view
 */
function textChanged(view) {
  const text = view.field.value;
  moveFindings(view.findings, view.text, text);
  view.text = text;
  drawMarks(view.marks, text, view.findings);
  view.list.setAttribute("aria-busy", "true");
  const turn = ++view.turn;
  requestAnimationFrame(async () => {
    await pause();
    if (turn === view.turn) await check(view, turn);
  });
}

/**
 * Let what waits have its turn: a key, a frame.
 * @returns {Promise<void>}
 */
function pause() {
  return new Promise((goOn) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      goOn();
    };
    port2.postMessage(null);
  });
}

/**
 * Run the rules a slice at a time; a key in between ends the run, for another has begun.
 * @param {View} view
 * @param {number} turn
 */
async function check(view, turn) {
  const { text, texts, rules } = view;
  const setting = settingOf(view.form);
  const steps = view.engine.steps(text, setting);
  let since = performance.now();
  let step = steps.next();
  while (!step.done) {
    if (performance.now() - since > SLICE) {
      await pause();
      if (turn !== view.turn) return;
      since = performance.now();
    }
    step = steps.next();
  }
  const { post, findings } = step.value;
  view.findings = findings;
  drawMarks(view.marks, text, findings);
  showFindings(view.list, findings, text, texts, rules);
  showCounts(view.counts, post, setting, texts, rules);
  showSummary(view);
  view.list.setAttribute("aria-busy", "false");
}

/** @param {HTMLFormElement} form */
function settingOf(form) {
  const value = (/** @type {string} */ name) => find(form, `[name="${name}"]`, HTMLSelectElement).value;
  return { channel: value("channel") || null, account: value("account"), situation: value("situation") };
}

/**
 * Say how much was found: at once on the page, and to a screen reader when the keys rest.
 * @param {View} view
 */
function showSummary(view) {
  const { texts, findings } = view;
  const template = findings.length === 1 ? texts.foundOne : texts.foundOther;
  const count = findings.length ? fillIn(template, { n: findings.length }) : texts.nothing;
  view.summary.textContent = view.text.trim() ? count : texts.empty;
  view.jump.hidden = !findings.length;
  find(view.jump, "a", HTMLElement).textContent = count;
  view.fixAll.hidden = !findings.some((finding) => finding.instead !== undefined);
  clearTimeout(view.announcement);
  view.announcement = window.setTimeout(() => {
    if (view.status.textContent !== view.summary.textContent) {
      view.status.textContent = view.summary.textContent;
    }
  }, ANNOUNCE_AFTER);
}

/**
 * Do what a button of a finding says, unless its words have been changed since.
 * @param {View} view
 * @param {Element} button
 */
function runAction(view, button) {
  const finding = findingOf(button);
  if (!finding || finding.isGone) return;
  const { from, to, instead = "" } = finding;
  if (button.matches("[data-show]")) {
    view.field.focus();
    view.field.setSelectionRange(from, to);
  } else if (button.matches("[data-replace]")) {
    replaceText(view, from, to, instead);
    view.status.textContent = fillIn(view.texts.replaced, { words: instead });
  }
}

/** @param {View} view */
function fixAll(view) {
  let last = view.field.value.length + 1;
  for (const { from, to, instead, isGone } of [...view.findings].reverse()) {
    if (instead !== undefined && !isGone && to <= last) {
      last = from;
      replaceText(view, from, to, instead);
    }
  }
}

/**
 * Write in the field as if it were typed, so that it can be undone.
 * @param {View} view
 * @param {number} from
 * @param {number} to
 * @param {string} words
 */
function replaceText(view, from, to, words) {
  const { field } = view;
  field.focus();
  field.setSelectionRange(from, to);
  const isTyped = document.execCommand(words ? "insertText" : "delete", false, words);
  if (!isTyped) {
    field.setRangeText(words, from, to, "end");
    textChanged(view);
  }
}

// The page "Check a post": runs the engine on the text in the field while the author types.
// The draft stays in the tab, and nothing is sent; the page's Content-Security-Policy blocks all requests.

import { find } from "../dom.js";
import { fillIn, pluralForm } from "../text.js";
import { showCounts } from "./counts.js";
import { keepDraft, restoreDraft } from "./draft-store.js";
import { createEngine } from "./engine.js";
import { findingOf, showFindings } from "./finding-list.js";
import { changesOf, confirmChanges } from "./fixes.js";
import { groupFindings } from "./groups.js";
import { drawMarks, moveFindings } from "./marks.js";

/** @import { Finding, PageRules } from "./types.js" */
/** @typedef {ReturnType<typeof createView>} View */

const SLICE_DURATION = 8; // milliseconds of work before pending events are handled
const ANNOUNCEMENT_DELAY = 900; // milliseconds without a key press before the result is announced

/**
 * Start the page with the rules of its language.
 * @param {PageRules} rules
 */
export function start(rules) {
  const view = createView(rules);
  view.form.hidden = false;
  restoreDraft(view.form);
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
 * The elements and the state of the page.
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
    fixes: find(document, "[data-fixes]", HTMLDialogElement),
    jump: part("jump"),
    text: "",
    findings: /** @type {Finding[]} */ ([]),
    turn: 0,
    announcement: 0,
  };
}

/**
 * Move the marks with their words immediately, and run the checks after the next paint.
 * @param {View} view
 */
function textChanged(view) {
  const text = view.field.value;
  moveFindings(view.findings, view.text, text);
  view.text = text;
  keepDraft(view.form);
  drawMarks(view.marks, text, view.findings);
  view.list.setAttribute("aria-busy", "true");
  const turn = ++view.turn;
  requestAnimationFrame(async () => {
    await pause();
    if (turn === view.turn) await check(view, turn);
  });
}

/**
 * Yield to pending events and frames.
 * @returns {Promise<void>}
 */
function pause() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Run the checks in slices; the run ends when a newer run has started.
 * @param {View} view
 * @param {number} turn
 */
async function check(view, turn) {
  const { text, texts, rules } = view;
  const setting = settingOf(view.form);
  const steps = view.engine.steps(text, setting);
  let sliceStart = performance.now();
  let step = steps.next();
  while (!step.done) {
    if (performance.now() - sliceStart > SLICE_DURATION) {
      await pause();
      if (turn !== view.turn) return;
      sliceStart = performance.now();
    }
    step = steps.next();
  }
  const { post, findings } = step.value;
  view.findings = findings;
  drawMarks(view.marks, text, findings);
  showFindings(view.list, groupFindings(findings), text, texts, rules);
  showCounts(view.counts, { ...post, text }, setting, texts, rules);
  showSummary(view);
  view.list.setAttribute("aria-busy", "false");
}

/** @param {HTMLFormElement} form */
function settingOf(form) {
  const value = (/** @type {string} */ name) => find(form, `[name="${name}"]`, HTMLSelectElement).value;
  return { channel: value("channel") || null, account: value("account"), situation: value("situation") };
}

/**
 * Show the number of findings at once, and announce it to screen readers when typing pauses.
 * @param {View} view
 */
function showSummary(view) {
  const { texts, findings } = view;
  const shown = groupFindings(findings).length;
  const form = pluralForm(shown);
  const template = texts[`found${form[0].toUpperCase()}${form.slice(1)}`] ?? texts.foundOther;
  const count = findings.length ? fillIn(template, { n: shown }) : texts.nothing;
  view.summary.textContent = view.text.trim() ? count : texts.empty;
  view.jump.hidden = !findings.length;
  find(view.jump, "a", HTMLElement).textContent = count;
  view.fixAll.hidden = !findings.some((finding) => finding.instead !== undefined);
  clearTimeout(view.announcement);
  view.announcement = window.setTimeout(() => {
    if (view.status.textContent !== view.summary.textContent) {
      view.status.textContent = view.summary.textContent;
    }
  }, ANNOUNCEMENT_DELAY);
}

/**
 * Run the action of a finding's button, unless its words have been changed.
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
  const changes = changesOf(view.findings);
  confirmChanges(view.fixes, changes, view.text, view.texts.change, () => {
    for (const { from, to, instead } of changes) replaceText(view, from, to, instead);
  });
}

/**
 * Replace text in the field as if it were typed, so that it can be undone.
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

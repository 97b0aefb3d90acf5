// The search box: a combobox whose options are results with answers. The engine and the index are
// fetched when the box first gets focus. Without this module, the box stays hidden.

import { find, findAll } from "../dom.js";
import { storedChoice } from "../scope.js";
import { loadText } from "../storage.js";

/** @import { Results } from "./results.js" */
/** @typedef {import("./engine.js").Engine & { results: Results }} BoxEngine */
/** @typedef {ReturnType<typeof createView>} View */

const PREFETCH_DELAY = 3000; // milliseconds before all other answers are fetched
const FULL = "pb-is-full"; // the box is over the whole screen
/** @type {Record<string, number>} */
const STEP_BY_KEY = { ArrowDown: 1, ArrowUp: -1 };
const isNarrow = matchMedia("(max-width: 59.99em)");

/**
 * The elements of the box, and the data fetched for it.
 * @param {HTMLElement} root
 */
function createView(root) {
  return {
    root,
    input: find(root, "input", HTMLInputElement),
    panel: find(root, ".pb-search-panel", HTMLElement),
    status: find(root, ".pb-search-status", HTMLElement),
    engine: /** @type {Promise<BoxEngine> | null} */ (null),
    results: /** @type {Results | null} */ (null),
    opener: /** @type {HTMLElement | null} */ (null), // the button that opened the box
  };
}

/**
 * The engine with the index of this language, fetched once.
 * @param {View} view
 */
function loadEngine(view) {
  view.engine ??= fetchBoxEngine(view).catch((error) => {
    view.engine = null; // the next key press tries again
    throw error;
  });
  return view.engine;
}

/**
 * Fetch the engine and its index, and later all answers.
 * @param {View} view
 * @returns {Promise<BoxEngine>}
 */
async function fetchBoxEngine(view) {
  const home = new URL(view.root.dataset.root ?? "", location.href);
  const [{ fetchEngine }, { Results }] = await Promise.all([import("./engine.js"), import("./results.js")]);
  const engine = await fetchEngine(home);
  const results = new Results(view.root, engine);
  view.results = results;
  setTimeout(() => engine.store.fetchAll(), PREFETCH_DELAY);
  return { ...engine, results };
}

/**
 * Show the results of the query in the box.
 * @param {View} view
 */
async function update(view) {
  const query = view.input.value.trim();
  if (!query) {
    close(view);
    return;
  }
  setOpen(view, true);
  if (!view.results) view.status.textContent = view.root.dataset.loading ?? "";
  const engine = await loadEngine(view).catch(() => null);
  if (!engine) {
    view.status.textContent = view.root.dataset.failed ?? "";
    return;
  }
  if (query !== view.input.value.trim()) return; // the query has changed
  const found = engine.find(engine.index, view.input.value.trimStart(), storedChoice());
  engine.results.show(query, found);
}

/**
 * @param {View} view
 * @param {boolean} isOpen
 */
function setOpen({ panel, input }, isOpen) {
  panel.hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
}

/** @param {View} view */
function close(view) {
  setOpen(view, false);
  view.results?.choose(-1);
}

/** @param {View} view */
function closeAndFocus(view) {
  close(view);
  view.input.focus();
}

/**
 * Open the box: on a narrow screen, over all of it.
 * @param {View} view
 */
function enter({ root, input }) {
  root.classList.toggle(FULL, isNarrow.matches);
  input.focus();
}

/**
 * Close the box, and show the page again if it is hidden.
 * @param {View} view
 */
function leave(view) {
  close(view);
  if (!view.root.classList.contains(FULL)) return;
  view.root.classList.remove(FULL);
  view.input.blur();
  view.opener?.focus();
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function onKey(view, event) {
  if (event.isComposing) return;
  if (event.key in STEP_BY_KEY) {
    event.preventDefault();
    if (view.panel.hidden) update(view);
    else view.results?.step(STEP_BY_KEY[event.key]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    update(view).then(() => view.results?.follow());
  } else if (event.key === "Escape" && !view.panel.hidden) {
    event.preventDefault(); // closes the panel; pressed again, Escape clears the box
    close(view);
  } else if (event.key === "Escape" && !view.input.value) {
    leave(view);
  }
}

/** @param {View} view */
function listenInBox(view) {
  const { root, input, panel } = view;
  input.addEventListener("focus", () => {
    loadEngine(view).catch(() => null);
    root.classList.toggle(FULL, isNarrow.matches);
  });
  input.addEventListener("input", () => update(view));
  input.addEventListener("keydown", (event) => onKey(view, event));
  find(root, ".pb-search-close", HTMLElement).addEventListener("click", () => leave(view));
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || root.contains(relatedTarget)) return;
    close(view);
    root.classList.remove(FULL);
  });
  panel.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") closeAndFocus(view);
  });
  panel.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) leave(view);
  });
  for (const button of findAll(document, "[data-search-open]", HTMLElement)) {
    button.hidden = false;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      view.opener = button;
      enter(view);
    });
  }
  isNarrow.addEventListener("change", () => leave(view));
}

/** @param {View} view */
function listenOnPage(view) {
  document.addEventListener("pointerdown", ({ target }) => {
    if (!(target instanceof Node && view.root.contains(target))) close(view);
  });
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event)) return;
    event.preventDefault();
    enter(view);
    view.input.select();
  });
}

/**
 * Whether a key press should focus the box: / outside of fields, and Control+K anywhere.
 * @param {KeyboardEvent} event
 */
function isShortcut({ key, ctrlKey, metaKey, target }) {
  const hasModifier = ctrlKey || metaKey;
  if (key === "/") return !hasModifier && !isField(target) && loadText("slash") !== "off";
  return key.toLowerCase() === "k" && hasModifier;
}

/**
 * Whether the target of a key press is a form field.
 * @param {EventTarget | null} target
 */
const isField = (target) => target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

const box = document.querySelector("[data-search]");
if (box instanceof HTMLElement) {
  const view = createView(box);
  listenInBox(view);
  listenOnPage(view);
  box.hidden = false;
  if (location.hash === "#pb-search") enter(view);
}

// Checklists: stores the texts of ticked steps in the browser, so that a rewritten step is unticked. In
// a self-test, it also counts the ticks for each part.

import { find, findAll, textOf } from "./dom.js";
import { load, save } from "./storage.js";
import { fillIn } from "./text.js";

/** @param {HTMLElement} list */
function startChecklist(list) {
  const boxes = findAll(list, "input[type=checkbox]", HTMLInputElement);
  const clear = find(list, "[data-ticks-clear]", HTMLElement);
  const name = `ticks.${document.documentElement.lang}.${list.dataset.ticks}`;
  const update = () => showState(list, boxes, clear);
  const store = () => {
    save(name, boxes.filter((box) => box.checked).map(stepText));
    update();
  };
  const stored = new Set(load(name, /** @type {string[]} */ ([])));
  for (const box of boxes) {
    box.checked = stored.has(stepText(box));
    box.addEventListener("change", store);
  }
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    store();
  });
  update();
}

/**
 * The text of the step next to a checkbox.
 * @param {HTMLInputElement} box
 */
const stepText = (box) => textOf(box.nextElementSibling);

/**
 * Show how many steps are ticked.
 * @param {HTMLElement} list
 * @param {HTMLInputElement[]} boxes
 * @param {HTMLElement} clear
 */
function showState(list, boxes, clear) {
  const state = find(list, "[data-ticks-state]", HTMLElement);
  const parts = "selfTest" in list.dataset ? [...boxesByPart(boxes)] : [];
  state.hidden = false;
  clear.hidden = !boxes.some((box) => box.checked);
  state.setAttribute("role", "status");
  state.textContent = [
    countTicks(state.dataset.ticksState ?? "", boxes),
    ...parts.map(([part, partBoxes]) => `${part}: ${countTicks("{done}/{all}", partBoxes)}`),
  ].join(" · ");
}

/**
 * @param {string} template
 * @param {HTMLInputElement[]} boxes
 */
function countTicks(template, boxes) {
  return fillIn(template, { done: boxes.filter((box) => box.checked).length, all: boxes.length });
}

/**
 * The checkboxes of each part of a self-test. A step names its part in bold.
 * @param {HTMLInputElement[]} boxes
 */
function boxesByPart(boxes) {
  /** @type {Map<string, HTMLInputElement[]>} */
  const parts = new Map();
  for (const box of boxes) {
    const part = box.nextElementSibling?.querySelector("strong")?.textContent?.replace(/\.$/, "");
    if (part) parts.set(part, [...(parts.get(part) ?? []), box]);
  }
  return parts;
}

for (const list of findAll(document, "[data-ticks]", HTMLElement)) startChecklist(list);

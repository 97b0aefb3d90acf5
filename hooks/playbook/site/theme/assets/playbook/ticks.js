// A checklist: its ticks stay in the browser, each with its step's own words, so that a step that
// was rewritten is ticked anew. A self-test also counts each of its parts.

import { keep, kept } from "./keep.js";

for (const list of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const state = list.querySelector("[data-ticks-state]");
  const clear = list.querySelector("[data-ticks-clear]");
  const name = `ticks.${document.documentElement.lang}.${list.dataset.ticks}`;
  const wordsOf = (box) => box.nextElementSibling.textContent.trim();

  const before = new Set(kept(name, []));
  for (const box of boxes) {
    box.checked = before.has(wordsOf(box));
    box.addEventListener("change", save);
  }
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    save();
  });
  tell();

  function save() {
    keep(name, boxes.filter((box) => box.checked).map(wordsOf));
    tell();
  }

  function tell() {
    const done = boxes.filter((box) => box.checked).length;
    state.hidden = false;
    clear.hidden = done === 0;
    state.setAttribute("role", "status");
    state.textContent = [count(state.dataset.ticksState, boxes), ...parts()].join(" · ");
  }

  function count(text, some) {
    const done = some.filter((box) => box.checked).length;
    return text.replace("{done}", done).replace("{all}", some.length);
  }

  /** For a self-test: how each part, which its steps name in bold, came out. */
  function parts() {
    if (!("selfTest" in list.dataset)) return [];
    const found = new Map();
    for (const box of boxes) {
      const part = box.nextElementSibling.querySelector("strong")?.textContent.replace(/\.$/, "");
      if (part) found.set(part, [...(found.get(part) ?? []), box]);
    }
    return [...found].map(([part, some]) => `${part}: ${count("{done}/{all}", some)}`);
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

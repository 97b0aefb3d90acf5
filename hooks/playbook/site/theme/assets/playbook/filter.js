// A field that filters the items of a page by their text and by their synonyms.

import { find, findAll } from "./dom.js";
import { fillIn } from "./text.js";

/** @param {string} text */
const folded = (text) => text.normalize("NFC").toLowerCase();

/** @param {HTMLElement} box */
function start(box) {
  const input = find(box, "input", HTMLInputElement);
  const status = find(box, "[role=status]", HTMLElement);
  const items = findAll(document, box.dataset.filter ?? "", HTMLElement);
  const sections = findAll(document, "[data-filter-section]", HTMLElement);
  const texts = items.map((item) => folded(`${item.textContent} ${item.dataset.words ?? ""}`));
  input.addEventListener("input", () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, n) => {
      const isFound = words.every((word) => texts[n].includes(word));
      item.toggleAttribute("data-is-filtered", !isFound);
      if (isFound) count += 1;
    });
    for (const section of sections) {
      const isEmpty = items.every((item) => item.matches("[data-is-filtered]") || !section.contains(item));
      section.toggleAttribute("data-is-filtered", isEmpty);
    }
    status.textContent = words.length ? fillIn(box.dataset.count ?? "", { n: count, all: items.length }) : "";
  });
  box.hidden = false;
}

for (const box of findAll(document, "[data-filter]", HTMLElement)) start(box);

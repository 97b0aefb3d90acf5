// Reply templates: makes a field for each slot, and updates the text while the reader types.

import { copy } from "./copy.js";
import { createElement, find, findAll } from "./dom.js";
import { fillIn, pageText } from "./text.js";

for (const reply of findAll(document, "[data-reply]", HTMLElement)) {
  const text = find(reply, ".pb-template-text", HTMLElement);
  const button = find(reply, "[data-copy-reply]", HTMLElement);
  const inputs = findAll(reply, "[data-slot-about]", HTMLElement).map((about) => addField(text, about));
  const status = createElement("span", { class: "pb-slots-left", role: "status" });
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", () => {
    const empty = inputs.find((input) => !input.value.trim());
    const names = empty?.labels?.[0].textContent ?? "";
    status.textContent = empty ? fillIn(button.dataset.left ?? "", { names }) : "";
    if (empty) empty.focus();
    else copy(text.innerText.trim(), button, pageText("copied"));
  });
}

/**
 * Turn the description of a slot into the label of a field that fills in the slot.
 * @param {HTMLElement} text
 * @param {HTMLElement} about
 */
function addField(text, about) {
  const name = about.dataset.slotAbout;
  const slots = text.querySelectorAll(`[data-slot="${name}"]`);
  const id = `${text.closest(".pb-entry")?.id}-${name}`;
  const input = createElement("input", { id, autocomplete: "off" });
  input.addEventListener("input", () => {
    const value = input.value.trim();
    for (const slot of slots) {
      slot.textContent = value || `{${name}}`;
      slot.classList.toggle("pb-is-filled", Boolean(value));
    }
  });
  about.append(createElement("label", { for: id }, ...about.childNodes), input);
  const term = about.parentElement?.querySelector("dt");
  if (term) term.className = "pb-visually-hidden";
  return input;
}

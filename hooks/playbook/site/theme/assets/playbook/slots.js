// Reply templates: makes a field for each slot, updates the text while the reader types, and lets the reader
// leave out paragraphs. Slots that are only in those need no text.

import { copy } from "./copy.js";
import { createElement, find, findAll } from "./dom.js";
import { fillIn, pageText } from "./text.js";

/** @typedef {{ input: HTMLInputElement, slots: HTMLElement[], row: HTMLElement }} Field */

const LEFT_OUT = "pb-is-left-out";

/** @param {HTMLElement} reply */
function startReply(reply) {
  const text = find(reply, ".pb-template-text", HTMLElement);
  const button = find(reply, "[data-copy-reply]", HTMLElement);
  const paragraphs = findAll(text, "p", HTMLElement);
  const fields = findAll(reply, "[data-slot-about]", HTMLElement).map((about) => addField(text, about));
  const status = createElement("span", { id: `${entryId(text)}-left`, class: "pb-slots-left", role: "status" });
  button.after(status);
  button.hidden = false;
  if (paragraphs.length > 1) for (const paragraph of paragraphs) addSwitch(paragraph, reply, fields);
  button.addEventListener("click", () => {
    const empty = firstEmpty(fields, status);
    const names = empty?.labels?.[0].textContent ?? "";
    status.textContent = empty ? fillIn(button.dataset.left ?? "", { names }) : "";
    if (empty) {
      empty.focus();
      return;
    }
    const kept = paragraphs.filter(({ classList }) => !classList.contains(LEFT_OUT));
    copy(kept.map((paragraph) => paragraph.innerText.trim()).join("\n\n"), button, pageText("copied"));
  });
}

/** @param {HTMLElement} text */
const entryId = (text) => text.closest(".pb-entry")?.id;

/**
 * The first empty field, marked as invalid and described by the status. The others are not marked.
 * @param {Field[]} fields
 * @param {HTMLElement} status
 */
function firstEmpty(fields, status) {
  for (const { input } of fields) input.removeAttribute("aria-invalid");
  const empty = fields.find(({ input, row }) => !row.hidden && !input.value.trim())?.input;
  empty?.setAttribute("aria-invalid", "true");
  empty?.setAttribute("aria-describedby", status.id);
  return empty;
}

/**
 * Turn the description of a slot into the label of a field that fills in the slot.
 * @param {HTMLElement} text
 * @param {HTMLElement} about
 * @returns {Field}
 */
function addField(text, about) {
  const name = about.dataset.slotAbout;
  const slots = findAll(text, `[data-slot="${name}"]`, HTMLElement);
  const id = `${entryId(text)}-${name}`;
  const input = createElement("input", { id, autocomplete: "off" });
  const descriptions = slots.map((slot) => [...slot.childNodes]);
  input.addEventListener("input", () => {
    const value = input.value.trim();
    slots.forEach((slot, index) => {
      slot.replaceChildren(...(value ? [value] : descriptions[index]));
      slot.classList.toggle("pb-is-filled", Boolean(value));
    });
  });
  about.append(createElement("label", { for: id }, ...about.childNodes), input);
  return { input, slots, row: about };
}

/**
 * Add a button that leaves a paragraph out, and puts it back.
 * @param {HTMLElement} paragraph
 * @param {HTMLElement} reply
 * @param {Field[]} fields
 */
function addSwitch(paragraph, reply, fields) {
  const { leaveOut = "", putBack = "" } = reply.dataset;
  const button = createElement("button", { type: "button", class: "pb-leave-out" });
  /** @param {string} label */
  const show = (label) => {
    button.title = label;
    button.setAttribute("aria-label", label);
  };
  button.addEventListener("click", () => {
    show(paragraph.classList.toggle(LEFT_OUT) ? putBack : leaveOut);
    for (const { slots, row } of fields) {
      if (slots.length) row.hidden = slots.every((slot) => slot.closest(`.${LEFT_OUT}`));
    }
  });
  show(leaveOut);
  paragraph.after(button);
}

for (const reply of findAll(document, "[data-reply]", HTMLElement)) startReply(reply);

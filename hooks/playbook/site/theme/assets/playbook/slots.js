// A reply to copy: its slots become fields, the text follows what is written in them.

import { copy } from "./copy.js";
import { make, word } from "./keep.js";

for (const reply of document.querySelectorAll("[data-reply]")) {
  const text = reply.querySelector(".template-text");
  const button = reply.querySelector("[data-copy-reply]");
  const fields = new Map();
  for (const about of reply.querySelectorAll("[data-slot-about]")) {
    fields.set(about.dataset.slotAbout, field(text, about));
  }
  const left = make("span", { class: "slots-left", role: "status" });
  button.after(left);
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = [...fields].find(([, input]) => !input.value.trim());
    left.textContent = open ? button.dataset.left.replace("{names}", () => open[1].labels[0].textContent) : "";
    if (open) open[1].focus();
    else copy(text.innerText.trim(), button, word("copied"));
  });
}

/** Turn the description of a slot into a labelled field that fills the text. */
function field(text, about) {
  const name = about.dataset.slotAbout;
  const slots = text.querySelectorAll(`[data-slot="${name}"]`);
  const id = `${text.closest(".entry").id}-${name}`;
  const input = make("input", { id, autocomplete: "off" });
  input.addEventListener("input", () => {
    for (const slot of slots) {
      slot.textContent = input.value.trim() || `{${name}}`;
      slot.classList.toggle("is-filled", Boolean(input.value.trim()));
    }
  });
  const row = about.parentElement;
  const label = make("label", { for: id });
  label.append(...about.childNodes);
  about.append(label, input);
  row.querySelector("dt").className = "visually-hidden";
  return input;
}

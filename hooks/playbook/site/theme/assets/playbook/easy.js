// The switches of easy texts. Each of them switches all texts of the handbook, and the choice is kept.

import { findAll } from "./dom.js";
import { saveText } from "./storage.js";

const { documentElement: root } = document;
const switches = findAll(document, "[data-easy-switch]", HTMLElement);

function showState() {
  const isOn = root.dataset.easy !== undefined;
  for (const button of switches) button.setAttribute("aria-checked", String(isOn));
}

for (const button of switches) {
  button.addEventListener("click", () => {
    const { top } = button.getBoundingClientRect();
    root.toggleAttribute("data-easy");
    saveText("easy", root.dataset.easy === undefined ? "off" : "on");
    showState();
    // Texts above have another height now; the switch stays under the finger.
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
  });
}
showState();

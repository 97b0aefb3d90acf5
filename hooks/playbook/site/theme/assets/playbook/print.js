// The print buttons.

import { findAll } from "./dom.js";

for (const button of findAll(document, "[data-print]", HTMLElement)) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

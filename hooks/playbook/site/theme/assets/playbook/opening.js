// Shows whether each contact on the page answers now.

import { isOpen, momentIn } from "./dates.js";
import { findAll } from "./dom.js";

const response = await fetch(new URL("calendar.json", import.meta.url)).catch(() => null);
if (response?.ok) {
  /** @type {import("./deadline.js").Calendar} */
  const { timeZone, holidays } = await response.json();
  const now = momentIn(new Date(), timeZone);
  for (const element of findAll(document, "[data-open-hours]", HTMLElement)) {
    const open = isOpen(element.dataset.openHours ?? "", now, holidays);
    if (open) element.textContent = element.dataset.open ?? "";
    element.toggleAttribute("data-is-open", open);
    element.hidden = false;
  }
}

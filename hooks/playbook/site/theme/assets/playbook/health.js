// Marks reviews that are overdue or due soon today, in the reader's time zone.

import { localDay, reviewState } from "./dates.js";
import { find, findAll } from "./dom.js";

const today = localDay(new Date());
for (const row of findAll(document, "[data-health-day]", HTMLElement)) {
  const { warnDays } = /** @type {HTMLElement} */ (row.closest("[data-warn-days]")).dataset;
  const state = reviewState(row.dataset.healthDay ?? "", today, Number(warnDays));
  row.dataset.standing = state;
  const label = find(row, ".pb-health-state", HTMLElement);
  label.textContent = label.dataset[state] ?? "";
}

// An entry's card: its link is copied, and the reader's own day tells what applies, what comes, and
// which review is overdue. An address that ends in ?on=YYYY-MM-DD asks what applied on another day.

import { copy } from "./copy.js";
import { word } from "./keep.js";

for (const button of document.querySelectorAll("[data-copy-link]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const url = new URL(`#${button.dataset.copyLink}`, location.href.split("#")[0]);
    copy(url.href, button, word("copied"));
  });
}

/** Today as YYYY-MM-DD where the reader is. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The day that the address asks for, or null. */
export function asked() {
  const on = new URLSearchParams(location.search).get("on") ?? "";
  return /^\d{4}-\d\d-\d\d$/.test(on) && !Number.isNaN(Date.parse(on)) ? on : null;
}

/** The day whose rules are shown. */
export const day = asked() ?? today();

for (const turn of document.querySelectorAll("[data-turn]")) {
  if (day < turn.dataset.turn) continue;
  const [before, after] = turn.querySelectorAll(":scope > [data-side]");
  before.before(after);
  turn.dataset.passed = "";
  for (const label of turn.querySelectorAll(".turn-day")) label.textContent = label.dataset.passed;
}

for (const note of document.querySelectorAll("[data-early]")) {
  const { from, to, early, late } = note.dataset;
  note.textContent = from && day < from ? early : to && to < day ? late : "";
  note.hidden = !note.textContent;
}

for (const time of document.querySelectorAll("[data-review-by] time")) {
  if (time.dateTime < today()) {
    const note = document.createElement("strong");
    note.className = "overdue";
    note.textContent = word("overdue");
    time.after(" ", note);
  }
}

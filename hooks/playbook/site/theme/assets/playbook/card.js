// Entries: shares or copies their links, shows the answer that applies today, and marks overdue reviews. "Today"
// is the date in the reader's time zone. For answers, ?on=YYYY-MM-DD in the URL sets a different date.

import { copy } from "./copy.js";
import { localDay, periodAt, periodState, reviewState, shownDay } from "./dates.js";
import { createElement, findAll } from "./dom.js";
import { fillIn, formatDate, pageText } from "./text.js";

const isTouched = matchMedia("(pointer: coarse)");
for (const button of findAll(document, "[data-copy-link]", HTMLElement)) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const url = new URL(`#${button.dataset.copyLink}`, location.href.split("#")[0]).href;
    // On a phone, the system's own sheet also copies.
    if (isTouched.matches && "share" in navigator) {
      navigator.share({ title: button.dataset.title, url }).catch(() => { /* the reader closed it */ });
    } else {
      copy(url, button, pageText("copied"));
    }
  });
}

const day = shownDay();

// From the day of a change, the new answer comes first.
for (const change of findAll(document, "[data-turn]", HTMLElement)) {
  if (day < (change.dataset.turn ?? "")) continue;
  const [oldAnswer, newAnswer] = change.querySelectorAll(":scope > [data-side]");
  oldAnswer.before(newAnswer);
  change.dataset.passed = "";
  for (const label of findAll(change, ".pb-turn-day", HTMLElement)) label.textContent = label.dataset.passed ?? "";
}

// An exception that does not apply today is marked, and its dates say when it does.
for (const label of findAll(document, ".pb-exception-days", HTMLElement)) {
  const { first = "", last = "", everyYears, repeat = "" } = label.dataset;
  const days = periodAt({ first, last, everyYears: Number(everyYears) }, day);
  const state = periodState(days, day);
  const date = state === "early" || !days.last ? days.first : days.last;
  label.textContent = fillIn(label.dataset[state] ?? "", { date: formatDate(date) }) + repeat;
  if (state !== "now") label.closest(".pb-exception")?.setAttribute("data-inactive", "");
}

// A text with dates says so before and after them.
for (const note of findAll(document, "[data-early]:not(.pb-exception-days)", HTMLElement)) {
  const { from, to, early, late } = note.dataset;
  if (from && day < from) note.textContent = early ?? "";
  else note.textContent = (to && to < day ? late : "") ?? "";
  note.hidden = !note.textContent;
}

for (const time of findAll(document, "[data-review-by] time", HTMLTimeElement)) {
  if (reviewState(time.dateTime, localDay(new Date()), 0) === "overdue") {
    const overdue = createElement("strong", { class: "pb-overdue" }, pageText("overdue"));
    const line = time.closest(".pb-entry-foot")?.querySelector(".pb-entry-meta");
    if (line) line.append(overdue);
    else time.after(" ", overdue);
  }
}

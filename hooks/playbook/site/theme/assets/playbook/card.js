// An entry's card: its link is copied, and an overdue review is told by the reader's own day.

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

for (const time of document.querySelectorAll("[data-review-by] time")) {
  if (time.dateTime < today()) {
    const note = document.createElement("strong");
    note.className = "overdue";
    note.textContent = word("overdue");
    time.after(" ", note);
  }
}

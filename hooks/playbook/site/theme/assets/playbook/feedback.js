// "Was this answer of help?": sends yes or no with the id of the entry, when the reader presses a button.

import { findAll } from "./dom.js";
import { sendFeedback } from "./feedback-send.js";
import { pageText } from "./text.js";

for (const question of findAll(document, "[data-helpful]", HTMLElement)) {
  const buttons = findAll(question, "button", HTMLButtonElement);
  const [status] = findAll(question, "[role=status]", HTMLElement);
  for (const button of buttons) {
    button.addEventListener("click", async () => {
      for (const each of buttons) each.disabled = true;
      const { helpful: entry = "" } = question.dataset;
      const isSent = await sendFeedback({ type: "answer", entry, helpful: button.dataset.answer ?? "" });
      status.textContent = pageText(isSent ? "feedbackThanks" : "feedbackFailed");
      for (const each of buttons) {
        each.hidden = isSent;
        each.disabled = false;
      }
    });
  }
}

// Sends a reader's answer to the organisation's address, when the reader presses a button: as a form is
// sent, but without cookies, without the address of the page, and without leaving it.

import { createElement } from "./dom.js";
import { pageLocale, pageText } from "./text.js";

/**
 * The fields of an answer, with the version of the handbook and the language of the page.
 * @param {Record<string, string>} fields
 */
export const feedbackFields = (fields) =>
  new URLSearchParams({ ...fields, version: pageText("release"), language: pageLocale() });

/**
 * Send an answer, and say whether it left. The response of another host cannot be read.
 * @param {Record<string, string>} fields
 * @returns {Promise<boolean>}
 */
export async function sendFeedback(fields) {
  try {
    await fetch(pageText("feedback"), {
      method: "POST", mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store",
      body: feedbackFields(fields),
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * A button with which the reader tells that a search found nothing; null if there is no address.
 * @param {string} query
 */
export function missingAnswerButton(query) {
  if (!pageText("feedback")) return null;
  const status = createElement("span", { role: "status" });
  const button = createElement("button", { type: "button", onclick: async () => {
    button.disabled = true;
    const isSent = await sendFeedback({ type: "search", query });
    status.textContent = pageText(isSent ? "feedbackMissingSent" : "feedbackFailed");
    button.hidden = isSent;
    button.disabled = false;
  } }, pageText("feedbackMissing"));
  return createElement("p", {}, button, " ", status);
}

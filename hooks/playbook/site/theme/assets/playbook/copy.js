// Copies text, with a fallback for plain HTTP, over which browsers have no clipboard API.

const CONFIRMATION_TIME = 2000; // milliseconds

/**
 * Copy text, and confirm it on the button for a moment.
 * @param {string} text
 * @param {HTMLElement} button
 * @param {string} confirmation the temporary text of the button
 */
export async function copy(text, button, confirmation) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyBySelection(text)) return;
  }
  const label = button.textContent;
  button.textContent = confirmation;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.textContent = label; }, CONFIRMATION_TIME);
}

/**
 * Copy text by selecting it in an invisible field. Returns whether it was copied.
 * @param {string} text
 */
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "pb-visually-hidden";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  return isCopied;
}

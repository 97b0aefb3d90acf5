// Copies text, with a fallback for plain HTTP, where browsers have no clipboard API.

const SHOWN_FOR = 2000; // milliseconds for which the button shows that the text was copied

/**
 * Copy a text, and show on the button that it was copied.
 * @param {string} text
 * @param {HTMLElement} button
 * @param {string} done the text of the button after that
 */
export async function copy(text, button, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyBySelection(text)) return;
  }
  const label = button.textContent;
  button.textContent = done;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.textContent = label; }, SHOWN_FOR);
}

/**
 * Copy a text by selecting it in an invisible field.
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

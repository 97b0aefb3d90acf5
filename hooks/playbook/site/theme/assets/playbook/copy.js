// Copies text, with a fallback for plain HTTP, over which browsers have no clipboard API.

const CONFIRMATION_TIME = 2000; // milliseconds
/** @type {WeakMap<HTMLElement, { label: ChildNode[], timer: number }>} */
const confirming = new WeakMap();

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
  const previous = confirming.get(button);
  window.clearTimeout(previous?.timer);
  const label = previous ? previous.label : [...button.childNodes];
  button.setAttribute("aria-live", "polite");
  button.textContent = confirmation;
  const timer = window.setTimeout(() => {
    button.replaceChildren(...label);
    confirming.delete(button);
  }, CONFIRMATION_TIME);
  confirming.set(button, { label, timer });
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

// Copying, also where the page is served over plain HTTP and the browser has no clipboard for it.

const SHOWN_FOR = 2000; // milliseconds for which the button says that the text was copied

/**
 * Copy a text and say on the button that it was done.
 * @param {string} text
 * @param {HTMLElement} button
 * @param {string} done what the button then says
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
 * Copy the selection of a field that nobody sees.
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

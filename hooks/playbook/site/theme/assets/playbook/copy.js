// Copying, also where the page is served over plain HTTP and the browser has no clipboard for it.

/** Copy a text and say on the button that it was done. */
export async function copy(text, button, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!byHand(text)) return;
  }
  const before = button.textContent;
  button.textContent = done;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.textContent = before; }, 2000);
}

function byHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const did = document.execCommand("copy");
  field.remove();
  return did;
}

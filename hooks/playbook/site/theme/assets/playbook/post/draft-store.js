// Keeps the draft in this tab, so that it survives a reload and a change of language.

const NAME = "playbook.draft";
const FIELDS = ["text", "channel", "account", "situation"];

/**
 * Restore the fields of the form from this tab.
 * @param {HTMLFormElement} form
 */
export function restoreDraft(form) {
  const stored = read();
  for (const name of FIELDS) {
    const field = form.elements.namedItem(name);
    const value = stored[name];
    if (typeof value !== "string") continue;
    if (field instanceof HTMLTextAreaElement) field.value = value;
    if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) {
      field.value = value;
    }
  }
}

/**
 * Store the fields of the form, or nothing if there is no text.
 * @param {HTMLFormElement} form
 */
export function keepDraft(form) {
  const values = Object.fromEntries(FIELDS.map((name) => [name, new FormData(form).get(name)]));
  try {
    if (values.text) sessionStorage.setItem(NAME, JSON.stringify(values));
    else sessionStorage.removeItem(NAME);
  } catch { /* a browser without storage */ }
}

/** @returns {Record<string, unknown>} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

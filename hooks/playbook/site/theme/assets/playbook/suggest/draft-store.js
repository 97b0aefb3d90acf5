// Keeps drafts of suggestions in this tab: they survive a reload and a change of language.

/** @import { Inputs } from "./types.js" */
/** @typedef {{ inputs: Inputs, reason: string, sender: string, isNamed: boolean }} Draft */

const PREFIX = "playbook.suggestion.";

/** @returns {Draft} */
export const emptyDraft = () => ({ inputs: {}, reason: "", sender: "", isNamed: false });

/**
 * The draft for an entry.
 * @param {string} entry
 * @returns {Draft}
 */
export function loadDraft(entry) {
  try {
    const stored = JSON.parse(sessionStorage.getItem(PREFIX + entry) ?? "{}") ?? {};
    return { ...emptyDraft(), ...stored };
  } catch {
    return emptyDraft();
  }
}

/**
 * Store the draft for an entry, or remove it if nothing has been entered.
 * @param {string} entry
 * @param {Draft} draft
 */
export function saveDraft(entry, draft) {
  try {
    const isEmpty = !Object.keys(draft.inputs).length && !draft.reason && !draft.sender;
    if (isEmpty) sessionStorage.removeItem(PREFIX + entry);
    else sessionStorage.setItem(PREFIX + entry, JSON.stringify(draft));
  } catch { /* a browser without storage */ }
}

/** Forget every draft. */
export function clearDrafts() {
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
    }
  } catch { /* a browser without storage */ }
}

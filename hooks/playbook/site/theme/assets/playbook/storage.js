// Stores values in the browser. If storage is switched off, nothing is stored and nothing fails.

const PREFIX = "playbook.";

/**
 * The stored text with a name; null if it is missing.
 * @param {string} name
 * @returns {string | null}
 */
export function loadText(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/**
 * Store text under a name.
 * @param {string} name
 * @param {string} text
 * @returns {boolean} whether it was stored
 */
export function saveText(name, text) {
  try {
    localStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A stored value, or the fallback if it is missing or invalid.
 * @template T
 * @param {string} name
 * @param {T} fallback
 * @returns {T}
 */
export function load(name, fallback) {
  const text = loadText(name);
  try {
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

/**
 * Store a value as JSON.
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it was stored
 */
export const save = (name, value) => saveText(name, JSON.stringify(value));

// Whom entries concern, and who the reader has chosen to be.

import { load } from "./storage.js";

/**
 * Whom something concerns. A scope that is missing leaves nobody out.
 * @typedef {{ roles?: string[], account?: string[], countries?: string[] }} Scope
 */

/**
 * What a reader is, in the terms of a scope. An empty list is a choice that was not made.
 * @typedef {{ roles: string[], account: string[], countries: string[] }} ReaderScope
 */

/** @typedef {{ role: string, account: string, country: string }} ReaderChoice */

/**
 * Whether something concerns a reader. What the reader has not chosen leaves nothing out.
 * @param {Scope} scope
 * @param {ReaderScope} reader
 */
export function concerns(scope, reader) {
  return /** @type {const} */ (["roles", "account", "countries"]).every((name) => {
    const allowed = scope[name];
    return !allowed || !reader[name].length || reader[name].some((own) => allowed.includes(own));
  });
}

/**
 * The reader's choice in the terms of a scope.
 * @param {ReaderChoice} choice
 * @param {string[]} roles the chosen role and those that it includes
 * @returns {ReaderScope}
 */
export function readerScope({ role, account, country }, roles) {
  return {
    roles: role ? roles : [],
    account: account ? [account] : [],
    countries: country ? [country] : [],
  };
}

/**
 * The reader's stored choice: empty texts where nothing was chosen.
 * @returns {ReaderChoice}
 */
export const storedChoice = () => ({ role: "", account: "", country: "", ...load("reader", {}) });

// The scope of entries, and the reader's choice of role, account and country.

import { load } from "./storage.js";

/**
 * The roles, accounts and countries that an entry applies to. A missing list means all.
 * @typedef {{ roles?: string[], account?: string[], countries?: string[] }} Scope
 */

/**
 * The reader's choice in the format of a scope. An empty list means that nothing was chosen.
 * @typedef {{ roles: string[], account: string[], countries: string[] }} ReaderScope
 */

/** @typedef {{ role: string, account: string, country: string }} ReaderChoice */

/**
 * Whether an entry with a scope applies to a reader. A choice that was not made excludes nothing.
 * @param {Scope} scope
 * @param {ReaderScope} reader
 */
export function appliesTo(scope, reader) {
  return /** @type {const} */ (["roles", "account", "countries"]).every((name) => {
    const allowed = scope[name];
    return !allowed || !reader[name].length || reader[name].some((chosen) => allowed.includes(chosen));
  });
}

/**
 * The scope of an item, from its attributes.
 * @param {HTMLElement} item
 * @returns {Scope}
 */
export function scopeOf({ dataset: { roles, account, countries } }) {
  return { roles: roles?.split(" "), account: account?.split(" "), countries: countries?.split(" ") };
}

/**
 * The reader's choice in the format of a scope.
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
 * The reader's stored choice; empty strings if nothing was chosen.
 * @returns {ReaderChoice}
 */
export const storedChoice = () => ({ role: "", account: "", country: "", ...load("reader", {}) });
